"""Visas: copies of several years as spells, two vocabularies, the matrix and the tidy list."""

from datetime import date

import pytest
from _support import fixture, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

COPIES = {
    "copy-2020-02-07": "legacy-2020-02-07-tidy-iso3.csv",
    "copy-2024-01-05": "legacy-2024-01-05-tidy-iso3.csv",
    "copy-2025-01-12": "passport-index-tidy-iso3.csv",
}


def test_copies_with_one_requirement_make_one_spell(tmp_path):
    files = {name: fixture("passport_index", file) for name, file in COPIES.items()}
    found, context = run("passport_index", files, tmp_path)
    ties = found["tie"]
    assert spells(ties, b="RUS", value="visa free 90 days") == [(None, "2025-01-12")]
    assert spells(ties, b="RUS", value="visa free") == [("2025-01-12", None)]
    assert spells(ties, b="IND", value="eta or e-visa") == [(None, "2024-01-05")]
    free = next(row for row in ties if row["value"] == "visa free 90 days")
    assert free["observed"] == date(2024, 1, 5)
    assert not [row for row in ties if row["a"] == row["b"]]
    assert refused(context) == {"XXX"}
    assert reasons(context)["no such requirement is known"] == 1


def test_the_matrix_is_read_like_the_list(tmp_path):
    matrix = {"matrix-2025-01-12": fixture("passport_index", "passport-index-matrix-iso3.csv")}
    found, _ = run("passport_index", matrix, tmp_path)
    assert {(row["a"], row["b"], row["value"]) for row in found["tie"]} == {
        ("CHL", "RUS", "visa free 90 days"),
        ("RUS", "CHL", "visa on arrival"),
    }


def test_a_renamed_column_stops_the_source(tmp_path):
    name, file = "copy-2025-01-12", COPIES["copy-2025-01-12"]
    with pytest.raises(SourceError, match="Destination"):
        run("passport_index", {name: renamed("passport_index", file, "Destination", tmp_path)}, tmp_path)


@pytest.mark.shared
def test_every_pair_of_the_newest_copy(shared, tmp_path):
    data = shared / "data" / "passport-index"
    tidy, context = run(
        "passport_index", {"copy-2025-01-12": data / "passport-index-tidy-iso3.csv"}, tmp_path
    )
    matrix = {"matrix-2025-01-12": data / "passport-index-matrix-iso3.csv"}
    wide, _ = run("passport_index", matrix, tmp_path)
    assert len(tidy["tie"]) == 199 * 198
    assert not context.refused
    assert not context.issues
    values = {(row["a"], row["b"]): row["value"] for row in wide["tie"]}
    assert {(row["a"], row["b"]): row["value"] for row in tidy["tie"]} == values
    # Chile and Russia lifted visas for each other's tourists in 2010.
    assert values["CHL", "RUS"].startswith("visa free")
    assert values["RUS", "CHL"].startswith("visa free")


@pytest.mark.shared
def test_five_copies_give_spells_that_do_not_overlap(shared, tmp_path):
    data = shared / "data" / "passport-index"
    files = {"copy-2025-01-12": data / "passport-index-tidy-iso3.csv"}
    for day in ("2020-02-07", "2022-02-10", "2023-01-11", "2024-01-05"):
        files[f"copy-{day}"] = data / f"legacy-{day}-tidy-iso3.csv"
    found, _ = run("passport_index", files, tmp_path)
    by_pair = {}
    for row in found["tie"]:
        by_pair.setdefault((row["a"], row["b"]), []).append(row)
    assert len(by_pair) == 199 * 198
    for rows in by_pair.values():
        ordered = sorted(rows, key=lambda row: row["valid_from"] or date.min)
        assert [row["valid_to"] for row in ordered[:-1]] == [row["valid_from"] for row in ordered[1:]]
        assert ordered[-1]["valid_to"] is None
