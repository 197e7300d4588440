"""Reads DESTA: agreements and their parties, whom accessions and withdrawals change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import (
    actor_in_year,
    dated,
    file_rows,
    first_line,
    parsed,
    table_rows,
    whole,
)
from multipolar.record.sources.base import ReadContext, Rows

SLOTS = range(1, 92)
COLUMNS = (
    "number", "base_treaty", "name", "entry_type", "consolidated", "year", "entryforceyear", "language",
    "typememb", "regioncon", "wto_listed", "wto_name",
    *(f"c{slot}" for slot in SLOTS), *(f"mc{slot}" for slot in SLOTS),
)  # fmt: skip
KINDS = {
    "base_treaty": "trade agreement",
    "protocol or amendment": "amendment of a trade agreement",
    "consolidated": "consolidated trade agreement",
    "accession": "accession to a trade agreement",
    "withdrawal": "withdrawal from a trade agreement",
}
NEGOTIATION = "negotiation"
_EMPTY = ("", "NA")
_BLOC_GROWS = "6"
Change = Literal["accession", "withdrawal"]


@dataclass(slots=True)
class _Party:
    """One state's years under one agreement."""

    locator: str
    signed: int
    in_force: int | None
    joined: int
    withdrew: int | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the list: which slots hold which UN number and which role."""

    number: str
    base: str
    kind: str
    name: str
    year: int
    in_force: int | None
    wto_name: str | None
    membership: str
    members: tuple[tuple[str, str], ...] = field(default=())

    @property
    def moving(self) -> list[str]:
        """Who accedes or withdraws.

        Role 1 marks them; when a bloc that is one side of an agreement grows (type 6), its new members
        have role 2 and the other side role 3.
        """
        role = "2" if self.membership == _BLOC_GROWS and "1" not in dict(self.roles) else "1"
        return [code for code, given in self.members if given == role]

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(role, code) for code, role in self.members]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield agreements (acts of accession and withdrawal too), then parties of agreements."""
    path = files["treaties"]
    delimiter = ";" if ";" in first_line(context.spec.name, path) else ","
    rows = file_rows(context.spec.name, path, COLUMNS, delimiter=delimiter)
    entries = [entry for entry in parsed(context, "agreement", rows, _entry) if _agreed(entry, context)]
    yield table_rows("agreement", map(_agreement, entries))
    yield table_rows("party", _parties(entries, context))


def _entry(row: dict[str, str]) -> _Entry:
    kind = row["entry_type"]
    if kind != NEGOTIATION and kind not in KINDS:
        raise ValueError(f"entry type {kind!r} is not one of {', '.join(KINDS)}")
    in_force = None if row["entryforceyear"] in _EMPTY else whole(row["entryforceyear"])
    members = tuple(
        (str(whole(row[f"c{slot}"])), row[f"mc{slot}"]) for slot in SLOTS if row[f"c{slot}"] not in _EMPTY
    )
    wto_name = None if row["wto_name"] in _EMPTY else row["wto_name"]
    year = 0 if kind == NEGOTIATION else whole(row["year"])
    return _Entry(
        row["number"],
        row["base_treaty"],
        kind,
        row["name"],
        year,
        in_force,
        wto_name,
        row["typememb"],
        members,
    )


def _agreed(entry: _Entry, context: ReadContext) -> bool:
    if entry.kind == NEGOTIATION:
        context.issue(
            "agreement", f"number {entry.number}", "under negotiation, not an agreement", entry.name
        )
    return entry.kind != NEGOTIATION


def _year(year: int | None) -> PartialDate | None:
    return None if year is None else PartialDate(year)


def _agreement(entry: _Entry) -> dict[str, object]:
    return {
        "id": f"DESTA-{entry.number}",
        "name": entry.name,
        "kind": KINDS[entry.kind],
        **dated("signed", _year(entry.year)),
        **dated("in_force", _year(entry.in_force)),
        "names": [entry.wto_name] if entry.wto_name else [],
        "locator": f"number {entry.number}",
    }


def _parties(entries: list[_Entry], context: ReadContext) -> Iterator[dict[str, object]]:
    """Parties of every agreement; accessions and withdrawals are applied in order of their year."""
    parties: dict[str, dict[str, _Party]] = {}
    for entry in entries:
        if entry.kind not in ("accession", "withdrawal"):
            parties[entry.number] = {}
            for code, _ in entry.members:
                _join(entry, code, parties[entry.number], context)
    for entry in sorted(entries, key=lambda entry: entry.year):
        if entry.kind in ("accession", "withdrawal"):
            _move(entry, parties, context)
    for number, members in parties.items():
        for actor, party in members.items():
            yield {
                "agreement": f"DESTA-{number}",
                "actor": actor,
                **dated("signed", _year(party.signed)),
                **dated("withdrew", _year(party.withdrew)),
                "locator": party.locator,
                **dated("valid_from", _year(_since(party))),
                **dated("valid_to", _year(party.withdrew)),
            }


def _since(party: _Party) -> int | None:
    """The year in force; for one who left in that same year the year of signature."""
    if party.withdrew is None or party.in_force is None or party.in_force < party.withdrew:
        return party.in_force
    return party.signed if party.signed < party.withdrew else None


def _move(entry: _Entry, parties: dict[str, dict[str, _Party]], context: ReadContext) -> None:
    """Apply one accession or withdrawal to the parties of its base agreement."""
    members = parties.get(entry.base)
    if members is None:
        context.issue("party", f"number {entry.number}", "its base agreement is not in the list", entry.base)
        return
    if not entry.moving:
        context.issue("party", f"number {entry.number}", f"nobody is marked in this {entry.kind}", entry.name)
    for code in entry.moving:
        if entry.kind == "accession":
            _join(entry, code, members, context)
        else:
            _leave(entry, code, members, context)


def _join(entry: _Entry, code: str, members: dict[str, _Party], context: ReadContext) -> None:
    actor = actor_in_year(context, code, entry.year, "iso_numeric")
    locator = f"number {entry.number}, c {code}"
    if actor is None:
        context.issue("party", locator, "no actor for the UN number in that year", code)
    elif actor not in members:
        members[actor] = _Party(locator, entry.year, entry.in_force, entry.year)
    elif entry.kind == "accession":
        members[actor].joined, members[actor].withdrew = entry.year, None
        context.issue("party", locator, "already a party: the earlier signature is kept", code)
    else:
        context.issue("party", locator, "named twice in one agreement", code)


def _leave(entry: _Entry, code: str, members: dict[str, _Party], context: ReadContext) -> None:
    actor = actor_in_year(context, code, entry.year, "iso_numeric")
    left = entry.in_force or entry.year
    locator = f"number {entry.number}, c {code}"
    if actor is None or actor not in members:
        context.issue("party", locator, "withdraws from an agreement that it is no party of", code)
    elif left <= members[actor].joined:
        context.issue("party", locator, "withdraws in or before the year of joining", code)
    else:
        members[actor].withdrew = left
