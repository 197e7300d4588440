"""The numbers being estimated, and the prior they stand under."""

from dataclasses import dataclass, replace

import numpy as np

from multipolar.models.ideal_points.layout import Layout
from multipolar.models.ideal_points.votes import BoolArray, FloatArray, IntArray

# Part of the pull towards zero that acts on a session's mean. The pull is there to hold the scale; means are
# left to the random walks and to repeated items, which say little about them where there are no repeats.
LEVEL_PULL = 0.1
# The least pull on any point, as a part of the mean one: a state with a vote or two, all at one end, would
# leave the scale without it. The published series is not touched by it (r changes in the fifth digit).
LEAST_PULL = 0.1


def pull_weights(told: FloatArray) -> FloatArray:
    """Weights of the pull, of mean one, from what the votes tell of each point."""
    weight = np.maximum(told / told.mean(), LEAST_PULL)
    return np.asarray(weight / weight.mean())


@dataclass(frozen=True, slots=True)
class Guess:
    """Current values of the variational posterior.

    Attributes:
        theta: Mean point of each cell.
        variance: Its variance given the items.
        item: By item: beta, lower and upper cutpoint, variance of beta.
        ridge: Precision of the pull towards zero at mean weight; it holds the variance of all points at one.
        centre: Its offset, which holds their mean at zero.
    """

    theta: FloatArray
    variance: FloatArray
    item: FloatArray
    ridge: float
    centre: float = 0.0

    def moved(self, centre: float, scale: float) -> "Guess":
        """The same predictions with theta centred and scaled: theta' = (theta - centre) / scale."""
        item = self.item.copy()
        item[:, 1:3] -= item[:, :1] * centre
        item[:, 0] *= scale
        item[:, 3] *= scale * scale
        return replace(
            self, theta=(self.theta - centre) / scale, variance=self.variance / scale**2, item=item
        )

    def standardised(self) -> "Guess":
        """The same predictions with points of mean zero and variance one."""
        return self.moved(float(self.theta.mean()), max(float(self.theta.std()), 1e-12))


@dataclass(frozen=True, slots=True)
class Prior:
    """Random walks by state, and a pull towards zero.

    Attributes:
        innovation: Variance of each cell's step from the cell it leans on.
        opens: Whether a cell is its state's first.
        leans: The cell before; for a state's first cell the second, and itself where there is no other.
        session: Session of each cell.
        weight: Weight of each cell in the pull, of mean one.
    """

    innovation: FloatArray
    opens: BoolArray
    leans: IntArray
    session: IntArray
    weight: FloatArray

    @classmethod
    def of(cls, layout: Layout, innovation: FloatArray) -> "Prior":
        """The prior for some votes, with the pull in proportion to them."""
        weight = pull_weights(layout.votes.astype(np.float64))
        return cls(innovation, layout.opens, layout.leans, layout.session, weight)

    def walk(self, x: FloatArray) -> FloatArray:
        """Precision of the random walks times a vector over cells."""
        step = np.zeros_like(x)
        step[1:] = np.diff(x)
        step = np.where(self.opens, 0.0, step) / self.innovation
        out = step.copy()
        out[:-1] -= step[1:]
        return out

    def follow(self, x: FloatArray) -> FloatArray:
        """The same without what flows back: each cell is drawn to the one it leans on, and draws none."""
        return np.asarray((x - x[self.leans]) / self.innovation)

    def pull(self, x: FloatArray) -> FloatArray:
        """Weighted deviations from session means, and a part of the means."""
        mass = np.maximum(np.bincount(self.session, self.weight), 1e-12)
        means = np.bincount(self.session, self.weight * x) / mass
        return np.asarray(self.weight * (x - (1 - LEVEL_PULL) * means[self.session]))
