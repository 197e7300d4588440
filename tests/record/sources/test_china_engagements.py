"""China's engagements: travel is a visit, a meeting at home is a meeting, a telephone call is neither."""

import csv
from datetime import date, timedelta

import pytest
from _support import fixture, reasons, refused, renamed, run

from multipolar.basics.errors import SourceError

FILE = "leaderdf.csv"


def test_visits_meetings_and_what_is_neither(tmp_path):
    found, context = run("china_engagements", {"engagements": fixture("china_engagements", FILE)}, tmp_path)
    events = {row["start"].day: row for row in found["event"]}
    assert (events[1]["kind"], events[1]["host"], events[1]["place"]) == ("visit", "CHL", "Chile, Santiago")
    assert (events[2]["kind"], events[2]["host"]) == ("meeting", "CHN")
    assert (events[4]["kind"], events[4]["host"]) == ("visit", "PER")
    assert (events[5]["kind"], events[5]["host"], events[5]["place"]) == ("meeting", None, None)
    assert 3 not in events
    assert reasons(context)["neither a visit nor a meeting at a place is stated"] == 1
    assert refused(context) == {"Nowhere"}


def test_one_event_with_two_countries_is_one_event(tmp_path):
    found, _ = run("china_engagements", {"engagements": fixture("china_engagements", FILE)}, tmp_path)
    home = next(row["id"] for row in found["event"] if row["start"].day == 2)
    parts = {
        (row["actor"], row["person"], row["role"]) for row in found["participant"] if row["event"] == home
    }
    assert parts == {
        ("CHN", "Hu Jintao", "host"),
        ("CHL", None, "participant"),
        ("PER", None, "participant"),
    }


def test_a_renamed_column_stops_the_source(tmp_path):
    path = renamed("china_engagements", FILE, "leader", tmp_path)
    with pytest.raises(SourceError, match="leader"):
        run("china_engagements", {"engagements": path}, tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "events"), [("leaderdf.csv.gz", 5040), ("all_engagements_2003-2018.csv.gz", 5095)]
)
def test_every_published_event_is_kept_or_named(shared, tmp_path, file, events):
    found, context = run(
        "china_engagements", {"engagements": shared / "data" / "china-engagements" / file}, tmp_path
    )
    left_out = reasons(context)["neither a visit nor a meeting at a place is stated"]
    assert len(found["event"]) + left_out == events
    assert refused(context) == {"Serbia", "Montenegro"}


@pytest.mark.shared
def test_hu_jintao_was_in_chile_in_november_2004(shared, tmp_path):
    path = shared / "data" / "china-engagements" / "leaderdf.csv.gz"
    found, _ = run("china_engagements", {"engagements": path}, tmp_path)
    visits = [row for row in found["event"] if row["host"] == "CHL" and "Hu Jintao" in row["id"]]
    # Summit of Asia-Pacific Economic Cooperation in Santiago, 20 and 21 November 2004.
    assert {(row["start"].year, row["start"].month) for row in visits} == {(2004, 11)}


@pytest.mark.shared
def test_visits_gathered_by_hand_are_among_the_events(shared, tmp_path):
    path = shared / "data" / "china-engagements" / "leaderdf.csv.gz"
    found, _ = run("china_engagements", {"engagements": path}, tmp_path)
    days = {(row["host"], row["start"]) for row in found["event"] if row["kind"] == "visit"}
    with (shared / "facts" / "visits.csv").open(encoding="utf-8", newline="") as stream:
        visits = [
            row for row in csv.DictReader(stream) if row["from_iso3"] == "CHN" and len(row["start"]) == 10
        ]
    covered = [row for row in visits if "2004" <= row["start"] < "2019"]
    assert len(covered) > 15
    for row in covered:
        start = date.fromisoformat(row["start"])
        end = date.fromisoformat(row["end"]) if len(row["end"]) == 10 else start
        # The press dates an arrival late at night by either day, in either time zone.
        around = [start + timedelta(days=day) for day in range(-2, (end - start).days + 3)]
        assert any((row["to_iso3"], day) in days for day in around), row
