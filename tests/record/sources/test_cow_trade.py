import zipfile
from pathlib import Path

import pytest

from multipolar.basics.errors import SourceError
from multipolar.record.sources import base, registry
from multipolar.record.sources.cow_trade.read import read

FIXTURE = Path(base.__file__).parent / "cow_trade" / "fixture"
OFFICIAL = {"dyads": FIXTURE / "Dyadic_COW_4.0.csv", "national": FIXTURE / "National_COW_4.0.csv"}


def run(files: dict[str, Path], scratch: Path) -> tuple[list[dict], base.ReadContext]:
    context = base.ReadContext(registry.spec("cow_trade"), scratch)
    rows = [row for rows in read(files, context) for row in rows.batches.read_all().to_pylist()]
    keys = [(r["exporter"], r["importer"], r["year"], r["reporter"]) for r in rows]
    assert len(set(keys)) == len(keys)
    return rows, context


def flow(rows: list[dict], exporter: str, importer: str, year: int) -> dict:
    (found,) = [r for r in rows if (r["exporter"], r["importer"], r["year"]) == (exporter, importer, year)]
    return found


def test_flow1_is_what_the_first_state_imports(tmp_path):
    rows, _ = run(OFFICIAL, tmp_path)
    assert flow(rows, "CHL", "USA", 1990)["usd"] == 1_451_500_000
    assert flow(rows, "USA", "CHL", 1990)["usd"] == 1_712_250_000
    assert flow(rows, "USA", "CHL", 1990)["locator"] == "2-155 1990"


def test_a_state_number_is_the_actor_of_its_year(tmp_path):
    rows, _ = run(OFFICIAL, tmp_path)
    assert flow(rows, "USA", "SUN", 1985)["usd"] == 2_653_000_000
    assert flow(rows, "USA", "RUS", 2000)["usd"] == 2_703_000_000


def test_missing_and_zero_stay_apart(tmp_path):
    rows, _ = run(OFFICIAL, tmp_path)
    missing, zero = flow(rows, "RUS", "CHL", 1993), flow(rows, "CHL", "RUS", 1993)
    assert (missing["usd"], missing["status"]) == (None, "not_reported")
    assert (zero["usd"], zero["status"]) == (0.0, "reported")
    assert flow(rows, "WLD", "RUS", 1993)["status"] == "not_reported"


def test_totals_with_the_world_keep_who_reports(tmp_path):
    rows, _ = run(OFFICIAL, tmp_path)
    exports, imports = flow(rows, "CHL", "WLD", 1990), flow(rows, "WLD", "CHL", 1990)
    assert (exports["usd"], exports["reporter"]) == (8_373_000_000, "exporter")
    assert (imports["usd"], imports["reporter"]) == (7_742_000_000, "importer")


def test_the_published_archive_is_read_as_it_is(tmp_path):
    path = tmp_path / "COW_Trade_4.0.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in OFFICIAL.values():
            packed.write(file, f"COW_Trade_4.0/{file.name}")
    assert run({"archive": path}, tmp_path)[0] == run(OFFICIAL, tmp_path)[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("flow1", "flow_1", "no column 'flow1'"), ("version", "v,w", "unknown column 'v'")],
)
def test_a_changed_layout_stops_the_source(tmp_path, old, new, said):
    path = tmp_path / "Dyadic_COW_4.0.csv"
    path.write_text(OFFICIAL["dyads"].read_text().replace(old, new, 1))
    with pytest.raises(SourceError, match=said):
        run({"dyads": path}, tmp_path)


def test_no_file_is_said(tmp_path):
    with pytest.raises(SourceError, match=r"Give COW_Trade_4\.0\.zip"):
        run({}, tmp_path)


@pytest.mark.shared
def test_the_packaged_copy(shared, tmp_path):
    """Counts and totals of the copy in R's peacesciencer 0.3 (673,654 dyad-years, 14,410 state-years)."""
    folder = shared / "data/peacesciencer-cow"
    files = {
        "packaged_dyads": folder / "cow_trade_ndy.csv.gz",
        "packaged_national": folder / "cow_trade_sy.csv",
    }
    rows, context = run(files, tmp_path)
    assert len(rows) + 2 * sum(i.count for i in context.issues) == 2 * (673_654 + 14_410)
    # Pairs: only Germany's second number in 1990. Totals: 637 state-years before independence or of 260.
    pairs = [(i.value, i.count) for i in context.issues if i.locator.startswith("cow_trade_ndy")]
    assert pairs == [("260", 2)]
    assert sum(i.count for i in context.issues) == 2 + 637
    assert ("cow", "950") in {(scheme, value) for scheme, value, _ in context.refused}
    assert flow(rows, "RUS", "USA", 2014)["usd"] == 23_692_000_000
    assert flow(rows, "USA", "RUS", 2014)["usd"] == 18_727_000_000
    national = flow(rows, "USA", "WLD", 2014)
    assert national["usd"] == pytest.approx(1_623_420.67519e6, rel=1e-12)
    pair_rows = [r for r in rows if "WLD" not in (r["exporter"], r["importer"])]
    assert sum(r["status"] == "not_reported" for r in pair_rows) == 22_937 + 27_896
    assert sum(r["usd"] == 0 for r in pair_rows) == 369_908 + 363_256
