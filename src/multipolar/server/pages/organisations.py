"""Pages of organisations, forums and treaty bodies."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar import actors
from multipolar.actors.organisations import Organisation, organisations
from multipolar.server import drawings
from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import Sort, add_list, add_subject
from multipolar.server.subjects import Fact, Figure, Maker, Subject, fact, facts
from multipolar.server.tables import actors as about_actors
from multipolar.server.tables import alike, trade
from multipolar.server.tables.links import words

router = APIRouter()
_COHESION = Figure(
    "chart", "Agreement index of its members by year, with 95 % bootstrap interval over roll calls.",
    "cohesion",
    "A line of the agreement index of its members by year; the table below holds the figures.", "cohesion",
    (720, 480),
)  # fmt: skip
_TABLES: Mapping[str, Maker] = {
    "members": about_actors.members,
    "cohesion": alike.cohesion,
    "trade": trade.partners,
}


def find(holds: Held, key: str) -> Subject:
    """The organisation that an id or a name means."""
    actor = actors.find(key)
    if actor.kind != "organisation":
        return Subject(actor.id, actor.name, actor.kind, path("actors", actor.id), (), {})
    one = organisations()[actor.id]
    return Subject(
        one.id, one.name, one.kind, path("organisations", one.id), _facts(one), _TABLES,
        (_COHESION,) if drawings.coheres(holds.record, one.id) else (),
        links=(("Brief", path("briefs", one.id)),),
        notes=(one.notes,) if one.notes else (),
    )  # fmt: skip


def _facts(one: Organisation) -> tuple[Fact, ...]:
    return facts(
        fact("Founded", words(one.founded)),
        fact("In force", words(one.in_force)),
        fact("Ended", words(one.ended)),
        fact("Seat", one.seat or None),
        fact("Dates from", one.source or None),
    )


add_list(router, "/organisations", about_actors.organisations_listed, "organisations")
add_subject(router, Sort("/organisations", find, _TABLES, {"chart": drawings.cohesion_chart}))
