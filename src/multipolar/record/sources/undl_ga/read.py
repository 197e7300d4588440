"""Reads the General Assembly voting file of the UN Digital Library in its layouts of 2024 to 2026."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.symbols import session_of
from multipolar.record.sources._common import table_rows
from multipolar.record.sources.ballots import Ballots, RollcallIds, recorded_rollcall, split_topics
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.undl import (
    Layout,
    dated_or_refused,
    fill,
    identify,
    modality,
    open_voting_file,
    plain_title,
    rollcall_rows,
    totals,
)

_COMMON = {"undl_id": "undl_id", "date": "date", "title": "title", "draft": "draft", "meeting": "meeting"}
_SINCE_2025 = {
    **_COMMON, "code": "ms_code", "vote": "ms_vote", "session": "session", "resolution": "resolution",
    "subjects": "subjects", "yes": "total_yes", "no": "total_no", "abstain": "total_abstentions",
    "absent": "total_non_voting",
}  # fmt: skip
_UNREAD_2025 = ("ms_name", "committee_report", "agenda_title", "total_ms", "undl_link")
LAYOUTS = (
    Layout("2025-07", _SINCE_2025, (*_UNREAD_2025, "vote_note")),
    Layout("2025-03", _SINCE_2025, _UNREAD_2025),
    Layout(
        "2024-09",
        {
            **_COMMON, "code": "ms_codes", "vote": "ms_votes", "resolution": "resolutions",
            "modality": "modality", "subjects": "subjects", "yes": "yes", "no": "no",
            "abstain": "abstentions", "absent": "non-voting",
        },
        ("ms_names", "committee_report", "agenda_titles", "total-voting", "undl_link"),
    ),
)  # fmt: skip
_WANTED = (
    "resolution", "session", "title", "draft", "meeting", "subjects", "modality", "yes", "no", "abstain",
    "absent",
)  # fmt: skip


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then their votes as a stream."""
    file = open_voting_file(context.spec.name, files["ga_voting"], LAYOUTS)
    ballots = Ballots(context, "un", "record")
    fill(ballots, file)
    rows = dated_or_refused(context, rollcall_rows(ballots, file, _WANTED))
    context.progress(len(rows))
    published = {str(row["undl_id"]): totals(context, row) for row in rows}
    ballots.check(published)
    ids = RollcallIds(context)
    names = {str(row["undl_id"]): identify(row, ids) for row in rows}
    yield table_rows("rollcall", (_rollcall(row, names, published, context) for row in rows))
    ballots.name(names)
    yield ballots.votes()


def _rollcall(
    row: Mapping[str, str | None],
    names: Mapping[str, str],
    published: Mapping[str, tuple[int | None, ...]],
    context: ReadContext,
) -> dict[str, object]:
    key = str(row["undl_id"])
    yes, no, abstain, absent = published[key]
    session = row["session"] or (session_of(names[key]) if names[key].startswith("A/") else None)
    return recorded_rollcall(
        id=names[key], body="GA", session=session, title=plain_title(row["title"]),
        date=date.fromisoformat(row["date"] or ""), date_precision="day",
        topics=split_topics(row["subjects"]), yes=yes, no=no, abstain=abstain, absent=absent,
        modality=modality(context, row), outcome="adopted", draft=row["draft"], meeting=row["meeting"],
        locator=f"record {key}",
    )  # fmt: skip
