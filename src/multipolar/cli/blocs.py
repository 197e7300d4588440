"""``multipolar votes blocs``: which states vote as blocs, how firmly, how far apart, who changed sides."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.measures.blocs import Blocs, By, Rules
    from multipolar.measures.vote_matrix import VoteMatrix

View = Literal["blocs", "states", "distances", "moves"]
PERIODS = ("year", "session", "all")
VIEWS: tuple[View, ...] = get_args(View)
States = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[STATE...]",
        help="Only these states, in `states` and `moves`.",
        autocompletion=complete.actors,
    ),
]
Show = Annotated[str, typer.Option("--show", metavar="WHAT", help="blocs, states, distances or moves.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="First day, month or year [default: the last period]."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, month or year.")]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only roll calls on this topic.")]
Division = Annotated[str, typer.Option("--by", metavar="PERIOD", help="year, session, or all in one.")]
Definition = Annotated[
    str, typer.Option("--definition", metavar="NAME", help="Agreement: identical, half, s, pi or kappa.")
]
Threshold = Annotated[
    float | None, typer.Option("--threshold", metavar="NUMBER", help="Agreement below which there is no tie.")
]
Resolution = Annotated[
    float, typer.Option("--resolution", metavar="NUMBER", help="Above 1 smaller blocs, below 1 larger.")
]
Least = Annotated[
    float,
    typer.Option("--least", metavar="SHARE", help="Share of the roll calls a state must vote in."),
]
Runs = Annotated[int, typer.Option("--runs", metavar="N", help="Runs of the algorithm; the best is kept.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Seed of the first run.")]
Map = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="Draw the last period's blocs: .svg or .png.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the group ``votes``."""
    verb(app, "blocs")(blocs)


def blocs(
    output: Output,
    states: States = None,
    show: Show = "blocs",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    by: Division = "year",
    definition: Definition = "identical",
    threshold: Threshold = None,
    resolution: Resolution = 1.0,
    least: Least = 0.25,
    runs: Runs = 10,
    seed: Seed = 0,
    map: Map = None,
) -> None:
    """Say which states vote as blocs, how firm each is, and who changed sides.

    Example: multipolar votes blocs CHL BRA --show moves --since 1985 --until 2000 --definition pi
    """
    from multipolar import actors
    from multipolar.cli import blocs_rows
    from multipolar.measures.agreement import DEFINITIONS
    from multipolar.measures.blocs import Rules

    if show not in VIEWS:
        raise AskedWronglyError(
            f"There is nothing called {show!r} to show", f"Choose from {', '.join(VIEWS)}"
        )
    if by not in PERIODS:
        raise AskedWronglyError(f"There is no way to divide by {by!r}", f"Choose from {', '.join(PERIODS)}")
    if definition not in DEFINITIONS:
        raise AskedWronglyError(
            f"There is no definition {definition!r}", f"Choose from {', '.join(DEFINITIONS)}"
        )
    wanted = tuple(actors.find(one).id for one in states or ())
    if wanted and show not in ("states", "moves"):
        raise AskedWronglyError(f"States cannot be chosen in {show}", "Add --show states or --show moves")
    rules = Rules(definition, threshold, resolution, least, runs, seed)
    series = _series(output, _first(since), _last(until), topic, by, rules, show == "moves")
    blocs_rows.show(output, series, show, wanted)
    if map is not None:
        from multipolar.briefs.charts import write_svg

        write_svg(map, blocs_rows.drawn(series[-1]))
        output.note(f"drawn in {map}")


def _series(
    output: Output,
    since: date | None,
    until: date | None,
    topic: str | None,
    by: str,
    rules: "Rules",
    several: bool,
) -> "tuple[Blocs, ...]":
    """The blocs of each period asked for; of the last one, or the last two for moves, when none is named."""
    from multipolar.cli.progress import shown
    from multipolar.measures.bloc_moves import blocs_over_time
    from multipolar.measures.blocs import FEWEST_CALLS, blocs
    from multipolar.measures.vote_matrix import vote_matrix

    matrix = vote_matrix(opened(output), since=since, until=until, topic=topic)
    if by == "all":
        return (blocs(matrix, rules),)
    division = cast("By", by)
    if since is None and until is None:
        matrix = _newest(matrix, division, 2 if several else 1)
    with shown(output) as bar:
        found, thin = blocs_over_time(matrix, division, rules, progress=lambda p: bar.step(f"blocs of {p}"))
    if thin:
        output.note(f"Left out, with fewer than {FEWEST_CALLS} recorded votes: {', '.join(thin)}")
    return found


def _newest(matrix: "VoteMatrix", by: "By", count: int) -> "VoteMatrix":
    """The last periods with enough roll calls; the whole matrix where there are none, to be refused."""
    import numpy as np

    from multipolar.measures.blocs import FEWEST_CALLS, periods

    held = [part for _, part in periods(matrix, by) if part.choices.shape[1] >= FEWEST_CALLS][-count:]
    kept = {r.id for part in held for r in part.rollcalls}
    return matrix.take(np.array([r.id in kept for r in matrix.rollcalls])) if kept else matrix


def _first(text: str | None) -> date | None:
    return PartialDate.parse(text).first if text else None


def _last(text: str | None) -> date | None:
    return PartialDate.parse(text).last if text else None
