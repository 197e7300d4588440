"""``multipolar trade``: what states, groups and the world trade, with whom, and how that changed."""

from typing import Annotated

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import trade_goods, trade_hangs
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened
from multipolar.cli.trade_options import (
    By,
    First,
    Limit,
    Plot,
    Second,
    Since,
    Until,
    Way,
    Year,
    cut,
    period,
)

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
        bool, typer.Option("--mirror", help="Each direction as exporter and importer report it.")
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
        output.note(f"Drawn in {plot}")
    trade_rows.show_flow(output, found, mirror)


@verb(app)
def change(
    output: Output,
    first: First,
    second: Second,
    since: Annotated[str, typer.Option("--since", metavar="YEAR", help="The earlier year.")],
    until: Annotated[str, typer.Option("--until", metavar="YEAR", help="The later year.")],
    plot: Plot = None,
) -> None:
    """Show how trade changed between two years: per cent, multiple, compound rate, nominal and deflated.

    Example: multipolar trade change CHL RUS --since 2013 --until 2018
    """
    from multipolar.cli import trade_rows
    from multipolar.measures.trade_change import trade_change
    from multipolar.measures.trade_flow import trade_flow
    from multipolar.measures.trade_prices import NONE, prices
    from multipolar.measures.trade_sides import two_sides

    a, b = two_sides(first, second)
    record = opened(output)
    one, other = period(None, since, until)
    if one is None or other is None or one >= other:
        raise AskedWronglyError(f"{since} is not before {until}", "A change needs two different years")
    found, deflator = trade_flow(record, a, b, one, other), prices(record)
    changes = trade_change(found, one, other, deflator)
    if plot is not None:
        from multipolar.cli import trade_charts

        trade_charts.draw_change(found, changes, plot)
        output.note(f"Drawn in {plot}")
    trade_rows.show_change(output, found, changes)
    output.note(
        f"deflated: the earlier value in dollars of {other}, by {deflator.words} ({deflator.source})"
        if deflator else NONE
    )  # fmt: skip


@verb(app)
def partners(
    output: Output,
    first: First,
    year: Year = None,
    way: Way = "turnover",
    report: By = None,
    limit: Limit = 25,
    plot: Plot = None,
) -> None:
    """Rank a side's partners with their shares, and say how concentrated its trade is.

    Example: multipolar trade partners RUS --year 2021 --direction exports
    """
    from multipolar.cli import trade_rows
    from multipolar.measures.trade_partners import trade_partners
    from multipolar.measures.trade_sides import side

    found = trade_partners(opened(output), side(first), year, way, report)  # type: ignore[arg-type]
    if plot is not None:
        from multipolar.cli import trade_charts

        trade_charts.draw_partners(found, plot)
        output.note(f"Drawn in {plot}")
    trade_rows.show_partners(output, found, cut(output, found.partners, limit))


trade_goods.register(app)
trade_hangs.register(app)
