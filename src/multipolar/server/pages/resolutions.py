"""Pages of resolutions and other decisions put to the vote."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar.measures.votes import Ballots, RollCall, ballots, tally_words
from multipolar.server import drawings
from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import Sort, add_list, add_subject
from multipolar.server.subjects import Figure, Maker, Subject, fact, facts
from multipolar.server.tables import votes

router = APIRouter()
_TABLES: Mapping[str, Maker] = {"choices": votes.by_choice, "votes": votes.who, "groups": votes.by_group}


def find(holds: Held, key: str) -> Subject:
    """The roll call that a symbol means."""
    call = votes.one(holds.record, key)
    row, held = call.row, ballots(holds.record, call.id)
    return Subject(
        call.id, call.title or call.id, "roll call", path("resolutions", call.id),
        facts(
            fact("Symbol", call.id),
            fact("Date", call.when or None),
            fact("Tally", tally_words(held) or None),
            fact("Body", {"GA": "General Assembly", "SC": "Security Council"}[call.body]),
            fact("Session", row["session"]),
            fact("Also called", *call.names),
            fact("Topics", *call.topics),
            fact("Outcome", row["outcome"]),
            fact("Meeting record", row["meeting"]),
            fact("Source", (f"{row['source']} {row['release']}", path("sources", row["source"]))),
        ),
        _TABLES, _figures(call, held), (("Brief", path("briefs", call.id)),),
    )  # fmt: skip


def _figures(call: RollCall, held: Ballots) -> tuple[Figure, ...]:
    if not held.choices:
        return ()
    said = ", ".join(f"{n} {choice}" for choice, n in held.counts().items() if n)
    return (
        Figure(
            "map",
            f"How Members voted on {call.when}.",
            "votes",
            f"A map of the world by vote: {said}.",
            "vote",
        ),
    )


add_list(router, "/resolutions", votes.listed, "resolutions")
add_subject(router, Sort("/resolutions", find, _TABLES, {"map": drawings.vote_map}, whole=True))
