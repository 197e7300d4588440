"""Reads the list of vetoes in the Security Council: each draft and the permanent members against it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.record.sources._common import file_rows, parsed, table_rows
from multipolar.record.sources.ballots import RollcallIds, recorded_rollcall
from multipolar.record.sources.base import ReadContext, Rows

MEMBERS = ("China", "France", "Russia", "USSR", "USA", "UK")
_CAST = ("member_veto1", "member_veto2", "member_veto3")
_TOGETHER = (
    "single_veto", "multiple_vetoes", "russia_china", "usa_uk", "usa_france", "usa_france_uk", "france_uk",
)  # fmt: skip
COLUMNS = (
    "year", "date", "month", "draft", "meeting_record", "agenda_item", "crisis_topic", "region", *_CAST,
    *MEMBERS, *_TOGETHER,
)  # fmt: skip


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the vetoed drafts, then the votes against that were vetoes."""
    ids = RollcallIds(context)
    rows = file_rows(context.spec.name, files["vetoes"], COLUMNS)
    found = list(parsed(context, "rollcall", rows, lambda row: _read_row(row, ids, context)))
    yield table_rows("rollcall", (rollcall for rollcall, _ in found))
    yield table_rows("vote", (vote for _, votes in found for vote in votes))


def _read_row(
    row: Mapping[str, str], ids: RollcallIds, context: ReadContext
) -> tuple[dict[str, object], list[dict[str, object]]]:
    members = [row[name] for name in _CAST if row[name]]
    flagged = [name for name in MEMBERS if row[name] == "1"]
    if not members:
        raise ValueError("no member is named")
    if sorted(members) != sorted(flagged):
        said = f"named {', '.join(members)}, flagged {', '.join(flagged) or 'none'}; the names are kept"
        context.issue("vote", f"row {row['#']}", said)
    month, day, year = (int(part) for part in row["date"].split("/"))
    when = date(year, month, day)
    meeting = "; ".join(row["meeting_record"].split())
    draft = " ".join(row["draft"].split())
    # A draft put orally has no symbol: the list gives its meeting instead.
    symbol = None if draft.startswith("S/PV.") else draft.partition(" ")[0].rstrip(",").partition("(")[0]
    identifier = ids.claim(symbol, f"SC/veto/{row['#']}")
    locator = f"row {row['#']}"
    rollcall = recorded_rollcall(
        id=identifier, body="SC", date=when, date_precision="day", title=row["agenda_item"],
        topics=[row["crisis_topic"]] if row["crisis_topic"] else [], outcome="vetoed", draft=draft,
        meeting=meeting, locator=locator,
    )  # fmt: skip
    votes: list[dict[str, object]] = []
    for member in members:
        actor = context.actor(member, "name", when)
        if actor is None:
            context.issue("vote", locator, "no actor of that time", member)
        else:
            votes.append({"rollcall": identifier, "actor": actor, "choice": "no", "locator": locator})
    return rollcall, votes
