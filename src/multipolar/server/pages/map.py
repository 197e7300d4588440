"""The map of the world over the years, coloured by what is chosen, with its figures beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.server import downloads
from multipolar.server.frame import render
from multipolar.server.held import Held, Holds
from multipolar.server.shading import FIRST, LAST, SORTS, Shade, drawn, shade
from multipolar.server.tables.links import cells
from multipolar.server.tables.model import Column, ColumnKind, Option, Row, Table, named, origins
from multipolar.server.views import asked, fitting, view

router = APIRouter(include_in_schema=False)
_USUAL_YEAR = 2022


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks of the map."""

    by: str
    named: str
    year: int

    @property
    def query(self) -> str:
        """The same as a query string."""
        return urlencode({"by": self.by, "named": self.named, "year": self.year})


def _asked(query: Mapping[str, str]) -> Asked:
    by = query.get("by", "") or next(iter(SORTS))
    year = query.get("year", "") or str(_USUAL_YEAR)
    if not (year.isascii() and year.isdigit() and len(year) <= 4):
        raise AskedWronglyError(f"{year!r} is no year", f"Name one from {FIRST} to {LAST}")
    usual = SORTS[by].usual if by in SORTS else ""
    return Asked(by, query.get("named", "")[:200].strip() or usual, int(year))


def _shade(holds: Held, wanted: Asked) -> Shade:
    with holds.heavy():
        return shade(holds.record, wanted.by, wanted.named, wanted.year)


@router.get("/map")
def page(request: Request, holds: Holds) -> Response:
    """The map, its form, and the states at both ends of its figures."""
    wanted = _asked(request.query_params)
    gap, shown = "", None
    try:
        found = _shade(holds, wanted)
    except AskedWronglyError as error:
        if wanted.by not in SORTS or not FIRST <= wanted.year <= LAST:
            raise
        gap = str(error)
    else:
        table = _table(holds.record, found, wanted)
        shown = view(table, "/map/values", asked({}, table), 10)
    values: dict[str, Any] = {"first": FIRST, "last": LAST, "sorts": SORTS, "sort": SORTS[wanted.by]}
    return render("map.html", nav="map", asked=wanted, gap=gap, view=shown, **values)


@router.get("/map.svg")
def drawing(request: Request, holds: Holds) -> Response:
    """The map as a drawing."""
    wanted = _asked(request.query_params)
    svg = drawn(_shade(holds, wanted), wanted.year)
    return Response(svg, media_type="image/svg+xml")


@router.get("/map/values")
@router.get("/map/values.csv")
@router.get("/map/values.json")
def values(request: Request, holds: Holds) -> Response:
    """The figures of the map as a table, to be sorted, filtered and taken away."""
    wanted = _asked(request.query_params)
    table = _table(holds.record, _shade(holds, wanted), wanted)
    query = asked(request.query_params, table)
    form = request.url.path.rpartition(".")[2]
    if form in get_args(downloads.Form):
        return downloads.file(holds, table, fitting(table, query), cast(downloads.Form, form), "map")
    return render("table.html", view=view(table, "/map/values", query), about=None, nav="map")


def _table(record: Record, found: Shade, wanted: Asked) -> Table:
    source = ", ".join(found.sources)
    rows: list[Row] = [
        {**cells("actor", actor), "value": value, "year": wanted.year, "source": source}
        for actor, value in found.values.items() if value is not None
    ]  # fmt: skip
    rows.sort(key=lambda row: (isinstance(row["value"], str), _order(found, row["value"]), row["actor_name"]))
    kind: ColumnKind = "text" if found.kind == "category" else "number"
    columns = (
        *named("actor", "actor"),
        Column("value", found.legend.lower(), kind, choices=found.kind == "category"),
        Column("year", kind="year", hidden=True), Column("source"),
    )  # fmt: skip
    options = (
        Option("by", "Coloured by", wanted.by, tuple(SORTS)), Option("named", "With", wanted.named),
        Option("year", "Year", str(wanted.year)),
    )  # fmt: skip
    return Table(
        "values", found.title, columns, rows, origins(record, rows), found.command, found.definition,
        (found.note,) if found.note else (), options=options,
    )  # fmt: skip


def _order(found: Shade, value: object) -> float:
    if isinstance(value, str):
        return float(list(found.order).index(value)) if value in found.order else 99.0
    return -float(value) if isinstance(value, int | float) else 0.0
