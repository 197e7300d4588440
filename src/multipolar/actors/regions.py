"""Which actors a region holds, by a stated definition: M49, the UN's regional groups, a few usual ones."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from multipolar.actors import tables
from multipolar.actors.model import Actor, UnknownActorError
from multipolar.actors.nearest import nearest
from multipolar.actors.registry import all_actors, registry
from multipolar.actors.when import When, as_date
from multipolar.basics.dates import PartialDate


class _Belongs(NamedTuple):
    actor: Actor
    start: PartialDate | None
    end: PartialDate | None

    def holds(self, on: PartialDate | None) -> bool:
        """Whether it belongs on a date; without one, whether it does today."""
        if on is None:
            return self.end is None and self.actor.until is None
        begun = self.start is None or self.start.first <= on.last
        return begun and (self.end is None or on.first <= self.end.last) and self.actor.existed(on.last)


def regions() -> tuple[Actor, ...]:
    """Every region known."""
    return all_actors("region")


@lru_cache(maxsize=8192)
def region_members(region_id: str, on: When = None) -> tuple[Actor, ...]:
    """The states and territories of a region on a date, sorted by id; today's when none is given.

    Raises:
        UnknownActorError: There is no such region; the nearest are listed.
    """
    found = _members().get(region_id)
    if found is None:
        raise UnknownActorError(region_id, nearest(region_id))
    day = as_date(on)
    return tuple(belongs.actor for belongs in found if belongs.holds(day))


def definition(region_id: str) -> tuple[str, str]:
    """What the region comprises in words, and whose definition that is."""
    for row in tables.rows("regions.csv"):
        if row["id"] == region_id:
            return row["definition"], row["source"]
    raise UnknownActorError(region_id, nearest(region_id))


@cache
def _members() -> Mapping[str, tuple[_Belongs, ...]]:
    known = registry()
    found: defaultdict[str, list[_Belongs]] = defaultdict(list)
    for table in ("region_members.csv", "region_members_by_hand.csv"):
        for row in tables.rows(table):
            found[row["region"]].append(_Belongs(known[row["member"]], *tables.dates(row)))
    return {region: tuple(sorted(held, key=lambda b: b.actor.id)) for region, held in found.items()}
