"""Communities against brute force over every division of tiny networks; comparisons against pair counts."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.models import communities as module
from multipolar.models.communities import ExtraMissingError, communities, leiden, modularity
from multipolar.models.divisions import (
    adjusted_rand,
    matched,
    ordered,
    pairs_kept,
    silhouettes,
)

pytest.importorskip("leidenalg")
# Sums of a few dozen products of weights of size one.
ROUNDING = 1e-9


def _divisions(size: int) -> Iterator[tuple[int, ...]]:
    """Every division of nodes into groups, once: restricted growth strings."""

    def grow(prefix: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(prefix) == size:
            yield prefix
            return
        for label in range(max(prefix, default=-1) + 2):
            yield from grow((*prefix, label))

    return grow(())


def _brute(weights: np.ndarray, labels: tuple[int, ...], resolution: float) -> float:
    """Signed modularity pair by pair, as Gómez, Jensen and Arenas (2009) write it."""
    size = len(weights)
    pos = [[max(weights[i, j], 0) if i != j else 0 for j in range(size)] for i in range(size)]
    neg = [[max(-weights[i, j], 0) if i != j else 0 for j in range(size)] for i in range(size)]
    total_pos, total_neg = sum(map(sum, pos)), sum(map(sum, neg))
    if total_pos + total_neg == 0:
        return 0.0
    score = 0.0
    for i, j in itertools.product(range(size), repeat=2):
        if labels[i] == labels[j]:
            score += pos[i][j] - neg[i][j]
            if total_pos:
                score -= resolution * sum(pos[i]) * sum(pos[j]) / total_pos
            if total_neg:
                score += resolution * sum(neg[i]) * sum(neg[j]) / total_neg
    return score / (total_pos + total_neg)


def _network(draws: list[float], size: int) -> np.ndarray:
    weights = np.zeros((size, size))
    weights[np.triu_indices(size, 1)] = draws
    return weights + weights.T


weights6 = st.lists(st.integers(-4, 8).map(lambda w: max(w, -4) / 4), min_size=15, max_size=15)


@given(weights6, st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sampled_from([0.5, 1.0, 1.7]))
def test_modularity_equals_the_sum_over_pairs(
    draws: list[float], labels: list[int], resolution: float
) -> None:
    weights = _network(draws, 6)
    found = modularity(weights, np.array(labels), resolution)
    assert found == pytest.approx(_brute(weights, tuple(labels), resolution), abs=ROUNDING)


def test_modularity_equals_the_library_s_own_without_negative_ties() -> None:
    import igraph

    generator = np.random.default_rng(1)
    weights = _network(list(generator.random(45)), 10)
    labels = generator.integers(0, 3, 10)
    graph = igraph.Graph.Weighted_Adjacency(weights.tolist(), mode="undirected", attr="w")
    assert modularity(weights, labels) == pytest.approx(graph.modularity(labels, weights="w"), abs=ROUNDING)


# Nodes that only repel each other defeat the heuristic's merges: networks hold some attraction.
@settings(max_examples=40, derandomize=True)
@given(weights6.filter(lambda draws: sum(w > 0.1 for w in draws) >= 3))
def test_the_best_of_several_runs_is_the_best_of_all_divisions(draws: list[float]) -> None:
    weights = _network(draws, 6)
    best = max(_brute(weights, labels, 1.0) for labels in _divisions(6))
    # The algorithm is a heuristic: on six nodes twenty runs leave at most a sliver.
    assert communities(weights, runs=20).modularity >= best - 0.02


def test_two_cliques_joined_by_a_thread_are_two_communities() -> None:
    weights = np.zeros((8, 8))
    weights[:4, :4] = weights[4:, 4:] = 1
    weights[3, 4] = weights[4, 3] = 0.1
    found = communities(weights)
    assert found.labels.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert (found.agreement, found.kept.tolist()) == (1.0, [1.0] * 8)


def test_repelling_ties_part_what_weak_ones_hold_together() -> None:
    weights = np.full((6, 6), 0.2)
    weights[:3, 3:] = weights[3:, :3] = -0.5
    assert communities(weights).labels.tolist() == [0, 0, 0, 1, 1, 1]


def test_equal_ties_throughout_are_one_community() -> None:
    found = communities(np.ones((7, 7)))
    assert found.labels.tolist() == [0] * 7
    assert found.modularity == pytest.approx(0, abs=ROUNDING)


def test_without_ties_every_node_is_alone() -> None:
    for weights in (np.zeros((4, 4)), np.full((4, 4), np.nan)):
        found = communities(weights)
        assert found.labels.tolist() == [0, 1, 2, 3]
        assert found.modularity == 0


def test_disconnected_parts_stay_apart() -> None:
    weights = np.zeros((5, 5))
    weights[0, 1] = weights[1, 0] = weights[2, 3] = weights[3, 2] = 1
    assert communities(weights).labels.tolist() == [0, 0, 1, 1, 2]


def test_two_nodes() -> None:
    assert communities(np.array([[0, 1.0], [1.0, 0]])).labels.tolist() == [0, 0]
    assert communities(np.array([[0, -1.0], [-1.0, 0]])).labels.tolist() == [0, 1]


def test_equal_seeds_give_equal_divisions() -> None:
    weights = _network(list(np.random.default_rng(3).normal(0.2, 0.4, 780)), 40)
    one, other = communities(weights, seed=5), communities(weights, seed=5)
    assert one.labels.tolist() == other.labels.tolist()
    assert one.agreement == other.agreement
    assert leiden(weights, 1.0, 5).tolist() == leiden(weights, 1.0, 5).tolist()


@pytest.mark.parametrize(
    "weights", [np.ones((2, 3)), np.array([[0, 1.0], [0.5, 0]]), np.array([[0, np.inf], [np.inf, 0]])]
)
def test_what_is_no_network_is_refused(weights: np.ndarray) -> None:
    with pytest.raises(AskedWronglyError):
        communities(weights)


@pytest.mark.parametrize("options", [{"resolution": 0}, {"resolution": float("nan")}, {"runs": 0}])
def test_impossible_options_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(AskedWronglyError):
        communities(np.ones((3, 3)), **options)


def test_without_the_libraries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(ExtraMissingError, match=r"multipolar\[blocs\]"):
        communities(np.ones((3, 3)))


labels8 = st.lists(st.integers(0, 3), min_size=8, max_size=8).map(np.array)


@given(labels8, labels8)
def test_adjusted_rand_equals_counting_pairs(one: np.ndarray, other: np.ndarray) -> None:
    both = first = second = 0
    for i, j in itertools.combinations(range(8), 2):
        both += one[i] == one[j] and other[i] == other[j]
        first += one[i] == one[j]
        second += other[i] == other[j]
    expected = first * second / 28
    most = (first + second) / 2
    brute = 1.0 if most == expected else (both - expected) / (most - expected)
    assert adjusted_rand(one, other) == pytest.approx(brute, abs=ROUNDING)
    assert adjusted_rand(one, ordered(one)) == pytest.approx(1)


def test_pairs_kept_by_hand() -> None:
    # One node of four changes sides: it keeps none of its three pairs, the others two of theirs.
    kept = pairs_kept(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]))
    assert kept.tolist() == pytest.approx([2 / 3, 0, 2 / 3, 2 / 3])


def test_numbered_from_the_largest_ties_by_the_first_node() -> None:
    assert ordered(np.array([5, 2, 2, 9, 5, 2, 9])).tolist() == [1, 0, 0, 2, 1, 0, 2]


def test_silhouettes_by_hand() -> None:
    distance = np.array([[0, 1, 4, 6], [1, 0, 5, 5], [4, 5, 0, 2], [6, 5, 2, 0]], dtype=float)
    score, mean = silhouettes(distance, np.array([0, 0, 1, 1]))
    # Node 0: a = 1, b = (4 + 6) / 2 = 5, (5 - 1) / 5; node 2: a = 2, b = 4.5.
    assert score.tolist() == pytest.approx([0.8, 0.8, 2.5 / 4.5, 3.5 / 5.5])
    assert mean[0].tolist() == [1, 5]


def test_silhouettes_of_the_alone_the_identical_and_the_unknown() -> None:
    alone, _ = silhouettes(np.array([[0, 1.0], [1.0, 0]]), np.array([0, 1]))
    assert np.isnan(alone).all()
    same, _ = silhouettes(np.zeros((4, 4)), np.array([0, 0, 1, 1]))
    assert same.tolist() == [0, 0, 0, 0]
    unknown, mean = silhouettes(np.full((3, 3), np.nan), np.array([0, 0, 1]))
    assert np.isnan(unknown).all()
    assert np.isnan(mean).all()


def test_communities_are_followed_by_those_present_both_times() -> None:
    before = {0: frozenset("ABCD"), 1: frozenset("EFG")}
    after = {0: frozenset("EFGXYZ"), 1: frozenset("ABC"), 2: frozenset("DW")}
    # X, Y, Z and W were not there before, and do not count against a match.
    assert matched(before, after) == {0: 1, 1: 0}
    assert matched(before, {0: frozenset("Q")}) == {}
    assert matched({}, after) == {}


def test_one_earlier_community_continues_in_one_later_at_most() -> None:
    assert matched({0: frozenset("ABCDEF")}, {0: frozenset("ABC"), 1: frozenset("DEF")}) == {0: 0}
