"""How trade changed between two years: per cent, multiple and compound rate a year, nominal and deflated."""

from dataclasses import dataclass
from typing import Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_flow import Flow, Report, Trade
from multipolar.measures.trade_prices import Prices

What = Literal["exports", "imports", "turnover"]
WHATS: tuple[What, ...] = ("exports", "imports", "turnover")


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one amount between two years.

    Attributes:
        what: Exports, imports or both together.
        report: Whose report; the same in both years.
        real: Whether in dollars of the later year, or in those of each.
        first: The earlier year.
        last: The later year.
        before: Value of the earlier year, US dollars; ``None`` where there is none.
        after: Value of the later year.
        per_cent: 100 (after / before - 1); ``None`` where either is unknown or the earlier is zero.
        multiple: after / before.
        yearly: Compound rate, per cent a year: 100 ((after / before)^(1 / years) - 1).
        source: The sources.
        note: Why a figure is not there, or that one is an estimate.
    """

    what: What
    report: Report
    real: bool
    first: int
    last: int
    before: float | None
    after: float | None
    per_cent: float | None
    multiple: float | None
    yearly: float | None
    source: str
    note: str


def trade_change(found: Trade, first: int, last: int, deflator: Prices | None = None) -> tuple[Change, ...]:
    """The change of exports, imports and turnover between two years, by each report that has both.

    Args:
        found: The trade, as `trade_flow` gives it.
        first: The earlier year.
        last: The later year.
        deflator: Prices by which the earlier value is put into dollars of the later year; nominal changes
            only where there is none.

    Raises:
        AskedWronglyError: One year twice or in the wrong order, or no report that has both years.
    """
    if first >= last:
        raise AskedWronglyError(f"{first} is not before {last}", "A change needs an earlier and a later year")
    by = {(flow.year, flow.report): flow for flow in found.flows}
    changes: list[Change] = []
    for report in dict.fromkeys(flow.report for flow in found.flows):
        one, other = by.get((first, report)), by.get((last, report))
        if one is not None and other is not None:
            changes += _changes(one, other, deflator, found.inside)
    if not any(change.before is not None and change.after is not None for change in changes):
        held = sorted({f.year for f in found.flows if f.exports.usd is not None or f.imports.usd is not None})
        raise AskedWronglyError(
            f"No report has both {first} and {last} for {found.first.name} with {found.second.name}",
            f"There are figures of {', '.join(map(str, held))}" if held else "Pull a source that has",
        )
    return tuple(changes)


def _changes(one: Flow, other: Flow, deflator: Prices | None, inside: bool) -> list[Change]:
    found = []
    for what in WHATS[:1] if inside else WHATS:
        before, after = _value(one, what), _value(other, what)
        if before is None and after is None:
            continue
        found.append(_change(one, other, what, before, after, False))
        if deflator is not None and before is not None:
            real = deflator.deflated(before, one.year, other.year)
            found.append(_change(one, other, what, real, after, True))
    return found


def _value(flow: Flow, what: What) -> float | None:
    if what == "turnover":
        return flow.turnover
    return (flow.exports if what == "exports" else flow.imports).usd


def _change(
    one: Flow, other: Flow, what: What, before: float | None, after: float | None, real: bool
) -> Change:
    multiple = after / before if before and after is not None else None
    yearly = 100 * (multiple ** (1 / (other.year - one.year)) - 1) if multiple is not None else None
    return Change(
        what, one.report, real, one.year, other.year, before, after,
        None if multiple is None else 100 * (multiple - 1), multiple, yearly,
        ", ".join(sorted({s for flow in (one, other) for s in flow.source.split(", ") if s})),
        _note(one, other, before, after, real),
    )  # fmt: skip


def _note(one: Flow, other: Flow, before: float | None, after: float | None, real: bool) -> str:
    if real and before is None:
        return "no price index of one of the years"
    if before is None or after is None:
        flow = one if before is None else other
        gaps = [a.gap.kind.replace("_", " ") for a in (flow.exports, flow.imports) if a.gap is not None]
        return f"{flow.year}: {', '.join(dict.fromkeys(gaps))}"
    if before == 0:
        return f"zero in {one.year}: no ratio is defined"
    estimated = [f.year for f in (one, other) if f.exports.estimated or f.imports.estimated]
    partial = [f.year for f in (one, other) if f.exports.without or f.imports.without]
    words = [f"{', '.join(map(str, estimated))} estimated"] if estimated else []
    words += [f"{', '.join(map(str, partial))} without some pairs"] if partial else []
    return "; ".join(words)
