import gzip

import pytest
from _support import fixture, refused, run

from multipolar.basics.errors import SourceError

FILES = {"distances": fixture("geodist", "dist_cepii.csv"), "lands": fixture("geodist", "geo_cepii.csv")}


def ties(rows: dict[str, list[dict]], kind: str, a: str, b: str | None) -> dict[str | None, dict]:
    return {r["value"]: r for r in rows["tie"] if (r["kind"], r["a"], r["b"]) == (kind, a, b)}


def test_each_pair_once_with_its_four_distances(tmp_path):
    rows, context = run("geodist", FILES, tmp_path)
    assert list(ties(rows, "distance", "ARG", "CHL")) == ["1128.250"]
    assert list(ties(rows, "distance_weighted", "ARG", "CHL")) == ["1156.500"]
    assert not ties(rows, "distance", "CHL", "ARG")
    assert not ties(rows, "distance", "CHL", "CHL")
    assert not context.issues


def test_a_dot_is_not_reported(tmp_path):
    rows, _ = run("geodist", FILES, tmp_path)
    assert ties(rows, "distance_weighted", "CHL", "NRU")[None]["status"] == "not_reported"
    assert list(ties(rows, "distance", "CHL", "NRU")) == ["11500.500"]


def test_a_nought_is_no_tie(tmp_path):
    rows, _ = run("geodist", FILES, tmp_path)
    assert ties(rows, "contiguity", "ARG", "CHL")
    assert not ties(rows, "contiguity", "ARG", "ESP")
    assert set(ties(rows, "colonial", "CHL", "ESP")) == {"ever"}
    assert set(ties(rows, "common_language", "CHL", "ESP")) == {"official", "spoken by 9 per cent of both"}


def test_lands_have_languages_and_colonisers(tmp_path):
    rows, _ = run("geodist", FILES, tmp_path)
    assert set(ties(rows, "language", "BOL", None)) == {
        "official: Spanish",
        "official: Quechua",
        "official: Aymara",
    }
    assert ties(rows, "coloniser", "ESP", "CHL")["coloniser for long"]["directed"]
    assert set(ties(rows, "coloniser", "ITA", "ETH")) == {"coloniser for short"}


def test_old_codes_are_the_lands_they_stand_for(tmp_path):
    assert ties(run("geodist", FILES, tmp_path)[0], "distance", "COD", "ROU")


@pytest.mark.parametrize("name", ["distances", "lands"])
def test_a_changed_layout_stops_the_source(tmp_path, name):
    path = tmp_path / "changed.csv"
    path.write_text(FILES[name].read_text("utf-8").replace("iso", "code", 1), "utf-8")
    with pytest.raises(SourceError, match="has no column 'iso"):
        run("geodist", {**FILES, name: path}, tmp_path)


@pytest.mark.shared
def test_the_published_workbooks(shared, tmp_path):
    """The zip and the xls as published give what the converted CSV files give: 224 lands."""
    folder = shared / "data/cepii-geodist"
    rows, context = run(
        "geodist", {"distances": folder / "dist_cepii.zip", "lands": folder / "geo_cepii.xls"}, tmp_path
    )
    assert not refused(context)
    pairs = {(r["a"], r["b"]) for r in rows["tie"] if r["kind"] == "distance"}
    assert len(pairs) == 224 * 223 // 2
    with gzip.open(folder / "dist_cepii.csv.gz", "rt", encoding="utf-8") as file:
        lines = [line.split(",") for line in file][1:]
    assert len(lines) == 50_176
    for column, kind in ((2, "contiguity"), (10, "distance")):
        published = sum(float(line[column]) for line in lines if line[0] != line[1]) / 2
        mine = sum(float(r["value"]) if kind == "distance" else 1 for r in rows["tie"] if r["kind"] == kind)
        assert mine == pytest.approx(published, rel=1e-6)
    # Contiguous neighbours of Chile.
    near = {r["a"] if r["b"] == "CHL" else r["b"] for r in rows["tie"] if r["kind"] == "contiguity"
            and "CHL" in (r["a"], r["b"])}  # fmt: skip
    assert near == {"ARG", "BOL", "PER"}
