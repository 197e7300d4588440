"""Text in a drawing: how wide it is at most, where it breaks, and how numbers are written."""

import math
import re
import textwrap
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

# Widths in em of the wider common sans-serif faces (DejaVu Sans, Verdana): a reader's own face is
# rarely wider, so that what fits here fits there.
_NARROW = dict.fromkeys("iIjl.,:;'|!()[] ftr-/·", 0.38)
_WIDE = dict.fromkeys("mMWw@%&ЖШЩЮЫФжшщюыф—…", 0.95)
_EM = _NARROW | _WIDE


# What XML 1.0 cannot hold: the renderer ends the whole process at the first of them.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text without signs that XML forbids."""
    return _NOT_XML.sub("", text)


def text_width(text: str, size: float) -> float:
    """An upper estimate of the width of a line of text, in pixels."""
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    return 0.72 if letter.isupper() else 0.62


def wrap(text: str, width: float, size: float, lines: int = 99) -> list[str]:
    """The text in lines that fit a width; a last line that is one too many ends in an ellipsis."""
    text = printable(text)
    letters = max(4, int(width / (size * 0.6)))
    while letters > 4:
        rows = textwrap.wrap(text, letters, break_long_words=True) or [""]
        if all(text_width(row, size) <= width for row in rows):
            break
        letters -= 1
    return rows if len(rows) <= lines else [*rows[: lines - 1], cut(" ".join(rows[lines - 1 :]), width, size)]


def cut(text: str, width: float, size: float) -> str:
    """The text, shortened with an ellipsis when it is wider than that."""
    text = printable(text)
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def number(value: float) -> str:
    """A number as people read it: ``1,234``, ``0.52``, ``1.3 million``, with a true minus sign."""
    size = abs(value)
    for step, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if size >= step:
            return _plain(value / step, 3) + word
    return _plain(value, 4 if size >= 100 else 3)


def _plain(value: float, digits: int) -> str:
    """To so many significant digits, never fewer than the whole number has."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    written = f"{value:,.{decimals}f}"
    if decimals:
        written = written.rstrip("0").rstrip(".")
    return written.replace("-", "\N{MINUS SIGN}")


def listed(names: Sequence[str]) -> str:
    """Names in a row: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
