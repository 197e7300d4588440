"""Sanctions: lists in one cell, groups, and cases that the data do not see the end of."""

import csv
from datetime import date

import pytest
from _support import fixture, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

FILE = "GSDB_V3.csv"


def test_lists_give_one_tie_for_each_sender_and_target(tmp_path):
    found, context = run("gsdb", {"cases": fixture("gsdb", FILE)}, tmp_path)
    ties = found["tie"]
    pairs = {(row["a"], row["b"]) for row in ties}
    assert {("EU", "CHL"), ("EU", "PER"), ("NOR", "CHL"), ("NOR", "PER")} <= pairs
    assert ("yemen-arab-republic", "IRQ") in pairs
    assert ("JOR", "IRQ") in pairs
    assert spells(ties, a="EU", b="PER") == [("2001", "2011")]
    assert refused(context) == {"Balkans"}
    counted = reasons(context)
    assert counted["case 9005 ends in 1999, before it begins in 2001"] == 1
    assert counted["case 9006: arms is '7', neither 0 nor 1"] == 1


def test_value_says_type_and_objective_and_the_last_year_is_left_open(tmp_path):
    found, _ = run("gsdb", {"cases": fixture("gsdb", FILE)}, tmp_path)
    cuba = next(row for row in found["tie"] if row["b"] == "CUB")
    assert cuba["value"] == "trade (exp_compl, imp_compl), financial, travel; democracy"
    assert (cuba["valid_to"], cuba["observed"], cuba["directed"]) == (None, date(2022, 12, 31), True)
    chile = next(row for row in found["tie"] if row["b"] == "CHL")
    assert chile["value"] == "arms; human_rights"


def test_a_renamed_column_stops_the_source(tmp_path):
    with pytest.raises(SourceError, match="sender_mult"):
        run("gsdb", {"cases": renamed("gsdb", FILE, "sender_mult", tmp_path)}, tmp_path)


@pytest.mark.shared
def test_every_case_of_the_published_file_is_read_or_refused(shared, tmp_path):
    path = shared / "data" / "gsdb" / FILE
    found, context = run("gsdb", {"cases": path}, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        published = {row["case_id"] for row in csv.DictReader(stream)}
    assert len(published) == 588
    told = {row["locator"].split(":")[0].removeprefix("case ") for row in found["tie"]}
    named = {issue.locator.split(":")[0].removeprefix("case ") for issue in context.issues}
    assert told | named == published


@pytest.mark.shared
def test_senders_of_the_sanctions_on_russia_of_2022(shared, tmp_path):
    found, _ = run("gsdb", {"cases": shared / "data" / "gsdb" / FILE}, tmp_path)
    ties = [row for row in found["tie"] if row["b"] == "RUS" and row["valid_from"].year == 2022]
    senders = {row["a"] for row in ties}
    # The senders that the copy's description lists for 2022.
    assert senders >= {
        "USA", "GBR", "EU", "MKD", "ALB", "XKX", "AUS", "CAN", "JPN", "KOR", "NOR", "CHE", "ISL", "LIE",
        "SGP", "TWN", "G7",
    }  # fmt: skip
    assert not senders & {"BRA", "CHL", "ARG", "IND", "CHN"}
