"""Starting values: the leading direction in which states' choices depart from each item's mean."""

from statistics import NormalDist

import numpy as np

from multipolar.models.ideal_points.layout import NO_ABSTENTION, NO_NAY, NO_YEA, Layout
from multipolar.models.ideal_points.model import Guess
from multipolar.models.ideal_points.votes import FloatArray, IntArray

# Enough for the leading direction to stand out; the fit itself does the rest.
_TURNS = 8
_CELLS_SHARE = 0.7
_PRIOR_VOTES = 10.0
_FIRST_VARIANCE = 0.02
_FIRST_RIDGE = 1.5


def starting_values(layout: Layout, lean: FloatArray) -> Guess:
    """A first guess.

    Args:
        layout: The votes.
        lean: By cell, which way it is expected to stand (positive, negative, or zero where unknown).
    """
    theta = _direction(layout, lean)
    item = np.zeros((len(layout.item), 4))
    item[:, 1:3] = first_items(layout)
    return Guess(theta, np.full(len(theta), _FIRST_VARIANCE), item, _FIRST_RIDGE)


def first_items(layout: Layout) -> FloatArray:
    """Lower and upper cutpoint of each item by its tally, as if all voters stood in one place."""
    counts = layout.tally.sum(1)
    share = np.cumsum(layout.tally, 1)[:, :2] / counts[:, None]
    edge = 0.5 / counts[:, None]
    cut = _quantiles(np.clip(share, edge, 1 - edge))
    cut[:, 1] = np.maximum(cut[:, 1], cut[:, 0] + 0.05)
    cut[layout.kind == NO_ABSTENTION, 1] = cut[layout.kind == NO_ABSTENTION, 0]
    cut[layout.kind == NO_NAY, 1] = np.inf
    cut[layout.kind == NO_YEA, 0] = -np.inf
    return cut


def _direction(layout: Layout, lean: FloatArray) -> FloatArray:
    """Power iteration between items' loadings and scores: of states first, so that all sessions turn one way.

    Then of cells, each held near its state's mean.
    """
    of_item = np.repeat(np.arange(len(layout.start) - 1), np.diff(layout.start))
    score = layout.choice.astype(float)
    cast = layout.tally.sum(1)
    residual = score - np.bincount(of_item, score)[of_item] / cast[of_item]
    states: IntArray = np.repeat(np.arange(len(layout.chain) - 1), np.diff(layout.chain))
    of_state = states[layout.cell]
    voted = np.bincount(of_state)
    theta = lean
    for turn in range(2 * _TURNS):
        loading = np.bincount(of_item, residual * theta[layout.cell]) / cast
        agreed = residual * loading[of_item]
        own = np.bincount(of_state, agreed) / (voted + _PRIOR_VOTES)
        theta = own[states]
        if turn >= _TURNS:
            cells = np.bincount(layout.cell, agreed) / (layout.votes + _PRIOR_VOTES)
            theta = _CELLS_SHARE * cells + (1 - _CELLS_SHARE) * theta
        theta = theta / max(float(theta.std()), 1e-12)
    return np.asarray((theta - theta.mean()) / max(float(theta.std()), 1e-12))


def _quantiles(share: FloatArray) -> FloatArray:
    normal = NormalDist()
    return np.array([[normal.inv_cdf(float(one)) for one in row] for row in share])
