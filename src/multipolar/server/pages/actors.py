"""Pages of states, territories and regions."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar import actors
from multipolar.actors.model import Actor
from multipolar.actors.regions import definition
from multipolar.server import drawings
from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import Sort, add_list, add_subject
from multipolar.server.subjects import Fact, Figure, Maker, Subject, fact, facts
from multipolar.server.tables import actors as about_actors
from multipolar.server.tables import alike, happenings, slices, trade, votes
from multipolar.server.tables.links import address, name, words

router = APIRouter()
_STATE: Mapping[str, Maker] = {
    "votes": votes.record_of,
    "agreement": alike.alike,
    "relations": slices.RELATIONS,
    "memberships": about_actors.memberships,
    "agreements": happenings.agreements_of,
    "visits": happenings.visits,
    "trade": trade.partners,
    "ties": slices.TIES,
    "offices": slices.OFFICES,
    "reliance": slices.RELIANCE,
    "disputes": happenings.disputes_of,
    "indicators": slices.INDICATORS,
}
_REGION: Mapping[str, Maker] = {
    "members": about_actors.region_members, "cohesion": alike.cohesion, "trade": trade.partners,
}  # fmt: skip
_MAP = Figure(
    "map", "Share of roll calls in which both voted and made the same choice.", "agreement",
    "A map of the world by agreement in votes; the table below holds the figures.", "identical",
)  # fmt: skip


def find(holds: Held, key: str) -> Subject:
    """The state, territory or region that an id or a name means."""
    actor = actors.find(key)
    if actor.kind == "organisation":
        return Subject(actor.id, actor.name, actor.kind, path("organisations", actor.id), (), {})
    region = actor.kind == "region"
    voted = not region and drawings.votes(holds.record, actor.id)
    return Subject(
        actor.id, actor.name, actor.kind, path("actors", actor.id), _facts(actor),
        _REGION if region else _STATE, (_MAP,) if voted else (), _links(actor),
        notes=(actor.note,) if actor.note else (),
    )  # fmt: skip


def _links(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Where else one reads about it: a brief on it and another."""
    return (("Brief", path("briefs", actor.id)), ("Brief with another state", f"/pairs?a={actor.id}"))


def _facts(actor: Actor) -> tuple[Fact, ...]:
    if actor.kind == "region":
        comprises, source = definition(actor.id)
        return facts(fact("Comprises", comprises), fact("As defined by", source))
    gaps = [f"{gap.start} to {gap.end}, within {name(gap.inside)}" for gap in actor.gaps]
    return facts(
        fact("Codes", _codes(actor)),
        fact("Since", words(actor.since)),
        fact("Until", words(actor.until)),
        fact("Not there", *gaps),
        fact("Continues", _linked(actor.continues)),
        fact("Followed", *(_linked(one) for one in actor.predecessors if one != actor.continues)),
        fact("Followed by", *(_linked(one) for one in actor.successors)),
        fact("Ruled before by", *(_linked(one) for one in actor.ruled_by)),
    )


def _codes(actor: Actor) -> str:
    pairs = (
        ("ISO 3166", actor.iso3), ("", actor.iso2), ("M49", actor.m49), ("Correlates of War", actor.cow),
        ("Gleditsch-Ward", actor.gw),
    )  # fmt: skip
    return ", ".join(f"{scheme} {code}".strip() for scheme, code in pairs if code is not None)


def _linked(actor: str | None) -> tuple[str, str] | None:
    return (name(actor), address(actor)) if actor else None


add_list(router, "/actors", about_actors.listed, "actors")
add_subject(router, Sort("/actors", find, {**_STATE, **_REGION}, {"map": drawings.agreement_map}))
