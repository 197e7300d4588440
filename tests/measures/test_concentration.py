"""Concentration against brute force over single shares, worked examples and its bounds."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.concentration import concentration, shares

# Sums of a few hundred fractions of size one: nothing but rounding may differ.
ROUNDING = 1e-9
figures = st.lists(st.floats(0, 1e15, allow_subnormal=False), min_size=1, max_size=60)


@given(figures)
def test_equals_brute_force_over_the_shares(values: list[float]) -> None:
    assume(sum(values) > 0)
    found = concentration(values)
    parts = sorted((v / math.fsum(values) for v in values), reverse=True)
    herfindahl = math.fsum(p * p for p in parts)
    assert found.herfindahl == pytest.approx(herfindahl, abs=ROUNDING)
    assert found.effective == pytest.approx(1 / herfindahl, rel=1e-7)
    for k, share in enumerate(found.top, start=1):
        assert share == pytest.approx(math.fsum(parts[:k]), abs=ROUNDING)
    if len(values) > 1:
        spread = max(herfindahl - 1 / len(values), 0) / (1 - 1 / len(values))
        # A square root makes much of rounding near zero.
        assert found.con == pytest.approx(math.sqrt(spread), abs=1e-6)


@given(figures, st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter(values: list[float], factor: float) -> None:
    assume(sum(values) > 0 and max(values) > 1e-200)
    assert concentration(v * factor for v in values).herfindahl == pytest.approx(
        concentration(values).herfindahl, rel=1e-9
    )


@pytest.mark.parametrize("n", [2, 3, 5, 193])
def test_equal_holders_are_n_poles_without_concentration(n: int) -> None:
    found = concentration([7.5] * n)
    assert found.effective == pytest.approx(n)
    assert found.con == pytest.approx(0, abs=1e-6)
    assert found.top[0] == pytest.approx(1 / n)


def test_one_that_holds_all_is_one_pole() -> None:
    found = concentration([3.0, 0.0, 0.0, 0.0])
    assert (found.n, found.effective, found.con, found.top) == (4, 1.0, 1.0, (1.0, 1.0, 1.0, 1.0))


def test_a_worked_example() -> None:
    # Shares 0.40, 0.30, 0.15, 0.10, 0.05: H = 0.16 + 0.09 + 0.0225 + 0.01 + 0.0025 = 0.285,
    # CON = sqrt((0.285 - 0.2) / 0.8) = sqrt(0.10625).
    found = concentration([40, 10, 30, 5, 15])
    assert found.herfindahl == pytest.approx(0.285)
    assert found.con == pytest.approx(0.32596, abs=5e-6)
    assert found.top == pytest.approx((0.40, 0.70, 0.85, 0.95))


def test_one_holder_has_no_concentration_to_speak_of() -> None:
    found = concentration([2.0])
    assert found.effective == 1
    assert math.isnan(found.con)
    assert found.top == (1, 1, 1, 1)


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [1.0, -1.0], [1.0, math.nan], [1.0, math.inf]])
def test_what_has_no_shares_is_refused(values: list[float]) -> None:
    with pytest.raises(AskedWronglyError):
        shares(values)
