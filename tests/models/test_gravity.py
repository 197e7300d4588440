"""Gravity: printed estimates and those of other tools, brute force, and what is left out."""

import csv
import gzip

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError

pytest.importorskip("pyfixest")

from multipolar.models.gravity import fit_gravity, leading_bias, panel
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


@pytest.mark.shared
def test_the_guides_agreements_with_pair_effects(shared):
    """Yotov et al. 2016, chapter 1, table 3, column 3: 0.557 (0.102), symmetric pair effects."""
    held, year, kept = guide(shared, ("rta",))
    a, b, trade, rta = (np.asarray(held[n])[kept] for n in ("exporter", "importer", "trade", "rta"))
    found = fit_gravity(
        panel(trade.astype(float), {"rta": rta.astype(float)}, a, b, year[kept], symmetric=True)
    )
    assert found.coefficients[0] == pytest.approx(0.557, abs=PRINTED)
    assert found.errors[0] == pytest.approx(0.102, abs=PRINTED)
    assert found.separated > 0
    assert found.observations + found.separated == found.rows == kept.sum()


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
            slope += -np.trace(inverse @ cross) + 0.5 * np.trace(curve @ inverse @ spread @ inverse)
    bias = slope / (left[:, 0] ** 2 * found.fitted).sum()
    assert found.coefficients[0] - found.corrected[0] == pytest.approx(bias, rel=1e-6)
    np.testing.assert_allclose(leading_bias(data, left, found.fitted), bias, rtol=1e-6)


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
