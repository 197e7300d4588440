"""Organisations by state and year: roles, gaps, years five apart, and codes that are no membership."""

import pytest
from _support import fixture, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

FILE = "state_year_formatv3.csv"


def test_years_that_follow_in_the_file_make_one_spell(tmp_path):
    found, context = run("cow_igo", {"state_year": fixture("cow_igo", FILE)}, tmp_path)
    rows = found["membership"]
    # 1950, 1955 and 1960 follow each other in the file; 2013 does not hold Brazil, 2014 does.
    assert spells(rows, organisation="UN", actor="BRA") == [("1950", "1961"), ("2014", None)]
    assert spells(rows, organisation="ASEAN", actor="IDN") == [("2013", None)]
    assert spells(rows, organisation="cow-igo:GEODE", role="associate") == [("1955", "1961")]
    assert spells(rows, organisation="cow-igo:GEODE", role="observer") == [("2013", "2014")]
    assert not spells(rows, organisation="cow-igo:AAAID")
    assert reasons(context)["membership coded as missing (-9)"] == 1
    assert "999" in refused(context)


def test_a_column_that_is_no_organisation_stops_the_source(tmp_path):
    header, *rows = fixture("cow_igo", FILE).read_text().splitlines()
    path = tmp_path / FILE
    path.write_text("\n".join([f"{header},version", *(f"{row},3.1" for row in rows)]))
    with pytest.raises(SourceError, match="version"):
        run("cow_igo", {"state_year": path}, tmp_path)


def test_a_renamed_column_stops_the_source(tmp_path):
    with pytest.raises(SourceError, match="year"):
        run("cow_igo", {"state_year": renamed("cow_igo", FILE, "year", tmp_path)}, tmp_path)
