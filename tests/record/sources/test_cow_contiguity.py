"""Contiguity: months, kinds and both layouts."""

import zipfile

import pytest
from _support import fixture, refused, renamed, run, spells

from multipolar.basics.errors import SourceError


def test_spells_in_months(tmp_path):
    found, context = run("cow_contiguity", {"contdir": fixture("cow_contiguity", "contdir.csv")}, tmp_path)
    ties = found["tie"]
    assert spells(ties, a="CHL", b="ARG") == [("1841-04", None)]
    assert spells(ties, a="DEU", b="DDR") == [("1955-05", "1990-11")]
    assert {row["value"] for row in ties} == {"1"}
    assert "999" in refused(context)


def test_the_archive_is_read_by_its_member(tmp_path):
    archive = tmp_path / "DirectContiguity320.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(fixture("cow_contiguity", "contdir.csv"), "DirectContiguity320/contdir.csv")
        file.writestr("DirectContiguity320/contdird.csv", "another,table\n")
    packed, _ = run("cow_contiguity", {"archive": archive}, tmp_path)
    plain, _ = run("cow_contiguity", {"contdir": fixture("cow_contiguity", "contdir.csv")}, tmp_path)
    assert packed == plain


def test_a_renamed_column_and_a_file_that_is_no_zip_stop_the_source(tmp_path):
    with pytest.raises(SourceError, match="conttype"):
        run(
            "cow_contiguity",
            {"contdir": renamed("cow_contiguity", "contdir.csv", "conttype", tmp_path)},
            tmp_path,
        )
    page = tmp_path / "DirectContiguity320.zip"
    page.write_text("<html>not found</html>")
    with pytest.raises(SourceError, match="not a zip"):
        run("cow_contiguity", {"archive": page}, tmp_path)


@pytest.mark.shared
def test_published_and_packaged_files_agree(shared, tmp_path):
    archive = {"archive": shared / "data" / "cow-raw" / "DirectContiguity320.zip"}
    one, context = run("cow_contiguity", archive, tmp_path)
    packaged = {"contdir": shared / "data" / "peacesciencer-cow" / "cow_contdir.csv"}
    two, _ = run("cow_contiguity", packaged, tmp_path)
    assert len({row["locator"] for row in one["tie"]}) == 847  # spells published
    assert sorted(map(str, one["tie"])) == sorted(map(str, two["tie"]))
    assert len(context.refused) < 20
    assert spells(one["tie"], a="CHL", b="ARG") == [("1841-01", None)]
