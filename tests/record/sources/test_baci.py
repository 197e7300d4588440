import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from multipolar.basics.errors import SourceError
from multipolar.record.sources import base, registry
from multipolar.record.sources.baci.read import read

FIXTURE = Path(base.__file__).parent / "baci" / "fixture"
COLUMNS = ["exporter", "importer", "year", "product", "nomenclature", "reporter", "usd", "tonnes", "locator"]


def archive(folder: Path, change: Callable[[str, str], str] = lambda _, text: text) -> Path:
    path = folder / "BACI_HS92_V202601.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(FIXTURE.glob("*.csv")):
            packed.writestr(file.name, change(file.name, file.read_text("utf-8")))
    return path


def run(path: Path, scratch: Path) -> tuple[list[dict], base.ReadContext]:
    context = base.ReadContext(registry.spec("baci"), scratch)
    found = []
    for rows in read({"archive": path}, context):
        if rows.table == "product":
            continue
        assert rows.table == "flow"
        assert not isinstance(rows.batches, pa.Table), "a year must stream"
        table = rows.batches.read_all()
        assert table.column_names == COLUMNS
        found += table.to_pylist()
    return found, context


def replaced(name: str, old: str, new: str) -> Callable[[str, str], str]:
    def change(file: str, text: str) -> str:
        if file != name:
            return text
        assert old in text
        return text.replace(old, new)

    return change


def test_thousands_become_dollars_and_codes_actors(tmp_path):
    rows, _ = run(archive(tmp_path), tmp_path)
    assert {row["year"] for row in rows} == {2020, 2021}
    salmon = next(r for r in rows if r["year"] == 2020 and r["importer"] == "BRA" and r["exporter"] == "CHL")
    assert salmon == {
        "exporter": "CHL",
        "importer": "BRA",
        "year": 2020,
        "product": "030212",
        "nomenclature": "HS92",
        "reporter": "reconciled",
        "usd": 410_250_125.0,
        "tonnes": 60110.5,
        "locator": "BACI_HS92_Y2020_V202601.csv",
    }


def test_a_product_code_without_its_leading_zero_is_the_same_product(tmp_path):
    rows, _ = run(archive(tmp_path), tmp_path)
    salmon = [r for r in rows if r["exporter"] == "CHL" and r["year"] == 2021]
    assert [(r["product"], r["usd"], r["tonnes"]) for r in salmon] == [("030212", 300_250_750.0, 44100.0)]


def test_an_unknown_quantity_is_not_zero(tmp_path):
    rows, _ = run(archive(tmp_path), tmp_path)
    blank = [r for r in rows if r["tonnes"] is None]
    assert {(r["exporter"], r["importer"], r["year"]) for r in blank} == {
        ("CHL", "RUS", 2020),
        ("RUS", "BRA", 2021),
        ("USA", "FRA", 2021),
    }
    assert all(r["usd"] > 0 for r in blank)


def test_an_area_that_is_no_actor_and_an_unknown_product_are_counted_not_guessed(tmp_path):
    rows, context = run(archive(tmp_path), tmp_path)
    assert len(rows) == 7
    assert {(i.value, i.count) for i in context.issues} == {("697", 1), ("999999", 1)}


def test_a_bad_figure_is_an_issue_and_the_run_goes_on(tmp_path):
    def change(name: str, text: str) -> str:
        if "Y2020" not in name:
            return text
        good = "".join(f"2020,152,76,260300,{n},1\n" for n in range(1, 400))
        return text + good.replace("2020,152,76,260300,7,1\n", "2020,152,76,260300,seven,1\n2020,1\n")

    rows, context = run(archive(tmp_path, change), tmp_path)
    reasons = {issue.reason: issue for issue in context.issues}
    assert reasons["v is not a figure"].value == "seven"
    assert reasons["v is not a figure"].count == 1
    assert reasons["2 fields where the header has 6"].count == 1
    assert sum(r["product"] == "260300" for r in rows) == 398


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("BACI_HS92_Y2021_V202601.csv", "t,i,j,k,v,q", "t,i,j,k,value,q", "no column 'v'"),
        ("BACI_HS92_Y2021_V202601.csv", "t,i,j,k,v,q", "t,i,j,k,v,q,flag", "unknown column 'flag'"),
        ("BACI_HS92_Y2021_V202601.csv", "2021,643,699", "2019,643,699", "years other than 2021"),
        ("BACI_HS92_Y2021_V202601.csv", ",2300400,", ",much,", "rows of BACI_HS92_Y2021"),
        ("country_codes_V202601.csv", "country_iso3", "iso3", "no column 'country_iso3'"),
        ("product_codes_HS92_V202601.csv", "description", "text", "no column 'description'"),
    ],
)
def test_a_changed_layout_stops_the_source(tmp_path, name, old, new, said):
    with pytest.raises(SourceError, match=said):
        run(archive(tmp_path, replaced(name, old, new)), tmp_path)


def test_a_name_that_leaves_the_archive_stops_the_source(tmp_path):
    path = archive(tmp_path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("../../BACI_HS92_Y2022_V202601.csv", "t,i,j,k,v,q\n")
    with pytest.raises(SourceError, match="leaves its folder"):
        run(path, tmp_path)


def test_two_releases_in_one_archive_stop_the_source(tmp_path):
    path = archive(tmp_path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("BACI_HS92_Y2022_V202501.csv", "t,i,j,k,v,q\n2022,76,152,260300,1,1\n")
    with pytest.raises(SourceError, match="mixes releases"):
        run(path, tmp_path)


def test_a_year_without_rows_stops_the_source(tmp_path):
    def change(name: str, text: str) -> str:
        return "t,i,j,k,v,q\n" if "Y2021" in name else text

    with pytest.raises(SourceError, match="holds no flow"):
        run(archive(tmp_path, change), tmp_path)


def test_an_archive_cut_short_is_one_clear_line(tmp_path):
    path = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(SourceError, match="not a sound zip"):
        run(path, tmp_path)


@pytest.mark.shared
def test_every_published_country_code_is_an_actor_or_refused_with_a_reason(shared, tmp_path):
    """The official list of release 202201: 238 codes."""
    published = (shared / "data/cepii-baci-partial/country_codes.csv").read_text("utf-8-sig")

    def change(name: str, text: str) -> str:
        return published if name.startswith("country_codes") else text

    rows, context = run(archive(tmp_path, change), tmp_path)
    assert len(published.splitlines()) == 239
    assert {value for _, value, _ in context.refused} == {"697", "849", "711"}
    assert all(reason for _, _, reason in context.refused)
    assert len(rows) == 7


def test_products_keep_their_descriptions(tmp_path):
    context = base.ReadContext(registry.spec("baci"), tmp_path)
    given = [one for one in read({"archive": archive(tmp_path)}, context) if one.table == "product"]
    assert len(given) == 1
    named = {row["code"]: row for row in given[0].batches.to_pylist()}
    assert len(named) == 4
    assert named["030212"]["name"] == "Fish: Pacific salmon, fresh or chilled"
    assert named["260300"]["nomenclature"] == "HS92"


def test_descriptions_in_latin_1_are_read(tmp_path):
    path = tmp_path / "BACI_HS92_V202601.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(FIXTURE.glob("*.csv")):
            text = file.read_text("utf-8").replace("Copper ores", "Coppér ores")
            packed.writestr(file.name, text.encode("latin-1"))
    context = base.ReadContext(registry.spec("baci"), tmp_path)
    given = [one for one in read({"archive": path}, context) if one.table == "product"]
    assert "Coppér ores and concentrates" in {row["name"] for row in given[0].batches.to_pylist()}
