"""What a change in trade costs or tariffs does where many sectors take inputs from each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium.economy import Floats, NotConvergedError
from multipolar.models.equilibrium.sector_economy import SectorEconomy

TOLERANCE = 1e-9
PASSES = 5_000


@dataclass(frozen=True, slots=True)
class SectorOutcome:
    """An economy of many sectors after a change, in units in which the world's value added is what it was.

    Attributes:
        flows: Sectors by exporters by importers, before tariffs.
        wage: Price of a country's value added, after over before.
        prices: Price indices, sectors by countries, after over before.
        real_income: Value added and tariff revenue over the price of final demand, after over before.
        welfare: The same with the trade deficit counted in.
        revenue: Tariff revenue after.
        residual: The largest error of any equation, as a share of what it says.
        iterations: Passes.
    """

    flows: Floats
    wage: Floats
    prices: Floats
    real_income: Floats
    welfare: Floats
    revenue: Floats
    residual: float
    iterations: int


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What does not change while the equations are solved."""

    kernel: Floats
    net: Floats
    theta: Floats
    value_added: Floats
    inputs: Floats
    wages: Floats
    final_share: Floats
    deficit: Floats
    step: float


@dataclass(frozen=True, slots=True)
class _State:
    """Logs of wages and prices, and spending: what a pass improves."""

    wage: Floats
    price: Floats
    spending: Floats


def sector_counterfactual(
    economy: SectorEconomy, effect: ArrayLike, tariffs: ArrayLike | None = None
) -> SectorOutcome:
    r"""The economy after a change, by the exact hat algebra of Caliendo and Parro 2015.

    Costs are :math:`\hat c^s_i = \hat w_i^{\gamma^s_i} \prod_k (\hat P^k_i)^{\gamma^{ks}_i}`; spending goes
    to exporters as in one sector, with an elasticity for each. Final demand keeps its shares; tariff revenue
    is spent by the importer; a trade deficit stays the same share of the world's value added.

    Args:
        economy: The economy before.
        effect: What the change in costs alone does to the log of each flow; minus infinity ends it. One
            matrix for all sectors, or one each.
        tariffs: Rates after; those before when left out.

    Raises:
        AskedWronglyError: Arrays that do not fit, or a market that nobody could serve.
        NotConvergedError: The equations do not hold after the last pass.
    """
    log_effect = np.asarray(effect, dtype=float)
    after = economy.tariffs if tariffs is None else np.asarray(tariffs, dtype=float)
    if (
        log_effect.shape not in (economy.flows.shape, economy.flows.shape[1:])
        or after.shape != economy.flows.shape
    ):
        raise AskedWronglyError(
            "Effects or tariffs have another shape than the flows", "Give one for each flow"
        )
    if np.any(np.isnan(log_effect)) or np.any(np.isposinf(log_effect)):
        raise AskedWronglyError("An effect is not a number", "Give the change in the log of each flow")
    fixed = _fixed(economy, log_effect, after)
    zero = np.zeros_like(economy.spending)
    state, residual, passes = _solve(fixed, _State(zero[0], zero, economy.spending))
    return _outcome(economy, fixed, state, residual, passes)


def _fixed(economy: SectorEconomy, effect: Floats, after: Floats) -> _Fixed:
    theta = economy.theta[:, None, None]
    gross = economy.flows * (1 + economy.tariffs) / economy.spending[:, None, :]
    kernel = gross * np.exp(effect - theta * np.log((1 + after) / (1 + economy.tariffs)))
    if np.any(kernel.sum(axis=1) == 0):
        s, j = np.argwhere(kernel.sum(axis=1) == 0)[0]
        raise AskedWronglyError(f"After the change nobody could sell {economy.labels[j]} goods of sector {s}")
    wages = (economy.value_added * economy.sales).sum(axis=0)
    final = np.maximum(economy.final, 0.0)
    bought = economy.flows.sum(axis=(0, 1)) - economy.sales.sum(axis=0)
    # A wage that is one per cent higher loses about its trade elasticity in sales, weighted by sector.
    mean = float((economy.theta * economy.flows.sum(axis=(1, 2))).sum() / economy.flows.sum())
    return _Fixed(
        kernel, kernel / (1 + after), economy.theta[:, None], economy.value_added, economy.inputs, wages,
        final / final.sum(axis=0), bought / wages.sum(), 1 / (1 + mean),
    )  # fmt: skip


def _solve(fixed: _Fixed, state: _State) -> tuple[_State, float, int]:
    for done in range(PASSES):
        state, residual = _pass(fixed, state)
        if residual <= TOLERANCE:
            return state, residual, done + 1
        if not np.isfinite(residual):
            break
    raise NotConvergedError("The change in many sectors", residual, done + 1, TOLERANCE)


def _pass(fixed: _Fixed, state: _State) -> tuple[_State, float]:
    """Prices from wages, spending from prices, wages from spending: one pass, and how far each was off."""
    served, reach = _reach(fixed, state)
    price = -np.log(reach) / fixed.theta
    sales = served * _across(fixed.net, state.spending / reach)
    kept = _down(fixed.net, served) / reach
    revenue = (state.spending * (1 - kept)).sum(axis=0)
    earned = fixed.wages * np.exp(state.wage)
    income = earned + revenue + fixed.deficit * earned.sum()
    spending = np.einsum("ksj,sj->kj", fixed.inputs, sales) + fixed.final_share * income
    short = np.log((fixed.value_added * sales).sum(axis=0) / earned)
    wage = state.wage + fixed.step * short
    wage = wage - np.log((fixed.wages * np.exp(wage)).sum() / fixed.wages.sum())
    off = max(
        float(np.abs(price - state.price).max()),
        float(np.abs(spending - state.spending).max() / spending.max()),
        float(np.abs(np.log(spending / state.spending)).max()),
        float(np.abs(short).max()),
    )
    return _State(wage, price, spending), off


def _reach(fixed: _Fixed, state: _State) -> tuple[Floats, Floats]:
    """What each exporter's costs are worth in each sector, and what these add up to at each importer."""
    cost = fixed.value_added * state.wage + np.einsum("ksj,kj->sj", fixed.inputs, state.price)
    served = np.exp(-fixed.theta * cost)
    return served, _down(fixed.kernel, served)


def _down(kernel: Floats, by_exporter: Floats) -> Floats:
    return np.asarray((by_exporter[:, None, :] @ kernel)[:, 0, :])


def _across(kernel: Floats, by_importer: Floats) -> Floats:
    return np.asarray((kernel @ by_importer[:, :, None])[:, :, 0])


def _outcome(
    economy: SectorEconomy, fixed: _Fixed, state: _State, residual: float, passes: int
) -> SectorOutcome:
    served, reach = _reach(fixed, state)
    flows = fixed.net * served[:, :, None] * (state.spending / reach)[:, None, :]
    revenue = state.spending.sum(axis=0) - flows.sum(axis=(0, 1))
    earlier = economy.spending.sum(axis=0) - economy.flows.sum(axis=(0, 1))
    earned = fixed.wages * np.exp(state.wage)
    index = np.exp((fixed.final_share * state.price).sum(axis=0))
    transfer = fixed.deficit * fixed.wages.sum()
    return SectorOutcome(
        flows, np.exp(state.wage), np.exp(state.price), (earned + revenue) / (fixed.wages + earlier) / index,
        (earned + revenue + transfer) / (fixed.wages + earlier + transfer) / index, revenue, residual, passes,
    )  # fmt: skip
