"""Known points are recovered, and intervals hold what they promise; a sampler agrees on a tiny case."""

import numpy as np
import pytest
from tests.models.ideal_points.simulate import draw

from multipolar.models.ideal_points import Anchors, VoteArrays, fit_ideal_points, holdout_score

_NINETY = 1.645


def _fit(drawn, **options):
    fit = fit_ideal_points(drawn.votes, anchors=Anchors((drawn.positive,), (drawn.negative,)), **options)
    there = np.isfinite(fit.theta)
    truth = (drawn.theta - drawn.theta[there].mean()) / drawn.theta[there].std()
    return fit, there, truth


@pytest.mark.slow
@pytest.mark.parametrize("walk", ["sequential", "joint"])
def test_ninety_percent_intervals_cover_85_to_95_percent(walk):
    inside, counts = [], []
    for seed in range(8):
        fit, there, truth = _fit(draw(seed), walk=walk)
        assert fit.converged
        inside.append((np.abs(fit.theta - truth) < _NINETY * fit.theta_sd)[there])
        counts.append(fit.votes_used[there])
    hits, votes = np.concatenate(inside), np.concatenate(counts)
    assert 0.85 <= hits.mean() <= 0.95
    # Every seed on its own has some 600 points that move together: a wider band.
    assert all(0.82 <= one.mean() <= 0.97 for one in inside)
    # States with few votes are rare (some 70 points a bin): the binomial error alone is 4 points.
    for few, many in ((1, 5), (5, 10), (10, 25), (25, 100)):
        within = hits[(votes >= few) & (votes < many)]
        assert 0.82 <= within.mean() <= 1.0, (few, many, within.mean())


def test_points_are_recovered():
    fit, there, truth = _fit(draw(3))
    # Median standard deviation is 0.2 where points have variance one: r of some 0.97 is what votes allow.
    assert np.corrcoef(fit.theta[there], truth[there])[0, 1] > 0.95
    assert fit.theta[there].mean() == pytest.approx(0.0, abs=1e-9)
    assert fit.theta[there].std() == pytest.approx(1.0, abs=1e-9)


def test_few_votes_show_in_the_interval():
    drawn = draw(1)
    fit, there, _ = _fit(drawn)
    few = there & (fit.votes_used < 5)
    many = there & (fit.votes_used > 25)
    assert np.median(fit.theta_sd[few]) > 1.5 * np.median(fit.theta_sd[many])


def test_the_same_votes_give_the_same_fit():
    drawn = draw(2, states=20, sessions=4, per_session=20)
    one, other = (fit_ideal_points(drawn.votes, seed=5) for _ in range(2))
    assert np.array_equal(one.theta, other.theta, equal_nan=True)
    assert np.array_equal(one.theta_sd, other.theta_sd, equal_nan=True)


def test_the_start_does_not_matter():
    drawn = draw(2)
    one, other = (fit_ideal_points(drawn.votes, seed=seed, tol=1e-3).theta for seed in (1, 2))
    there = np.isfinite(one)
    assert np.abs(one - other)[there].max() < 0.02


def test_anchors_turn_the_line_and_nothing_else():
    drawn = draw(4)
    up = fit_ideal_points(drawn.votes, anchors=Anchors((drawn.positive,), (drawn.negative,)), tol=1e-3)
    down = fit_ideal_points(drawn.votes, anchors=Anchors((drawn.negative,), (drawn.positive,)), tol=1e-3)
    there = np.isfinite(up.theta)
    assert np.abs(up.theta + down.theta)[there].max() < 0.02
    assert f"state(s) {drawn.positive} lies above" in up.identification


def test_held_back_votes_are_predicted_better_than_by_shares():
    held = holdout_score(draw(5).votes, share=0.1, seed=1)
    assert held.quality.log_score > held.quality.baseline + 0.05
    assert held.quality.reduction > 0.15
    assert held.unscored >= 0


def _gibbs(votes, sweeps, rng):
    """The proper random-walk model by data augmentation (Albert and Chib 1993), one state at a time.

    Cutpoints are drawn by Metropolis steps with the latent positions integrated out; points are standardised
    when read off, as the fit's are.
    """
    from scipy.special import ndtr as cdf
    from scipy.special import ndtri

    def quantile(p):
        return ndtri(np.clip(p, 1e-12, 1 - 1e-12))

    state, item, choice = votes.state, votes.item, votes.choice
    theta, beta = np.zeros(votes.states), np.zeros(votes.items)
    cut = np.tile([-0.5, 0.5], (votes.items, 1))
    kept = []

    def bounds(at):
        low = np.where(choice == 1, -np.inf, np.where(choice == 2, at[item, 0], at[item, 1]))
        high = np.where(choice == 3, np.inf, np.where(choice == 1, at[item, 0], at[item, 1]))
        return low, high

    def chance(at, eta):
        low, high = bounds(at)
        below = np.where(np.isinf(low), 0.0, cdf(np.where(np.isinf(low), 0.0, low - eta)))
        above = np.where(np.isinf(high), 1.0, cdf(np.where(np.isinf(high), 0.0, high - eta)))
        return below, above

    for sweep in range(sweeps):
        eta = beta[item] * theta[state]
        offered = np.sort(cut + rng.normal(scale=0.4, size=cut.shape), axis=1)
        gain = [np.log(np.maximum(np.subtract(*chance(at, eta)[::-1]), 1e-300)) for at in (offered, cut)]
        better = np.bincount(item, gain[0] - gain[1], votes.items)
        inside = (np.abs(offered) < 7).all(axis=1)
        taken = inside & (np.log(rng.random(votes.items)) < better)
        cut = np.where(taken[:, None], offered, cut)
        below, above = chance(cut, eta)
        latent = eta + quantile(below + rng.random(len(eta)) * (above - below))
        precision = 1 + np.bincount(item, theta[state] ** 2, votes.items)
        mean = np.bincount(item, theta[state] * latent, votes.items) / precision
        beta = mean + rng.normal(size=votes.items) / np.sqrt(precision)
        precision = 1 + np.bincount(state, beta[item] ** 2, votes.states)
        mean = np.bincount(state, beta[item] * latent, votes.states) / precision
        theta = mean + rng.normal(size=votes.states) / np.sqrt(precision)
        if sweep > sweeps // 5:
            kept.append((theta - theta.mean()) / theta.std())
    return np.array(kept)


@pytest.mark.slow
def test_a_sampler_agrees_on_eight_states():
    rng = np.random.default_rng(8)
    points = np.linspace(-1.5, 1.5, 8)
    beta = 1.2 * rng.normal(size=40)
    state, item = (axis.ravel() for axis in np.mgrid[:8, :40])
    latent = beta[item] * points[state] + rng.normal(size=320)
    choice = 1 + (latent > -0.2) + (latent > 0.6)
    votes = VoteArrays.of(state, item, np.zeros_like(state), choice)
    fit = fit_ideal_points(votes, anchors=Anchors((7,), (0,)), tol=1e-3)
    drawn = _gibbs(votes, 6000, rng)
    drawn *= np.sign(drawn @ points)[:, None]
    # Eight voters leave each item very uncertain, the worst case for an approximation around a mean.
    assert np.abs(fit.theta[:, 0] - drawn.mean(axis=0) / drawn.mean(axis=0).std()).max() < 0.15
    ratio = fit.theta_sd[:, 0] / drawn.std(axis=0)
    assert 0.65 < np.median(ratio) < 1.35
