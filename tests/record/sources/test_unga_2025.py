import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILE = fixture("unga_2025", "unga_2025_resolutions.csv")


def test_two_headers_and_empty_cells(tmp_path):
    found, context = run("unga_2025", {"resolutions": FILE}, tmp_path)
    assert [row["id"] for row in found["rollcall"]] == ["A/RES/ES-11/7", "A/DEC/80/506", "A/RES/80/84B"]
    votes = {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == "A/RES/ES-11/7"}
    assert votes == {"BRA": "abstain", "CHN": "absent", "RUS": "no", "USA": "yes"}
    assert found["rollcall"][0]["topics"] == ["PEACE", "DIPLOMACY"]
    assert context.issues == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("No Vote", "Absent", "'Absent'"),
        ("RUS", "Russia", "no states: Russia"),
        (",,,,,,,,,Brazil", "A,,,,,,,,,Brazil", "second row does not name"),
        (",YES\nA/DEC", ",YES,NO\nA/DEC", "line 3 is not as long"),
    ],
)
def test_another_shape_stops_the_source(old, new, said, tmp_path):
    path = tmp_path / "unga_2025_resolutions.csv"
    text = FILE.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError, match=said):
        run("unga_2025", {"resolutions": path}, tmp_path)


@pytest.mark.shared
def test_the_real_table_adds_up(shared, tmp_path):
    path = shared / "data" / "unga-2025-all-members" / "unga_2025_resolutions.csv"
    found, context = run("unga_2025", {"resolutions": path}, tmp_path)
    assert (len(found["rollcall"]), len(found["vote"])) == (192, 192 * 191)
    assert context.issues == []
    totals = {row["id"]: (row["yes"], row["no"], row["abstain"]) for row in found["rollcall"]}
    assert totals["A/RES/ES-11/7"] == (93, 18, 65)
    assert totals["A/RES/ES-11/8"] == (93, 8, 73)
    assert totals["A/RES/ES-11/9"] == (91, 12, 57)
