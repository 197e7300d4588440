"""``/api/votes``: roll calls, and who voted how."""

from typing import Annotated

from fastapi import APIRouter

from multipolar import actors
from multipolar.measures.rollcall_find import one_roll_call
from multipolar.server.api.answers import REFUSALS, Limit, Page, Rows, Sort, Text, answered
from multipolar.server.held import Holds
from multipolar.server.tables import votes as tables

router = APIRouter(prefix="/api/votes", tags=["votes"], responses=REFUSALS)
Day = Annotated[str, Text("a day, month or year")]


@router.get("/find", summary="Roll calls by the words of their titles, names and topics, or by symbol")
def find(
    holds: Holds, words: Annotated[str, Text("words or a symbol; all roll calls when empty")] = "",
    since: Day = "", until: Day = "", page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Roll calls."""
    asked = {"words": words, "since": since, "until": until}
    return answered(holds, tables.listed(holds.record, asked), page, limit, sort)


@router.get("/who", summary="How each Member voted on a resolution")
def who(
    holds: Holds, resolution: Annotated[str, Text("a symbol, as A/RES/68/262")],
    group: Annotated[str, Text("a region or organisation, as of the day")] = "",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Votes."""
    call = one_roll_call(holds.record, resolution)
    return answered(holds, tables.who(holds.record, call.id, {"group": group}), page, limit, sort)


@router.get("/record", summary="How a state voted, with the line of its region beside")
def record(
    holds: Holds, state: Annotated[str, Text("a state by name or code")], since: Day = "", until: Day = "",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Votes of one state."""
    id = actors.find(state).id
    return answered(
        holds, tables.record_of(holds.record, id, {"since": since, "until": until}), page, limit, sort
    )
