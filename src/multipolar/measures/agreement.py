"""How alike actors vote, by several definitions; docs/agreement.md gives each formula.

All definitions are functions of one table: how often one actor chose k while the other chose l. Absence is
never a vote: a roll call counts for a pair when both cast a vote in it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

Definition = Literal["identical", "half", "s", "pi", "kappa"]
DEFINITIONS: tuple[Definition, ...] = get_args(Definition)
# Distance of two choices in steps of the scale yes, abstain, no.
_STEPS = np.abs(np.subtract.outer(np.arange(3), np.arange(3))).astype(float)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of one pair in one period.

    Attributes:
        definition: Which definition.
        value: The figure; NaN where it is not defined (no common vote, or no variation to correct for).
        low: Lower end of the 95 % bootstrap interval over roll calls.
        high: Upper end.
        votes: Roll calls in which both voted.
    """

    definition: Definition
    value: float
    low: float
    high: float
    votes: int


def joint_counts(matrix: VoteMatrix, columns: "NDArray[np.bool_] | None" = None) -> "NDArray[np.float64]":
    """How often each pair made each pair of choices.

    Args:
        matrix: The votes.
        columns: Which roll calls count; all by default.

    Returns:
        Array, actors by actors by 3 by 3, in the order yes, abstain, no.
    """
    choices = matrix.choices if columns is None else matrix.choices[:, columns]
    made = [(choices == code).astype(np.float32) for code in (YES, ABSTAIN, NO)]
    size = len(matrix.actors)
    joint = np.empty((size, size, 3, 3))
    for k, first in enumerate(made):
        for other, second in enumerate(made):
            joint[:, :, k, other] = first @ second.T
    return joint


def agreement_matrix(joint: "NDArray[np.float64]", definition: Definition) -> "NDArray[np.float64]":
    """Agreement from joint counts; any leading shape.

    Args:
        joint: Counts with the two choices in the last two axes.
        definition: ``identical``, ``half``, ``s`` (Signorino and Ritter 1999), ``pi`` (Scott, weighted,
            after Häge 2011) or ``kappa`` (Cohen, weighted).

    Raises:
        AskedWronglyError: No such definition.
    """
    if definition not in DEFINITIONS:
        raise AskedWronglyError(
            f"There is no definition {definition!r}", f"Choose from {', '.join(DEFINITIONS)}"
        )
    total = joint.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = joint / total[..., None, None]
        if definition == "identical":
            return np.asarray(np.trace(share, axis1=-2, axis2=-1))
        apart: NDArray[np.float64] = (share * (_STEPS / 2)).sum(axis=(-2, -1))
        if definition == "half":
            return np.asarray(1 - apart)
        if definition == "s":
            return np.asarray(1 - 2 * apart)
        return np.asarray(1 - apart / _by_chance(share, definition))


def _by_chance(share: "NDArray[np.float64]", definition: Definition) -> "NDArray[np.float64]":
    """The distance expected of two actors who keep their shares of choices and vote independently."""
    first, second = share.sum(axis=-1), share.sum(axis=-2)
    if definition == "pi":
        first = second = (first + second) / 2
    expected = first[..., :, None] * second[..., None, :]
    found = (expected * (_STEPS / 2)).sum(axis=(-2, -1))
    return np.where(found > 0, found, np.nan)


def pair_agreement(
    matrix: VoteMatrix,
    one: str,
    other: str,
    definition: Definition = "identical",
    *,
    columns: "NDArray[np.bool_] | None" = None,
    consensus: int = 0,
    draws: int = 2000,
    seed: int = 0,
) -> Agreement:
    """Agreement of two actors with a bootstrap interval over roll calls.

    Args:
        matrix: The votes.
        one: An actor.
        other: Another.
        definition: Which definition.
        columns: Which roll calls count; all by default.
        consensus: Decisions adopted without a vote that count as both saying yes.
        draws: Bootstrap draws.
        seed: Seed of the draws.
    """
    choices = matrix.choices if columns is None else matrix.choices[:, columns]
    first, second = choices[matrix.rows([one, other])]
    both = (first > 0) & (second > 0)
    cells = np.bincount(3 * (first[both].astype(int) - 1) + second[both].astype(int) - 1, minlength=9)
    joint = cells.reshape(3, 3).astype(float)
    joint[0, 0] += consensus
    votes = int(joint.sum())
    if votes == 0:
        return Agreement(definition, float("nan"), float("nan"), float("nan"), 0)
    value = float(agreement_matrix(joint, definition))
    drawn = np.random.default_rng(seed).multinomial(votes, joint.ravel() / votes, size=draws)
    spread = agreement_matrix(drawn.reshape(draws, 3, 3).astype(float), definition)
    known = spread[~np.isnan(spread)]
    low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
    return Agreement(definition, value, float(low), float(high), votes)
