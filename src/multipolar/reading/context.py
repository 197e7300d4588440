"""What a page says of its own setting: its title, its date, and whom it is about."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from multipolar.reading.mentions.dates import DateReader
from multipolar.reading.model import Sentence

_FIRST_LINES = 12
_LONGEST_TITLE = 160
_HEADING = re.compile(r"\s{0,3}#{1,3}\s+(?P<title>\S[^\n]{0,200})")
_MOST_ABOUT = 3
_WORDS = 9  # a line of more is a sentence
_DATELINE = 40  # how far into a whole sentence its dateline reaches
_HEAD = re.compile(
    r"\W{0,4}(?:[^\W\d_]+[ \u00a0-]){0,3}[^\W\d_]+,\s[^\W\d_]{0,12}\s?"
    r"\d[^\n!?:;]{3,40}?(?:\([^)\n]{1,40}\)|/[^/\n]{1,40}/)?"
    r"\.?\s?[-–—]{1,2}\s"
)
_FIRST_YEAR = 1945  # a page that opens with an earlier day tells of it and was not written on it


def title_of(text: str) -> str | None:
    """The title, when the first lines hold one: a Markdown heading, or a short line before any prose."""
    lines = [line.strip(" \t\u00a0\ufeff") for line in text[:4000].splitlines()[:_FIRST_LINES]]
    for line in lines:
        if (match := _HEADING.match(line)) is not None:
            return match["title"].strip(" #")
    for line in lines:
        if line:
            plain = len(line) <= _LONGEST_TITLE and line[-1] not in ".:;,"
            return line if plain and len(line.split()) > 1 else None
    return None


def date_of(text: str, language: str = "en") -> datetime.date | None:
    """The day of speaking, when a short line among the first states one that cannot be misread.

    A line in the language of the page counts first, then one in English; lines that give two days, a
    day without its year or digits that may be read two ways are passed over.
    """
    lines = [_opening(line) for line in text[:6000].splitlines()[: _FIRST_LINES * 2]]
    for spoken in dict.fromkeys((language, "en")):
        for line in lines:
            if (day := _only_day(line, spoken)) is not None:
                return day
    return None


def _opening(line: str) -> str:
    """A short line; of a long one the dateline it opens with ("Tegucigalpa, 26 mar 2024 (Agencia).-")."""
    if len(line) <= _LONGEST_TITLE:
        return line
    head = _HEAD.match(line)
    return head[0] if head is not None else ""


def _only_day(line: str, language: str) -> datetime.date | None:
    found = DateReader(language, None).read(line, 0, len(line))
    if line.rstrip().endswith((".", "!", "?")) and len(line.split()) > _WORDS:
        # A sentence tells of its days, but for the one it opens with: "SUVA, 4 May 2020 - They met."
        found = tuple(m for m in found if m.end <= _DATELINE)
    days = {m.when.first for m in found if m.when and m.when.day and not m.relative and m.role == "at"}
    only = days.pop() if len(days) == 1 else None
    return only if only is not None and only.year >= _FIRST_YEAR else None


def about_of(sentences: Sequence[Sentence], title: str | None) -> tuple[str, ...]:
    """The states a page names most, those of its title first; at most three."""
    counts = Counter(
        mention.actors[0]
        for sentence in sentences
        for mention in sentence.actors
        if mention.kind == "state" and mention.actor
    )
    weight = 3 if title else 1
    for sentence in sentences[:1]:
        counts.update({m.actors[0]: weight for m in sentence.actors if m.kind == "state" and m.actor})
    return tuple(actor for actor, times in counts.most_common(_MOST_ABOUT) if times > 1)
