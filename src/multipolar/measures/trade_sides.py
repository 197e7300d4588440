"""Who stands on a side of trade in each year: a state, the members of a group as of then, or the world."""

from dataclasses import dataclass
from datetime import date

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.named_groups import NamedGroup, named_group

WORLD = "WLD"
_WORLD_NAMES = frozenset(("wld", "world", "the world"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of trade.

    Attributes:
        id: Actor id, name of a group, or ``WLD``.
        name: What it is called.
        group: Its definition where it is a group; ``None`` for a state and for the world.
    """

    id: str
    name: str
    group: NamedGroup | None = None

    @property
    def world(self) -> bool:
        """Whether it is all partners together."""
        return self.id == WORLD

    def members(self, year: int) -> tuple[str, ...]:
        """Who belongs at the end of a year, or today in the current one; none where a state did not exist."""
        if self.world:
            return (WORLD,)
        day = min(date(year, 12, 31), max(date.today(), date(year, 1, 1)))
        if self.group is not None:
            return tuple(sorted(self.group.members(day)))
        actor = actors.get(self.id)
        lived = actor.kind == "territory" or any(actor.existed(d) for d in (date(year, 1, 1), day))
        return (self.id,) if lived else ()


def side(text: str) -> Side:
    """The side that a text means: a state, a group (also ``NAME=CHN,ASEAN,-SGP``), or ``World``.

    Raises:
        AskedWronglyError: No such actor, or a definition of a group that is none.
    """
    if text.strip().casefold() in _WORLD_NAMES:
        return Side(WORLD, "the world")
    if "=" in text:
        group = named_group(text)
        return Side(group.name, group.name, group)
    found = actors.find(text)
    if found.kind in ("state", "territory"):
        return Side(found.id, found.name)
    return Side(found.id, found.name, NamedGroup(found.id, (found.id,)))


def two_sides(first: str, second: str) -> tuple[Side, Side]:
    """Two sides of trade; a group with itself is trade inside it.

    Raises:
        AskedWronglyError: A name that is not known, or one state named twice.
    """
    a, b = side(first), side(second)
    if a.world:
        raise AskedWronglyError("The world trades with no one", "Name a state or a group first")
    if a == b and a.group is None:
        raise AskedWronglyError(f"{a.name} was named twice", "A state's trade needs another partner")
    return a, b


def pairs(a: Side, b: Side, year: int) -> tuple[tuple[str, str], ...]:
    """Each member of one side with each of the other, no one with itself."""
    return tuple((one, other) for one in a.members(year) for other in b.members(year) if one != other)


def check_lived(one: Side, years: range) -> None:
    """Refuse years in which a side had nobody in any of them.

    Raises:
        AskedWronglyError: A state that did not exist, or a group without members, in all of the years.
    """
    if not years or any(one.members(year) for year in years):
        return
    when = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
    if one.group is not None:
        raise AskedWronglyError(f"{one.name} had no members in {when}")
    actor = actors.get(one.id)
    life = f"{actor.since or 'long ago'} to {actor.until or 'today'}"
    then = [actors.get(a.id) for a in actors.lineage(actor.id)[1:] if _lived(a, years)]
    if then:
        remedy = f"Its legal person was then {then[0].name}"
    elif actor.until is not None and actor.until.first.year < years[0]:
        remedy = (
            f"After it came {', '.join(actors.get(h).name for h in actor.successors)}"
            if actor.successors
            else ""
        )
    else:
        remedy = ""
    raise AskedWronglyError(f"{actor.name} did not exist in {when} ({life})", remedy)


def _lived(actor: actors.Actor, years: range) -> bool:
    return any(actor.existed(date(year, 12, 31)) for year in years)
