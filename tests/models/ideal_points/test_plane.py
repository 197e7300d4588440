"""Two dimensions: known points are recovered up to what the anchors fix, and intervals hold what they say."""

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points import Anchors, VoteArrays, fit_ideal_plane, fit_ideal_points


def _drawn(seed, states=50, sessions=6, per_session=50):
    """Votes on random walks in a plane; each item has a direction of its own."""
    rng = np.random.default_rng(seed)
    start = rng.normal(size=(states, 1, 2))
    theta = np.cumsum(np.concatenate([start, 0.2 * rng.normal(size=(states, sessions - 1, 2))], axis=1), 1)
    items = sessions * per_session
    session = np.repeat(np.arange(sessions), per_session)
    beta = 1.3 * rng.normal(size=(items, 2))
    low = 0.3 + 0.7 * rng.normal(size=items)
    high = low + rng.uniform(0.2, 1.0, items)
    i, j = np.nonzero(rng.random((states, items)) < 0.85)
    latent = (beta[j] * theta[i, session[j]]).sum(1) + rng.normal(size=len(i))
    choice = 1 + (latent > low[j]).astype(int) + (latent > high[j])
    votes = VoteArrays.of(i, j, session[j], choice, states=states, items=items, sessions=sessions)
    return votes, theta


def _as_identified(theta, positive, negative, up):
    """Mean zero, no correlation, variance one, and turned: what the fit says of its points."""
    flat = theta.reshape(-1, 2)
    values, axes = np.linalg.eigh(np.cov(flat.T, bias=True))
    theta = (theta - flat.mean(0)) @ axes @ np.diag(values**-0.5) @ axes.T
    line = theta[positive].mean(0) - theta[negative].mean(0)
    line /= np.hypot(*line)
    theta = theta @ np.array([[line[0], -line[1]], [line[1], line[0]]])
    return theta * np.where(theta[up].mean(0) < 0, [1.0, -1.0], 1.0)


@pytest.fixture(scope="module")
def fits():
    found = []
    for seed in range(4):
        votes, theta = _drawn(seed)
        means = theta.mean(1)
        sides = (int(means[:, 0].argmax()), int(means[:, 0].argmin()), int(means[:, 1].argmax()))
        fit = fit_ideal_plane(votes, anchors=Anchors((sides[0],), (sides[1],)), up=(sides[2],))
        found.append((votes, fit, _as_identified(theta, *sides), sides))
    return found


def test_known_points_are_recovered(fits):
    for _, fit, truth, _ in fits:
        assert fit.converged
        for dimension in range(2):
            r = np.corrcoef(fit.theta[..., dimension].ravel(), truth[..., dimension].ravel())[0, 1]
            # Standard deviations of some 0.2 where points have variance one: r of 0.97 is what votes allow.
            assert r > 0.95


def test_ninety_percent_intervals_cover_nearly_that(fits):
    inside = [np.abs(fit.theta - truth) < 1.645 * fit.theta_sd for _, fit, truth, _ in fits]
    # The turn itself is estimated and is in no interval: a wider band than in one dimension.
    assert 0.83 <= np.mean(inside) <= 0.95
    assert all(0.78 <= one.mean() <= 0.97 for one in inside)


def test_identification_is_what_it_says(fits):
    for _, fit, _, (positive, negative, up) in fits:
        flat = fit.theta.reshape(-1, 2)
        assert np.cov(flat.T, bias=True) == pytest.approx(np.eye(2), abs=1e-8)
        assert flat.mean(0) == pytest.approx(np.zeros(2), abs=1e-8)
        line = fit.theta[positive].mean(0) - fit.theta[negative].mean(0)
        assert line[0] > 0
        assert line[1] == pytest.approx(0.0, abs=1e-8)
        assert fit.theta[up].mean(0)[1] > 0


def test_two_dimensions_fit_better_where_there_are_two(fits):
    votes, fit, _, (positive, negative, _) = fits[0]
    line = fit_ideal_points(votes, anchors=Anchors((positive,), (negative,)))
    assert fit.quality.log_score > line.quality.log_score + 0.1


def test_the_start_does_not_matter(fits):
    votes, fit, _, (positive, negative, up) = fits[0]
    other = fit_ideal_plane(votes, anchors=Anchors((positive,), (negative,)), up=(up,), seed=9)
    # Both stop within 0.01 a pass of where they would end.
    assert np.abs(fit.theta - other.theta).max() < 0.1


def test_an_anchor_without_votes_is_refused(fits):
    votes, *_ = fits[0]
    with pytest.raises(AskedWronglyError, match="No up anchor cast a vote"):
        fit_ideal_plane(votes, anchors=Anchors((0,), (1,)), up=(999,))


def test_all_votes_identical():
    votes = VoteArrays.of([0, 1, 2], [0, 0, 0], [0, 0, 0], [1, 1, 1])
    with pytest.raises(AskedWronglyError, match="unanimous"):
        fit_ideal_plane(votes, anchors=Anchors((0,), (1,)), up=(2,))
