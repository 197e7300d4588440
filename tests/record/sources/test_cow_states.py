"""The state system: spells per actor, held against the project's own state-years."""

from collections import Counter
from datetime import date

import pytest
from _support import fixture, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

FILES = {"states": "states2016.csv", "majors": "majors2016.csv", "system": "system2016.csv"}


def test_spells_are_half_open_and_open_at_the_end_of_the_data(tmp_path):
    found, _ = run("cow_states", {k: fixture("cow_states", f) for k, f in FILES.items()}, tmp_path)
    ties = found["tie"]
    assert spells(ties, a="DOM", kind="state_system") == [
        ("1894-01-01", "1916-11-30"),
        ("1924-09-29", None),
    ]
    assert spells(ties, a="DDR") == [("1954-03-25", "1990-10-03")]
    assert spells(ties, kind="major_power", a="FRA") == [("1945-08-15", None)]
    open_ended = [row for row in ties if row["valid_to"] is None]
    assert {row["observed"] for row in open_ended} == {date(2016, 12, 31)}


def test_unknown_number_and_disagreeing_state_years_are_named(tmp_path):
    _, context = run("cow_states", {k: fixture("cow_states", f) for k, f in FILES.items()}, tmp_path)
    assert "999" in refused(context)
    named = {issue.locator for issue in context.issues if issue.reason == "state-year outside every spell"}
    assert named == {"system ccode 265 1991"}


def test_a_renamed_column_stops_the_source(tmp_path):
    states = renamed("cow_states", "states2016.csv", "styear", tmp_path)
    with pytest.raises(SourceError, match="styear"):
        run("cow_states", {"states": states}, tmp_path)


@pytest.mark.shared
def test_published_file_gives_every_spell(shared, tmp_path):
    data = shared / "data" / "cow-raw"
    found, context = run("cow_states", {k: data / f for k, f in FILES.items()}, tmp_path)
    kinds = Counter(row["kind"] for row in found["tie"])
    locators = {row["locator"] for row in found["tie"]}
    # 243 published spells and 14 of major powers; a number that changes hands gives more rows.
    assert len([name for name in locators if name.startswith("state_system")]) == 243
    assert len([name for name in locators if name.startswith("major_power")]) == 14
    assert kinds["state_system"] >= 243
    assert not [reason for reason in reasons(context) if "state-year" in reason]


@pytest.mark.shared
def test_the_packaged_copy_gives_the_same_ties(shared, tmp_path):
    raw, packaged = shared / "data" / "cow-raw", shared / "data" / "peacesciencer-cow"
    one, _ = run("cow_states", {"states": raw / "states2016.csv", "majors": raw / "majors2016.csv"}, tmp_path)
    files = {"states": packaged / "cow_states.csv", "majors": packaged / "cow_majors.csv"}
    two, _ = run("cow_states", files, tmp_path)
    assert one == two


@pytest.mark.shared
def test_the_soviet_union_ends_and_russia_begins_inside_one_number(shared, tmp_path):
    found, _ = run("cow_states", {"states": shared / "data" / "cow-raw" / "states2016.csv"}, tmp_path)
    assert spells(found["tie"], a="SUN") == [("1922-12-30", "1991-12-26")]
    assert spells(found["tie"], a="RUS") == [("1991-12-26", None)]
