"""``multipolar votes positions``: where states stand by their votes, with intervals, as a table or a plot."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.measures.positions import Positions

_MOST_LINES = 12
States = Annotated[
    list[str] | None,
    typer.Argument(metavar="[STATE...]", help="States; all by default.", autocompletion=complete.actors),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day, month or year shown.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, month or year shown.")]
Topic = Annotated[
    str | None,
    typer.Option(
        "--topic", metavar="TOPIC", help="Only votes on it: human_rights, nuclear, middle_east, ..."
    ),
]
Dimensions = Annotated[int, typer.Option("--dimensions", metavar="N", help="1 or 2.")]
Matches = Annotated[
    Path | None,
    typer.Option("--repeats", metavar="FILE", help="A list of roll calls on one text, as Matches.csv."),
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw them: .svg or .png.")]


def register(app: typer.Typer) -> None:
    """Add the command to the group ``votes``."""
    verb(app, "positions")(positions)


def positions(
    output: Output,
    states: States = None,
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    dimensions: Dimensions = 1,
    repeats: Matches = None,
    plot: Plot = None,
) -> None:
    """Say where states stand by their votes, session by session, with 90 % intervals.

    All years are estimated together, from every recorded vote of the Assembly that the record holds.

    Example: multipolar votes positions CHL SUN RUS USA --plot positions.svg
    """
    from multipolar import actors
    from multipolar.measures.positions import columns
    from multipolar.measures.positions import positions as estimate

    wanted = [actors.find(one).id for one in states or ()]
    first = PartialDate.parse(since).first if since else None
    last = PartialDate.parse(until).last if until else None
    if plot is not None:
        _check_plot(plot, wanted, dimensions)
    found = estimate(
        opened(output), topic=topic, dimensions=cast(Literal[1, 2], dimensions), repeats=repeats,
        note=output.note,
    )  # fmt: skip
    if not wanted and first is None and last is None:
        first = found.calls[-1].last
    rows = found.rows(wanted, first, last)
    if gone := [one for one in wanted if all(row["actor"] != one for row in rows)]:
        output.note(f"{', '.join(gone)} cast no vote that was used in the period shown.")
    if plot is not None:
        _draw(found, rows, plot)
        output.note(f"drawn in {plot}")
    _tell(output, found)
    output.rows(rows, columns(found.dimensions))


def _check_plot(path: Path, states: list[str], dimensions: int) -> None:
    """What a plot needs is asked for before the estimate, which may take long."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise AskedWronglyError(f"{path} does not end in .svg or .png", "Name the plot with one of them")
    if dimensions != 1:
        raise AskedWronglyError("A plot of two dimensions is not drawn", "Leave --plot out")
    if not 1 <= len(states) <= _MOST_LINES:
        raise AskedWronglyError(
            f"{len(states) or 'All'} states do not fit in one plot", f"Name one to {_MOST_LINES}"
        )


def _tell(output: Output, found: "Positions") -> None:
    """What the figures rest on, and what they do not."""
    calls = sum(one.count for one in found.calls)
    held = f"{calls:,} roll calls in {len(found.calls)} sessions ({', '.join(_sources(found))})"
    output.note(
        f"Ideal points from {held}; {found.identification}; {found.repeats}; "
        f"{100 * found.classified:.0f} % of votes classified; intervals hold 90 %."
    )
    if not found.converged:
        output.note("The fit has NOT converged: read these points as rough.")
    starter = [one.session for one in found.calls if one.source == "starter"]
    if starter:
        output.note(
            f"Only the embedded record's most cited votes were used (sessions {_spans(starter)}): points "
            "tell where states stand on those, not on the whole agenda. Pull all votes with "
            "`multipolar record pull voeten_votes undl_ga`."
        )


def _spans(numbers: list[int]) -> str:
    """Whole numbers as spans: 1-3, 5."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts)


def _draw(found: "Positions", rows: list[dict[str, Any]], path: Path) -> None:
    from multipolar import actors
    from multipolar.briefs.charts import Line, line_chart, write_svg

    lines = []
    for state in dict.fromkeys(row["actor"] for row in rows):
        own = [row for row in rows if row["actor"] == state]
        years, points, low, high = ([row[c] for row in own] for c in ("year", "point", "low", "high"))
        lines.append(Line(actors.get(state).name, years, points, low=low, high=high))
    on = f" on {found.topic.replace('_', ' ')}" if found.topic else ""
    told = found.identification[0].upper() + found.identification[1:]
    note = f"Bands hold 90 %. {told}. Sources: {', '.join(_sources(found))}."
    title = f"Ideal points by votes{on} in the General Assembly"
    write_svg(path, line_chart(lines, title=title, y_title="ideal point", note=note))


def _sources(found: "Positions") -> list[str]:
    return sorted({one.source for one in found.calls})
