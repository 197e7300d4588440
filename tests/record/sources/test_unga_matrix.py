import pytest
from _support import fixture, run

from multipolar.basics.errors import SourceError

FILE = fixture("unga_matrix", "ungaVoting_sample.csv")


def choices(found, rollcall: str) -> dict[str, str]:
    return {row["actor"]: row["choice"] for row in found["vote"] if row["rollcall"] == rollcall}


def test_columns_of_successors_are_given_back_to_the_state_of_the_day(tmp_path):
    found, _ = run("unga_matrix", {"matrix": FILE}, tmp_path)
    assert choices(found, "GA/rcid/12") == {"USA": "yes", "SUN": "no", "YUG": "abstain", "CHN": "yes"}
    assert choices(found, "GA/rcid/1300") == {"USA": "no", "SUN": "yes", "DEU": "absent", "CHN": "yes"}
    assert choices(found, "GA/rcid/5309") == {"USA": "yes", "RUS": "no", "UKR": "yes"}


def test_days_before_autumn_2003_are_months(tmp_path):
    found, _ = run("unga_matrix", {"matrix": FILE}, tmp_path)
    told = {row["id"]: (str(row["date"]), row["date_precision"], row["topics"]) for row in found["rollcall"]}
    assert told["GA/rcid/12"] == ("1946-02-01", "month", [])
    assert told["GA/rcid/5309"] == ("2014-03-27", "day", ["Colonialism"])


def test_a_number_of_two_roll_calls_names_neither(tmp_path):
    found, context = run("unga_matrix", {"matrix": FILE}, tmp_path)
    assert "GA/rcid/411" not in {row["id"] for row in found["rollcall"]}
    assert ("rollcall", "2 rows have that number", 2) in {
        (i.table, i.reason, i.count) for i in context.issues
    }


@pytest.mark.parametrize(("old", "new"), [("rcid,", "rc,"), (",ZWE", ",ZWE,XXX"), (",AFG", ",Afghanistan")])
def test_a_new_or_renamed_column_stops_the_source(old, new, tmp_path):
    path = tmp_path / "ungaVoting_x.csv"
    path.write_text(FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError):
        run("unga_matrix", {"matrix": path}, tmp_path)


@pytest.mark.shared
@pytest.mark.slow
def test_the_real_matrix_has_its_rows_and_the_vote_on_crimea(shared, tmp_path):
    path = shared / "data" / "unga-votes-matrix-1946-2024" / "ungaVoting_003.csv"
    found, context = run("unga_matrix", {"matrix": path}, tmp_path)
    # 6,551 rows; four numbers stand twice.
    assert len(found["rollcall"]) == 6551 - 8
    crimea = list(choices(found, "GA/rcid/5309").values())
    assert [crimea.count(c) for c in ("yes", "no", "abstain")] == [100, 11, 58]
    refused = {i.value for i in context.issues if "did not exist" in i.reason}
    # Fiji and South Sudan before they existed; Syria while part of the United Arab Republic.
    assert refused == {"FJI", "SSD", "SYR"}
