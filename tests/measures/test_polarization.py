"""Polarization against examples computed by hand, brute force, and the properties Esteban and Ray ask for."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.polarization import best_split, esteban_ray, polarization

# Positions on a grid, so that brute force and the closed form cannot part over rounding alone.
points = st.lists(st.integers(-40, 40).map(lambda i: i / 8), min_size=2, max_size=9)


def test_two_equal_camps_by_hand() -> None:
    # P = 2 * 0.5^(1 + a) * 0.5 * d: with a = 1 and d = 1 a quarter, with d = 3 three quarters.
    assert esteban_ray([0.5, 0.5], [0, 1]) == pytest.approx(0.25)
    assert esteban_ray([0.5, 0.5], [-1, 2]) == pytest.approx(0.75)
    assert esteban_ray([0.5, 0.5], [0, 1], alpha=1.6) == pytest.approx(0.5**2.6)


def test_three_groups_by_hand() -> None:
    # Weights 1/2, 1/4, 1/4 at 0, 1, 3, a = 1. Ordered pairs, w_i^2 w_j |d|:
    # 1/4*1/4*1 + 1/4*1/4*3 + 1/16*1/2*1 + 1/16*1/4*2 + 1/16*1/2*3 + 1/16*1/4*2 = 0.4375.
    assert esteban_ray([0.5, 0.25, 0.25], [0, 1, 3]) == pytest.approx(0.4375)


def test_one_group_or_one_place_is_not_polarized() -> None:
    assert esteban_ray([1.0], [4.0]) == 0
    assert esteban_ray([0.3, 0.7], [2.0, 2.0]) == 0


def test_two_camps_polarize_more_than_three_or_than_one_large_and_one_small() -> None:
    """What sets the index apart from inequality (Esteban and Ray 1994, section 2)."""
    two = esteban_ray([0.5, 0.5], [0, 2])
    assert two > esteban_ray([1 / 3, 1 / 3, 1 / 3], [0, 1, 2])
    assert two > esteban_ray([0.8, 0.2], [0, 2])
    # Local merging of two neighbours far from a third raises polarization, though inequality falls.
    apart = esteban_ray([0.5, 0.25, 0.25], [0, 9, 11], alpha=1.5)
    assert esteban_ray([0.5, 0.5], [0, 10], alpha=1.5) > apart


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-9, 9)), min_size=1, max_size=6), st.floats(0.1, 1.6)
)
def test_equals_the_double_sum(groups: list[tuple[int, int]], alpha: float) -> None:
    total = sum(w for w, _ in groups)
    pairs = itertools.product(groups, repeat=2)
    brute = sum((v / total) ** (1 + alpha) * (w / total) * abs(y - z) for (v, y), (w, z) in pairs)
    found = esteban_ray([w / total for w, _ in groups], [float(y) for _, y in groups], alpha)
    assert found == pytest.approx(brute, abs=1e-9)


@given(points)
def test_the_best_split_is_the_best_of_all_divisions_in_two(line: list[float]) -> None:
    y = np.array(line)
    assume(y.var() > 0)

    def between(inside: tuple[int, ...]) -> float:
        mask = np.isin(np.arange(len(y)), inside)
        return sum(m.mean() * (y[m].mean() - y.mean()) ** 2 for m in (mask, ~mask) if m.any())

    ways = (w for k in range(1, len(y)) for w in itertools.combinations(range(len(y)), k))
    most = max(between(way) for way in ways)
    split = best_split(y)
    assert set(split) == {0, 1}
    assert between(tuple(np.nonzero(split)[0])) == pytest.approx(most, abs=1e-9)
    assert polarization(y).between == pytest.approx(most / y.var(), abs=1e-9)


def test_variance_between_given_groups() -> None:
    # Means -1 and 1 around 0, variance in each 0.25: between 1, total 1.25.
    found = polarization([-1.5, -0.5, 0.5, 1.5], [7, 7, 3, 3])
    assert found.between == pytest.approx(0.8)
    assert (found.sizes, found.means, found.gap) == ((2, 2), (-1.0, 1.0), 2.0)
    assert found.spread == pytest.approx(math.sqrt(1.25))


@given(points, st.floats(-5, 5))
def test_moving_all_alike_changes_nothing(line: list[float], step: float) -> None:
    groups = best_split(line)
    one, other = polarization(line, groups), polarization([y + step for y in line], groups)
    assert one.esteban_ray == pytest.approx(other.esteban_ray, abs=1e-9)
    assert one.gap == pytest.approx(other.gap, abs=1e-9)


def test_all_in_one_place_is_one_group_without_a_share() -> None:
    found = polarization([0.3, 0.3, 0.3])
    assert (found.sizes, found.esteban_ray, found.gap, found.spread) == ((3,), 0, 0, 0)
    assert math.isnan(found.between)


@pytest.mark.parametrize("line", [[], [1.0], [1.0, math.nan], [1.0, math.inf]])
def test_too_few_or_no_numbers_are_refused(line: list[float]) -> None:
    with pytest.raises(AskedWronglyError):
        polarization(line)


@pytest.mark.parametrize("alpha", [0, -1, 1.61, math.nan])
def test_an_exponent_outside_the_axioms_is_refused(alpha: float) -> None:
    with pytest.raises(AskedWronglyError, match="alpha"):
        esteban_ray([0.5, 0.5], [0, 1], alpha)


def test_weights_that_are_no_shares_are_refused() -> None:
    with pytest.raises(AskedWronglyError, match="add up to one"):
        esteban_ray([0.5, 0.6], [0, 1])
