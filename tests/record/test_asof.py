"""The record as it was on a day: each source's release of that day, and none that came later."""

import json
from datetime import UTC, date, datetime

import pytest
from _invented import invented, votes

from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record import Record

SYMBOL = "A/RES/68/262"
MOMENTS = {
    "one": "2024-03-01T23:30:00+00:00",
    "two": "2024-06-15T12:00:00+00:00",
    "late": "2025-01-01T00:00:00+00:00",
}


@pytest.fixture
def record(tmp_path):
    """Three releases of two sources, dated by hand."""
    invented(tmp_path, "small", "one", {"vote": votes(SYMBOL, CHL="A")})
    invented(tmp_path, "small", "two", {"vote": votes(SYMBOL, CHL="Y")})
    invented(tmp_path, "other", "late", {"vote": votes(SYMBOL, RUS="N")})
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text())
    for one in content["activations"]:
        one["activated"] = MOMENTS[one["release"]]
    path.write_text(json.dumps(content))
    return tmp_path


def said(record, day):
    rows = Record.open(record, as_of=day, starter=False).rows("vote", order=["source", "actor"])
    return [(row["source"], row["release"], row["actor"], row["choice"]) for row in rows]


OTHER = ("other", "late", "RUS", "no")
ONE, TWO = ("small", "one", "CHL", "abstain"), ("small", "two", "CHL", "yes")


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        (None, [OTHER, TWO]),
        ("2024-02-29", []),
        ("2024-03-01", [ONE]),
        (date(2024, 6, 14), [ONE]),
        ("2024-06-15", [TWO]),
        ("2024-06", [TWO]),
        ("2024", [TWO]),
        ("2025-01-01", [OTHER, TWO]),
    ],
)
def test_the_release_of_the_day_answers(record, day, rows):
    assert said(record, day) == rows


def test_which_releases_are_in_force_is_said(record):
    opened = Record.open(record, as_of="2024-04-01", starter=False)
    assert [(one.release, one.active) for one in opened.releases()] == [
        ("one", True), ("two", False), ("late", False),
    ]  # fmt: skip
    assert opened.sources() == ("small",)
    with pytest.raises(AskedWronglyError, match="No release of 'other' is in force on 2024-04-01"):
        opened.active("other")


def test_sql_and_files_follow_the_day(record):
    opened = Record.open(record, as_of="2024-04-01", starter=False)
    assert opened.sql("SELECT choice FROM vote").to_pylist() == [{"choice": "abstain"}]
    assert [path.parent.name for path in opened.files["vote"]] == ["one"]


def test_a_day_that_is_none_is_refused(record):
    with pytest.raises(AskedWronglyError, match="'yesterday' is not a date"):
        Record.open(record, as_of="yesterday")


def test_an_open_record_does_not_change_under_the_reader(tmp_path):
    invented(tmp_path, "small", "one", {"vote": votes(SYMBOL, CHL="A")})
    opened = Record.open(tmp_path, starter=False)
    invented(tmp_path, "small", "two", {"vote": votes(SYMBOL, CHL="Y")})
    assert [row["choice"] for row in opened.rows("vote")] == ["abstain"]
    assert [row["choice"] for row in Record.open(tmp_path, starter=False).rows("vote")] == ["yes"]


def test_a_moment_is_the_day_it_is_in_utc(record):
    path = record / "manifest.json"
    path.write_text(path.read_text().replace(MOMENTS["one"], "2024-03-02T01:30:00+02:00"))
    assert said(record, "2024-03-01") == [ONE]


DAMAGE = {
    "{": r"manifest.json is damaged \(line 1\)",
    "[]": "no list of activations",
    '{"version": 9, "activations": []}': "written by a newer multipolar",
    '{"version": 1, "activations": [{"source": "../x"}]}': "damaged at activations.0",
    '{"version": 1, "activations": [{"source": "x", "release": "../..", "rows": {}, '
    '"activated": "2024-01-01T00:00:00+00:00"}]}': "is no name of a source or release",
    '{"version": 1, "activations": [{"source": "x", "release": "r", "rows": {"vote": -1}, '
    '"activated": "2024-01-01T00:00:00+00:00"}]}': "rows are not counts by table",
    '{"version": 1, "activations": [{"source": "x", "release": "r", "rows": {}, "activated": "2024-01-01"}]}':
        "has no time zone",
}  # fmt: skip


@pytest.mark.parametrize("content", DAMAGE)
def test_a_damaged_manifest_is_one_line(record, content):
    (record / "manifest.json").write_text(content)
    with pytest.raises(RecordError, match=DAMAGE[content]) as failure:
        Record.open(record)
    assert "\n" not in str(failure.value)


def test_a_lost_manifest_is_no_empty_record(record):
    (record / "manifest.json").unlink()
    with pytest.raises(RecordError, match="missing although releases are there"):
        Record.open(record)


def test_moments_are_written_in_utc(tmp_path):
    before = datetime.now(UTC)
    info = invented(tmp_path, "small", "one", {"vote": votes(SYMBOL, CHL="A")})
    (one,) = Record.open(tmp_path, starter=False).releases()
    assert before <= one.activated <= datetime.now(UTC)
    assert info.rows == one.rows
