"""Who has sanctions on whom, and whether a missing row means that there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.starter import SOURCE, scopes

Row = dict[str, Any]
_NONE = "none"
_HELD: "WeakKeyDictionary[Record, dict[str, list[Row]]]" = WeakKeyDictionary()
# The Union's restrictive measures bind its members (Treaty on the Functioning of the EU, article 215).
_BINDING = ("EU",)


@dataclass(frozen=True, slots=True)
class Sanctions:
    """What the record has of one actor's sanctions on another.

    Attributes:
        sender: Who would impose them.
        target: On whom.
        standing: ``imposed`` or ``none`` as a row says; ``unlisted`` where the list is complete and has no
            row; ``unknown`` where it is open.
        rows: The rows behind it, of the sender itself or of a body it belongs to.
        body: The organisation whose sanctions they are, when not the sender's own.
    """

    sender: str
    target: str
    standing: Literal["imposed", "none", "unlisted", "unknown"]
    rows: tuple[Row, ...]
    body: str | None = None

    @property
    def spells(self) -> tuple[tuple[PartialDate | None, PartialDate | None], ...]:
        """First and last day of each spell of sanctions, as finely as known, in order of time."""
        dated = [(_partial(r, "valid_from"), _last(r)) for r in self.rows if r["value"] != _NONE]
        return tuple(sorted(dated, key=lambda s: (s[0] or PartialDate(1)).first))

    def in_force(self, on: date) -> bool:
        """Whether sanctions are on record for a day, dates known to the year read generously."""
        return any(
            (start is None or start.first <= on) and (end is None or on <= end.last)
            for start, end in self.spells
        )


def sanctions(record: Record, sender: str, target: str, on: date) -> Sanctions:
    """What the record has of the sanctions of a sender on a target, its own before its organisations'."""
    held = _on(record, target)
    own = tuple(r for r in held if r["a"] == sender)
    if any(r["value"] != _NONE for r in own):
        return Sanctions(sender, target, "imposed", own)
    for body in _bodies(sender, on):
        rows = tuple(r for r in held if r["a"] == body)
        if rows:
            return Sanctions(sender, target, "imposed", rows, body)
    if own:
        return Sanctions(sender, target, "none", own)
    if sender in _BINDING:
        return _of_members(record, sender, target, on)
    closed = listed(record, f"sanction:{target}", sender, on)
    return Sanctions(sender, target, "unlisted" if closed else "unknown", ())


def _on(record: Record, target: str) -> list[Row]:
    """Every sanction on a target, read once a record."""
    held = _HELD.setdefault(record, {})
    if target not in held:
        held[target] = record.rows("tie", {"kind": "sanction", "b": target})
    return held[target]


def _of_members(record: Record, body: str, target: str, on: date) -> Sanctions:
    """A body without rows of its own has sanctions when each of its members has."""
    members = [m.actor for m in actors.members(body, on=on)]
    rows = [r for r in _on(record, target) if r["a"] in members and r["value"] != _NONE]
    if members and {r["a"] for r in rows} == set(members):
        return Sanctions(body, target, "imposed", tuple(rows))
    return Sanctions(body, target, "unknown", ())


def listed(record: Record, prefix: str, actor: str, on: date) -> bool:
    """Whether an actor belongs to a group for which a list of ties is complete (``sanction:RUS:M49-419``)."""
    if SOURCE not in record.sources():
        return False
    for scope in scopes():
        if scope.table == "tie" and scope.complete and scope.scope.startswith(f"{prefix}:"):
            group = scope.scope.removeprefix(f"{prefix}:")
            if actor in _members(group, on):
                return True
    return False


@lru_cache(maxsize=256)
def _members(group: str, on: date) -> frozenset[str]:
    return frozenset(a.id for a in actors.region_members(group, on))


def _bodies(sender: str, on: date) -> Sequence[str]:
    """Organisations whose sanctions bind the sender."""
    try:
        held = actors.organisations(sender, on=on)
    except AskedWronglyError:
        return ()
    return tuple(m.organisation for m in held if m.organisation in _BINDING)


def _partial(row: Row, column: str) -> PartialDate | None:
    day, precision = row[column], row[f"{column}_precision"]
    if day is None:
        return None
    return PartialDate(
        day.year, day.month if precision != "year" else None, day.day if precision == "day" else None
    )


def _last(row: Row) -> PartialDate | None:
    """The last day of a spell: rows hold the first day after."""
    after = row["valid_to"]
    if after is None:
        return None
    return _partial({"day": after - timedelta(days=1), "day_precision": row["valid_to_precision"]}, "day")
