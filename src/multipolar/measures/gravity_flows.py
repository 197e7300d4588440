"""Trade of all pairs over some years from one source of the record, as a gravity estimate takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_cells import SUMMED, TOTAL
from multipolar.measures.trade_gaps import pullable
from multipolar.measures.trade_matrix import GDP
from multipolar.record import Record
from multipolar.record.engines.duck import reading
from multipolar.record.prefer import preferred

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_COUNTRIES = 20
# Part of the pairs that must have a figure: one country's trade with all others is no matrix.
_LEAST_KNOWN = 0.2
# Without years asked for: six periods four years apart, as the guide of Yotov et al. 2016 takes them.
_PERIODS, _APART = 6, 4
_TOLD = {"exporter": "as exporters report", "importer": "as importers report", "reconciled": "reconciled"}
_SUMS = ", ".join(repr(name) for name in SUMMED)
_PAIRS = (
    "SELECT source, any_value(release) AS release, reporter, nomenclature, exporter, importer, year, "
    f"sum(usd) AS usd FROM flow WHERE usd IS NOT NULL AND (product = '{TOTAL}' OR source IN ({_SUMS})) "
    "AND exporter <> importer AND exporter <> 'WLD' AND importer <> 'WLD' AND reporter IS NOT NULL "
    "GROUP BY source, reporter, nomenclature, exporter, importer, year"
)


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows between states, one a pair and year.

    Attributes:
        actors: Actor ids, in order.
        exporter: Place of each exporter among them.
        importer: Place of each importer.
        year: Calendar year of each flow.
        usd: Current US dollars, zero or more.
        source: The source with its release and reporter, in words.
        silent: Pairs and years without a figure among those who trade in that year.
        filled: Whether those count as zero; otherwise they are left out.
        home: Countries and years whose sales at home were added.
    """

    actors: tuple[str, ...]
    exporter: "NDArray[np.int64]"
    importer: "NDArray[np.int64]"
    year: "NDArray[np.int64]"
    usd: "NDArray[np.float64]"
    source: str
    silent: int
    filled: bool
    home: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are flows of."""
        return tuple(sorted({int(y) for y in self.year}))

    def take(self, kept: "NDArray[np.bool_]") -> "Flows":
        """Some of the flows."""
        return Flows(
            self.actors, self.exporter[kept], self.importer[kept], self.year[kept], self.usd[kept],
            self.source, self.silent, self.filled, self.home,
        )  # fmt: skip


def record_flows(record: Record, years: Sequence[int] | None = None, zeros: bool = False) -> Flows:
    """The flows of the source and reporter that know most pairs in the years; two are never mixed.

    Args:
        record: The record.
        years: The years; the last six that are four years apart when left out.
        zeros: Whether a pair without a figure counts as zero where both trade with others in that year.

    Raises:
        AskedWronglyError: No source has flows of enough countries in each year, with what to pull.
    """
    if not record.files.get("flow"):
        raise _none(record, years, "no trade")
    with reading(record.files, ("flow",)) as connection:
        connection.execute(f"CREATE TEMP TABLE pair AS {_PAIRS}")
        chosen = _chosen(connection, years)
        if chosen is None:
            raise _none(record, years, "no trade of countries")
        source, reporter, nomenclature, wanted = chosen
        rows = connection.execute(
            "SELECT exporter, importer, year, usd, release FROM pair WHERE source = ? AND reporter = ? AND "
            "nomenclature IS NOT DISTINCT FROM ? AND list_contains(?, year) ORDER BY 1, 2, 3",
            [source, reporter, nomenclature, wanted],
        ).fetchnumpy()
    found = _flows(rows, f"{source} {rows['release'][0]}, {_TOLD[reporter]}", zeros)
    if len(found.actors) < _LEAST_COUNTRIES:
        raise _none(record, years, f"trade of {len(found.actors)} countries only")
    known = len(found.usd) if not zeros else len(found.usd) - found.silent
    if known < _LEAST_KNOWN * (known + found.silent):
        raise _none(record, years, f"figures of {known:,} out of {known + found.silent:,} pairs and years")
    return found


def _chosen(
    connection: Any,  # noqa: ANN401 - duckdb is imported lazily
    years: Sequence[int] | None,
) -> tuple[str, str, str | None, list[int]] | None:
    """Source, reporter, nomenclature and years with most figures."""
    where, values = ("WHERE list_contains(?, year)", [list(years)]) if years is not None else ("", [])
    best = connection.execute(
        f"SELECT source, reporter, nomenclature, list(DISTINCT year) FROM pair {where} "
        "GROUP BY 1, 2, 3 HAVING count(DISTINCT exporter) > 1 ORDER BY count(*) DESC, 1, 2 LIMIT 1",
        values,
    ).fetchone()
    if best is None:
        return None
    held = sorted(best[3])
    if years is None:
        held = [y for y in held if y > held[-1] - _PERIODS * _APART and (held[-1] - y) % _APART == 0]
    elif lacking := sorted(set(years) - set(held)):
        span = connection.execute(
            "SELECT min(year), max(year) FROM pair WHERE source = ?", [best[0]]
        ).fetchone()
        raise AskedWronglyError(
            f"{best[0]} has no trade of {', '.join(map(str, lacking))}",
            f"It goes from {span[0]} to {span[1]}",
        )
    return best[0], best[1], best[2], held


def _flows(rows: "dict[str, Any]", source: str, zeros: bool) -> Flows:
    import numpy as np

    names, place = np.unique(
        np.concatenate([rows["exporter"], rows["importer"]]).astype(str), return_inverse=True
    )
    cut = len(rows["year"])
    a, b, year = place[:cut], place[cut:], np.asarray(rows["year"], dtype=np.int64)
    usd = np.asarray(rows["usd"], dtype=float)
    empty = [_empty(a[year == y], b[year == y]) for y in np.unique(year)]
    silent = sum(len(one) for one in empty)
    if zeros:
        a = np.concatenate([a, *(one[:, 0] for one in empty)])
        b = np.concatenate([b, *(one[:, 1] for one in empty)])
        when = [np.full(len(one), y) for one, y in zip(empty, np.unique(year), strict=True)]
        year, usd = np.concatenate([year, *when]), np.concatenate([usd, np.zeros(silent)])
    return Flows(tuple(map(str, names)), a, b, year, usd, source, silent, zeros)


def _empty(a: "NDArray[np.int64]", b: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Pairs without a figure among those who have one with somebody."""
    import numpy as np

    there = np.unique(np.concatenate([a, b]))
    known = np.eye(int(there.max()) + 1, dtype=bool)
    known[a, b] = True
    return there[np.argwhere(~known[np.ix_(there, there)])]


def with_home(record: Record, flows: Flows, output_to_product: float) -> Flows:
    """The same with sales at home: product times a ratio, less exports; none where exports exceed that.

    Raises:
        AskedWronglyError: The record knows the product of no country in those years.
    """
    import numpy as np

    rows = record.rows("indicator", {"code": GDP, "year": list(flows.years)})
    known = preferred(record, "indicator", [r for r in rows if r["value"] is not None], ("actor", "year"))
    product = {(r["actor"], r["year"]): float(r["value"]) for r in known}
    sold: list[tuple[int, int, float]] = []
    for year in flows.years:
        of = flows.year == year
        exports = np.bincount(flows.exporter[of], flows.usd[of], len(flows.actors))
        sold += [
            (i, year, output_to_product * product[name, year] - exports[i])
            for i, name in enumerate(flows.actors) if exports[i] and (name, year) in product
        ]  # fmt: skip
    kept = [one for one in sold if one[2] > 0]
    if not kept:
        raise AskedWronglyError(
            f"The record has no product of those countries in {flows.years[0]} to {flows.years[-1]}",
            f"Pull world_bank ({GDP}), or leave --domestic out",
        )
    place = np.array([one[0] for one in kept])
    return Flows(
        flows.actors, np.append(flows.exporter, place), np.append(flows.importer, place),
        np.append(flows.year, [one[1] for one in kept]), np.append(flows.usd, [one[2] for one in kept]),
        flows.source, flows.silent, flows.filled, len(kept),
    )  # fmt: skip


def _none(record: Record, years: Sequence[int] | None, held: str) -> AskedWronglyError:
    full = [name for name in pullable(record) if name in ("baci", "cow_trade", "cepii_gravity")]
    when = f" in {', '.join(map(str, years))}" if years else ""
    could = (
        f"Pull {' or '.join(full)} (`multipolar record pull {full[0]}`), or give a FILE"
        if full else "Choose other years, or give a FILE"
    )  # fmt: skip
    return AskedWronglyError(f"The record has {held}{when}: not enough for an estimate", could)
