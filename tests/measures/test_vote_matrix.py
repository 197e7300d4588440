"""Votes as one array against the single rows; roll calls held twice; consensus; periods; what is refused."""

from datetime import date

import numpy as np
import pytest
from _plain_votes import CODES, invented, plain

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.same_rollcalls import repeats
from multipolar.measures.vote_basis import basis, caution
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.vote_periods import periods
from multipolar.measures.votes import ballots
from multipolar.record import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Record:
    return Record.open(tmp_path_factory.mktemp("none"))


def test_the_array_holds_every_vote_cast_and_no_other(record):
    since, until = date(2014, 1, 1), date(2016, 12, 31)
    matrix = vote_matrix(record, since=since, until=until)
    expected = plain(record, since, until)
    assert {r.id for r in matrix.rollcalls} == set(expected)
    for column, call in enumerate(matrix.rollcalls):
        held = {a: int(c) for a, c in zip(matrix.actors, matrix.choices[:, column], strict=True) if c}
        assert held == {a: CODES[c] for a, c in expected[call.id].items()}


def test_counts_equal_the_published_tallies(record):
    matrix = vote_matrix(record)
    wrong = {}
    for column, call in enumerate(matrix.rollcalls):
        held = [int((matrix.choices[:, column] == code).sum()) for code in (1, 2, 3)]
        told = [call.tally[c] for c in ("yes", "abstain", "no")]
        if held != told:
            wrong[call.id] = (held, told)
    # Roll calls in which votes of one or two states are in doubt and left out (docs/sources/starter.md).
    assert all(not ballots(record, rollcall).complete for rollcall in wrong)
    assert len(wrong) <= 19


def test_a_text_adopted_without_a_vote_is_a_yes_of_every_member_of_the_day(record):
    since, until = date(1989, 11, 1), date(1989, 12, 31)
    alone = vote_matrix(record, since=since, until=until)
    both = vote_matrix(record, since=since, until=until, consensus=True)
    added = [i for i, r in enumerate(both.rollcalls) if r.modality == "without_vote"]
    assert [both.rollcalls[i].id for i in added] == ["A/RES/44/25"]
    members = {m.actor for m in actors.members("UN", "1989-11-20")}
    yes = {a for a, c in zip(both.actors, both.choices[:, added[0]], strict=True) if c == 1}
    assert yes == members
    assert len(both.rollcalls) == len(alone.rollcalls) + 1
    rest = [i for i in range(len(both.rollcalls)) if i not in added]
    place = [both.actors.index(a) for a in alone.actors]
    np.testing.assert_array_equal(both.choices[np.ix_(place, rest)], alone.choices)


def test_what_no_roll_call_fits_is_said(record):
    with pytest.raises(AskedWronglyError, match="no recorded vote"):
        vote_matrix(record, since=date(1800, 1, 1), until=date(1801, 1, 1))
    with pytest.raises(AskedWronglyError, match=r"topic 'human right'.*Nearest: human rights"):
        vote_matrix(record, topic="human right")
    with pytest.raises(AskedWronglyError, match=r"marks important votes.*voeten_votes"):
        vote_matrix(record, important=True)


def test_a_state_that_was_no_member_yet_is_told_with_its_first_day(record):
    matrix = vote_matrix(record, until=date(2000, 1, 1))
    with pytest.raises(AskedWronglyError, match=r"no vote of South Sudan \(a Member since 2011-07-14\)"):
        matrix.rows(["SSD"])
    with pytest.raises(AskedWronglyError, match="BRICS, which is no state"):
        matrix.rows(["BRICS"])


def test_periods_part_the_roll_calls(record):
    matrix = vote_matrix(record, since=date(2011, 1, 1), until=date(2020, 12, 31))
    for years, first in ((1, None), (5, None), (5, 2011), (None, None)):
        found = periods(matrix, years, first)
        assert np.sum([columns for _, columns in found], axis=0).tolist() == [1] * len(matrix.rollcalls)
    assert [label for label, _ in periods(matrix, 5)] == ["2010-2014", "2015-2019", "2020-2024"]
    assert [label for label, _ in periods(matrix, 5, 2011)] == ["2011-2015", "2016-2020"]
    with pytest.raises(AskedWronglyError, match="0 years"):
        periods(matrix, 0)


def test_what_rests_on_the_most_cited_votes_says_so(record):
    calls = vote_matrix(record, since=date(2024, 1, 1)).rollcalls
    assert basis(calls) == "most cited"
    assert "multipolar record pull undl_ga" in (caution(calls) or "")
    other = invented({"A": "y"}).rollcalls
    assert (basis(other), caution(other)) == ("all held", None)
    assert basis((*other, *calls)) == "partly most cited"


def test_the_embedded_record_holds_no_roll_call_twice(record):
    assert repeats(record) == {}
