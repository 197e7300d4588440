"""The numbers being estimated, and the prior they stand under."""

from dataclasses import dataclass, replace

import numpy as np

from multipolar.models.ideal_points.layout import Layout
from multipolar.models.ideal_points.votes import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Guess:
    """Current values of the variational posterior.

    Attributes:
        theta: Mean point of each cell.
        variance: Its variance given the items.
        item: By item: beta, lower and upper cutpoint, variance of beta.
        ridge: Precision that keeps the spread around session means at one (a Lagrange multiplier).
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
    """Random walks by state, and the spread of states around their session's mean.

    Attributes:
        innovation: Variance of each cell's step from the state's cell before it (unused where one opens).
        weight: Weight of each cell in means and spread: its votes over the mean number of votes.
        session: Session of each cell.
        opens: Whether a cell is its state's first.
        mass: Weight of each session.
    """

    innovation: FloatArray
    weight: FloatArray
    session: IntArray
    opens: BoolArray
    mass: FloatArray

    @classmethod
    def of(cls, layout: Layout, innovation: FloatArray) -> "Prior":
        """The prior for some votes."""
        mass = np.bincount(layout.session, layout.weight)
        return cls(innovation, layout.weight, layout.session, layout.opens, mass.astype(float))

    def walk(self, x: FloatArray) -> FloatArray:
        """Precision of the random walks times a vector over cells."""
        step = np.zeros_like(x)
        step[1:] = np.diff(x)
        step = np.where(self.opens, 0.0, step) / self.innovation
        out = step.copy()
        out[:-1] -= step[1:]
        return out

    def centred(self, x: FloatArray) -> FloatArray:
        """Weighted deviations from session means, plus the overall mean, which is thereby held at zero."""
        means = np.bincount(self.session, self.weight * x, len(self.mass)) / np.maximum(self.mass, 1e-12)
        return np.asarray(self.weight * (x - means[self.session] + (self.weight @ x) / self.mass.sum()))

    def spread(self, theta: FloatArray) -> float:
        """Weighted variance around session means."""
        return float(theta @ self.centred(theta) / self.weight.sum())
