"""The embedded record: it is what its facts say, it holds together, and nothing rests on memory alone."""

import csv
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from multipolar.actors import all_actors
from multipolar.actors.memberships import members
from multipolar.basics.dates import PartialDate
from multipolar.basics.symbols import normal_symbol
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import SourceSpec
from multipolar.record.starter import RELEASE, SOURCE, TABLE_FOLDER, scope_of, scopes
from multipolar.record.starter.build import ROWS, table
from multipolar.record.starter.rows import FACTS, facts

ACTOR_COLUMNS = {
    "actor_name": ("actor",), "membership": ("organisation", "actor"), "vote": ("actor",),
    "office": ("actor",), "event": ("host",), "participant": ("actor",), "party": ("actor",),
    "tie": ("a", "b"), "flow": ("exporter", "importer"), "reliance": ("importer",),
}  # fmt: skip
# Tables made from the actors' floor: they change with it and are compared by test_starter_actors.py.
FROM_ACTORS = ("actor", "actor_name")


def held(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(TABLE_FOLDER / f"{name}.parquet").to_pylist()
    return rows


@pytest.fixture(scope="module")
def votes() -> dict[str, dict[str, str]]:
    lists: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in held("vote"):
        lists[row["rollcall"]][row["actor"]] = row["choice"]
    return lists


@pytest.fixture(scope="module")
def rollcalls() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in held("rollcall")}


@pytest.mark.parametrize("name", [name for name in ROWS if name not in FROM_ACTORS])
def test_the_files_are_what_the_facts_give(name: str) -> None:
    assert pq.read_table(TABLE_FOLDER / f"{name}.parquet").equals(table(name)), (
        f"{name}.parquet is out of date: run python -m multipolar.record.starter.build"
    )


@pytest.mark.parametrize("name", ROWS)
def test_schema_keys_and_sources(name: str) -> None:
    contract = TABLES[name]
    stored = pq.read_table(TABLE_FOLDER / f"{name}.parquet")
    assert stored.schema.equals(contract.arrow())
    rows = stored.to_pylist()
    keys = Counter(tuple(str(row[column]) for column in contract.key) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    for row in rows:
        assert (row["source"], row["release"]) == (SOURCE, RELEASE)
        assert row["locator"]
        assert not row["locator"].startswith("general knowledge"), row
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] <= row["valid_to"], row
    for column in contract.all_columns:
        values = {row[column.name] for row in rows} if column.type != "list<string>" else set()
        assert column.nullable or None not in values, column.name
        assert not column.allowed or values - {None} <= set(column.allowed), column.name


def test_no_file_without_rows_of_its_own() -> None:
    assert {path.stem for path in TABLE_FOLDER.glob("*.parquet")} == set(ROWS)


@pytest.mark.parametrize(("name", "columns"), ACTOR_COLUMNS.items())
def test_every_actor_is_known(name: str, columns: tuple[str, ...]) -> None:
    known = {actor.id for actor in all_actors()} | {None}
    for column in columns:
        assert {row[column] for row in held(name)} - known == set()


def test_suppliers_are_known() -> None:
    known = {actor.id for actor in all_actors()}
    for row in held("reliance"):
        assert set(row["suppliers"] or ()) <= known
        for share in row["supplier_shares"] or ():
            actor, _, percent = share.partition(":")
            assert actor in known | {"other"}
            assert 0 <= float(percent.lstrip("<>")) <= 100


def test_symbols_are_in_normal_form(rollcalls: dict[str, Any]) -> None:
    assert [symbol for symbol in rollcalls if normal_symbol(symbol) != symbol and "/DEC/" not in symbol] == []


def test_lists_add_up_to_the_tallies(rollcalls: dict[str, Any], votes: dict[str, dict[str, str]]) -> None:
    doubted = Counter(fact["key"] for fact in facts("doubts"))
    written = {(f["rollcall"], f["choice"]): f["states"].split() for f in facts("votes")}
    for symbol, row in rollcalls.items():
        if row["modality"] == "without_vote":
            assert symbol not in votes
            assert row["yes"] is None
            continue
        counts = Counter(votes[symbol].values())
        left_out = 0
        for choice in ("yes", "no", "abstain", "absent"):
            assert len(written.get((symbol, choice), ())) == row[choice], (symbol, choice)
            left_out += row[choice] - counts[choice]
        assert left_out == doubted[symbol]


def test_voters_are_the_members_of_that_day(
    rollcalls: dict[str, Any], votes: dict[str, dict[str, str]]
) -> None:
    doubted = defaultdict(set)
    for fact in facts("doubts"):
        doubted[fact["key"]].add(fact["actor"])
    # Voted before the admissions of the same day: Israel by 273(III), fourteen states by 1474(ES-IV).
    late = {"A/RES/273(III)": 1, "A/RES/1474(ES-IV)": 14}
    for symbol, choices in votes.items():
        then = {spell.actor for spell in members("UN", on=rollcalls[symbol]["date"])}
        assert set(choices) - then == set(), symbol
        assert len(then - set(choices) - doubted[symbol]) == late.get(symbol, 0), symbol


@pytest.mark.parametrize(
    ("symbol", "day", "tally"),
    [
        ("A/RES/68/262", date(2014, 3, 27), (100, 11, 58)),
        ("A/RES/ES-11/1", date(2022, 3, 2), (141, 5, 35)),
        ("A/RES/ES-11/3", date(2022, 4, 7), (93, 24, 58)),
        ("A/RES/2758(XXVI)", date(1971, 10, 25), (76, 35, 17)),
        ("A/RES/181(II)A", date(1947, 11, 29), (33, 13, 10)),
        ("A/RES/3379(XXX)", date(1975, 11, 10), (72, 35, 32)),
    ],
)
def test_well_known_tallies(
    rollcalls: dict[str, Any], symbol: str, day: date, tally: tuple[int, int, int]
) -> None:
    row = rollcalls[symbol]
    assert row["date"] == day
    assert (row["yes"], row["no"], row["abstain"]) == tally


def test_votes_on_ukraine_by_state(votes: dict[str, dict[str, str]]) -> None:
    crimea = votes["A/RES/68/262"]
    against = {actor for actor, choice in crimea.items() if choice == "no"}
    assert against == {"ARM", "BLR", "BOL", "CUB", "PRK", "NIC", "RUS", "SDN", "SYR", "VEN", "ZWE"}
    assert crimea["BLZ"] == crimea["GRD"] == "absent"
    aggression = votes["A/RES/ES-11/1"]
    assert {a for a, c in aggression.items() if c == "no"} == {"BLR", "PRK", "ERI", "RUS", "SYR"}
    assert all(aggression[actor] == "abstain" for actor in ("BOL", "CUB", "NIC", "SLV"))
    assert aggression["VEN"] == "absent"


def test_votes_in_doubt_are_silent(votes: dict[str, dict[str, str]]) -> None:
    for fact in facts("doubts"):
        assert fact["actor"] not in votes[fact["key"]]
        assert not scope_of("vote", fact["key"]).complete


def test_ended_states_vote_under_their_own_names(votes: dict[str, dict[str, str]]) -> None:
    assert "SUN" in votes["A/RES/3379(XXX)"]
    assert "RUS" not in votes["A/RES/3379(XXX)"]
    assert "yemen-arab-republic" in votes["A/RES/2758(XXVI)"]
    assert "united-arab-republic" in votes["A/RES/1514(XV)"]


def _terms(title: str, actor: str) -> list[dict[str, Any]]:
    terms = [row for row in held("office") if row["title"] == title and row["actor"] == actor]
    return sorted(terms, key=lambda row: row["start"])


def test_offices_are_dated_in_order() -> None:
    for row in held("office"):
        if row["start"] and row["end"]:
            assert row["start"] <= row["end"], row
    assert [r["person"] for r in _terms("secretary_general", "UN")][-2:] == [
        "Ban Ki-moon",
        "António Guterres",
    ]


def test_presidents_of_chile_follow_one_another() -> None:
    terms = [r for r in _terms("president", "CHL") if r["start"] >= date(1990, 1, 1)]
    assert [r["person"].split()[-1] for r in terms][:4] == ["Aylwin", "Ruiz-Tagle", "Lagos", "Bachelet"]
    for before, after in itertools.pairwise(terms):
        assert before["end"] == after["start"]


def _spells(first: str, second: str) -> Iterator[tuple[str, str, str]]:
    rows = [r for r in held("tie") if r["kind"] == "relations" and {r["a"], r["b"]} == {first, second}]
    for row in sorted(rows, key=lambda row: row["valid_from"]):
        yield row["value"], str(row["valid_from"]), str(row["valid_to"] or "")


def test_relations_of_chile_and_russia() -> None:
    assert list(_spells("CHL", "RUS")) == [
        ("established", "1944-12-11", "1947-10-21"),
        ("severed", "1947-10-21", "1964-11-24"),
        ("re-established", "1964-11-24", "1973-09-22"),
        ("severed", "1973-09-22", "1990-03-11"),
        ("re-established", "1990-03-11", ""),
    ]


def test_relations_known_to_be_broken_do_not_go_on() -> None:
    assert list(_spells("RUS", "UKR"))[-1][:2] == ("severed", "2022-02-24")
    assert list(_spells("USA", "VEN")) == []
    assert list(_spells("GEO", "RUS")) == []


def test_sanctions_on_russia() -> None:
    rows = [r for r in held("tie") if r["kind"] == "sanction"]
    region = {r["a"]: r["value"] for r in rows if r["value"] == "none" or r["a"] == "BHS"}
    assert len(region) == 33
    assert region.pop("BHS") == "imposed"
    assert {"USA", "GBR", "DEU", "JPN", "CHE"} <= {r["a"] for r in rows if r["value"] == "imposed"}


def test_visits_have_a_visitor_and_a_host() -> None:
    roles = defaultdict(list)
    for row in held("participant"):
        roles[row["event"]].append(row["role"])
    assert {row["id"] for row in held("event")} == set(roles)
    assert all(sorted(found) == ["host", "visitor"] for found in roles.values())
    for fact in facts("visits"):
        assert PartialDate.parse(fact["start"]).first <= PartialDate.parse(fact["end"]).last, fact


def test_parties_belong_to_agreements() -> None:
    assert {row["agreement"] for row in held("party")} <= {row["id"] for row in held("agreement")}


def test_trade_is_one_direction_of_one_reporter() -> None:
    rows = held("flow")
    assert all(row["usd"] >= 0 and "RUS" in (row["exporter"], row["importer"]) for row in rows)
    estimated = {row["year"] for row in rows if row["status"] == "estimated"}
    assert estimated == {2022, 2023}
    chile = {
        (r["exporter"], r["reporter"]): r["usd"] for r in rows if r["year"] == 2018 and "CHL" in r.values()
    }
    # 124 and 1,057 million dollars: IMF Direction of Trade Statistics, reporter Russia.
    assert chile["RUS", "exporter"] == pytest.approx(124e6, rel=0.01)
    assert chile["CHL", "importer"] == pytest.approx(1057e6, rel=0.01)


def test_left_out_rows_are_listed_with_a_reason() -> None:
    rows = list(facts("left_out"))
    assert all(row["reason"] and row["row"] for row in rows)
    keys = {(row["table"], row["row"]) for row in rows}
    assert ("membership", "UNASUR/COL/member/2023") in keys
    assert not any(f["source"].startswith("general knowledge") and not f["confirmed_by"] for f in _sourced())


def _sourced() -> Iterator[dict[str, str]]:
    for path in FACTS.glob("*.csv"):
        for fact in facts(path.stem):
            if "source" in fact and "confirmed_by" in fact:
                yield fact


def test_every_table_has_a_scope() -> None:
    assert {scope.table for scope in scopes()} >= set(ROWS) - {"participant"}
    assert scope_of("membership", "BRICS").complete
    assert not scope_of("membership", "IAEA").complete
    assert not scope_of("event", "anything").complete
    assert len({(scope.table, scope.scope) for scope in scopes()}) == len(scopes())


def test_the_description_holds() -> None:
    text = (TABLE_FOLDER.parent / "source.yml").read_text(encoding="utf-8")
    spec = SourceSpec.model_validate(yaml.safe_load(text))
    assert spec.name == SOURCE
    assert set(spec.tables) == set(ROWS)
    for name, expected in spec.tables.items():
        rows = pq.read_metadata(TABLE_FOLDER / f"{name}.parquet").num_rows
        assert expected.min_rows <= rows <= expected.max_rows, name


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in TABLE_FOLDER.glob("*.parquet")) < 1_000_000


@pytest.mark.shared
def test_reliance_is_what_the_survey_prints(shared: Path) -> None:
    """Every commodity, percentage and bound of figure 2 of Mineral Commodity Summaries 2026.

    Ours has three commodities more: net exporters, which the figure leaves out and the text names.
    """
    path = shared / "data/usgs-mcs-2026/MCS2026_Fig2_Net_Import_Reliance.csv"
    with path.open(encoding="utf-8-sig") as file:
        theirs = {
            r["Commodity"].strip().lower(): r["Net_Import_Reliance_pct_2025"] for r in csv.DictReader(file)
        }
    ours = {
        row["commodity"]: f"{row['qualifier'] or ''}{row['share']:g}"
        for row in held("reliance")
        if row["edition"] == "MCS 2026" and row["commodity"] in theirs
    }
    assert ours == {name: share.replace(" ", "") for name, share in theirs.items()}


def test_the_page_about_it_gives_the_numbers_that_hold() -> None:
    page = (Path(__file__).parents[2] / "docs/sources/starter.md").read_text(encoding="utf-8")
    cells = [line.strip("| ").split("|") for line in page.splitlines() if line.startswith("| ")]
    printed = [(c[0].strip(), int(c[1])) for c in cells if len(c) == 3 and c[1].strip().isdigit()]
    names = [name for name in ROWS if name not in FROM_ACTORS]
    counts, left = dict(printed[: len(names)]), dict(printed[len(names) :])
    assert counts == {name: pq.read_metadata(TABLE_FOLDER / f"{name}.parquet").num_rows for name in names}
    assert left == Counter(fact["table"] for fact in facts("left_out"))
    assert f"lists {sum(left.values())} rows" in page
    assert f"those {len(list(facts('doubts')))} votes" in page
