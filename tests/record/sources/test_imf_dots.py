import csv
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from _support import fixture, run, spec
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.locate import locate
from multipolar.record.sources import _common
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.imf_dots.cells import Cell, extrapolated
from multipolar.record.sources.imf_dots.workbook import cells

TABLE = fixture("imf_dots", "imf_dots_table.csv")
Grid = dict[str, list[float | None]]


def workbook(path: Path, grid: Grid, *, title="Exports, FOB to Partner Countries", reporter="Chile",
             unit="US Dollars, Millions", years=("2020", "2021")) -> Path:  # fmt: skip
    """A table as the site saves it: column A empty, six rows of heading, years as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title.split(" to ")[0].split(" from ")[0]
    for row in ([], [None, title], [], [None, reporter], [None, unit], [], [None, None, *years]):
        sheet.append(row)
    for partner, values in grid.items():
        sheet.append([None, partner, *values])
    book.save(path)
    return path


def flows(rows: dict[str, list[dict]]) -> dict[tuple, dict]:
    return {(r["exporter"], r["importer"], r["year"], r["reporter"]): r for r in rows["flow"]}


def test_a_workbook(tmp_path):
    path = workbook(tmp_path / "chile_exports.xlsx", {"Brazil": [2899.5, 4300.25], "Nauru": [None, 0.000041]})
    rows, context = run("imf_dots", {"exports": path}, tmp_path)
    found = flows(rows)
    assert found["CHL", "BRA", 2021, "exporter"]["usd"] == 4_300_250_000
    assert found["CHL", "NRU", 2021, "exporter"]["usd"] == 41
    blank = found["CHL", "NRU", 2020, "exporter"]
    assert (blank["usd"], blank["status"]) == (None, "not_reported")
    assert not context.issues


def test_imports_keep_the_importer_as_reporter(tmp_path):
    path = workbook(
        tmp_path / "i.xlsx", {"Brazil": [4400, 5100]}, title="Imports, CIF from Partner Countries"
    )
    found = flows(run("imf_dots", {"imports": path}, tmp_path)[0])
    assert found["BRA", "CHL", 2020, "importer"]["usd"] == 4_400_000_000


def test_the_plain_table_groups_and_estimates(tmp_path):
    rows, context = run("imf_dots", {"table": TABLE}, tmp_path)
    found = flows(rows)
    assert found["CHL", "BRA", 2020, "exporter"]["usd"] != found["BRA", "CHL", 2020, "importer"]["usd"]
    assert found["CHL", "WLD", 2020, "exporter"]["usd"] == 73_484_750_000
    assert found["WLD", "CHL", 2021, "exporter"]["status"] == "reported"
    assert found["RUS", "CHL", 2021, "exporter"]["status"] == "reported"
    assert found["RUS", "CHL", 2022, "exporter"]["status"] == "estimated"
    assert [i.value for i in context.issues] == ["Advanced Economies"]


def test_the_table_that_reaches_further_holds_and_differences_are_counted(tmp_path):
    old = workbook(tmp_path / "z_old.xlsx", {"Brazil": [1, 2], "Peru": [3, 4]})
    new = workbook(tmp_path / "a_new.xlsx", {"Brazil": [1, 2.5, 9]}, years=("2020", "2021", "2022"))
    rows, context = run("imf_dots", {"exports": old, "imports": new}, tmp_path)
    assert flows(rows)["CHL", "BRA", 2021, "exporter"]["usd"] == 2_500_000
    assert flows(rows)["CHL", "PER", 2021, "exporter"]["usd"] == 4_000_000
    assert [(i.locator, i.count) for i in context.issues] == [("z_old.xlsx", 1)]


@given(
    st.lists(st.floats(1, 1e5), min_size=25, max_size=60),
    st.floats(0.3, 3).filter(lambda r: abs(r - 1) > 0.01),
    st.integers(0, 4),
)
def test_a_year_that_is_another_times_a_constant_is_an_extrapolation(values, rate, exceptions):
    later = [v * (rate if n >= exceptions else 1) for n, v in enumerate(values)]
    found = [
        Cell("X", "exporter", str(n), year, round(value, 6), "", "")
        for n, pair in enumerate(zip(values, later, strict=True))
        for year, value in zip((2022, 2023), pair, strict=True)
    ]
    assert extrapolated(found) == {("X", "exporter", 2023)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit": "Euros, Millions"}, "its unit is 'Euros, Millions'"),
        ({"title": "Exports, FOB and CIF"}, "its title is"),
        ({"years": ("2020", "2021M1")}, "'2021M1' is not a year"),
        ({"reporter": None}, "names no reporter"),
    ],
)
def test_another_layout_stops_the_source(tmp_path, change, said):
    path = workbook(tmp_path / "t.xlsx", {"Brazil": [1, 2]}, **change)
    with pytest.raises(SourceError, match=said):
        run("imf_dots", {"exports": path}, tmp_path)


def test_a_new_column_of_the_plain_table_stops_the_source(tmp_path):
    path = tmp_path / "imf_dots.csv"
    path.write_text(TABLE.read_text().replace("source_file", "source_file,status", 1))
    with pytest.raises(SourceError, match="unknown column 'status'"):
        run("imf_dots", {"table": path}, tmp_path)


def test_a_file_that_is_no_workbook(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_text("<html>")
    with pytest.raises(SourceError, match="not a whole Excel workbook"):
        run("imf_dots", {"exports": path}, tmp_path)


def test_the_missing_library_is_named(tmp_path, monkeypatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(_common.importlib, "import_module", missing)
    context = ReadContext(spec("imf_dots"), tmp_path)
    with pytest.raises(SourceError, match=r"pip install 'multipolar\[formats\]'"):
        list(cells(tmp_path / "t.xlsx", context))


@pytest.mark.shared
def test_the_saved_tables(shared, tmp_path):
    folder = shared / "data/imf-dots-russia"
    files = {path.stem: path for path in sorted(folder.glob("*.xlsx"))}
    rows, context = run("imf_dots", files, tmp_path)
    found = flows(rows)
    published = {2021: 5264.496298, 2022: 8565.839001, 2023: 6099.230961}
    for year, millions in published.items():
        assert found["RUS", "BRA", year, "exporter"]["usd"] == pytest.approx(millions * 1e6, abs=1)
    statuses = Counter((r["year"], r["status"]) for r in rows["flow"] if r["exporter"] == "RUS"
                       and r["reporter"] == "exporter" and r["usd"] is not None)  # fmt: skip
    assert {status for year, status in statuses if year >= 2022} == {"estimated"}
    assert {status for year, status in statuses if year <= 2021} == {"reported"}
    # Partners that are actors add up to the printed total, less the Fund's unallocated remainders.
    total = found["RUS", "WLD", 2021, "exporter"]["usd"]
    parts = sum(
        r["usd"] or 0
        for (e, i, y, w), r in found.items()
        if (e, y, w) == ("RUS", 2021, "exporter") and i != "WLD"
    )
    assert parts == pytest.approx(total, rel=0.02)
    for _, text, reason in context.refused:
        assert context.spec.actors.get(text, "") is None or "did not exist on" in reason


@pytest.mark.shared
def test_the_extrapolated_year_is_found_without_being_told(shared):
    """Russia's exports of 2023 are those of 2022 times 0.7120; no other published year is like that."""
    with (shared / "data/imf-dots-russia/dots_russia_world_tidy.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        found = [
            Cell(r["reporter"], "exporter" if r["flow"] == "Exports" else "importer", r["partner"],
                 int(r["year"]), float(r["usd_millions"]), "", r["source_file"])
            for r in csv.DictReader(file) if r["usd_millions"]
        ]  # fmt: skip
    assert len(found) > 10_000
    assert extrapolated(found) == {("Russian Federation", "exporter", 2023)}


def test_the_tables_of_several_reporters_are_taken_together(tmp_path):
    for name in ("chile_exports.xlsx", "peru_exports.xlsx", "notes.txt"):
        (tmp_path / name).touch()
    found = locate(spec("imf_dots"), [tmp_path])
    assert {name: path.name for name, path in found.items()} == {
        "tables: chile_exports.xlsx": "chile_exports.xlsx",
        "tables: peru_exports.xlsx": "peru_exports.xlsx",
    }
    with pytest.raises(SourceError, match="holds no file named like"):
        locate(spec("imf_dots"), [tmp_path / "notes.txt", tmp_path / "notes.txt"])
