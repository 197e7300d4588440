"""Blocs: defined results at the edges, names that follow a bloc, and the Cold War as history has it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.bloc_moves import blocs_over_time, moves
from multipolar.measures.blocs import Blocs, Rules, blocs, letters, periods
from multipolar.measures.vote_matrix import VoteMatrix
from multipolar.measures.votes import RollCall

pytest.importorskip("leidenalg")
YES, NO = [1] * 12, [3] * 12
TURN = [1, 3] * 6


def _call(place: int, day: date, session: str) -> RollCall:
    row = {"source": "made", "session": session}
    return RollCall(f"GA/{place}", "GA", day, "", (), (), {}, "whole", "recorded", row)


def _matrix(rows: dict[str, Sequence[int]], year: int = 2016) -> VoteMatrix:
    size = len(next(iter(rows.values())))
    calls = tuple(_call(i, date(year, 1, 1), "70") for i in range(size))
    return VoteMatrix(tuple(rows), calls, np.array(list(rows.values()), dtype=np.int8))


def _years(*parts: dict[str, Sequence[int]]) -> VoteMatrix:
    """One year after another, of the same actors."""
    every = [_matrix(rows, 2000 + i) for i, rows in enumerate(parts)]
    calls = tuple(r for one in every for r in one.rollcalls)
    return VoteMatrix(every[0].actors, calls, np.concatenate([one.choices for one in every], axis=1))


def _who(found: Blocs) -> dict[str, str]:
    return {a: found.names[label] for a, label in zip(found.actors, found.labels.tolist(), strict=True)}


def test_two_sides_that_never_agree() -> None:
    found = blocs(_matrix({"A": YES, "B": YES, "C": YES, "D": NO, "E": NO}))
    assert _who(found) == {"A": "A", "B": "A", "C": "A", "D": "B", "E": "B"}
    assert (found.between(0, 1), found.between(0, 0)) == (1.0, 0.0)
    assert found.place.tolist() == [1.0] * 5
    assert found.stability == 1
    assert found.nearest(0) == 1
    # Two parts without a tie between them, of 3 and 1 pairs: 1 - (3/4)^2 - (1/4)^2.
    assert found.modularity == pytest.approx(0.375)


def test_all_votes_identical_are_one_bloc_without_another() -> None:
    found = blocs(_matrix(dict.fromkeys("ABCDE", TURN)))
    assert set(_who(found).values()) == {"A"}
    assert found.modularity == pytest.approx(0, abs=1e-9)
    assert np.isnan(found.place).all()
    assert found.nearest(0) is None


@pytest.mark.parametrize("definition", ["pi", "kappa"])
def test_no_variation_leaves_agreement_beyond_chance_undefined(definition: str) -> None:
    found = blocs(_matrix(dict.fromkeys("ABC", YES)), Rules(definition=definition))  # type: ignore[arg-type]
    assert found.names == ("A", "B", "C")
    assert found.modularity == 0


def test_two_states_together_and_apart() -> None:
    assert blocs(_matrix({"A": YES, "B": YES})).names == ("A",)
    apart = blocs(_matrix({"A": YES, "B": NO}))
    assert apart.names == ("A", "B")
    assert np.isnan(apart.place).all()


def test_states_that_never_voted_together_are_not_tied() -> None:
    early, late = [1] * 6 + [0] * 6, [0] * 6 + [1] * 6
    found = blocs(_matrix({"A": early, "B": early, "C": late, "D": late}))
    assert _who(found) == {"A": "A", "B": "A", "C": "B", "D": "B"}
    assert np.isnan(found.between(0, 1))
    assert found.nearest(0) is None


def test_a_state_that_seldom_voted_is_left_out_and_named() -> None:
    found = blocs(_matrix({"A": YES, "B": YES, "C": [1] + [0] * 11, "D": [0] * 12}))
    assert found.actors == ("A", "B")
    assert found.left_out == ("C",)


def test_a_roll_call_with_one_dissent_weighs_little() -> None:
    lone = [*YES[:11], 3]
    found = blocs(_matrix({"A": YES, "B": YES, "C": YES, "D": lone}))
    assert found.names == ("A",)
    assert found.agreement[0, 3] == pytest.approx(11 / 12)


def test_a_threshold_cuts_ties() -> None:
    half = [1] * 6 + [3] * 6
    matrix = _matrix({"A": YES, "B": YES, "C": half, "D": half})
    assert blocs(matrix, Rules(threshold=0.6)).names == ("A", "B")
    assert blocs(matrix, Rules(threshold=1.1)).names == ("A", "B", "C", "D")


def test_too_few_roll_calls_or_states_are_refused() -> None:
    with pytest.raises(AskedWronglyError, match="9 recorded votes"):
        blocs(_matrix({"A": [1] * 9, "B": [1] * 9}))
    with pytest.raises(AskedWronglyError, match="Fewer than two states"):
        blocs(_matrix({"A": YES, "B": [1] + [0] * 11}))
    with pytest.raises(AskedWronglyError, match="No year"):
        blocs_over_time(_matrix({"A": [1] * 9, "B": [1] * 9}))
    with pytest.raises(AskedWronglyError, match="Choose year or session"):
        list(periods(_matrix({"A": YES}), "decade"))  # type: ignore[arg-type]


def test_a_bloc_keeps_its_name_when_it_shrinks_and_who_moved_is_told() -> None:
    first = {"A": YES, "B": YES, "C": YES, "D": YES, "E": NO, "F": NO, "G": NO}
    second = {**first, "C": NO, "D": NO}
    series, thin = blocs_over_time(_years(first, second))
    assert thin == ()
    before, after = (_who(one) for one in series)
    # E, F and G are now the larger bloc, and still B.
    assert (before["A"], before["E"]) == ("A", "B")
    assert after == {"A": "A", "B": "A", "C": "B", "D": "B", "E": "B", "F": "B", "G": "B"}
    found = [(m.actor, m.left, m.joined, m.kind) for m in moves(series)]
    assert found == [("C", "A", "B", "moved"), ("D", "A", "B", "moved")]


def test_a_bloc_that_splits_off_is_new_and_one_that_is_gone_has_ended() -> None:
    one = {"A": YES, "B": YES, "C": YES, "D": NO, "E": NO}
    apart = {"A": YES, "B": YES, "C": YES, "D": NO, "E": TURN}
    split, _ = blocs_over_time(_years(one, apart), rules=Rules(threshold=0.6))
    assert [(m.actor, m.joined, m.kind) for m in moves(split)] in (
        [("E", "C", "new bloc")],
        [("D", "C", "new bloc")],
    )
    joined, _ = blocs_over_time(_years(one, dict.fromkeys("ABCDE", YES)))
    assert {(m.actor, m.left, m.kind) for m in moves(joined)} == {
        ("D", "B", "bloc ended"),
        ("E", "B", "bloc ended"),
    }


def test_thin_periods_are_said() -> None:
    matrix = _years({"A": YES, "B": NO}, {"A": YES[:5], "B": NO[:5]})
    series, thin = blocs_over_time(matrix)
    assert ([one.period for one in series], thin) == (["2000"], ("2001",))


def test_names_go_on_after_z() -> None:
    assert letters(28)[25:] == ("Z", "AA", "AB")


@pytest.fixture(scope="module")
def assembly(shared: Path) -> VoteMatrix:
    held = np.load(shared / "data/unga-prepared/unga_arrays.npz")
    choices = np.zeros((len(held["member_iso3"]), len(held["rcid"])), dtype=np.int8)
    choices[held["member"], held["rollcall"]] = held["y"]
    dates, sessions = held["rollcall_date"].tolist(), held["rollcall_session"].tolist()
    calls = tuple(
        _call(i, date.fromisoformat(day), str(s))
        for i, (day, s) in enumerate(zip(dates, sessions, strict=True))
    )
    return VoteMatrix(tuple(held["member_iso3"].tolist()), calls, choices)


def _session(matrix: VoteMatrix, number: int, definition: str) -> dict[str, str]:
    columns = np.array([r.row["session"] == str(number) for r in matrix.rollcalls])
    return _who(blocs(matrix.take(columns), Rules(definition=definition, runs=5)))  # type: ignore[arg-type]


@pytest.mark.shared
@pytest.mark.parametrize("definition", ["identical", "pi"])
@pytest.mark.parametrize("session", [5, 12, 20, 30, 38, 42])
def test_east_and_west_are_apart_until_1989(assembly: VoteMatrix, session: int, definition: str) -> None:
    found = _session(assembly, session, definition)
    west = {found[a] for a in ("USA", "GBR", "FRA", "CAN", "BEL", "NLD")}
    east = {found[a] for a in ("RUS", "POL", "CSK", "UKR", "BLR")}
    assert len(west) == len(east) == 1
    assert west != east


@pytest.mark.shared
@pytest.mark.parametrize("definition", ["identical", "pi"])
def test_after_1990_central_europe_votes_with_the_west_and_the_south_apart(
    assembly: VoteMatrix, definition: str
) -> None:
    before, after = _session(assembly, 43, definition), _session(assembly, 45, definition)
    for state in ("POL", "CSK", "BGR", "HUN"):
        assert after[state] == after["FRA"]
        assert after[state] != after["RUS"]
    assert before["POL"] == before["RUS"]
    later = _session(assembly, 47, definition)
    assert later["RUS"] == later["FRA"]
    assert later["IND"] == later["CHN"] != later["FRA"]
