"""Votes drawn from the model with known points, for tests of recovery and coverage."""

from dataclasses import dataclass

import numpy as np

from multipolar.models.ideal_points import VoteArrays


@dataclass(frozen=True)
class Drawn:
    votes: VoteArrays
    theta: np.ndarray
    positive: int
    negative: int


def draw(seed, *, states=60, sessions=12, per_session=40, step=0.3, bridges=0.1, rare=6):
    """States enter late, some vote rarely (15 %), a tenth of the items repeats one of the session before."""
    rng = np.random.default_rng(seed)
    theta = np.cumsum(
        np.column_stack([rng.normal(size=states), step * rng.normal(size=(states, sessions - 1))]), axis=1
    )
    member = np.ones((states, sessions), bool)
    for i in range(states // 3):
        member[i, : rng.integers(0, sessions // 2)] = False
    theta = (theta - theta[member].mean()) / theta[member].std()
    count = sessions * per_session
    session = np.repeat(np.arange(sessions), per_session)
    item = np.arange(count)
    for j in range(per_session, count):
        if rng.random() < bridges:
            item[j] = item[j - per_session]
    beta = 1.4 * rng.normal(size=count)[item]
    low = 0.5 + 0.7 * rng.normal(size=count)[item]
    high = low + rng.uniform(0.2, 1.2, count)[item]
    votes = member[:, session] & (
        rng.random((states, count)) < np.where(np.arange(states) < rare, 0.15, 0.9)[:, None]
    )
    i, j = np.nonzero(votes)
    latent = beta[j] * theta[i, session[j]] + rng.normal(size=len(i))
    choice = 1 + (latent > low[j]).astype(int) + (latent > high[j])
    means = np.where(member, theta, np.nan)
    order = np.argsort(np.nanmean(means, axis=1))
    arrays = VoteArrays.of(i, item[j], session[j], choice, states=states, items=count, sessions=sessions)
    return Drawn(arrays, means, int(order[-1]), int(order[0]))
