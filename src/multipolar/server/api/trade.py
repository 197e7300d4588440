"""``/api/trade``, ``/api/reliance``: goods traded, with whom, and who depends on imports of what."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from multipolar import actors
from multipolar.server.api.answers import REFUSALS, Limit, OneOf, Page, Rows, Sort, Text, answered
from multipolar.server.held import Holds
from multipolar.server.tables import slices
from multipolar.server.tables import trade as tables

router = APIRouter(prefix="/api", tags=["trade"], responses=REFUSALS)
Year = Annotated[int | None, Query(ge=1800, le=2200, description="a calendar year")]
Side = Annotated[str, Text("a state, region or organisation")]


@router.get("/trade/flow", summary="Exports, imports, turnover and balance of two sides by year and report")
def flow(
    holds: Holds, first: Side, second: Annotated[str, Text("its partner, or World")],
    since: Year = None, until: Year = None, page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Flows."""
    asked = {"since": str(since or ""), "until": str(until or "")}
    return answered(holds, tables.flow(holds.record, first, second, asked), page, limit, sort)


@router.get("/trade/change", summary="How trade changed between two years, nominal and deflated")
def change(
    holds: Holds, first: Side, second: Side,
    since: Annotated[int, Query(ge=1800, le=2200, description="the earlier year")],
    until: Annotated[int, Query(ge=1800, le=2200, description="the later year")],
) -> Rows:  # fmt: skip
    """Changes."""
    return answered(holds, tables.change(holds.record, first, second, since, until), limit=500)


@router.get("/trade/partners", summary="A side's partners by rank, with their shares")
def partners(
    holds: Holds, side: Side, year: Year = None,
    direction: Annotated[Literal["exports", "imports", "turnover"], OneOf("which way")] = "turnover",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Partners."""
    asked = {"year": str(year or ""), "direction": direction}
    return answered(holds, tables.partners(holds.record, actors.find(side).id, asked), page, limit, sort)


@router.get("/reliance", summary="Net import reliance and main sources by commodity", tags=["reliance"])
def reliance(
    holds: Holds, importer: Annotated[str, Text("a state by name or code")],
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Reliance of one importer."""
    return answered(holds, slices.RELIANCE(holds.record, actors.find(importer).id, {}), page, limit, sort)
