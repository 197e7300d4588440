"""Roll calls by words, symbols and importance; one state's record; answers for statements."""

from datetime import date

import pytest
from _plain_votes import plain

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import vote_answers
from multipolar.measures.rollcall_find import one_roll_call
from multipolar.measures.rollcall_key import key_votes
from multipolar.measures.rollcall_search import find
from multipolar.measures.vote_history import history
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import ballots, roll_calls
from multipolar.record import Record

SINCE, UNTIL = date(2015, 1, 1), date(2024, 12, 31)


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Record:
    return Record.open(tmp_path_factory.mktemp("none"))


def ids(found) -> list[str]:
    return [one.rollcall.id for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("territorial integrity of Ukraine", ["A/RES/68/262", "A/RES/ES-11/4"]),
        ("UKRAINE's Territorial   integrity", ["A/RES/68/262", "A/RES/ES-11/4"]),
        ("68/262", ["A/RES/68/262"]),
        ("resolution A/RES/68/262", ["A/RES/68/262"]),
        ("1991 (XVIII)", ["A/RES/1991(XVIII)A"]),
        ("partición de Palestina", ["A/RES/181(II)A"]),
        ("раздел Палестины", ["A/RES/181(II)A"]),
        ("68/26", []),
        ("zebra crossings", []),
    ],
)
def test_words_and_symbols_find(record, words, expected):
    assert ids(find(record, words))[: len(expected) or None] == expected


def test_all_words_come_before_the_nearest(record):
    assert {one.whole for one in find(record, "embargo against Cuba")} == {True}
    assert len(find(record, "embargo against Cuba")) == 33  # 1992 to 2025, without 2020
    nearest = find(record, "embargo against Cuba and Atlantis")
    assert nearest
    assert {one.whole for one in nearest} == {False}
    assert "Cuba" in nearest[0].rollcall.title


def test_dates_topics_and_bodies_narrow(record):
    found = find(record, "Ukraine", since=date(2022, 1, 1), until=date(2022, 12, 31))
    assert found
    assert all(one.rollcall.date.year == 2022 for one in found)
    assert find(record, "Ukraine", body="SC") == ()
    assert all("Crimea" in one.rollcall.topics for one in find(record, "Ukraine", topic="crimea"))
    with pytest.raises(AskedWronglyError, match="no word"):
        find(record, "of the")


def test_a_symbol_means_one_roll_call_or_says_why_not(record):
    assert one_roll_call(record, "resolution 68/262").id == "A/RES/68/262"
    with pytest.raises(AskedWronglyError, match=r"'nope' is not the symbol.*votes find"):
        one_roll_call(record, "nope")
    with pytest.raises(AskedWronglyError, match=r"in 2 sections or parts.*3390\(XXX\)A, A/RES/3390\(XXX\)B"):
        one_roll_call(record, "3390 (XXX)")
    with pytest.raises(AskedWronglyError, match=r"no roll call A/RES/68/263.*without a vote.*undl_ga"):
        one_roll_call(record, "A/RES/68/263")
    with pytest.raises(AskedWronglyError, match="undl_sc"):
        one_roll_call(record, "S/RES/1244(1999)")


def test_key_votes_by_each_definition(record):
    matrix = vote_matrix(record, since=SINCE, until=UNTIL)
    votes = plain(record, SINCE, UNTIL)

    def closeness(rollcall: str) -> float:
        made = list(votes[rollcall].values())
        yes, no = made.count("yes"), made.count("no")
        return abs(yes - no) / (yes + no) if 2 * (yes + no) >= len(made) else 9

    close = key_votes(record, matrix, "close")
    assert close[0].rollcall.id == min(votes, key=closeness)
    assert [one.value for one in close] == sorted(c for c in map(closeness, votes) if c <= 1)
    divided = key_votes(record, matrix, "divided")
    assert len(divided) == len(votes)
    assert divided[0].value == min(one.value for one in divided)
    cited = key_votes(record, matrix, "cited")
    assert {one.rollcall.id for one in cited} == set(votes)
    assert cited[0].rollcall.date >= cited[-1].rollcall.date
    with pytest.raises(AskedWronglyError, match="marks important votes"):
        key_votes(record, matrix, "important")
    with pytest.raises(AskedWronglyError, match="Choose from important, cited"):
        key_votes(record, matrix, "famous")


def test_the_record_of_a_state_tells_absence_from_not_being_a_member(record):
    matrix = vote_matrix(record)
    told = {one.rollcall.id: one for one in history(record, matrix, "SSD")}
    assert told["A/RES/181(II)A"].words == "not a Member"
    since = [one for one in told.values() if one.member]
    assert min(one.rollcall.date for one in since) >= date(2011, 7, 14)
    assert {one.words for one in since} <= {"yes", "no", "abstain", "absent"}
    one = next(one for one in history(record, matrix, "CHL") if one.rollcall.id == "A/RES/68/262")
    assert (one.choice, one.member, one.row["actor"]) == ("yes", True, "CHL")
    group = {a.id for a in actors.region_members("GRULAC", "2014-03-27")} - {"CHL"}
    others = [c for a, c in ballots(record, "A/RES/68/262").choices.items() if a in group]
    assert one.region == tuple(others.count(c) for c in ("yes", "abstain", "no"))


def test_answers_carry_their_rows(record):
    against = vote_answers.who(record, "A/RES/68/262", "no")
    assert against.value == 11 == len(against.rows)
    assert {row["actor"] for row in against.rows} >= {"RUS", "NIC", "CUB"}
    assert all(row["choice"] == "no" for row in against.rows)
    assert vote_answers.tally(record, "A/RES/68/262", "abstain").value == 58
    with pytest.raises(AskedWronglyError, match="without a vote"):
        vote_answers.tally(record, "A/RES/2625(XXV)", "yes")
    rest = vote_answers.rest(record, "A/RES/77/7", ["USA", "ISR", "UKR", "BRA"], "yes")
    assert rest.value == 185 == len(rest.rows)
    held = roll_calls(record)["A/RES/77/7"].tally
    assert rest.value == held["yes"], "the four named are all that did not vote yes and were there"


def test_agreement_and_rankings_equal_plain_counting(record):
    votes = plain(record, SINCE, UNTIL)

    def share(one: str, other: str, count) -> tuple[float, int]:
        both = [(made[one], made[other]) for made in votes.values() if one in made and other in made]
        return (sum(count(a, b) for a, b in both) / len(both), len(both)) if both else (0, 0)

    alike = vote_answers.alike(record, "CHL", "USA", since=SINCE, until=UNTIL)
    assert (alike.value, alike.votes) == pytest.approx(share("CHL", "USA", lambda a, b: a == b))
    assert len(alike.rows) == alike.votes
    assert sum(row["CHL"] == row["USA"] for row in alike.rows) == round(alike.value * alike.votes)
    assert alike.basis == "most cited"
    with_russia = vote_answers.votes_with(record, "RUS", since=SINCE, until=UNTIL)
    against = vote_answers.most_against(record, "USA", since=SINCE, until=UNTIL)
    everyone = {a for made in votes.values() for a in made}
    best = max((share("RUS", a, lambda x, y: x == y)[0], a) for a in everyone - {"RUS"}
               if share("RUS", a, lambda x, y: x == y)[1] >= 10)  # fmt: skip
    assert with_russia[0].value == pytest.approx(best[0])
    most = max(share("USA", a, lambda x, y: {x, y} == {"yes", "no"})[0] for a in everyone - {"USA"}
               if share("USA", a, lambda x, y: True)[1] >= 10)  # fmt: skip
    assert against[0].value == pytest.approx(most)
    for ranked, state, counts in (
        (with_russia[0], "RUS", lambda x, y: x == y),
        (against[0], "USA", lambda x, y: {x, y} == {"yes", "no"}),
    ):
        assert len(ranked.rows) == ranked.votes
        told = sum(counts(row[state], row[ranked.actor]) for row in ranked.rows)
        assert told / ranked.votes == pytest.approx(ranked.value)


@pytest.mark.parametrize(("one", "other"), [("BRICS", "G7"), ("CHL", "G7"), ("G7", "G7")])
def test_agreement_of_groups_is_the_sum_of_its_rows(record, one, other):
    found = vote_answers.alike(record, one, other, since=SINCE, until=UNTIL)
    assert len(found.rows) == found.votes
    pairs, alike = (sum(row[column] for row in found.rows) for column in ("pairs", "alike"))
    assert alike / pairs == pytest.approx(found.value)
    days = [row["date"] for row in found.rows]
    assert days == sorted(days, reverse=True)


def test_who_most_often_makes_a_choice(record):
    votes = plain(record, SINCE, UNTIL)
    found = vote_answers.most_often(record, "no", since=SINCE, until=UNTIL)
    of = [made[found[0].actor] for made in votes.values() if found[0].actor in made]
    assert found[0].value == pytest.approx(of.count("no") / len(of))
    assert [row[found[0].actor] for row in found[0].rows].count("no") == of.count("no")
    assert len(found[0].rows) == found[0].votes == len(of)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)
    inside = vote_answers.most_often(record, "no", among="G7", since=SINCE, until=UNTIL)
    assert {one.actor for one in inside} == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    with pytest.raises(AskedWronglyError, match="not a vote"):
        vote_answers.most_often(record, "absent")
    with pytest.raises(AskedWronglyError, match="no choice"):
        vote_answers.who(record, "A/RES/68/262", "perhaps")  # type: ignore[arg-type]
