"""What a change in trade costs or tariffs does to one world economy: one sector, exact hat algebra."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium.economy import (
    IMBALANCES,
    Economy,
    Floats,
    Imbalances,
    check_elasticity,
    checked_rates,
)
from multipolar.models.equilibrium.newton import Spending, clear


@dataclass(frozen=True, slots=True)
class Outcome:
    """An economy after a change, in units in which the world's output is what it was.

    Every field but the flows has the draws of parameters first, where there are any, and a country last.

    Attributes:
        before: Flows the change is measured from: as given, or with trade balanced first.
        flows: Flows after, before tariffs.
        price: Price of what a country makes, after over before.
        price_index: Price of what it buys, tariffs included, after over before.
        real_income: Output and tariff revenue over the price index, after over before.
        welfare: Spending over the price index, after over before: Yotov et al. 2016 and Larch and Yotov 2016
            print its inverse.
        revenue: Tariff revenue after.
        residual: The largest excess demand, as a share of a country's output.
        iterations: Newton steps.
    """

    before: Floats
    flows: Floats
    price: Floats
    price_index: Floats
    real_income: Floats
    welfare: Floats
    revenue: Floats
    residual: float
    iterations: int


def counterfactual(
    economy: Economy,
    effect: ArrayLike,
    theta: ArrayLike,
    tariffs: ArrayLike | None = None,
    imbalances: Imbalances = "world_share",
) -> Outcome:
    r"""The economy after a change in trade costs, tariffs or both.

    The model is that of Armington in Anderson and van Wincoop 2003; Eaton and Kortum 2002 and the others of
    Arkolakis, Costinot and Rodríguez-Clare 2012 give the same changes. Each country sells what it makes;
    :math:`\theta` is what one per cent of cost takes from trade (the elasticity of substitution less one).
    Tariff revenue is spent by the importer. Imbalances stay (``world_share``: a fixed share of the world's
    output, after Dekle, Eaton and Kortum 2008), spending stays a fixed multiple of output (``ratio``, after
    Yotov et al. 2016), or they are closed before anything is changed (``balanced``).

    Args:
        economy: The economy before.
        effect: What the change in costs alone does to the log of each flow, :math:`-\theta \log\hat\tau`;
            minus infinity ends a flow. One matrix, or one for each draw.
        theta: Trade elasticity; one, or one for each draw.
        tariffs: Rates after the change; those before when left out.
        imbalances: What becomes of trade imbalances.

    Raises:
        AskedWronglyError: A rule that does not exist, an elasticity not above zero, arrays that do not fit.
        NotConvergedError: The equations do not hold after the last step.
    """
    if imbalances not in IMBALANCES:
        raise AskedWronglyError(
            f"There is no rule {imbalances!r} of imbalances", f"Rules: {', '.join(IMBALANCES)}"
        )
    elasticity, log_effect, single = _draws(economy, effect, theta)
    after = economy.tariffs if tariffs is None else checked_rates(tariffs, economy.flows.shape)
    if imbalances != "balanced":
        return _solved(economy.flows, economy, log_effect, elasticity, after, imbalances, single)
    if len(np.unique(elasticity)) > 1:
        # Where trade is balanced depends on the elasticity, so that each draw has an economy of its own.
        raise AskedWronglyError("Balanced trade takes one elasticity at a time", "Solve draw by draw")
    zero = np.zeros_like(economy.flows)[None]
    start = _solved(economy.flows, economy, zero, elasticity[:1], economy.tariffs, "balanced", True)
    return _solved(start.flows, economy, log_effect, elasticity, after, "balanced", single)


def _draws(economy: Economy, effect: ArrayLike, theta: ArrayLike) -> tuple[Floats, Floats, bool]:
    """Elasticities and effects with one first axis for the draws."""
    elasticity, log_effect = check_elasticity(theta), np.asarray(effect, dtype=float)
    if log_effect.shape[-2:] != economy.flows.shape or log_effect.ndim > 3 or elasticity.ndim > 1:
        raise AskedWronglyError("The effects have another shape than the flows", "Give one for each flow")
    if np.any(np.isnan(log_effect)) or np.any(np.isposinf(log_effect)):
        raise AskedWronglyError("An effect is not a number", "Give the change in the log of each flow")
    single = log_effect.ndim == 2 and elasticity.ndim == 0
    stacked = log_effect if log_effect.ndim == 3 else log_effect[None]
    count = max(len(stacked), elasticity.size)
    try:
        return (
            np.broadcast_to(elasticity, (count,)),
            np.broadcast_to(stacked, (count, *economy.flows.shape)),
            single,
        )
    except ValueError:
        problem = f"{len(stacked)} effects do not go with {elasticity.size} elasticities"
        raise AskedWronglyError(problem, "Give as many") from None


def _solved(
    flows: Floats,
    economy: Economy,
    effect: Floats,
    theta: Floats,
    after: Floats,
    rule: Imbalances,
    single: bool,
) -> Outcome:
    turn = np.log((1 + after) / (1 + economy.tariffs))
    kernel = flows * np.exp(effect - (1 + theta)[:, None, None] * turn)
    base = flows.sum(axis=1)
    _check_kernel(kernel, economy)
    cleared = clear(base, kernel, theta, _spending(flows, rule), "The change")
    price: Floats = cleared.output / base
    weight: Floats = price ** -theta[:, None]
    spent = _spending(flows, rule).of(cleared.output)
    new = kernel * weight[:, :, None] * (spent / _reach(weight, kernel))[:, None, :]
    gross = flows * (1 + economy.tariffs)
    reached = _reach(weight, gross * np.exp(effect - theta[:, None, None] * turn))
    index: Floats = (reached / gross.sum(axis=0)) ** (-1 / theta[:, None])
    revenue, earlier = (new * after).sum(axis=1), (flows * economy.tariffs).sum(axis=0)
    income = (cleared.output + revenue) / (base + earlier) / index
    welfare = (spent + revenue) / (flows.sum(axis=0) + earlier) / index
    at = 0 if single else slice(None)
    return Outcome(
        flows, new[at], price[at], index[at], income[at], welfare[at], revenue[at],
        float(cleared.residual.max()), cleared.iterations,
    )  # fmt: skip


def _reach(weight: Floats, kernel: Floats) -> Floats:
    """What each importer's markets add up to, draws by importers."""
    return np.asarray((weight[:, None, :] @ kernel)[:, 0, :])


def _check_kernel(kernel: Floats, economy: Economy) -> None:
    for axis, what in ((2, "sell"), (1, "buy")):
        alone = np.argwhere(kernel.sum(axis=axis) == 0)
        if len(alone):
            raise AskedWronglyError(
                f"After the change {economy.labels[alone[0][1]]} could {what} nowhere, at home neither",
                "Give its sales at home",
            )


def _spending(flows: Floats, rule: Imbalances) -> Spending:
    output, bought = flows.sum(axis=1), flows.sum(axis=0)
    if rule == "ratio":
        return Spending("ratio", bought / output)
    gap = np.zeros_like(output) if rule == "balanced" else (bought - output) / output.sum()
    return Spending("world_share", gap)
