"""Where a sentence names a time, and which days it covers."""

import re
from datetime import date
from functools import cache

from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import alternatives, plain
from multipolar.reading.mentions.date_forms import matches, words_of
from multipolar.reading.mentions.date_setting import Setting
from multipolar.reading.mentions.reckoned_dates import RECKONED
from multipolar.reading.mentions.written_dates import WRITTEN
from multipolar.reading.model import DateMention, DateRole
from multipolar.reading.stretches import Taken

_NEAR = 1_200  # characters after which a date is no longer what "the same year" goes back to
_BEFORE = 24  # characters before a time in which a word such as "since" is looked for

_CLOSED = frozenset(["range", "months", "between_days"])  # their "since" is the beginning of a stretch
_RULES = {**WRITTEN, **RECKONED}
_Place = tuple[int, int, str, re.Match[str]]


class DateReader:
    """Finds times in the sentences of one document, read in order.

    Args:
        language: Two letters.
        on: The day of speaking; without it relative times keep an open span.
    """

    def __init__(self, language: str, on: date | None) -> None:
        self._language = language
        self._on = on
        self._last: PartialDate | None = None
        self._last_at = 0

    def read(
        self, text: str, start: int, end: int, taken: tuple[tuple[int, int], ...] = ()
    ) -> tuple[DateMention, ...]:
        """The times of ``text[start:end]``, in order of place; the first wording that fits counts.

        Args:
            text: The whole text.
            start: First character.
            end: Character after the last.
            taken: Stretches in which no time is looked for (symbols, addresses).
        """
        found: list[DateMention] = []
        for first, last, kind, match in self._places(text, start, end, taken):
            mention = self._mention(text, start, (first, last, kind, match))
            if mention is not None:
                found.append(mention)
                if mention.when is not None:
                    self._last, self._last_at = mention.when, mention.start
        return tuple(found)

    def _places(self, text: str, start: int, end: int, taken: tuple[tuple[int, int], ...]) -> list[_Place]:
        """The places that wordings hold, none within another, in order."""
        held: list[_Place] = []
        closed = Taken(start, end, taken)
        for kind, match in matches(text, start, end, self._language):
            group = "at" if "at" in match.re.groupindex else 0
            first, last = match.span(group)
            if not closed.free(first, last) or self._counts(text, start, first, kind):
                continue
            closed.add(first, last)
            held.append((first, last, kind, match))
        return sorted(held, key=lambda place: place[0])

    def _counts(self, text: str, start: int, first: int, kind: str) -> bool:
        """Whether four digits are a number that happens to look like a year: "more than 2000 ..."."""
        if kind != "year":
            return False
        return _number_before(self._language).search(text, max(start, first - _BEFORE), first) is not None

    def _mention(self, text: str, start: int, place: _Place) -> DateMention | None:
        first, last, kind, match = place
        near = self._last if first - self._last_at <= _NEAR else None
        try:
            meant = _RULES[kind](match.groupdict(), Setting(self._language, self._on, near))
        except (ValueError, OverflowError):  # reckoned out of the calendar: the year before the year 1
            return None
        if meant is None:
            return None
        role = self._role(text, start, first)
        if kind == "onward" or (kind in _CLOSED and role == "since"):
            role = "since" if kind == "onward" else "at"
        return DateMention(
            first, last, text[first:last], meant.when, _bounded(meant.span, role), meant.relative, role
        )

    def _role(self, text: str, start: int, first: int) -> DateRole:
        before = _role_before(self._language).search(text, max(start, first - _BEFORE), first)
        if before is None:
            return "at"
        roles: dict[str, DateRole] = words_of(self._language)["roles"]
        return roles[plain(before[1])]


@cache
def _role_before(language: str) -> re.Pattern[str]:
    words = words_of(language)
    roles = alternatives(words["roles"]).replace(r"\ ", r"\s+")
    articles = words.get("articles", r"the\s+")
    return compiled(rf"\b({roles})\s*(?:{articles})?\Z", re.IGNORECASE)


@cache
def _number_before(language: str) -> re.Pattern[str]:
    words = re.sub(r"\|\s+", "|", words_of(language)["not_year_after"].strip())
    return compiled(rf"(?<!\w)(?:{words})\s*\Z", re.IGNORECASE)


def _bounded(span: Span, role: DateRole) -> Span:
    """Follow the word before the time: ``since 2014`` runs on, ``by 2030`` ends there."""
    if role in ("since", "after"):
        return Span(span.start, None)
    return Span(None, span.end) if role in ("until", "by", "before") else span
