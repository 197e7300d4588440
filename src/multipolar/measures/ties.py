"""Diplomatic relations of two states: the acts that began, broke and resumed them, as the record has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record

STANDING = ("established", "re-established")


@dataclass(frozen=True, slots=True)
class Act:
    """An act about diplomatic relations, and how long what it brought about lasted.

    Attributes:
        value: ``established``, ``re-established``, ``severed`` or ``suspended``.
        on: The day of the act, as finely as known.
        until: The day of the next act; ``None`` for the last.
        row: The row of the record.
    """

    value: str
    on: PartialDate | None
    until: PartialDate | None
    row: Mapping[str, Any] = field(hash=False, compare=False)

    @property
    def words(self) -> str:
        """The act and its day in words."""
        return f"{self.value} {self.on}" if self.on else f"{self.value} on a day not known"

    @property
    def standing(self) -> bool:
        """Whether there are relations after it."""
        return self.value in STANDING


def acts(record: Record, a: str, b: str) -> tuple[Act, ...]:
    """The acts about relations of two states, in order of time.

    A state is asked for with those whose legal person it continues and the one that continues it: the
    record's lists have the Soviet Union's relations under Russia.
    """
    ones, others = _persons(a), _persons(b)
    known = _known(record)
    fitting = [act for one in ones for other in others for act in known.get(frozenset((one, other)), ())]
    return tuple(sorted(fitting, key=lambda act: act.on.first if act.on else date.min))


def standing(known: tuple[Act, ...], on: date) -> Act | None:
    """The act that rules on a day; ``None`` before the first."""
    before = [act for act in known if act.on is None or act.on.first <= on]
    return before[-1] if before else None


_ACTS: "WeakKeyDictionary[Record, dict[frozenset[str], list[Act]]]" = WeakKeyDictionary()


def _known(record: Record) -> dict[frozenset[str], list[Act]]:
    """Every act of the record by the pair it is about."""
    if record not in _ACTS:
        by_pair: dict[frozenset[str], list[Act]] = defaultdict(list)
        for row in record.rows("tie", {"kind": "relations"}):
            by_pair[frozenset((row["a"], row["b"]))].append(_act(row))
        _ACTS[record] = dict(by_pair)
    return _ACTS[record]


@lru_cache(maxsize=1024)
def _persons(actor: str) -> tuple[str, ...]:
    try:
        chain = tuple(a.id for a in actors.lineage(actor))
    except AskedWronglyError:
        return (actor,)
    heirs = tuple(a.id for a in actors.all_actors() if a.continues == actor)
    return (*heirs, *chain)


def _act(row: Mapping[str, Any]) -> Act:
    return Act(
        row["value"], PartialDate.stored(row["valid_from"], row["valid_from_precision"]),
        PartialDate.stored(row["valid_to"], row["valid_to_precision"]), row,
    )  # fmt: skip
