"""Tables about what an actor took part in: visits and meetings, agreements, disputes."""

from collections.abc import Mapping
from typing import Any

from multipolar.measures.agreements import agreements
from multipolar.measures.disputes import disputes
from multipolar.measures.events import events
from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.tables.links import cells, name, words
from multipolar.server.tables.model import Column, Row, Table, named, origins
from multipolar.server.tables.slices import LOCATOR, SOURCE


def visits(record: Record, actor: str, _query: Mapping[str, str]) -> Table:
    """Visits, meetings and summits at which an actor was host or guest, the newest first."""
    rows: list[dict[str, Any]] = []
    for event in events(record):
        came = [(person, home) for person, home in event.visitors if home == actor or event.host == actor]
        if not came and event.host != actor:
            continue
        rows.append({
            "start": words(event.start), "end": words(event.end), "kind": event.kind, "title": event.title,
            "who": [person for person, _ in came if person], "place": event.place,
            "source": event.row["source"], "locator": event.row["locator"],
            **cells("host", event.host),
        })  # fmt: skip
    rows.sort(key=lambda row: str(row["start"] or ""), reverse=True)
    columns = (
        Column("start", kind="date"), Column("end", kind="date"), Column("kind", choices=True),
        Column("title"), Column("who", "who came"), *named("host"), Column("place"), SOURCE, LOCATOR,
    )  # fmt: skip
    return Table(
        "visits", f"Visits and meetings of {name(actor)}", columns, rows, origins(record, rows),
        f"multipolar record query \"SELECT * FROM event WHERE host = '{actor}'\"", "event",
        gap="" if rows else _gap(record, "event", {"host": actor}),
    )  # fmt: skip


def agreements_of(record: Record, actor: str, _query: Mapping[str, str]) -> Table:
    """The agreements to which an actor is a party on record, the newest first."""
    rows: list[Row] = []
    for held in agreements(record):
        own = held.parties.get(actor)
        if own is None:
            continue
        rows.append({
            "agreement": held.id, "name": held.name, "kind": held.kind,
            "signed": words(own.signed or held.signed),
            "ratified": words(own.ratified), "withdrew": words(own.withdrew), "ended": words(held.ended),
            "parties": len(held.parties), "href": path("agreements", held.id),
            "source": own.row["source"], "locator": own.row["locator"],
        })  # fmt: skip
    rows.sort(key=lambda row: str(row["signed"] or ""), reverse=True)
    columns = (
        Column("agreement", hidden=True), Column("name", link="href"), Column("kind", choices=True),
        Column("signed", kind="date"), Column("ratified", kind="date"), Column("withdrew", kind="date"),
        Column("ended", kind="date"), Column("parties", "parties on record", kind="number"), SOURCE, LOCATOR,
    )  # fmt: skip
    return Table(
        "agreements", f"Agreements of {name(actor)}", columns, rows, origins(record, rows),
        f"multipolar record query \"SELECT * FROM party WHERE actor = '{actor}'\"", "agreement",
        gap="" if rows else _gap(record, "party", {"actor": actor}),
    )  # fmt: skip


def disputes_of(record: Record, actor: str, _query: Mapping[str, str]) -> Table:
    """The wars and disputes on one of whose sides an actor stood, the newest first."""
    rows: list[Row] = []
    for dispute in disputes(record):
        own = {side for one, side in dispute.sides if one == actor}
        if not own:
            continue
        rows.append({
            "name": dispute.name, "kind": dispute.kind.replace("_", " "), "start": words(dispute.start),
            "end": words(dispute.end), "beside": [name(a) for a,
            s in dispute.sides if s in own and a != actor],
            "against": [name(a) for a, s in dispute.sides if s not in own],
            "source": dispute.row["source"], "locator": dispute.row["locator"],
        })  # fmt: skip
    rows.reverse()
    columns = (
        Column("name"), Column("kind", choices=True), Column("start", kind="date"), Column("end",
        kind="date"),
        Column("beside", "on its side"), Column("against"), SOURCE, LOCATOR,
    )  # fmt: skip
    return Table(
        "disputes", f"Wars and disputes of {name(actor)}", columns, rows, origins(record, rows),
        f"multipolar record query \"SELECT * FROM side WHERE actor = '{actor}'\"", "dispute",
        gap="" if rows else _gap(record, "side", {"actor": actor}),
    )  # fmt: skip


def _gap(record: Record, table: str, where: Mapping[str, str]) -> str:
    gap = record.nothing(table, dict(where))
    return gap.reason if gap else "No row."
