"""Alliances: one spell for each pair and obligation, from treaties or from dyad-years."""

import csv
import gzip
from collections import defaultdict

import pytest
from _support import fixture, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

DYADS = "alliance_v4.1_by_dyad.csv"


def test_overlapping_treaties_are_joined_by_obligation(tmp_path):
    found, context = run("cow_alliance", {"dyads": fixture("cow_alliance", DYADS)}, tmp_path)
    ties = found["tie"]
    assert spells(ties, a="BRA", b="ARG", value="defense") == [("1945-03-01", None)]
    assert spells(ties, a="BRA", b="ARG", value="entente") == [("1947-09-02", None)]
    assert spells(ties, a="DDR", b="POL") == [("1955-05-14", "1990-10-03")]
    joined = next(row for row in ties if row["value"] == "defense" and row["a"] == "BRA")
    assert "alliance 9001" in joined["locator"]
    assert "alliance 9002" in joined["locator"]
    assert "999" in refused(context)
    assert reasons(context)["an alliance without any obligation coded"] == 1


def test_a_renamed_column_stops_the_source(tmp_path):
    dyads = renamed("cow_alliance", DYADS, "nonaggression", tmp_path)
    with pytest.raises(SourceError, match="nonaggression"):
        run("cow_alliance", {"dyads": dyads}, tmp_path)


def test_no_file_is_said(tmp_path):
    with pytest.raises(SourceError, match=r"version4\.1_csv\.zip"):
        run("cow_alliance", {}, tmp_path)


@pytest.mark.shared
def test_dyad_years_of_states_that_lasted_come_back_whole(shared, tmp_path):
    """Brute force: the years of each tie add up to the published dyad-years."""
    path = shared / "data" / "peacesciencer-cow" / "cow_alliance.csv.gz"
    found, _ = run("cow_alliance", {"dyad_years": path}, tmp_path)
    numbers = {"2": "USA", "20": "CAN", "140": "BRA", "160": "ARG", "155": "CHL"}
    published = defaultdict(set)
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            pair = tuple(row[name].removesuffix(".0") for name in ("ccode1", "ccode2"))
            if row["cow_defense"] == "1.0" and set(pair) <= set(numbers):
                published[frozenset(numbers[code] for code in pair)].add(int(float(row["year"])))
    held = defaultdict(set)
    for row in found["tie"]:
        if row["value"] == "defense" and {row["a"], row["b"]} <= set(numbers.values()):
            end = row["valid_to"].year if row["valid_to"] else 2013
            held[frozenset((row["a"], row["b"]))] |= set(range(row["valid_from"].year, end))
    assert held == published


@pytest.mark.shared
def test_nato_is_seen(shared, tmp_path):
    path = shared / "data" / "peacesciencer-cow" / "cow_alliance.csv.gz"
    found, context = run("cow_alliance", {"dyad_years": path}, tmp_path)
    assert spells(found["tie"], a="USA", b="CAN", value="defense") == [("1949", None)]
    assert reasons(context)["a dyad-year without any obligation coded"] == 10
