"""Agreement of groups, cohesion, lines, dissent and the matrix of pairs against plain counting."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from _plain_votes import invented, plain

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.agreement import DEFINITIONS, joint_counts, pair_agreement, standard_error
from multipolar.measures.agreement_pairs import matrix as pairs_matrix
from multipolar.measures.cohesion import cohesion, lines, mean_interval
from multipolar.measures.dissent import dissent
from multipolar.measures.vote_groups import majority, neighbours, regional_group
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import members_of, roll_calls
from multipolar.record import Record

SINCE, UNTIL = date(2022, 1, 1), date(2024, 12, 31)


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Record:
    return Record.open(tmp_path_factory.mktemp("none"))


@pytest.fixture(scope="module")
def votes(record):
    return plain(record, SINCE, UNTIL)


@pytest.fixture(scope="module")
def matrix(record):
    return vote_matrix(record, since=SINCE, until=UNTIL)


def members(record, group: str, rollcall: str) -> frozenset[str]:
    return members_of(group, roll_calls(record)[rollcall].date)


def test_agreement_of_groups_is_the_mean_over_pairs_weighted_by_common_votes(record, votes, matrix):
    same, pairs, used = [], set(), 0
    for rollcall, made in votes.items():
        ones = [a for a in members(record, "BRICS", rollcall) if a in made]
        others = [a for a in members(record, "G7", rollcall) if a in made]
        same += [made[a] == made[b] for a in ones for b in others]
        pairs |= {(a, b) for a in ones for b in others}
        used += bool(ones and others)
    found = pair_agreement(matrix, "BRICS", "G7")
    assert found.value == pytest.approx(sum(same) / len(same))
    assert (found.compared, found.pairs, found.votes) == (len(same), len(pairs), used)
    assert found.low < found.value < found.high


def test_agreement_within_a_group_compares_nobody_with_itself(record, votes, matrix):
    same = [
        made[a] == made[b]
        for rollcall, made in votes.items()
        for a, b in combinations(sorted(members(record, "MERCOSUR", rollcall) & made.keys()), 2)
    ]
    found = pair_agreement(matrix, "MERCOSUR", "MERCOSUR")
    assert found.value == pytest.approx(sum(same) / len(same))
    assert found.compared == len(same)
    both = pair_agreement(matrix, "BRICS", "SCO")  # China, India, Russia and Iran are in both
    assert both.value < 1
    with_itself = pair_agreement(matrix, "CHN", "BRICS")
    without = [
        made["CHN"] == made[b]
        for rollcall, made in votes.items() if "CHN" in made
        for b in (members(record, "BRICS", rollcall) - {"CHN"}) & made.keys()
    ]  # fmt: skip
    assert with_itself.value == pytest.approx(sum(without) / len(without))


def test_one_state_named_twice_is_refused(matrix):
    with pytest.raises(AskedWronglyError, match="named twice"):
        pair_agreement(matrix, "CHL", "CHL")


def test_the_matrix_of_pairs_equals_the_figure_of_each_pair(matrix):
    found = pairs_matrix(matrix, DEFINITIONS, years=1)
    place = {a: i for i, a in enumerate(found.actors)}
    for one, other in (("BRA", "CHL"), ("RUS", "USA"), ("CHN", "IND"), ("AFG", "NIC")):
        for period, year in enumerate(found.labels):
            at = (found.a == place[one]) & (found.b == place[other]) & (found.period == period)
            columns = matrix.years == int(year)
            for definition in DEFINITIONS:
                single = pair_agreement(matrix, one, other, definition, columns=columns)
                if not single.votes:
                    assert not at.any()
                    continue
                np.testing.assert_allclose(found.values[definition][at], [single.value], atol=1e-12)
                assert found.votes[at].tolist() == [single.votes]
    together = (matrix.choices > 0).astype(int)
    met = sum(
        int(((together[:, matrix.years == int(y)] @ together[:, matrix.years == int(y)].T) > 0).sum())
        - int(together[:, matrix.years == int(y)].any(axis=1).sum())
        for y in found.labels
    )
    assert len(found) == met // 2
    table = found.table()
    assert table.column_names[:5] == ["period", "a", "b", "votes", "identical"]
    assert table.num_rows == len(found)


def test_the_standard_error_is_the_limit_of_the_bootstrap():
    rng = np.random.default_rng(1)
    one, other = ("".join(rng.choice(list("yan"), p=p, size=400)) for p in ((0.6, 0.2, 0.2), (0.4, 0.3, 0.3)))
    matrix = invented({"A": one, "B": other})
    joint = joint_counts(matrix)[0, 1]
    for definition in DEFINITIONS:
        found = pair_agreement(matrix, "A", "B", definition, draws=20000)
        width = (found.high - found.low) / (2 * 1.96)
        # 20,000 draws fix an end of the interval to about 2 %; 400 roll calls leave little skew.
        assert float(standard_error(joint, definition)) == pytest.approx(width, rel=0.05)


def test_votes_that_are_all_alike_have_a_defined_result():
    matrix = invented({"A": "yyyy", "B": "yyyy", "C": "yyyn"})
    found = pair_agreement(matrix, "A", "B")
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert np.isnan(pair_agreement(matrix, "A", "B", "pi").value), "chance is not defined without variation"
    one_dissent = pair_agreement(matrix, "A", "C")
    assert one_dissent.value == 0.75
    assert one_dissent.low < 0.75 < one_dissent.high
    assert mean_interval(np.array([1.0, 1.0])) == (1, 1, 1)
    assert mean_interval(np.array([np.nan])) is None


def test_a_line_needs_more_than_half():
    counts = np.array([[2, 1, 1], [3, 1, 1], [0, 0, 0], [0, 2, 2], [1, 0, 0]])
    assert majority(counts).tolist() == [0, 1, 0, 0, 1]


def test_lines_of_a_group_and_who_left_them(record, votes, matrix):
    found = {one.rollcall.id: one for one in lines(matrix, "BRICS")}
    for rollcall, made in votes.items():
        inside = {a: made[a] for a in members(record, "BRICS", rollcall) if a in made}
        one = found[rollcall]
        held = [list(inside.values()).count(c) for c in ("yes", "abstain", "no")]
        assert held == [one.yes, one.abstain, one.no]
        leading = [c for c, n in zip(("yes", "abstain", "no"), held, strict=True) if 2 * n > len(inside)]
        assert [one.line] == (leading or [None])
        assert dict(one.left) == {a: c for a, c in inside.items() if c != one.line}


def test_a_group_that_did_not_exist_or_has_one_voter_is_told(record):
    before = vote_matrix(record, until=date(2000, 1, 1))
    with pytest.raises(AskedWronglyError, match="No member of BRICS, which began 2009"):
        cohesion(before, "BRICS")
    with pytest.raises(AskedWronglyError, match="Only one member"):
        cohesion(invented({"RUS": "yn"}, date(2016, 1, 1)), "BRICS")
    with pytest.raises(AskedWronglyError, match="not a group"):
        cohesion(before, "CHL")


def test_dissent_is_counted_against_the_others_of_the_regional_group(record, votes, matrix):
    expected, compared = {}, 0
    for rollcall, made in votes.items():
        others = [made[a] for a in members(record, "GRULAC", rollcall) if a in made and a != "NIC"]
        line = next((c for c in ("yes", "abstain", "no") if 2 * others.count(c) > len(others)), None)
        if "NIC" in made and line and len(others) >= 2:
            compared += 1
            if made["NIC"] != line:
                expected[rollcall] = (made["NIC"], line)
    found = dissent(record, matrix, "NIC")
    assert {one.rollcall.id: (one.choice, one.line) for one in found.departures} == expected
    assert found.compared == compared
    assert found.share == pytest.approx(len(expected) / compared)
    assert found.low < found.share < found.high
    assert all(one.opposite == ({one.choice, one.line} == {"yes", "no"}) for one in found.departures)


def test_a_group_counts_only_while_the_state_is_in_it(record):
    matrix = vote_matrix(record, since=date(2023, 1, 1), until=date(2025, 12, 31))
    found = dissent(record, matrix, "ARE", "BRICS")
    assert found.rollcalls[0].date >= date(2024, 1, 1)
    with pytest.raises(AskedWronglyError, match="nobody to be compared with"):
        dissent(record, matrix, "CHL", "BRICS")


def test_neighbours_need_borders(record, matrix):
    with pytest.raises(AskedWronglyError, match="cow_contiguity"):
        neighbours(record, "NIC", date(2014, 1, 1))


def test_regional_groups_are_those_of_the_day():
    assert regional_group("CHL", date(2014, 1, 1)) == "GRULAC"
    assert regional_group("USA", date(2014, 1, 1)) == "WEOG"
    day = date(2024, 1, 1)
    seats = [regional_group(m.actor, day) for m in actors.members("UN", day)]
    assert None not in seats
