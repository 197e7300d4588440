"""The leading bias of three-way pseudo-maximum likelihood, after Weidner and Zylkin 2021."""

import numpy as np

from multipolar.models.gravity.panel import Codes, Floats, Panel


def leading_bias(data: Panel, left: Floats, fitted: Floats) -> Floats:
    r"""What estimates are off, to first order, because effects of exporters and importers are estimated too.

    Pair effects drop out of the likelihood of each pair, a multinomial over periods with shares
    :math:`\vartheta_{ij}` of its total. With score :math:`S_{ij}`, information :math:`H_{ij}` and third
    derivatives :math:`G_{ij}` of a pair, and regressors :math:`\tilde x` cleared of all effects, each side
    adds

    .. math::
        -\mathrm{tr}[(\textstyle\sum H)^+ \sum H \tilde x_k S']
        + \tfrac12 \mathrm{tr}[(\sum G \tilde x_k) (\sum H)^+ (\sum S S') (\sum H)^+]

    summed over exporters and over importers, before the inverse information of the coefficients. Each side is
    multiplied by n / (n - 1) for its number of countries n, as the authors' own program does.

    Args:
        data: The observations that were used.
        left: Regressors cleared of all effects, weighted by the fitted trade.
        fitted: Fitted trade.
    """
    trade, rate, clear, exporter, importer = by_pair(data, left, fitted)
    total = rate.sum(axis=1, keepdims=True)
    share = rate / total
    score = trade - share * trade.sum(axis=1, keepdims=True)
    information = total[:, :, None] * (share[:, :, None] * np.eye(share.shape[1]) - outer(share, share))
    squared = outer(score, score)
    slope = np.zeros(clear.shape[2])
    for k in range(clear.shape[2]):
        x = clear[:, :, k]
        turned = np.einsum("pts,ps->pt", information, x)
        third = _third(total, share, x)
        for side in (exporter, importer):
            inverse = np.linalg.pinv(_summed(information, side), hermitian=True, rcond=1e-9)
            first = np.einsum("gts,gst->", inverse, _summed(outer(turned, score), side))
            spread = inverse @ _summed(squared, side) @ inverse
            second = 0.5 * np.einsum("gts,gst->", _summed(third, side), spread)
            count = len(np.unique(side))
            slope[k] += (second - first) * count / (count - 1)
    weight = (left * fitted[:, None]).T @ left
    return np.asarray(np.linalg.solve(weight, slope))


def _third(total: Floats, share: Floats, x: Floats) -> Floats:
    """Third derivatives of each pair's likelihood, one of the three directions taken along a regressor."""
    apart = share * (x - (share * x).sum(axis=1, keepdims=True))
    return np.asarray(-total[:, :, None] * (
        apart[:, :, None] * np.eye(share.shape[1]) - outer(share, apart) - outer(apart, share)
    ))  # fmt: skip


def outer(a: Floats, b: Floats) -> Floats:
    """The outer product of each row with the same row of another."""
    return np.asarray(a[:, :, None] * b[:, None, :])


def _summed(values: Floats, groups: Codes) -> Floats:
    """Sums over the pairs of each exporter or importer."""
    found = np.zeros((int(groups.max()) + 1, *values.shape[1:]))
    np.add.at(found, groups, values)
    return found


def by_pair(data: Panel, left: Floats, fitted: Floats) -> tuple[Floats, Floats, Floats, Codes, Codes]:
    """Trade, fitted trade and regressors as pairs by periods, zero where a period is missing."""
    pair = np.unique(data.pair, return_inverse=True)[1]
    pairs, periods = int(pair.max()) + 1, int(data.period.max()) + 1
    trade, rate = np.zeros((pairs, periods)), np.zeros((pairs, periods))
    clear = np.zeros((pairs, periods, left.shape[1]))
    trade[pair, data.period], rate[pair, data.period], clear[pair, data.period] = data.trade, fitted, left
    exporter, importer = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    exporter[pair], importer[pair] = data.exporter, data.importer
    return trade, rate, clear, exporter, importer
