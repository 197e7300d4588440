"""How flows, changes and partners of ``multipolar trade`` are printed: rows, notes and definitions."""

from collections.abc import Sequence
from typing import Any

from multipolar.cli.output import Output
from multipolar.cli.trade_options import digit, told
from multipolar.measures.trade_change import Change
from multipolar.measures.trade_flow import Amount, Flow, Mirror, Trade
from multipolar.measures.trade_partners import Partner, Partners

Row = dict[str, Any]
FLOW = (
    "year", "report", "exports", "imports", "turnover", "balance", "exports_is", "imports_is", "counted",
    "source",
)  # fmt: skip
INSIDE = ("year", "report", "trade", "is", "counted", "source")
MIRROR = (
    "year", "direction", "exporter", "importer", "reconciled", "difference", "per_cent", "exporter_is",
    "importer_is", "both", "source",
)  # fmt: skip
CHANGE = (
    "what", "report", "dollars", "first", "last", "before", "after", "per_cent", "multiple", "yearly",
    "source", "note",
)  # fmt: skip
PARTNERS = ("rank", "actor", "name", "usd", "share", "of_world", "is", "source")
VALUED = (
    "current US dollars; exporters report free on board, importers with cost, insurance and freight; "
    "reconciled figures are free on board"
)


def show_flow(output: Output, found: Trade, mirror: bool) -> None:
    """Print the flows, or each direction as both sides report it."""
    if output.form == "json":
        output.json(_object(found))
    elif mirror:
        output.rows([_mirror(m) for m in found.mirrors], MIRROR)
    else:
        output.rows([_flow(f) for f in _worth_showing(found)], INSIDE if found.inside else FLOW)
    output.note(f"{titled(found)}: {VALUED}")
    tell_reports(output, found)
    if added := sorted(
        {c.source for f in found.flows for a in (f.exports, f.imports) for c in a.cells if c.products}
    ):
        output.note(f"{', '.join(added)} prints no totals: the total is the sum over all its products")
    if mirror:
        output.note(
            "difference: importer's less exporter's report over pairs that have both; per cent of exporter's"
        )


def _worth_showing(found: Trade) -> list[Flow]:
    """Flows with a figure; for a year that has none, one row that says so."""
    shown: list[Flow] = []
    for year in dict.fromkeys(flow.year for flow in found.flows):
        held = [flow for flow in found.flows if flow.year == year]
        shown += [f for f in held if f.exports.usd is not None or f.imports.usd is not None] or held[:1]
    return shown


def titled(found: Trade) -> str:
    """Whose trade it is, in words."""
    return (
        f"Trade inside {found.first.name}" if found.inside else f"{found.first.name} with {found.second.name}"
    )


def tell_reports(output: Output, found: Trade) -> None:
    """Say whose reports are shown, and why others are not."""
    words = {
        "own": f"as {found.first.name} reports both directions",
        "partner": f"as {found.second.name} reports both directions",
        "reconciled": "one figure that a source makes of both reports",
    }
    if found.inside:
        words |= {"own": "as the exporting members report", "partner": "as the importing members report"}
    elif found.second.world:
        words["partner"] = "as the partners report"
    for report in dict.fromkeys(f.report for f in found.flows):
        output.note(f"{report}: {words[report]}")
    for report, gap in found.silent.items():
        output.note(
            f"no figures {report}: {gap.kind.replace('_', ' ')}, {gap.reason}{_pull(gap.sources, gap.kind)}"
        )


def _pull(sources: tuple[str, ...], kind: str) -> str:
    return f"; may have it when pulled: {', '.join(sources)}" if sources and kind == "out_of_coverage" else ""


def _flow(flow: Flow) -> Row:
    if flow.inside:
        amount = flow.exports
        return {
            "year": flow.year, "report": flow.report, "trade": amount.usd, "is": amount.state,
            "counted": _counted(amount), "source": flow.source,
        }  # fmt: skip
    return {
        "year": flow.year, "report": flow.report,
        "exports": flow.exports.usd, "imports": flow.imports.usd,
        "turnover": flow.turnover, "balance": flow.balance,
        "exports_is": flow.exports.state, "imports_is": flow.imports.state,
        "counted": _counted(flow.exports, flow.imports), "source": flow.source,
    }  # fmt: skip


def _mirror(one: Mirror) -> Row:
    cells = (*one.exporter.cells, *one.importer.cells, *one.reconciled.cells)
    return {
        "year": one.year, "direction": one.direction, "exporter": one.exporter.usd,
        "importer": one.importer.usd, "reconciled": one.reconciled.usd, "difference": one.difference,
        "per_cent": None if one.per_cent is None else round(one.per_cent, 1),
        "exporter_is": one.exporter.state, "importer_is": one.importer.state, "both": one.both,
        "source": ", ".join(sorted({cell.source for cell in cells})),
    }  # fmt: skip


def _counted(*amounts: Amount) -> str:
    """How many pairs have a figure of how many there are: exports, then imports."""
    return " and ".join(dict.fromkeys(f"{a.pairs - len(a.without)}/{a.pairs}" for a in amounts))


def _object(found: Trade) -> Row:
    return {
        "first": found.first.name, "second": found.second.name, "inside": found.inside, "unit": VALUED,
        "flows": [_flow(f) | _why(f) for f in found.flows],
        "mirrors": [_mirror(m) for m in found.mirrors],
        "silent": {
            r: {"is": g.kind, "reason": g.reason, "sources": list(g.sources)}
            for r, g in found.silent.items()
        },
    }  # fmt: skip


def _why(flow: Flow) -> Row:
    return {
        f"{name}_{what}": value
        for name, amount in (("exports", flow.exports), ("imports", flow.imports))
        for what, value in (
            ("reason", amount.gap.reason if amount.gap else None),
            ("without", [f"{one}-{other}" for one, other in amount.without]),
            ("locators", [cell.locator for cell in amount.cells] if len(amount.cells) <= 3 else None),
        )
    }


def show_change(output: Output, found: Trade, changes: Sequence[Change]) -> None:
    """Print changes between two years."""
    rows = [
        {
            "what": c.what, "report": c.report, "dollars": str(c.last) if c.real else "current",
            "first": c.first, "last": c.last, "before": digit(c.before, 0), "after": digit(c.after, 0),
            "per_cent": digit(c.per_cent, 1), "multiple": digit(c.multiple, 3), "yearly": digit(c.yearly, 2),
            "source": c.source, "note": c.note,
        }
        for c in changes
    ]  # fmt: skip
    notes = [
        f"{titled(found)}: {VALUED}",
        "per_cent: 100 (after / before - 1); yearly: 100 ((after / before)^(1 / years) - 1), per cent a year",
    ]
    # Years are labels: no separator of thousands.
    printed = [row | {"first": str(row["first"]), "last": str(row["last"])} for row in rows]
    told(output, rows if output.form == "json" else printed, CHANGE, notes, {"trade": titled(found)})


def show_partners(output: Output, found: Partners, shown: Sequence[Partner]) -> None:
    """Print partners with their shares, and the concentration over all of them."""
    rows = [
        {
            "rank": p.rank, "actor": p.actor, "name": p.name, "usd": p.usd, "share": digit(p.share),
            "of_world": digit(p.of_world),
            "is": "zero" if p.usd == 0 else "estimated" if p.estimated else "value", "source": p.source,
        }
        for p in shown
    ]  # fmt: skip
    notes = partner_notes(found)
    spread = found.concentration
    about = {
        "side": found.side.name, "direction": found.direction, "year": found.year, "report": found.report,
        "total": found.total, "world": found.world, "blank": list(found.blank),
        "hhi": digit(spread.herfindahl) if spread else None,
        "effective": digit(spread.effective, 2) if spread else None,
    }  # fmt: skip
    told(output, rows, PARTNERS, notes, about)


def partner_notes(found: Partners) -> list[str]:
    """What the partners' figures are, what they are shares of, and how concentrated they are."""
    said = {"own": f"as {found.side.name} reports", "partner": "as the partners report"}
    words = said.get(found.report, "reconciled")
    notes = [
        f"{found.side.name}, {found.direction} of {found.year}, {words}; {VALUED}",
        f"share: of the sum over {len(found.partners)} partners on record, {found.total:,.0f} dollars",
    ]
    if found.world:
        notes.append(f"of_world: of the total with the world by the same report, {found.world:,.0f} dollars")
    else:
        notes.append("no total with the world by that report: shares are of these partners alone")
    if found.concentration:
        spread = found.concentration
        notes.append(
            f"concentration over them: HHI {spread.herfindahl:.4f}, as of {spread.effective:.1f} equal ones"
        )
    if found.blank:
        notes.append(f"left out, for a figure of theirs is not reported: {', '.join(found.blank)}")
    return notes
