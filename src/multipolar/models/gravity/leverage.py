"""Errors clustered by pair that allow for the noise in estimated effects, after Weidner and Zylkin 2021."""

import numpy as np

from multipolar.models.gravity.bias import by_pair, outer
from multipolar.models.gravity.panel import Codes, Floats, Panel

# The exact correction inverts a matrix over all effects of exporters and importers by period.
MOST_EFFECTS = 4_000


def corrected_covariance(data: Panel, left: Floats, fitted: Floats) -> Floats | None:
    r"""The covariance of three-way estimates, clustered by pair, with each pair's leverage taken off.

    Residuals of a pair are too small because its flows help to estimate their own effects. With the
    information :math:`H_{ij}` of a pair's multinomial likelihood, its regressors :math:`\tilde x_{ij}` and
    the rows :math:`d_{ij}` of its effects by period, scores enter as

    .. math::
        [I - H_{ij} (\tilde x_{ij} W^{-1} \tilde x_{ij}' + d_{ij} W_\phi^{+} d_{ij}')]^{-1} S_{ij} S_{ij}'

    with W the information of the coefficients and :math:`W_\phi = \sum d' H d` that of the effects.

    Returns:
        The covariance; ``None`` where there are more than `MOST_EFFECTS` effects.
    """
    trade, rate, clear, exporter, importer = by_pair(data, left, fitted)
    periods, sellers = trade.shape[1], int(exporter.max()) + 1
    buyers = int(importer.max()) + 1
    if (sellers + buyers) * periods > MOST_EFFECTS:
        return None
    share = rate / rate.sum(axis=1, keepdims=True)
    information = rate.sum(axis=1)[:, None, None] * (
        share[:, :, None] * np.eye(periods) - outer(share, share)
    )
    score = trade - share * trade.sum(axis=1, keepdims=True)
    bread = np.linalg.inv((left * fitted[:, None]).T @ left)
    spread = np.einsum("ptk,kl,psl->pts", clear, bread, clear)
    spread += _effects(information, exporter, sellers + importer, sellers + buyers)
    leverage = np.eye(periods) - information @ spread
    # Where a pair settles an effect alone its score is zero, and a pseudo-inverse leaves it so.
    freed = np.einsum("pts,ps->pt", np.linalg.pinv(leverage, rcond=1e-8), score)
    meat = np.einsum("ptk,pt->pk", clear, freed).T @ np.einsum("ptk,pt->pk", clear, score)
    found = bread @ meat @ bread * len(trade) / (len(trade) - 1)
    return np.asarray((found + found.T) / 2)


def _effects(information: Floats, first: Codes, second: Codes, groups: int) -> Floats:
    """Of each pair, the covariance of the sum of its two effects by period."""
    periods = information.shape[1]
    total = np.zeros((groups, periods, groups, periods))
    for side in (first, second):
        for group in np.unique(side):
            total[group, :, group] = information[side == group].sum(axis=0)
    total[first, :, second] = information
    total[second, :, first] = information
    size = groups * periods
    inverse = _inverse(total.reshape(size, size), int(second.min()), periods)
    blocks = inverse.reshape(groups, periods, groups, periods)
    return np.asarray(sum(blocks[a, :, b] for a in (first, second) for b in (first, second)))


def _inverse(total: Floats, sellers: int, periods: int) -> Floats:
    """An inverse on what the flows tell.

    They tell nothing of the level of a country over all periods, which pairs absorb, nor of shifts between
    all exporters and all importers in a period: these directions are added, which leaves the rest as it is.
    """
    size = len(total)
    groups = size // periods
    level = np.kron(np.eye(groups), np.ones((periods, 1)))
    sign = np.repeat(np.where(np.arange(groups) < sellers, 1.0, -1.0), periods)
    shift = sign[:, None] * np.tile(np.eye(periods), (groups, 1))
    scale = np.trace(total) / size
    free = np.column_stack([level, shift])
    full = total + scale * free @ free.T + np.diag(np.where(np.diag(total) == 0, scale, 0.0))
    try:
        root = np.linalg.inv(np.linalg.cholesky(full))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(total, rcond=1e-12, hermitian=True))
    return np.asarray(root.T @ root)
