"""Which roll call of the record a reference means, or which several it may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from weakref import WeakKeyDictionary

from multipolar.basics.dates import PartialDate, Span
from multipolar.measures.rollcall_search import Index
from multipolar.measures.votes import RollCall, roll_calls
from multipolar.reading.model import DateMention
from multipolar.record import Record
from multipolar.statements.mask import phrases
from multipolar.statements.references import Reference, alike

How = Literal["symbol", "date", "date and words", "words", "misdated", "none"]

# A name or title is meant when this share of its weighted words is said; a date lowers the bar.
_SURE, _WITH_DATE = 0.72, 0.3
# With a date and a state that it is about, less will do where no other roll call comes near.
_WITH_PLACE, _CLEAR = 0.12, 1.5
_TIE = 0.05
_MISDATED_WITHIN = timedelta(days=45)
# News speak of a decision of the last days, and of the last weeks where its words tell it.
_DAYS, _WEEKS = timedelta(days=4), timedelta(days=60)
_YEAR = re.compile(r"\d{4}")
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Identified:
    """The roll calls a reference may mean, by what they were told, and the time its dates stand for."""

    rollcalls: tuple[RollCall, ...]
    how: How
    missing: tuple[str, ...] = ()
    span: Span | None = None


class _Index(Index):
    """Roll calls on whole texts, with what was found for each reference."""

    def __init__(self, record: Record) -> None:
        super().__init__(record, frozenset(phrases("resolution")["stop"].split()))
        self.names = {key: [alike(name) for name in names] for key, names in self.names.items()}
        self.topics = {key: alike(words) for key, words in self.topics.items()}
        self.answers: dict[tuple[Reference, date | None], Identified] = {}


_INDEXES: "WeakKeyDictionary[Record, _Index]" = WeakKeyDictionary()


def identify(reference: Reference, record: Record, spoken: date | None = None) -> Identified:
    """The roll calls that a reference may mean, best first.

    Args:
        reference: What the page says of the decision.
        record: The record.
        spoken: The date of speaking; nobody speaks of a vote to come.
    """
    index = _index(record)
    key = (replace(reference, sentence=0), spoken)
    if key not in index.answers:
        index.answers[key] = _identify(index, reference, record, spoken)
    return index.answers[key]


def _index(record: Record) -> _Index:
    if record not in _INDEXES:
        _INDEXES[record] = _Index(record)
    return _INDEXES[record]


def _identify(index: _Index, reference: Reference, record: Record, spoken: date | None) -> Identified:
    if reference.symbols:
        return _by_symbol(reference, record)
    if reference.body != "GA":
        return Identified((), "none")
    held = [r for r in index.rollcalls if spoken is None or r.date is None or r.date <= spoken]
    for spans in _readings(reference, record, spoken):
        found = _by_date(index, held, reference, spans)
        if found.rollcalls:
            return replace(found, span=spans[0] if len(spans) == 1 else None)
    if written := [d.span for d in reference.dates if d.when and d.when.day and _YEAR.search(d.text)]:
        return _misdated(index, reference, tuple(written))
    if reference.dates or reference.years_later is not None:
        return Identified((), "none")
    found = _by_words(index, held, reference.words, spoken)
    if found.rollcalls or spoken is None:
        return found
    return _of_late(index, _of_places(index, held, reference.places), reference, spoken)


def _by_symbol(reference: Reference, record: Record) -> Identified:
    known = roll_calls(record)
    held = tuple(known[s] for s in reference.symbols if s in known)
    missing = tuple(s for s in reference.symbols if s not in known)
    return Identified(held, "symbol" if held else "none", missing)


def _readings(reference: Reference, record: Record, spoken: date | None) -> Iterator[tuple[Span, ...]]:
    """The times that its dates may mean, one reading after the other.

    Days count before the years beside them, and a date without a year may be of the year spoken of, or
    the last before the day of speaking.
    """
    if reference.dates:
        finest = max(_fineness(d) for d in reference.dates)
        fine = tuple(d for d in reference.dates if _fineness(d) == finest)
        yield tuple(d.span for d in fine)
        again = tuple(s for d in fine if (s := _last_such(d, spoken)) is not None)
        if again:
            yield again
    elif (later := _later(reference, record, spoken)) is not None:
        yield (later,)


def _fineness(mention: DateMention) -> int:
    """How finely a date is told: a day 3, a month or a few weeks 2, longer 1."""
    span = mention.span
    if mention.when is not None:
        return 3 if mention.when.day else 2 if mention.when.month else 1
    known = span.start is not None and span.end is not None
    return 2 if known and (span.end - span.start).days <= _MONTH else 1  # type: ignore[operator]


def _last_such(mention: DateMention, spoken: date | None) -> Span | None:
    """The last such day or month before the day of speaking, for a date without a year."""
    if spoken is None or mention.when is None or not mention.when.month or _YEAR.search(mention.text):
        return None
    when = mention.when
    late = (when.month, when.day or 1) > (spoken.month, spoken.day)
    year = spoken.year - 1 if late else spoken.year
    return None if year == when.year else Span.of(PartialDate(year, when.month, when.day))


def _later(reference: Reference, record: Record, spoken: date | None) -> Span | None:
    """When a decision was taken that is told by the time since the one before."""
    if reference.previous is None or (reference.years_later is None and reference.days_later is None):
        return None
    days = [r.date for r in identify(reference.previous, record, spoken).rollcalls if r.date is not None]
    if not days:
        return None
    if reference.years_later is not None:
        year = days[0].year + reference.years_later
        return Span(date(year - 1, 10, 1), date(year, 12, 31))
    shift = reference.days_later or 0
    slack = timedelta(days=max(shift // 4, 1 if shift > 1 else 0))
    then = days[0] + timedelta(days=shift)
    return Span(then - slack, then + slack)


def _by_date(
    index: _Index, held: list[RollCall], reference: Reference, spans: tuple[Span, ...]
) -> Identified:
    inside = [r for r in held if r.date and any(held_within(r, s) for s in spans)]
    about = _of_places(index, inside, reference.places)
    for words in _descriptions(reference):
        scored = _ranked(index, about, words)
        if scored and (scored[0][0] >= _WITH_DATE or _alone(scored, reference)):
            leaders = _every(index, scored, reference.places) if reference.every else _leaders(scored)
            return Identified(leaders, "date and words")
    exact = all(s.start == s.end for s in spans)
    if about and exact and len({r.id for r in inside}) == 1 and not _better_elsewhere(index, reference.words):
        return Identified(tuple(inside), "date")
    return Identified((), "none")


def _of_places(index: _Index, rollcalls: list[RollCall], places: frozenset[str]) -> list[RollCall]:
    """The roll calls about one of the states that a decision is said to be about; all where none is."""
    if not places:
        return rollcalls
    return [r for r in rollcalls if not places.isdisjoint(index.topics[r.id].union(*index.names[r.id]))]


def _alone(scored: list[tuple[float, RollCall]], reference: Reference) -> bool:
    """Whether one roll call alone is about the states told of, by some of the words."""
    clear = len(scored) == 1 or scored[0][0] >= _CLEAR * scored[1][0]
    return bool(reference.places) and clear and scored[0][0] >= _WITH_PLACE


def held_within(rollcall: RollCall, span: Span) -> bool:
    """Whether a roll call may have been held in a span; a month known alone may be any of its days."""
    if rollcall.precision != "month" or rollcall.date is None:
        return span.contains(rollcall.date) if rollcall.date else False
    return Span.of(PartialDate(rollcall.date.year, rollcall.date.month)).overlaps(span)


def _descriptions(reference: Reference) -> Iterator[frozenset[str]]:
    """Words that may describe the decision: its own, all that is said with it, those of the one before."""
    if reference.words:
        yield reference.words
    if reference.loose:
        yield reference.words | reference.loose
    before = reference.previous
    while before is not None and not reference.words:
        yield before.words or before.loose
        before = before.previous


def _of_late(index: _Index, held: list[RollCall], reference: Reference, spoken: date) -> Identified:
    """The decision of the last days that words of the news tell."""
    late = [r for r in held if r.date is not None and spoken - r.date <= _DAYS]
    scored = _ranked(index, late, reference.words or reference.loose)
    if scored and scored[0][0] >= _WITH_DATE:
        return Identified(_leaders(scored), "words")
    return Identified((), "none")


def _misdated(index: _Index, reference: Reference, spans: tuple[Span, ...]) -> Identified:
    days = [s.start for s in spans if s.start]
    around = [r for r in index.rollcalls if r.date and any(abs(r.date - d) <= _MISDATED_WITHIN for d in days)]
    scored = _ranked(index, _of_places(index, around, reference.places), reference.words)
    if scored and scored[0][0] >= 0.5:
        return Identified(_leaders(scored), "misdated")
    return Identified((), "none")


def _better_elsewhere(index: _Index, words: frozenset[str]) -> bool:
    scored = _ranked(index, index.rollcalls, words)
    return bool(scored) and scored[0][0] >= _SURE


def _by_words(index: _Index, held: list[RollCall], words: frozenset[str], spoken: date | None) -> Identified:
    scored = _ranked(index, held, words)
    if not scored or scored[0][0] < _SURE:
        return Identified((), "none")
    leaders = _leaders(scored)
    late = [r for r in leaders if spoken is not None and r.date is not None and spoken - r.date <= _WEEKS]
    return Identified(tuple(late) or leaders, "words")


def _ranked(index: _Index, rollcalls: list[RollCall], words: frozenset[str]) -> list[tuple[float, RollCall]]:
    scored = [(index.score(r, words), r) for r in rollcalls]
    return sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1].date or date.min))


def _every(
    index: _Index, scored: list[tuple[float, RollCall]], places: frozenset[str]
) -> tuple[RollCall, ...]:
    """All roll calls that the words tell of and whose names hold the states told of, in order of time."""
    named = [
        (s, r) for s, r in scored if not places or any(not places.isdisjoint(n) for n in index.names[r.id])
    ]
    found = (r for s, r in named if s >= _WITH_PLACE)
    return tuple(sorted(found, key=lambda r: r.date or date.min))


def _leaders(scored: list[tuple[float, RollCall]]) -> tuple[RollCall, ...]:
    best = scored[0][0]
    return tuple(r for s, r in scored if s >= best - _TIE)
