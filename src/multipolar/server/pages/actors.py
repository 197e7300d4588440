"""Pages of states, territories and regions."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar import actors
from multipolar.actors.model import Actor
from multipolar.actors.regions import definition
from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import add_list, add_subject
from multipolar.server.subjects import Fact, Maker, Subject, fact, facts
from multipolar.server.tables import actors as about_actors
from multipolar.server.tables import votes

router = APIRouter()
_STATE: Mapping[str, Maker] = {
    "votes": votes.record_of,
    "memberships": about_actors.memberships,
}
_REGION: Mapping[str, Maker] = {"members": about_actors.region_members}


def find(_holds: Held, key: str) -> Subject:
    """The state, territory or region that an id or a name means."""
    actor = actors.find(key)
    if actor.kind == "organisation":
        return Subject(actor.id, actor.name, actor.kind, path("organisations", actor.id), (), {})
    tables = _REGION if actor.kind == "region" else _STATE
    return Subject(
        actor.id, actor.name, actor.kind, path("actors", actor.id), _facts(actor), tables,
        notes=(actor.note,) if actor.note else (),
    )  # fmt: skip


def _facts(actor: Actor) -> tuple[Fact, ...]:
    if actor.kind == "region":
        words, source = definition(actor.id)
        return facts(fact("Comprises", words), fact("As defined by", source))
    gaps = [f"{gap.start} to {gap.end}, within {about_actors.name(gap.inside)}" for gap in actor.gaps]
    return facts(
        fact("Codes", _codes(actor)),
        fact("Since", about_actors.words(actor.since)),
        fact("Until", about_actors.words(actor.until)),
        fact("Not there", *gaps),
        fact("Continues", _linked(actor.continues)),
        fact("Followed", *(_linked(one) for one in actor.predecessors if one != actor.continues)),
        fact("Followed by", *(_linked(one) for one in actor.successors)),
        fact("Ruled by", *(_linked(one) for one in actor.ruled_by)),
    )


def _codes(actor: Actor) -> str:
    pairs = (
        ("ISO 3166", actor.iso3), ("", actor.iso2), ("M49", actor.m49), ("Correlates of War", actor.cow),
        ("Gleditsch-Ward", actor.gw),
    )  # fmt: skip
    return ", ".join(f"{scheme} {code}".strip() for scheme, code in pairs if code is not None)


def _linked(actor: str | None) -> tuple[str, str] | None:
    return (about_actors.name(actor), about_actors.address(actor)) if actor else None


add_list(router, "/actors", about_actors.listed, "actors")
add_subject(router, "/actors", find, {**_STATE, **_REGION}, "actors")
