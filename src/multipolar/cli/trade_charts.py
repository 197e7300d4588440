"""What ``multipolar trade --plot`` draws: trade over the years, and ranked partners, goods and states."""

from pathlib import Path

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import Line, line_chart, write_svg
from multipolar.measures.trade_flow import Trade

MILLION = 1e6


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
        Line(name, years, [None if v is None else v / MILLION for v in values])
        for name, values in named.items()
        if any(v is not None for v in values)
    ]
    if not lines:
        raise AskedWronglyError("There is nothing to draw", "Run it without --plot to see why")
    with_whom = "inside the group" if found.inside else f"with {found.second.name}"
    sources = ", ".join(sorted({flow.source for flow in flows if flow.source}))
    valued = "Exports free on board, imports with cost, insurance and freight"
    note = f"Report: {report}. {valued}. Source: {sources}."
    svg = line_chart(
        lines,
        title=f"Goods trade of {found.first.name} {with_whom}",
        y_title="million current US dollars",
        note=note,
    )
    write_svg(path, svg)
