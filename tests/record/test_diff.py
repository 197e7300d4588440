"""What a release changed, in words and rows."""

from datetime import date

import pytest
from _invented import flow, invented, rollcall, votes

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.diff import diff

SYMBOL = "A/RES/68/262"
DAY = date(2014, 3, 27)


@pytest.fixture
def record(tmp_path):
    old = [rollcall(SYMBOL, DAY, (2, 1, 1, 0))]
    invented(
        tmp_path, "small", "one", {"rollcall": old, "vote": votes(SYMBOL, CHL="A", BRA="A", RUS="N", FRA="Y")}
    )
    new = [rollcall(SYMBOL, DAY, (3, 1, 0, 0), topics=["UKRAINE", "BORDERS"])]
    invented(
        tmp_path, "small", "two", {"rollcall": new, "vote": votes(SYMBOL, CHL="Y", BRA="A", RUS="N", USA="Y")}
    )
    return Record.open(tmp_path, starter=False)


def test_rows_added_removed_and_changed_are_counted_and_told(record):
    found = diff(record, "small")
    assert (found.old, found.new) == ("one", "two")
    tables = {one.table: one for one in found.tables}
    vote = tables["vote"]
    assert (vote.before, vote.after, vote.added, vote.removed, vote.changed) == (4, 4, 1, 1, 1)
    assert vote.words == (
        "A/RES/68/262: CHL abstain → yes",
        "A/RES/68/262: FRA yes removed",
        "A/RES/68/262: USA yes added",
    )
    assert tables["rollcall"].words == (
        "A/RES/68/262 topics (empty) → UKRAINE; BORDERS, yes 2 → 3, abstain 1 → 0",
    )
    assert "vote: 4 → 4 rows; 1 added, 1 removed, 1 changed" in found.sentences


def test_more_than_can_be_told_is_counted(record):
    assert diff(record, "small", limit=1).sentences[-1] == "  and 2 more"


def test_either_way_round(record):
    back = diff(record, "small", old="two", new="one")
    assert "A/RES/68/262: CHL yes → abstain" in back.sentences[-3:] or any(
        "CHL yes → abstain" in line for line in back.sentences
    )
    assert diff(record, "small", old="two", new="two").sentences == (
        "small: two → two: the rows are the same.",
    )


def test_empty_keys_are_compared_too(tmp_path):
    tie = {"kind": "state_system", "a": "CHL", "directed": False}
    invented(tmp_path, "small", "one", {"tie": [tie]})
    invented(tmp_path, "small", "two", {"tie": [tie, {**tie, "a": "PER"}]})
    (table,) = diff(Record.open(tmp_path, starter=False), "small").tables
    assert (table.added, table.removed, table.changed, table.words) == (1, 0, 0, ("state_system: PER added",))


def test_a_figure_that_came_to_be_reported(tmp_path):
    invented(tmp_path, "small", "one", {"flow": [flow("CHL", "RUS", 2018, None)]})
    invented(tmp_path, "small", "two", {"flow": [flow("CHL", "RUS", 2018, 512000.0)]})
    (table,) = diff(Record.open(tmp_path, starter=False), "small").tables
    assert table.words == (
        "CHL: RUS 2018 TOTAL total exporter usd (empty) → 512000, status not_reported → reported",
    )


def test_what_cannot_be_compared_is_said(record, tmp_path):
    with pytest.raises(AskedWronglyError, match=r"no release 'three' of small\. Releases: one, two"):
        diff(record, "small", new="three")
    with pytest.raises(AskedWronglyError, match="No release of 'other' is in force"):
        diff(record, "other")
    with pytest.raises(AskedWronglyError, match="small has no release before one"):
        diff(record, "small", new="one")
