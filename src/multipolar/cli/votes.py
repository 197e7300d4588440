"""``multipolar votes``: who voted how, and how alike states and groups vote."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import group, verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from multipolar.measures.vote_matrix import VoteMatrix
    from multipolar.record import Record

app = typer.Typer(rich_markup_mode=None)
group(app, "Who voted how in the General Assembly, and how alike states and groups vote.")

Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day, month or year.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, month or year.")]
Topic = Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only roll calls on this topic.")]
By = Annotated[str | None, typer.Option("--by", metavar="year", help="A row for each year.")]


@verb(app)
def who(
    output: Output,
    resolution: Annotated[str, typer.Argument(metavar="SYMBOL", help="A resolution, as A/RES/68/262.")],
    choice: Annotated[
        str | None, typer.Option("--choice", metavar="CHOICE", help="yes, no, abstain or absent.")
    ] = None,
    among: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="A region or organisation, as of the day.")
    ] = None,
) -> None:
    """List how each Member voted on a resolution.

    Example: multipolar votes who A/RES/68/262 --choice no
    """
    from multipolar import actors
    from multipolar.measures.votes import CHOICES, ballots, members_of, tally_words

    record = opened(output)
    held = ballots(record, _symbol(record, resolution))
    if choice is not None and choice not in CHOICES:
        raise AskedWronglyError(f"There is no choice {choice!r}", f"Choices: {', '.join(CHOICES)}")
    inside = members_of(actors.find(among).id, held.rollcall.date) if among else None
    rows = [
        {"actor": a, "name": actors.get(a).name, "choice": c, "source": held.rows[a]["source"]}
        for a, c in sorted(held.choices.items(), key=lambda pair: (CHOICES.index(pair[1]), pair[0]))
        if choice in (None, c) and (inside is None or a in inside)
    ]
    output.note(f"{held.rollcall.id}, {held.rollcall.title}, {held.rollcall.date}: {tally_words(held)}")
    output.rows(rows, ("actor", "name", "choice", "source"))


@verb(app)
def agreement(
    output: Output,
    one: Annotated[str, typer.Argument(metavar="STATE", help="A state.", autocompletion=complete.actors)],
    other: Annotated[str, typer.Argument(metavar="STATE", help="Another.", autocompletion=complete.actors)],
    definition: Annotated[
        str, typer.Option("--definition", metavar="NAME", help="identical, half, s, pi or kappa.")
    ] = "identical",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    by: By = None,
) -> None:
    """Say how alike two states vote, with the votes used and an interval.

    Example: multipolar votes agreement CHL RUS --since 2010 --definition s
    """
    from multipolar import actors
    from multipolar.measures.agreement import DEFINITIONS, pair_agreement
    from multipolar.measures.vote_matrix import vote_matrix

    if definition not in DEFINITIONS:
        raise AskedWronglyError(
            f"There is no definition {definition!r}", f"Choose from {', '.join(DEFINITIONS)}"
        )
    pair = actors.find(one).id, actors.find(other).id
    matrix = vote_matrix(opened(output), since=_first(since), until=_last(until), topic=topic)
    rows = []
    for period, columns in _periods(matrix, by):
        found = pair_agreement(matrix, *pair, definition, columns=columns)
        figures = {"agreement": found.value, "low": found.low, "high": found.high}
        told = {"period": period, "a": pair[0], "b": pair[1], "definition": definition, "votes": found.votes}
        rows.append(told | {k: None if v != v else round(v, 4) for k, v in figures.items()})
    output.rows(rows, ("period", "a", "b", "definition", "agreement", "low", "high", "votes"))


@verb(app)
def cohesion(
    output: Output,
    of: Annotated[str, typer.Argument(metavar="GROUP", help="A region or organisation.")],
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    by: By = None,
) -> None:
    """Say how far a group votes as one, with membership as of each vote.

    Example: multipolar votes cohesion BRICS --by year
    """
    import numpy as np

    from multipolar import actors
    from multipolar.measures.cohesion import cohesion as measure
    from multipolar.measures.vote_matrix import vote_matrix

    matrix = vote_matrix(opened(output), since=_first(since), until=_last(until), topic=topic)
    found = measure(matrix, actors.find(of).id)
    rows = []
    for period, columns in _periods(matrix, by):
        chosen = columns if columns is not None else np.ones(len(matrix.rollcalls), dtype=bool)
        index, rice = found.agreement_index[chosen], found.rice[chosen]
        used = int((~np.isnan(index)).sum())
        rows.append({
            "period": period, "group": found.group, "roll_calls": used,
            "agreement_index": _mean(index), "rice": _mean(rice),
        })  # fmt: skip
    output.rows(rows, ("period", "group", "agreement_index", "rice", "roll_calls"))


def _mean(values: "NDArray[np.float64]") -> float | None:
    known = values[values == values]
    return round(float(known.mean()), 4) if len(known) else None


def _periods(matrix: "VoteMatrix", by: str | None) -> "list[tuple[str, NDArray[np.bool_] | None]]":
    years = matrix.years
    known = sorted({int(y) for y in years if y})
    if by is None:
        return [(f"{known[0]}-{known[-1]}" if known else "all", None)]
    if by != "year":
        raise AskedWronglyError(f"There is no way to divide by {by!r}", "Only --by year is known")
    return [(str(year), years == year) for year in known]


def _symbol(record: "Record", text: str) -> str:
    from multipolar.basics.symbols import normal_symbol
    from multipolar.measures.votes import roll_calls

    symbol = normal_symbol(text) or text
    known: dict[str, Any] = dict(roll_calls(record))
    if symbol not in known:
        near = [k for k in known if k.startswith(symbol.rsplit("/", 1)[0])][:5]
        raise AskedWronglyError(
            f"The record holds no roll call {symbol}", "Pull more with `multipolar record pull undl_ga`", near
        )
    return symbol


def _first(text: str | None) -> date | None:
    return PartialDate.parse(text).first if text else None


def _last(text: str | None) -> date | None:
    return PartialDate.parse(text).last if text else None
