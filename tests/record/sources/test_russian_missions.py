"""Russian missions: one tie each, seen on one day."""

import pytest
from _support import fixture, refused, renamed, run

from multipolar.basics.errors import SourceError

FILE = "Locations-Of-Russian-Diplomatic-Missions-20150526.csv"


def test_missions(tmp_path):
    found, context = run("russian_missions", {"missions": fixture("russian_missions", FILE)}, tmp_path)
    assert [(row["a"], row["b"], row["value"]) for row in found["tie"]] == [
        ("RUS", "CHL", "Russian Embassy, Santiago"),
        ("RUS", "PER", "Russian Embassy, Lima"),
    ]
    assert {row["observed"].isoformat() for row in found["tie"]} == {"2015-05-26"}
    assert refused(context) == {"Abkhazia"}


def test_a_renamed_column_stops_the_source(tmp_path):
    path = renamed("russian_missions", FILE, "Type", tmp_path)
    with pytest.raises(SourceError, match="Type"):
        run("russian_missions", {"missions": path}, tmp_path)


@pytest.mark.shared
def test_published_list(shared, tmp_path):
    path = shared / "data" / "russian-missions-2015" / FILE
    found, context = run("russian_missions", {"missions": path}, tmp_path)
    assert len(found["tie"]) == 237 - 2
    assert refused(context) == {"Abkhazia", "South Ossetia"}
