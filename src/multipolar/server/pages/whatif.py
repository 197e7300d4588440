"""What an agreement, an embargo, a tariff or an exit would do: a form, its tables, its chart and its map."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.whatif import WhatIf
from multipolar.record import Record
from multipolar.server import downloads
from multipolar.server.frame import render
from multipolar.server.held import Held, Holds
from multipolar.server.missing import MissingError
from multipolar.server.tables import scenarios
from multipolar.server.tables.model import Option
from multipolar.server.tables.trade import whole
from multipolar.server.views import asked, fitting, view

router = APIRouter(include_in_schema=False)
CHANGES: Mapping[str, str] = {
    "agreement": "a trade agreement of both sides", "leave": "the first leaves a group",
    "sanction": "both end all trade", "tariff": "the first adds to its tariff on the second",
}  # fmt: skip
_USUAL_YEAR = 2018
_DRAWS = 100
_KEPT = 16
_ROWS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks.

    Attributes:
        change: A key of ``CHANGES``.
        first: One side.
        second: The other.
        year: The year whose trade is the starting point.
        members: The year at whose end groups are taken; 0 for that of the trade.
        rate: Percentage points that a tariff adds.
    """

    change: str
    first: str
    second: str
    year: int
    members: int
    rate: float

    @property
    def query(self) -> str:
        """The same as a query string."""
        return urlencode({option.name: option.value for option in self.options if option.value})

    @property
    def options(self) -> tuple[Option, ...]:
        """The same as what a table is asked with."""
        held = [
            Option("change", "What changes", self.change, tuple(CHANGES)),
            Option("a", "First side", self.first), Option("b", "Second side", self.second),
            Option("year", "Trade of the year", str(self.year)),
            Option("members", "Groups as of", str(self.members or "")),
        ]  # fmt: skip
        return (*held, Option("rate", "Points", f"{self.rate:g}")) if self.change == "tariff" else (*held,)

    @property
    def command(self) -> str:
        """The same on the command line."""
        rate = f" --rate {self.rate:g}" if self.change == "tariff" else ""
        groups = f" --members {self.members}" if self.members else ""
        sides = f'"{self.first}" "{self.second}"'
        return f"multipolar whatif {self.change} {sides} --year {self.year}{groups}{rate}"


def _asked(query: Mapping[str, str]) -> Asked:
    change = query.get("change", "") or "agreement"
    if change not in CHANGES:
        raise AskedWronglyError(f"There is no change {change!r}", f"Choose from {', '.join(CHANGES)}")
    year = whole(query.get("year", ""), "year") or _USUAL_YEAR
    try:
        rate = float(query.get("rate", "") or "10")
    except ValueError:
        raise AskedWronglyError(f"{query['rate']!r} is no number", "Write percentage points, as 10") from None
    if not 0 < rate <= 1000:
        raise AskedWronglyError(f"A tariff of {rate:g} points is out of bounds", "Write 1 to 1000")
    first, second = (query.get(side, "")[:200].strip() for side in ("a", "b"))
    return Asked(change, first, second, year, whole(query.get("members", ""), "members") or 0, rate)


@lru_cache(maxsize=_KEPT)
def _solved(record: Record, wanted: Asked) -> WhatIf:
    """The answer; the last few are kept."""
    from multipolar.measures import scenarios as built
    from multipolar.measures import trade_parameters
    from multipolar.measures.trade_matrix import record_matrix
    from multipolar.measures.trade_sides import two_sides
    from multipolar.measures.whatif import what_if

    first, second = two_sides(wanted.first, wanted.second)
    matrix, size = record_matrix(record, wanted.year), trade_parameters.effect(None)
    when = wanted.members or wanted.year
    build: Mapping[str, Callable[[], built.Scenario]] = {
        "agreement": lambda: built.agreement(matrix, record, first, second, when, size),
        "leave": lambda: built.leave(matrix, first, second, when, size),
        "sanction": lambda: built.sanction(matrix, first, second, when, None),
        "tariff": lambda: built.tariff(matrix, first, second, when, wanted.rate),
    }
    return what_if(matrix, build[wanted.change](), trade_parameters.elasticity(None), _DRAWS)


def _found(holds: Held, wanted: Asked) -> WhatIf:
    with holds.heavy():
        return _solved(holds.record, wanted)


@router.get("/whatif")
def page(request: Request, holds: Holds) -> Response:
    """The form, and what the model answers."""
    wanted = _asked(request.query_params)
    gap, found, views = "", None, []
    if wanted.first and wanted.second:
        try:
            found = _found(holds, wanted)
        except AskedWronglyError as error:
            gap = str(error)
        else:
            for make in (scenarios.totals, scenarios.countries):
                table = make(holds.record, found, wanted.command, wanted.options)
                views.append(view(table, f"/whatif/{table.name}", asked({}, table), _ROWS))
    return render(
        "whatif.html", nav="whatif", asked=wanted, changes=CHANGES, gap=gap, found=found, views=views
    )


@router.get("/whatif/{name}.svg")
def drawing(name: str, request: Request, holds: Holds) -> Response:
    """Bars or a map of the change in real income."""
    from multipolar.briefs import whatif_drawings

    draw = {"bars": whatif_drawings.bars, "map": whatif_drawings.world}.get(name)
    if draw is None:
        raise MissingError(f"There is no drawing {name!r}", "Drawings: bars, map")
    return Response(draw(_found(holds, _asked(request.query_params))), media_type="image/svg+xml")


@router.get("/whatif/{name}")
@router.get("/whatif/{name}.csv")
@router.get("/whatif/{name}.json")
def table(name: str, request: Request, holds: Holds) -> Response:
    """A table of the answer, to be sorted, filtered and taken away."""
    bare, _, form = name.partition(".")
    form = form or request.url.path.rpartition(".")[2]
    make = {"countries": scenarios.countries, "totals": scenarios.totals}.get(bare)
    if make is None:
        raise MissingError(f"There is no table {bare!r}", "Tables: countries, totals")
    wanted = _asked(request.query_params)
    made = make(holds.record, _found(holds, wanted), wanted.command, wanted.options)
    query = asked(request.query_params, made)
    if form in get_args(downloads.Form):
        return downloads.file(holds, made, fitting(made, query), cast(downloads.Form, form), "whatif")
    return render("table.html", view=view(made, f"/whatif/{bare}", query), about=None, nav="whatif")
