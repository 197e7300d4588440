"""Population, product, area, military spending and water of states and groups: levels, shares and ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakKeyDictionary

from multipolar.record import Record
from multipolar.record.prefer import preferred

Row = dict[str, Any]
Concept = Literal[
    "population", "gdp", "gdp_per_head", "area", "density", "military_spending", "military_share", "water",
    "water_per_head",
]  # fmt: skip
WORLD = "WLD"
# Areas change little: one of any of so many years stands for the year asked.
_LASTING = 30


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of a publisher that measures a concept.

    Attributes:
        code: The publisher's code.
        scale: What its values are multiplied by, to be in the concept's unit.
        note: What a reader must know of the definition; empty for the usual one.
    """

    code: str
    scale: float = 1.0
    note: str = ""


# In the order of preference. Units: persons, US dollars, km2, persons per km2, per cent, cubic metres.
SERIES: dict[Concept, tuple[Series, ...]] = {
    "population": (Series("SP.POP.TOTL"), Series("tpop", 1000.0)),
    "gdp": (Series("NY.GDP.MKTP.CD", 1.0, "current US dollars at exchange rates"),),
    "gdp_per_head": (Series("NY.GDP.PCAP.PP.KD", 1.0, "at purchasing power parity, 2021 dollars"),),
    "area": (Series("AG.SRF.TOTL.K2"), Series("area_km2", 1.0, "with inland water, as of 2011")),
    "density": (Series("EN.POP.DNST"),),
    "military_spending": (
        Series("MS.MIL.XPND.CD"),
        Series("military_expenditure", 1.0, "in dollars of 2019"),
        Series("milex", 1000.0),
    ),
    "military_share": (Series("MS.MIL.XPND.GD.ZS"), Series("military_expenditure_share_gdp")),
    "water": (Series("ER.H2O.INTR.K3", 1e9, "renewable internal freshwater a year"),),
}  # fmt: skip
ADDITIVE: frozenset[Concept] = frozenset(("population", "gdp", "area", "military_spending", "water"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an actor or a group.

    Attributes:
        value: In the concept's unit.
        year: Of the figure.
        note: What a reader must know of the definition.
        rows: The rows behind it.
        missing: Members of a group without a figure.
    """

    value: float
    year: int
    note: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...] = ()


_HELD: "WeakKeyDictionary[Record, dict[str, dict[tuple[str, int], Row]]]" = WeakKeyDictionary()


def figure(record: Record, concept: Concept, actor: str, year: int, reach: int = 3) -> Figure | None:
    """The figure of an actor nearest to a year, within a reach of years, the earlier of two.

    Args:
        record: The record.
        concept: What is measured.
        actor: Actor id, or ``WLD``.
        year: The year spoken of.
        reach: How many years off a figure may be.
    """
    if concept == "water_per_head":
        return _per_head(record, actor, year, reach)
    if concept == "area":
        reach = _LASTING
    if concept == "density":
        return _listed(record, concept, actor, year, reach) or _density(record, actor, year, reach)
    return _listed(record, concept, actor, year, reach)


def _listed(record: Record, concept: Concept, actor: str, year: int, reach: int) -> Figure | None:
    for series in SERIES[concept]:
        held = _rows(record, series.code)
        for off in range(reach + 1):
            for near in dict.fromkeys((year - off, year + off)):
                row = held.get((actor, near))
                if row is not None:
                    return Figure(row["value"] * series.scale, near, series.note, (row,))
    return None


def together(record: Record, concept: Concept, members: Sequence[str], year: int) -> Figure | None:
    """The sum over a group; ``None`` where less than half have a figure, or sums mean nothing."""
    if concept not in ADDITIVE:
        return None
    found = {m: figure(record, concept, m, year) for m in members}
    held = [f for f in found.values() if f is not None]
    if not held or 2 * len(held) < len(members):
        return None
    missing = tuple(m for m, f in found.items() if f is None)
    rows = tuple(r for f in held for r in f.rows)
    return Figure(sum(f.value for f in held), held[0].year, held[0].note, rows, missing)


def ranked(record: Record, concept: Concept, among: Sequence[str], year: int) -> list[tuple[str, Figure]]:
    """Actors with a figure, the largest first; empty where less than four fifths of them have one."""
    held = [(a, f) for a in among if (f := figure(record, concept, a, year)) is not None]
    if 5 * len(held) < 4 * len(among):
        return []
    return sorted(held, key=lambda pair: -pair[1].value)


def _density(record: Record, actor: str, year: int, reach: int) -> Figure | None:
    """Population by area, where no source gives the density itself."""
    people = figure(record, "population", actor, year, reach)
    area = figure(record, "area", actor, year)
    if people is None or area is None or not area.value:
        return None
    return Figure(people.value / area.value, people.year, area.note, (*people.rows, *area.rows))


def at_parity(record: Record, actor: str, year: int) -> Figure | None:
    """Product at purchasing power parity: product a head times population, in international dollars."""
    head = figure(record, "gdp_per_head", actor, year)
    people = figure(record, "population", actor, year)
    if head is None or people is None:
        return None
    return Figure(head.value * people.value, head.year, head.note, (*head.rows, *people.rows))


def _per_head(record: Record, actor: str, year: int, reach: int) -> Figure | None:
    water = figure(record, "water", actor, year, reach)
    people = figure(record, "population", actor, year, reach)
    if water is None or people is None or not people.value:
        return None
    return Figure(water.value / people.value, water.year, water.note, (*water.rows, *people.rows))


def _rows(record: Record, code: str) -> dict[tuple[str, int], Row]:
    """Rows with a value of one code by actor and year, from the preferred source."""
    held = _HELD.setdefault(record, {})
    if code not in held:
        rows = [r for r in record.rows("indicator", {"code": code}) if r["value"] is not None]
        best = preferred(record, "indicator", rows, ("actor", "code", "year")) if rows else []
        held[code] = {(r["actor"], r["year"]): r for r in best}
    return held[code]
