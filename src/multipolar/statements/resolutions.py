"""Which roll call of the record a reference means, or which several it may mean."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from weakref import WeakKeyDictionary

from multipolar.basics.dates import Span
from multipolar.measures.rollcall_search import Index
from multipolar.measures.votes import RollCall, roll_calls
from multipolar.record import Record
from multipolar.statements.mask import phrases
from multipolar.statements.references import Reference

How = Literal["symbol", "date", "date and words", "words", "misdated", "none"]

# A name or title is meant when this share of its weighted words is said; a date lowers the bar.
_SURE, _WITH_DATE = 0.72, 0.3
_TIE = 0.05
_MISDATED_WITHIN = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Identified:
    """The roll calls a reference may mean, and by what they were told."""

    rollcalls: tuple[RollCall, ...]
    how: How
    missing: tuple[str, ...] = ()


class _Index(Index):
    """Roll calls on whole texts, with what was found for each reference."""

    def __init__(self, record: Record) -> None:
        super().__init__(record, frozenset(phrases("resolution")["stop"].split()))
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
    spans = _spans(reference, record, spoken)
    if spans:
        return _by_date(index, reference, spans)
    held = [r for r in index.rollcalls if spoken is None or r.date is None or r.date <= spoken]
    return _by_words(index, held, reference.words)


def _by_symbol(reference: Reference, record: Record) -> Identified:
    known = roll_calls(record)
    held = tuple(known[s] for s in reference.symbols if s in known)
    missing = tuple(s for s in reference.symbols if s not in known)
    return Identified(held, "symbol" if held else "none", missing)


def _spans(reference: Reference, record: Record, spoken: date | None) -> tuple[Span, ...]:
    if reference.dates:
        return tuple(d.span for d in reference.dates)
    if reference.years_later is None or reference.previous is None:
        return ()
    before = identify(reference.previous, record, spoken)
    days = [r.date for r in before.rollcalls if r.date is not None]
    if not days:
        return ()
    year = days[0].year + reference.years_later
    return (Span(date(year - 1, 10, 1), date(year, 12, 31)),)


def _by_date(index: _Index, reference: Reference, spans: tuple[Span, ...]) -> Identified:
    inside = [r for r in index.rollcalls if r.date and any(s.contains(r.date) for s in spans)]
    scored = _ranked(index, inside, reference.words)
    if scored and scored[0][0] >= _WITH_DATE:
        return Identified(_leaders(scored), "date and words")
    exact = all(s.start == s.end for s in spans)
    if (
        inside
        and exact
        and len({r.id for r in inside}) == 1
        and not _better_elsewhere(index, reference.words)
    ):
        return Identified(tuple(inside), "date")
    if not exact:
        return Identified((), "none")
    return _misdated(index, reference.words, spans)


def _misdated(index: _Index, words: frozenset[str], spans: tuple[Span, ...]) -> Identified:
    days = [s.start for s in spans if s.start]
    around = [r for r in index.rollcalls if r.date and any(abs(r.date - d) <= _MISDATED_WITHIN for d in days)]
    scored = _ranked(index, around, words)
    if scored and scored[0][0] >= 0.5:
        return Identified(_leaders(scored), "misdated")
    return Identified((), "none")


def _better_elsewhere(index: _Index, words: frozenset[str]) -> bool:
    scored = _ranked(index, index.rollcalls, words)
    return bool(scored) and scored[0][0] >= _SURE


def _by_words(index: _Index, held: list[RollCall], words: frozenset[str]) -> Identified:
    scored = _ranked(index, held, words)
    if scored and scored[0][0] >= _SURE:
        return Identified(_leaders(scored), "words")
    return Identified((), "none")


def _ranked(index: _Index, rollcalls: list[RollCall], words: frozenset[str]) -> list[tuple[float, RollCall]]:
    scored = [(index.score(r, words), r) for r in rollcalls]
    return sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1].date or date.min))


def _leaders(scored: list[tuple[float, RollCall]]) -> tuple[RollCall, ...]:
    best = scored[0][0]
    return tuple(r for s, r in scored if s >= best - _TIE)
