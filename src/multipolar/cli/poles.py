"""``multipolar poles``: how concentrated power is, how far positions stand apart, what groups weigh."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.measures.camps import Definition
    from multipolar.measures.resource_series import ResourceName

USUAL_GROUPS = ("G7", "BRICS")
Since = Annotated[
    str | None, typer.Option("--since", metavar="YEAR", help="First year [default: the last with figures].")
]
Until = Annotated[str | None, typer.Option("--until", metavar="YEAR", help="Last year.")]
Definitions = Annotated[
    list[str] | None,
    typer.Option(
        "--definition",
        metavar="NAME",
        help="capabilities, gdp, gdp_ppp, trade, military, population, ideal_points or own_points; "
        "all but the last when left out. May be repeated.",
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="GROUP",
        help='A group beside G7 and BRICS: its name, or "NAME=CHN,ASEAN,-SGP". May be repeated.',
    ),
]
Among = Annotated[
    str | None, typer.Option("--among", metavar="GROUP", help="Concentration among these states only.")
]
Alpha = Annotated[
    float, typer.Option("--alpha", metavar="NUMBER", help="Exponent of Esteban and Ray's index.")
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw it over time: .svg or .png.")]
Drawn = Annotated[
    str, typer.Option("--chart", metavar="NAME", help="What is drawn: poles, polarization or weights.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    verb(app, "poles")(poles)


def poles(
    output: Output,
    since: Since = None,
    until: Until = None,
    definition: Definitions = None,
    group: Groups = None,
    among: Among = None,
    alpha: Alpha = 1.0,
    plot: Plot = None,
    chart: Drawn = "poles",
) -> None:
    """Say how multipolar the order is, by several definitions side by side.

    Example: multipolar poles --since 2010 --definition gdp --definition gdp_ppp --group ASEAN
    """
    from multipolar.cli import poles_tables
    from multipolar.measures.named_groups import named_group
    from multipolar.measures.polarity import Asked

    resources, positions = _chosen(definition)
    asked = Asked(
        opened(output),
        resources,
        positions,
        tuple(named_group(text) for text in (*USUAL_GROUPS, *(group or ()))),
        named_group(among) if among else None,
        alpha,
    )
    first, last = _year(since), _year(until)
    if plot is not None:
        from multipolar.briefs.charts import write_svg
        from multipolar.briefs.poles_drawings import drawn

        write_svg(plot, drawn(asked, first, last, chart))
        output.note(f"drawn in {plot}")
    poles_tables.show(output, asked.answer(first, last))


def _chosen(names: list[str] | None) -> "tuple[tuple[ResourceName, ...], tuple[Definition, ...]]":
    """The resources and the positions asked for, in their usual order."""
    from multipolar.measures.camps import DEFINITIONS
    from multipolar.measures.resource_series import RESOURCES

    usual = (*RESOURCES, DEFINITIONS[0])
    for name in names or ():
        if name not in (*RESOURCES, *DEFINITIONS):
            raise AskedWronglyError(
                f"There is no definition {name!r}", f"Choose from {', '.join((*RESOURCES, *DEFINITIONS))}"
            )
    wanted = names or usual
    return tuple(r for r in RESOURCES if r in wanted), tuple(d for d in DEFINITIONS if d in wanted)


def _year(text: str | None) -> int | None:
    return PartialDate.parse(text).first.year if text else None
