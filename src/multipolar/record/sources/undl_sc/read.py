"""Reads the Security Council voting file of the UN Digital Library: adopted resolutions and who voted how."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

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
    rollcall_rows,
    totals,
)

LAYOUTS = (
    Layout(
        "2025-07",
        {
            "undl_id": "undl_id", "code": "ms_code", "vote": "ms_vote", "date": "date",
            "resolution": "resolution", "draft": "draft", "meeting": "meeting", "title": "description",
            "subjects": "subjects", "modality": "modality", "yes": "total_yes", "no": "total_no",
            "abstain": "total_abstentions", "absent": "total_non_voting",
        },
        ("ms_name", "permanent_member", "agenda", "vote_note", "total_ms", "undl_link"),
    ),
)  # fmt: skip
_WANTED = (
    "resolution", "draft", "meeting", "title", "subjects", "modality", "yes", "no", "abstain", "absent",
)  # fmt: skip


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes of those that were put to the vote."""
    file = open_voting_file(context.spec.name, files["sc_voting"], LAYOUTS)
    ballots = Ballots(context, "un", "record")
    fill(ballots, file)
    rows = dated_or_refused(context, rollcall_rows(ballots, file, _WANTED))
    context.progress(len(rows))
    voted = [row for row in rows if modality(context, row) == "recorded"]
    published = {str(row["undl_id"]): totals(context, row) for row in voted}
    ballots.check(published)
    ids = RollcallIds(context)
    names = {str(row["undl_id"]): identify(row, ids) for row in rows}
    yield table_rows("rollcall", (_rollcall(row, names, published, context) for row in rows))
    # Where nobody voted the file lists every member with a letter all the same; these are no votes.
    ballots.name({key: names[key] for key in published})
    yield ballots.votes()


def _rollcall(
    row: Mapping[str, str | None],
    names: Mapping[str, str],
    published: Mapping[str, tuple[int | None, ...]],
    context: ReadContext,
) -> dict[str, object]:
    key = str(row["undl_id"])
    yes, no, abstain, absent = published.get(key, (None,) * 4)
    return recorded_rollcall(
        id=names[key], body="SC", date=date.fromisoformat(row["date"] or ""), date_precision="day",
        title=row["title"], topics=split_topics(row["subjects"]), yes=yes, no=no, abstain=abstain,
        absent=absent, modality=modality(context, row), outcome="adopted", draft=row["draft"],
        meeting=row["meeting"], locator=f"record {key}",
    )  # fmt: skip
