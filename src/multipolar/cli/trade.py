"""``multipolar trade``: what states, groups and the world trade, with whom, in what, and what hangs on it."""

from typing import Annotated

import typer

from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened
from multipolar.cli.trade_options import First, Plot, Second, Since, Until, Year, period

app = typer.Typer(rich_markup_mode=None)
group(app, "Goods traded between states, inside groups and with the world, by source, definition and year.")


@verb(app)
def flow(
    output: Output,
    first: First,
    second: Second,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    mirror: Annotated[
        bool,
        typer.Option(
            "--mirror", help="Each direction as exporter and importer report it, and the difference."
        ),
    ] = False,
    plot: Plot = None,
) -> None:
    """Show exports, imports, turnover and balance of two sides by year and by whose report.

    Example: multipolar trade flow CHL RUS --since 2014
    """
    from multipolar.cli import trade_rows
    from multipolar.measures.trade_flow import trade_flow
    from multipolar.measures.trade_sides import two_sides

    a, b = two_sides(first, second)
    found = trade_flow(opened(output), a, b, *period(year, since, until))
    if plot is not None:
        from multipolar.cli import trade_charts

        trade_charts.draw_flow(found, plot)
        output.note(f"drawn in {plot}")
    trade_rows.show_flow(output, found, mirror)
