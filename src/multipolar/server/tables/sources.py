"""Tables about the record itself: which sources there are, and what each table holds."""

from collections.abc import Mapping

from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.tables.model import Column, Row, Table, origins


def listed(record: Record, _query: Mapping[str, str]) -> Table:
    """Every source that ships with the tool, and what is in force."""
    from multipolar.record.sources import registry

    active = {one.source: one for one in record.releases() if one.active}
    names = sorted({*registry.names(), *active})
    rows: list[Row] = []
    for name in names:
        spec = record.spec(name)
        rows.append({
            "source": name, "title": spec.title, "publisher": spec.publisher, "licence": spec.licence,
            "in_force": "yes" if name in active else "no",
            "release": active[name].release if name in active else None,
            "tables": sorted(spec.tables), "href": path("sources", name),
        })  # fmt: skip
    columns = (
        Column("source", link="href"), Column("title", link="href"), Column("publisher"),
        Column("in_force", choices=True), Column("release"), Column("tables"), Column("licence"),
    )  # fmt: skip
    return Table("list", "Sources", columns, rows, (), "multipolar record sources", "source")


def tables(record: Record, _query: Mapping[str, str]) -> Table:
    """What the record holds, table by table."""
    from multipolar.record.status import status

    rows: list[Row] = [
        {
            "table": one.table, "meaning": one.meaning, "rows": one.rows,
            "first": one.first, "last": one.last,
            "source": ", ".join(held.source for held in one.held), "could": list(one.could),
        }
        for one in status(record)
    ]  # fmt: skip
    columns = (
        Column("table"), Column("meaning"), Column("rows", kind="number"), Column("first", kind="year"),
        Column("last", kind="year"), Column("source"), Column("could", "could be pulled"),
    )  # fmt: skip
    return Table(
        "tables", "What the record holds", columns, rows, origins(record, rows), "multipolar record status",
        "record",
    )  # fmt: skip
