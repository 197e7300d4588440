"""Tables cut from one table of the record: its rows about one actor, as they stand there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.basics.dates import PartialDate
from multipolar.record import Record
from multipolar.record.where import Where
from multipolar.server.tables.links import cells, name
from multipolar.server.tables.model import Column, Row, Table, named, origins

SOURCE = Column("source")
LOCATOR = Column("locator", meaning="where in the source", hidden=True)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which rows about an actor make a table.

    Attributes:
        name: The table's name.
        title: Its title, with ``{}`` for the actor.
        table: The table of the record.
        keys: The columns of the record that may hold the actor.
        columns: Columns shown; each names a column of the record, or what ``derive`` makes.
        where: What else must hold.
        order: How rows are sorted.
        actors: Columns that hold ids of actors, shown by name.
        derive: Makes further values of a row, from the row and the actor.
        definition: The entry of ``/definitions``.
    """

    name: str
    title: str
    table: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    where: Where | None = None
    order: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    derive: Callable[[Row, str], dict[str, Any]] | None = None
    definition: str = ""

    def __call__(self, record: Record, actor: str, _query: Mapping[str, str]) -> Table:
        """The table of an actor."""
        found = self._found(record, actor)
        rows = [self._row(row, actor) for row in found]
        about = " OR ".join(f"{key} = '{actor}'" for key in self.keys)
        fixed = "".join(f" AND {k} = '{v}'" for k, v in (self.where or {}).items() if isinstance(v, str))
        return Table(
            self.name, self.title.format(name(actor)), (*self.columns, SOURCE, LOCATOR), rows,
            origins(record, rows),
            f'multipolar record query "SELECT * FROM {self.table} WHERE ({about}){fixed}"',
            self.definition, gap="" if rows else self._gap(record, actor),
        )  # fmt: skip

    def _found(self, record: Record, actor: str) -> Sequence[Row]:
        found: list[Row] = []
        for key in self.keys:
            rows = record.rows(self.table, {**(self.where or {}), key: actor}, order=self.order)
            seen = self.keys[: self.keys.index(key)]
            found += [row for row in rows if not any(row[one] == actor for one in seen)]
        return found

    def _row(self, row: Row, actor: str) -> Row:
        made: dict[str, Any] = {"source": row["source"], "locator": row["locator"]}
        derived = self.derive(row, actor) if self.derive else {}
        for column in self.columns:
            if column.name in row:
                made[column.name] = dated(row, column.name)
        made.update(derived)
        for one in self.actors:
            made.update(cells(one, made.get(one, row.get(one))))
        return made

    def _gap(self, record: Record, actor: str) -> str:
        gap = record.nothing(self.table, {**(self.where or {}), self.keys[0]: actor})
        return gap.reason if gap else "No row."


def dated(row: Row, column: str) -> object:
    """A cell of the record; a date as finely as it is known."""
    if f"{column}_precision" in row:
        when = PartialDate.stored(row[column], row[f"{column}_precision"])
        return str(when) if when else None
    return row[column]


def _other(row: Row, actor: str) -> dict[str, Any]:
    return {"other": row["b"] if row["a"] == actor else row["a"]}


def _tie(row: Row, actor: str) -> dict[str, Any]:
    """The other side, and which way a directed tie runs."""
    way = "" if not row["directed"] else "from it" if row["a"] == actor else "on it"
    return {**_other(row, actor), "way": way, "kind": row["kind"].replace("_", " ")}


def _spell(row: Row, _actor: str) -> dict[str, Any]:
    return {"title": str(row["title"]).replace("_", " ")}


_FROM = Column("valid_from", "from", kind="date")
_TO = Column("valid_to", "to", kind="date", meaning="first day on which it no longer holds")

RELATIONS = Slice(
    "relations", "Diplomatic relations of {}", "tie", ("a", "b"),
    (*named("other", "with"), Column("value", "act", choices=True), _FROM, _TO),
    where={"kind": "relations"}, order=("valid_from",), actors=("other",), derive=_other,
    definition="relations",
)  # fmt: skip
TIES = Slice(
    "ties", "Other ties of {}", "tie", ("a", "b"),
    (Column("kind", choices=True), *named("other", "with"), Column("way", "direction", choices=True),
     Column("value"), _FROM, _TO),
    where={"kind": (
        "alliance", "visa", "sanction", "unfriendly_list", "mission", "recognition", "contiguity", "language",
        "legal_tradition", "legal_family",
    )},
    order=("kind", "valid_from"), actors=("other",), derive=_tie, definition="tie",
)  # fmt: skip
OFFICES = Slice(
    "offices", "Holders of offices of {}", "office", ("actor", "accredited_to"),
    (Column("person"), Column("title", "office", choices=True), *named("actor", "of"),
     *named("accredited_to", "accredited to"), Column("start", kind="date"), Column("end", kind="date")),
    order=("-start",), actors=("actor", "accredited_to"), derive=_spell, definition="office",
)  # fmt: skip
INDICATORS = Slice(
    "indicators", "Indicators of {}", "indicator", ("actor",),
    (Column("code", choices=True), Column("year", kind="year"), Column("value", kind="number"),
    Column("unit")),
    order=("-year", "code"), definition="indicator",
)  # fmt: skip
RELIANCE = Slice(
    "reliance", "Import reliance of {} by commodity", "reliance", ("importer",),
    (Column("commodity"), Column("year", kind="year"),
     Column("qualifier", "bound", choices=True, meaning="more than, less than; E for a net exporter"),
     Column("share", "per cent of consumption", kind="number"), Column("suppliers"), Column("edition")),
    order=("-share", "commodity"), definition="reliance",
)  # fmt: skip
