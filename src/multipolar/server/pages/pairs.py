"""The brief of two states, or of a region and a state, as a page with an address of its own."""

import json
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from multipolar import actors, briefs
from multipolar.server.downloads import file_name
from multipolar.server.frame import path, render
from multipolar.server.held import Held, Holds

if TYPE_CHECKING:
    from multipolar.briefs.parts import Brief

router = APIRouter(include_in_schema=False)


@router.get("/pairs")
def choose(
    a: Annotated[str, Query(max_length=200)] = "", b: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Two names from the form lead to their brief; without them, the form."""
    if a.strip() and b.strip():
        return RedirectResponse(path("pairs", actors.find(a.strip()).id, actors.find(b.strip()).id), 303)
    return render("choose.html", a=a, b=b, nav="pairs")


@router.get("/pairs/{a}/{b}.html")
def whole(a: str, b: str, holds: Holds) -> Response:
    """The brief as one page that needs nothing else, to take away."""
    return _file(briefs.page(_made(holds, a, b)), "text/html", a, b, "html")


@router.get("/pairs/{a}/{b}.md")
def text(a: str, b: str, holds: Holds) -> Response:
    """The brief as Markdown."""
    return _file(briefs.markdown(_made(holds, a, b)), "text/markdown", a, b, "md")


@router.get("/pairs/{a}/{b}.json")
def data(a: str, b: str, holds: Holds) -> Response:
    """The brief for other programs."""
    values = json.dumps(briefs.as_json(_made(holds, a, b)), ensure_ascii=False, default=str)
    return _file(values, "application/json", a, b, "json")


@router.get("/pairs/{a}/{b}")
def pair(a: str, b: str, holds: Holds) -> Response:
    """The brief."""
    one, other = actors.find(a), actors.find(b)
    if (one.id, other.id) != (a, b):
        return RedirectResponse(path("pairs", one.id, other.id), 307)
    made = _made(holds, a, b)
    shown = Markup(briefs.body(made))  # noqa: S704 - escaped where it is made
    return render("brief.html", brief=made, body=shown, nav="pairs", address=path("pairs", one.id, other.id))


def _made(holds: Held, a: str, b: str) -> "Brief":
    """The brief; the last few are kept, for a page and its files are asked for together."""
    subjects = (actors.find(a).id, actors.find(b).id)
    with holds.heavy():
        return holds.brief(*subjects)


def _file(text: str, sort: str, a: str, b: str, ending: str) -> Response:
    named = f'attachment; filename="brief-{file_name(a, b)}.{ending}"'
    return Response(text, media_type=f"{sort}; charset=utf-8", headers={"Content-Disposition": named})


@router.get("/styles/brief.css")
def style() -> Response:
    """The style sheet of briefs."""
    return Response(briefs.style(), media_type="text/css")
