"""What each state holds of a resource in each year: which figures measure it, and which states have none."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.measures.resource_series import Series
from multipolar.record import Record

WORLD = "WLD"
# These list every member of a system of states that is their own, with or without a figure.
_OWN_SYSTEM = frozenset(("cow_nmc", "cow_trade"))
_HALF = 0.5
# (actor, year, value, source): one figure as read; the value is empty where it was not reported.
Reading = tuple[str, int, float | None, str]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What states hold of a resource in one year, by one series and one source.

    Attributes:
        series: The series.
        year: The year.
        values: Figure of each state that has one, zeros among them.
        without: States that existed at the end of the year, or that the source lists, without a figure.
        world: The publisher's own world total; ``None`` where it gives none.
        source: The source.
    """

    series: Series
    year: int
    values: Mapping[str, float]
    without: tuple[str, ...]
    world: float | None
    source: str

    @property
    def expected(self) -> int:
        """States with a figure and without."""
        return len(self.values) + len(self.without)

    @property
    def total(self) -> float:
        """Sum over the states with a figure."""
        return sum(self.values.values())

    @property
    def of_world(self) -> float | None:
        """The states' sum as a share of the publisher's world total."""
        return self.total / self.world if self.world else None


_HELD: "WeakKeyDictionary[Record, dict[str, dict[int, Distribution]]]" = WeakKeyDictionary()


def distributions(record: Record, series: Series) -> Mapping[int, Distribution]:
    """What states hold in each year for which the record has figures, by year ascending.

    Each year is read from one source, the most believed of those that know about as many states: two
    vintages are never mixed within a year. Territories and the publisher's regions are left out.
    """
    held = _HELD.setdefault(record, {})
    if series.name not in held:
        readings = _product(record, series) if series.codes else _FLOWS[series.name](record)
        by_year: defaultdict[int, list[Reading]] = defaultdict(list)
        for reading in _one_source_a_year(record, readings):
            by_year[reading[1]].append(reading)
        held[series.name] = {y: _distribution(series, y, by_year[y]) for y in sorted(by_year)}
    return held[series.name]


def _distribution(series: Series, year: int, readings: list[Reading]) -> Distribution:
    states = {a.id for a in actors.all_actors("state")}
    values = {a: v for a, _, v, _ in readings if v is not None and a in states}
    world = next((v for a, _, v, _ in readings if a == WORLD), None)
    listed = {a for a, _, _, _ in readings if a in states}
    source = readings[0][3]
    frame = listed if source in _OWN_SYSTEM else listed | set(existing(year))
    return Distribution(series, year, values, tuple(sorted(frame - set(values))), world, source)


def existing(year: int) -> tuple[str, ...]:
    """The states of the registry that existed at the end of a year."""
    return tuple(a.id for a in actors.all_actors("state") if a.existed(date(year, 12, 31)))


def _one_source_a_year(record: Record, readings: Iterable[Reading]) -> list[Reading]:
    """Readings of the source chosen for each year."""
    kept = list(readings)
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for actor, year, value, source in kept:
        if value is not None and actor != WORLD:
            held[year][source] += 1
    best = {year: _chosen(record, counts) for year, counts in held.items()}
    return [r for r in kept if best.get(r[1]) == r[3]]


def _chosen(record: Record, counts: Mapping[str, int]) -> str:
    """The most believed of the sources that have at least half as many states as the fullest one."""
    enough = _HALF * max(counts.values())
    full = [source for source, count in counts.items() if count >= enough]
    return min(full, key=lambda source: (-record.priority(source), source))


def _product(record: Record, series: Series) -> list[Reading]:
    """The product of the series' codes for each state, year and source that lists them all."""
    parts: list[dict[tuple[str, int, str], float | None]] = []
    for code in series.codes:
        rows = record.rows("indicator", {"code": code}, ["actor", "year", "value", "source"])
        parts.append({(r["actor"], r["year"], r["source"]): r["value"] for r in rows})
    found: list[Reading] = []
    for key in parts[0].keys() & set.intersection(*(set(p) for p in parts)):
        value: float | None = series.scale
        for part in parts:
            one = part[key]
            value = None if value is None or one is None else value * one
        found.append((key[0], key[1], value, key[2]))
    return sorted(found, key=lambda r: (r[1], r[0], r[3]))


def _world_totals(record: Record, reporters: tuple[str, str]) -> list[Reading]:
    """Exports to the world and imports from it added up, by who reported each."""
    columns = ["exporter", "importer", "year", "usd", "source"]
    where = {"product": "TOTAL", "importer": WORLD, "reporter": reporters[0]}
    out = {(r["exporter"], r["year"], r["source"]): r["usd"] for r in record.rows("flow", where, columns)}
    where = {"product": "TOTAL", "exporter": WORLD, "reporter": reporters[1]}
    back = {(r["importer"], r["year"], r["source"]): r["usd"] for r in record.rows("flow", where, columns)}
    found: list[Reading] = []
    for key in sorted(out.keys() | back.keys(), key=lambda k: (k[1], k[0], k[2])):
        one, other = out.get(key), back.get(key)
        found.append((key[0], key[1], None if one is None or other is None else one + other, key[2]))
    return found


def _own(record: Record) -> list[Reading]:
    return [r for r in _world_totals(record, ("exporter", "importer")) if r[0] != WORLD]


def _partners(record: Record) -> list[Reading]:
    return [r for r in _world_totals(record, ("importer", "exporter")) if r[0] != WORLD]


def _reconciled(record: Record) -> list[Reading]:
    """Both directions summed over partners, from the one nomenclature that a source goes furthest back in."""
    table = record.sql(
        "WITH f AS (SELECT * FROM flow WHERE reporter = 'reconciled' AND product <> 'TOTAL'), "
        "g AS (SELECT source, nomenclature, min(year) AS first FROM f GROUP BY 1, 2), "
        "k AS (SELECT source, min_by(nomenclature, struct_pack(a := first, b := nomenclature)) AS n "
        "FROM g GROUP BY 1), "
        "s AS (SELECT f.* FROM f JOIN k ON f.source = k.source AND f.nomenclature = k.n) "
        "SELECT actor, year, sum(usd) AS usd, source FROM ("
        "SELECT exporter AS actor, year, usd, source FROM s UNION ALL "
        "SELECT importer AS actor, year, usd, source FROM s) GROUP BY 1, 2, 4 ORDER BY 2, 1, 4"
    )
    return [(r["actor"], r["year"], r["usd"], r["source"]) for r in table.to_pylist()]


_FLOWS: Mapping[str, Callable[[Record], list[Reading]]] = {
    "goods_own": _own,
    "goods_partners": _partners,
    "goods_reconciled": _reconciled,
}
