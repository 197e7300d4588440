"""Many sectors: one sector as a special case, identities, formulas of the literature, and brute force."""

import numpy as np
import pytest
from scipy.optimize import root
from tests.models._trade import small

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium import (
    NotConvergedError,
    counterfactual,
    economy,
    sector_counterfactual,
    sector_economy,
)

# Every equation holds to 1e-9; results are sums and powers of such figures.
EXACT = 1e-7


def links(sectors=3, countries=4, seed=2, tariffs=False):
    """An economy of some sectors whose inputs leave final demand."""
    rng = np.random.default_rng(seed)
    flows = np.stack([small(countries, seed + s) for s in range(sectors)])
    bought, sold = flows.sum(axis=1), flows.sum(axis=2)
    # Every sector takes at most six tenths of an equal part of what the country buys of each good.
    most = bought[:, None, :] / (sectors * np.maximum(sold, bought.mean(axis=0)))[None]
    inputs = np.minimum(0.6 * rng.random((sectors, sectors, countries)) * most, 0.3)
    rates = 0.2 * rng.random(flows.shape) * (1 - np.eye(countries)) if tariffs else None
    return sector_economy(flows, 1 - inputs.sum(axis=0), inputs, rng.uniform(3, 8, sectors), rates)


def agreement(countries, size=0.4):
    effect = np.zeros((countries, countries))
    effect[0, 1] = effect[1, 0] = size
    return effect


def test_no_change_gives_no_change():
    found = sector_counterfactual(links(tariffs=True), np.zeros((4, 4)))
    for field in (found.wage, found.prices, found.real_income, found.welfare):
        np.testing.assert_allclose(field, 1, rtol=EXACT)
    np.testing.assert_allclose(found.flows, links(tariffs=True).flows, rtol=EXACT)


def test_one_sector_without_inputs_is_the_one_sector_model():
    flows, rates = small(5), 0.1 * (1 - np.eye(5))
    one = counterfactual(economy(flows, tariffs=rates), agreement(5), 5.0, 2 * rates)
    many = sector_counterfactual(
        sector_economy(flows[None], np.ones((1, 5)), np.zeros((1, 1, 5)), 5.0, rates[None]),
        agreement(5),
        2 * rates[None],
    )
    np.testing.assert_allclose(many.flows[0], one.flows, rtol=EXACT)
    np.testing.assert_allclose(many.welfare, one.welfare, rtol=EXACT)
    np.testing.assert_allclose(many.real_income, one.real_income, rtol=EXACT)


def test_sectors_that_are_alike_are_one():
    flows = small(5)
    split = np.stack([flows / 2, flows / 2])
    one = counterfactual(economy(flows), agreement(5), 5.0)
    two = sector_counterfactual(
        sector_economy(split, np.ones((2, 5)), np.zeros((2, 2, 5)), 5.0), agreement(5)
    )
    np.testing.assert_allclose(two.flows.sum(axis=0), one.flows, rtol=EXACT)
    np.testing.assert_allclose(two.welfare, one.welfare, rtol=EXACT)


def test_inputs_raise_the_gains_by_the_formula():
    """Real wages follow the home share to the power of -1 / (theta times value added share): ACR 2012."""
    theta, added = 5.0, 0.5
    world = sector_economy(small(4)[None], np.full((1, 4), added), np.full((1, 1, 4), 1 - added), theta)
    found = sector_counterfactual(world, agreement(4))
    home = np.diag(found.flows[0]) / found.flows[0].sum(axis=0)
    before = np.diag(world.flows[0]) / world.flows[0].sum(axis=0)
    np.testing.assert_allclose(found.real_income, (home / before) ** (-1 / (theta * added)), rtol=EXACT)


def test_the_accounts_of_every_country_close():
    world = links(tariffs=True)
    found = sector_counterfactual(world, agreement(4), 0.5 * world.tariffs)
    sales, earned = found.flows.sum(axis=2), (world.value_added * world.sales).sum(axis=0) * found.wage
    np.testing.assert_allclose((world.value_added * sales).sum(axis=0), earned, rtol=EXACT)
    deficit = found.flows.sum(axis=(0, 1)) - sales.sum(axis=0)
    before = world.flows.sum(axis=(0, 1)) - world.sales.sum(axis=0)
    np.testing.assert_allclose(deficit, before, atol=EXACT * world.flows.sum())
    np.testing.assert_allclose(earned.sum(), (world.value_added * world.sales).sum(), rtol=EXACT)
    np.testing.assert_allclose(
        found.revenue, (0.5 * world.tariffs * found.flows).sum(axis=(0, 1)), rtol=EXACT
    )


def test_all_costs_scaled_alike_move_no_trade_where_inputs_are_alike():
    flows, theta = np.stack([small(4), small(4, 2)]), np.array([3.0, 7.0])
    world = sector_economy(flows, np.full((2, 4), 0.9), np.full((2, 2, 4), 0.05), theta)
    found = sector_counterfactual(world, -theta[:, None, None] * np.log(1.3) * np.ones(flows.shape))
    np.testing.assert_allclose(found.wage, 1, rtol=EXACT)
    np.testing.assert_allclose(found.flows, flows, rtol=EXACT)
    # Each sector's costs rise by 1.3 again for what it takes from the others.
    np.testing.assert_allclose(found.prices, 1.3 ** (1 / 0.9), rtol=EXACT)


def brute(world, effect):
    """Wages, price indices and spending as unknowns of a general solver, without tariffs."""
    sectors, countries = world.spending.shape
    shares = world.flows / world.spending[:, None, :]
    wages = (world.value_added * world.sales).sum(axis=0)
    final = world.final / world.final.sum(axis=0)
    deficit = (world.flows.sum(axis=(0, 1)) - world.sales.sum(axis=0)) / wages.sum()

    def unpack(x):
        wage, price = np.exp(x[:countries]), np.exp(x[countries : countries * (1 + sectors)])
        spent = world.spending * np.exp(x[countries * (1 + sectors) :]).reshape(sectors, countries)
        return wage, price.reshape(sectors, countries), spent

    def equations(x):
        wage, price, spent = unpack(x)
        wrong_price, wrong_spent = np.zeros_like(price), np.zeros_like(spent)
        sold = np.zeros_like(spent)
        for s in range(sectors):
            cost = np.array([
                wage[i] ** world.value_added[s, i] * np.prod(price[:, i] ** world.inputs[:, s, i])
                for i in range(countries)
            ])  # fmt: skip
            weight = shares[s] * np.exp(effect) * (cost ** -world.theta[s])[:, None]
            wrong_price[s] = weight.sum(axis=0) / price[s] ** -world.theta[s] - 1
            sold[s] = (weight / weight.sum(axis=0) * spent[s]).sum(axis=1)
        income = wages * wage + deficit * (wages * wage).sum()
        for s in range(sectors):
            wanted = (world.inputs[s] * sold).sum(axis=0) + final[s] * income
            wrong_spent[s] = wanted / spent[s] - 1
        wrong_wage = (world.value_added * sold).sum(axis=0) / (wages * wage) - 1
        wrong_wage[0] = (wages * wage).sum() / wages.sum() - 1
        return np.concatenate([wrong_wage, wrong_price.ravel(), wrong_spent.ravel()])

    found = root(equations, np.zeros(countries * (1 + 2 * sectors)), tol=1e-13)
    assert np.abs(equations(found.x)).max() < 1e-10
    return unpack(found.x)


@pytest.mark.parametrize("seed", range(3))
def test_a_general_solver_finds_the_same(seed):
    world = links(2, 3, seed)
    effect = agreement(3)
    wage, price, spent = brute(world, effect)
    found = sector_counterfactual(world, effect)
    np.testing.assert_allclose(found.wage, wage, rtol=EXACT)
    np.testing.assert_allclose(found.prices, price, rtol=EXACT)
    np.testing.assert_allclose(found.flows.sum(axis=1), spent, rtol=EXACT)


def test_tables_that_do_not_fit():
    flows = np.stack([small(3), small(3, 2)])
    zero, one = np.zeros((2, 2, 3)), np.ones((2, 3))
    with pytest.raises(AskedWronglyError, match="Give three axes"):
        sector_economy(small(3), one, zero, 5)
    with pytest.raises(AskedWronglyError, match=r"add up to 1\.2"):
        sector_economy(flows, one, zero + 0.1, 5)
    with pytest.raises(AskedWronglyError, match="do not fit 2 sectors and 3 countries"):
        sector_economy(flows, one[:1], zero, 5)
    with pytest.raises(AskedWronglyError, match="flow is below"):
        sector_economy(-flows, one, zero, 5)
    taken = zero.copy()
    taken[0, :, 1] = 0.9
    with pytest.raises(AskedWronglyError, match="take more of sector 0 than the country buys"):
        sector_economy(flows * [[[0.1]], [[1]]], 1 - taken.sum(axis=0), taken, 5)


def test_what_does_not_converge_is_no_result(monkeypatch):
    monkeypatch.setattr("multipolar.models.equilibrium.sectors.PASSES", 2)
    with pytest.raises(NotConvergedError, match="did not converge in 2 steps"):
        sector_counterfactual(links(), agreement(4))
