"""The page of what a search finds, and the two states of a brief."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from multipolar.server import finding
from multipolar.server.frame import render
from multipolar.server.held import Holds

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(holds: Holds, q: Annotated[str, Query(max_length=finding.LONGEST)] = "") -> Response:
    """What is found, by sort; nothing asked is the box alone."""
    found = finding.search(holds.record, q) if q.strip() else None
    return render("search.html", q=q, found=found, nav="search")
