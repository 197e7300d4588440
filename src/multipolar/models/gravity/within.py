"""Takes the means of many groups out of columns, with weights: what is left varies inside all of them."""

from collections.abc import Sequence

import numpy as np

from multipolar.models.gravity.panel import Codes, Floats

_TOLERANCE = 1e-10
_ROUNDS = 20_000


def within(columns: Floats, weights: Floats, groups: Sequence[Codes]) -> Floats:
    """Columns less their weighted projections on the groups, by turns until nothing moves.

    Args:
        columns: Observations by columns.
        weights: One for each observation, above zero.
        groups: Number of the group of each observation, for each way of grouping.

    Raises:
        ArithmeticError: It does not settle.
    """
    left = columns.copy()
    scale = np.sqrt((weights[:, None] * columns**2).sum(axis=0)) + 1e-300
    sums = [np.bincount(codes, weights) for codes in groups]
    for _ in range(_ROUNDS):
        before = left.copy()
        for codes, total in zip(groups, sums, strict=True):
            for k in range(left.shape[1]):
                left[:, k] -= (np.bincount(codes, weights * left[:, k]) / total)[codes]
        moved = np.sqrt((weights[:, None] * (left - before) ** 2).sum(axis=0)) / scale
        if moved.max() <= _TOLERANCE:
            return left
    raise ArithmeticError(f"means of groups did not settle in {_ROUNDS:,} rounds")
