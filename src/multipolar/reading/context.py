"""What a page says of its own setting: its title, its date, and whom it is about."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date as Date

from multipolar.reading.mentions.dates import DateReader
from multipolar.reading.model import Sentence

_FIRST_LINES = 12
_LONGEST_TITLE = 160
_HEADING = re.compile(r"\s{0,3}#{1,3}\s+(?P<title>\S[^\n]{0,200})")
_SPANISH = re.compile(r"\b(\d{1,2}) de ([a-z]+) (?:de|del) (\d{4})\b", re.IGNORECASE)
_SPANISH_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_PORTUGUESE_MONTHS = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
]
_MOST_ABOUT = 3


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


def date_of(text: str) -> Date | None:
    """The date of speaking, when a short line among the first states one that cannot be misread."""
    for line in text[:6000].splitlines()[: _FIRST_LINES * 2]:
        if len(line) > _LONGEST_TITLE:
            continue
        if (day := _iberian(line)) is not None:
            return day
        full = [m.when for m in DateReader("en", None).read(line, 0, len(line)) if m.when and m.when.day]
        if len(full) == 1 and full[0] is not None:
            return full[0].first
    return None


def _iberian(line: str) -> Date | None:
    match = _SPANISH.search(line)
    if match is None:
        return None
    for months in (_SPANISH_MONTHS, _PORTUGUESE_MONTHS):
        if match[2].lower() in months:
            try:
                return Date(int(match[3]), months.index(match[2].lower()) + 1, int(match[1]))
            except ValueError:
                return None
    return None


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
