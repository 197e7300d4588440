"""Actors, their names and their memberships, from the tables of the actors' floor."""

from collections.abc import Iterator

from multipolar.actors import all_actors, all_names
from multipolar.actors.memberships import memberships as spells
from multipolar.basics.dates import PartialDate
from multipolar.record.starter.rows import Row, dated

_ACTORS = "multipolar actors, src/multipolar/actors/data"


def actors() -> Iterator[Row]:
    """Rows of ``actor``."""
    for actor in all_actors():
        yield {
            "id": actor.id,
            "kind": actor.kind,
            "name": actor.name,
            "iso2": actor.iso2,
            "iso3": actor.iso3,
            "m49": actor.m49,
            "cow": actor.cow,
            "gw": actor.gw,
            **_dated("since", actor.since),
            **_dated("until", actor.until),
            "predecessor": list(actor.predecessors) or None,
            "successor": list(actor.successors) or None,
            "locator": f"{_ACTORS}: {actor.id}",
        }


def names() -> Iterator[Row]:
    """Rows of ``actor_name``, dated by ``valid_from`` and ``valid_to``."""
    for name in all_names():
        yield {
            "actor": name.actor,
            "language": name.language,
            "text": name.text,
            "form": name.form,
            **_dated("valid_from", name.valid_from),
            **_dated("valid_to", name.valid_to),
            "locator": f"{_ACTORS}: {name.actor}",
        }


def memberships() -> Iterator[Row]:
    """Rows of ``membership``, dated by ``valid_from`` and ``valid_to``."""
    for spell in spells():
        yield {
            "organisation": spell.organisation,
            "actor": spell.actor,
            "role": spell.role,
            "notes": spell.notes or None,
            **_dated("valid_from", spell.start),
            **_dated("valid_to", spell.end),
            "locator": spell.source,
        }


def _dated(column: str, when: PartialDate | None) -> Row:
    return dated(column, str(when) if when else "")
