"""Single votes read into one array by the engine: no Python object for a vote, whatever their number."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from multipolar.record import Record
from multipolar.record.engines.duck import reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CODE = "CASE v.choice WHEN 'yes' THEN 1 WHEN 'abstain' THEN 2 ELSE 3 END"


def cells(record: Record, asked: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], "NDArray[np.int8]"]:
    """Votes cast in some roll calls.

    Args:
        record: The record.
        asked: Id of each roll call, with the source whose list of votes is taken.

    Returns:
        The actors that cast a vote, by id, and an array, actors by roll calls in the order asked: 0 for no
        vote, 1 yes, 2 abstain, 3 no.
    """
    ids, sources = [list(part) for part in zip(*asked, strict=True)] or [[], []]
    with reading(record.files, ("vote",)) as connection:
        connection.execute(
            "CREATE TABLE asked AS SELECT unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[]) AS source,"
            " unnest(range(?)) AS place",
            [ids, sources, len(ids)],
        )
        connection.execute(
            f"CREATE TABLE cast_vote AS SELECT a.place, v.actor, {_CODE} AS code FROM vote v JOIN asked a"
            " ON v.rollcall = a.id AND v.source = a.source WHERE v.choice IN ('yes', 'abstain', 'no')"
        )
        rows = connection.execute("SELECT DISTINCT actor FROM cast_vote ORDER BY actor").fetchall()
        names = [row[0] for row in rows]
        found = connection.execute(
            "SELECT n.place AS actor, c.place AS rollcall, c.code FROM cast_vote c"
            " JOIN (SELECT unnest(?::VARCHAR[]) AS name, unnest(range(?)) AS place) n ON c.actor = n.name",
            [names, len(names)],
        ).fetchnumpy()
    choices = np.zeros((len(names), len(ids)), dtype=np.int8)
    choices[found["actor"], found["rollcall"]] = found["code"]
    return tuple(names), choices
