import pytest
from _support import fixture, refused, run

from multipolar.basics.errors import SourceError

FILES = {
    "sipri_milex": "SIPRI Military Expenditure Database.csv",
    "aquastat": "Water withdrawals and consumption - Aquastat.csv",
    "energy_imports": "Energy imports - World Bank.csv",
}


def rows_of(name: str, scratch) -> tuple[list[dict], set[str]]:
    rows, context = run(name, {"table": fixture(name, FILES[name])}, scratch)
    return rows["indicator"], refused(context)


def one(rows: list[dict], actor: str, code: str, year: int) -> dict:
    (found,) = [r for r in rows if (r["actor"], r["code"], r["year"]) == (actor, code, year)]
    return found


def test_military_expenditure(tmp_path):
    rows, names = rows_of("sipri_milex", tmp_path)
    assert one(rows, "CHL", "military_expenditure_share_gdp", 2018)["value"] == 1.9
    assert one(rows, "WLD", "military_expenditure", 2018)["value"] == 1.82e12
    assert names == {"Africa", "Russia"}


def test_no_forces_is_zero_and_no_figure_is_not_reported(tmp_path):
    rows, _ = rows_of("sipri_milex", tmp_path)
    zero = one(rows, "CRI", "military_expenditure", 2018)
    blank = one(rows, "RUS", "military_expenditure_per_capita", 2018)
    assert (zero["value"], zero["status"]) == (0.0, "reported")
    assert (blank["value"], blank["status"]) == (None, "not_reported")


def test_a_name_is_the_state_of_its_year_unless_the_publisher_draws_lands(tmp_path):
    rows, names = rows_of("energy_imports", tmp_path)
    assert one(rows, "RUS", "EG.IMP.CONS.ZS", 1990)["value"] == -46.5
    assert names == {"High income"}
    _, names = rows_of("aquastat", tmp_path)
    assert names == {"Namibia"}


def test_water(tmp_path):
    rows, _ = rows_of("aquastat", tmp_path)
    assert one(rows, "CHL", "water_withdrawal", 2006)["unit"] == "billion cubic metres a year"
    assert one(rows, "COG", "water_withdrawal", 2000)["value"] == 0.046
    assert one(rows, "AFG", "industrial_water_withdrawal", 1985)["status"] == "reported"


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize(("old", "new"), [("Entity", "Country"), ("Year", "Year,Note")])
def test_a_changed_layout_stops_the_source(tmp_path, name, old, new):
    path = tmp_path / FILES[name]
    path.write_text(fixture(name, FILES[name]).read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError, match="column"):
        run(name, {"table": path}, tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "file", "published", "columns", "figure"),
    [
        (
            "sipri_milex",
            "SIPRI_Military_Expenditure_Database.csv",
            8_496,
            3,
            ("USA", "military_expenditure_share_gdp", 2020, 3.74),
        ),
        (
            "aquastat",
            "Water_withdrawals_and_consumption_-_Aquastat.csv",
            795,
            10,
            ("AFG", "agricultural_water_withdrawal", 1985, 25.85),
        ),
        (
            "energy_imports",
            "Energy_imports_pct_energy_use_-_World_Bank_2014.csv",
            6_486,
            1,
            ("ALB", "EG.IMP.CONS.ZS", 1971, -41.6994117),
        ),
    ],
)
def test_the_republished_tables(shared, tmp_path, name, file, published, columns, figure):
    rows, context = run(name, {"table": shared / "data/owid-indicators" / file}, tmp_path)
    found = rows["indicator"]
    assert len(found) + columns * sum(i.count for i in context.issues) == columns * published
    actor, code, year, value = figure
    assert one(found, actor, code, year)["value"] == value
    # Every name refused is an aggregate of the publisher, or a state before its time.
    for _, text, reason in context.refused:
        assert context.spec.actors.get(text, "") is None or "did not exist on" in reason
