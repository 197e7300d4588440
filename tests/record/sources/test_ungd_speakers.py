"""General Debate: speeches by session, codes by year, posts as written."""

import pytest
from _support import fixture, refused, run

from multipolar.basics.errors import SourceError

FILE = "Speakers_by_session.xlsx"


def test_speeches_and_speakers(tmp_path):
    found, context = run("ungd_speakers", {"speakers": fixture("ungd_speakers", FILE)}, tmp_path)
    titles = {row["id"]: row["title"] for row in found["event"]}
    assert titles == {
        "general-debate 75 CHL": "General Debate, session 75; President",
        "general-debate 45 SUN": "General Debate, session 45; Minister",
        "general-debate 5 CHL": "General Debate, session 5",
        "general-debate 5 CHL 2": "General Debate, session 5",
    }
    speakers = {row["event"]: (row["actor"], row["person"]) for row in found["participant"]}
    assert speakers["general-debate 45 SUN"] == ("SUN", "B. Person")
    assert speakers["general-debate 5 CHL"] == ("CHL", None)
    assert refused(context) == {"Nowhere"}


def test_a_renamed_column_stops_the_source(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(fixture("ungd_speakers", FILE))
    book["Sheet1"]["E1"] = "Speaker"
    book.save(tmp_path / FILE)
    with pytest.raises(SourceError, match="Speaker"):
        run("ungd_speakers", {"speakers": tmp_path / FILE}, tmp_path)


def test_a_file_that_is_no_workbook_stops_the_source(tmp_path):
    (tmp_path / FILE).write_text("<html>not found</html>")
    with pytest.raises(SourceError, match="no Excel workbook"):
        run("ungd_speakers", {"speakers": tmp_path / FILE}, tmp_path)


@pytest.mark.shared
def test_published_workbook(shared, tmp_path):
    path = shared / "data" / "ungd-speakers" / FILE
    found, context = run("ungd_speakers", {"speakers": path}, tmp_path)
    assert len(found["event"]) + len(context.issues) == 10_944
    assert len(context.issues) < 15
    people = {(row["event"], row["person"]) for row in found["participant"]}
    assert ("general-debate 79 BRA", "Lula da Silva") in people
