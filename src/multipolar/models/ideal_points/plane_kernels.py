"""The compiled inner loops in two dimensions: sums by item and by cell, and chains of 2 x 2 blocks."""

import numpy as np

from multipolar.models.ideal_points.jit import each, parallel, serial
from multipolar.models.ideal_points.kernels import vote_terms
from multipolar.models.ideal_points.votes import FloatArray, IntArray


@parallel
def item_sums(
    start: IntArray, cell: IntArray, choice: IntArray, item: FloatArray, theta: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Gradient and curvature of the log likelihood by each item's two discriminations and two cutpoints.

    Args:
        start: First vote of each item.
        cell: Cell of each vote.
        choice: Choice of each vote.
        item: By item: two discriminations, lower and upper cutpoint.
        theta: Point of each cell.
    """
    gradient = np.zeros((len(start) - 1, 4))
    curvature = np.zeros((len(start) - 1, 4, 4))
    for j in each(len(start) - 1):
        g, h = gradient[j], curvature[j]
        for n in range(start[j], start[j + 1]):
            x, y = theta[cell[n], 0], theta[cell[n], 1]
            eta = item[j, 0] * x + item[j, 1] * y
            _, by_low, by_high, at_low, at_high, both = vote_terms(choice[n], eta, item[j, 2], item[j, 3])
            slope, w = -by_low - by_high, at_low + at_high
            g[0] += slope * x
            g[1] += slope * y
            g[2] += by_low
            g[3] += by_high
            h[0, 0] += w * x * x
            h[0, 1] += w * x * y
            h[1, 1] += w * y * y
            h[0, 2] -= at_low * x
            h[1, 2] -= at_low * y
            h[0, 3] -= at_high * x
            h[1, 3] -= at_high * y
            h[2, 2] += at_low + both
            h[2, 3] -= both
            h[3, 3] += at_high + both
        for a in range(4):
            for b in range(a):
                h[a, b] = h[b, a]
    return gradient, curvature


@parallel
def cell_sums(
    blocks: IntArray, start: IntArray, cell: IntArray, choice: IntArray,
    item: FloatArray, inverse: FloatArray, theta: FloatArray,
) -> FloatArray:  # fmt: skip
    """By block and cell: gradient (2), curvature (xx, xy, yy), and the same less what items' error takes.

    With beta the item's discriminations, a vote's curvature is w beta beta'; its cross terms with the item's
    parameters are beta u', so that the vote tells (w - u' D^-1 u) beta beta' once the item has followed.
    """
    out = np.zeros((len(blocks) - 1, len(theta), 8))
    for block in each(len(blocks) - 1):
        u = np.zeros(4)
        for j in range(blocks[block], blocks[block + 1]):
            first, second = item[j, 0], item[j, 1]
            for n in range(start[j], start[j + 1]):
                c = cell[n]
                eta = first * theta[c, 0] + second * theta[c, 1]
                _, by_low, by_high, at_low, at_high, _ = vote_terms(choice[n], eta, item[j, 2], item[j, 3])
                slope, w = -by_low - by_high, at_low + at_high
                u[0], u[1], u[2], u[3] = w * theta[c, 0], w * theta[c, 1], -at_low, -at_high
                told = w - _form(inverse[j], u)
                row = out[block, c]
                row[0] += slope * first
                row[1] += slope * second
                row[2] += w * first * first
                row[3] += w * first * second
                row[4] += w * second * second
                row[5] += told * first * first
                row[6] += told * first * second
                row[7] += told * second * second
    return out


@serial
def _form(matrix: FloatArray, u: FloatArray) -> float:
    total = 0.0
    for a in range(4):
        for b in range(4):
            total += u[a] * matrix[a, b] * u[b]
    return total


@serial
def solve_chains(
    chain: IntArray, diagonal: FloatArray, innovation: FloatArray, right: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Solve each state's chain of 2 x 2 blocks (its diagonal plus a random walk), and the inverse's diagonal.

    Args:
        chain: First cell of each state, and the end.
        diagonal: By cell: xx, xy, yy of the precision without the walk.
        innovation: Variance of the step into each cell, alike in both dimensions.
        right: Right-hand side by cell.

    Returns:
        The solution, and by cell the diagonal of the inverse.
    """
    cells = len(right)
    inverse = np.zeros((cells, 2, 2))
    x = right.copy()
    for s in range(len(chain) - 1):
        first, end = chain[s], chain[s + 1]
        for c in range(first, end):
            back = 1.0 / innovation[c] if c > first else 0.0
            on = 1.0 / innovation[c + 1] if c + 1 < end else 0.0
            a, b, d = diagonal[c, 0] + back + on, diagonal[c, 1], diagonal[c, 2] + back + on
            if c > first:
                p = inverse[c - 1]
                a, b, d = a - back * back * p[0, 0], b - back * back * p[0, 1], d - back * back * p[1, 1]
                x[c, 0] += back * (p[0, 0] * x[c - 1, 0] + p[0, 1] * x[c - 1, 1])
                x[c, 1] += back * (p[1, 0] * x[c - 1, 0] + p[1, 1] * x[c - 1, 1])
            det = a * d - b * b
            inverse[c, 0, 0], inverse[c, 1, 1] = d / det, a / det
            inverse[c, 0, 1] = inverse[c, 1, 0] = -b / det
        _back(first, end, inverse, innovation, x)
    spread = np.empty((cells, 2))
    spread[:, 0], spread[:, 1] = inverse[:, 0, 0], inverse[:, 1, 1]
    return x, spread


@serial
def _back(first: int, end: int, inverse: FloatArray, innovation: FloatArray, x: FloatArray) -> None:
    """From the last session of a state to its first; ``inverse`` goes from pivots to the full inverse."""
    for c in range(end - 1, first - 1, -1):
        p = inverse[c].copy()
        if c + 1 < end:
            on = 1.0 / innovation[c + 1]
            x[c, 0] += on * x[c + 1, 0]
            x[c, 1] += on * x[c + 1, 1]
            for a in range(2):
                for b in range(2):
                    total = 0.0
                    for k in range(2):
                        for m in range(2):
                            total += p[a, k] * inverse[c + 1, k, m] * p[m, b]
                    inverse[c, a, b] = p[a, b] + on * on * total
        first_one = p[0, 0] * x[c, 0] + p[0, 1] * x[c, 1]
        x[c, 1] = p[1, 0] * x[c, 0] + p[1, 1] * x[c, 1]
        x[c, 0] = first_one
