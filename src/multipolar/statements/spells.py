"""What the record knows of one actor in one organisation: spells, and which role held on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from multipolar.basics.dates import PartialDate
from multipolar.record import Record

MEMBERS = ("member", "founding")
_ROLLS: "WeakKeyDictionary[Record, dict[str, tuple[Spell, ...]]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Spell:
    """One row of ``membership`` with its dates read."""

    role: str
    start: PartialDate | None
    end: PartialDate | None
    row: Mapping[str, Any]

    def holds(self, on: date) -> bool:
        """Whether it covers the day; a start known to the year or month counts from its first day."""
        return (self.start is None or self.start.first <= on) and (self.end is None or on < self.end.first)

    @property
    def words(self) -> str:
        """Role and dates in words."""
        start = f" since {self.start}" if self.start else ""
        if self.end:
            start = f" from {self.start} to {self.end}" if self.start else f" until {self.end}"
        role = {"founding": "founding member", "associate": "associate member"}.get(self.role, self.role)
        return f"{role}{start}"


def spells(record: Record, organisation: str, actor: str) -> tuple[Spell, ...]:
    """All spells of an actor in an organisation, in order of time."""
    own = (s for s in roll(record, organisation) if s.row["actor"] == actor)
    return tuple(sorted(own, key=lambda s: (s.start or PartialDate(1)).first))


def roll(record: Record, organisation: str) -> tuple[Spell, ...]:
    """All spells of everyone in an organisation; each organisation is read once a record."""
    rolls = _ROLLS.setdefault(record, {})
    if organisation not in rolls:
        rows = record.rows("membership", {"organisation": organisation})
        rolls[organisation] = tuple(_spell(row) for row in rows)
    return rolls[organisation]


def held(all_spells: Sequence[Spell], on: date, roles: Sequence[str] = MEMBERS) -> tuple[Spell, ...]:
    """The spells with one of the roles that cover a day."""
    return tuple(s for s in all_spells if s.role in roles and s.holds(on))


def _spell(row: Mapping[str, Any]) -> Spell:
    return Spell(
        row["role"], PartialDate.stored(row["valid_from"], row["valid_from_precision"]),
        PartialDate.stored(row["valid_to"], row["valid_to_precision"]), row,
    )  # fmt: skip
