"""The compiled inner loops: ordered probit terms of every vote, products with the cross terms, chains.

Letters: ``eta`` = beta theta; a choice is the latent z = eta + e falling between two cutpoints, e standard
normal; ``a`` and ``b`` are the density at the upper and lower bound over the probability of the choice.
"""

import math

import numpy as np

from multipolar.models.ideal_points.jit import each, parallel, serial
from multipolar.models.ideal_points.votes import FloatArray, IntArray

_ROOT_TWO = math.sqrt(2.0)
_ROOT_TWO_PI = math.sqrt(2.0 * math.pi)
_LOG_ROOT_TWO_PI = math.log(_ROOT_TWO_PI)
_TAIL = -6.0


@serial
def _mills(x: float) -> float:
    """Upper tail over density at x >= 6, by its continued fraction (error below 1e-7 relative)."""
    return 1.0 / (x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 5.0 / (x + 6.0 / x))))))


@serial
def interval(low: float, high: float) -> tuple[float, float, float]:
    """Log probability of a standard normal between two bounds, and the densities at them over it."""
    mirrored = low > 0.0
    if mirrored:
        low, high = -high, -low
    if high < _TAIL:
        gone = math.exp(0.5 * (high * high - low * low)) if low > -math.inf else 0.0
        mass = _mills(-high) - (gone * _mills(-low) if gone > 0.0 else 0.0)
        mass = max(mass, 1e-300)
        upper, lower = 1.0 / mass, gone / mass
        log = math.log(mass) - 0.5 * high * high - _LOG_ROOT_TWO_PI
    else:
        above = 0.5 * math.erfc(-high / _ROOT_TWO) if high < math.inf else 1.0
        below = 0.5 * math.erfc(-low / _ROOT_TWO) if low > -math.inf else 0.0
        mass = max(above - below, 1e-300)
        upper = math.exp(-0.5 * high * high) / (_ROOT_TWO_PI * mass) if high < math.inf else 0.0
        lower = math.exp(-0.5 * low * low) / (_ROOT_TWO_PI * mass) if low > -math.inf else 0.0
        log = math.log(mass)
    return (log, lower, upper) if mirrored else (log, upper, lower)


@serial
def _covariances(
    spread: float, one_cut: bool, h01: float, h02: float, h11: float, h12: float, h22: float
) -> tuple[float, float]:
    """Covariances of beta, of variance ``spread``, with the cutpoints, from the item's curvature."""
    if one_cut:
        both = -spread * (h01 + h02) / (h11 + h22)
        return both, both
    determinant = h11 * h22 - h12 * h12
    if h11 <= 0.0 or h22 <= 0.0 or determinant <= 1e-12 * h11 * h22:
        return (-spread * h01 / h11 if h11 > 0.0 else 0.0), (-spread * h02 / h22 if h22 > 0.0 else 0.0)
    return (
        -spread * (h22 * h01 - h12 * h02) / determinant,
        -spread * (h11 * h02 - h12 * h01) / determinant,
    )


@serial
def vote_terms(
    choice: int, eta: float, first: float, second: float
) -> tuple[float, float, float, float, float, float]:
    """One vote's log probability and its derivatives.

    Returns:
        The log probability; its slopes by the lower and the upper cutpoint (minus their sum is that by eta);
        its curvatures, sign turned, by eta and the lower and by eta and the upper cutpoint (their sum is that
        by eta); and that between the two cutpoints.
    """
    if choice == 1:
        log, a, _ = interval(-math.inf, first - eta)
        return log, a, 0.0, a * (first - eta + a) if a > 0.0 else 0.0, 0.0, 0.0
    if choice == 3:
        log, _, b = interval(second - eta, math.inf)
        return log, 0.0, -b, 0.0, b * (b - second + eta) if b > 0.0 else 0.0, 0.0
    log, a, b = interval(first - eta, second - eta)
    both = a * b
    upper = a * (second - eta + a) - both if a > 0.0 else 0.0
    lower = b * (b - first + eta) - both if b > 0.0 else 0.0
    return log, -b, a, lower, upper, both


@serial
def _item_sums(
    votes: tuple[int, int], cell: IntArray, choice: IntArray, item: FloatArray, theta: FloatArray,
    variance: FloatArray, cross: FloatArray, out: FloatArray,
) -> None:  # fmt: skip
    """Gradient, curvature and log likelihood of one item; each vote's slope and curvatures to ``cross``."""
    beta, first, second = item[0], item[1], item[2]
    g0 = g1 = g2 = h00 = h01 = h02 = h11 = h12 = h22 = logs = 0.0
    for n in range(votes[0], votes[1]):
        c = cell[n]
        t = theta[c]
        log, by_first, by_second, at_first, at_second, both = vote_terms(choice[n], beta * t, first, second)
        w, slope = at_first + at_second, -by_first - by_second
        logs += log
        g0 += t * slope - variance[c] * beta * w
        g1 += by_first
        g2 += by_second
        h00 += (t * t + variance[c]) * w
        h01 -= t * at_first
        h02 -= t * at_second
        h11 += at_first + both
        h12 -= both
        h22 += at_second + both
        cross[n, 0], cross[n, 1], cross[n, 2] = slope, at_first, at_second
    out[0], out[1], out[2], out[3], out[4], out[5] = g0, g1, g2, h00, h01, h02
    out[6], out[7], out[8], out[10] = h11, h12, h22, logs


@serial
def _cell_sums(
    votes: tuple[int, int], cell: IntArray, item: FloatArray, theta: FloatArray,
    cross: FloatArray, out: FloatArray, by_cell: FloatArray,
) -> None:  # fmt: skip
    """Gradient and curvature of one item's votes by their cells, and its cross terms."""
    beta, spread = item[0], item[3]
    with_first, with_second = _covariances(spread, item[1] == item[2], out[4], out[5], out[6], out[7], out[8])
    heavy = 0.0
    for n in range(votes[0], votes[1]):
        c = cell[n]
        slope, at_first, at_second = cross[n, 0], cross[n, 1], cross[n, 2]
        w = at_first + at_second
        pull = (theta[c] * spread - with_first) * at_first
        pull += (theta[c] * spread - with_second) * at_second
        by_cell[c, 0] += beta * slope - pull
        by_cell[c, 1] += (beta * beta + spread) * w
        heavy += spread * w
        cross[n, 0] = beta * theta[c] * w
        cross[n, 1] = -beta * at_first
        cross[n, 2] = -beta * at_second
        cross[n, 3] = spread * w
    out[9] = heavy


@parallel
def evaluate(
    blocks: IntArray, start: IntArray, cell: IntArray, choice: IntArray,
    item: FloatArray, theta: FloatArray, variance: FloatArray, cross: FloatArray,
) -> tuple[FloatArray, FloatArray]:  # fmt: skip
    """Gradient and curvature of the expected log likelihood, one pass over the votes.

    Args:
        blocks: First item of each block.
        start: First vote of each item.
        cell: Cell of each vote.
        choice: Choice of each vote.
        item: By item: beta, lower and upper cutpoint, variance of beta.
        theta: Point of each cell.
        variance: Its variance.
        cross: Filled by vote with minus the second derivatives by theta and beta, cutpoints, and the item's
            centre (the fourth; see ``newton``).

    Returns:
        By item: three gradients, six curvatures (beta-beta, beta-low, beta-high, low-low, low-high,
        high-high), the weight of the fourth cross term, the log likelihood; and by block and cell: gradient,
        curvature.
    """
    by_item = np.zeros((len(start) - 1, 11))
    by_cell = np.zeros((len(blocks) - 1, len(theta), 2))
    for block in each(len(blocks) - 1):
        for j in range(blocks[block], blocks[block + 1]):
            votes, out = (start[j], start[j + 1]), by_item[j]
            _item_sums(votes, cell, choice, item[j], theta, variance, cross, out)
            _cell_sums(votes, cell, item[j], theta, cross, out, by_cell[block])
    return by_item, by_cell


@parallel
def through_items(
    blocks: IntArray, start: IntArray, cell: IntArray, cross: FloatArray, inverse: FloatArray, x: FloatArray
) -> FloatArray:
    """B D^-1 B' times a vector over cells, by block; B holds the cross terms, D the items' blocks."""
    out = np.zeros((len(blocks) - 1, len(x)))
    for block in each(len(blocks) - 1):
        for j in range(blocks[block], blocks[block + 1]):
            u0 = u1 = u2 = u3 = 0.0
            for n in range(start[j], start[j + 1]):
                value = x[cell[n]]
                u0 += cross[n, 0] * value
                u1 += cross[n, 1] * value
                u2 += cross[n, 2] * value
                u3 += cross[n, 3] * value
            m = inverse[j]
            s0 = m[0, 0] * u0 + m[0, 1] * u1 + m[0, 2] * u2
            s1 = m[1, 0] * u0 + m[1, 1] * u1 + m[1, 2] * u2
            s2 = m[2, 0] * u0 + m[2, 1] * u1 + m[2, 2] * u2
            s3 = m[3, 3] * u3
            for n in range(start[j], start[j + 1]):
                out[block, cell[n]] += (
                    cross[n, 0] * s0 + cross[n, 1] * s1 + cross[n, 2] * s2 + cross[n, 3] * s3
                )
    return out


@parallel
def to_items(start: IntArray, cell: IntArray, cross: FloatArray, x: FloatArray) -> FloatArray:
    """B' x: a vector over cells taken to the items' parameters."""
    out = np.zeros((len(start) - 1, 4))
    for j in each(len(start) - 1):
        for n in range(start[j], start[j + 1]):
            for k in range(4):
                out[j, k] += cross[n, k] * x[cell[n]]
    return out


@serial
def to_cells(start: IntArray, cell: IntArray, cross: FloatArray, y: FloatArray, cells: int) -> FloatArray:
    """B y: a vector over the items' parameters taken to the cells."""
    out = np.zeros(cells)
    for j in range(len(start) - 1):
        for n in range(start[j], start[j + 1]):
            for k in range(4):
                out[cell[n]] += cross[n, k] * y[j, k]
    return out


@parallel
def spell_sums(
    edges: IntArray, vote: IntArray, cell: IntArray, cross: FloatArray, basis: FloatArray
) -> FloatArray:
    """B' times each basis vector, apart for every item and session (a spell, whose votes are listed)."""
    out = np.zeros((len(edges) - 1, 4, 2))
    for g in each(len(edges) - 1):
        for place in range(edges[g], edges[g + 1]):
            n = vote[place]
            for k in range(4):
                for a in range(2):
                    out[g, k, a] += cross[n, k] * basis[cell[n], a]
    return out


@serial
def factor(chain: IntArray, diagonal: FloatArray, innovation: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Pivots and off-diagonal of every state's tridiagonal precision: a diagonal plus its random walk."""
    pivot = diagonal.copy()
    off = np.zeros_like(diagonal)
    for s in range(len(chain) - 1):
        for c in range(chain[s] + 1, chain[s + 1]):
            precision = 1.0 / innovation[c]
            pivot[c] += precision
            pivot[c - 1] += precision
            off[c] = -precision
        for c in range(chain[s] + 1, chain[s + 1]):
            pivot[c] -= off[c] * off[c] / pivot[c - 1]
    return pivot, off


@serial
def solve(chain: IntArray, pivot: FloatArray, off: FloatArray, right: FloatArray) -> FloatArray:
    """Solve with the factored precision: forward, then back, along every state's sessions."""
    x = right.copy()
    for s in range(len(chain) - 1):
        first, end = chain[s], chain[s + 1]
        for c in range(first + 1, end):
            x[c] -= off[c] / pivot[c - 1] * x[c - 1]
        x[end - 1] /= pivot[end - 1]
        for c in range(end - 2, first - 1, -1):
            x[c] = (x[c] - off[c + 1] * x[c + 1]) / pivot[c]
    return x


@serial
def variances(chain: IntArray, pivot: FloatArray, off: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Diagonal of the inverse, and the covariance of each cell with the state's cell before it."""
    own = 1.0 / pivot
    lagged = np.zeros_like(own)
    for s in range(len(chain) - 1):
        for c in range(chain[s + 1] - 2, chain[s] - 1, -1):
            gain = -off[c + 1] / pivot[c]
            own[c] += gain * gain * own[c + 1]
            lagged[c + 1] = gain * own[c + 1]
    return own, lagged
