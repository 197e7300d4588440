"""Pages of organisations, forums and treaty bodies."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar import actors
from multipolar.actors.organisations import Organisation, organisations
from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import add_list, add_subject
from multipolar.server.subjects import Fact, Maker, Subject, fact, facts
from multipolar.server.tables import actors as about_actors

router = APIRouter()
_TABLES: Mapping[str, Maker] = {"members": about_actors.members}


def find(_holds: Held, key: str) -> Subject:
    """The organisation that an id or a name means."""
    actor = actors.find(key)
    if actor.kind != "organisation":
        return Subject(actor.id, actor.name, actor.kind, path("actors", actor.id), (), {})
    one = organisations()[actor.id]
    return Subject(
        one.id, one.name, one.kind, path("organisations", one.id), _facts(one), _TABLES,
        notes=(one.notes,) if one.notes else (),
    )  # fmt: skip


def _facts(one: Organisation) -> tuple[Fact, ...]:
    return facts(
        fact("Founded", about_actors.words(one.founded)),
        fact("In force", about_actors.words(one.in_force)),
        fact("Ended", about_actors.words(one.ended)),
        fact("Seat", one.seat or None),
        fact("Dates from", one.source or None),
    )


add_list(router, "/organisations", about_actors.organisations_listed, "organisations")
add_subject(router, "/organisations", find, _TABLES, "organisations")
