import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILE = fixture("unsc_vetoes", "unsc_vetoes_sample.csv")


def test_vetoes_stand_under_the_state_of_the_day(tmp_path):
    found, context = run("unsc_vetoes", {"vetoes": FILE}, tmp_path)
    votes = [(row["rollcall"], row["actor"], row["choice"]) for row in found["vote"]]
    assert votes == [
        ("SC/veto/1", "SUN", "no"),
        ("S/3710", "FRA", "no"),
        ("S/3710", "GBR", "no"),
        ("S/2022/538", "RUS", "no"),
        ("S/21326", "USA", "no"),
    ]
    assert {row["outcome"] for row in found["rollcall"]} == {"vetoed"}
    assert str(found["rollcall"][1]["date"]) == "1956-10-30"
    assert [i.reason for i in context.issues] == ["named USA, flagged none; the names are kept"]


def test_a_renamed_column_stops_the_source(tmp_path):
    path = tmp_path / "unsc_vetoes_x.csv"
    path.write_text(FILE.read_text("utf-8").replace("meeting_record", "meeting", 1), "utf-8")
    with pytest.raises(SourceError, match="'meeting'"):
        run("unsc_vetoes", {"vetoes": path}, tmp_path)


@pytest.mark.shared
def test_the_real_list_is_read_whole(shared, tmp_path):
    path = shared / "data" / "unsc-vetoes" / "unsc_vetoes_1946_sept2022.csv"
    found, context = run("unsc_vetoes", {"vetoes": path}, tmp_path)
    assert len(found["rollcall"]) == 214
    # One veto a draft, 38 of them by a second member and 13 by a third.
    assert len(found["vote"]) == 214 + 38 + 13
    assert {i.table for i in context.issues} == {"vote", "rollcall"}
