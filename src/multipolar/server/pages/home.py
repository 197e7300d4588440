"""The first page: the search box, two states for a brief, and what the record holds."""

from fastapi import APIRouter, Response

from multipolar.server.frame import render
from multipolar.server.held import Holds
from multipolar.server.tables import sources
from multipolar.server.views import Asked, view

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(holds: Holds) -> Response:
    """The first page."""
    held = view(sources.tables(holds.record, {}), "/sources/tables", Asked(), 100)
    return render("home.html", view=held, nav="home")
