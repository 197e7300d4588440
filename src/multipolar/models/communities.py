"""Communities in a weighted network: found by the Leiden algorithm, and scored by signed modularity."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.divisions import ordered, stability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]
    IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Communities:
    """The best of several runs of the Leiden algorithm.

    Attributes:
        labels: Community of each node; 0 is the largest, ties by the first node.
        modularity: Of these labels (see `modularity`).
        runs: Runs, each with its own seed.
        agreement: Mean adjusted Rand index of these labels with those of the other runs; 1 for one run.
        kept: For each node the mean share, over the other runs, of its pairs with all other nodes that are
            as they are here: together or apart.
    """

    labels: "IntArray"
    modularity: float
    runs: int
    agreement: float
    kept: "FloatArray"


def communities(
    weights: "FloatArray", *, resolution: float = 1.0, runs: int = 20, seed: int = 0
) -> Communities:
    """Communities of an undirected network that maximise modularity, with how stable they are.

    Args:
        weights: Symmetric array; negative weights repel (Gómez, Jensen and Arenas 2009), NaN is no tie.
            The diagonal is not read.
        resolution: Above 1 more and smaller communities, below 1 fewer (Reichardt and Bornholdt 2006).
        runs: How often to run, with the seeds ``seed``, ``seed + 1``, ...; the best is kept.
        seed: The first seed. Equal arguments give equal results.

    Raises:
        AskedWronglyError: Not a symmetric array, or no positive resolution or number of runs.
        ExtraMissingError: The extra ``blocs`` is not installed.
    """
    held = _checked(weights)
    if not resolution > 0 or runs < 1:
        raise AskedWronglyError("Resolution must be above 0, and there must be at least one run")
    layers = _layers(held)
    found = [_leiden(layers, len(held), resolution, seed + run) for run in range(runs)]
    scores = [modularity(held, labels, resolution) for labels in found]
    # Runs that end in the same communities may differ in the last digit of their score.
    best = next(i for i, score in enumerate(scores) if score >= max(scores) - 1e-12)
    others = [labels for i, labels in enumerate(found) if i != best]
    return Communities(
        found[best], scores[best], runs, *stability(found[best], others)
    )  # fmt: skip


def leiden(weights: "FloatArray", resolution: float, seed: int) -> "IntArray":
    """One run of the Leiden algorithm (Traag, Waltman and van Eck 2019) until nothing improves."""
    held = _checked(weights)
    return _leiden(_layers(held), len(held), resolution, seed)


def _layers(weights: "FloatArray") -> list[tuple[int, Any]]:
    """The graph of ties that attract and that of ties that repel, where there are any."""
    igraph, _ = _libraries()
    layers = []
    for sign in (1, -1):
        rows, columns = np.nonzero(np.triu(sign * weights > 0, 1))
        if len(rows):
            graph = igraph.Graph(n=len(weights), edges=np.stack([rows, columns], axis=1).tolist())
            graph.es["weight"] = np.abs(weights[rows, columns]).tolist()
            layers.append((sign, graph))
    return layers


def _leiden(layers: Sequence[tuple[int, Any]], size: int, resolution: float, seed: int) -> "IntArray":
    if not layers:
        return np.arange(size, dtype=np.int64)
    _, leidenalg = _libraries()
    parts = [
        leidenalg.RBConfigurationVertexPartition(graph, weights="weight", resolution_parameter=resolution)
        for _, graph in layers
    ]
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(seed)
    optimiser.optimise_partition_multiplex(parts, layer_weights=[sign for sign, _ in layers], n_iterations=-1)
    return ordered(np.array(parts[0].membership, dtype=np.int64))


def modularity(weights: "FloatArray", labels: "IntArray", resolution: float = 1.0) -> float:
    """Signed modularity of a division, sum over pairs inside communities of tie less expected tie.

    With w+ and w- the positive and negative parts, s+ and s- a node's sums of them and W+ and W- the sums
    over all nodes: sum over i, j in one community of w_ij - r (s+_i s+_j / W+ - s-_i s-_j / W-), divided by
    W+ + W- (Newman 2006; Gómez, Jensen and Arenas 2009). 0 where there is no tie.
    """
    held = np.nan_to_num(np.asarray(weights, dtype=float)).copy()
    np.fill_diagonal(held, 0)
    same = np.equal.outer(labels, labels)
    total = np.abs(held).sum()
    if total == 0:
        return 0.0
    score = float(held[same].sum())
    for sign in (1, -1):
        strength = np.clip(sign * held, 0, None).sum(axis=1)
        if strength.sum() > 0:
            expected = np.outer(strength, strength)[same].sum() / strength.sum()
            score -= sign * resolution * float(expected)
    return score / float(total)


def _checked(weights: "FloatArray") -> "FloatArray":
    held = np.asarray(weights, dtype=float)
    if held.ndim != 2 or held.shape[0] != held.shape[1]:
        raise AskedWronglyError(f"Weights of ties form a square array, not {held.shape}")
    held = np.where(np.isnan(held), 0.0, held)
    if not np.isfinite(held).all() or not np.allclose(held, held.T):
        raise AskedWronglyError("Weights of ties must be finite, and the same both ways")
    np.fill_diagonal(held, 0.0)
    return held


def _libraries() -> tuple[Any, Any]:
    try:
        return import_module("igraph"), import_module("leidenalg")
    except ImportError:
        raise ExtraMissingError from None


class ExtraMissingError(AskedWronglyError):
    """The libraries that find communities are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Finding communities needs igraph and leidenalg", "Install them: pip install 'multipolar[blocs]'"
        )
