"""How far positions on a line stand apart in camps: Esteban and Ray's index, and variance between groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from multipolar.basics.errors import AskedWronglyError

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALPHA_MOST = 1.6
"""Upper end of the exponents that Esteban and Ray's axioms allow."""


@dataclass(frozen=True, slots=True)
class Polarization:
    """Positions of n actors, each of equal weight, held against a division into groups.

    Attributes:
        n: Actors.
        spread: Standard deviation of the positions.
        sizes: Actors in each group, in the order of the groups' means.
        means: Mean position of each group, ascending.
        between: Share of the variance that lies between the groups, 0 to 1; NaN where nobody differs.
        esteban_ray: Esteban and Ray's index of the groups at their means, with ``alpha`` and K = 1.
        alpha: The exponent.
    """

    n: int
    spread: float
    sizes: tuple[int, ...]
    means: tuple[float, ...]
    between: float
    esteban_ray: float
    alpha: float

    @property
    def gap(self) -> float:
        """Distance between the outermost groups' means."""
        return self.means[-1] - self.means[0]


def esteban_ray(weights: Sequence[float], positions: Sequence[float], alpha: float = 1.0) -> float:
    """Esteban and Ray's index of polarization, sum over i, j of w_i^(1 + alpha) w_j |y_i - y_j|, K = 1.

    Args:
        weights: Population share w of each group; they add up to one.
        positions: Position y of each group.
        alpha: How much identification within a group counts, above 0 and at most 1.6.

    Raises:
        AskedWronglyError: ``alpha`` is outside its range, or the weights are not shares.
    """
    check_alpha(alpha)
    w, y = np.asarray(weights, dtype=float), np.asarray(positions, dtype=float)
    if len(w) != len(y) or (w < 0).any() or abs(w.sum() - 1) > 1e-9:
        raise AskedWronglyError("Weights of groups must be shares that add up to one, one for each position")
    return float((w ** (1 + alpha)) @ np.abs(np.subtract.outer(y, y)) @ w)


def check_alpha(alpha: float) -> None:
    """Refuse an exponent that Esteban and Ray's axioms do not allow.

    Raises:
        AskedWronglyError: It is not above 0 and at most 1.6.
    """
    if not 0 < alpha <= ALPHA_MOST:
        raise AskedWronglyError(f"alpha is {alpha:g}", f"Give one above 0 and at most {ALPHA_MOST}")


def polarization(
    positions: "Sequence[float] | NDArray[np.float64]",
    groups: "Sequence[int] | NDArray[np.int64] | None" = None,
    alpha: float = 1.0,
) -> Polarization:
    """How far actors stand apart in groups.

    Args:
        positions: One position for each actor.
        groups: The group of each actor; by default the `best_split` in two.
        alpha: Exponent of Esteban and Ray's index.

    Raises:
        AskedWronglyError: Fewer than two actors, or a position that is not a number.
    """
    y = np.asarray(positions, dtype=float)
    if len(y) < 2 or not np.isfinite(y).all():
        raise AskedWronglyError("Polarization needs at least two positions, each a finite number")
    chosen = best_split(y) if groups is None else np.asarray(groups)
    means = sorted((float(y[chosen == g].mean()), int((chosen == g).sum())) for g in np.unique(chosen))
    centres, sizes = np.array([m for m, _ in means]), np.array([k for _, k in means])
    weights = sizes / len(y)
    total = float(y.var())
    inside = float(weights @ (centres - y.mean()) ** 2)
    return Polarization(
        len(y), total**0.5, tuple(int(k) for k in sizes), tuple(float(m) for m in centres),
        inside / total if total > 0 else float("nan"),
        esteban_ray([float(w) for w in weights], [float(m) for m in centres], alpha), alpha,
    )  # fmt: skip


def best_split(positions: "Sequence[float] | NDArray[np.float64]") -> "NDArray[np.int64]":
    """The division of a line in two with the most variance between its halves (Fisher 1958), exactly.

    Ties go to the lowest cut; where all positions are equal there is one group.

    Returns:
        0 for each actor below the cut, 1 for each above it.
    """
    y = np.asarray(positions, dtype=float)
    order = np.sort(y - y.mean())
    size = len(order)
    below = np.arange(1, size)
    left = np.cumsum(order)[:-1]
    # With positions centred on zero the variance between is left^2 / (below * above), up to a factor.
    between = np.where(order[1:] > order[:-1], left**2 / (below * (size - below)), -1.0)
    if size < 2 or between.max() <= 0:
        return np.zeros(size, dtype=np.int64)
    cut = int(np.argmax(between))
    threshold = np.sort(y)[cut]
    return np.asarray(y > threshold, dtype=np.int64)
