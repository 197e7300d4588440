import hashlib
from pathlib import Path

import pytest
from _support import fixture, refused, run, spec
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import SourceError
from multipolar.record.sources.usgs_mcs.value import understand

NAMES = {
    "commodities": "MCS2026_Commodities_Data.csv",
    "reliance": "MCS2026_Fig2_Net_Import_Reliance.csv",
    "import_sources": "MCS2026_Fig3_Major_Import_Sources.csv",
}
FILES = {name: fixture("usgs_mcs", file) for name, file in NAMES.items()}


def reliance(rows: dict[str, list[dict]], commodity: str, year: int = 2025) -> dict:
    (found,) = [r for r in rows["reliance"] if (r["commodity"], r["year"]) == (commodity, year)]
    return found


def indicator(rows: dict[str, list[dict]], actor: str, code: str, year: int) -> dict:
    (found,) = [r for r in rows["indicator"] if (r["actor"], r["code"], r["year"]) == (actor, code, year)]
    return found


def test_reliance_with_suppliers_and_their_shares(tmp_path):
    rows, _ = run("usgs_mcs", FILES, tmp_path)
    niobium = reliance(rows, "niobium (columbium)")
    assert (niobium["share"], niobium["suppliers"]) == (100.0, ["BRA", "CAN"])
    assert niobium["supplier_shares"] == ["BRA:67", "CAN:28", "other:5"]
    assert (niobium["edition"], niobium["status"]) == ("MCS 2026", "estimated")
    assert reliance(rows, "copper, refined")["supplier_shares"] == ["CHL:68", "CAN:16", "other:16"]


def test_bounds_keep_their_sign(tmp_path):
    rows, _ = run("usgs_mcs", FILES, tmp_path)
    assert (reliance(rows, "lithium")["share"], reliance(rows, "lithium")["qualifier"]) == (50.0, ">")
    assert (reliance(rows, "iodine")["share"], reliance(rows, "iodine")["qualifier"]) == (50.0, "<")


def test_unknown_suppliers_are_not_no_suppliers(tmp_path):
    xenon = reliance(run("usgs_mcs", FILES, tmp_path)[0], "xenon")
    assert (xenon["share"], xenon["suppliers"], xenon["supplier_shares"]) == (98.0, None, None)


def test_reliance_of_other_years_and_net_exporters(tmp_path):
    rows, _ = run("usgs_mcs", FILES, tmp_path)
    assert reliance(rows, "copper, refined", 2023)["share"] == 46.0
    boron = reliance(rows, "boron")
    assert (boron["share"], boron["qualifier"], boron["status"]) == (None, "E", "estimated")


def test_production_of_states_and_of_the_world(tmp_path):
    rows, context = run("usgs_mcs", FILES, tmp_path)
    code = "copper|production|mine production"
    assert indicator(rows, "CHL", code, 2024)["value"] == 5_500
    assert indicator(rows, "CHL", code, 2025)["status"] == "estimated"
    assert indicator(rows, "WLD", code, 2024)["value"] == 23_000
    assert indicator(rows, "COD", "copper|reserves|reserves", 2025)["unit"] == "thousand metric tons"
    assert refused(context) == {"Other countries"}


def test_zero_and_not_reported_stay_apart(tmp_path):
    rows, _ = run("usgs_mcs", FILES, tmp_path)
    zero = indicator(rows, "DEU", "gallium|production|primary production", 2024)
    withheld = indicator(rows, "USA", "copper|stock|stocks", 2024)
    absent = indicator(rows, "RUS", "copper|reserves|reserves", 2025)
    assert (zero["value"], zero["status"]) == (0.0, "reported")
    assert (withheld["value"], withheld["status"]) == (None, "not_reported")
    assert (absent["value"], absent["status"]) == (None, "not_reported")


def test_what_is_no_figure_is_refused_with_its_reason(tmp_path):
    _, context = run("usgs_mcs", FILES, tmp_path)
    reasons = {issue.reason: issue.count for issue in context.issues}
    assert reasons == {
        "a remainder, not an actor": 1,
        "a bound, not a figure": 1,
        "several rows that cannot be told apart": 2,
        "'Variable' is not a figure": 1,
        "import sources by product are not read": 1,
    }


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize(("old", "new"), [("Commodity", "Mineral"), ("Source", "Source,New")])
def test_a_changed_layout_stops_the_source(tmp_path, name, old, new):
    if name == "commodities" and old == "Source":
        old, new = "Section", "Section,New"
    path = tmp_path / NAMES[name]
    path.write_bytes(FILES[name].read_bytes().replace(old.encode(), new.encode(), 1))
    with pytest.raises(SourceError, match="column"):
        run("usgs_mcs", {**FILES, name: path}, tmp_path)


@given(st.floats(0, 1e9, allow_nan=False).map(lambda x: round(x, 3)))
def test_a_figure_survives_its_thousands_commas(number):
    assert understand(f"{number:,.3f}").number == number


@pytest.mark.parametrize("text", ["Large", "10–20", "s", "?1", "", "1e", "--"])
def test_what_is_not_understood_is_never_a_number(text):
    with pytest.raises(ValueError, match="is not a figure"):
        understand(text)


@pytest.mark.shared
def test_the_published_release(shared: Path, tmp_path):
    folder = shared / "data/usgs-mcs-2026"
    files = {name: folder / file for name, file in NAMES.items()}
    for file in spec("usgs_mcs").files:
        assert hashlib.md5((folder / NAMES[file.name]).read_bytes()).hexdigest() == file.md5
    rows, context = run("usgs_mcs", files, tmp_path)
    figure2 = [r for r in rows["reliance"] if r["locator"].startswith("figure 2")]
    assert len(figure2) == 68
    assert reliance(rows, "niobium (columbium)")["share"] == 100
    assert reliance(rows, "niobium (columbium)")["suppliers"] == ["BRA", "CAN"]
    assert reliance(rows, "lithium")["suppliers"] == ["CHL", "ARG"]
    assert refused(context) == {"Other countries"}
    # The printed world totals are rounded: parts may miss them by a few per cent of rounding.
    code = "niobium (columbium)|production|mine production"
    parts = [r for r in rows["indicator"] if r["code"] == code and r["year"] == 2024]
    world = next(r["value"] for r in parts if r["actor"] == "WLD")
    others = 160  # "Other countries", refused as no actor
    assert sum(r["value"] for r in parts if r["actor"] != "WLD") + others == pytest.approx(world, rel=0.01)
    # 8,886 rows: 720 import sources, 527 reliances, and the others, of which some are not applicable,
    # a repetition of the same figure in a second table, or refused.
    assert (len(rows["indicator"]), len(rows["reliance"])) == (7_249, 533)
    assert sum(i.count for i in context.issues if i.table == "reliance") == 720 + 10 + 5
