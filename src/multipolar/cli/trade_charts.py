"""What ``multipolar trade --plot`` draws: trade over the years, and ranked partners, goods and states."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import Bar, Line, bar_chart, line_chart, write_svg
from multipolar.measures.trade_change import Change
from multipolar.measures.trade_flow import Trade
from multipolar.measures.trade_partners import Partners

MILLION = 1e6
USD = "million current US dollars"
_MOST = 25


def draw_flow(found: Trade, path: Path) -> None:
    """Draw exports and imports of the report that knows most years.

    Raises:
        AskedWronglyError: There is nothing to draw, or the file cannot be written.
    """
    report = found.report()
    flows = [flow for flow in found.flows if flow.report == report]
    years = [flow.year for flow in flows]
    named = {"Exports": [f.exports.usd for f in flows], "Imports": [f.imports.usd for f in flows]}
    if found.inside:
        named = {"Trade": named["Exports"]}
    lines = [
        Line(name, years, [_million(v) for v in values])
        for name, values in named.items()
        if any(v is not None for v in values)
    ]
    if not lines:
        raise AskedWronglyError("There is nothing to draw", "Run it without --plot to see why")
    with_whom = "inside the group" if found.inside else f"with {found.second.name}"
    named_sources = sources(flow.source for flow in flows)
    estimated = [str(f.year) for f in flows if f.exports.estimated or f.imports.estimated]
    said = f"Estimated: {', '.join(estimated)}. " if estimated else ""
    note = f"{_whose(found, report)}. {said}Source: {named_sources}."
    svg = line_chart(
        lines,
        title=f"Goods trade of {found.first.name} {with_whom}",
        y_title=USD,
        note=note,
    )
    write_svg(path, svg)


def _whose(found: Trade, report: str) -> str:
    """Whose figures a line shows, and how they are valued."""
    whom = {"own": found.first.name, "partner": found.second.name}.get(report)
    if whom is None or found.inside:
        return f"Report: {report}"
    mine = report == "own"
    valued = "free on board", "with cost, insurance and freight"
    return f"As {whom} reports: exports {valued[not mine]}, imports {valued[mine]}"


def draw_change(found: Trade, changes: Sequence[Change], path: Path) -> None:
    """Draw the values of both years, side by side for each report.

    Raises:
        AskedWronglyError: The file cannot be written.
    """
    bars = []
    for one in (c for c in changes if not c.real):
        for year, usd in ((one.first, one.before), (one.last, one.after)):
            bars.append(Bar(f"{one.what.capitalize()} {year}", _million(usd), group=f"Report: {one.report}"))
    years = f"{changes[0].first} and {changes[0].last}"
    title = f"Goods trade of {found.first.name} with {found.second.name}, {years}"
    write_svg(
        path,
        bar_chart(
            bars, title=title, x_title=USD, note=f"Nominal. Source: {sources(c.source for c in changes)}."
        ),
    )


def draw_partners(found: Partners, path: Path) -> None:
    """Draw the largest partners.

    Raises:
        AskedWronglyError: The file cannot be written.
    """
    shown = found.partners[:_MOST]
    whole = "total with the world on record" if found.world else "no total with the world on record"
    note = (
        f"The largest {len(shown)} of {len(found.partners)} partners on record; {whole}. "
        f"Report: {found.report}. Source: {sources(p.source for p in shown)}."
    )
    title = f"Partners of {found.side.name}: {found.direction} of goods, {found.year}"
    bars = [Bar(p.name, _million(p.usd)) for p in shown]
    write_svg(path, bar_chart(bars, title=title, x_title=USD, note=note))


def draw_bars(
    named: Sequence[tuple[str, float | None]], title: str, x_title: str, note: str, path: Path
) -> None:
    """Draw ranked figures, the first of them, and say how many there are.

    Raises:
        AskedWronglyError: Nothing to draw, or the file cannot be written.
    """
    bars = [Bar(name, value) for name, value in named[:_MOST]]
    more = f"The first {_MOST} of {len(named)}. " if len(named) > _MOST else ""
    write_svg(path, bar_chart(bars, title=title, x_title=x_title, note=f"{more}{note}"))


def sources(texts: Iterable[str]) -> str:
    """The sources behind some figures, each once; a figure may have several."""
    return ", ".join(sorted({name for text in texts for name in text.split(", ") if name}))


def _million(usd: float | None) -> float | None:
    return None if usd is None else usd / MILLION
