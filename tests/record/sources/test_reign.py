"""REIGN: months of leaving, mixed encodings, and agreement with Archigos."""

import pytest
from _support import fixture, known, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

FILE = "leaderlist_3_21.csv"


def test_spells_of_leaders(tmp_path):
    found, context = run("reign", {"leaders": fixture("reign", FILE)}, tmp_path)
    offices = {row["person"]: row for row in found["office"]}
    assert set(offices) == {"Alessandri", "Piñera"}
    assert spells(found["office"], person="Alessandri") == [("1958-11-03", "1964-12")]
    assert known(offices["Piñera"], "end") is None
    assert offices["Piñera"]["observed"].isoformat() == "2021-03-31"
    assert refused(context) == {"999"}
    assert {issue.value or issue.reason for issue in context.issues} == {
        "999",
        "t-4: the spell ends in 1990-01, before it starts",
        "t-5: no start",
    }


def test_a_renamed_column_stops_the_source(tmp_path):
    path = renamed("reign", FILE, "emonth", tmp_path, "latin-1")
    with pytest.raises(SourceError, match="emonth"):
        run("reign", {"leaders": path}, tmp_path)


@pytest.mark.shared
def test_starts_agree_with_archigos(shared, tmp_path):
    data = shared / "data"
    reign, context = run("reign", {"leaders": data / "reign" / FILE}, tmp_path)
    archigos, _ = run("archigos", {"stata": data / "archigos" / "Archigos_4.1_stata14.dta"}, tmp_path)
    assert len(reign["office"]) + len(context.issues) == 2524
    starts = {}
    for row in archigos["office"]:
        starts.setdefault(row["actor"], []).append(row["start"])
    compared = [
        min(abs((row["start"] - start).days) for start in starts[row["actor"]])
        for row in reign["office"]
        if 1950 <= row["start"].year < 2014 and row["actor"] in starts
    ]
    assert len(compared) > 1700
    # REIGN began as a continuation of Archigos; it adds caretakers and collective heads of its own.
    assert sum(days <= 1 for days in compared) / len(compared) > 0.9
