"""Treaties and other agreements with their parties, as the record has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from multipolar.basics.dates import PartialDate
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor's standing to one agreement: when it signed, ratified and left, as far as known."""

    actor: str
    signed: PartialDate | None
    ratified: PartialDate | None
    withdrew: PartialDate | None
    row: Mapping[str, Any] = field(hash=False, compare=False)

    @property
    def words(self) -> str:
        """The dates in words."""
        known = (("signed", self.signed), ("ratified", self.ratified), ("withdrew", self.withdrew))
        return ", ".join(f"{what} {on}" for what, on in known if on) or "a party"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement.

    Attributes:
        id: The source's id.
        name: Official name.
        kind: Sort of agreement.
        signed: Day of signature or adoption.
        in_force: Day of entry into force.
        ended: Day it ended.
        names: Names people use.
        parties: Who is a party, by actor.
        row: The row of the record.
    """

    id: str
    name: str
    kind: str
    signed: PartialDate | None
    in_force: PartialDate | None
    ended: PartialDate | None
    names: tuple[str, ...]
    parties: Mapping[str, Standing] = field(hash=False, compare=False)
    row: Mapping[str, Any] = field(hash=False, compare=False)

    @property
    def words(self) -> str:
        """Name and dates in words."""
        known = (("signed", self.signed), ("in force", self.in_force), ("ended", self.ended))
        dates = ", ".join(f"{what} {on}" for what, on in known if on)
        return f"{self.name} ({dates or 'no date'})"


_AGREEMENTS: "WeakKeyDictionary[Record, tuple[Agreement, ...]]" = WeakKeyDictionary()


def agreements(record: Record) -> tuple[Agreement, ...]:
    """Every agreement of the record with its parties."""
    if record not in _AGREEMENTS:
        parties: dict[str, dict[str, Standing]] = defaultdict(dict)
        for row in record.rows("party"):
            parties[row["agreement"]][row["actor"]] = _standing(row)
        _AGREEMENTS[record] = tuple(
            _agreement(row, parties.get(row["id"], {})) for row in record.rows("agreement")
        )
    return _AGREEMENTS[record]


def _standing(row: Mapping[str, Any]) -> Standing:
    return Standing(
        row["actor"], _partial(row, "signed"), _partial(row, "ratified"), _partial(row, "withdrew"), row
    )


def _agreement(row: Mapping[str, Any], parties: Mapping[str, Standing]) -> Agreement:
    return Agreement(
        row["id"], row["name"], row["kind"], _partial(row, "signed"), _partial(row, "in_force"),
        _partial(row, "ended"), tuple(row["names"] or ()), parties, row,
    )  # fmt: skip


def _partial(row: Mapping[str, Any], column: str) -> PartialDate | None:
    day: date | None = row[column]
    precision = row[f"{column}_precision"]
    if day is None:
        return None
    month = day.month if precision in ("month", "day") else None
    return PartialDate(day.year, month, day.day if precision == "day" else None)
