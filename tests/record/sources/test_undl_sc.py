import csv

import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILE = "2026_02_06_sc_voting.csv"


def test_members_votes_and_decisions_without_a_vote(tmp_path):
    found, context = run("undl_sc", {"sc_voting": fixture("undl_sc", FILE)}, tmp_path)
    rollcalls = {row["id"]: row for row in found["rollcall"]}
    assert set(rollcalls) == {"S/RES/218(1965)", "S/RES/331(1973)", "S/RES/1244(1999)"}
    unvoted = rollcalls["S/RES/331(1973)"]
    assert (unvoted["modality"], unvoted["yes"], unvoted["absent"]) == ("without_vote", None, None)
    assert not [row for row in found["vote"] if row["rollcall"] == "S/RES/331(1973)"]
    votes = {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == "S/RES/218(1965)"}
    assert votes == {
        "USA": "abstain", "GBR": "yes", "FRA": "yes", "SUN": "yes", "CHN": "yes", "BOL": "yes",
        "CIV": "absent",
    }  # fmt: skip
    assert rollcalls["S/RES/1244(1999)"]["topics"] == ["SAMPLE SUBJECT", "PEACEKEEPING OPERATIONS--MANDATE"]
    assert context.issues == []


def test_a_modality_not_seen_before_stops_the_source(tmp_path):
    path = tmp_path / FILE
    path.write_text(fixture("undl_sc", FILE).read_text("utf-8").replace("Without Vote", "By lot"), "utf-8")
    with pytest.raises(SourceError, match="unknown modality 'By lot' in record 910002"):
        run("undl_sc", {"sc_voting": path}, tmp_path)


def test_a_new_or_renamed_column_stops_the_source(tmp_path):
    text = fixture("undl_sc", FILE).read_text("utf-8")
    path = tmp_path / FILE
    for column in next(csv.reader(text.splitlines())):
        path.write_text(text.replace(column, f"{column}_2", 1), "utf-8")
        with pytest.raises(SourceError, match=f"{column}_2"):
            run("undl_sc", {"sc_voting": path}, tmp_path)
