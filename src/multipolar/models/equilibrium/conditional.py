"""Multilateral resistances from trade costs, and the conditional effects that follow from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium.economy import Floats, NotConvergedError, check_elasticity

_TOLERANCE = 1e-12
_STEPS = 60
# Alternating steps before Newton's, which needs a start that is not far.
_ALTERNATING = 10


@dataclass(frozen=True, slots=True)
class Resistances:
    r"""Multilateral resistances to a power, :math:`\Pi_i^{1-\sigma}` and :math:`P_j^{1-\sigma}`.

    Attributes:
        outward: By exporter.
        inward: By importer; one for the reference.
        residual: The largest error of a total, as a share of it.
    """

    outward: Floats
    inward: Floats
    residual: float


@dataclass(frozen=True, slots=True)
class Conditional:
    """What a change in costs does while outputs and expenditures keep their shares of the world.

    Attributes:
        before: Fitted flows before.
        flows: Flows after.
        price: Price at the factory gate, after over before.
        price_index: Inward resistance, after over before.
        welfare_statistic: Real expenditure before over after (Larch and Yotov 2016, equation 25): below
            one is a gain.
        residual: The largest error of a total, as a share of it.
    """

    before: Floats
    flows: Floats
    price: Floats
    price_index: Floats
    welfare_statistic: Floats
    residual: float


def resistances(
    costs: ArrayLike, output: ArrayLike, expenditure: ArrayLike, reference: int = 0
) -> Resistances:
    r"""Solve the resistances of Anderson and van Wincoop 2003.

    :math:`\Pi_i^{1-\sigma} = \sum_j t_{ij} P_j^{\sigma-1} e_j` and
    :math:`P_j^{1-\sigma} = \sum_i t_{ij} \Pi_i^{\sigma-1} s_i`, with shares of the world's output and
    expenditure.

    Args:
        costs: Trade costs to the power of one less the elasticity of substitution, exporters in rows.
        output: By exporter; only its shares count.
        expenditure: By importer; only its shares count.
        reference: The importer whose resistance is one.

    Raises:
        AskedWronglyError: Costs, outputs or expenditures that are not all positive.
        NotConvergedError: The totals are not met.
    """
    t, sold, bought = (np.asarray(a, dtype=float) for a in (costs, output, expenditure))
    for what, values in (("trade cost", t), ("output", sold), ("expenditure", bought)):
        if not np.all(np.isfinite(values)) or np.any(values <= 0):
            raise AskedWronglyError(f"A {what} is not above zero", "Leave that country out")
    share, spent = sold / sold.sum(), bought / bought.sum()
    inward, residual = _balanced(t, share, spent)
    outward = t @ (spent / inward)
    scale = inward[reference]
    return Resistances(outward * scale, inward / scale, residual)


def _balanced(t: Floats, share: Floats, spent: Floats) -> tuple[Floats, float]:
    """Inward resistances: some alternating steps, then Newton's on the log of those inside expenditure."""
    inward = np.ones_like(spent)
    for step in range(_STEPS):
        flows = t * np.outer(share / (t @ (spent / inward)), spent / inward)
        short = spent - flows.sum(axis=0)
        residual = float(np.abs(short / spent).max())
        if residual <= _TOLERANCE:
            return inward, residual
        if step < _ALTERNATING:
            inward = inward * flows.sum(axis=0) / spent
            continue
        slope = np.diag(flows.sum(axis=0)) - flows.T @ (flows / share[:, None]) + np.outer(spent, spent)
        move = np.linalg.solve(slope, short)
        inward = inward * np.exp(-np.clip(move, -2.0, 2.0))
    raise NotConvergedError("The multilateral resistances", residual, _STEPS, _TOLERANCE)


def fitted_flows(
    costs: ArrayLike, output: ArrayLike, expenditure: ArrayLike, reference: int = 0
) -> tuple[Floats, Resistances]:
    """The flows that trade costs, outputs and expenditures imply, and the resistances behind them.

    The columns add up to the expenditures, the rows to the outputs' shares of their sum.

    Raises:
        AskedWronglyError: As `resistances`.
        NotConvergedError: As `resistances`.
    """
    found = resistances(costs, output, expenditure, reference)
    return _flows(costs, np.asarray(output, float), np.asarray(expenditure, float), found), found


def _flows(costs: ArrayLike, output: Floats, expenditure: Floats, at: Resistances) -> Floats:
    share = output / output.sum()
    flows: Floats = np.asarray(costs, float) * np.outer(share / at.outward, expenditure / at.inward)
    return flows


def conditional_change(
    costs: ArrayLike,
    costs_after: ArrayLike,
    output: ArrayLike,
    expenditure: ArrayLike,
    sigma: float,
    reference: int = 0,
) -> Conditional:
    """Conditional effects of a change in trade costs, as the package gegravity computes them.

    Resistances are solved with the shares of output and expenditure before the change, prices at the
    factory gate follow from the outward ones, and outputs and expenditures are then valued at those prices;
    the resistances do not follow, so that flows after do not add up to outputs after. `counterfactual`
    closes this loop.

    Args:
        costs: Trade costs before, to the power of one less sigma.
        costs_after: The same after.
        output: By exporter.
        expenditure: By importer.
        sigma: Elasticity of substitution.
        reference: The importer whose resistance is one before and after: levels of prices depend on it.

    Raises:
        AskedWronglyError: As `resistances`, or an elasticity of substitution not above one.
        NotConvergedError: As `resistances`.
    """
    theta = float(check_elasticity(sigma - 1))
    sold, bought = np.asarray(output, float), np.asarray(expenditure, float)
    flows, first = fitted_flows(costs, sold, bought, reference)
    then = resistances(costs_after, sold, bought, reference)
    price: Floats = (then.outward / first.outward) ** (1 / theta)
    index: Floats = (then.inward / first.inward) ** (-1 / theta)
    after = _flows(costs_after, sold * price, bought * price, then)
    return Conditional(flows, after, price, index, index / price, max(first.residual, then.residual))
