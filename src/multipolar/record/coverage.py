"""Which years and scopes each source speaks about in each table, and where a missing row is evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from multipolar.record.engines.duck import reading
from multipolar.record.schema import TABLES

if TYPE_CHECKING:
    from multipolar.record.store import Record

STARTER = "starter"
_YEARS: Mapping[str, str] = {
    "flow": "year", "tariff": "year", "indicator": "year", "reliance": "year", "rollcall": "year(date)",
    "event": "year(start)", "dispute": "year(start)", "office": "year(start)", "agreement": "year(signed)",
    "party": "year(coalesce(signed, ratified, valid_from))", "membership": "year(valid_from)",
    "tie": "year(coalesce(valid_from, observed))",
    "vote": "year(r.date)", "participant": "year(r.start)", "side": "year(r.start)",
}  # fmt: skip
# Tables whose rows are dated by the row that they belong to: the column, and the table it names.
_DATED_BY = {
    "vote": ("rollcall", "rollcall"),
    "participant": ("event", "event"),
    "side": ("dispute", "dispute"),
}
SCOPE_COLUMN: Mapping[str, str] = {
    "vote": "rollcall", "membership": "organisation", "party": "agreement", "participant": "event",
    "side": "dispute",
}  # fmt: skip
"""The column by whose value a list is complete or not: the voters of a roll call, the members of a body."""

# Counted once for each record: what it reads does not change while it is open.
_EXTENTS: "WeakKeyDictionary[Record, dict[str, tuple[Extent, ...]]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Extent:
    """What one source holds in one table.

    Attributes:
        source: The source's name.
        rows: How many rows.
        first: Year of the earliest row; ``None`` when rows are not dated.
        last: Year of the latest.
    """

    source: str
    rows: int
    first: int | None
    last: int | None


def extents(record: "Record", table: str) -> tuple[Extent, ...]:
    """What each source in force holds in a table, in the order of their names."""
    held = _EXTENTS.setdefault(record, {})
    if table not in held:
        held[table] = _extents(record, table)
    return held[table]


def _extents(record: "Record", table: str) -> tuple[Extent, ...]:
    if not record.files.get(table):
        return ()
    parent = _DATED_BY.get(table)
    # The parent's rows are of the same source: two collections may date one roll call differently.
    join = f" LEFT JOIN {parent[1]} r ON t.source = r.source AND t.{parent[0]} = r.id" if parent else ""
    year = _YEARS.get(table, "NULL")
    with reading(record.files, (table, parent[1]) if parent else (table,)) as connection:
        found = connection.execute(
            f"SELECT t.source, count(*), min({year}), max({year}) FROM {table} t{join} GROUP BY 1 ORDER BY 1"
        ).fetchall()
    return tuple(Extent(*row) for row in found)


def complete(record: "Record", source: str, table: str, scope: str | None, kind: str | None = None) -> bool:
    """Whether a row missing from a source within a scope is known not to exist.

    Args:
        record: The record asked.
        source: The source.
        table: The table.
        scope: Value of the table's scope column (see `SCOPE_COLUMN`), where the table has one.
        kind: For ties and offices, their kind or title.
    """
    if source == STARTER:
        return _complete_embedded(table, scope, kind)
    named = {announced.partition(" by ")[0] for announced in record.spec(source).coverage.complete}
    return table in named or (kind is not None and kind in named)


def _complete_embedded(table: str, scope: str | None, kind: str | None) -> bool:
    from multipolar.record.starter import scopes

    held = {one.scope: one.complete for one in scopes() if one.table == table}
    asked = scope if table in SCOPE_COLUMN else kind
    return held.get(asked or "*", held.get("*", False))


def sources_of(table: str) -> tuple[str, ...]:
    """Shipped sources that would bring rows of a table, in alphabetical order."""
    from multipolar.record.sources import registry

    return tuple(name for name in registry.names() if table in registry.spec(name).tables)


def value_column(table: str) -> str | None:
    """The column that holds a figure, for tables of figures: where it is empty, it was not reported."""
    names = {column.name for column in TABLES[table].columns}
    return next(
        (name for name in ("usd", "value", "rate", "share") if name in names and table != "tie"), None
    )
