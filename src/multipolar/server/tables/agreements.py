"""Tables about treaties and other agreements: which there are, and who is a party."""

from collections.abc import Mapping
from difflib import get_close_matches

from multipolar.measures.agreements import Agreement, agreements
from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.missing import MissingError
from multipolar.server.tables.links import address, name, words
from multipolar.server.tables.model import Column, Row, Table, origins
from multipolar.server.tables.slices import LOCATOR, SOURCE

_DATES = (Column("signed", kind="date"), Column("in_force", kind="date"), Column("ended", kind="date"))


def one(record: Record, key: str) -> Agreement | None:
    """The agreement with an id."""
    return next((held for held in agreements(record) if held.id == key), None)


def known(record: Record, key: str) -> Agreement:
    """The agreement with an id.

    Raises:
        MissingError: There is none; the nearest ids are listed.
    """
    held = one(record, key)
    if held is not None:
        return held
    ids = [other.id for other in agreements(record)]
    raise MissingError(
        f"The record holds no agreement {key!r}",
        "Search for a word of its name",
        get_close_matches(key, ids, 3, 0.5),
    )


def listed(record: Record, _query: Mapping[str, str]) -> Table:
    """Every agreement of the record."""
    rows = [_row(held) for held in sorted(agreements(record), key=lambda held: held.name)]
    columns = (
        Column("name", link="href"), Column("id"), Column("kind", choices=True), *_DATES,
        Column("parties", "parties on record", kind="number"), SOURCE, LOCATOR,
    )  # fmt: skip
    return Table(
        "list", "Treaties and other agreements", columns, rows, origins(record, rows),
        "multipolar record query \"SELECT * FROM agreement\"", "agreement",
    )  # fmt: skip


def _row(held: Agreement) -> Row:
    return {
        "id": held.id, "name": held.name, "kind": held.kind, "signed": words(held.signed),
        "in_force": words(held.in_force), "ended": words(held.ended), "parties": len(held.parties),
        "source": held.row["source"], "locator": held.row["locator"], "href": path("agreements", held.id),
    }  # fmt: skip


def parties(record: Record, key: str, _query: Mapping[str, str]) -> Table:
    """Who signed and ratified an agreement."""
    held = one(record, key)
    standings = sorted(held.parties.values(), key=lambda own: name(own.actor)) if held else []
    rows = [
        {
            "actor": own.actor, "name": name(own.actor), "signed": words(own.signed),
            "ratified": words(own.ratified), "withdrew": words(own.withdrew), "source": own.row["source"],
            "locator": own.row["locator"], "href": address(own.actor),
        }
        for own in standings
    ]  # fmt: skip
    columns = (
        Column("actor", hidden=True), Column("name", link="href"), Column("signed", kind="date"),
        Column("ratified", kind="date"), Column("withdrew", kind="date"), SOURCE, LOCATOR,
    )  # fmt: skip
    safe = key.replace("'", "''")
    return Table(
        "parties", "Parties on record", columns, rows, origins(record, rows),
        f"multipolar record query \"SELECT * FROM party WHERE agreement = '{safe}'\"", "agreement",
        gap="" if rows else "No party is on record; that proves nothing.",
    )  # fmt: skip
