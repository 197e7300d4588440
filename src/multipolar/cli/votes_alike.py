"""``multipolar votes agreement|cohesion|matrix``: how alike states and groups vote."""

from pathlib import Path
from typing import Annotated, Any

import typer

from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened
from multipolar.cli.vote_options import (
    Asked,
    By,
    Consensus,
    Important,
    Period,
    Since,
    Topic,
    Until,
    Whole,
    called,
    caution,
    length,
    rounded,
    shown,
)

_INTERVAL = "low and high: 95 % bootstrap interval over roll calls"
Side = Annotated[
    str, typer.Argument(metavar="STATE_OR_GROUP", help="A state or group.", autocompletion=complete.actors)
]
Definition = Annotated[
    str, typer.Option("--definition", metavar="NAME", help="identical, half, s, pi or kappa.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the group ``votes``."""
    for name, command in (("agreement", agreement), ("cohesion", cohesion), ("matrix", matrix)):
        verb(app, name)(command)


def agreement(
    output: Output,
    one: Side,
    other: Side,
    definition: Definition = "identical",
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    important: Important = False,
    whole: Whole = False,
    consensus: Consensus = False,
    by: By = None,
    period: Period = None,
) -> None:
    """Say how alike two states or groups vote, with the votes used and an interval.

    Of groups, every member of the one is compared with every member of the other, as of each vote.

    Example: multipolar votes agreement CHL RUS --since 2010 --definition s
    """
    from multipolar import actors
    from multipolar.measures.agreement import known_definition, pair_agreement
    from multipolar.measures.vote_basis import basis
    from multipolar.measures.vote_periods import periods

    asked = Asked(since, until, topic, important, whole, consensus)
    named = known_definition(definition)
    pair = actors.find(one).id, actors.find(other).id
    matrix = asked.matrix(opened(output))
    rows: list[dict[str, Any]] = []
    for label, columns in periods(matrix, length(by, period), asked.first.year if asked.first else None):
        found = pair_agreement(matrix, *pair, named, columns=columns)
        if found.votes:
            rows.append({
                "period": label, "a": pair[0], "b": pair[1], "definition": named, "votes": found.votes,
                "pairs": found.pairs, "basis": basis(matrix.take(columns).rollcalls),
                **rounded({"agreement": found.value, "low": found.low, "high": found.high}),
            })  # fmt: skip
    if not rows:
        raise AskedWronglyError(
            f"{pair[0]} and {pair[1]} both voted in none of these {len(matrix.rollcalls)} roll calls",
            "Widen the period; a group counts from the day on which it has members",
        )
    _note_agreement(output, named, [r for r in matrix.rollcalls if r.modality == "without_vote"], consensus)
    caution(output, matrix.rollcalls)
    output.rows(
        rows, ("period", "a", "b", "definition", "agreement", "low", "high", "votes", "pairs", "basis")
    )


def _note_agreement(output: Output, definition: str, agreed: list[Any], consensus: bool) -> None:
    output.note(f"{definition}: see docs/agreement.md; votes: roll calls used; {_INTERVAL}")
    if consensus:
        output.note(
            f"Texts adopted without a vote count as a yes of every Member of the day: {len(agreed)}, all that"
            " the record holds; the Assembly adopts most of its texts so"
        )


def cohesion(
    output: Output,
    of: Annotated[
        str, typer.Argument(metavar="GROUP", help="A region or organisation.", autocompletion=complete.actors)
    ],
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    important: Important = False,
    whole: Whole = False,
    by: By = None,
    period: Period = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="The line of the group in each roll call, and who left it.")
    ] = False,
) -> None:
    """Say how far a group votes as one, with membership as of each vote.

    Example: multipolar votes cohesion BRICS --by year
    """
    from multipolar import actors

    asked = Asked(since, until, topic, important, whole)
    group = actors.find(of).id
    if lines:
        if by or period:
            raise AskedWronglyError("--lines gives a row for each roll call", "Leave --by and --period out")
        _lines(output, asked, group)
    else:
        _cohesion(output, asked, group, length(by, period))


def _cohesion(output: Output, asked: Asked, group: str, years: int | None) -> None:
    from multipolar.measures.cohesion import cohesion as measure
    from multipolar.measures.cohesion import mean_interval
    from multipolar.measures.vote_basis import basis
    from multipolar.measures.vote_periods import periods

    matrix = asked.matrix(opened(output))
    found = measure(matrix, group)
    used = found.counts.sum(axis=1) >= 2
    rows: list[dict[str, Any]] = []
    for label, columns in periods(matrix, years, asked.first.year if asked.first else None):
        chosen = columns & used
        index = mean_interval(found.agreement_index[chosen])
        if index is None:
            continue
        rice = mean_interval(found.rice[chosen])
        rows.append({
            "period": label, "group": group, "roll_calls": int(chosen.sum()),
            "rice": shown(rice[0]) if rice else None, "basis": basis(matrix.take(chosen).rollcalls),
            **rounded({"agreement_index": index[0], "low": index[1], "high": index[2]}),
        })  # fmt: skip
    output.note(
        f"Means over roll calls in which two or more members of the day voted; {_INTERVAL} of the index"
    )
    caution(output, matrix.take(used).rollcalls)
    columns_shown = ("period", "group", "agreement_index", "low", "high", "rice", "roll_calls", "basis")
    output.rows(rows, columns_shown)


def _lines(output: Output, asked: Asked, group: str) -> None:
    from multipolar.measures.cohesion import lines as measure

    matrix = asked.matrix(opened(output))
    found = list(measure(matrix, group))
    rows = [
        called(output, one.rollcall)
        | {"line": one.line or "none", "yes": one.yes, "abstain": one.abstain, "no": one.no}
        | {"left": [f"{actor} {choice}" for actor, choice in one.left] if one.line else []}
        for one in found
    ]
    united = sum(not one.left for one in found)
    split = sum(one.line is None for one in found)
    output.note(
        f"The line is the choice of more than half of the members of the day that voted: {len(found)} roll"
        f" calls, {united} without a dissenter, {split} without a line"
    )
    caution(output, [one.rollcall for one in found])
    output.rows(rows, ("date", "id", "title", "line", "yes", "abstain", "no", "left"))


def matrix(
    output: Output,
    definition: Annotated[
        list[str] | None,
        typer.Option("--definition", metavar="NAME", help="identical, half, s, pi, kappa; may be repeated."),
    ] = None,
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    important: Important = False,
    whole: Whole = False,
    consensus: Consensus = False,
    period: Annotated[
        int, typer.Option("--period", metavar="YEARS", help="A row for so many years; 0 for all together.")
    ] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write a .csv, .parquet or .json file.")
    ] = None,
) -> None:
    """Agreement of every pair of states in every year, with the votes used and an interval.

    Example: multipolar votes matrix --since 2000 --out agreement.parquet
    """
    from multipolar.cli.tables import deliver
    from multipolar.measures.agreement import known_definition
    from multipolar.measures.agreement_pairs import matrix as measure

    asked = Asked(since, until, topic, important, whole, consensus)
    named = [known_definition(name) for name in definition or ["identical"]]
    votes = asked.matrix(opened(output))
    first = asked.first.year if asked.first else None
    found = measure(votes, named, years=period or None, first=first)
    output.note(
        f"{len(found):,} pairs and periods from {len(votes.rollcalls):,} roll calls and"
        f" {len(votes.actors)} actors; low and high: 95 % by the normal limit of the bootstrap"
    )
    caution(output, votes.rollcalls)
    deliver(output, found.table(), out, parquet=False)
