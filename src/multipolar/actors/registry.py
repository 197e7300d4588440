"""Every state and territory, today's and ended ones, as actors by id; organisations and regions join them."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from multipolar.actors import tables
from multipolar.actors.model import Actor, ActorKind, Gap
from multipolar.actors.tables import day
from multipolar.actors.when import When, as_date
from multipolar.basics.dates import PartialDate

_CODES = ("iso2", "iso3", "m49", "cow", "gw")


@cache
def registry() -> Mapping[str, Actor]:
    """All actors by id."""
    codes, gaps = _codes_of_today(), _gaps()
    states = (_state(row, codes, gaps) for row in tables.rows("states.csv"))
    regions = (_plain(row, "region") for row in tables.rows("regions.csv"))
    organisations = (_plain(row, "organisation") for row in tables.rows("organisations.csv"))
    return {actor.id: actor for group in (organisations, regions, states) for actor in group}


def all_actors(kind: ActorKind | None = None, on: When = None) -> tuple[Actor, ...]:
    """The actors of a kind, or of every kind, that existed on a date (any time when none is given)."""
    when = as_date(on)
    return tuple(
        actor
        for actor in registry().values()
        if (kind is None or actor.kind == kind) and (when is None or actor.existed(when.last))
    )


def _state(row: dict[str, str], codes: Mapping[str, dict[str, str]], gaps: Mapping[str, list[Gap]]) -> Actor:
    own = codes.get(row["id"], {})
    return Actor(
        id=row["id"],
        kind=cast(ActorKind, row["kind"]),
        name=row["name"],
        iso2=own.get("iso2"),
        iso3=own.get("iso3"),
        m49=own.get("m49"),
        cow=int(own["cow"]) if "cow" in own else None,
        gw=int(own["gw"]) if "gw" in own else None,
        since=day(row["since"]),
        until=day(row["until"]),
        predecessors=tuple(row["predecessors"].split()),
        successors=tuple(row["successors"].split()),
        continues=row["continues"] or None,
        ruled_by=tuple(row["ruled_by"].split()),
        gaps=tuple(gaps.get(row["id"], ())),
        note=row["note"],
    )


def _plain(row: dict[str, str], kind: ActorKind) -> Actor:
    """An organisation or region: its id, English name, and the founding and closing dates it has."""
    since, until = row.get("founded") or row.get("since"), row.get("ended") or row.get("until")
    name = row.get("name") or row.get("name_en") or row["id"]
    m49 = row["id"].removeprefix("M49-") if row["id"].startswith("M49-") else None
    return Actor(row["id"], kind, name, m49=m49, since=day(since or ""), until=day(until or ""))


def _codes_of_today() -> dict[str, dict[str, str]]:
    """For each actor the code it has, or had to its end, in each of the schemes an actor carries."""
    found: dict[str, dict[str, str]] = {}
    for table in ("codes.csv", "codes_states.csv", "codes_by_hand.csv"):
        for row in tables.rows(table):
            if row["scheme"] in _CODES and not row["valid_to"]:
                found.setdefault(row["actor"], {}).setdefault(row["scheme"], row["code"])
    return found


def _gaps() -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {}
    for row in tables.rows("gaps.csv"):
        gap = Gap(PartialDate.parse(row["start"]), PartialDate.parse(row["end"]), row["inside"])
        found.setdefault(row["actor"], []).append(gap)
    return found
