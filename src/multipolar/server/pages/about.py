"""Pages about the tool itself: definitions of every figure, what it is, and its API."""

from fastapi import APIRouter, Request, Response

from multipolar.server.definitions import definitions
from multipolar.server.frame import render

router = APIRouter(include_in_schema=False)


@router.get("/definitions")
def all_definitions() -> Response:
    """What every figure means and how it is made."""
    return render("definitions.html", groups=definitions(), nav="definitions")


@router.get("/about")
def about() -> Response:
    """What the explorer is, and what it does not do."""
    return render("about.html", nav="about")


@router.get("/api")
def api(request: Request) -> Response:
    """The questions of the API, with their parameters."""
    return render("api.html", described=request.app.openapi(), nav="api")
