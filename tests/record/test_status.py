"""What a record covers, in numbers and words, and which kind of nothing an empty answer is."""

from datetime import date

import pytest
from _invented import flow, invented, rollcall, votes

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import Coverage
from multipolar.record.status import status

SYMBOL = "A/RES/99/1"


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    return Record.open(tmp_path_factory.mktemp("status") / "none")


@pytest.fixture
def record(tmp_path):
    invented(tmp_path, "voters", "one", {
        "rollcall": [rollcall(SYMBOL, date(2044, 9, 1))],
        "vote": votes(SYMBOL, CHL="Y", RUS="N"),
    }, [("vote", "row 9", "no vote is written so", "Q", 2)], max_refused=1.0,
        coverage=Coverage(scope="one roll call", complete=("vote by rollcall",)))  # fmt: skip
    invented(tmp_path, "trade", "one", {"flow": [
        flow("CHL", "RUS", 2018, 100.0), flow("CHL", "RUS", 2019, 0.0), flow("CHL", "RUS", 2020, None),
        flow("RUS", "CHL", 2020, 5.0),
    ]}, coverage=Coverage(first=2018, scope="two states"))  # fmt: skip
    return Record.open(tmp_path, starter=False)


def test_every_table_is_told_of_held_or_not(starter):
    found = {one.table: one for one in status(starter)}
    assert list(found) == list(TABLES)
    assert found["dispute"].rows == 0
    assert "nothing is held" in found["dispute"].limits
    assert "cow_disputes" in found["dispute"].could


def test_the_embedded_record_is_counted_as_its_files_are(starter):
    (release,) = starter.releases()
    for one in status(starter):
        assert one.rows == release.rows.get(one.table, 0) == len(starter.rows(one.table, columns=["locator"]))
        assert all(held.release == release.release for held in one.held)


def test_every_scope_of_the_embedded_record_is_in_the_words(starter):
    from multipolar.record.starter import scopes

    words = {one.table: " ".join((*one.complete, *one.limits)) for one in status(starter)}
    for scope in scopes():
        name = scope.scope.partition(":")[0] if scope.table == "membership" else scope.words
        assert name in words[scope.table], scope
    assert "members today of 70 organisations" in words["membership"]


def test_years_refused_rows_and_complete_scopes_by_source(record):
    (vote,) = status(record, "vote")
    assert (vote.rows, vote.first, vote.last) == (2, 2044, 2044)
    assert (vote.held[0].source, vote.held[0].refused) == ("voters", 2)
    assert vote.complete == ("voters: vote by rollcall",)
    assert vote.limits == ("voters: one roll call",)
    # What is complete of votes says nothing of the list of roll calls.
    (calls,) = status(record, "rollcall")
    assert calls.complete == ()
    (trade,) = status(record, "flow")
    assert (trade.rows, trade.first, trade.last, trade.complete) == (4, 2018, 2020, ())
    with pytest.raises(AskedWronglyError, match="no table 'votes'"):
        status(record, "votes")


PAIR = {"exporter": "CHL", "importer": "RUS"}


@pytest.mark.parametrize(
    ("table", "where", "kind"),
    [
        ("flow", {**PAIR, "year": 2018}, None),
        ("flow", {**PAIR, "year": 2019}, "zero"),
        ("flow", {**PAIR, "year": 2020}, "not_reported"),
        ("flow", {"exporter": "RUS", "importer": "CHL", "year": 2019}, "not_reported"),
        ("flow", {**PAIR, "year": 2017}, "out_of_coverage"),
        ("flow", {"exporter": "CHL", "importer": "PER", "year": 2018}, "out_of_coverage"),
        ("flow", {**PAIR, "year": 2021}, "not_yet_published"),
        ("flow", {**PAIR, "year": range(2019, 2021)}, "zero"),
        ("flow", {**PAIR, "year": range(2020, 2025)}, "not_reported"),
        ("vote", {"rollcall": SYMBOL, "actor": "CHL"}, None),
        ("vote", {"rollcall": SYMBOL, "actor": "TUV"}, "zero"),
        ("vote", {"rollcall": "A/RES/99/2", "actor": "CHL"}, "out_of_coverage"),
        ("tariff", {"importer": "CHL"}, "out_of_coverage"),
    ],
)
def test_the_four_kinds_of_nothing_stay_apart(record, table, where, kind):
    found = record.nothing(table, where)
    assert (found.kind if found else None) == kind
    if found:
        assert found.reason.endswith(".")


@pytest.mark.parametrize(
    ("table", "where", "kind"),
    [
        ("membership", {"organisation": "NATO", "actor": "CHL"}, "zero"),
        ("membership", {"organisation": "UNASUR", "actor": "CHN"}, "not_reported"),
        ("membership", {"organisation": "cow-igo:NONE", "actor": "CHL"}, "out_of_coverage"),
        ("vote", {"rollcall": "A/RES/68/262", "actor": "CHL"}, None),
        ("vote", {"rollcall": "A/RES/68/262", "actor": "TWN"}, "zero"),
        ("vote", {"rollcall": "A/RES/53/4", "actor": "COG"}, "not_reported"),
        ("tie", {"kind": "sanction", "a": "FRA", "b": "CHL"}, "out_of_coverage"),
        ("event", {"kind": "visit", "host": "TUV"}, "out_of_coverage"),
    ],
)
def test_the_embedded_record_knows_where_a_missing_row_is_evidence(starter, table, where, kind):
    found = starter.nothing(table, where)
    assert (found.kind if found else None) == kind


def test_what_could_tell_is_named(starter):
    found = starter.nothing("indicator", {"actor": "CHL", "code": "AG.SRF.TOTL.K2", "year": 2020})
    assert "world_bank" in found.sources
    assert "world_bank" in found.reason
