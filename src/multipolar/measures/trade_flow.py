"""Exports, imports, turnover and balance of two sides by year, and how the two sides' reports differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_cells import REPORTERS as SORTS
from multipolar.measures.trade_cells import Cell, Key, Reporter, cells, first_and_last, sources_in
from multipolar.measures.trade_gaps import TradeGap, pullable, trade_gap, worst
from multipolar.measures.trade_sides import Side, check_lived, pairs
from multipolar.record import Record

Report = Literal["own", "partner", "reconciled"]
REPORTS: tuple[Report, ...] = ("own", "partner", "reconciled")
# A sum over fewer pairs than this part of them is no total of a group.
LEAST = 0.5
# Before the first year of any source of trade.
_EARLIEST = 1870


@dataclass(frozen=True, slots=True)
class Amount:
    """What one side sent to the other in a year, by one sort of report.

    Attributes:
        usd: Current US dollars; ``None`` where nothing is on record, or too little of a group.
        gap: Why there is none; ``None`` where there is a figure.
        pairs: How many pairs of members there are.
        without: Pairs that have no figure: the sum leaves them out.
        estimated: Whether a part is the source's estimate.
        cells: The figures added up.
    """

    usd: float | None
    gap: TradeGap | None
    pairs: int
    without: tuple[tuple[str, str], ...]
    estimated: bool
    cells: tuple[Cell, ...]

    @property
    def state(self) -> str:
        """``value`` or ``estimated``, or which kind of nothing: ``zero``, ``not_reported``, ``...``."""
        if self.gap is not None:
            return self.gap.kind
        if self.usd == 0:
            return "zero"
        return "estimated" if self.estimated else "value"

    @property
    def source(self) -> str:
        """The sources of the figures."""
        return sources_in(self.cells)


@dataclass(frozen=True, slots=True)
class Flow:
    """What one side traded with another in a year, by whose report.

    Attributes:
        year: Calendar year.
        report: ``own``: both directions as the first side reports them; ``partner``: as the second side
            does; ``reconciled``: as a source makes one figure of both.
        exports: From the first side to the second.
        imports: From the second side to the first; inside a group the exports once more.
        inside: Whether it is the trade of a group's members with each other; ``own`` is then by the exporting
            members' reports, ``partner`` by the importing ones'.
    """

    year: int
    report: Report
    exports: Amount
    imports: Amount
    inside: bool = False

    @property
    def turnover(self) -> float | None:
        """Exports and imports together, inside a group once; ``None`` where either is not known."""
        return self.exports.usd if self.inside else _both(self.exports.usd, self.imports.usd, 1)

    @property
    def balance(self) -> float | None:
        """Exports less imports; ``None`` inside a group."""
        return None if self.inside else _both(self.exports.usd, self.imports.usd, -1)

    @property
    def source(self) -> str:
        """The sources of both directions."""
        return sources_in((*self.exports.cells, *self.imports.cells))


@dataclass(frozen=True, slots=True)
class Mirror:
    """One direction in a year as the exporter, the importer and a reconciliation have it.

    Attributes:
        year: Calendar year.
        direction: ``exports`` or ``imports`` of the first side.
        exporter: By the exporter's report, free on board.
        importer: By the importer's report, with cost, insurance and freight.
        reconciled: As a source reconciles both.
        difference: Importer's less exporter's report, US dollars, over the pairs that have both.
        per_cent: The difference in per cent of the exporter's report.
        both: Pairs that have both.
    """

    year: int
    direction: Literal["exports", "imports"]
    exporter: Amount
    importer: Amount
    reconciled: Amount
    difference: float | None
    per_cent: float | None
    both: int


@dataclass(frozen=True, slots=True)
class Trade:
    """The trade of two sides over some years.

    Attributes:
        first: The side whose exports and imports are meant.
        second: Its partner; the same group for trade inside it.
        flows: By year and report; reports without a figure in any of the years are left out.
        mirrors: By year and direction.
        silent: Reports without a figure in any of the years, each with the reason.
    """

    first: Side
    second: Side
    flows: tuple[Flow, ...]
    mirrors: tuple[Mirror, ...]
    silent: Mapping[Report, TradeGap]

    @property
    def inside(self) -> bool:
        """Whether it is the trade of a group's members with each other."""
        return self.first == self.second

    def report(self, wanted: str | None = None) -> Report:
        """The report asked for; else the one that knows both directions in most years.

        Raises:
            AskedWronglyError: No such report, or no figures of it.
        """
        held = list(dict.fromkeys(flow.report for flow in self.flows))
        if wanted is not None and wanted not in held:
            raise AskedWronglyError(
                f"There are no figures by the report {wanted!r}", f"There are: {', '.join(held)}"
            )
        known = {r: sum(_known(f) for f in self.flows if f.report == r) for r in held}
        return next(r for r in held if r == wanted) if wanted else max(held, key=lambda r: known[r])


def trade_flow(
    record: Record, first: Side, second: Side, since: int | None = None, until: int | None = None
) -> Trade:
    """What two sides traded, by year and report.

    Exports are free on board and imports include cost, insurance and freight, so that the two sides' reports
    differ for good reasons; they are never mixed. A group is who belonged to it at the end of each year. A
    report that has less than half of the pairs of a group is no total.

    Args:
        record: The record.
        first: The side whose exports and imports are meant.
        second: Its partner, a group with itself, or the world.
        since: First year; the first that has any figure when left out.
        until: Last year; the last that has any figure when left out.

    Raises:
        AskedWronglyError: A state that did not exist then, or no figure at all, with what to pull.
    """
    asked = range(since or _EARLIEST, (until or _this_year()) + 1)
    for one in (first, second):
        check_lived(one, asked)
    held = _held(record, first, second, asked)
    wanted = _wanted(first_and_last(k for k, c in held.items() if c.usd is not None), since, until)
    flows = [_flow(record, held, first, second, y, r) for y in wanted for r in REPORTS]
    silent = {
        r: _why([f for f in flows if f.report == r]) for r in REPORTS if not any(map(_any, _of(flows, r)))
    }
    if len(silent) == len(REPORTS) or not flows:
        raise _nothing(record, first, second, wanted)
    mirrors = [_mirror(record, held, first, second, y, d) for y in wanted for d in (True, False)]
    shown = tuple(f for f in flows if f.report not in silent)
    return Trade(first, second, shown, tuple(mirrors[:: 2 if first == second else 1]), silent)


def _wanted(known: range, since: int | None, until: int | None) -> range:
    """The years shown: those asked for, an end left open going as far as there are figures."""
    ends = [year for year in (since, until, *known[:1], *known[-1:]) if year is not None]
    if not ends:
        return range(0)
    first = since if since is not None else min(ends)
    return range(first, (until if until is not None else max(ends)) + 1)


def _held(record: Record, first: Side, second: Side, years: range) -> dict[Key, Cell]:
    """Every cell between the sides; membership is looked at later, year by year."""
    ones = _ever(first, years)
    others = _ever(second, years)
    found = dict(cells(record, ones, others, years))
    return found | dict(cells(record, others, ones, years))


def _ever(one: Side, years: range) -> frozenset[str]:
    """All who belonged in any of the years."""
    return frozenset(m for year in years for m in one.members(year))


def _this_year() -> int:
    return date.today().year


def _flow(
    record: Record, held: Mapping[Key, Cell], first: Side, second: Side, year: int, report: Report
) -> Flow:
    out, back = pairs(first, second, year), pairs(second, first, year)
    if first == second:
        inside = _amount(record, held, out, year, _reporter(report, True))
        return Flow(year, report, inside, inside, True)
    return Flow(
        year, report,
        _amount(record, held, out, year, _reporter(report, True)),
        _amount(record, held, back, year, _reporter(report, False)),
    )  # fmt: skip


def _reporter(report: Report, exports: bool) -> Reporter:
    if report == "reconciled":
        return "reconciled"
    return "exporter" if exports is (report == "own") else "importer"


def _amount(
    record: Record, held: Mapping[Key, Cell], ways: Sequence[tuple[str, str]], year: int, reporter: Reporter
) -> Amount:
    found = {way: held.get((*way, year, reporter)) for way in ways}
    known = [cell for cell in found.values() if cell is not None and cell.usd is not None]
    without = tuple(way for way, cell in found.items() if cell is None or cell.usd is None)
    if known and len(known) >= LEAST * len(ways):
        estimated = any(cell.status == "estimated" for cell in known)
        return Amount(sum(c.usd or 0.0 for c in known), None, len(ways), without, estimated, tuple(known))
    gap = _gap(record, found, year, reporter, len(known))
    return Amount(None, gap, len(ways), without, False, ())


def _gap(
    record: Record, found: Mapping[tuple[str, str], Cell | None], year: int, reporter: Reporter, known: int
) -> TradeGap:
    """Why there is no total: a state or group that was not, blanks, too few of a group, or no source."""
    if not found:
        return TradeGap("out_of_coverage", f"a side had nobody in {year}")
    if known:
        words = f"only {known} of {len(found)} pairs have a figure, which is no total"
        return TradeGap("not_reported", words)
    blank = [cell.source for cell in found.values() if cell is not None]
    if blank:
        return TradeGap(
            "not_reported", f"{', '.join(sorted(set(blank)))} has the row without a figure", tuple(blank)
        )
    few = list(found)[:: max(1, len(found) // 12)]
    return worst([trade_gap(record, *way, year, reporter) for way in few])


def _mirror(
    record: Record, held: Mapping[Key, Cell], first: Side, second: Side, year: int, exports: bool
) -> Mirror:
    ways = pairs(first, second, year) if exports else pairs(second, first, year)
    by = {r: _amount(record, held, ways, year, r) for r in SORTS}
    both = [
        (one.usd, other.usd)
        for way in ways
        if (one := held.get((*way, year, "exporter"))) is not None
        and (other := held.get((*way, year, "importer"))) is not None
        and one.usd is not None
        and other.usd is not None
    ]
    out, into = sum(o for o, _ in both), sum(i for _, i in both)
    return Mirror(
        year, "exports" if exports else "imports", by["exporter"], by["importer"], by["reconciled"],
        into - out if both else None, 100 * (into - out) / out if out else None, len(both),
    )  # fmt: skip


def _of(flows: Iterable[Flow], report: Report) -> list[Flow]:
    return [flow for flow in flows if flow.report == report]


def _any(flow: Flow) -> bool:
    return flow.exports.usd is not None or flow.imports.usd is not None


def _known(flow: Flow) -> int:
    return (flow.exports.usd is not None) + (flow.imports.usd is not None)


def _why(flows: Sequence[Flow]) -> TradeGap:
    gaps = [a.gap for f in flows for a in (f.exports, f.imports) if a.gap is not None]
    return worst(gaps) if gaps else TradeGap("out_of_coverage", "nothing is held")


def _both(one: float | None, other: float | None, sign: int) -> float | None:
    return None if one is None or other is None else one + sign * other


def _nothing(record: Record, first: Side, second: Side, years: range) -> AskedWronglyError:
    could = pullable(record, years[-1] if years else None)
    remedy = (
        f"Not in force, and may have it: {', '.join(could)} (`multipolar record pull {could[0]}`)"
        if could
        else ""
    )
    when = "" if not years else f" in {years[0]}" if len(years) == 1 else f" in {years[0]} to {years[-1]}"
    whom = "its own members" if first == second else second.name
    reason = ""
    if years and first != second and (way := next(iter(pairs(first, second, years[-1])), None)):
        gaps = [trade_gap(record, *way, years[-1], r) for r in ("exporter", "importer")]
        chosen = worst(gaps)
        reasons = dict.fromkeys(gap.reason for gap in gaps if gap.kind == chosen.kind)
        reason = f": {chosen.kind.replace('_', ' ')}, {'; '.join(reasons)}"
        if chosen.kind == "not_yet_published":
            remedy = "Ask for an earlier year, or pull a newer release"
    return AskedWronglyError(
        f"The record has no figure of trade of {first.name} with {whom}{when}{reason}", remedy
    )
