"""The kernels against quadrature and dense algebra."""

import itertools
import math
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from tests.models.ideal_points.simulate import draw

from multipolar.models.ideal_points import Anchors
from multipolar.models.ideal_points import fit as fitting
from multipolar.models.ideal_points.estimate import iterate
from multipolar.models.ideal_points.kernels import factor, interval, solve, variances
from multipolar.models.ideal_points.layout import lay_out
from multipolar.models.ideal_points.model import Prior
from multipolar.models.ideal_points.start import starting_values
from multipolar.models.ideal_points.uncertainty import standard_deviations


def _density(x):
    return math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)


@pytest.mark.parametrize(
    ("low", "high"), [(-math.inf, 0.3), (-1.0, 0.5), (1.2, math.inf), (-math.inf, -5.0), (4.0, 4.5)]
)
def test_choice_probabilities(low, high):
    normal = NormalDist()
    # Differences of distribution functions are taken in the lower tail, where they are exact.
    ends = (low, high) if low <= 0 else (-high, -low)
    mass = (normal.cdf(ends[1]) if ends[1] < math.inf else 1.0) - (
        normal.cdf(ends[0]) if ends[0] > -math.inf else 0.0
    )
    log, upper, lower = interval(low, high)
    assert log == pytest.approx(math.log(mass), rel=1e-9)
    assert upper == pytest.approx(_density(high) / mass if high < math.inf else 0.0, rel=1e-9)
    assert lower == pytest.approx(_density(low) / mass if low > -math.inf else 0.0, rel=1e-9)


@pytest.mark.parametrize("x", [-6.5, -9.0, -30.0])
def test_far_tails(x):
    """Log probability of a normal below x, by its asymptotic series (Abramowitz and Stegun 26.2.12)."""
    series = 1 - 1 / x**2 + 3 / x**4 - 15 / x**6 + 105 / x**8 - 945 / x**10 + 10395 / x**12
    expected = -0.5 * x * x - math.log(-x * math.sqrt(2 * math.pi)) + math.log(series)
    # The series' own error at 6.5 is 135135 / x^14, some 6e-7.
    assert interval(-math.inf, x)[0] == pytest.approx(expected, abs=1e-6)
    assert interval(-x, math.inf)[0] == interval(-math.inf, x)[0]


def test_chains_against_dense_algebra():
    chain = np.array([0, 4, 5, 8])
    rng = np.random.default_rng(1)
    diagonal, innovation = rng.uniform(0.5, 2, 8), rng.uniform(0.1, 1, 8)
    dense = np.diag(diagonal)
    for first, end in itertools.pairwise(chain):
        for c in range(first + 1, end):
            dense[c - 1 : c + 1, c - 1 : c + 1] += np.array([[1, -1], [-1, 1]]) / innovation[c]
    pivot, off = factor(chain, diagonal, innovation)
    right = rng.normal(size=8)
    own, lagged = variances(chain, pivot, off)
    inverse = np.linalg.inv(dense)
    assert solve(chain, pivot, off, right) == pytest.approx(inverse @ right)
    assert own == pytest.approx(np.diag(inverse))
    assert lagged[1:] == pytest.approx(np.where(off[1:] != 0, np.diag(inverse, -1), 0.0))


def _converged(walk):
    drawn = draw(0, states=30, sessions=6, per_session=30)
    layout = lay_out(drawn.votes, "ignore")
    prior = Prior.of(layout, fitting._innovations(layout, "votes"))
    lean = fitting._lean(layout, Anchors((drawn.positive,), (drawn.negative,)), 0)
    return iterate(
        starting_values(layout, lean), layout, prior, sequential=walk == "sequential", tolerance=1e-4,
        most=200, estimate_innovation=False,
    )  # fmt: skip


@pytest.mark.parametrize("walk", ["sequential", "joint"])
def test_nothing_pulls_at_the_end(walk):
    run = _converged(walk)
    assert run.converged
    # A gradient moves a point by its variance (below 0.3) times itself.
    assert np.abs(run.curve.given_items(run.curve.gradient)).max() < 2e-3
    assert np.abs(run.curve.item_step()).max() < 2e-2


def test_standard_deviations_against_a_dense_inverse():
    run = _converged("joint")
    curve = replace(run.curve, sequential=False)
    theta = run.guess.theta
    dense = np.array([curve.times(unit) for unit in np.eye(len(theta))])
    assert dense == pytest.approx(dense.T, abs=1e-8)
    centred = theta - theta.mean()
    axes = np.stack([np.full_like(theta, len(theta) ** -0.5), centred / np.linalg.norm(centred)], axis=1)
    keep = np.eye(len(theta)) - axes @ axes.T
    exact = np.sqrt(np.diag(keep @ np.linalg.inv(dense) @ keep))
    ratio = standard_deviations(curve, theta) / exact
    # The sessions' shifts and stretches are exact; what single items add is left out, on the low side.
    assert 0.93 < ratio.min() <= ratio.max() < 1.02
    assert np.median(ratio) > 0.97
