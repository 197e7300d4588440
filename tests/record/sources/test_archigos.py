"""Archigos: three layouts, one list of leaders."""

import warnings

import pytest
from _support import fixture, known, refused, renamed, run, spells

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import formats_module


@pytest.mark.parametrize(("layout", "file"), [("annual", "arch_annual.txt"), ("packaged", "archigos.csv")])
def test_spells_of_leaders(layout, file, tmp_path):
    found, context = run("archigos", {layout: fixture("archigos", file)}, tmp_path)
    offices = {row["person"]: row for row in found["office"]}
    assert set(offices) == {"Alessandri", "Hernández"}
    assert known(offices["Alessandri"], "start") == "1958-11-03"
    assert known(offices["Alessandri"], "end") == "1964-11-03"
    assert spells(found["office"], person="Alessandri") == [("1958-11-03", "1964-11-04")]
    assert known(offices["Hernández"], "end") is None
    assert offices["Hernández"]["observed"].isoformat() == "2015-12-31"
    assert {row["title"] for row in found["office"]} == {"leader"}
    assert refused(context) == {"999"}


@pytest.mark.parametrize(
    ("layout", "file", "encoding"),
    [("annual", "arch_annual.txt", "latin-1"), ("packaged", "archigos.csv", "utf-8")],
)
def test_a_renamed_column_stops_the_source(layout, file, encoding, tmp_path):
    path = renamed("archigos", file, "startdate", tmp_path, encoding)
    with pytest.raises(SourceError, match="startdate"):
        run("archigos", {layout: path}, tmp_path)


def test_a_library_that_is_missing_is_named():
    with pytest.raises(SourceError, match=r"pip install 'multipolar\[formats\]'"):
        formats_module("archigos", "no_such_library")


def test_a_file_that_is_not_stata_stops_the_source(tmp_path):
    page = tmp_path / "Archigos_4.1_stata14.dta"
    page.write_text("<html>not found</html>")
    with pytest.raises(SourceError, match="no Stata file"):
        run("archigos", {"stata": page}, tmp_path)


@pytest.mark.shared
def test_published_layouts_agree(shared, tmp_path):
    data = shared / "data"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stata, context = run("archigos", {"stata": data / "archigos" / "Archigos_4.1_stata14.dta"}, tmp_path)
    annual, _ = run("archigos", {"annual": data / "archigos" / "arch_annual.txt"}, tmp_path)
    packaged, _ = run("archigos", {"packaged": data / "peacesciencer-cow" / "archigos.csv"}, tmp_path)
    assert len(stata["office"]) + len(context.issues) == 3409
    assert len(context.issues) < 20
    whole, packed, yearly = (
        {row["locator"]: (row["start"], row["end"]) for row in one["office"]}
        for one in (stata, packaged, annual)
    )
    assert whole == packed
    differing = {name for name in yearly if yearly[name] != whole.get(name)}
    # The yearly file starts in 1875: spells that began before are cut there.
    assert all(yearly[name][0].year <= 1875 for name in differing), differing
