"""Goods by product: matrices, indices, lists, duties and single suppliers, held against brute force."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import trade_indices
from multipolar.measures.trade_fit import (
    trade_advantage,
    trade_complementarity,
    trade_intensity,
    trade_similarity,
)
from multipolar.measures.trade_goods import goods, years_of_goods
from multipolar.measures.trade_names import Names
from multipolar.measures.trade_products import lines, one_supplier, trade_products
from multipolar.measures.trade_sides import side, two_sides
from multipolar.measures.trade_tariff import trade_tariff
from multipolar.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from _made import release, rows, spec

# (exporter, importer, product, dollars of 2010)
TRADE = (
    ("CHL", "CHN", "740311", 60.0), ("CHL", "CHN", "260300", 30.0), ("CHL", "RUS", "030212", 10.0),
    ("RUS", "CHN", "270900", 80.0), ("RUS", "CHL", "310420", 20.0), ("CHN", "RUS", "850440", 40.0),
    ("CHN", "CHL", "850440", 50.0), ("CHN", "CHL", "740311", 10.0), ("PER", "CHN", "260300", 100.0),
)  # fmt: skip


def _flow(
    exporter: str, importer: str, product: str, usd: float | None, year: int = 2010, **more: object
) -> dict:
    return {
        "exporter": exporter, "importer": importer, "year": year, "product": product, "nomenclature": "HS92",
        "reporter": "reconciled", "usd": usd, "status": "reported", **more,
    }  # fmt: skip


def _rate(product: str, rate: float, regime: str, exporter: str = "WLD", year: int = 2010) -> dict:
    return {
        "importer": "RUS",
        "exporter": exporter,
        "year": year,
        "product": product,
        "rate": rate,
        "regime": regime,
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("goods")
    flows = [
        *(_flow(*one) for one in TRADE),
        # Another year, nomenclature and reporter, a total and a group of goods: none belongs to the sums.
        _flow("CHL", "CHN", "740311", 9.0, 2011),
        _flow("CHL", "CHN", "740311", 999.0, nomenclature="HS17"),
        _flow("CHL", "CHN", "740311", 999.0, reporter="exporter"),
        _flow("CHL", "CHN", "TOTAL", 999.0, nomenclature="total"),
        _flow("CHL", "CHN", "MANUF", 999.0),
        _flow("RUS", "CHN", "260300", None, status="not_reported"),
    ]
    release(folder, "1", rows("flow", *flows), described=spec("baci", ["flow"], priority=60))
    names = [{"nomenclature": "HS92", "code": "740311", "name": "Copper cathodes"}]
    release(folder, "1", rows("product", *names), described=spec("names", ["product"]))
    duties = [
        _rate("030212", 10.0, "mfn"), _rate("850440", 4.0, "mfn"), _rate("740311", 0.0, "mfn"),
        _rate("030212", 2.0, "preferential", "CHL"), _rate("TOTAL", 9.0, "bound"),
        _rate("030212", 50.0, "mfn", year=2009),
    ]  # fmt: skip
    release(folder, "1", rows("tariff", *duties), described=spec("duties", ["tariff"]))
    return Record.open(folder, starter=False)


def _brute(direction: int, digits: int = 6) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for one in TRADE:
        held = found.setdefault(one[direction], {})
        held[one[2][:digits]] = held.get(one[2][:digits], 0.0) + one[3]
    return found


@pytest.mark.parametrize("digits", [2, 4, 6])
def test_the_matrices_are_the_sums_of_the_year_s_flows(made: Record, digits: int) -> None:
    held = goods(made, 2010, digits)
    assert (held.nomenclature, held.reporter, held.source) == ("HS92", "reconciled", "baci")
    for direction, matrix in ((0, held.exports), (1, held.imports)):
        brute = _brute(direction, digits)
        for actor, row in zip(held.actors, matrix, strict=True):
            found = {code: usd for code, usd in zip(held.products, row, strict=True) if usd}
            assert found == brute.get(actor, {})
    assert years_of_goods(made) == range(2010, 2012)


def test_complementarity_and_similarity_by_hand(made: Record) -> None:
    sold, bought = _brute(0)["CHL"], _brute(1)["CHN"]
    products = set(sold) | set(bought)
    part = {
        k: sold.get(k, 0) / sum(sold.values()) - bought.get(k, 0) / sum(bought.values()) for k in products
    }
    found, _ = trade_complementarity(made, *two_sides("CHL", "CHN"), 2010)
    assert found[0].value == pytest.approx(1 - sum(map(abs, part.values())) / 2)
    alike, _ = trade_similarity(made, *two_sides("CHL", "PER"), 2010)
    # Both sell copper ores: three tenths of Chile's exports, all of Peru's.
    assert alike[0].value == pytest.approx(0.3)
    every, _ = trade_complementarity(made, side("CHL"), None, 2010)
    assert {one.second for one in every} == {"CHN", "RUS", "PER"}
    # Peru buys nothing on record: no value, and last.
    assert (every[-1].second, every[-1].value) == ("PER", None)


def test_advantage_by_hand_and_symmetric(made: Record) -> None:
    found, _ = trade_advantage(made, side("CHL"), 2010)
    by = {one.code: one for one in found}
    # 60 of 100 of its exports are cathodes; in the world 70 of 400.
    assert by["740311"].ratio == pytest.approx((60 / 100) / (70 / 400))
    assert by["740311"].name == "Copper cathodes"
    assert by["740311"].symmetric == pytest.approx((by["740311"].ratio - 1) / (by["740311"].ratio + 1))
    assert by["030212"].name.startswith("in chapter 03")
    assert found[0].ratio == max(one.ratio for one in found)


def test_products_of_a_pair_with_what_part_the_partner_takes(made: Record) -> None:
    found, held = trade_products(made, *two_sides("CHL", "CHN"), 2010)
    out = [p for p in found if p.direction == "exports"]
    assert [(p.code, p.usd, p.share, p.of_side) for p in out] == [
        ("740311", 60, pytest.approx(2 / 3), 1), ("260300", 30, pytest.approx(1 / 3), 1),
    ]  # fmt: skip
    assert {p.code for p in found if p.direction == "imports"} == {"850440", "740311"}
    assert held.release == "1"
    with pytest.raises(AskedWronglyError, match="no goods between Chile and Peru in 2010"):
        trade_products(made, *two_sides("CHL", "PER"), 2010)


def test_a_group_trades_with_those_outside_and_with_itself_when_asked(made: Record) -> None:
    pair, world = side("Two=CHL,CHN"), side("World")
    outside, _ = trade_products(made, pair, world, 2010, 2)
    assert {p.code for p in outside if p.direction == "exports"} == {"03", "85"}
    inside, _ = trade_products(made, pair, pair, 2010, 2)
    assert sum(p.usd for p in inside if p.direction == "exports") == 150


def test_products_from_one_supplier(made: Record) -> None:
    found, bought, _ = one_supplier(made, side("CHN"), 2010, least=1.0)
    assert bought == 3
    assert {one.code: one.supplier for one in found} == {"740311": "CHL", "270900": "RUS"}
    most, _, _ = one_supplier(made, side("CHN"), 2010, least=0.7)
    assert {one.code: one.share for one in most}["260300"] == pytest.approx(100 / 130)
    with pytest.raises(AskedWronglyError, match="is no share of imports"):
        one_supplier(made, side("CHN"), 2010, least=90)


def test_intensity_by_hand_and_only_where_the_world_is_known(made: Record, tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match="Intensity needs the trade of the world"):
        trade_intensity(made, *two_sides("CHL", "CHN"), 2010)
    assert trade_indices.intensity(20, 100, 50, 1000) == pytest.approx(4)
    assert np.isnan(trade_indices.intensity(0, 0, 50, 1000))


def test_duties_are_means_over_products_and_weighted_by_trade(made: Record) -> None:
    found = {one.regime: one for one in trade_tariff(made, *two_sides("RUS", "CHL"), 2010)}
    assert found["mfn"].simple == pytest.approx(14 / 3)
    assert (found["mfn"].free, found["mfn"].highest, found["mfn"].products) == (pytest.approx(1 / 3), 10, 3)
    # Chile sells Russia salmon alone.
    assert found["mfn"].weighted == 10
    assert found["preferential"].weighted == 2
    assert found["effective"].simple == pytest.approx((2 + 4 + 0) / 3)
    assert (found["bound"].simple, found["bound"].products, found["bound"].weighted) == (9, 0, None)
    assert trade_tariff(made, *two_sides("RUS", "CHN"))[0].year == 2010


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda r: goods(r, 2020), r"in 2020 \(not yet published\). There are figures of 2010 to 2011"),
        (lambda r: goods(r, 1990), r"in 1990 \(out of coverage\)"),
        (lambda r: goods(r, 2010, 5), "not told apart by 5 digits. Choose 2, 4 or 6"),
        (lambda r: lines(r, None, None, 2010, 3), "not told apart by 3 digits"),
        (lambda r: trade_advantage(r, side("FRA"), 2010), "baci has no exports of France by product in 2010"),
        (lambda r: trade_tariff(r, *two_sides("CHL", "RUS")), "no duties of Chile .*multipolar record add"),
        (lambda r: trade_tariff(r, *two_sides("RUS", "CHL"), 1999), "There are rates of 2009, 2010"),
        (lambda r: trade_tariff(r, *two_sides("EAEU", "CHL")), "Eurasian Economic Union is not a state"),
        (lambda r: goods(Record.open("/nonexistent"), 2010), "Pull baci"),
    ],
)  # fmt: skip
def test_a_wrong_question_gets_one_clear_line(made: Record, ask, said: str) -> None:
    with pytest.raises(AskedWronglyError, match=said):
        ask(made)


def test_names_come_from_the_source_or_from_the_chapter_and_say_so() -> None:
    names = Names({"740311": "Cathodes"}, {"74": "Copper"})
    assert [names.of(code) for code in ("740311", "740319", "7403", "74", "999999")] == [
        "Cathodes", "in chapter 74: Copper", "in chapter 74: Copper", "Copper", "",
    ]  # fmt: skip


@given(
    st.lists(st.lists(st.floats(0, 1e6), min_size=5, max_size=5), min_size=2, max_size=12).map(np.array),
    st.lists(st.lists(st.floats(0, 1e6), min_size=5, max_size=5), min_size=2, max_size=12).map(np.array),
)
def test_the_indices_keep_their_bounds_and_their_definition(exports: np.ndarray, imports: np.ndarray) -> None:
    found = trade_indices.complementarity(exports, imports)
    sold, bought = trade_indices.shares(exports), trade_indices.shares(imports)
    brute = 1 - np.abs(sold[:, None, :] - bought[None, :, :]).sum(axis=2) / 2
    # Sums of a few shares: rounding of the last digits alone.
    np.testing.assert_allclose(found, brute, atol=1e-12)
    alike = trade_indices.similarity(exports)
    np.testing.assert_allclose(alike, alike.T, atol=1e-12)
    known = alike[~np.isnan(alike)]
    assert ((known >= 0) & (known <= 1 + 1e-12)).all()
    even = trade_indices.symmetric(trade_indices.advantage(exports))
    assert ((even[~np.isnan(even)] >= -1) & (even[~np.isnan(even)] <= 1)).all()


@pytest.mark.shared
def test_plastic_waste_of_2018_adds_up_as_in_the_published_slice(shared: Path, tmp_path: Path) -> None:
    """Real flows of four products between all states: matrices and a pair's list against sums by hand."""
    import csv

    from multipolar import actors

    folder = shared / "data" / "cepii-baci-partial"
    with (folder / "BACI_HS92_Y2018_V202001_hs3915_recoded.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    known = {actor.id for actor in (*actors.all_actors("state"), *actors.all_actors("territory"))}
    flows = [
        _flow(r["exporter"], r["importer"], r["k"], float(r["v"]) * 1000, 2018)
        for r in listed
        if {r["exporter"], r["importer"]} <= known
    ]
    release(tmp_path, "1", rows("flow", *flows), described=spec("baci", ["flow"]))
    record = Record.open(tmp_path, starter=False)
    held = goods(record, 2018)
    by_hand = sum(f["usd"] for f in flows if f["exporter"] == "DEU" and f["product"] == "391510")
    assert held.exports[held.place("DEU"), held.products.index("391510")] == pytest.approx(by_hand)
    assert held.exports.sum() == pytest.approx(held.imports.sum())
    pair, _ = trade_products(record, *two_sides("DEU", "NLD"), 2018)
    sold = {p.code: p.usd for p in pair if p.direction == "exports"}
    wanted = {f["product"]: f["usd"] for f in flows if (f["exporter"], f["importer"]) == ("DEU", "NLD")}
    assert sold == pytest.approx(wanted)


def test_duties_on_all_partners_stand_in_and_say_so(tmp_path: Path) -> None:
    figures = [
        {"actor": "CHL", "code": code, "year": 2018, "value": value, "unit": "%", "status": "reported"}
        for code, value in (("TM.TAX.MRCH.SM.AR.ZS", 0.9), ("TM.TAX.MRCH.WM.AR.ZS", 0.5))
    ]
    release(tmp_path, "1", rows("indicator", *figures), described=spec("world_bank", ["indicator"]))
    record = Record.open(tmp_path, starter=False)
    (found,) = trade_tariff(record, *two_sides("CHL", "RUS"))
    assert (found.regime, found.year, found.simple, found.weighted) == ("applied to all", 2018, 0.9, 0.5)
    with pytest.raises(AskedWronglyError, match=r"no duties of Chile.*in 2017.*Pull cepii_tradeprod"):
        trade_tariff(record, *two_sides("CHL", "RUS"), 2017)
