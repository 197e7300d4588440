"""The numbers being estimated, and the prior they stand under."""

from dataclasses import dataclass, replace

import numpy as np

from multipolar.models.ideal_points.layout import Layout
from multipolar.models.ideal_points.votes import BoolArray, FloatArray


@dataclass(frozen=True, slots=True)
class Guess:
    """Current values of the variational posterior.

    Attributes:
        theta: Mean point of each cell.
        variance: Its variance given the items.
        item: By item: beta, lower and upper cutpoint, variance of beta.
        ridge: Precision of the pull towards zero, at mean votes; it holds the weighted mean square at one.
    """

    theta: FloatArray
    variance: FloatArray
    item: FloatArray
    ridge: float

    def moved(self, centre: float, scale: float) -> "Guess":
        """The same predictions with theta centred and scaled: theta' = (theta - centre) / scale."""
        item = self.item.copy()
        item[:, 1:3] -= item[:, :1] * centre
        item[:, 0] *= scale
        item[:, 3] *= scale * scale
        return replace(
            self, theta=(self.theta - centre) / scale, variance=self.variance / scale**2, item=item
        )


@dataclass(frozen=True, slots=True)
class Prior:
    """Random walks by state, and a pull towards zero in proportion to a cell's votes.

    Attributes:
        innovation: Variance of each cell's step from the state's cell before it (unused where one opens).
        weight: Weight of each cell: its votes over the mean number of votes.
        opens: Whether a cell is its state's first.
    """

    innovation: FloatArray
    weight: FloatArray
    opens: BoolArray

    @classmethod
    def of(cls, layout: Layout, innovation: FloatArray) -> "Prior":
        """The prior for some votes."""
        return cls(innovation, layout.weight, layout.opens)

    def walk(self, x: FloatArray) -> FloatArray:
        """Precision of the random walks times a vector over cells."""
        step = np.zeros_like(x)
        step[1:] = np.diff(x)
        step = np.where(self.opens, 0.0, step) / self.innovation
        out = step.copy()
        out[:-1] -= step[1:]
        return out

    def spread(self, theta: FloatArray) -> float:
        """Weighted mean square."""
        return float((self.weight * np.square(theta)).sum() / self.weight.sum())
