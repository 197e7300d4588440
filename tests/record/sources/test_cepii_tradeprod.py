"""Duties by industry: per cent, the importer's rate for all once, and what the file does not tell."""

import csv
from collections import Counter

import pytest
from _support import fixture, reasons, refused, renamed, run

from multipolar.basics.errors import SourceError

TABLE = fixture("cepii_tradeprod", "TPe_V202401.csv")


def rates(rows: dict[str, list[dict]]) -> dict[tuple, float]:
    return {
        (r["importer"], r["exporter"], r["year"], r["product"], r["regime"]): r["rate"]
        for r in rows["tariff"]
    }


def test_rates_in_per_cent_and_the_one_for_all_once(tmp_path):
    rows, context = run("cepii_tradeprod", {"table": TABLE}, tmp_path)
    found = rates(rows)
    assert found["RUS", "CHL", 2008, "ISIC 15t16", "applied"] == 10.1
    assert found["RUS", "KAZ", 2008, "ISIC 15t16", "applied"] == 0.0
    assert found["RUS", "KAZ", 2008, "ISIC 15t16", "preferential"] == 0.0
    assert found["RUS", "WLD", 2008, "ISIC 15t16", "mfn"] == 10.1
    assert found["CHL", "RUS", 2008, "ISIC 15t16", "applied"] == 6.0
    assert Counter(key[-1] for key in found) == {"applied": 6, "mfn": 3, "preferential": 1}
    # Neither a rate on itself nor one where the file has none.
    assert not [key for key in found if key[0] == key[1] or key[2] == 2009]
    assert refused(context) == {"XXX"}
    assert reasons(context) == {"the code is no actor of those years": 1, "another rate for all exporters": 1}


@pytest.mark.parametrize("column", ["iso3_tp_o", "mfn", "industry"])
def test_a_renamed_column_stops_the_source(tmp_path, column):
    path = renamed("cepii_tradeprod", TABLE.name, column, tmp_path)
    with pytest.raises(SourceError, match=f"no column '{column}'"):
        run("cepii_tradeprod", {"table": path}, tmp_path)


@pytest.mark.shared
def test_the_published_sample(shared, tmp_path):
    """2,000 rows of three exporters: 1,906 with an applied rate, 465 with a preferential one."""
    path = shared / "data/cepii-gravity-sample/TPe_V202401_sample.csv"
    rows, context = run("cepii_tradeprod", {"table": path}, tmp_path)
    with path.open(encoding="utf-8") as stream:
        given = [r for r in csv.DictReader(stream) if r["iso3_tp_o"] != r["iso3_tp_d"]]
    counts = Counter(r["regime"] for r in rows["tariff"])
    lost = sum(i.count for i in context.issues if i.reason.startswith("the code"))
    assert counts["applied"] + lost >= sum(bool(r["tariff"]) for r in given)
    assert counts["preferential"] <= sum(bool(r["pref"]) for r in given)
    # An importer's rate for all is the same whoever exports.
    assert not [i for i in context.issues if i.reason.startswith("another")]
    one = next(
        r
        for r in given
        if (r["year"], r["iso3_tp_o"], r["iso3_tp_d"]) == ("2010", "MEX", "GRC") and "23t25" in r["industry"]
    )
    assert rates(rows)["GRC", "MEX", 2010, "ISIC 23t25", "preferential"] == pytest.approx(
        100 * float(one["pref"]), abs=1e-6
    )
