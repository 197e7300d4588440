"""``/api/votes``: roll calls, and who voted how."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from multipolar import actors
from multipolar.server.api.answers import REFUSALS, Limit, OneOf, Page, Rows, Sort, Text, answered
from multipolar.server.held import Holds
from multipolar.server.tables import calls
from multipolar.server.tables import votes as tables
from multipolar.server.tables.alike import alike as alike_table
from multipolar.server.tables.alike import cohesion as cohesion_table

router = APIRouter(prefix="/api/votes", tags=["votes"], responses=REFUSALS)
State = Annotated[str, Text("a state by name or code")]
Definition = Annotated[Literal["identical", "half", "s", "pi", "kappa"], OneOf("how agreement is measured")]
Period = Annotated[int, Query(ge=0, le=100, description="a row for so many years each; 0 for all together")]
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
    call = tables.one(holds.record, resolution)
    return answered(holds, tables.who(holds.record, call.id, {"group": group}), page, limit, sort)


@router.get("/record", summary="How a state voted, with the line of its region beside")
def record(
    holds: Holds, state: State, since: Day = "", until: Day = "",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Votes of one state."""
    id = actors.find(state).id
    return answered(
        holds, tables.record_of(holds.record, id, {"since": since, "until": until}), page, limit, sort
    )


@router.get("/agreement", summary="How alike two states or groups vote, with the votes used and an interval")
def agreement(
    holds: Holds, one: Annotated[str, Text("a state or group")], other: Annotated[str, Text("another")],
    definition: Definition = "identical", since: Day = "", until: Day = "", period: Period = 0,
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Agreement of two sides, all together or by stretches of years."""
    pair = actors.find(one).id, actors.find(other).id
    with holds.heavy():
        table = calls.agreement(holds.record, *pair, definition, since, until, period or None)
    return answered(holds, table, page, limit, sort)


@router.get("/alike", summary="How alike a state and every other vote")
def alike(
    holds: Holds, state: State, definition: Definition = "identical", since: Day = "", until: Day = "",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Agreement of one state with all others."""
    asked = {"definition": definition, "since": since, "until": until}
    table = alike_table(holds.record, actors.find(state).id, asked)
    return answered(holds, table, page, limit, sort)


@router.get("/cohesion", summary="How far a group votes as one, by year, with membership as of each vote")
def cohesion(
    holds: Holds, group: Annotated[str, Text("a region or organisation")], since: Day = "", until: Day = "",
    page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Cohesion of a group."""
    asked = {"since": since, "until": until}
    return answered(holds, cohesion_table(holds.record, actors.find(group).id, asked), page, limit, sort)


@router.get("/key", summary="The roll calls that matter most, by a definition that is named")
def key(
    holds: Holds, by: Annotated[Literal["important", "cited", "close", "divided"],
    OneOf("which definition")] = "cited",
    since: Day = "", until: Day = "", page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Key votes."""
    return answered(holds, calls.key(holds.record, by, since, until), page, limit, sort)


@router.get("/dissent", summary="Where a state left the majority of its region, bloc or neighbours")
def dissent(
    holds: Holds, state: State,
    whom: Annotated[str, Text("region, neighbours, or the name of a group", alias="from")] = "region",
    since: Day = "", until: Day = "", page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Departures from a group's line."""
    group = whom if whom in ("region", "neighbours") else actors.find(whom).id
    table = calls.dissent(holds.record, actors.find(state).id, group, since, until)
    return answered(holds, table, page, limit, sort)
