"""How one state voted, roll call by roll call, with the line of its region beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from multipolar import actors
from multipolar.measures.cohesion import CHOICE_OF
from multipolar.measures.vote_groups import counts, majority, others
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import Choice, RollCall
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Vote:
    """A state in one roll call.

    Attributes:
        rollcall: The decision.
        choice: Its vote; ``None`` where the source of the roll call has no row for it.
        member: Whether it was a Member of the United Nations on the day.
        line: The choice of more than half of the others of its region that voted; ``None`` for none.
        region: How many others said yes, abstained and said no.
        row: The row of the record; ``None`` where there is none.
    """

    rollcall: RollCall
    choice: Choice | None
    member: bool
    line: Choice | None
    region: tuple[int, int, int]
    row: Mapping[str, Any] | None

    @property
    def words(self) -> str:
        """The choice in words; a missing row is no vote held, or no Member."""
        return self.choice or ("no vote held" if self.member else "not a Member")


def history(
    record: Record,
    matrix: VoteMatrix,
    actor: str,
    wanted: Sequence[str] | None = None,
    whom: str = "region",
) -> tuple[Vote, ...]:
    """How a state voted in roll calls of a matrix, in their order.

    Args:
        record: The record.
        matrix: The votes.
        actor: The state.
        wanted: Ids of roll calls; all of the matrix by default.
        whom: Whose line stands beside: ``region``, ``neighbours`` or a group's id.

    Raises:
        AskedWronglyError: It has no vote in the matrix.
    """
    only = set(wanted) if wanted is not None else None
    columns = [i for i, r in enumerate(matrix.rollcalls) if only is None or r.id in only]
    found = counts(matrix, others(record, matrix, actor, whom)[0])
    line = majority(found)
    rows = {(row["rollcall"], row["source"]): row for row in record.rows("vote", {"actor": actor})}
    return tuple(_vote(matrix.rollcalls[i], rows, actor, int(line[i]), found[i].tolist()) for i in columns)


def _vote(
    rollcall: RollCall,
    rows: Mapping[tuple[str, str], Mapping[str, Any]],
    actor: str,
    line: int,
    region: Sequence[int],
) -> Vote:
    row = rows.get((rollcall.id, rollcall.row["source"]))
    yes, abstain, no = region
    return Vote(
        rollcall, row["choice"] if row else None, is_member(actor, rollcall.date),
        CHOICE_OF[line] if line and sum(region) >= 2 else None, (yes, abstain, no), row,
    )  # fmt: skip


def is_member(actor: str, on: date | None) -> bool:
    """Whether an actor was a Member of the United Nations on a day."""
    return actor in _members_on(on or date.today())


@lru_cache(maxsize=4096)
def _members_on(day: date) -> frozenset[str]:
    return frozenset(m.actor for m in actors.members("UN", day))
