"""Import reliance by importer, supplier and without one: on a record made by hand, and as published."""

import csv
import sys
from pathlib import Path

import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.named_groups import named_group
from multipolar.measures.reliance_tables import reliance_table, without_supplier
from multipolar.record import Record
from multipolar.record.pull import pull

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from _made import release, rows, spec


def _row(commodity: str, share: float | None, suppliers: list[str], shares: list[str] | None = None, **more):
    return {
        "importer": "USA", "commodity": commodity, "year": 2020, "share": share, "suppliers": suppliers,
        "supplier_shares": shares, "edition": "MCS 2021", "status": "reported", "qualifier": None, **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("reliance")
    held = [
        _row("niobium", 100.0, ["BRA", "CAN"], ["BRA:60", "CAN:30", "other:10"]),
        _row("lithium", 50.0, ["CHL", "ARG"], ["CHL:54", "ARG:46"], qualifier=">"),
        _row("mica (natural), sheet", 100.0, ["CHN", "BRA"]),
        _row("gold", None, [], qualifier="E"),
        _row("niobium", 90.0, ["BRA"], ["BRA:100"], year=2015, edition="MCS 2016"),
    ]
    release(folder, "1", rows("reliance", *held), described=spec("usgs", ["reliance"]))
    return Record.open(folder, starter=False)


def test_an_importer_s_table_has_the_newest_edition_the_highest_first(made: Record) -> None:
    found = reliance_table(made, "USA")
    assert [(one.commodity, one.year) for one in found] == [
        ("mica (natural), sheet", 2020), ("niobium", 2020), ("lithium", 2020), ("gold", 2020),
    ]  # fmt: skip
    assert reliance_table(made, "USA", edition="MCS 2016")[0].share == 90
    assert reliance_table(made, commodity="mica")[0].commodity == "mica (natural), sheet"


def test_concentration_has_bounds_where_a_remainder_is_not_named(made: Record) -> None:
    one = reliance_table(made, commodity="niobium")[0]
    assert one.concentration == pytest.approx(0.6**2 + 0.3**2)
    assert one.upper == pytest.approx(0.6**2 + 0.3**2 + 0.1**2)
    assert reliance_table(made, commodity="mica")[0].concentration is None


def test_a_region_and_a_supplier(made: Record) -> None:
    region = named_group("Latin America and the Caribbean")
    found = {one.commodity: one for one in reliance_table(made, "USA", group=region)}
    assert set(found) == {"niobium", "lithium", "mica (natural), sheet"}
    assert found["lithium"].from_group == ("CHL", "ARG")
    assert found["lithium"].group_share == 100
    assert found["lithium"].exposed == 50
    assert found["mica (natural), sheet"].exposed is None
    assert [one.commodity for one in reliance_table(made, supplier="CHL")] == ["lithium"]


def test_without_a_supplier_what_is_lost_and_what_the_others_would_have_to_add(made: Record) -> None:
    gone = {one.before.commodity: one for one in without_supplier(reliance_table(made), "BRA")}
    assert set(gone) == {"niobium", "mica (natural), sheet"}
    niobium = gone["niobium"]
    assert (niobium.lost, niobium.lost_consumption, niobium.left) == (60, 60, ("CAN",))
    # The remaining 40 would have to become 100.
    assert niobium.needed == pytest.approx(150)
    assert niobium.concentration == pytest.approx(0.75**2)
    assert gone["mica (natural), sheet"].lost is None
    assert "no shares of suppliers" in gone["mica (natural), sheet"].note
    lithium = without_supplier(reliance_table(made), "CHL")[0]
    assert lithium.lost_consumption == 27
    assert "at least" in lithium.note


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"importer": "BRA"}, "no import reliance for importer BRA. There are: USA"),
        ({"commodity": "niobiu"}, "Nearest: niobium"),
        ({"year": 1999}, "no import reliance for year 1999. There are: 2015, 2020"),
        ({"edition": "MCS 1999"}, "There are: MCS 2016, MCS 2021"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(made: Record, asked: dict, said: str) -> None:
    with pytest.raises(AskedWronglyError, match=said):
        reliance_table(made, **asked)


def test_a_record_without_any_says_what_to_pull(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match=r"no import reliance. Pull usgs_mcs"):
        reliance_table(Record.open(tmp_path, starter=False))


@pytest.mark.shared
def test_the_survey_s_figure_2_comes_out_as_printed(shared: Path, tmp_path: Path) -> None:
    """Every commodity of figure 2 that has a plain number, read by hand from the published file."""
    folder = shared / "data" / "usgs-mcs-2026"
    pull(tmp_path, "usgs_mcs", [folder])
    found = {one.commodity: one for one in reliance_table(Record.open(tmp_path, starter=False), "USA")}
    path = next(folder.glob("*Fig2*"))
    with path.open(encoding="utf-8-sig") as file:
        printed = {key.lower(): r for r in csv.DictReader(file) for key in [r["Commodity"].strip()]}
    column = next(
        name
        for name in next(iter(printed.values()))
        if "reliance" in name.lower() or "percent" in name.lower()
    )
    checked = 0
    for commodity, row in printed.items():
        value = row[column].strip()
        if value.isdigit() and commodity in found and found[commodity].year == 2025:
            assert found[commodity].share == float(value)
            checked += 1
    assert checked >= 40
