"""How multipolar the order is over time: a chart, and the tables under it."""

from fastapi import APIRouter, Request, Response

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.poles_drawings import CHARTS, drawn
from multipolar.server.frame import render
from multipolar.server.held import Holds
from multipolar.server.pages.shown import add_list
from multipolar.server.tables import polarity
from multipolar.server.views import Asked, view

router = APIRouter(include_in_schema=False)
_TABLES = {
    "concentration": polarity.concentration, "weights": polarity.weights,
    "polarization": polarity.polarization,
}  # fmt: skip
_WORDS = {"poles": "effective number of poles", "weights": "shares of groups", "polarization": "polarization"}
_ROWS = 8


@router.get("/poles")
def page(request: Request, holds: Holds) -> Response:
    """The chart asked for, and the latest rows of each table."""
    chart = request.query_params.get("chart", "") or CHARTS[0]
    if chart not in CHARTS:
        raise AskedWronglyError(f"There is no chart {chart!r}", f"Charts: {', '.join(CHARTS)}")
    with holds.heavy():
        tables = [make(holds.record, {}) for make in _TABLES.values()]
    views = [view(table, f"/poles/{table.name}", Asked(), _ROWS) for table in tables]
    return render("poles.html", nav="poles", chart=chart, words=_WORDS, views=views)


@router.get("/poles.svg")
def drawing(request: Request, holds: Holds) -> Response:
    """The chart as a drawing."""
    chart = request.query_params.get("chart", "") or CHARTS[0]
    with holds.heavy():
        svg = drawn(polarity.asked(holds.record, {}), *polarity.period(request.query_params), chart)
    return Response(svg, media_type="image/svg+xml")


for _name, _make in _TABLES.items():
    add_list(router, f"/poles/{_name}", _make, "poles")
