"""The brief of two states, or of a region and a state, as a page with an address of its own."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from multipolar import actors, briefs
from multipolar.server.frame import path, render
from multipolar.server.held import Holds

router = APIRouter(include_in_schema=False)


@router.get("/pairs")
def choose(
    a: Annotated[str, Query(max_length=200)] = "", b: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Two names from the form lead to their brief; without them, the form."""
    if a.strip() and b.strip():
        return RedirectResponse(path("pairs", actors.find(a.strip()).id, actors.find(b.strip()).id), 303)
    return render("choose.html", a=a, b=b, nav="pairs")


@router.get("/pairs/{a}/{b}")
def pair(a: str, b: str, holds: Holds) -> Response:
    """The brief."""
    one, other = actors.find(a), actors.find(b)
    if (one.id, other.id) != (a, b):
        return RedirectResponse(path("pairs", one.id, other.id), 307)
    with holds.heavy():
        made = briefs.brief(holds.record, one.id, other.id)
    shown = Markup(briefs.body(made))  # noqa: S704 - escaped where it is made
    return render("brief.html", brief=made, body=shown, nav="pairs", address=path("pairs", one.id, other.id))


@router.get("/styles/brief.css")
def style() -> Response:
    """The style sheet of briefs."""
    return Response(briefs.style(), media_type="text/css")
