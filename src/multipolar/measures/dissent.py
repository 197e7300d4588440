"""Where a state left the majority of its region, its bloc or its neighbours."""

from dataclasses import dataclass

import numpy as np

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.cohesion import CHOICE_OF
from multipolar.measures.vote_groups import counts, majority, others
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import Choice, RollCall
from multipolar.record import Record

_FELLOWS = 2


@dataclass(frozen=True, slots=True)
class Departure:
    """One roll call in which a state voted otherwise than most of its group.

    Attributes:
        rollcall: The decision.
        choice: The state's vote.
        line: The choice of more than half of the others that voted.
        yes: Others that said yes.
        abstain: Others that abstained.
        no: Others that said no.
    """

    rollcall: RollCall
    choice: Choice
    line: Choice
    yes: int
    abstain: int
    no: int

    @property
    def opposite(self) -> bool:
        """Whether one of choice and line is yes and the other no."""
        return {self.choice, self.line} == {"yes", "no"}


@dataclass(frozen=True, slots=True)
class Dissent:
    """How often a state left the line of a group.

    Attributes:
        actor: The state.
        group: The group in words.
        departures: The roll calls in which it did, in order of time.
        compared: Roll calls in which it voted and the group had a line.
        without_line: Roll calls in which it voted and the group had none: fewer than two others voted, or
            no choice had more than half of them.
        share: Departures by roll calls compared; NaN where there are none.
        low: Lower end of the 95 % bootstrap interval over roll calls.
        high: Upper end.
        rollcalls: The roll calls compared.
    """

    actor: str
    group: str
    departures: tuple[Departure, ...]
    compared: int
    without_line: int
    share: float
    low: float
    high: float
    rollcalls: tuple[RollCall, ...]


def dissent(
    record: Record, matrix: VoteMatrix, actor: str, whom: str = "region", *, draws: int = 2000, seed: int = 0
) -> Dissent:
    """The roll calls in which a state left the majority line of a group; the state itself is not counted in.

    Args:
        record: The record, for borders.
        matrix: The votes.
        actor: The state.
        whom: ``region`` (its regional group at the United Nations), ``neighbours``, or a group's id; a
            group counts only on days when the state belongs to it.
        draws: Bootstrap draws.
        seed: Seed of the draws.

    Raises:
        AskedWronglyError: The state has no vote here, or nobody to be compared with.
    """
    inside, words = others(record, matrix, actor, whom)
    if not inside.any():
        raise AskedWronglyError(
            f"{actors.get(actor).name} has nobody to be compared with in these roll calls: {words}",
            "Widen the period, or name a region or organisation that it belongs to",
        )
    made = counts(matrix, inside)
    own = matrix.choices[matrix.rows([actor])[0]]
    line = np.where(made.sum(axis=1) >= _FELLOWS, majority(made), 0)
    compared = np.flatnonzero((own > 0) & (line > 0))
    left = compared[own[compared] != line[compared]]
    said = made[left].tolist()
    found = tuple(
        Departure(matrix.rollcalls[i], CHOICE_OF[own[i]], CHOICE_OF[line[i]], *told)
        for i, told in zip(left, said, strict=True)
    )
    total, nan = len(compared), float("nan")
    share, low, high = len(found) / total if total else nan, nan, nan
    if total:
        drawn = np.random.default_rng(seed).binomial(total, share, size=draws) / total
        low, high = (float(end) for end in np.quantile(drawn, (0.025, 0.975)))
    without = int((own > 0).sum()) - total
    rollcalls = tuple(matrix.rollcalls[i] for i in compared)
    return Dissent(actor, words, found, total, without, share, low, high, rollcalls)
