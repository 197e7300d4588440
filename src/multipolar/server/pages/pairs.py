"""Briefs as pages and as files: of two states, and of one state, organisation, region or resolution."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from multipolar import actors
from multipolar.briefs import brief_files, brief_markdown, brief_page
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


@router.get("/pairs/{a}/{b}")
@router.get("/pairs/{a}/{b}.html")
@router.get("/pairs/{a}/{b}.md")
@router.get("/pairs/{a}/{b}.json")
def pair(a: str, b: str, request: Request, holds: Holds) -> Response:
    """The brief of two: a page, or a file to take away."""
    one, other = actors.find(a), actors.find(b)
    address = path("pairs", one.id, other.id)
    return (
        RedirectResponse(address, 307)
        if (one.id, other.id) != (a, b)
        else _brief(holds, request, address, a, b)
    )


@router.get("/briefs/{subject:path}")
@router.get("/briefs/{subject:path}.html")
@router.get("/briefs/{subject:path}.md")
@router.get("/briefs/{subject:path}.json")
def single(subject: str, request: Request, holds: Holds) -> Response:
    """The brief of one state, organisation, region or resolution."""
    address = path("briefs", subject)
    if "/" in subject:
        return _brief(holds, request, address, subject)
    found = actors.find(subject).id
    return (
        RedirectResponse(path("briefs", found), 307)
        if found != subject
        else _brief(holds, request, address, found)
    )


def _brief(holds: Held, request: Request, address: str, *subjects: str) -> Response:
    with holds.heavy():
        made = holds.brief(*subjects)
    ending = request.url.path.rpartition(".")[2] if request.url.path != unquote(address) else ""
    if ending in _FILES:
        return _file(made, ending, file_name("brief", *subjects))
    shown = Markup(brief_page.body(made))  # noqa: S704 - escaped where it is made
    return render("brief.html", brief=made, body=shown, nav="pairs", address=address)


def _file(made: "Brief", ending: str, name: str) -> Response:
    sort, write = _FILES[ending]
    named = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(write(made), media_type=f"{sort}; charset=utf-8", headers=named)


def _json(made: "Brief") -> str:
    return json.dumps(brief_files.as_json(made), ensure_ascii=False, default=str)


_FILES: Mapping[str, tuple[str, Callable[["Brief"], str]]] = {
    "html": ("text/html", brief_page.render), "md": ("text/markdown", brief_markdown.markdown),
    "json": ("application/json", _json),
}  # fmt: skip


@router.get("/styles/brief.css")
def style() -> Response:
    """The style sheet of briefs."""
    return Response(brief_page.style(), media_type="text/css")
