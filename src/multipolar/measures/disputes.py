"""Which wars and disputes the record holds: by name, or between whom and when."""

import re
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.text import fold
from multipolar.record import Record

_STOP = frozenset({"the", "of", "war", "wars", "and", "in", "conflict", "first", "second", "civil", "crisis"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """A war or dispute.

    Attributes:
        id: The record's id.
        name: Its usual name.
        kind: ``interstate_war``, ``intrastate_war``, ``dispute``, ...
        start: First day, as finely as known.
        end: Last day; ``None`` when it is not known or has not come.
        sides: States on either side, ids, with ``a`` or ``b``.
        row: The row of the record.
    """

    id: str
    name: str
    kind: str
    start: PartialDate | None
    end: PartialDate | None
    sides: tuple[tuple[str, str], ...]
    row: Any

    def opposes(self, one: str, other: str) -> bool:
        """Whether two states stand on different sides."""
        held = dict(self.sides)
        return one in held and other in held and held[one] != held[other]

    def covers(self, when: Span) -> bool:
        """Whether it was going on in any day of a span, dates read as generously as they are known."""
        starts = self.start is None or when.end is None or self.start.first <= when.end
        ends = self.end is None or when.start is None or when.start <= self.end.last
        return starts and ends

    @property
    def words(self) -> str:
        """Name and dates in words."""
        return f"{self.name} ({self.start or '?'} to {self.end or '?'})"


_DISPUTES: "WeakKeyDictionary[Record, tuple[Dispute, ...]]" = WeakKeyDictionary()


def disputes(record: Record) -> tuple[Dispute, ...]:
    """Every dispute of the record, in order of its first day; none when no source of them was pulled."""
    if record not in _DISPUTES:
        sides: dict[str, list[tuple[str, str]]] = {}
        for row in record.rows("side"):
            if row["actor"]:
                sides.setdefault(row["dispute"], []).append((row["actor"], row["side"]))
        found = (_dispute(row, tuple(sides.get(row["id"], ()))) for row in record.rows("dispute"))
        _DISPUTES[record] = tuple(sorted(found, key=lambda d: d.start.first.isoformat() if d.start else ""))
    return _DISPUTES[record]


def _dispute(row: Any, sides: tuple[tuple[str, str], ...]) -> Dispute:  # noqa: ANN401 - a row
    return Dispute(
        row["id"], row["name"], row["kind"], _partial(row, "start"), _partial(row, "end"), sides, row
    )


def _partial(row: Any, column: str) -> PartialDate | None:  # noqa: ANN401 - a row
    day = row[column]
    if day is None:
        return None
    precision = row[f"{column}_precision"]
    month = day.month if precision in ("month", "day") else None
    return PartialDate(day.year, month, day.day if precision == "day" else None)


def named(record: Record, name: str) -> tuple[Dispute, ...]:
    """The wars that hold every telling word of a name ("War of the Pacific", "the Chaco War")."""
    words = _words(name)
    if not words:
        return ()
    return tuple(d for d in disputes(record) if d.kind != "dispute" and words <= _words(d.name))


def between(record: Record, one: str, other: str, when: Span | None = None) -> tuple[Dispute, ...]:
    """The wars in which two states stood against each other, in a time when one is given."""
    found = (d for d in disputes(record) if d.kind.endswith("_war") and d.opposes(one, other))
    return tuple(d for d in found if when is None or d.covers(when))


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]{2,}", fold(name)) if w not in _STOP)
