"""One sector: brute force, identities, and the published formula of gains from trade."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import root
from tests.models._trade import small

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.equilibrium import (
    NotConvergedError,
    conditional_change,
    counterfactual,
    drawn,
    economy,
    resistances,
)  # fmt: skip
from multipolar.models.equilibrium.newton import STEPS

# Equations hold to 1e-10 of an output; a ratio of two such figures is some times less exact.
EXACT = 1e-8
# scipy's root stops at 1e-12 of its own scale; prices follow to about six digits more than are compared.
BRUTE = 1e-7
RULES = ("world_share", "ratio", "balanced")


def brute(flows, cost, theta, before, after, rule):
    """The equations as the papers print them, in levels of prices and gross spending, by a general solver."""
    gross = flows * (1 + before)
    shares = gross / gross.sum(axis=0)
    output, bought = flows.sum(axis=1), flows.sum(axis=0)
    deficit, ratio = (bought - output) / output.sum(), bought / output

    def state(price):
        inside = shares * (price[:, None] * cost * (1 + after) / (1 + before)) ** -theta
        index = inside.sum(axis=0) ** (-1 / theta)
        share = inside / inside.sum(axis=0)
        made = output * price
        keep = made + deficit * made.sum() if rule == "world_share" else made * ratio
        if rule == "ratio":
            keep = keep * made.sum() / keep.sum()
        spent = keep / (1 - (share * after / (1 + after)).sum(axis=0))
        return share * spent / (1 + after), index, spent

    def equations(log_price):
        price = np.exp(log_price)
        sold = state(price)[0].sum(axis=1)
        wrong = sold / (output * price) - 1
        wrong[0] = (output * price).sum() / output.sum() - 1
        return wrong

    found = root(equations, np.zeros(len(flows)), tol=1e-13)
    price = np.exp(found.x)
    new, index, spent = state(price)
    return price, new, index, spent / gross.sum(axis=0) / index


@pytest.mark.parametrize("rule", ["world_share", "ratio"])
@pytest.mark.parametrize("seed", range(5))
def test_a_general_solver_finds_the_same(rule, seed):
    flows, rng = small(4, seed), np.random.default_rng(seed)
    cost = np.exp(0.3 * rng.normal(size=(4, 4)))
    before, after = (0.3 * rng.random((4, 4)) * (1 - np.eye(4)) for _ in range(2))
    theta = 2.0 + 4 * rng.random()
    found = counterfactual(economy(flows, tariffs=before), -theta * np.log(cost), theta, after, rule)
    price, new, index, welfare = brute(flows, cost, theta, before, after, rule)
    np.testing.assert_allclose(found.price, price, rtol=BRUTE)
    np.testing.assert_allclose(found.flows, new, rtol=BRUTE)
    np.testing.assert_allclose(found.price_index, index, rtol=BRUTE)
    np.testing.assert_allclose(found.welfare, welfare, rtol=BRUTE)


@pytest.mark.parametrize("rule", RULES)
def test_no_change_gives_no_change(rule):
    rates = 0.1 * (1 - np.eye(5))
    flows = small(5)
    found = counterfactual(economy(flows, tariffs=rates), np.zeros((5, 5)), 5, imbalances=rule)
    for field in (found.price, found.price_index, found.real_income, found.welfare):
        np.testing.assert_allclose(field, 1, rtol=EXACT)
    np.testing.assert_allclose(found.flows, found.before, rtol=EXACT)


@pytest.mark.parametrize("rule", RULES)
def test_the_accounts_of_the_world_close(rule):
    flows = small(6)
    effect = np.zeros((6, 6))
    effect[0, 1] = effect[1, 0] = 0.5
    found = counterfactual(economy(flows), effect, 5, imbalances=rule)
    base = found.before.sum(axis=1)
    np.testing.assert_allclose(found.flows.sum(axis=1), base * found.price, rtol=EXACT)
    np.testing.assert_allclose(found.flows.sum(), flows.sum(), rtol=EXACT)
    assert found.residual <= 1e-10
    if rule == "balanced":
        np.testing.assert_allclose(found.flows.sum(axis=0), found.flows.sum(axis=1), rtol=EXACT)
    if rule == "world_share":
        gap = found.flows.sum(axis=0) - found.flows.sum(axis=1)
        np.testing.assert_allclose(gap, flows.sum(axis=0) - flows.sum(axis=1), atol=EXACT * flows.sum())


@pytest.mark.parametrize("rule", RULES)
@given(factor=st.floats(0.2, 5))
def test_all_costs_scaled_alike_move_no_trade_and_all_prices(rule, factor):
    found = counterfactual(economy(small(4)), np.full((4, 4), -5 * np.log(factor)), 5, imbalances=rule)
    np.testing.assert_allclose(found.flows, found.before, rtol=EXACT)
    np.testing.assert_allclose(found.welfare, 1 / factor, rtol=EXACT)


@given(unit=st.floats(1e-6, 1e6))
def test_the_currency_does_not_matter(unit):
    effect = np.zeros((4, 4))
    effect[0, 1] = 0.4
    one = counterfactual(economy(small(4)), effect, 5)
    other = counterfactual(economy(unit * small(4)), effect, 5)
    np.testing.assert_allclose(one.welfare, other.welfare, rtol=EXACT)


def test_gains_from_trade_are_those_of_arkolakis_costinot_and_rodriguez_clare():
    theta, effect = 5.0, np.where(np.eye(5, dtype=bool), 0.0, -np.inf)
    found = counterfactual(economy(small(5)), effect, theta, imbalances="balanced")
    home = np.diag(found.before) / found.before.sum(axis=0)
    np.testing.assert_allclose(found.welfare, home ** (1 / theta), rtol=EXACT)


@pytest.mark.parametrize(("armington", "printed"), [(2.5, 5.4), (5.1, 2.0)])
def test_the_printed_gains_of_the_united_states(armington, printed):
    """Eight cents of a dollar on imports (Costinot and Rodríguez-Clare 2018, WIOD): 5.4 and 2.0 per cent.

    The gains by that formula are printed for these two Armington elasticities, one more than the trade
    elasticity, by Bajzik, Havranek, Irsova and Schwarz 2020, section 4; one decimal.
    """
    flows = np.array([[92.0, 8.0], [8.0, 992.0]])
    effect = np.where(np.eye(2, dtype=bool), 0.0, -np.inf)
    found = counterfactual(economy(flows, ("USA", "ROW")), effect, armington - 1)
    assert 100 * (1 - found.welfare[0]) == pytest.approx(printed, abs=0.051)


@given(st.floats(-1, 1), st.floats(1.5, 9), st.integers(0, 30))
def test_real_output_moves_with_the_share_bought_at_home(size, theta, seed):
    flows = small(5, seed)
    effect = size * np.triu(np.ones((5, 5)), 1)
    found = counterfactual(economy(flows), effect, theta)
    home = np.diag(found.flows) / found.flows.sum(axis=0) / (np.diag(flows) / flows.sum(axis=0))
    np.testing.assert_allclose(found.real_income, home ** (-1 / theta), rtol=EXACT)


def test_draws_are_the_single_solutions_summed():
    flows, pattern = small(5), np.zeros((5, 5))
    pattern[0, 1:3] = pattern[1:3, 0] = 1
    sizes, theta = np.array([0.1, 0.5, -0.3]), np.array([3.0, 5.0, 8.0])
    for rule in RULES:
        many = drawn(economy(flows), pattern, sizes, theta, imbalances=rule)
        for i in range(3):
            one = counterfactual(economy(flows), sizes[i] * pattern, theta[i], imbalances=rule)
            np.testing.assert_allclose(many.welfare[i], one.welfare, rtol=EXACT)
            np.testing.assert_allclose(many.exports_inside[i], (one.flows * pattern).sum(axis=1), rtol=EXACT)


def test_an_embargo_ends_the_flow_and_an_ended_country_lives_on_its_own():
    effect = np.zeros((4, 4))
    effect[0, 1:] = effect[1:, 0] = -np.inf
    found = counterfactual(economy(small(4)), effect, 5, imbalances="balanced")
    assert found.flows[0, 1:].sum() == 0
    home = found.before[0, 0] / found.before[:, 0].sum()
    assert found.welfare[0] == pytest.approx(home ** (1 / 5), rel=EXACT)


def test_resistances_fit_their_totals():
    rng = np.random.default_rng(3)
    costs = np.exp(rng.normal(size=(8, 8)) - 3 * (1 - np.eye(8)))
    output, spent = np.exp(rng.normal(size=8)), np.exp(rng.normal(size=8))
    found = resistances(costs, output, spent, reference=2)
    share, part = output / output.sum(), spent / spent.sum()
    flows = costs * np.outer(share / found.outward, part / found.inward)
    np.testing.assert_allclose(flows.sum(axis=1), share, rtol=EXACT)
    np.testing.assert_allclose(flows.sum(axis=0), part, rtol=EXACT)
    assert found.inward[2] == 1


@pytest.mark.parametrize(
    ("flows", "message"),
    [
        (np.ones((2, 3)), "2 by 3"),
        ([[1, -1], [1, 1]], "from A to B is negative"),
        ([[1, np.nan], [1, 1]], "not a number"),
        ([[0, 0], [1, 1]], "A sells nothing"),
        ([[0, 1], [0, 1]], "A buys nothing"),
    ],
)
def test_matrices_that_are_none(flows, message):
    with pytest.raises(AskedWronglyError, match=message):
        economy(flows, ("A", "B"))


def test_totals_that_do_not_balance():
    with pytest.raises(AskedWronglyError, match="does not balance: B sells"):
        economy([[3, 1], [1, 3]], ("A", "B"), output=[4, 5])
    economy([[3, 1], [1, 3]], ("A", "B"), output=[4, 4], absorption=[4, 4])


@pytest.mark.parametrize("theta", [0, -1, np.nan])
def test_elasticities_that_are_none(theta):
    with pytest.raises(AskedWronglyError, match="elasticity"):
        counterfactual(economy(small(3)), np.zeros((3, 3)), theta)


def test_unknown_rule_and_wrong_shapes():
    with pytest.raises(AskedWronglyError, match="no rule 'free'"):
        counterfactual(economy(small(3)), np.zeros((3, 3)), 5, imbalances="free")
    with pytest.raises(AskedWronglyError, match="another shape"):
        counterfactual(economy(small(3)), np.zeros((2, 2)), 5)
    with pytest.raises(AskedWronglyError, match="nowhere"):
        counterfactual(economy(small(3)), np.full((3, 3), -np.inf), 5)


def test_what_does_not_converge_is_no_result(monkeypatch):
    monkeypatch.setattr("multipolar.models.equilibrium.newton.STEPS", 1)
    effect = np.zeros((4, 4))
    effect[0, 1:] = effect[1:, 0] = -np.inf
    with pytest.raises(NotConvergedError, match="did not converge in 1 steps: residual"):
        counterfactual(economy(small(4)), effect, 5)
    assert STEPS > 1


# The documented example of the package gegravity (version 0.3): coefficients and results as printed there.
_COEFFICIENTS = {
    "lndist": -0.3898623, "contiguity": 0.891577, "common_language": 0.0326249, "pta": 0.4711383,
    "international": -3.412584,
}  # fmt: skip
_CONSTANT = 16.32434
# Its results are printed to six decimals; the issue asks for 1e-4.
PRINTED = 2e-6


@pytest.fixture(scope="module")
def documented(shared):
    import csv

    with (shared / "data/gegravity-sample/sample_data_set.dlm").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    names = sorted({row["exporter"] for row in rows})
    place = {name: i for i, name in enumerate(names)}
    log_cost, output, spent = np.zeros((30, 30)), np.zeros(30), np.zeros(30)
    for row in rows:
        i, j = place[row["exporter"]], place[row["importer"]]
        log_cost[i, j] = _CONSTANT + sum(b * float(row[name]) for name, b in _COEFFICIENTS.items())
        output[i], spent[j] = float(row["Y"]), float(row["E"])
    change = np.zeros((30, 30))
    can, jpn = place["CAN"], place["JPN"]
    change[can, jpn] = change[jpn, can] = _COEFFICIENTS["pta"]
    return log_cost, output, spent, change, place


def _abroad(flows):
    return flows.sum(axis=1) - np.diag(flows)


@pytest.mark.shared
def test_the_documented_experiment_of_gegravity(documented):
    log_cost, output, spent, change, place = documented
    found = conditional_change(
        np.exp(log_cost), np.exp(log_cost + change), output, spent, sigma=5, reference=place["DEU"]
    )
    exports = 100 * (_abroad(found.flows) / _abroad(found.before) - 1)
    printed = {
        "CAN": (0.995835, 1.573180, -0.135770, -0.551724), "JPN": (0.999463, 1.249639, None, None),
        "AUS": (1.000071, -0.087678, 0.004143, 0.011249), "BRA": (1.000055, -0.080228, -0.005588, -0.000092),
    }  # fmt: skip
    for name, (welfare, abroad, price, index) in printed.items():
        i = place[name]
        assert found.welfare_statistic[i] == pytest.approx(welfare, abs=PRINTED)
        assert exports[i] == pytest.approx(abroad, abs=PRINTED)
        if price is not None:
            assert 100 * (found.price[i] - 1) == pytest.approx(price, abs=PRINTED)
            assert 100 * (found.price_index[i] - 1) == pytest.approx(index, abs=PRINTED)


@pytest.mark.shared
def test_the_closed_loop_is_near_and_adds_up(documented):
    log_cost, output, spent, change, place = documented
    base = conditional_change(np.exp(log_cost), np.exp(log_cost), output, spent, 5).before
    found = counterfactual(economy(base), change, 4)
    can = place["CAN"]
    # Canada gains a few thousandths either way; only the closed loop's flows add up to its outputs.
    assert 1 / found.welfare[can] == pytest.approx(0.995835, abs=5e-4)
    np.testing.assert_allclose(found.flows.sum(axis=1), base.sum(axis=1) * found.price, rtol=EXACT)
