"""Which lines of a page belong together, and whether they are prose, a heading, an item, a row or a note."""

import re
from dataclasses import dataclass

from multipolar.reading.model import Part

BLANKS = " \t\u00a0\u202f\u2009\u3000\u200b\ufeff\f\v"
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MARKER = re.compile(
    r"(?:[•·▪◦‣●○■□➢*+–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]|#{1,6}|>)[\s\u00a0]+"
    r"|\d{1,2}\.(?=[^\W\d_]{2})"
)
_NOTE = re.compile(r"\[\d{1,3}\][\s\u00a0]*|\[\^[^\]\s]{1,20}\]:[\s\u00a0]*")
_ROW = re.compile(r"\t|\|[^|]*\||[^\s\u00a0] {3,}[^\s\u00a0].*[^\s\u00a0] {3,}[^\s\u00a0]")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]*_]{0,3}(?:\[\d{1,3}\])?\Z")
_RULE = re.compile(r"[\s|:*_=~-]*+\Z")
_LONGEST_HEADING = 120
_WIDEST_WRAP = 130


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is cut into sentences by itself.

    Attributes:
        start: First character, after a list marker or note number.
        end: Character after the last.
        paragraph: The number of its paragraph, from 0.
        part: What sort of stretch it is.
    """

    start: int
    end: int
    paragraph: int
    part: Part


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    body: int  # after the marker
    blank_before: bool
    part: Part


def blocks(text: str) -> list[Block]:
    """Cut a text into blocks: joined lines of prose, single headings, items, rows and notes."""
    lines = _lines(text)
    width = _wrap_width(lines)
    found: list[Block] = []
    paragraph = -1
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, width):
            last = found[-1]
            part: Part = "prose" if last.part == "heading" else last.part
            found[-1] = Block(last.start, line.end, last.paragraph, part)
        else:
            wrapped = previous is not None and _full(text, previous, line, width)
            if previous is None or line.blank_before or line.part != "prose" or not wrapped:
                paragraph += 1
            found.append(Block(line.body, line.end, paragraph, _part(text, line)))
        previous = line
    return found


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        start, end = _stripped(text, match.start(), match.end())
        if start == end or _RULE.match(text, start, end):
            continue
        part, body = _opening(text, start, end)
        breaks = text.count("\n", last_end, start) or text.count("\r", last_end, start)
        found.append(_Line(start, end, body, breaks > 1 and bool(found), part))
        last_end = end
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def _opening(text: str, start: int, end: int) -> tuple[Part, int]:
    note = _NOTE.match(text, start, end)
    if note is not None and note.end() < end:
        return "note", note.end()
    marker = _MARKER.match(text, start, end)
    if marker is not None and marker.end() < end:
        sign = text[start]
        return ("heading" if sign == "#" else "prose" if sign == ">" else "item"), marker.end()
    if _ROW.search(text, start, min(end, start + 1_000)):
        return "row", start
    return "prose", start


def _part(text: str, line: _Line) -> Part:
    if line.part != "prose":
        return line.part
    short = line.end - line.start <= _LONGEST_HEADING
    return "heading" if short and not _ends(text, line) and text[line.start].isupper() else "prose"


def _ends(text: str, line: _Line) -> bool:
    return _TERMINAL.search(text, max(line.start, line.end - 12), line.end) is not None


def _continues(text: str, previous: _Line, line: _Line, width: int) -> bool:
    if line.part != "prose" or previous.part in ("row", "heading"):
        return False
    lower = text[line.body].islower()
    if line.blank_before:
        return lower and not _ends(text, previous)
    return lower or (not _ends(text, previous) and _full(text, previous, line, width))


def _full(text: str, previous: _Line, line: _Line, width: int) -> bool:
    """Whether the line before is so long that the first word of this one would not have fitted."""
    if not width:
        return False
    first = text[line.start : min(line.end, line.start + width)].split(maxsplit=1)[0]
    return previous.end - previous.start + 1 + len(first) >= width


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the page breaks its lines by hand; 0 when each line is a paragraph."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 4:
        return 0
    widest = lengths[int(len(lengths) * 0.95)]
    near = sum(length >= widest * 0.8 for length in lengths)
    return int(widest * 0.95) if 40 <= widest <= _WIDEST_WRAP and near * 3 >= len(lengths) else 0
