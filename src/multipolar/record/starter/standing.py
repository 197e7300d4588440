"""Actors, their names and their memberships, from the tables of the actors' floor."""

from collections.abc import Iterator

from multipolar.actors.memberships import memberships as spells
from multipolar.basics.dates import PartialDate
from multipolar.record.starter.rows import Row, dated


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
