"""Which shipped source could tell what the record is silent on, for these two states and that day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.actors import Actor
from multipolar.record import Record

Topic = Literal["visits", "missions", "alliances", "visas", "sanctions", "trade", "distance", "votes"]


@dataclass(frozen=True, slots=True)
class _Source:
    """What a source tells: from when to when, and of whom where it is about one state."""

    name: str
    first: int = 0
    last: int = 9999
    about: str = ""
    living: bool = False


# Coverage as the sources' own descriptions have it; the first that fits is named.
_SOURCES: dict[Topic, tuple[_Source, ...]] = {
    "visits": (_Source("us_travels", 1866, about="USA"), _Source("china_engagements", 2003, 2018, "CHN")),
    "missions": (_Source("russian_missions", 2015, about="RUS"),),
    "alliances": (_Source("cow_alliance", 1816),),
    "visas": (_Source("passport_index", 2020),),
    "sanctions": (_Source("gsdb", 1950),),
    "trade": (_Source("baci", 1995), _Source("cow_trade", 1870)),
    "distance": (_Source("geodist", living=True),),
    "votes": (_Source("undl_ga", 1946),),
}


def could_bring(topic: Topic, a: Actor, b: Actor, on: date, record: Record) -> str:
    """The name of a source that is not in force and may tell; empty for none."""
    held = record.sources()
    for one in _SOURCES[topic]:
        alive = not one.living or (a.until is None and b.until is None)
        fits = one.first <= on.year and one.about in ("", a.id, b.id) and alive
        if fits and one.name not in held:
            return one.name
    return ""


def sources() -> frozenset[str]:
    """Every source that may be named."""
    return frozenset(one.name for group in _SOURCES.values() for one in group)
