from datetime import date

import pytest
from _support import fixture, run
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import SourceError
from multipolar.record.sources.unsc_votes.order import Told, days

FILE = fixture("unsc_votes", "sc_voting.xlsx")


def test_swapped_days_and_columns_are_put_right_and_said(tmp_path):
    found, context = run("unsc_votes", {"votes": FILE}, tmp_path)
    told = {
        r["id"]: (str(r["date"]), r["date_precision"], r["outcome"], r["draft"]) for r in found["rollcall"]
    }
    assert told == {
        "S/RES/892(1994)": ("1994-01-20", "day", "adopted", "S/1994/9"),
        # Written 2 January; the meetings of 20 January and 15 February stand on either side.
        "S/RES/893(1994)": ("1994-02-01", "day", "adopted", "S/1994/11"),
        "SC/vote/3": ("1994-02-15", "day", "vetoed", "S/1994/20"),
        "S/RES/2781(2025)": ("2025-05-30", "day", "adopted", "S/2025/270"),
        "S/RES/2770(2025)": ("2025-01-01", "year", "adopted", None),
    }
    reasons = {(issue.locator, issue.reason.partition(",")[0]) for issue in context.issues}
    assert ("ID 4", "resolution and draft stand in each other's column") in reasons
    assert (
        "ID 5",
        "day and month may be swapped and the meetings around do not decide; the year is kept",
    ) in reasons


def test_votes_and_what_is_refused(tmp_path):
    found, context = run("unsc_votes", {"votes": FILE}, tmp_path)
    votes = {(row["rollcall"], row["actor"]): row["choice"] for row in found["vote"]}
    assert votes["S/RES/893(1994)", "ETH"] == "yes", "the misspelling stands in the description"
    assert votes["SC/vote/3", "RUS"] == "no"
    assert not [key for key in votes if key[0] == "S/RES/2770(2025)"], "adopted by acclamation"
    assert "? Perhaps" in {issue.value for issue in context.issues}


@given(
    st.lists(st.dates(date(1992, 1, 1), date(2025, 12, 31)), min_size=1, max_size=40, unique=True),
    st.data(),
)
def test_a_day_that_is_told_is_the_true_one(truth, data):
    told = {}
    for number, day in enumerate(sorted(truth)):
        swap = day.day <= 12 and data.draw(st.booleans())
        told[str(number)] = Told(day.replace(month=day.day, day=day.month) if swap else day, number)
    for key, day in days(told).items():
        assert day in (None, sorted(truth)[int(key)])


def test_a_renamed_column_stops_the_source(tmp_path):
    import openpyxl

    book = openpyxl.load_workbook(FILE)
    book.active["B1"] = "Date"
    book.save(tmp_path / "sc_voting.xlsx")
    with pytest.raises(SourceError, match="'Date,'"):
        run("unsc_votes", {"votes": tmp_path / "sc_voting.xlsx"}, tmp_path)


def test_a_page_served_as_a_workbook_stops_the_source(tmp_path):
    path = tmp_path / "sc_voting.xlsx"
    path.write_text("<html></html>")
    with pytest.raises(SourceError, match="no Excel workbook"):
        run("unsc_votes", {"votes": path}, tmp_path)


@pytest.mark.shared
@pytest.mark.slow
def test_the_real_workbook(shared, tmp_path):
    path = shared / "data" / "unsc-votes-1992-2025" / "sc_voting.xlsx"
    found, context = run("unsc_votes", {"votes": path}, tmp_path)
    assert len(found["rollcall"]) == 1997
    undecided = [issue for issue in context.issues if "may be swapped" in issue.reason]
    assert len(undecided) == 27
    kept = {row["id"]: row for row in found["rollcall"]}
    # Adopted on 10 June 1999 (S/PV.4011), 14-0-1.
    kosovo = kept["S/RES/1244(1999)"]
    assert (kosovo["yes"], kosovo["no"], kosovo["abstain"]) == (14, 0, 1)
    assert str(kosovo["date"]) == "1999-06-10"
    assert str(kept["S/RES/893(1994)"]["date"]) == "1994-01-06"
