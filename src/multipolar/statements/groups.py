"""Who belongs to a region or an organisation on a day, for statements about groups."""

from datetime import date
from functools import lru_cache

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError

_ARTICLED = (
    "United ", "Netherlands", "Philippines", "Dominican Rep", "Marshall", "Solomon", "Bahamas", "Gambia",
    "Central African", "Comoros", "Maldives", "Seychelles", "Holy See", "Soviet", "Democratic Rep",
)  # fmt: skip


@lru_cache(maxsize=4096)
def members_of(group: str, on: date) -> tuple[str, ...]:
    """Ids of the states in a region, or the members of an organisation, on a day; empty when unknown."""
    try:
        actor = actors.get(group)
    except AskedWronglyError:
        return ()
    if actor.kind == "region":
        return tuple(a.id for a in actors.region_members(group, on))
    return tuple(sorted({m.actor for m in actors.members(group, on)}))


def everyone(groups: tuple[str, ...], on: date) -> frozenset[str]:
    """Everyone in any of the groups on a day."""
    return frozenset(member for group in groups for member in members_of(group, on))


@lru_cache(maxsize=4096)
def name(actor: str) -> str:
    """An actor's short name, with the article English puts before a few."""
    try:
        known = actors.get(actor)
    except AskedWronglyError:
        return actor
    if known.kind == "organisation" and actor.isupper():
        return "the European Union" if actor == "EU" else actor
    plain = known.name
    return f"the {plain}" if plain.startswith(_ARTICLED) else plain


def names(actor_ids: "tuple[str, ...] | list[str]", limit: int = 12) -> str:
    """Several actors as a list in words, the rest counted."""
    shown = [name(a) for a in actor_ids[:limit]]
    hidden = len(actor_ids) - len(shown)
    if hidden > 0:
        return f"{', '.join(shown)} and {hidden} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else "none"
