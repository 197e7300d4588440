"""Gravity: printed estimates and those of other tools, brute force, and what is left out."""

import csv
import gzip

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError

pytest.importorskip("pyfixest")

from multipolar.models.gravity import NotEstimatedError, fit_gravity, leading_bias, panel
from multipolar.models.gravity.bias import _third
from multipolar.models.gravity.within import within

pytestmark = pytest.mark.filterwarnings("ignore")
# fixest prints nine digits and stops at a deviance change of 1e-8.
FIXEST = 2e-7
# The guide prints three decimals.
PRINTED = 5.1e-4


def generated(countries=7, periods=3, seed=1):
    """Flows from the model with errors whose spread grows with the regressor."""
    rng = np.random.default_rng(seed)
    i, j, t = np.array([
        (i, j, t) for i in range(countries) for j in range(countries) if i != j for t in range(periods)
    ]).T  # fmt: skip
    out, into, pair = (rng.normal(size=(countries, n)) / 3 for n in (periods, periods, countries))
    x = out[i, t] + into[j, t] + pair[i, j] + rng.normal(size=len(i)) / 2
    rate = np.exp(x + out[i, t] + into[j, t] + pair[i, j])
    return rate * rng.gamma(1.5, 1 / 1.5, len(i)), x, i, j, t


def columns(path, *names):
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [[row[name] for row in rows] for name in names]


@pytest.mark.shared
def test_the_reference_values_of_fixest(shared):
    path = shared / "data/gravity-package-panel/gravity_zeros.csv.gz"
    flow, rta, distance, contig, lang, a, b = columns(
        path, "flow", "rta", "distw", "contig", "comlang_off", "iso_o", "iso_d"
    )
    data = panel(
        flow,
        {"rta": rta, "distance": np.log(np.asarray(distance, float)), "contig": contig, "lang": lang},
        a,
        b,
    )
    found = fit_gravity(data, pairs=False)
    assert found.names == ("rta", "distance", "contig", "lang")
    printed = [0.421321283, -0.823116653, 0.395177396, 0.239514099]
    np.testing.assert_allclose(found.coefficients, printed, atol=FIXEST)
    assert found.observations == 22_588


def guide(shared, names, symmetric=False, log=()):
    """The guide's data in the years it uses, and what is left for each application."""
    path = shared / "data/agtpa-applications/agtpa_applications.csv.gz"
    held = dict(
        zip(
            ("exporter", "importer", "year", "trade", *names),
            columns(path, "exporter", "importer", "year", "trade", *names),
            strict=True,
        )
    )
    year = np.asarray(held["year"], float)
    kept = np.isin(year, [1986, 1990, 1994, 1998, 2002, 2006])
    return held, year, kept


# Yotov et al. 2016, chapter 1, table 3: estimates and errors of columns 4 to 7, with symmetric pair effects.
TABLE_3 = {
    4: {"rta": (0.557, 0.102)},
    5: {"rta": (0.520, 0.086), "rta_lead4": (0.077, 0.092)},
    6: {
        "rta": (0.291, 0.089), "rta_lag4": (0.414, 0.067), "rta_lag8": (0.169, 0.043),
        "rta_lag12": (0.119, 0.030),
    },
    7: {
        "rta": (0.116, 0.087), "rta_lag4": (0.288, 0.062), "rta_lag8": (0.069, 0.048),
        "rta_lag12": (0.002, 0.029), "border_1986": (-0.706, 0.048), "border_1990": (-0.480, 0.043),
        "border_1994": (-0.367, 0.033), "border_1998": (-0.158, 0.023), "border_2002": (-0.141, 0.017),
    },
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("column", [4, *(pytest.param(c, marks=pytest.mark.slow) for c in (5, 6, 7))])
def test_the_guides_agreements_with_pair_effects(shared, column):
    printed = TABLE_3[column]
    dates = [name for name in printed if name.startswith("rta")]
    held, year, kept = guide(shared, dates)
    a, b, trade = (np.asarray(held[n])[kept] for n in ("exporter", "importer", "trade"))
    regressors = {n: np.asarray(held[n], float)[kept] for n in dates}
    for name in printed:
        if name.startswith("border"):
            regressors[name] = ((a != b) & (year[kept] == int(name[-4:]))).astype(float)
    found = fit_gravity(panel(trade.astype(float), regressors, a, b, year[kept], symmetric=True))
    np.testing.assert_allclose(found.coefficients, [v for v, _ in printed.values()], atol=PRINTED)
    np.testing.assert_allclose(found.errors, [e for _, e in printed.values()], atol=PRINTED)
    # The log of the guide's own run counts the same (RTAsEffects.log: 28,482 used, 84 excluded).
    assert (found.observations, found.separated) == (28_482, 84)
    if column == 4:
        assert found.coefficients[0] == pytest.approx(0.5571853, abs=2e-7)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("domestic", "printed"),
    [
        (
            False,
            {
                "dist": (-0.822, 0.031),
                "cntg": (0.416, 0.083),
                "lang": (0.250, 0.077),
                "clny": (-0.205, 0.114),
                "rta": (0.191, 0.066),
            },
        ),
        (
            True,
            {
                "dist": (-0.800, 0.030),
                "cntg": (0.393, 0.079),
                "lang": (0.244, 0.077),
                "clny": (-0.182, 0.113),
                "rta": (0.409, 0.069),
            },
        ),
    ],
)
def test_the_guides_agreements_without_pair_effects(shared, domestic, printed):
    """Columns 2 and 3 of table 3: international trade only, and with domestic trade and its own effects."""
    held, year, kept = guide(shared, ("dist", "cntg", "lang", "clny", "rta"))
    same = np.asarray(held["exporter"]) == np.asarray(held["importer"])
    kept &= domestic | ~same
    a, b, trade = (np.asarray(held[n])[kept] for n in ("exporter", "importer", "trade"))
    regressors = {n: np.asarray(held[n], float)[kept] for n in printed}
    regressors["dist"] = np.log(regressors["dist"])
    if domestic:
        regressors |= {f"home_{c}": ((a == c) & (b == c)).astype(float) for c in np.unique(a)}
    data = panel(trade.astype(float), regressors, a, b, year[kept], symmetric=True)
    found = fit_gravity(data, pairs=False)
    np.testing.assert_allclose(found.coefficients[:5], [v for v, _ in printed.values()], atol=PRINTED)
    np.testing.assert_allclose(found.errors[:5], [e for _, e in printed.values()], atol=PRINTED)


@pytest.mark.shared
def test_the_guides_traditional_gravity(shared):
    """Yotov et al. 2016, chapter 1, table 1, column 4: PPML with fixed effects, international trade only."""
    held, year, kept = guide(shared, ("dist", "cntg", "lang", "clny"))
    kept &= np.asarray(held["exporter"]) != np.asarray(held["importer"])
    a, b, trade = (np.asarray(held[n])[kept] for n in ("exporter", "importer", "trade"))
    regressors = {n: np.asarray(held[n], float)[kept] for n in ("dist", "cntg", "lang", "clny")}
    regressors["dist"] = np.log(regressors["dist"])
    found = fit_gravity(panel(trade.astype(float), regressors, a, b, year[kept], symmetric=True), pairs=False)
    np.testing.assert_allclose(found.coefficients, [-0.841, 0.437, 0.247, -0.222], atol=PRINTED)
    np.testing.assert_allclose(found.errors, [0.032, 0.083, 0.077, 0.116], atol=PRINTED)


def test_dummies_give_the_same():
    trade, x, i, j, t = generated()
    found = fit_gravity(panel(trade, {"x": x}, i, j, t))
    dummies = np.column_stack(
        [x, *((codes == k) for codes in (i * 3 + t, j * 3 + t, i * 7 + j) for k in np.unique(codes))]
    )
    beta = np.zeros(dummies.shape[1])
    rate = trade + 0.1
    for _ in range(60):
        working = np.log(rate) + trade / rate - 1
        weight = np.sqrt(rate)[:, None]
        beta = np.linalg.lstsq(dummies * weight, working * weight[:, 0], rcond=1e-12)[0]
        rate = np.exp(dummies @ beta)
    assert found.coefficients[0] == pytest.approx(beta[0], abs=1e-6)
    np.testing.assert_allclose(found.fitted, rate, rtol=1e-4)


def test_the_bias_is_what_plain_loops_give():
    trade, x, i, j, t = generated()
    data = panel(trade, {"x": x}, i, j, t)
    found = fit_gravity(data, correct=True)
    left = within(data.regressors, found.fitted, data.effects(True))
    slope = 0.0
    # The authors' program multiplies each side by n / (n - 1).
    few = 7 / 6
    for one in (i, j):
        for c in np.unique(one):
            info, cross, curve, spread = (np.zeros((3, 3)) for _ in range(4))
            for other in np.unique(j):
                at = (one == c) & ((j if one is i else i) == other)
                if not at.any():
                    continue
                y, rate, z = trade[at], found.fitted[at], left[at, 0]
                share = rate / rate.sum()
                score = y - share * y.sum()
                h = rate.sum() * (np.diag(share) - np.outer(share, share))
                third = np.zeros((3, 3))
                for draw in range(3):
                    e = np.eye(3)[draw] - share
                    third -= rate.sum() * share[draw] * np.outer(e, e) * (e @ z)
                info, cross = info + h, cross + np.outer(h @ z, score)
                curve, spread = curve + third, spread + np.outer(score, score)
            inverse = np.linalg.pinv(info, rcond=1e-9)
            slope += few * (-np.trace(inverse @ cross) + 0.5 * np.trace(curve @ inverse @ spread @ inverse))
    bias = slope / (left[:, 0] ** 2 * found.fitted).sum()
    assert found.coefficients[0] - found.corrected[0] == pytest.approx(bias, rel=1e-6)
    np.testing.assert_allclose(leading_bias(data, left, found.fitted), bias, rtol=1e-6)


def test_the_bias_by_the_other_form_of_the_authors_program():
    """ppml_fe_bias 1.2 takes -(Hx) - (Hx)' for the third derivatives: the same, summed over partners."""
    trade, x, i, j, t = generated(countries=9, periods=4, seed=3)
    data = panel(trade, {"x": x}, i, j, t)
    found = fit_gravity(data, correct=True)
    left = within(data.regressors, found.fitted, data.effects(True))
    slope = 0.0
    for one in (i, j):
        for c in np.unique(one):
            info, cross, curve, spread = (np.zeros((4, 4)) for _ in range(4))
            for other in np.unique(j):
                at = (one == c) & ((j if one is i else i) == other)
                if at.any():
                    rate, z, error = found.fitted[at], left[at, 0], trade[at] - found.fitted[at]
                    h = np.diag(rate) - np.outer(rate, rate) / rate.sum()
                    info, cross = info + h, cross + np.outer(h @ z, error)
                    curve -= h * z[:, None] + (h * z[:, None]).T
                    spread += np.outer(error, error)
            inverse = np.linalg.pinv(info, rcond=1e-9)
            slope += -np.trace(cross @ inverse) + 0.5 * np.trace(inverse @ curve @ inverse @ spread)
    bias = 9 / 8 * slope / (left[:, 0] ** 2 * found.fitted).sum()
    assert found.coefficients[0] - found.corrected[0] == pytest.approx(bias, rel=1e-6)


def test_corrected_errors_are_those_of_dense_leverage():
    trade, x, i, j, t = generated(countries=6, periods=3, seed=2)
    data = panel(trade, {"x": x}, i, j, t)
    found = fit_gravity(data, correct=True)
    rate, pair = found.fitted, i * 6 + j
    dummies = [(codes == k) for codes in (i * 3 + t, j * 3 + t) for k in np.unique(codes)]
    dummies = np.column_stack(dummies).astype(float)
    free = dummies.copy()
    for p in np.unique(pair):
        at = pair == p
        free[at] -= rate[at] @ dummies[at] / rate[at].sum()
    left = within(data.regressors, rate, data.effects(True))
    bread = 1 / (left[:, 0] ** 2 * rate).sum()
    among = np.linalg.pinv((free * rate[:, None]).T @ free, rcond=1e-10)
    meat = 0.0
    for p in np.unique(pair):
        at = pair == p
        h = np.diag(rate[at]) - np.outer(rate[at], rate[at]) / rate[at].sum()
        lever = h @ (bread * np.outer(left[at], left[at]) + dummies[at] @ among @ dummies[at].T)
        error = trade[at] - rate[at]
        meat += (left[at, 0] @ np.linalg.solve(np.eye(3) - lever, error)) * (left[at, 0] @ error)
    expected = np.sqrt(bread * meat * bread * 30 / 29)
    assert found.corrected_errors[0] == pytest.approx(expected, rel=1e-6)
    # They are too small otherwise, which is what the correction is for.
    assert found.corrected_errors[0] > found.errors[0]


def test_zero_groups_are_taken_out_until_none_is_left():
    """What is left of a country once one pair is gone may be all zero in its turn."""
    trade, x, i, j, t = generated()
    trade = np.where((i == 0) & (t == 0), 0.0, trade)
    trade = np.where((j == 1) & (i != 0) & (t == 0), 0.0, trade)
    found = fit_gravity(panel(trade, {"x": x}, i, j, t))
    gone = (t == 0) & ((i == 0) | (j == 1))
    assert found.separated == gone.sum()
    assert not found.kept[gone].any()
    with pytest.raises(NotEstimatedError, match="Every flow is zero"):
        fit_gravity(panel(0 * trade, {"x": x}, i, j, t))


def test_third_derivatives_are_those_of_the_likelihood():
    rng = np.random.default_rng(5)
    y, log_rate, x = rng.random(4) * 9, rng.normal(size=4), rng.normal(size=4)
    share, step = np.exp(log_rate) / np.exp(log_rate).sum(), 1e-5

    def hessian(at):
        p = np.exp(at) / np.exp(at).sum()
        return -y.sum() * (np.diag(p) - np.outer(p, p))

    numeric = (hessian(log_rate + step * x) - hessian(log_rate - step * x)) / (2 * step)
    found = _third(np.array([[y.sum()]]), share[None], x[None])[0]
    np.testing.assert_allclose(found, numeric, atol=1e-6)


def test_what_is_left_out_is_said():
    trade, x, i, j, t = generated()
    trade = np.where((i == 0) & (j == 1), 0.0, trade)
    found = fit_gravity(panel(trade, {"x": x, "size": 1.0 * i, "again": 2 * x}, i, j, t))
    assert found.names == ("x",)
    assert found.collinear == ("size", "again")
    # A pair that never traded is fitted by its effect alone.
    assert found.separated == 3


def test_clusters_of_one_each_are_robust_errors():
    trade, x, i, j, _ = generated(periods=1)
    data = panel(trade, {"x": x}, i, j)
    found = fit_gravity(data, pairs=False)
    left = within(data.regressors, found.fitted, data.effects(False))[:, 0]
    meat = ((left * (trade - found.fitted)) ** 2).sum() / ((left**2 * found.fitted).sum()) ** 2
    assert found.errors[0] == pytest.approx(np.sqrt(meat * 42 / 41), rel=1e-9)
    both = fit_gravity(data, pairs=False, cluster=("exporter", "importer"))
    assert both.clusters == (7, 7)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trade": -1.0}, "below zero"),
        ({"x": np.nan}, "x is not a number"),
        ({"j": 2}, "twice in one period"),
    ],
)
def test_panels_that_are_none(change, message):
    trade, x, i, j, t = generated(periods=1)
    held = {"trade": trade, "x": x, "j": j}
    for name, value in change.items():
        held[name][0] = value
    with pytest.raises(AskedWronglyError, match=message):
        panel(held["trade"], {"x": held["x"]}, i, held["j"], t)


def test_a_correction_needs_pairs_and_periods():
    trade, x, i, j, t = generated(periods=1)
    with pytest.raises(AskedWronglyError, match="over several periods"):
        fit_gravity(panel(trade, {"x": x}, i, j, t), correct=True)
    trade, x, i, j, t = generated()
    with pytest.raises(AskedWronglyError, match="directions are apart"):
        fit_gravity(panel(trade, {"x": x}, i, j, t, symmetric=True), correct=True)
    with pytest.raises(AskedWronglyError, match="Cannot cluster by nothing"):
        fit_gravity(panel(trade, {"x": x}, i, j, t), cluster=())
