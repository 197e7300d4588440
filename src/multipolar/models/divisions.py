"""Divisions of the same nodes into groups: numbered, compared, followed over time, and who stands where."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]


def stability(labels: "IntArray", others: Sequence["IntArray"]) -> "tuple[float, FloatArray]":
    """Mean adjusted Rand index with other divisions, and the share of each node's pairs that they keep."""
    if not others:
        return 1.0, np.ones(len(labels))
    index = float(np.mean([adjusted_rand(labels, other) for other in others]))
    return index, np.mean([pairs_kept(labels, other) for other in others], axis=0)


def ordered(labels: "IntArray") -> "IntArray":
    """The same communities numbered from the largest, ties by their first node."""
    _, first, inverse, counts = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[inverse], dtype=np.int64)


def adjusted_rand(one: "IntArray", other: "IntArray") -> float:
    """Agreement of two divisions of the same nodes, corrected for chance (Hubert and Arabie 1985).

    1 where they are the same; about 0 for independent ones.
    """
    size = len(one)
    table = np.zeros((int(one.max(initial=0)) + 1, int(other.max(initial=0)) + 1))
    np.add.at(table, (one, other), 1)
    both = _pairs(table).sum()
    first, second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    expected = first * second / max(_pairs(np.array(float(size))), 1)
    most = (first + second) / 2
    # Both all together or all apart: nothing is left to chance, and they are the same.
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def pairs_kept(one: "IntArray", other: "IntArray") -> "FloatArray":
    """For each node, the share of its pairs that two divisions treat alike: together or apart in both."""
    if len(one) < 2:
        return np.ones(len(one))
    alike = np.equal.outer(one, one) == np.equal.outer(other, other)
    return np.asarray((alike.sum(axis=1) - 1) / (len(one) - 1))


def silhouettes(distance: "FloatArray", labels: "IntArray") -> "tuple[FloatArray, FloatArray]":
    """How firmly each node stands in its community (Rousseeuw 1987), and its mean distance to each.

    Args:
        distance: Symmetric array; NaN where it is not known.
        labels: Community of each node, 0 to k - 1.

    Returns:
        Silhouettes (b - a) / max(a, b), with a the mean distance to the other members of its own and b the
        least mean distance to another community: 1 firmly inside, 0 between two, below 0 nearer to
        another; NaN for a node alone in its community or without another. And the mean distances, nodes by
        communities, NaN where nothing is known.
    """
    groups = int(labels.max(initial=-1)) + 1
    known = ~np.isnan(distance)
    np.fill_diagonal(known, False)
    member = np.equal.outer(labels, np.arange(groups)).astype(float)
    counts = known.astype(float) @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, distance, 0.0) @ member / counts
        rows = np.arange(len(labels))
        own = mean[rows, labels]
        others = mean.copy()
        others[rows, labels] = np.nan
        filled = np.where(np.isnan(others), np.inf, others).min(axis=1, initial=np.inf)
        score = np.where(np.isfinite(filled), (filled - own) / np.maximum(filled, own), np.nan)
    # Distances of zero to both: exactly between.
    return np.where((own == 0) & (filled == 0), 0.0, score), mean


def matched(
    before: Mapping[int, frozenset[str]], after: Mapping[int, frozenset[str]], least: float = 0.3
) -> dict[int, int]:
    """Which earlier community each later one continues, by Jaccard's index, the closest pairs first.

    Args:
        before: Members of each earlier community.
        after: Members of each later one.
        least: Pairs whose index (size of the overlap by size of the union, among those present both times)
            is below this are not the same community.

    Returns:
        Later to earlier; communities without a counterpart are missing.
    """
    present = _all(before) & _all(after)
    scored = []
    for new, new_members in after.items():
        for old, old_members in before.items():
            one, other = new_members & present, old_members & present
            if union := one | other:
                scored.append((-len(one & other) / len(union), old, new))
    found: dict[int, int] = {}
    for score, old, new in sorted(scored):
        if -score >= least and new not in found and old not in found.values():
            found[new] = old
    return found


def _all(groups: Mapping[int, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*groups.values()) if groups else frozenset()


def _pairs(count: "FloatArray") -> "FloatArray":
    return np.asarray(count * (count - 1) / 2)
