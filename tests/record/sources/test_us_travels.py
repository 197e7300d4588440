"""US travels: spans of days in words, hosts by date, and what the tables leave out."""

import csv
from datetime import date

import pytest
from _support import fixture, known, reasons, renamed, run, spec
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import SourceError
from multipolar.record.sources.us_travels.read import span

PRESIDENTS, SECRETARIES = "AmericanPresidentVisit.csv", "AmericanSecretaryVisit.csv"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("January 29–February 7, 1909", "1909-01-29", "1909-02-07"),
        ("December 14–25, 1918", "1918-12-14", "1918-12-25"),
        ("December 31, 1977–January 1, 1978", "1977-12-31", "1978-01-01"),
        ("May 27, 1989", "1989-05-27", "1989-05-27"),
    ],
)
def test_spans(text, first, last):
    assert tuple(map(str, span(text))) == (first, last)


@pytest.mark.parametrize("text", ["in spring", "May 1989", "February 30, 1990", "May 9–3, 1990", ""])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        span(text)


@given(st.dates(min_value=date(1866, 1, 1)))
def test_any_day_comes_back(day):
    assert span(f"{day:%B} {day.day}, {day.year:04d}")[0].first == day


def test_visits_have_a_visitor_and_a_host(tmp_path):
    files = {
        "presidents": fixture("us_travels", PRESIDENTS),
        "secretaries": fixture("us_travels", SECRETARIES),
    }
    found, context = run("us_travels", files, tmp_path)
    hosts = {row["id"]: row["host"] for row in found["event"]}
    assert hosts == {
        "us-presidents 1990-03-03 Chile, Santiago": "CHL",
        "us-presidents 1977-12-31 U.S.S.R., Moscow": "SUN",
        "us-presidents 1969-07-30 Vietnam, Saigon": "republic-of-vietnam",
        "us-presidents 1943-01-14 Morocco, Casablanca": None,
        "us-secretaries 1970-01-29 Germany, Federal Republic of, Bonn, Berlin": "DEU",
        "us-secretaries 2001-05-06 Peru": "PER",
    }
    visit = found["event"][0]
    assert (known(visit, "start"), known(visit, "end")) == ("1990-03-03", "1990-03-05")
    assert visit["title"].startswith("President of the United States: Met")
    parts = {(row["actor"], row["role"]) for row in found["participant"] if row["event"] == visit["id"]}
    assert parts == {("USA", "visitor"), ("CHL", "host")}
    assert reasons(context)["the page's table names this visit twice"] == 1
    assert reasons(context)["'in spring' is no day or span of days"] == 1


def test_absence_is_no_evidence():
    assert spec("us_travels").coverage.complete == ()


def test_a_renamed_column_stops_the_source(tmp_path):
    path = renamed("us_travels", PRESIDENTS, "destination city", tmp_path)
    with pytest.raises(SourceError, match="destination city"):
        run("us_travels", {"presidents": path}, tmp_path)


@pytest.mark.shared
def test_published_tables_come_whole(shared, tmp_path):
    data = shared / "data" / "us-travels"
    files = {"presidents": data / PRESIDENTS, "secretaries": data / SECRETARIES}
    found, context = run("us_travels", files, tmp_path)
    twice = reasons(context)["the page's table names this visit twice"]
    assert len(found["event"]) + twice == 775 + 3157
    assert sum(row["host"] is None for row in found["event"]) < 20
    first = min(row["start"] for row in found["event"] if row["id"].startswith("us-presidents"))
    # Theodore Roosevelt's visit to Panama of 1906 is not in the table, which begins with Taft.
    assert first.year == 1909


@pytest.mark.shared
def test_visits_gathered_by_hand_are_in_the_tables(shared, tmp_path):
    path = shared / "data" / "us-travels" / PRESIDENTS
    found, _ = run("us_travels", {"presidents": path}, tmp_path)
    events = {(row["host"], row["start"].isoformat()) for row in found["event"]}
    with (shared / "facts" / "visits.csv").open(encoding="utf-8", newline="") as stream:
        visits = [row for row in csv.DictReader(stream) if row["from_iso3"] == "USA"]
    missing = [
        (row["to_iso3"], row["start"]) for row in visits if (row["to_iso3"], row["start"]) not in events
    ]
    assert len(visits) > 100
    # Suriname was no state in 1967: the visit stands without a host.
    assert missing == [("SUR", "1967-04-14")]
