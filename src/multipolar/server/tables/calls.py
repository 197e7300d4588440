"""Tables that measures of votes give: key votes, departures from a group's line, agreement by period."""

from typing import Any

from multipolar.measures.agreement import known_definition, pair_agreement
from multipolar.measures.vote_basis import basis, caution
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.vote_periods import periods
from multipolar.record import Record
from multipolar.server.tables.ballots import votes_of
from multipolar.server.tables.links import cells, name
from multipolar.server.tables.model import Column, Row, Table, named, origins
from multipolar.server.tables.votes import CALLED, call_row


def key(record: Record, by: str, since: str, until: str) -> Table:
    """The roll calls that matter most, by a definition."""
    from multipolar.measures.rollcall_key import MEANING, key_votes

    matrix = votes_of(record, since, until).matrix
    found = key_votes(record, matrix, by)
    rows = [
        call_row(one.rollcall)
        | {"yes": one.yes, "abstain": one.abstain, "no": one.no, "figure": _shown(one.value)}
        for one in found
    ]
    columns = (
        *CALLED, Column("yes", kind="number"), Column("no", kind="number"), Column("abstain", kind="number"),
        Column("figure", kind="number"), Column("source"),
    )  # fmt: skip
    return Table(
        "key", f"Key votes: {by}", columns, rows, origins(record, rows),
        f"multipolar votes key --by {by}", "key", notes=_told(matrix, next(v for k,
        v in MEANING.items() if k == by)),
    )  # fmt: skip


def dissent(record: Record, state: str, whom: str, since: str, until: str) -> Table:
    """The roll calls in which a state left the majority of its region, bloc or neighbours."""
    from multipolar.measures.dissent import dissent as measure

    matrix = votes_of(record, since, until).matrix
    found = measure(record, matrix, state, whom)
    rows = [
        call_row(one.rollcall)
        | {"choice": one.choice, "line": one.line, "yes": one.yes, "no": one.no, "abstain": one.abstain}
        | {"opposite": one.opposite}
        for one in found.departures
    ]
    columns = (
        *CALLED, Column("choice"), Column("line"), Column("yes", kind="number"), Column("no", kind="number"),
        Column("abstain", kind="number"), Column("opposite"), Column("source"),
    )  # fmt: skip
    said = (
        f"{name(state)} left the line of {found.group} in {len(found.departures)} of {found.compared}"
        f" roll calls; {found.without_line} more had no line."
    )
    return Table(
        "dissent", f"Where {name(state)} left the line of {found.group}", columns, rows, origins(record,
        rows),
        f"multipolar votes dissent {state} --from {whom}", "dissent", notes=_told(matrix, said),
    )  # fmt: skip


def agreement(
    record: Record, one: str, other: str, definition: str, since: str, until: str, years: int | None
) -> Table:
    """How alike two states or groups vote, all together or a row for each stretch of years."""
    named_ = known_definition(definition)
    matrix = votes_of(record, since, until).matrix
    rows: list[Row] = []
    for label, columns in periods(matrix, years):
        found = pair_agreement(matrix, one, other, named_, columns=columns)
        if not found.votes:
            continue
        used = matrix.take(columns).rollcalls
        row: dict[str, Any] = {
            "period": label, **cells("a", one), **cells("b", other), "definition": named_,
            "agreement": _shown(found.value), "low": _shown(found.low), "high": _shown(found.high),
            "votes": found.votes, "pairs": found.pairs, "basis": basis(used),
            "source": ", ".join(sorted({str(call.row["source"]) for call in used})),
        }  # fmt: skip
        rows.append(row)
    columns_shown = (
        Column("period"), *named("a"), *named("b"), Column("definition"), Column("agreement", kind="number"),
        Column("low", kind="number"), Column("high", kind="number"), Column("votes", kind="number"),
        Column("pairs", kind="number"), Column("basis"), Column("source"),
    )  # fmt: skip
    return Table(
        "agreement", f"How alike {name(one)} and {name(other)} vote", columns_shown, rows, origins(record,
        rows),
        f"multipolar votes agreement {one} {other} --definition {definition}", definition,
        notes=_told(matrix, "Low and high: 95 % bootstrap interval over roll calls."),
        gap="" if rows else "They both voted in none of these roll calls.",
    )  # fmt: skip


def _told(matrix: VoteMatrix, *words: str) -> tuple[str, ...]:
    said = caution(matrix.rollcalls)
    return (*words, said) if said else words


def _shown(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 4)
