"""Tables about agreement in votes: of one state with every other, and of a group within itself."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import (
    Definition,
    agreement_matrix,
    known_definition,
    standard_error,
)
from multipolar.measures.vote_basis import basis, caution
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.record import Record
from multipolar.server.tables.ballots import Votes, period, votes_of
from multipolar.server.tables.links import cells, name
from multipolar.server.tables.model import Column, Option, Row, Table, named, origins

_Z = 1.959964  # the normal distribution's 97.5 % quantile
_DEFINITIONS = ("identical", "half", "s", "pi", "kappa")
_SPAN = (Option("since", "Since"), Option("until", "Until"))


def alike(record: Record, actor: str, query: Mapping[str, str]) -> Table:
    """How alike a state and every other vote, the most alike first."""
    since, until = query.get("since", ""), query.get("until", "")
    definition = known_definition(query.get("definition", "") or "identical")
    options = (
        Option("definition", "Definition", query.get("definition", ""), ("", *_DEFINITIONS[1:])),
        Option("since", "Since", since), Option("until", "Until", until),
    )  # fmt: skip
    period(since, until)
    try:
        held = votes_of(record, since, until)
        rows, gap = _rows(held, actor, definition), ""
    except AskedWronglyError as error:
        rows, gap = [], str(error)
    command = f"multipolar votes agreement {actor} STATE --definition {definition}"
    dates = "".join(f" --{name} {value}" for name, value in (("since", since), ("until", until)) if value)
    said = caution(held.matrix.rollcalls) if rows else None
    return Table(
        "agreement", f"How alike {name(actor)} and others vote", _COLUMNS, rows, origins(record, rows),
        command + dates, definition, notes=(said,) if said else (), gap=gap, options=options,
    )  # fmt: skip


_COLUMNS = (
    *named("other", "with"), Column("agreement", kind="number"), Column("low", kind="number"),
    Column("high", kind="number"), Column("votes", "roll calls", kind="number"), Column("basis"),
)  # fmt: skip


def _rows(held: Votes, actor: str, definition: Definition) -> list[Row]:
    place = int(held.matrix.rows([actor])[0])
    joint = held.joint[place]
    total, value = joint.sum(axis=(1, 2)), agreement_matrix(joint, definition)
    reach = _Z * standard_error(joint, definition)
    lowest = {"s": -1.0, "pi": -np.inf, "kappa": -np.inf}.get(definition, 0.0)
    words = basis(held.matrix.rollcalls)
    sources = ", ".join(sorted({str(r.row["source"]) for r in held.matrix.rollcalls}))
    found: list[dict[str, Any]] = []
    for at, other in enumerate(held.matrix.actors):
        if at == place or not total[at] or np.isnan(value[at]):
            continue
        low, high = max(lowest, value[at] - reach[at]), min(1.0, value[at] + reach[at])
        found.append({
            **cells("other", other), "agreement": round(float(value[at]), 4), "low": round(float(low), 4),
            "high": round(float(high), 4), "votes": int(total[at]), "basis": words, "source": sources,
        })  # fmt: skip
    return sorted(found, key=lambda row: (-row["agreement"], row["other_name"]))


def cohesion(record: Record, group: str, query: Mapping[str, str]) -> Table:
    """How far a group votes as one, year by year, with membership as of each vote."""
    from multipolar.measures.cohesion import cohesion as measure

    since, until = query.get("since", ""), query.get("until", "")
    options = (Option("since", "Since", since), Option("until", "Until", until))
    period(since, until)
    try:
        matrix = votes_of(record, since, until).matrix
        found = measure(matrix, group)
    except AskedWronglyError as error:
        return Table(
            "cohesion", f"How far {name(group)} votes as one", _YEARS, [], gap=str(error), options=options
        )
    used = found.counts.sum(axis=1) >= 2
    rows = _by_year(matrix, used, found.agreement_index, found.rice)
    said = caution(matrix.take(used).rollcalls)
    return Table(
        "cohesion", f"How far {name(group)} votes as one, by year", _YEARS, rows, origins(record, rows),
        f"multipolar votes cohesion {group} --by year", "cohesion", notes=(said,) if said else (),
        options=options,
    )  # fmt: skip


_YEARS = (
    Column("period", "year", kind="year"), Column("agreement_index", kind="number"),
    Column("low", kind="number"), Column("high", kind="number"), Column("rice", kind="number"),
    Column("roll_calls", kind="number"), Column("source"),
)  # fmt: skip


def _by_year(
    matrix: VoteMatrix,
    used: "np.typing.NDArray[np.bool_]",
    index: "np.typing.NDArray[np.float64]",
    rice: "np.typing.NDArray[np.float64]",
) -> list[Row]:
    from multipolar.measures.cohesion import mean_interval
    from multipolar.measures.vote_periods import periods

    rows: list[Row] = []
    for label, columns in periods(matrix, 1):
        chosen = columns & used
        mean = mean_interval(index[chosen])
        if mean is None:
            continue
        other = mean_interval(rice[chosen])
        sources = {str(r.row["source"]) for r in matrix.take(chosen).rollcalls}
        rows.append({
            "period": int(label), "agreement_index": round(mean[0], 4), "low": round(mean[1], 4),
            "high": round(mean[2], 4), "rice": round(other[0], 4) if other else None,
            "roll_calls": int(chosen.sum()), "source": ", ".join(sorted(sources)),
        })  # fmt: skip
    return rows
