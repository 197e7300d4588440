"""Solves the market clearing of a world economy by Newton's method, many draws of parameters at once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from multipolar.models.equilibrium.economy import Floats, NotConvergedError

TOLERANCE = 1e-10
STEPS = 60
# The largest change of a log price in one step: a ban on trade would overshoot.
_LONGEST = 0.7


@dataclass(frozen=True, slots=True)
class Cleared:
    """Outputs at which every market clears.

    Attributes:
        output: Draws by countries, in units in which the world's output is what it was.
        residual: For each draw the largest excess demand as a share of the country's output.
        iterations: Newton steps of the slowest draw.
    """

    output: Floats
    residual: Floats
    iterations: int


@dataclass(frozen=True, slots=True)
class Spending:
    """How spending follows output.

    Attributes:
        kind: ``world_share``: output and a fixed share of the world's output, that adds up to zero
            over countries; ``ratio``: a fixed multiple of output, all scaled so that the world spends what
            it earns.
        value: The share or the multiple of each country.
    """

    kind: Literal["world_share", "ratio"]
    value: Floats

    def of(self, output: Floats) -> Floats:
        """Spending of each country, draws by countries."""
        world: Floats = output.sum(axis=-1, keepdims=True)
        if self.kind == "world_share":
            return np.asarray(output + self.value * world)
        raised: Floats = output * self.value
        return np.asarray(raised * (world / raised.sum(axis=-1, keepdims=True)))

    def slope(self, shares: Floats, output: Floats) -> Floats:
        """What a log change of each output adds to the demand for each country, draws by rows by columns."""
        world: Floats = output.sum(axis=-1, keepdims=True)
        if self.kind == "world_share":
            common = shares @ self.value
            return np.asarray((shares + common[:, :, None]) * output[:, None, :])
        raised = output * self.value
        total = raised.sum(axis=-1, keepdims=True)
        spent = raised * (world / total)
        demand = (shares @ spent[:, :, None])[:, :, 0]
        turn = output / world - raised / total
        return np.asarray(shares * spent[:, None, :] + demand[:, :, None] * turn[:, None, :])


def clear(base: Floats, kernel: Floats, theta: Floats, spending: Spending, what: str) -> Cleared:
    r"""Outputs :math:`y` with :math:`y_i = \sum_j K_{ij} w_i n_j(y) / \sum_k K_{kj} w_k`.

    Here :math:`w_i = (y_i / Y_i)^{-\theta}`: a country's output changes with its price, and its sales fall
    with it.

    Args:
        base: Output before, by country.
        kernel: Flows before, times what the change in costs alone does to them; draws by rows by columns.
        theta: Trade elasticity of each draw.
        spending: How spending follows output.
        what: What is solved, for the message of failure.

    Raises:
        NotConvergedError: The equations do not hold after the last step.
    """
    x = np.zeros((len(kernel), len(base)))
    for step in range(STEPS + 1):
        y = base * np.exp(x)
        excess, shares, sales, spent = _excess(kernel, theta, x, y, spending)
        residual: Floats = np.abs(excess / y).max(axis=1)
        if np.all(residual <= TOLERANCE):
            return Cleared(y, residual, step)
        if step == STEPS or not np.all(np.isfinite(residual)):
            break
        x = _step(x, base, excess, _slope(shares, sales, spent, y, theta, spending))
    raise NotConvergedError(what, float(np.nanmax(residual)), step, TOLERANCE)


def _excess(
    kernel: Floats, theta: Floats, x: Floats, y: Floats, spending: Spending
) -> tuple[Floats, Floats, Floats, Floats]:
    weight = np.exp(-theta[:, None] * x)
    price = (weight[:, None, :] @ kernel)[:, 0, :]
    shares = kernel * weight[:, :, None] / price[:, None, :]
    spent = spending.of(y)
    sales = (shares @ spent[:, :, None])[:, :, 0]
    return sales - y, shares, sales, spent


def _slope(
    shares: Floats, sales: Floats, spent: Floats, y: Floats, theta: Floats, spending: Spending
) -> Floats:
    """The Jacobian of excess demand in log outputs, with the free level of prices held."""
    inside: Floats = (shares * (theta[:, None] * spent)[:, None, :]) @ shares.transpose(0, 2, 1)
    inside += spending.slope(shares, y)
    at = np.arange(y.shape[1])
    inside[:, at, at] -= theta[:, None] * sales + y
    # Excess demands add up to zero and so do the columns; this row fixes the world's output.
    inside -= y[:, :, None] * (y / y.sum(axis=1, keepdims=True))[:, None, :]
    return inside


def _step(x: Floats, base: Floats, excess: Floats, slope: Floats) -> Floats:
    move = np.linalg.solve(slope, -excess[:, :, None])[:, :, 0]
    longest = np.abs(move).max(axis=1, keepdims=True)
    moved: Floats = x + move * np.minimum(1.0, _LONGEST / np.maximum(longest, 1e-300))
    world = (base * np.exp(moved)).sum(axis=1, keepdims=True)
    return np.asarray(moved + np.log(base.sum() / world))
