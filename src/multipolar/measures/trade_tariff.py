"""What duties an importer levies on an exporter's goods in a year: simple and weighted means by regime."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_products import lines
from multipolar.measures.trade_sides import WORLD, Side
from multipolar.record import Record
from multipolar.record.coverage import sources_of
from multipolar.record.prefer import preferred

TOTAL = "TOTAL"
# The World Bank's mean of an importer's applied rates over all its partners, simple and weighted.
ALL = "applied to all"
SIMPLE, WEIGHTED = "TM.TAX.MRCH.SM.AR.ZS", "TM.TAX.MRCH.WM.AR.ZS"
EFFECTIVE = "effective"
# What is levied in fact, where several rates stand for one product.
_ORDER = ("applied", "preferential", "mfn")


@dataclass(frozen=True, slots=True)
class Tariff:
    """The mean of an importer's rates on an exporter's goods in a year.

    Attributes:
        regime: ``mfn``, ``bound``, ``preferential``, ``applied``, or ``effective``: of each product the
            applied rate where there is one, else the preferential, else the most-favoured-nation rate;
            ``applied to all``: the importer's mean over all partners, which is not on this exporter.
        year: Calendar year.
        simple: Mean over products or industries, per cent ad valorem; for a printed total the total.
        weighted: Mean weighted by the importer's imports of each product from the exporter; ``None`` where no
            source tells those goods apart, or none of them was traded.
        free: Share of the products at a rate of zero.
        highest: The highest rate.
        products: Products with a rate; 0 where only a total is printed.
        traded: Share of the imports from the exporter that have a rate; ``None`` as for ``weighted``.
        source: The sources of the rates.
        weights: The source of the weights.
    """

    regime: str
    year: int
    simple: float
    weighted: float | None
    free: float | None
    highest: float
    products: int
    traded: float | None
    source: str
    weights: str


def trade_tariff(
    record: Record, importer: Side, exporter: Side, year: int | None = None
) -> tuple[Tariff, ...]:
    """Mean duties of an importer on an exporter's goods; the last year on record when none is given.

    Most-favoured-nation and bound rates hold for every exporter and are taken from the importer's rates for
    the world. Products without a rate are left out, not taken as free.

    Raises:
        AskedWronglyError: A group as a side, or no rates, with what to do.
    """
    for one in (importer, exporter):
        if one.group is not None or one.world:
            raise AskedWronglyError(f"{one.name} is not a state", "Duties are of one state on another")
    where = {"importer": importer.id, "exporter": [exporter.id, WORLD]}
    rows = [r for r in record.rows("tariff", where) if r["rate"] is not None]
    years = sorted({r["year"] for r in rows})
    chosen = year if year is not None else years[-1] if years else None
    best = preferred(record, "tariff", [r for r in rows if r["year"] == chosen])
    overall = _overall(record, importer.id, chosen)
    if not best:
        if overall is None:
            raise _none(record, importer, exporter, year, years)
        return (overall,)
    rates: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in sorted(best, key=lambda r: r["exporter"] == WORLD, reverse=True):
        rates[row["regime"]][row["product"]] = row["rate"]
    weights, source = _weights(record, importer.id, exporter.id, best[0]["year"], rates)
    if effective := _effective(rates):
        rates[EFFECTIVE] = effective
    named = ", ".join(sorted({row["source"] for row in best}))
    found = [
        _mean(regime, best[0]["year"], rates[regime], weights, named, source) for regime in sorted(rates)
    ]
    return (*found, *([overall] if overall is not None else []))


def _overall(record: Record, importer: str, year: int | None) -> Tariff | None:
    """The importer's mean over all partners in a year, the last one known when none is given."""
    rows = record.rows("indicator", {"actor": importer, "code": [SIMPLE, WEIGHTED]})
    rows = preferred(record, "indicator", [r for r in rows if r["value"] is not None], ("code", "year"))
    when = year if year is not None else max((r["year"] for r in rows), default=None)
    held = {r["code"]: r for r in rows if r["year"] == when}
    if when is None or SIMPLE not in held:
        return None
    simple, weighted = held[SIMPLE], held.get(WEIGHTED)
    rate = float(simple["value"])
    mean = float(weighted["value"]) if weighted is not None else None
    return Tariff(ALL, when, rate, mean, None, rate, 0, None, simple["source"], "")


def _effective(rates: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    products = {p for regime in _ORDER for p in rates.get(regime, ()) if p != TOTAL}
    return {p: next(rates[r][p] for r in _ORDER if p in rates.get(r, ())) for p in sorted(products)}


def _weights(
    record: Record, importer: str, exporter: str, year: int, rates: Mapping[str, Mapping[str, float]]
) -> tuple[dict[str, float], str]:
    """Imports by product at the depth of the rates' codes; nothing where no source tells goods apart."""
    depths = {len(p) for held in rates.values() for p in held if p != TOTAL}
    if len(depths) != 1 or not depths <= {2, 4, 6}:
        return {}, ""
    try:
        found = lines(record, [exporter], [importer], year, depths.pop())
    except AskedWronglyError:
        return {}, ""
    return {code: usd for (_, _, code), usd in found.usd.items()}, f"{found.source} {found.nomenclature}"


def _mean(
    regime: str,
    year: int,
    rates: Mapping[str, float],
    weights: Mapping[str, float],
    source: str,
    weighed: str,
) -> Tariff:
    fine = {p: rate for p, rate in rates.items() if p != TOTAL}
    if not fine:
        rate = rates[TOTAL]
        return Tariff(regime, year, rate, None, None, rate, 0, None, source, "")
    simple = sum(fine.values()) / len(fine)
    inside = sum(usd for p, usd in weights.items() if p in fine)
    weighted = sum(usd * fine[p] for p, usd in weights.items() if p in fine) / inside if inside else None
    free = sum(rate == 0 for rate in fine.values()) / len(fine)
    traded = inside / sum(weights.values()) if inside else None
    return Tariff(
        regime, year, simple, weighted, free, max(fine.values()), len(fine), traded, source, weighed
    )


def _none(
    record: Record, importer: Side, exporter: Side, year: int | None, years: list[int]
) -> AskedWronglyError:
    when = f" in {year}" if year is not None else ""
    if years:
        return AskedWronglyError(
            f"The record has no duties of {importer.name} on goods of {exporter.name}{when}",
            f"There are rates of {', '.join(map(str, years))}",
        )
    could = sources_of("tariff")
    pulled = [name for name in could if name not in record.sources()]
    remedy = (
        f"Pull {' or '.join([*pulled, 'world_bank'])} (means over all partners), or add a table of your own "
        "with `multipolar record add`"
    )
    return AskedWronglyError(
        f"The record has no duties of {importer.name} on goods of {exporter.name}{when} (out of coverage)",
        remedy,
    )
