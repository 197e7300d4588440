"""Who belonged to what, as what, and from when to when."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import cast

from multipolar.actors.model import MEMBER_ROLES, Membership, Role
from multipolar.actors.organisations import organisation_id
from multipolar.actors.organisations import organisations as _organisations
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError

_FILE = Path(__file__).parent / "data" / "memberships.csv"


def members(
    organisation: str, on: date | str | None = None, roles: Sequence[Role] = MEMBER_ROLES
) -> tuple[Membership, ...]:
    """Who held one of the roles in an organisation on a day, one spell each, in order of actor.

    A suspended member is still a member; an invited one is not yet. A spell whose start is not
    known (``start is None``) counts from the founding of the organisation on.

    Args:
        organisation: Identifier or usual abbreviation (``BRICS``, ``ЕАЭС``).
        on: The day asked about; ``None`` for today.
        roles: Roles that count.

    Raises:
        UnknownActorError: There is no such organisation in the table.
        AskedWronglyError: ``on`` is not a full date.
    """
    identifier = organisation_id(organisation)
    return _held(_by_organisation().get(identifier, ()), _day(on), roles)


def organisations(
    actor: str, on: date | str | None = None, roles: Sequence[Role] = MEMBER_ROLES
) -> tuple[Membership, ...]:
    """What an actor belonged to on a day, one spell each, in order of organisation.

    Args:
        actor: Actor id (``CHL``).
        on: The day asked about; ``None`` for today.
        roles: Roles that count.
    """
    return _held(_by_actor().get(actor, ()), _day(on), roles)


def spells(organisation: str, actor: str) -> tuple[Membership, ...]:
    """Every spell of one actor in one organisation, in any role, in order of time."""
    identifier = organisation_id(organisation)
    return tuple(s for s in _by_actor().get(actor, ()) if s.organisation == identifier)


@cache
def memberships() -> tuple[Membership, ...]:
    """All spells, in order of organisation, actor and time."""
    dates: dict[str, PartialDate | None] = {"": None}

    def when(text: str) -> PartialDate | None:
        if text not in dates:
            dates[text] = PartialDate.parse(text)
        return dates[text]

    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(
            Membership(organisation, actor, cast(Role, role), when(start), when(end), source, notes)
            for organisation, actor, role, start, end, source, _, notes in rows
        )


def _held(candidates: Sequence[Membership], on: date, roles: Sequence[Role]) -> tuple[Membership, ...]:
    chosen: dict[tuple[str, str], Membership] = {}
    for spell in candidates:
        if spell.role in roles and _counts(spell, on):
            chosen.setdefault((spell.organisation, spell.actor), spell)
    return tuple(chosen[key] for key in sorted(chosen))


def _counts(spell: Membership, on: date) -> bool:
    founded = _organisations()[spell.organisation].founded
    if spell.start is None and founded is not None and on < founded.first:
        return False
    return spell.holds(on)


def _day(on: date | str | None) -> date:
    if on is None:
        return datetime.now(UTC).date()
    if isinstance(on, date):
        return on
    when = PartialDate.parse(on)
    if when.precision != "day":
        raise AskedWronglyError(f"{on!r} is not a full date", "Write YYYY-MM-DD")
    return when.first


@cache
def _by_organisation() -> Mapping[str, tuple[Membership, ...]]:
    return _grouped("organisation")


@cache
def _by_actor() -> Mapping[str, tuple[Membership, ...]]:
    return _grouped("actor")


def _grouped(by: str) -> Mapping[str, tuple[Membership, ...]]:
    groups: defaultdict[str, list[Membership]] = defaultdict(list)
    for spell in memberships():
        groups[getattr(spell, by)].append(spell)
    return {key: tuple(spells) for key, spells in groups.items()}
