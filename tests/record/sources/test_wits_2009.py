from collections import Counter
from pathlib import Path

import pytest
from _support import fixture, reasons, refused, renamed, run

from multipolar.basics.errors import SourceError

TABLE = fixture("wits_2009", "WITS_trade2009.csv")
NO_ACTOR = "the code is no actor of that year"


def flows(rows: dict[str, list[dict]]) -> dict[tuple[str, str, str], dict]:
    return {(r["exporter"], r["importer"], r["reporter"]): r for r in rows["flow"]}


def changed(scratch: Path, old: str, new: str) -> Path:
    path = scratch / TABLE.name
    text = TABLE.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_each_side_keeps_its_report_in_dollars(tmp_path):
    found = flows(run("wits_2009", {"table": TABLE}, tmp_path)[0])
    assert found["CHL", "BRA", "exporter"]["usd"] == 2_600_100_125
    assert found["CHL", "BRA", "importer"]["usd"] == 2_700_300_500
    assert found["BRA", "CHL", "importer"]["usd"] == 2_800_200_250
    assert found["CHL", "BRA", "importer"]["locator"] == "BRA Import CHL"
    assert {(r["year"], r["product"], r["status"]) for r in found.values()} == {(2009, "TOTAL", "reported")}


def test_the_world_stands_on_either_side_and_zero_stays_zero(tmp_path):
    found = flows(run("wits_2009", {"table": TABLE}, tmp_path)[0])
    assert found["CHL", "WLD", "exporter"]["usd"] == 50_000_000_000
    assert found["WLD", "CHL", "importer"]["usd"] == 40_000_000_000
    assert found["CHL", "CHL", "importer"]["usd"] == 0


def test_the_banks_own_letters_are_actors_and_remainders_are_not(tmp_path):
    rows, context = run("wits_2009", {"table": TABLE}, tmp_path)
    assert {("ROU", "COD", "exporter"), ("TWN", "SRB", "exporter")} <= set(flows(rows))
    assert refused(context) == {"UNS", "EUN"}
    assert [(i.locator, i.value) for i in context.issues] == [
        ("CHL Import UNS", "UNS"),
        ("EUN Export CHL", "EUN"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Export;6;2600100.125", "Re-Export;8;2600100.125", "flow is 'Re-Export', neither Export nor Import"),
        ("CHL; Total", "CHL;2603", "product is '2603', not Total"),
        ("2600100.125", "much", "could not convert string to float: 'much'"),
    ],
)
def test_a_bad_row_is_an_issue_and_the_run_goes_on(tmp_path, old, new, said):
    rows, context = run("wits_2009", {"table": changed(tmp_path, old, new)}, tmp_path)
    assert len(rows["flow"]) == 7
    assert reasons(context) == {said: 1, NO_ACTOR: 2}


@pytest.mark.parametrize("column", ["ReporterISO3", "TradeFlowName", "TradeValue in 1000 USD"])
def test_a_renamed_column_stops_the_source(tmp_path, column):
    path = renamed("wits_2009", TABLE.name, column, tmp_path)
    with pytest.raises(SourceError, match=f"no column '{column}'.*unknown column '{column}_new'"):
        run("wits_2009", {"table": path}, tmp_path)


@pytest.mark.shared
def test_the_published_table(shared, tmp_path):
    """40,618 rows: 18,814 exports and 21,804 imports; 173 reporters, of which one is the Union."""
    path = shared / "data/wits-trade-2009/WITS_trade2009.csv"
    rows, context = run("wits_2009", {"table": path}, tmp_path)
    found = flows(rows)
    assert len(rows["flow"]) + len(context.issues) == 40_618
    # 286 rows of the Union, and 227 of partners unspecified, two of them the Union's.
    assert Counter(i.value for i in context.issues) == {"EUN": 286, "UNS": 225}
    assert reasons(context) == {NO_ACTOR: 511}
    assert refused(context) == {"EUN", "UNS"}
    issued = Counter(i.locator.split()[1] for i in context.issues)
    sides = Counter(r["reporter"] for r in rows["flow"])
    assert sides["exporter"] + issued["Export"] == 18_814
    assert sides["importer"] + issued["Import"] == 21_804
    said = {r["exporter"] if r["reporter"] == "exporter" else r["importer"] for r in rows["flow"]}
    assert len(said) == 172
    assert sum(r["exporter"] == r["importer"] for r in rows["flow"]) == 19
    # What the United States says it bought from China, and what China says it sold there.
    assert found["CHN", "USA", "importer"]["usd"] == 278_343_370_796
    assert found["CHN", "USA", "exporter"]["usd"] == 203_971_480_849
    # Taiwan and small partners have no rows: a twelfth of China's imports from the world.
    for land in ("USA", "CHN", "DEU"):
        parts = sum(r["usd"] for (e, i, w), r in found.items() if (i, w) == (land, "importer") and e != "WLD")
        assert 0.92 < parts / found["WLD", land, "importer"]["usd"] <= 1
