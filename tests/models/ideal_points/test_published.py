"""The published series of the General Assembly is reproduced from its votes."""

import numpy as np
import pytest
from tests.models.ideal_points.published import agreement, assembly

from multipolar.models.ideal_points import fit_ideal_points


@pytest.fixture(scope="module")
def whole(shared):
    return assembly(shared / "data")


@pytest.fixture(scope="module")
def fit(whole):
    return fit_ideal_points(whole.votes, anchors=whole.anchors)


@pytest.mark.shared
@pytest.mark.slow
def test_april_2020(whole, fit):
    overall, median, least, points = agreement(fit.theta, whole.april_2020)
    assert fit.converged
    assert points == np.isfinite(fit.theta).sum() == 10_469
    assert fit.votes_used.sum() == 797_301
    assert fit.items_used == 4_783
    # The published sampler itself reaches 0.990, 0.9986 and 0.988 after 500 sweeps.
    assert overall >= 0.988
    assert median >= 0.997
    assert least >= 0.97


@pytest.mark.shared
@pytest.mark.slow
def test_july_2023(whole, fit):
    overall, median, _, points = agreement(fit.theta, whole.july_2023)
    assert points > 10_000
    assert overall >= 0.985
    assert median >= 0.995


@pytest.mark.shared
@pytest.mark.slow
def test_intervals_are_as_wide_as_the_published_ones(shared, fit):
    held = np.load(shared / "data" / "unga-prepared" / "unga_arrays.npz")
    published = np.median((held["pub_q95"] - held["pub_q5"]) / (2 * 1.645))
    # Both are approximations of different kinds; a tenth is the difference between two of their releases.
    assert np.nanmedian(fit.theta_sd) == pytest.approx(published, rel=0.1)


@pytest.mark.shared
@pytest.mark.slow
def test_a_walk_in_both_directions_agrees_within_sessions(whole):
    fit = fit_ideal_points(whole.votes, anchors=whole.anchors, walk="joint")
    overall, median, least, _ = agreement(fit.theta, whole.april_2020)
    # Session means drift apart, as the published prior does not let later sessions speak for earlier ones.
    assert overall >= 0.98
    assert median >= 0.997
    assert least >= 0.97
