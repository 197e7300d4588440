"""Starting values in two dimensions: the two leading directions of states' departures from items' means."""

import numpy as np

from multipolar.models.ideal_points.layout import Layout
from multipolar.models.ideal_points.start import first_items
from multipolar.models.ideal_points.votes import FloatArray

_TURNS = 12
_CELLS_SHARE = 0.7
_PRIOR_VOTES = 10.0


def plane_start(layout: Layout, seed: int) -> tuple[FloatArray, FloatArray]:
    """Points by cell, whitened, and items without discrimination at their tallies' cutpoints."""
    of_item = np.repeat(np.arange(len(layout.item)), np.diff(layout.start))
    cast = layout.tally.sum(1)
    score = layout.choice.astype(np.float64)
    residual = score - np.bincount(of_item, score)[of_item] / cast[of_item]
    states = np.repeat(np.arange(len(layout.chain) - 1), np.diff(layout.chain))
    voted = np.bincount(states[layout.cell])
    theta = np.random.default_rng(seed).normal(size=(len(layout.state), 2))
    for turn in range(2 * _TURNS):
        loading = _sums(of_item, residual[:, None] * theta[layout.cell]) / cast[:, None]
        agreed = residual[:, None] * loading[of_item]
        theta = (_sums(states[layout.cell], agreed) / (voted + _PRIOR_VOTES)[:, None])[states]
        if turn >= _TURNS:
            cells = _sums(layout.cell, agreed) / (layout.votes + _PRIOR_VOTES)[:, None]
            theta = _CELLS_SHARE * cells + (1 - _CELLS_SHARE) * theta
        theta = _whitened(theta)
    item = np.zeros((len(cast), 4))
    item[:, 2:] = first_items(layout)
    return theta, item


def _sums(groups: np.ndarray, values: FloatArray) -> FloatArray:
    return np.stack([np.bincount(groups, column) for column in values.T], 1)


def _whitened(theta: FloatArray) -> FloatArray:
    turned, _ = np.linalg.qr(theta - theta.mean(0))
    return np.asarray(turned * np.sqrt(len(theta)))
