"""``/api/record`` and ``/api/brief``: what is known and from where, and briefs for other programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from multipolar import actors, briefs
from multipolar.server.api.answers import REFUSALS, Limit, Page, Rows, Sort, Text, answered
from multipolar.server.cells import for_json
from multipolar.server.held import Holds
from multipolar.server.sources import cited
from multipolar.server.tables import agreements, sources
from multipolar.server.tables.model import Origin

router = APIRouter(prefix="/api", responses=REFUSALS)


@router.get("/record/status", summary="What the record holds, table by table", tags=["record"])
def status(holds: Holds, page: Page = 1, limit: Limit = 50, sort: Sort = "") -> Rows:
    """Tables of the record."""
    return answered(holds, sources.tables(holds.record, {}), page, limit, sort)


@router.get(
    "/record/sources", summary="Every source that can be pulled, and its release in force", tags=["record"]
)
def all_sources(holds: Holds, page: Page = 1, limit: Limit = 50, sort: Sort = "") -> Rows:
    """Sources."""
    return answered(holds, sources.listed(holds.record, {}), page, limit, sort)


@router.get("/agreements/list", summary="Treaties and other agreements", tags=["agreements"])
def all_agreements(holds: Holds, page: Page = 1, limit: Limit = 50, sort: Sort = "") -> Rows:
    """Agreements."""
    return answered(holds, agreements.listed(holds.record, {}), page, limit, sort)


@router.get("/agreements/parties", summary="Who signed and ratified an agreement", tags=["agreements"])
def parties(
    holds: Holds, agreement: Annotated[str, Text("its id, as in /api/agreements/list")],
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Parties."""
    held = agreements.known(holds.record, agreement)
    return answered(holds, agreements.parties(holds.record, held.id, {}), page, limit, sort)


@router.get("/brief", summary="A brief: two states, or a region and a state", tags=["brief"])
def brief(
    holds: Holds,
    subject: Annotated[list[str], Query(min_length=1, max_length=2, description="one or two subjects")],
) -> dict[str, Any]:
    """Parts, sentences, tables, notes and sources of a brief."""
    named = [one[:200] for one in subject]
    ids = [one if "/" in one else actors.find(one).id for one in named]
    with holds.heavy():
        made = holds.brief(*ids)
    origins = [Origin(source, release) for source, release in made.releases.items()]
    values: dict[str, Any] = {key: _plain(value) for key, value in briefs.as_json(made).items()}
    return values | {"sources": cited(holds.record, origins)}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else for_json(value)
