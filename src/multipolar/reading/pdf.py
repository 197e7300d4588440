"""The text of a PDF file, page after page, without what is printed at the edge of every page."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from multipolar.basics.errors import DocumentError
from multipolar.reading.pdf_pages import SECONDS

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_GRACE = 15  # seconds to start and to end, beside those of the reading
_EDGE = 2  # lines at the head and at the foot of a page that may be printed on every page
_FEWEST = 3  # pages on which a line must stand to be one of those
_LONGEST_EDGE = 150
_NUMBER = re.compile(r"\d+|\b[ivxl]{1,6}\b")
# "coop-" at the end of a line goes on in the next; "Russian-" before a capital is a name in two parts.
_BROKEN = re.compile(r"(?<=[^\W\d_]{2})(?:-|\u00ad|\u2010)[ \t]*\n[ \t]*(?=[^\W\d_])(?P<next>[^\W\d_]+)")
_SPACES = re.compile(r"[ \t\u00a0]{1,100}\n")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}\Z")


def pdf_text(raw: bytes, path: str) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, and where in it each page begins.

    Lines stay as they are on the page; words cut at the end of a line are joined, and running heads, feet and
    page numbers that stand on most pages are left out.

    Args:
        raw: The file.
        path: Where it came from, for the message of an error.

    Raises:
        DocumentError: The file is locked, damaged, without text, or too large to be a document.
    """
    pages = _without_edges(_pages(raw, path))
    text, starts = _joined([_mended(page) for page in pages])
    if not any(character.isalnum() for character in text):
        raise DocumentError(
            path, "its pages are pictures without text", "Run text recognition (OCR) on it first"
        )
    return text, starts


def _pages(raw: bytes, path: str) -> list[str]:
    """The pages as a process of its own reads them: bounded in time and memory."""
    command = [sys.executable, "-P", str(_PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and a program of this package
            command, input=raw, capture_output=True, timeout=SECONDS + _GRACE, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        answer = {}
    except OSError as error:
        raise DocumentError(path, "no process can be started to read it", "Save its text as .txt") from error
    if "pages" in answer:
        return list(answer["pages"])
    problem = answer.get("problem", f"it cannot be read within {SECONDS} s and 2 GB of memory")
    raise DocumentError(path, problem, answer.get("remedy", "Save its text as .txt"))


def _without_edges(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page, without those at its edges that stand on half of the pages or more."""
    lines = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    heads = Counter(key for page in lines for key in {_key(line) for line in page[:_EDGE]})
    feet = Counter(key for page in lines for key in {_key(line) for line in page[-_EDGE:]})
    least = max(_FEWEST, len(pages) / 2 - 1)
    return [_trimmed(page, heads, feet, least) for page in lines]


def _trimmed(page: list[str], heads: Counter[str], feet: Counter[str], least: float) -> list[str]:
    first, last = 0, len(page)
    while first < min(_EDGE, last) and _printed(page[first], heads, least):
        first += 1
    while last > max(first, len(page) - _EDGE) and _printed(page[last - 1], feet, least):
        last -= 1
    return page[first:last]


def _printed(line: str, counts: Counter[str], least: float) -> bool:
    return len(line) <= _LONGEST_EDGE and counts[_key(line)] >= least


def _key(line: str) -> str:
    """A line but for its numbers: page numbers count up."""
    return _NUMBER.sub("#", " ".join(line.lower().split()))


def _mended(lines: Sequence[str]) -> str:
    text = _SPACES.sub("\n", "\n".join(lines) + "\n").rstrip("\n")
    return _BROKEN.sub(_rejoined, text)


def _rejoined(match: re.Match[str]) -> str:
    word = match["next"]
    return word if word[0].islower() else f"-{word}"


def _joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The pages one after another: a sentence that runs over the edge goes on in the next line."""
    text: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        if text and page:
            between = "\n\n" if _ENDS.search(text[-1][-12:]) else "\n"
            text.append(between)
            length += len(between)
        starts.append(length)
        if page:
            text.append(page)
            length += len(page)
    return "".join(text), tuple(starts)
