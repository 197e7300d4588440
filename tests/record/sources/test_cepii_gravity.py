import csv
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from _support import fixture

from multipolar.basics.errors import SourceError
from multipolar.record.sources import base, registry
from multipolar.record.sources.cepii_gravity.read import read

TABLE = fixture("cepii_gravity", "Gravity_V202211.csv")


def run(files: dict[str, Path], scratch: Path) -> tuple[dict[str, list[dict]], base.ReadContext]:
    context = base.ReadContext(registry.spec("cepii_gravity"), scratch)
    found = {}
    for rows in read(files, context):
        table = rows.batches if isinstance(rows.batches, pa.Table) else rows.batches.read_all()
        found[rows.table] = table.to_pylist()
    return found, context


def usd(rows: dict[str, list[dict]], exporter: str, importer: str, year: int) -> dict[tuple[str, str], float]:
    wanted = [
        r for r in rows["flow"] if (r["exporter"], r["importer"], r["year"]) == (exporter, importer, year)
    ]
    return {(r["product"], r["reporter"]): r["usd"] for r in wanted}


def test_three_views_of_one_flow_stay_apart(tmp_path):
    rows, _ = run({"table": TABLE}, tmp_path)
    assert usd(rows, "CHL", "BRA", 2000) == {
        ("TOTAL", "exporter"): 969_500_500.0,
        ("TOTAL", "importer"): 970_100_000.0,
        ("TOTAL", "reconciled"): 958_000_250.0,
        ("MANUFACTURES", "reconciled"): 700_000_000.0,
    }


def test_a_blank_gives_no_row_and_a_zero_gives_one(tmp_path):
    rows, _ = run({"table": TABLE}, tmp_path)
    assert ("TOTAL", "importer") not in usd(rows, "CHL", "BRA", 2001)
    assert usd(rows, "CHL", "BRA", 2002)["TOTAL", "exporter"] == 0.0
    assert not usd(rows, "CHL", "CHL", 2000)


def test_a_land_before_its_time_is_left_out(tmp_path):
    rows, context = run({"table": TABLE}, tmp_path)
    assert usd(rows, "DEU", "CHL", 2000)["TOTAL", "exporter"] == 625_000_000.0
    assert not context.issues


def test_product_and_population_once_for_each_actor_and_year(tmp_path):
    rows, _ = run({"table": TABLE}, tmp_path)
    keys = [(r["actor"], r["code"], r["year"]) for r in rows["indicator"]]
    assert len(set(keys)) == len(keys)
    assert {r["value"] for r in rows["indicator"] if (r["actor"], r["code"]) == ("DEU", "pop")} == {82_211.0}


def test_an_agreement_is_a_spell_open_at_the_last_year(tmp_path):
    (tie,) = run({"table": TABLE}, tmp_path)[0]["tie"]
    assert (tie["kind"], tie["a"], tie["b"], tie["valid_from"]) == (
        "trade_agreement",
        "BRA",
        "CHL",
        date(2001, 1, 1),
    )
    assert tie["valid_to"] is None


def test_the_published_zip(tmp_path):
    path = tmp_path / "Gravity_csv_V202211.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(TABLE, TABLE.name)
        packed.writestr("Countries_V202211.csv", "country_id,iso3\n")
    assert run({"archive": path}, tmp_path)[0] == run({"table": TABLE}, tmp_path)[0]


@pytest.mark.parametrize(("old", "new"), [("tradeflow_baci", "baci"), ("heg_o", "heg_o,heg_x")])
def test_a_changed_layout_stops_the_source(tmp_path, old, new):
    path = tmp_path / TABLE.name
    path.write_text(TABLE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError, match="column"):
        run({"table": path}, tmp_path)


@pytest.mark.shared
def test_the_published_sample(shared, tmp_path):
    path = shared / "data/cepii-gravity-sample/Gravity_V202211_sample.csv"
    rows, context = run({"table": path}, tmp_path)
    assert not context.refused
    with path.open(encoding="utf-8", newline="") as file:
        published = [
            r
            for r in csv.DictReader(file)
            if r["country_exists_o"] == r["country_exists_d"] == "1" and r["iso3_o"] != r["iso3_d"]
        ]
    columns = ("tradeflow_comtrade_o", "tradeflow_comtrade_d", "tradeflow_baci", "manuf_tradeflow_baci")
    figures = [float(r[c]) for r in published for c in columns if r[c]]
    assert len(rows["flow"]) == len(figures)
    assert sum(r["usd"] for r in rows["flow"]) == pytest.approx(1000 * sum(figures), rel=1e-12)
