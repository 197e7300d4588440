import zipfile
from pathlib import Path

import pytest
from _support import fixture, refused, run

from multipolar.basics.errors import SourceError

GDP = "NY.GDP.MKTP.CD"
API = fixture("world_bank", "NY.GDP.MKTP.CD.json")
BULK = fixture("world_bank", "API_SP.POP.TOTL_DS2_en_csv_v2_1.csv")


def bulk(folder: Path, text: str | None = None) -> Path:
    path = folder / "API_SP.POP.TOTL_DS2_en_csv_v2_1.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(BULK.name, text or BULK.read_text("utf-8"))
        packed.writestr("Metadata_Country_API_SP.POP.TOTL_DS2_en_csv_v2_1.csv", '"Country Code","Region"\n')
    return path


def one(rows: list[dict], actor: str, code: str, year: int) -> dict:
    (found,) = [r for r in rows if (r["actor"], r["code"], r["year"]) == (actor, code, year)]
    return found


def test_a_page_of_the_api(tmp_path):
    rows, context = run("world_bank", {"gdp": API}, tmp_path)
    found = rows["indicator"]
    assert one(found, "CHL", GDP, 2023)["value"] == 335_000_000_000
    assert one(found, "CHL", GDP, 2023)["unit"] == "current US$"
    assert one(found, "CHL", GDP, 2024)["status"] == "estimated"
    assert one(found, "XKX", GDP, 2023)["value"] == 10_400_000_000
    assert one(found, "WLD", GDP, 2023)["value"] == 105e12
    assert refused(context) == {"ARB"}


def test_no_figure_is_not_reported_and_a_year_to_come_is_no_row(tmp_path):
    found = run("world_bank", {"gdp": API}, tmp_path)[0]["indicator"]
    korea = one(found, "PRK", GDP, 2023)
    assert (korea["value"], korea["status"]) == (None, "not_reported")
    assert not [r for r in found if r["year"] == 2025]


def test_a_bulk_zip(tmp_path):
    rows, context = run("world_bank", {"population": bulk(tmp_path)}, tmp_path)
    found = rows["indicator"]
    assert one(found, "CHL", "SP.POP.TOTL", 2024)["value"] == 19_700_000
    assert one(found, "CHL", "SP.POP.TOTL", 2024)["unit"] == "persons"
    assert one(found, "ERI", "SP.POP.TOTL", 2021)["status"] == "not_reported"
    assert len(found) == 3 * 4
    assert refused(context) == {"SST"}


def test_a_plain_table(tmp_path):
    rows, context = run("world_bank", {"gdp_table": fixture("world_bank", "gdp.csv")}, tmp_path)
    assert one(rows["indicator"], "BHS", GDP, 2022)["value"] == 13_100_000_000
    assert refused(context) == {"EMU"}


def test_one_indicator_twice_stops_the_source(tmp_path):
    with pytest.raises(SourceError, match=r"both hold NY\.GDP\.MKTP\.CD"):
        run("world_bank", {"gdp": API, "gdp_table": fixture("world_bank", "gdp.csv")}, tmp_path)


def changed(folder: Path, old: str, new: str) -> Path:
    text = API.read_text("utf-8")
    assert old in text
    path = folder / "page.json"
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"obs_status"', '"status"', "fields are not the known ones: obs_status, status"),
        ('"pages": 1', '"pages": 2', "page 1 of 2"),
        ('"total": 7', '"total": 8', "not whole"),
        (
            '"page": 1',
            '"message": [{"id": "120", "value": "No such indicator"}], "page": 1',
            "No such indicator",
        ),
        ("[", "<", "is not JSON"),
    ],
)
def test_a_changed_page_stops_the_source(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        run("world_bank", {"gdp": changed(tmp_path, old, new)}, tmp_path)


@pytest.mark.parametrize("old", ['"Country Code"', '"Indicator Code"'])
def test_a_changed_bulk_header_stops_the_source(tmp_path, old):
    path = bulk(tmp_path, BULK.read_text("utf-8").replace(old, '"Code"'))
    with pytest.raises(SourceError, match="has no header"):
        run("world_bank", {"population": path}, tmp_path)


@pytest.mark.shared
def test_the_republished_tables(shared, tmp_path):
    folder = shared / "data/world-bank"
    files = {
        "gdp_table": folder / "gdp.csv",
        "population_table": folder / "population.csv",
        "gdp_per_capita_table": folder / "gdp-per-capita-worldbank.csv",
    }
    rows, context = run("world_bank", files, tmp_path)
    found = rows["indicator"]
    assert len(found) + sum(i.count for i in context.issues) == 13_979 + 17_195 + 7_063
    # Published: Brazil's product in 2023 2.17 trillion dollars, world population 8.06 billion.
    assert one(found, "BRA", GDP, 2023)["value"] == pytest.approx(2_173_665_655_937.27, rel=1e-12)
    assert one(found, "WLD", "SP.POP.TOTL", 2023)["value"] == 8_064_057_930
    assert one(found, "CHL", "NY.GDP.PCAP.PP.KD", 2023)["value"] == 29_462.64
    assert refused(context) <= {k for k, v in context.spec.actors.items() if v is None}
    # States of today in one year add up to the published world total, within the Bank's own rounding.
    states = sum(
        r["value"] for r in found if r["code"] == "SP.POP.TOTL" and r["year"] == 2023 and r["actor"] != "WLD"
    )
    assert states == pytest.approx(8_064_057_930, rel=0.005)
