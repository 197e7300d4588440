"""How far a group votes as one, roll call by roll call; docs/agreement.md has the formulas."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix
from multipolar.measures.votes import members_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cohesion:
    """A group in the roll calls of a matrix.

    Attributes:
        group: The region's or organisation's id.
        counts: Roll calls by 3: members that said yes, abstained, said no.
        rice: |yes - no| / (yes + no) of each roll call; NaN where nobody said either.
        agreement_index: Hix, Noury and Roland's index for three choices, of each roll call; NaN where
            fewer than two members voted.
    """

    group: str
    counts: "NDArray[np.int64]"
    rice: "NDArray[np.float64]"
    agreement_index: "NDArray[np.float64]"

    @property
    def used(self) -> int:
        """Roll calls in which at least two members voted."""
        return int((~np.isnan(self.agreement_index)).sum())


def cohesion(matrix: VoteMatrix, group: str) -> Cohesion:
    """How far a region or organisation voted as one, with membership as of each vote's date.

    Raises:
        AskedWronglyError: Not a group, or fewer than two of its members ever voted together here.
    """
    inside = membership_mask(matrix, group)
    counts = np.stack(
        [((matrix.choices == code) & inside).sum(axis=0) for code in (YES, ABSTAIN, NO)], axis=1
    ).astype(np.int64)
    voted = counts.sum(axis=1)
    if not (voted >= 2).any():
        raise AskedWronglyError(f"Fewer than two members of {group} voted in any of these roll calls")
    yes, no = counts[:, 0], counts[:, 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        rice = np.where(yes + no > 0, np.abs(yes - no) / (yes + no), np.nan)
        most = counts.max(axis=1)
        index = np.where(voted >= 2, (most - (voted - most) / 2) / voted, np.nan)
    return Cohesion(group, counts, rice, index)


def membership_mask(matrix: VoteMatrix, group: str) -> "NDArray[np.bool_]":
    """Which actor belonged to a group on the day of each roll call: actors by roll calls."""
    place = {actor: i for i, actor in enumerate(matrix.actors)}
    inside = np.zeros(matrix.choices.shape, dtype=bool)
    days: dict[date, list[int]] = {}
    for column, rollcall in enumerate(matrix.rollcalls):
        day = rollcall.date or date.today()
        if day not in days:
            days[day] = [place[a] for a in members_of(group, day) if a in place]
        inside[days[day], column] = True
    return inside
