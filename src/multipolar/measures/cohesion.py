"""How far a group votes as one, and who left its line, by roll call; docs/agreement.md has the formulas."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_groups import counts as count
from multipolar.measures.vote_groups import majority, membership_mask
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import Choice, RollCall

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHOICE_OF: tuple[Choice, Choice, Choice, Choice] = ("absent", "yes", "abstain", "no")
"""The choice that each code of a matrix stands for."""


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


@dataclass(frozen=True, slots=True)
class Line:
    """A group in one roll call.

    Attributes:
        rollcall: The decision.
        line: The choice of more than half of the members that voted; ``None`` where there is none.
        yes: Members that said yes.
        abstain: Members that abstained.
        no: Members that said no.
        left: Members that voted otherwise than the line, with their choice; all that voted where there is
            no line.
    """

    rollcall: RollCall
    line: Choice | None
    yes: int
    abstain: int
    no: int
    left: tuple[tuple[str, Choice], ...]


def cohesion(matrix: VoteMatrix, group: str) -> Cohesion:
    """How far a region or organisation voted as one, with membership as of each vote's date.

    Raises:
        AskedWronglyError: Not a group, or fewer than two of its members ever voted together here.
    """
    counts = count(matrix, membership_mask(matrix, group))
    voted = counts.sum(axis=1)
    if not (voted >= 2).any():
        raise _too_few(group, int(voted.max(initial=0)))
    yes, no = counts[:, 0], counts[:, 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        rice = np.where((yes + no > 0) & (voted >= 2), np.abs(yes - no) / (yes + no), np.nan)
        most = counts.max(axis=1)
        index = np.where(voted >= 2, (most - (voted - most) / 2) / voted, np.nan)
    return Cohesion(group, counts, rice, index)


def _too_few(group: str, most: int) -> AskedWronglyError:
    known = actors.get(group)
    since = f", which began {known.since}," if known.since else ""
    what = "Only one member" if most == 1 else "No member"
    return AskedWronglyError(
        f"{what} of {known.name}{since} voted in any of these roll calls; cohesion needs two",
        "Widen the period, or name a group with more members",
    )


def mean_interval(
    values: "NDArray[np.float64]", draws: int = 2000, seed: int = 0
) -> tuple[float, float, float] | None:
    """The mean over roll calls with its 95 % bootstrap interval; ``None`` where there is no value."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    kinds, times = np.unique(known, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(known), times / len(known), size=draws)
    low, high = np.quantile(drawn @ kinds / len(known), (0.025, 0.975))
    return float(known.mean()), float(low), float(high)


def lines(matrix: VoteMatrix, group: str) -> Iterator[Line]:
    """The line of a group in each roll call in which at least two members voted, and who left it.

    Raises:
        AskedWronglyError: Not a group, or fewer than two of its members ever voted together here.
    """
    found = cohesion(matrix, group).counts
    inside = membership_mask(matrix, group) & (matrix.choices > 0)
    choice = majority(found)
    for column in np.flatnonzero(found.sum(axis=1) >= 2):
        apart = inside[:, column] & (matrix.choices[:, column] != choice[column])
        left = tuple((matrix.actors[a], CHOICE_OF[matrix.choices[a, column]]) for a in np.flatnonzero(apart))
        line = CHOICE_OF[choice[column]] if choice[column] else None
        yes, abstain, no = (int(n) for n in found[column])
        yield Line(matrix.rollcalls[column], line, yes, abstain, no, left)
