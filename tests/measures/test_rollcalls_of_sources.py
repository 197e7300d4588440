"""Roll calls that several sources hold: which are one and the same, and what each source adds."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from multipolar.measures.rollcall_find import one_roll_call
from multipolar.measures.rollcall_search import find
from multipolar.measures.same_rollcalls import repeats
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import roll_calls
from multipolar.record import Record
from multipolar.record.releases import write_release
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import Coverage, Expected, ReadContext, Rows, SourceSpec

STATES = ("BRA", "CHL", "CHN", "CUB", "FRA", "GBR", "IND", "NOR", "RUS", "USA")
YES, SPLIT, CLOSE = "yyyyyyyyyy", "yyayayayn.", "nnnayyyyy."
WORDS = {"y": "yes", "a": "abstain", "n": "no"}


def call(key: str, day: date, votes: str, precision: str = "day", locator: str = "", **more) -> dict:
    """A roll call with its votes, a letter a state."""
    row = {
        "id": key, "body": "GA", "date": day, "date_precision": precision, "title": f"Title {key}",
        "part": "whole", "modality": "recorded", "locator": locator or key, **more,
    }  # fmt: skip
    return {"row": row, "votes": votes}


def hold(folder: Path, name: str, priority: int, *calls: dict) -> None:
    """Write a release of a source that holds some roll calls."""
    spec = SourceSpec(
        name=name, title=name, publisher="A test", licence="none", redistribute=False, citation="A test",
        homepage="", files=(), coverage=Coverage(scope="a test"), priority=priority,
        tables={t: Expected(max_rows=1000) for t in ("rollcall", "vote")},
    )  # fmt: skip
    votes = [
        {"rollcall": one["row"]["id"], "actor": a, "choice": WORDS[v], "locator": one["row"]["locator"]}
        for one in calls
        for a, v in zip(STATES, one["votes"], strict=True)
        if v != "."
    ]
    rows = {"rollcall": [one["row"] for one in calls], "vote": votes}
    given = []
    for table, listed in rows.items():
        names = {key for row in listed for key in row}
        fields = [f.with_nullable(True) for f in TABLES[table].arrow() if f.name in names]
        given.append(Rows(table, pa.Table.from_pylist(listed, schema=pa.schema(fields))))
    write_release(folder, spec, "first", iter(given), ReadContext(spec, folder), {})


DAY, MONTH = date(1962, 11, 6), date(1962, 11, 1)


@pytest.fixture
def record(tmp_path) -> Record:
    """One source with symbols, one with numbers of its own."""
    hold(
        tmp_path, "symbols", 90,
        call("A/RES/1(XVII)", DAY, SPLIT, topics=["Apartheid"], names=["The first"]),
        call("A/RES/2(XVII)", DAY, YES),
        call("A/RES/3(XVII)", date(1962, 12, 6), CLOSE),
        call("A/RES/4(XVII)", MONTH, CLOSE, "month", topics=["apartheid", "Sanctions"]),
    )  # fmt: skip
    hold(
        tmp_path, "numbers", 60,
        call("GA/rcid/1", MONTH, "yyayayayy.", "month", "rcid 1"),  # one of nine voted otherwise
        call("GA/rcid/2", MONTH, SPLIT, "month", "rcid 2"),
        call("GA/rcid/3", MONTH, YES, "month", "rcid 3", part="paragraph"),
        call("GA/rcid/4", MONTH, CLOSE, "month", "rcid 4"),
        call("A/RES/4(XVII)", DAY, CLOSE, "day", "rcid 5", topics=["Colonialism"], marks=["us-important"]),
        call("GA/rcid/6", DAY.replace(day=7), YES, "day", "rcid 6"),
    )  # fmt: skip
    hold(tmp_path, "matrix", 20, call("GA/rcid/7", MONTH, "yn........", "month", "rcid 3", part="paragraph"))
    return Record.open(tmp_path, starter=False)


def test_a_roll_call_under_a_number_is_told_by_month_and_votes(record):
    # Not 1, whose votes differ in a ninth; not 3, a paragraph; not 6, on another day than 2 (XVII).
    assert dict(repeats(record)) == {
        "GA/rcid/2": "A/RES/1(XVII)", "GA/rcid/4": "A/RES/4(XVII)", "GA/rcid/7": "GA/rcid/3",
    }  # fmt: skip


def test_what_is_held_twice_counts_once(record):
    held = {r.id for r in vote_matrix(record).rollcalls}
    assert held == {
        "A/RES/1(XVII)", "A/RES/2(XVII)", "A/RES/3(XVII)", "A/RES/4(XVII)", "GA/rcid/1", "GA/rcid/3",
        "GA/rcid/6",
    }  # fmt: skip
    assert "GA/rcid/3" not in {r.id for r in vote_matrix(record, whole=True).rollcalls}
    found = {one.rollcall.id for one in find(record, "title")}
    assert found == held


def test_each_source_adds_what_it_alone_knows(record):
    found = roll_calls(record)["A/RES/4(XVII)"]
    assert (found.row["source"], found.date, found.when) == ("symbols", DAY, "1962-11-06")
    assert found.topics == ("apartheid", "Sanctions", "Colonialism")
    assert found.marks == ("us-important",)
    assert roll_calls(record)["A/RES/1(XVII)"].marks is None
    assert roll_calls(record)["GA/rcid/1"].when == "1962-11"
    only = vote_matrix(record, important=True).rollcalls
    assert [r.id for r in only] == ["A/RES/4(XVII)"]
    assert [r.id for r in vote_matrix(record, topic="colonialism").rollcalls] == ["A/RES/4(XVII)"]


def test_an_id_of_the_record_is_a_roll_call_too(record):
    assert one_roll_call(record, "GA/rcid/1").id == "GA/rcid/1"
