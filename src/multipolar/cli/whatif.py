"""``multipolar whatif``: what an agreement, a tariff, an embargo or an exit would do to every country."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.measures.scenarios import Scenario
    from multipolar.measures.trade_matrix import TradeMatrix
    from multipolar.measures.trade_parameters import Parameter
    from multipolar.measures.trade_sides import Side
    from multipolar.models.equilibrium import Imbalances
    from multipolar.record import Record

app = typer.Typer(rich_markup_mode=None)
group(
    app,
    "What a change in trade costs would do, with all prices and incomes adjusting: a model's answer with its "
    "assumptions, not a forecast.\n\nExample: multipolar whatif agreement CHL EAEU --year 2018",
)


First = Annotated[
    str, typer.Argument(metavar="A", help="A state, region or organisation.", autocompletion=complete.actors)
]
Second = Annotated[
    str,
    typer.Argument(
        metavar="B", help="The other side: a state, region or organisation.", autocompletion=complete.actors
    ),
]
Member = Annotated[
    str, typer.Argument(metavar="A", help="The member that leaves.", autocompletion=complete.actors)
]
Group = Annotated[
    str, typer.Argument(metavar="B", help="The group it leaves.", autocompletion=complete.actors)
]
Importer = Annotated[
    str, typer.Argument(metavar="IMPORTER", help="Who raises its tariff.", autocompletion=complete.actors)
]
Exporter = Annotated[
    str,
    typer.Argument(metavar="EXPORTER", help="On whose goods; World for all.", autocompletion=complete.actors),
]
Changes = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV: exporter, importer, and one of effect, cost or tariff.")
]
Rate = Annotated[
    float, typer.Option("--rate", metavar="POINTS", help="Percentage points added to the tariff.")
]
Year = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="The year whose trade is the starting point.")
]
Membership = Annotated[
    int | None,
    typer.Option("--members", metavar="YEAR", help="Groups as of the end of this year [default: --year]."),
]
Effect = Annotated[
    str | None,
    typer.Option(
        "--effect", metavar="B[:SE]", help="Change in the log of trade, and its standard deviation: 0.3:0.1."
    ),
]
Elasticity = Annotated[
    str | None,
    typer.Option("--elasticity", metavar="T", help="Trade elasticity: 5, or 3:5:8 for least, central, most."),
]
Draws = Annotated[
    int, typer.Option("--draws", metavar="N", help="Draws of the parameters for the intervals.")
]
Balance = Annotated[
    str,
    typer.Option("--imbalances", metavar="RULE", help="Trade imbalances: world_share, ratio or balanced."),
]
Ratio = Annotated[
    float, typer.Option("--output-ratio", metavar="NUMBER", help="Output over product, for sales at home.")
]
Flows = Annotated[
    Path | None,
    typer.Option("--flows", metavar="FILE", help="Trade from a CSV (exporter, importer, usd) instead."),
]
Plot = Annotated[
    Path | None, typer.Option("--plot", metavar="FILE", help="Bars of real income: .svg or .png.")
]
Map = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="A map of real income: .svg or .png.")
]
_DRAWS, _RATIO = 200, 2.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What every what-if is asked with."""

    year: int | None
    members: int | None
    elasticity: str | None
    draws: int
    imbalances: str
    output_ratio: float
    flows: Path | None
    plot: Path | None
    map: Path | None


Build = Callable[["TradeMatrix", "Record", int], "Scenario"]


@verb(app)
def agreement(
    output: Output,
    first: First,
    second: Second,
    year: Year = None,
    members: Membership = None,
    effect: Effect = None,
    elasticity: Elasticity = None,
    draws: Draws = _DRAWS,
    imbalances: Balance = "world_share",
    output_ratio: Ratio = _RATIO,
    flows: Flows = None,
    plot: Plot = None,
    world_map: Map = None,
) -> None:
    """Say what a trade agreement of two sides would do.

    Example: multipolar whatif agreement CHL EAEU --year 2018 --map income.svg
    """
    from multipolar.measures import scenarios

    a, b = _sides(first, second)
    size = _effect(effect)
    _answer(
        output,
        Asked(year, members, elasticity, draws, imbalances, output_ratio, flows, plot, world_map),
        lambda matrix, record, when: scenarios.agreement(matrix, record, a, b, when, size),
    )


@verb(app)
def leave(
    output: Output,
    member: Member,
    left: Group,
    year: Year = None,
    members: Membership = None,
    effect: Effect = None,
    elasticity: Elasticity = None,
    draws: Draws = _DRAWS,
    imbalances: Balance = "world_share",
    output_ratio: Ratio = _RATIO,
    flows: Flows = None,
    plot: Plot = None,
    world_map: Map = None,
) -> None:
    """Say what it would do if a member left a group that frees trade.

    Example: multipolar whatif leave ARG MERCOSUR --year 2018
    """
    from multipolar.measures import scenarios

    a, b = _sides(member, left)
    size = _effect(effect)
    _answer(
        output,
        Asked(year, members, elasticity, draws, imbalances, output_ratio, flows, plot, world_map),
        lambda matrix, _, when: scenarios.leave(matrix, a, b, when, size),
    )


@verb(app)
def sanction(
    output: Output,
    first: First,
    second: Second,
    year: Year = None,
    members: Membership = None,
    effect: Effect = None,
    elasticity: Elasticity = None,
    draws: Draws = _DRAWS,
    imbalances: Balance = "world_share",
    output_ratio: Ratio = _RATIO,
    flows: Flows = None,
    plot: Plot = None,
    world_map: Map = None,
) -> None:
    """Say what it would do if two sides ended all trade, or if sanctions had the effect given.

    Example: multipolar whatif sanction EU RUS --year 2014 --effect=-0.5
    """
    from multipolar.measures import scenarios

    a, b = _sides(first, second)
    size = None if effect is None else _effect(effect)
    _answer(
        output,
        Asked(year, members, elasticity, draws, imbalances, output_ratio, flows, plot, world_map),
        lambda matrix, _, when: scenarios.sanction(matrix, a, b, when, size),
    )


@verb(app)
def tariff(
    output: Output,
    importer: Importer,
    exporter: Exporter,
    rate: Rate,
    year: Year = None,
    members: Membership = None,
    elasticity: Elasticity = None,
    draws: Draws = _DRAWS,
    imbalances: Balance = "world_share",
    output_ratio: Ratio = _RATIO,
    flows: Flows = None,
    plot: Plot = None,
    world_map: Map = None,
) -> None:
    """Say what a tariff of one side on the goods of another would do.

    Example: multipolar whatif tariff USA CHN --rate 10 --year 2014
    """
    from multipolar.measures import scenarios

    a, b = _sides(importer, exporter)
    _answer(
        output,
        Asked(year, members, elasticity, draws, imbalances, output_ratio, flows, plot, world_map),
        lambda matrix, _, when: scenarios.tariff(matrix, a, b, when, rate),
    )


@verb(app)
def table(
    output: Output,
    file: Changes,
    year: Year = None,
    elasticity: Elasticity = None,
    draws: Draws = _DRAWS,
    imbalances: Balance = "world_share",
    output_ratio: Ratio = _RATIO,
    flows: Flows = None,
    plot: Plot = None,
    world_map: Map = None,
) -> None:
    """Say what a table of changes would do: their effect on trade, their cost, or a tariff, pair by pair.

    Example: multipolar whatif table changes.csv --year 2014
    """
    from multipolar.measures import scenarios

    central = _elasticity(elasticity).central
    _answer(
        output,
        Asked(year, year, elasticity, draws, imbalances, output_ratio, flows, plot, world_map),
        lambda matrix, _, __: scenarios.table(matrix, file, central),
    )


def _sides(first: str, second: str) -> "tuple[Side, Side]":
    from multipolar.measures.trade_sides import two_sides

    return two_sides(first, second)


def _effect(text: str | None) -> "Parameter":
    from multipolar.measures import trade_parameters

    return trade_parameters.effect(text)


def _elasticity(text: str | None) -> "Parameter":
    from multipolar.measures import trade_parameters

    return trade_parameters.elasticity(text)


def _answer(output: Output, asked: Asked, build: Build) -> None:
    """Read the trade, solve the scenario, print it and draw it."""
    from multipolar.cli import whatif_rows
    from multipolar.measures.whatif import what_if

    theta = _elasticity(asked.elasticity)
    rule = _rule(asked.imbalances)
    record = opened(output)
    matrix = _matrix(asked, record)
    when = asked.members or asked.year or date.today().year
    found = what_if(matrix, build(matrix, record, when), theta, asked.draws, rule)
    whatif_rows.show(output, found)
    if asked.plot is not None or asked.map is not None:
        from multipolar.briefs import whatif_drawings
        from multipolar.briefs.charts import write_svg

        for path, draw in ((asked.plot, whatif_drawings.bars), (asked.map, whatif_drawings.world)):
            if path is not None:
                write_svg(path, draw(found))
                output.note(f"drawn in {path}")


def _matrix(asked: Asked, record: "Record") -> "TradeMatrix":
    from multipolar.measures.trade_matrix import file_matrix, record_matrix

    if asked.flows is not None:
        return file_matrix(asked.flows)
    if asked.year is None:
        raise AskedWronglyError("No year of trade was given", "Add --year 2018, or --flows FILE")
    return record_matrix(record, asked.year, asked.output_ratio)


def _rule(text: str) -> "Imbalances":
    from multipolar.models.equilibrium import IMBALANCES

    if text not in IMBALANCES:
        raise AskedWronglyError(f"There is no rule {text!r} of imbalances", f"Rules: {', '.join(IMBALANCES)}")
    return text
