"""DESTA: agreements of every sort, and parties as accessions and withdrawals leave them."""

import csv
from collections import Counter

import pytest
from _support import fixture, known, reasons, refused, renamed, run, spells

from multipolar.basics.errors import SourceError

FILE = "desta_list_of_treaties_02_02.csv"


def test_accession_and_withdrawal_change_the_parties_of_the_base(tmp_path):
    found, context = run("desta", {"treaties": fixture("desta", FILE)}, tmp_path)
    kinds = {row["id"]: row["kind"] for row in found["agreement"]}
    assert kinds["DESTA-9001"] == "trade agreement"
    assert kinds["DESTA-9001+1"] == "accession to a trade agreement"
    assert "DESTA-9004" not in kinds
    union = [row for row in found["party"] if row["agreement"] == "DESTA-9001"]
    assert {row["actor"]: known(row, "signed") for row in union} == {
        "CHL": "1990",
        "PER": "1990",
        "BOL": "1990",
        "ECU": "1995",
    }
    assert spells(union, actor="BOL") == [("1991", "2001")]
    assert spells(union, actor="ECU") == [("1996", None)]
    bolivia = next(row for row in union if row["actor"] == "BOL")
    assert known(bolivia, "withdrew") == "2001"
    counted = reasons(context)
    assert counted["under negotiation, not an agreement"] == 1
    assert counted["its base agreement is not in the list"] == 1
    assert counted["no actor for the UN number in that year"] == 1


def test_names_and_missing_years(tmp_path):
    found, _ = run("desta", {"treaties": fixture("desta", FILE)}, tmp_path)
    rows = {row["id"]: row for row in found["agreement"]}
    assert rows["DESTA-9001"]["names"] == ["CPU"]
    assert known(rows["DESTA-9001"], "in_force") == "1991"
    assert known(rows["DESTA-9003"], "in_force") is None


def test_a_renamed_column_stops_the_source(tmp_path):
    with pytest.raises(SourceError, match="entryforceyear"):
        run("desta", {"treaties": renamed("desta", FILE, "entryforceyear", tmp_path)}, tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize("file", [FILE, "DESTA_02_01_manytrade.csv"])
def test_published_lists_come_whole(shared, tmp_path, file):
    path = shared / "data" / "desta" / file
    found, context = run("desta", {"treaties": path}, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = ";" if "manytrade" in file else ","
        published = Counter(row["entry_type"] for row in csv.DictReader(stream, delimiter=delimiter))
    kinds = Counter(row["kind"] for row in found["agreement"])
    assert kinds["trade agreement"] == published["base_treaty"]
    assert kinds["accession to a trade agreement"] == published["accession"]
    assert kinds["withdrawal from a trade agreement"] == published["withdrawal"]
    assert sum(kinds.values()) + published["negotiation"] == sum(published.values())
    assert reasons(context)["under negotiation, not an agreement"] == published["negotiation"]


@pytest.mark.shared
def test_parties_of_base_agreements_are_the_published_dyads(shared, tmp_path):
    """Against the publisher's own dyads: every pair of a base agreement stands in both."""
    data = shared / "data" / "desta"
    found, context = run("desta", {"treaties": data / FILE}, tmp_path)
    parties = {}
    for row in found["party"]:
        parties.setdefault(row["agreement"], set()).add(row["actor"])
    absent, total = set(), 0
    with (data / "desta_list_of_treaties_02_02_dyads.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["entry_type"] != "base_treaty":
                continue
            pair = {context.actor(row[name], "iso_numeric") for name in ("iso1", "iso2")}
            total += 1
            absent |= pair - parties.get(f"DESTA-{row['number']}", set())
    assert total == 14_965
    # Coded under the names of states that did not exist in the year of signature: refused by the reader.
    assert absent <= {issue_actor(code, context) for code in refused(context)}


def issue_actor(code, context):
    return context.actor(code, "iso_numeric")


@pytest.mark.shared
def test_the_united_kingdom_left_the_agreements_of_the_union(shared, tmp_path):
    found, _ = run("desta", {"treaties": shared / "data" / "desta" / FILE}, tmp_path)
    left = [row for row in found["party"] if row["actor"] == "GBR" and row["withdrew"]]
    assert len(left) > 20
    # Years in which the withdrawals from the agreements of the Union took effect, by the list.
    assert {known(row, "withdrew") for row in left} <= {"1973", "2020", "2021"}
