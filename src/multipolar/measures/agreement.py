"""How alike actors vote, by several definitions; docs/agreement.md gives each formula.

All definitions are functions of one table: how often one side chose k while the other chose l. Absence is
never a vote: a roll call counts for a pair when both cast a vote in it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.vote_groups import side_mask
from multipolar.measures.vote_matrix import ABSTAIN, NO, YES, VoteMatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

Definition = Literal["identical", "half", "s", "pi", "kappa"]
DEFINITIONS: tuple[Definition, ...] = get_args(Definition)
# Distance of two choices in steps of the scale yes, abstain, no; the longest is 1.
_APART = np.abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2
_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two sides in one period.

    Attributes:
        definition: Which definition.
        value: The figure; NaN where it is not defined (no common vote, or no variation to correct for).
        low: Lower end of the 95 % bootstrap interval over roll calls.
        high: Upper end.
        votes: Roll calls in which both sides voted.
        pairs: Pairs of actors compared; 1 for two states.
        compared: Votes of pairs compared over all roll calls; equal to ``votes`` for two states.
    """

    definition: Definition
    value: float
    low: float
    high: float
    votes: int
    pairs: int = 1
    compared: int = 0


def joint_counts(matrix: VoteMatrix, columns: "NDArray[np.bool_] | None" = None) -> "NDArray[np.float64]":
    """How often each pair made each pair of choices.

    Args:
        matrix: The votes.
        columns: Which roll calls count; all by default.

    Returns:
        Array, actors by actors by 3 by 3, in the order yes, abstain, no.
    """
    choices = matrix.choices if columns is None else matrix.choices[:, columns]
    made = np.concatenate([(choices == code).astype(np.float32) for code in (YES, ABSTAIN, NO)])
    size = len(matrix.actors)
    joint: NDArray[np.float64] = (made @ made.T).reshape(3, size, 3, size).transpose(1, 3, 0, 2)
    return joint.astype(np.float64)


def known_definition(name: str) -> Definition:
    """A definition by its name.

    Raises:
        AskedWronglyError: No such definition; those that there are are listed.
    """
    for known in DEFINITIONS:
        if known == name:
            return known
    raise AskedWronglyError(f"There is no definition {name!r}", f"Choose from {', '.join(DEFINITIONS)}")


def agreement_matrix(joint: "NDArray[np.float64]", definition: Definition) -> "NDArray[np.float64]":
    """Agreement from joint counts; any leading shape.

    Args:
        joint: Counts with the two choices in the last two axes.
        definition: ``identical``, ``half``, ``s`` (Signorino and Ritter 1999), ``pi`` (Scott, weighted,
            after Häge 2011) or ``kappa`` (Cohen, weighted).

    Raises:
        AskedWronglyError: No such definition.
    """
    known_definition(definition)
    total = joint.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = joint / total[..., None, None]
        if definition == "identical":
            return np.asarray(np.trace(share, axis1=-2, axis2=-1))
        apart: NDArray[np.float64] = (share * _APART).sum(axis=(-2, -1))
        if definition == "half":
            return np.asarray(1 - apart)
        if definition == "s":
            return np.asarray(1 - 2 * apart)
        first, second = margins(share, definition)
        expected = np.einsum("...k,kl,...l->...", first, _APART, second)
        corrected: NDArray[np.float64] = 1 - apart / np.where(expected > 0, expected, np.nan)
        return np.asarray(corrected)


def margins(
    share: "NDArray[np.float64]", definition: Definition
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Shares of choices that chance is reckoned with: each side's own, for ``pi`` their mean."""
    first, second = share.sum(axis=-1), share.sum(axis=-2)
    return ((first + second) / 2,) * 2 if definition == "pi" else (first, second)


def standard_error(joint: "NDArray[np.float64]", definition: Definition) -> "NDArray[np.float64]":
    """Standard error of the agreement over roll calls: the limit of the bootstrap, by the delta method.

    Args:
        joint: Counts with the two choices in the last two axes; any leading shape.
        definition: Which definition.
    """
    total = joint.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = joint / total[..., None, None]
        if definition in ("identical", "half", "s"):
            scores = {"identical": np.eye(3), "half": 1 - _APART, "s": 1 - 2 * _APART}[definition]
            influence = scores - (share * scores).sum(axis=(-2, -1))[..., None, None]
        else:
            influence = _corrected_influence(share, definition)
        return np.asarray(np.sqrt((share * influence**2).sum(axis=(-2, -1)) / total))


def _corrected_influence(share: "NDArray[np.float64]", definition: Definition) -> "NDArray[np.float64]":
    """What one more roll call in each cell does to 1 - D / E, D the distance found, E that of chance."""
    first, second = margins(share, definition)
    found = (share * _APART).sum(axis=(-2, -1))[..., None, None]
    expected = np.einsum("...k,kl,...l->...", first, _APART, second)[..., None, None]
    expected = np.where(expected > 0, expected, np.nan)
    moved = (second @ _APART)[..., :, None] + (first @ _APART)[..., None, :] - 2 * expected
    influence: NDArray[np.float64] = -(_APART - found) / expected + found / expected**2 * moved
    return influence


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
    """Agreement of two sides with a bootstrap interval over roll calls.

    A side is a state, or a group with its members as of the day of each vote. Between groups every member
    of the one is compared with every member of the other that voted, never a state with itself; the figure
    is that of all these pairs of votes together, so each pair weighs by the votes it has in common.

    Args:
        matrix: The votes.
        one: A state, region or organisation.
        other: Another; the same group again for agreement within it.
        definition: Which definition.
        columns: Which roll calls count; all by default.
        consensus: Decisions adopted without a vote that count as both saying yes.
        draws: Bootstrap draws.
        seed: Seed of the draws.

    Raises:
        AskedWronglyError: No such definition, one state named twice, or one without a vote in the matrix.
    """
    known_definition(definition)
    if one == other and one in matrix.actors:
        raise AskedWronglyError(f"{one} was named twice", "Name two states, or a group")
    kept = matrix if columns is None else matrix.take(columns)
    tables, pairs = choice_tables(kept, one, other)
    used = tables[tables.any(axis=(1, 2))].astype(float)
    if consensus:
        used = np.concatenate([used, np.tile(np.diag([1.0, 0, 0]), (consensus, 1, 1))])
    votes, joint = len(used), used.sum(axis=0)
    if votes == 0:
        return Agreement(definition, _NAN, _NAN, _NAN, 0, 0, 0)
    value = float(agreement_matrix(joint, definition))
    low, high = _interval(used, definition, draws, seed)
    compared = int(joint.sum()) // (2 if one == other else 1)
    return Agreement(definition, value, low, high, votes, pairs, compared)


def choice_tables(matrix: VoteMatrix, one: str, other: str) -> "tuple[NDArray[np.int64], int]":
    """For each roll call how many pairs of votes made each pair of choices; and how many pairs there are.

    Args:
        matrix: The votes.
        one: A state, region or organisation, with its members as of each day.
        other: Another, or the same.

    Returns:
        Array, roll calls by 3 by 3, in the order yes, abstain, no; and the pairs that ever voted together.
        Within one group each pair stands in the tables twice, as (a, b) and as (b, a), and counts once.
    """
    first, second = (_made(matrix, side) for side in (one, other))
    tables = first.sum(axis=1)[:, None, :] * second.sum(axis=1)[None, :, :]
    tables[range(3), range(3)] -= (first & second).sum(axis=1)
    voted, others = (made.any(axis=0).astype(np.float32) for made in (first, second))
    met: NDArray[np.bool_] = np.matmul(voted, others.T) > 0
    np.fill_diagonal(met, val=False)
    return np.moveaxis(tables, 2, 0), int(met.sum()) // (2 if one == other else 1)


def _made(matrix: VoteMatrix, side: str) -> "NDArray[np.bool_]":
    """Which choice each actor of a side made: choices by actors by roll calls."""
    inside = side_mask(matrix, side)
    return np.stack([(matrix.choices == code) & inside for code in (YES, ABSTAIN, NO)])


def _interval(
    tables: "NDArray[np.float64]", definition: Definition, draws: int, seed: int
) -> tuple[float, float]:
    """The 95 % percentile interval when roll calls are drawn with replacement; equal tables drawn as one."""
    kinds, times = np.unique(tables.reshape(len(tables), 9), axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(tables), times / len(tables), size=draws)
    spread = agreement_matrix((drawn @ kinds).reshape(draws, 3, 3), definition)
    known = spread[~np.isnan(spread)]
    low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (_NAN, _NAN)
    return float(low), float(high)
