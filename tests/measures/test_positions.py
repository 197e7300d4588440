"""Positions from a record: whose votes count, on which scale, what is kept, and what is refused."""

import json
from datetime import date

import numpy as np
import pytest
from tests.measures import _assembly as made

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import position_cache
from multipolar.measures import positions as module
from multipolar.measures.position_votes import position_votes, session_of
from multipolar.measures.positions import columns, positions
from multipolar.record import Record


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made.assembly(tmp_path_factory.mktemp("assembly") / "record")


@pytest.fixture(scope="module")
def found(path):
    return positions(Record.open(path), keep=False)


def _means(found):
    actors = np.array(found.actors)
    return {state: found.point[actors == state, 0].mean() for state in set(found.actors)}


def test_states_stand_in_their_order(found):
    means = _means(found)
    assert found.converged
    order = [means[state] for state in ("USA", "BRA", "POL")]
    assert order == sorted(order, reverse=True)
    ours = [means[state] for state in made.STATES]
    # Twenty roll calls a session and six sessions place nine states well.
    assert np.corrcoef(ours, made.PLACES)[0, 1] > 0.95


def test_the_scale_is_what_it_is_said_to_be(found):
    assert found.point.mean() == pytest.approx(0.0, abs=1e-6)
    assert found.point.std() == pytest.approx(1.0, abs=1e-6)
    assert "nearer the United States" in found.identification
    # Three lasting questions from each session to the next.
    assert found.repeats == "15 repeats told by equal titles in successive sessions"


def test_the_embedded_record_stands_back_where_sessions_are_whole(found):
    assert {one.source for one in found.calls} == {"made"}
    assert [one.session for one in found.calls] == list(range(60, 66))
    assert all(one.count == 20 for one in found.calls)


def test_rows_say_votes_and_interval(found):
    rows = found.rows(["CHL", "USA"], date(2008, 1, 1), None)
    assert [(row["actor"], row["session"]) for row in rows] == [
        (state, session) for state in ("CHL", "USA") for session in (63, 64, 65)
    ]
    for row in rows:
        assert tuple(row) == columns(1)
        assert row["low"] < row["point"] < row["high"]
        assert row["votes"] <= 20
    early = {row["session"] for row in found.rows(["CUB"])}
    assert early == {62, 63, 64, 65}, "Cuba votes from session 62 here"


def test_a_state_without_votes_and_a_period_without_sessions(found):
    with pytest.raises(AskedWronglyError, match="PER cast no vote that was used"):
        found.rows(["PER"])
    with pytest.raises(AskedWronglyError, match="No session with votes"):
        found.rows([], date(2030, 1, 1), None)


def test_a_topic_is_a_fit_of_its_own(path, found):
    on = positions(Record.open(path), topic="human_rights", keep=False)
    assert sum(one.count for one in on.calls) == 60
    assert on.votes.max() == 10 < found.votes.max() == 20
    same = positions(Record.open(path), topic="Human rights", keep=False)
    assert np.array_equal(on.point, same.point)


def test_an_unknown_topic_lists_those_there_are(path):
    with pytest.raises(AskedWronglyError, match=r"Nearest: .*human_rights.*Short names: .*nuclear"):
        positions(Record.open(path), topic="human_right")


def test_a_topic_with_too_few_votes(path):
    with pytest.raises(AskedWronglyError, match="No recorded vote has the topic 'fisheries'"):
        positions(Record.open(path), topic="fisheries")
    with pytest.raises(AskedWronglyError, match="too few for positions"):
        positions(Record.open("/nonexistent"), topic="Gibraltar", keep=False)


def test_two_dimensions(path):
    flat = positions(Record.open(path), dimensions=2, keep=False)
    assert flat.point.shape == (len(flat.actors), 2)
    assert np.cov(flat.point.T, bias=True) == pytest.approx(np.eye(2), abs=1e-6)
    assert tuple(flat.rows(["CHL"])[0]) == columns(2)
    with pytest.raises(AskedWronglyError, match="3 dimensions"):
        positions(Record.open(path), dimensions=3)


def test_all_votes_identical(tmp_path):
    listed = list(made.calls(60, 8))
    cast = [{"rollcall": c["id"], "actor": s, "choice": "yes"} for c in listed for s in made.STATES]
    record = made.assembly(tmp_path / "record", sessions=(), extra=[(listed, cast)])
    with pytest.raises(AskedWronglyError, match="Every item is unanimous"):
        positions(Record.open(record), keep=False)


def test_sessions_that_share_nothing(tmp_path):
    rng = np.random.default_rng(2)
    early, late = list(made.calls(40, 8)), list(made.calls(60, 8))
    apart = [
        (early, list(made.votes(early, rng, ("ARG", "PER", "ECU"), np.array([1.0, 0.0, -1.0])))),
        (late, list(made.votes(late, rng, ("USA", "GBR", "FRA"), np.array([1.0, 0.0, -1.0])))),
    ]
    record = made.assembly(tmp_path / "record", sessions=(), extra=apart)
    with pytest.raises(AskedWronglyError, match="no common scale"):
        positions(Record.open(record), keep=False)


def test_a_state_with_one_vote_shows_it(tmp_path):
    one = [({}, [])]
    one = [((), [{"rollcall": "A/RES/65/4", "actor": "TUV", "choice": "no"}])]
    record = made.assembly(tmp_path / "record", extra=one)
    found = positions(Record.open(record), keep=False)
    (row,) = found.rows(["TUV"])
    widths = [r["high"] - r["low"] for r in found.rows()]
    assert row["votes"] == 1
    assert row["high"] - row["low"] > 2 * np.median(widths)


def test_paragraphs_after_1989_and_other_bodies_do_not_count(tmp_path):
    listed = list(made.calls(60, 20))
    part = [{**next(iter(made.calls(60, 1))), "id": "A/RES/60/1#2", "part": "paragraph"}]
    council = [{**next(iter(made.calls(60, 1))), "id": "S/RES/1700", "body": "SC"}]
    cast = [
        {"rollcall": call["id"], "actor": state, "choice": "no"}
        for call in (*part, *council) for state in made.STATES
    ]  # fmt: skip
    record = made.assembly(tmp_path / "record", sessions=(60,), extra=[((*part, *council), cast)])
    held = position_votes(Record.open(record))
    assert [call.id for call in held.calls] == sorted(
        (c["id"] for c in listed), key=lambda i: (next(c["date"] for c in listed if c["id"] == i), i)
    )


def test_one_walk_for_a_seat_and_two_for_governments():
    held = position_votes(Record.open("/nonexistent"))
    chain = {held.actors[a]: held.chains[c] for a, c in zip(held.actor, held.chain, strict=True)}
    assert chain["RUS"] == chain["SUN"] == "SUN"
    china = {
        (held.calls[call].day < date(1971, 10, 25), held.chains[c])
        for call, c, a in zip(held.call, held.chain, held.actor, strict=True)
        if held.actors[a] == "CHN"
    }
    assert china == {(True, "CHN to 1971"), (False, "CHN")}


@pytest.mark.parametrize(
    ("text", "day", "session"),
    [
        ("68", date(2014, 3, 27), 68),
        ("ES-11", date(2022, 3, 2), 76),
        ("ES-11", date(2022, 10, 12), 77),
        ("ES-1", date(1956, 11, 4), 11),
        ("S-1", date(1947, 5, 7), 1),
        (None, date(1946, 2, 1), 1),
    ],
)
def test_special_sessions_are_put_with_the_regular_one(text, day, session):
    assert session_of(text, day) == session


def test_what_took_long_is_kept_and_checked(tmp_path, monkeypatch):
    record = Record.open(made.assembly(tmp_path / "record", sessions=(60, 61, 62)))
    monkeypatch.setattr(module, "_WORTH_KEEPING", 0.0)
    notes: list[str] = []
    first = positions(record, note=notes.append)
    (kept,) = (record.path / "cache").iterdir()
    monkeypatch.setattr(module, "_estimate", lambda *_: pytest.fail("estimated again"))
    again = positions(record, note=notes.append)
    assert np.array_equal(first.point, again.point)
    assert again.rows(["CHL"]) == first.rows(["CHL"])
    assert notes == []

    body = json.loads(kept.read_text())
    body["body"]["point"][0] = [99.0]
    kept.write_text(json.dumps(body))
    monkeypatch.setattr(module, "_estimate", lambda *_: first)
    assert positions(record, note=notes.append) is first
    assert notes == [f"{kept} is not used: its digest does not match. The positions are estimated again."]


def test_another_release_is_another_estimate(tmp_path):
    path = made.assembly(tmp_path / "record", sessions=(60,))
    before = position_cache.name(Record.open(path), None, 1, None)
    assert before != position_cache.name(Record.open(path), "nuclear", 1, None)
    made.assembly(tmp_path / "record", sessions=(60, 61), name="2")
    assert before != position_cache.name(Record.open(path), None, 1, None)


def test_an_estimate_that_cannot_be_kept_is_still_given(tmp_path, monkeypatch):
    record = Record.open(made.assembly(tmp_path / "record", sessions=(60, 61)))
    monkeypatch.setattr(module, "_WORTH_KEEPING", 0.0)
    (record.path / "cache").write_text("a file where the folder should be")
    notes: list[str] = []
    assert positions(record, note=notes.append).converged
    assert any("could not be kept" in note for note in notes)
