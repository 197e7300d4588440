"""Two sources, two reporters: what they differ on is listed, and which is believed is said."""

from datetime import date

import pytest
from _invented import flow, invented, rollcall, votes

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.prefer import preferred
from multipolar.record.reconcile import reconcile

SYMBOL = "A/RES/68/262"
DAY = date(2014, 3, 27)


@pytest.fixture
def record(tmp_path):
    invented(tmp_path, "library", "one", {
        "rollcall": [rollcall(SYMBOL, DAY, (100, 11, 58, 24))],
        "vote": votes(SYMBOL, CHL="Y", BRA="A", RUS="N", CUB="N"),
    }, priority=90)  # fmt: skip
    invented(tmp_path, "scholar", "one", {
        "rollcall": [rollcall(SYMBOL, DAY, (100, 10, 58, None))],
        "vote": votes(SYMBOL, CHL="Y", BRA="A", RUS="N", CUB="A", NIC="N"),
    }, priority=60)  # fmt: skip
    invented(tmp_path, "trade", "one", {"flow": [
        flow("CHL", "RUS", 2018, 100.0), flow("CHL", "RUS", 2018, 112.0, "importer"),
        flow("CHL", "RUS", 2019, 100.0), flow("CHL", "RUS", 2019, 100.5, "importer"),
        flow("CHL", "RUS", 2020, 100.0), flow("CHL", "RUS", 2020, None, "importer"),
        flow("CHL", "RUS", 2021, 0.0), flow("CHL", "RUS", 2021, 0.0, "importer"),
    ]})  # fmt: skip
    return Record.open(tmp_path, starter=False)


def test_votes_by_roll_call_and_actor(record):
    (found,) = reconcile(record, "vote")
    assert (found.first, found.second, found.compared, found.differing) == ("library", "scholar", 4, 1)
    (one,) = found.differences
    assert (one.first_value, one.second_value, one.preferred) == ("no", "abstain", "library")
    assert one.sentence == "A/RES/68/262 CUB choice: library no, scholar abstain"


def test_tallies_that_one_leaves_out_are_no_difference(record):
    (found,) = reconcile(record, "rollcall")
    assert [d.sentence for d in found.differences] == ["A/RES/68/262 no: library 11, scholar 10"]


def test_the_two_ends_of_a_flow(record):
    (found,) = reconcile(record, "flow")
    assert (found.first, found.second) == ("trade (exporter)", "trade (importer)")
    # Of four years one is not reported by the importer, and one differs by less than one per cent.
    assert (found.compared, found.differing) == (3, 1)
    (one,) = found.differences
    assert one.sentence == "CHL → RUS 2018 TOTAL usd: trade (exporter) 100, trade (importer) 112"
    assert one.preferred == ""


def test_only_some_sources_and_no_more_than_asked(record):
    assert reconcile(record, "vote", ["library"]) == ()
    (found,) = reconcile(record, "vote", limit=0)
    assert (found.differing, found.differences) == (1, ())
    with pytest.raises(
        AskedWronglyError, match=r"No release of 'other' in force holds vote\. .*library, scholar"
    ):
        reconcile(record, "vote", ["other"])
    with pytest.raises(AskedWronglyError, match="'membership' is not reconciled"):
        reconcile(record, "membership")


def test_the_source_of_higher_priority_is_preferred(record):
    rows = record.rows("vote", order=["actor", "-source"])
    kept = {row["actor"]: (row["choice"], row["source"]) for row in preferred(record, "vote", rows)}
    assert kept["CUB"] == ("no", "library")
    assert kept["NIC"] == ("no", "scholar")
    assert len(kept) == 5


def test_of_equal_priorities_the_first_name_is_kept_whatever_the_order(tmp_path):
    for source in ("beta", "alpha"):
        invented(tmp_path, source, "one", {"vote": votes(SYMBOL, CHL="Y")})
    record = Record.open(tmp_path, starter=False)
    rows = record.rows("vote", order="-source")
    assert [row["source"] for row in preferred(record, "vote", rows)] == ["alpha"]


def test_the_embedded_trade_has_two_reporters(tmp_path):
    (found,) = reconcile(Record.open(tmp_path / "none"), "flow")
    assert found.compared > 0
    for one in found.differences:
        larger = max(abs(one.first_value), abs(one.second_value))
        assert abs(one.first_value - one.second_value) > 0.01 * larger
