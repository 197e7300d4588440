"""``/api/actors``: who a name means, and who belongs to what on which day."""

from typing import Annotated

from fastapi import APIRouter

from multipolar import actors
from multipolar.server.api.answers import REFUSALS, Limit, Page, Rows, Sort, Text, answered
from multipolar.server.held import Holds
from multipolar.server.tables import actors as tables

router = APIRouter(prefix="/api/actors", tags=["actors"], responses=REFUSALS)
On = Annotated[str, Text("a day, YYYY-MM-DD")]
Standing = Annotated[str, Text("member, founding, observer, ...; on a day, members when empty")]


@router.get("/list", summary="Every state, territory and region")
def listed(holds: Holds, on: On = "", page: Page = 1, limit: Limit = 50, sort: Sort = "") -> Rows:
    """Those of one day when asked."""
    return answered(holds, tables.listed(holds.record, {"on": on}), page, limit, sort)


@router.get("/find", summary="Which actor a name means, or why it cannot be told")
def find(
    holds: Holds, text: Annotated[str, Text("a name, demonym, capital or code", min_length=1)], on: On = ""
) -> Rows:
    """One actor."""
    return answered(holds, tables.single(holds.record, actors.find(text, on=tables.day(on))))


@router.get("/members", summary="Who belongs to an organisation: every spell, or those of a day")
def members(
    holds: Holds, organisation: Annotated[str, Text("its name or abbreviation")], on: On = "",
    role: Standing = "", page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Members of an organisation."""
    id = actors.find(organisation, kinds={"organisation"}).id
    return answered(holds, tables.members(holds.record, id, {"on": on, "role": role}), page, limit, sort)


@router.get("/organisations", summary="What a state belongs to: every spell, or those of a day")
def organisations(
    holds: Holds, state: Annotated[str, Text("a state by name or code")], on: On = "",
    role: Standing = "", page: Page = 1, limit: Limit = 50, sort: Sort = "",
) -> Rows:  # fmt: skip
    """Memberships of a state."""
    id = actors.find(state).id
    return answered(holds, tables.memberships(holds.record, id, {"on": on, "role": role}), page, limit, sort)
