import csv
from datetime import date
from pathlib import Path

import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

LAYOUTS = (
    "2024_09_12_ga_resolutions_voting.csv",
    "2025_03_31_ga_voting_corr1.csv",
    "2025_7_23_ga_voting.csv",
    "2026_02_06_ga_voting.csv",
)


def read(path: Path, tmp_path: Path):
    return run("undl_ga", {"ga_voting": path}, tmp_path)


def changed(tmp_path: Path, old: str, new: str, file: str = LAYOUTS[-1]) -> Path:
    text = fixture("undl_ga", file).read_text("utf-8")
    assert old in text
    path = tmp_path / file
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def votes(found, rollcall: str) -> dict[str, str]:
    return {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == rollcall}


@pytest.mark.parametrize("file", LAYOUTS)
def test_every_official_layout_gives_the_same_record(file, tmp_path):
    found, context = read(fixture("undl_ga", file), tmp_path)
    newest, _ = read(fixture("undl_ga", LAYOUTS[-1]), tmp_path)
    order = lambda rows: sorted(rows, key=lambda row: (row["rollcall"], row["actor"]))  # noqa: E731
    assert found["rollcall"] == newest["rollcall"]
    assert order(found["vote"]) == order(newest["vote"])
    assert context.issues == []


def test_votes_stand_under_the_state_of_the_day(tmp_path):
    found, _ = read(fixture("undl_ga", LAYOUTS[-1]), tmp_path)
    assert votes(found, "A/RES/1514(XV)") == {
        "AFG": "yes", "BRA": "yes", "CHN": "yes", "SUN": "yes", "USA": "abstain", "BFA": "absent",
        "united-arab-republic": "yes", "IND": "yes",
    }  # fmt: skip
    assert votes(found, "A/RES/35/37")["DEU"] == "yes"
    assert votes(found, "A/RES/59/206A")["SCG"] == "yes"
    assert votes(found, "A/RES/ES-10/21")["RUS"] == "yes"


def test_a_roll_call_carries_what_the_library_says_of_it(tmp_path):
    found, _ = read(fixture("undl_ga", LAYOUTS[-1]), tmp_path)
    row = next(r for r in found["rollcall"] if r["id"] == "A/RES/35/37")
    assert row["date"] == date(1980, 11, 20)
    assert row["title"] == "Sample question of Afghanistan"
    assert (row["yes"], row["no"], row["abstain"], row["absent"]) == (4, 2, 1, 1)
    assert (row["session"], row["meeting"], row["part"]) == ("35", "A/35/PV.70", "whole")
    assert (row["modality"], row["outcome"], row["locator"]) == ("recorded", "adopted", "record 900002")
    quoted = next(r for r in found["rollcall"] if r["id"] == "A/RES/59/206A")
    assert quoted["title"] == 'Sample "quoted" title, with a comma'
    assert quoted["topics"] == ["HUMAN RIGHTS"]


@pytest.mark.parametrize("file", LAYOUTS)
def test_a_new_or_renamed_column_stops_the_source(file, tmp_path):
    header = next(csv.reader(fixture("undl_ga", file).open(encoding="utf-8")))
    for column in header:
        with pytest.raises(SourceError, match=f"{column}_renamed"):
            read(changed(tmp_path, column, f"{column}_renamed", file), tmp_path)
    with pytest.raises(SourceError, match="brand_new"):
        read(changed(tmp_path, ",undl_link\n", ",undl_link,brand_new\n", file), tmp_path)


def test_totals_that_do_not_add_up_are_an_issue(tmp_path):
    found, context = read(changed(tmp_path, ",6.0,0.0,1.0,1.0,", ",7.0,0.0,1.0,1.0,"), tmp_path)
    assert len(found["rollcall"]) == 4
    issue = next(i for i in context.issues if i.table == "rollcall")
    assert (issue.locator, issue.reason) == ("record 900001", "published 7-0-1-1, counted 6-0-1-1")


def test_bad_rows_are_refused_one_by_one(tmp_path):
    path = changed(tmp_path, "900001,BRA,BRAZIL,Y,", "900001,XYZ,NOWHERE,Y,")
    path.write_text(path.read_text("utf-8").replace("IND,INDIA,Y,1960", "IND,INDIA,Q,1960"), "utf-8")
    found, context = read(path, tmp_path)
    assert "IND" not in votes(found, "A/RES/1514(XV)")
    said = {(i.value, i.reason.partition(".")[0]) for i in context.issues if i.table == "vote"}
    assert ("? Q", "no vote is written so") in said
    assert any(value == "XYZ" for value, _ in said)


def test_a_repeated_vote_is_kept_once_and_a_contradiction_not_at_all(tmp_path):
    line = "900001,USA,UNITED STATES,A,1960-12-14"
    text = fixture("undl_ga", LAYOUTS[-1]).read_text("utf-8")
    whole = next(x for x in text.splitlines() if x.startswith(line))
    path = tmp_path / LAYOUTS[-1]
    path.write_text(text + whole + "\n", "utf-8")
    found, context = read(path, tmp_path)
    assert votes(found, "A/RES/1514(XV)")["USA"] == "abstain"
    assert "listed twice, kept once" in {i.reason for i in context.issues}
    path.write_text(text + whole.replace(",A,", ",N,", 1) + "\n", "utf-8")
    found, _ = read(path, tmp_path)
    assert "USA" not in votes(found, "A/RES/1514(XV)")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html><body>Checking your browser</body></html>", "no column 'undl_id'"),
        (b"", "no column 'undl_id'"),
        ("undl_id,ms_code\n1,\u00e9\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_other_files_stop_the_source(content, said, tmp_path):
    path = tmp_path / "2026_02_06_ga_voting.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read(path, tmp_path)


def test_a_line_cut_short_stops_the_source(tmp_path):
    text = fixture("undl_ga", LAYOUTS[-1]).read_text("utf-8")
    path = tmp_path / LAYOUTS[-1]
    path.write_text(text[: len(text) - 90], "utf-8")
    with pytest.raises(SourceError) as caught:
        read(path, tmp_path)
    assert "\n" not in str(caught.value)


def test_a_line_with_too_few_cells_is_named_once(tmp_path):
    path = tmp_path / LAYOUTS[-1]
    lines = fixture("undl_ga", LAYOUTS[-1]).read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], "1,USA\n", *lines[2:]]), "utf-8")
    with pytest.raises(SourceError) as refused:
        read(path, tmp_path)
    assert str(refused.value).startswith(f"undl_ga: {path.name}: line 3: Expected Number of Columns")
    assert "CSV Error" not in str(refused.value)
