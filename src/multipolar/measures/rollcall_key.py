"""Which roll calls matter most, by definitions that say what they mean by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_basis import STARTER
from multipolar.measures.vote_groups import counts
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import IMPORTANT, RollCall
from multipolar.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

Key = Literal["important", "cited", "close", "divided"]
KEYS: tuple[Key, ...] = get_args(Key)
MEANING: Mapping[Key, str] = {
    "important": "listed as an important vote by the US Department of State (its lists begin in 1983)",
    "cited": "one of the most cited votes gathered in the embedded record, newest first",
    "close": "closest: least |yes - no| / (yes + no), of roll calls in which half the voters took a side",
    "divided": "most divided: least agreement index of Hix, Noury and Roland over all Members that voted",
}
"""What each definition means; docs/votes.md has the formulas."""


@dataclass(frozen=True, slots=True)
class KeyVote:
    """One roll call picked by a definition.

    Attributes:
        rollcall: The decision.
        value: The figure it is ranked by; ``None`` for definitions that do not rank.
        yes: Members that said yes.
        abstain: Members that abstained.
        no: Members that said no.
    """

    rollcall: RollCall
    value: float | None
    yes: int
    abstain: int
    no: int


def key_votes(record: Record, matrix: VoteMatrix, by: str) -> tuple[KeyVote, ...]:
    """The roll calls of a matrix that a definition picks, the first in its order first.

    Args:
        record: The record.
        matrix: The votes.
        by: ``important``, ``cited``, ``close`` or ``divided``; see `MEANING`.

    Raises:
        AskedWronglyError: No such definition, or no source tells which roll calls it picks.
    """
    if by not in KEYS:
        raise AskedWronglyError(f"There is no definition {by!r}", f"Choose from {', '.join(KEYS)}")
    found = counts(matrix, np.ones(matrix.choices.shape, dtype=bool))
    total = found.sum(axis=1)
    values: list[float | None] = [None] * len(total)
    if by in ("close", "divided"):
        figure = _closeness(found) if by == "close" else _division(found)
        order = [int(i) for i in np.argsort(figure, kind="stable") if not np.isnan(figure[i])]
        values = [float(v) for v in figure]
    else:
        picked = _cited(record) if by == "cited" else _important(matrix)
        order = [i for i, r in enumerate(matrix.rollcalls) if r.id in picked][::-1]
    return tuple(KeyVote(matrix.rollcalls[i], values[i], *found[i].tolist()) for i in order)


def _closeness(found: "NDArray[np.int64]") -> "NDArray[np.float64]":
    yes, no, total = found[:, 0], found[:, 2], found.sum(axis=1)
    sided = (yes + no > 0) & (2 * (yes + no) >= total)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sided, np.abs(yes - no) / (yes + no), np.nan)


def _division(found: "NDArray[np.int64]") -> "NDArray[np.float64]":
    most, total = found.max(axis=1), found.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total >= 2, (most - (total - most) / 2) / total, np.nan)


def _cited(record: Record) -> frozenset[str]:
    return frozenset(row["id"] for row in record.rows("rollcall", {"source": STARTER}, ["id"]))


def _important(matrix: VoteMatrix) -> frozenset[str]:
    if all(r.marks is None for r in matrix.rollcalls):
        raise AskedWronglyError(
            "No source in the record marks important votes of this period",
            "Pull one that does with `multipolar record pull voeten_votes`, or use --by cited",
        )
    return frozenset(r.id for r in matrix.rollcalls if r.marks and IMPORTANT in r.marks)
