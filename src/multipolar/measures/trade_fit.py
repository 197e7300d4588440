"""How sides' goods fit each other, how alike their exports are, what they are strong in, and how intense."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import trade_indices
from multipolar.measures.trade_cells import cells
from multipolar.measures.trade_gaps import pullable
from multipolar.measures.trade_goods import Goods, goods
from multipolar.measures.trade_names import product_names
from multipolar.measures.trade_sides import WORLD, Side
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """An index of two sides in a year.

    Attributes:
        first: Id of the seller, or of the first of two alike.
        second: Id of the buyer, or of the other.
        name: Name of the second.
        value: The index, 0 to 1; ``None`` where one of them has no trade on record.
    """

    first: str
    second: str
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Advantage:
    """How strong a side is in exporting a product.

    Attributes:
        code: Product code.
        name: Its name, or its chapter's.
        usd: The side's exports of it, current US dollars.
        share: Of the side's exports.
        ratio: Balassa's index: that share over the world's; above 1 an advantage.
        symmetric: (ratio - 1) / (ratio + 1), from -1 to 1.
    """

    code: str
    name: str
    usd: float
    share: float
    ratio: float
    symmetric: float


@dataclass(frozen=True, slots=True)
class Intensity:
    """How much more a side sells to another than the other's weight in world trade.

    Attributes:
        first: Id of the seller.
        second: Id of the buyer.
        year: Calendar year.
        value: The index; ``None`` where a part of it is zero or not known.
        flow: Exports of the first to the second.
        exports: All exports of the first.
        partner: Exports of the world to the second.
        world: All exports of the world.
        exporters: Exporters added up.
        reporter: Whose figures.
        source: The sources.
    """

    first: str
    second: str
    year: int
    value: float | None
    flow: float
    exports: float
    partner: float
    world: float
    exporters: int
    reporter: str
    source: str


def trade_complementarity(
    record: Record, first: Side, second: Side | None, year: int, digits: int = 6
) -> tuple[tuple[Fit, ...], Goods]:
    """Michaely's index of a seller's exports and a buyer's imports; with no buyer, of every buyer.

    Raises:
        AskedWronglyError: No goods by product in that year, or none of a side.
    """
    held = goods(record, year, digits)
    sold = trade_indices.shares(_row(held, first, 0)[None])
    if second is None:
        bought = trade_indices.shares(held.imports)
        return _every(held, first, trade_indices.overlap(sold, bought)[0]), held
    bought = trade_indices.shares(_row(held, second, 1)[None])
    return (Fit(first.id, second.id, second.name, _float(trade_indices.overlap(sold, bought)[0, 0])),), held


def trade_similarity(
    record: Record, first: Side, second: Side | None, year: int, digits: int = 6
) -> tuple[tuple[Fit, ...], Goods]:
    """Finger and Kreinin's index of two sides' exports; with no second, of every other.

    Raises:
        AskedWronglyError: No goods by product in that year, or none of a side.
    """
    held = goods(record, year, digits)
    sold = trade_indices.shares(_row(held, first, 0)[None])
    if second is None:
        return _every(held, first, trade_indices.overlap(sold, trade_indices.shares(held.exports))[0]), held
    other = trade_indices.shares(_row(held, second, 0)[None])
    return (Fit(first.id, second.id, second.name, _float(trade_indices.overlap(sold, other)[0, 0])),), held


def trade_advantage(
    record: Record, side: Side, year: int, digits: int = 6
) -> tuple[tuple[Advantage, ...], Goods]:
    """Balassa's index of every product that a side exports, the strongest first.

    Raises:
        AskedWronglyError: No goods by product in that year, or none of the side.
    """
    held = goods(record, year, digits)
    exports = _row(held, side, 0)
    names = product_names(record, held.nomenclature)
    ratio = trade_indices.advantage(exports[None], held.exports.sum(axis=0))[0]
    share = trade_indices.shares(exports)
    even = trade_indices.symmetric(ratio)
    order = sorted(np.flatnonzero(exports > 0), key=lambda k: (-ratio[k], held.products[k]))
    return tuple(
        Advantage(
            held.products[k], names.of(held.products[k]), float(exports[k]), float(share[k]), float(ratio[k]),
            float(even[k]),
        )
        for k in order
    ), held  # fmt: skip


def trade_intensity(record: Record, first: Side, second: Side, year: int) -> Intensity:
    """The intensity of a side's exports to another, from the totals of all pairs by one sort of report.

    Raises:
        AskedWronglyError: The record holds the trade of less than half of the states of the year.
    """
    from multipolar.measures.resources import existing

    held = cells(record, None, None, range(year, year + 1))
    states = set(existing(year))
    best: tuple[int, str, dict[tuple[str, str], float], str] = (0, "", {}, "")
    for reporter in ("reconciled", "exporter", "importer"):
        known = {
            key[:2]: cell for key, cell in held.items()
            if key[3] == reporter and WORLD not in key[:2] and cell.usd is not None
        }  # fmt: skip
        exporters = len({one for one, _ in known} & states)
        if exporters > best[0]:
            source = ", ".join(sorted({cell.source for cell in known.values()}))
            best = (exporters, reporter, {pair: cell.usd or 0.0 for pair, cell in known.items()}, source)
    if 2 * best[0] < len(states):
        could = pullable(record, year)
        raise AskedWronglyError(
            f"Intensity needs the trade of the world; the record holds exports of {best[0]} of {len(states)} "
            f"states in {year}", f"May have it when pulled: {', '.join(could)}" if could else "",
        )  # fmt: skip
    return _intensity(first, second, year, *best)


def _intensity(
    first: Side, second: Side, year: int, exporters: int, reporter: str,
    flows: dict[tuple[str, str], float], source: str,
) -> Intensity:  # fmt: skip
    ones, others = set(first.members(year)), set(second.members(year))
    flow = sum(v for (e, i), v in flows.items() if e in ones and i in others)
    exports = sum(v for (e, _), v in flows.items() if e in ones)
    partner = sum(v for (_, i), v in flows.items() if i in others)
    world = sum(flows.values())
    value = _float(trade_indices.intensity(flow, exports, partner, world))
    return Intensity(
        first.id, second.id, year, value, flow, exports, partner, world, exporters, reporter, source
    )


def _row(held: Goods, one: Side, direction: int) -> "Floats":
    """Exports (0) or imports (1) by product of a side; a group's members added up."""
    found = held.together(one.members(held.year))[direction]
    if not found.sum():
        what = "exports" if direction == 0 else "imports"
        raise AskedWronglyError(
            f"{held.source} has no {what} of {one.name} by product in {held.year}",
            "It did not exist then, or was not covered: that is not zero",
        )
    return found


def _every(held: Goods, first: Side, values: "Floats") -> tuple[Fit, ...]:
    """A value for each other actor, the largest first."""
    own = set(first.members(held.year))
    found = [
        Fit(first.id, actor, actors.get(actor).name, _float(float(value)))
        for actor, value in zip(held.actors, values, strict=True)
        if actor not in own
    ]
    return tuple(sorted(found, key=lambda f: (f.value is None, -(f.value or 0.0), f.second)))


def _float(value: float) -> float | None:
    return None if value != value else float(value)


def last_world_year(record: Record) -> int:
    """The last year of the source that has flows of most exporters.

    Raises:
        AskedWronglyError: No source of trade is in force.
    """
    from multipolar.record.engines.duck import reading

    found = None
    if record.files.get("flow"):
        text = (
            "WITH y AS (SELECT year, count(DISTINCT exporter) AS n FROM flow WHERE usd IS NOT NULL "
            "GROUP BY year) SELECT max(year) FROM y WHERE 2 * n >= (SELECT max(n) FROM y)"
        )
        with reading(record.files, ("flow",)) as connection:
            found = connection.execute(text).fetchone()
    if found is None or found[0] is None:
        raise AskedWronglyError("The record holds no trade", f"Pull one of: {', '.join(pullable(record))}")
    return int(found[0])
