"""Which pairs of states have an agreement that frees their trade, by treaties and shared blocs."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.actors import memberships
from multipolar.measures.agreements import Agreement, agreements

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from multipolar.record import Record

_FILE = Path(__file__).parent / "trade_blocs.csv"
_NOT_FREE = Path(__file__).parent / "trade_not_free.csv"
_KIND = "trade agreement"


@dataclass(frozen=True, slots=True)
class Bloc:
    """An organisation whose members trade freely, with the treaty that says so.

    Attributes:
        since: First year in which the treaty is in force.
        without: Members of the organisation that it does not bind.
        treaty: Its name.
        source: Where it is listed.
        confirmed: Whether a published list of treaties has it.
    """

    since: int
    without: frozenset[str]
    treaty: str
    source: str
    confirmed: bool


@cache
def blocs() -> dict[str, Bloc]:
    """Customs unions and free trade areas among the organisations of the registry.

    CIS is left out: its free trade agreement of 2011 binds some of its members only.
    """
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return {
            row["organisation"]: Bloc(
                int(row["since"]), frozenset(row["without"].split()), row["treaty"], row["source"],
                row["confirmed"] == "yes",
            )
            for row in csv.DictReader(stream)
        }  # fmt: skip


def between(record: "Record | None", one: str, other: str, year: int) -> str | None:
    """The agreement or bloc that joins two states at the end of a year, in words; ``None`` for none known."""
    day = date(year, 12, 31)
    shared = _blocs(one, day) & _blocs(other, day)
    if shared:
        return f"both belong to {min(shared)}"
    for found in agreements(record) if record is not None else ():
        if found.kind == _KIND and _in_force(found, day) and _joins(found, one, other, day):
            return found.words
    return None


def agreed(record: "Record", names: Sequence[str], years: Sequence[int]) -> "tuple[NDArray[np.bool_], str]":
    """Which pairs have an agreement or a bloc in common at the end of each year, and whence that is known.

    Args:
        record: Where the agreements are.
        names: Actor ids.
        years: Calendar years.

    Returns:
        Whether each pair is joined, by actors, actors and years; and the sources in words.
    """
    import numpy as np

    found = np.zeros((len(names), len(names), len(years)), dtype=bool)
    held = [a for a in agreements(record) if a.kind == _KIND]
    for t, year in enumerate(years):
        day = date(year, 12, 31)
        inside = [_blocs(name, day) for name in names]
        for bloc in blocs():
            _join(found, [i for i, of in enumerate(inside) if bloc in of], t)
        for one in held:
            if _in_force(one, day):
                bound = {p for p, s in one.parties.items() if s.withdrew is None or s.withdrew.first > day}
                _join(found, [i for i, n in enumerate(names) if n in bound or inside[i] & bound], t)
    named = ", ".join(sorted({f"{a.row['source']} {a.row['release']}" for a in held}) or ["no treaties"])
    more = "" if any(a.row["source"] == "desta" for a in held) else "; pull desta for the other treaties"
    return found, f"agreements from {named} and {len(blocs())} free-trade blocs{more}"


def _join(found: "NDArray[np.bool_]", members: Sequence[int], t: int) -> None:
    import numpy as np

    found[np.ix_(members, members, [t])] = True


def _blocs(actor: str, day: date) -> frozenset[str]:
    held = (m.organisation for m in memberships.organisations(actor, day) if m.organisation in blocs())
    return frozenset(o for o in held if blocs()[o].since <= day.year and actor not in blocs()[o].without)


@cache
def _not_free() -> tuple[str, ...]:
    """Words in the names of trade agreements by which their parties do not free trade with each other."""
    with _NOT_FREE.open(encoding="utf-8", newline="") as stream:
        return tuple(row["words"] for row in csv.DictReader(stream))


def _in_force(found: Agreement, day: date) -> bool:
    if any(words in found.name.casefold() for words in _not_free()):
        return False
    begun = found.in_force is not None and found.in_force.last <= day
    return begun and (found.ended is None or found.ended.first > day)


def _joins(found: Agreement, one: str, other: str, day: date) -> bool:
    """Whether both are parties, in person or through a bloc that is one, and not through the same bloc."""
    through_one, through_other = ({actor, *_blocs(actor, day)} & set(found.parties) for actor in (one, other))
    return bool(through_one and through_other) and through_one | through_other != through_one & through_other
