"""Agreement and cohesion against brute force over single roll calls, and known cases."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import DEFINITIONS, agreement_matrix, joint_counts, pair_agreement
from multipolar.measures.cohesion import cohesion
from multipolar.measures.vote_matrix import VoteMatrix, vote_matrix
from multipolar.measures.votes import RollCall
from multipolar.record import Record


def _matrix(rows: list[list[int]]) -> VoteMatrix:
    calls = tuple(
        RollCall(f"A/RES/70/{i}", "GA", date(2016, 1, 1), "", (), (), {}, "whole", "recorded", {})
        for i in range(len(rows[0]))
    )
    return VoteMatrix(tuple("ABCDEFGH"[: len(rows)]), calls, np.array(rows, dtype=np.int8))


def _brute(one: list[int], other: list[int], definition: str) -> float:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    if not pairs:
        return float("nan")
    observed = sum(abs(a - b) / 2 for a, b in pairs) / len(pairs)
    if definition == "identical":
        return sum(a == b for a, b in pairs) / len(pairs)
    if definition == "half":
        return 1 - observed
    if definition == "s":
        return 1 - 2 * observed
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    if definition == "pi":
        first = second = first + second
    expected = sum(abs(a - b) / 2 for a in first for b in second) / (len(first) * len(second))
    return 1 - observed / expected if expected else float("nan")


choice = st.integers(0, 3)


@given(st.lists(st.tuples(choice, choice, choice), min_size=1, max_size=40))
def test_every_definition_equals_brute_force(columns: list[tuple[int, int, int]]) -> None:
    rows = [list(row) for row in zip(*columns, strict=True)]
    matrix = _matrix(rows)
    joint = joint_counts(matrix)
    for definition in DEFINITIONS:
        whole = agreement_matrix(joint, definition)
        for i in range(3):
            for j in range(3):
                expected = _brute(rows[i], rows[j], definition)
                # Sums of a few fractions: nothing but rounding may differ.
                np.testing.assert_allclose(whole[i, j], expected, atol=1e-9)


def test_the_interval_holds_the_figure_and_narrows_with_votes() -> None:
    few = pair_agreement(_matrix([[1, 1, 3, 2] * 3, [1, 2, 3, 1] * 3]), "A", "B")
    many = pair_agreement(_matrix([[1, 1, 3, 2] * 300, [1, 2, 3, 1] * 300]), "A", "B")
    assert few.low <= few.value <= few.high
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < (few.high - few.low) / 5
    assert (few.votes, many.votes) == (12, 1200)


def test_consensus_raises_agreement_and_absence_is_no_vote() -> None:
    matrix = _matrix([[1, 3, 0, 0], [3, 1, 1, 0]])
    assert pair_agreement(matrix, "A", "B").value == 0
    assert pair_agreement(matrix, "A", "B").votes == 2
    assert pair_agreement(matrix, "A", "B", consensus=2).value == pytest.approx(0.5)


def test_no_common_vote_has_no_figure() -> None:
    found = pair_agreement(_matrix([[1, 0], [0, 1]]), "A", "B")
    assert np.isnan(found.value)
    assert found.votes == 0


def test_an_unknown_definition_or_actor_is_refused() -> None:
    matrix = _matrix([[1], [1]])
    with pytest.raises(AskedWronglyError, match="no definition"):
        agreement_matrix(joint_counts(matrix), "tau")  # type: ignore[arg-type]
    with pytest.raises(AskedWronglyError, match="no vote of Z"):
        pair_agreement(matrix, "A", "Z")


def test_states_of_the_starter_record_vote_as_published(tmp_path) -> None:
    record = Record.open(tmp_path / "none")
    matrix = vote_matrix(record, since=date(2022, 1, 1), until=date(2022, 12, 31))
    usa_gbr = pair_agreement(matrix, "USA", "GBR").value
    usa_rus = pair_agreement(matrix, "USA", "RUS").value
    assert usa_gbr > 0.7 > 0.3 > usa_rus


def test_cohesion_takes_members_of_the_day(tmp_path) -> None:
    record = Record.open(tmp_path / "none")
    matrix = vote_matrix(record, since=date(2022, 3, 1), until=date(2022, 3, 3))
    assert [r.id for r in matrix.rollcalls] == ["A/RES/ES-11/1"]
    found = cohesion(matrix, "BRICS")  # BRA yes; CHN IND ZAF abstain; RUS no
    assert found.counts.tolist() == [[1, 3, 1]]
    assert found.rice[0] == 0
    assert found.agreement_index[0] == pytest.approx((3 - 1) / 5)
    assert cohesion(matrix, "EU").agreement_index[0] == 1
    with pytest.raises(AskedWronglyError, match="not a group"):
        cohesion(matrix, "CHL")
