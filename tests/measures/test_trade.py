"""Trade of two sides, its change and its partners: on a record made by hand, and as published."""

import csv
import sys
from pathlib import Path

import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_change import trade_change
from multipolar.measures.trade_dependence import trade_dependence
from multipolar.measures.trade_flow import trade_flow
from multipolar.measures.trade_partners import trade_partners
from multipolar.measures.trade_prices import prices
from multipolar.measures.trade_sides import side, two_sides
from multipolar.record import Record
from multipolar.record.pull import pull

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from _made import release, rows, spec


def flow(exporter: str, importer: str, year: int, reporter: str, usd: float | None, **more: object) -> dict:
    return {
        "exporter": exporter, "importer": importer, "year": year, "product": "TOTAL",
        "nomenclature": "total", "reporter": reporter, "usd": usd, "status": "reported", **more,
    }  # fmt: skip


FLOWS = (
    flow("CHL", "PER", 2000, "exporter", 100.0),
    flow("CHL", "PER", 2000, "importer", 110.0),
    flow("CHL", "PER", 2000, "reconciled", 104.0),
    flow("PER", "CHL", 2000, "exporter", 50.0),
    flow("PER", "CHL", 2000, "importer", 60.0),
    flow("CHL", "PER", 2001, "exporter", 0.0),
    flow("PER", "CHL", 2001, "importer", None, status="not_reported"),
    flow("CHL", "PER", 2004, "exporter", 161.051),
    flow("PER", "CHL", 2004, "importer", 0.0),
    # What the others have, so that more than the pair is on record.
    flow("CHL", "BRA", 2000, "exporter", 300.0, status="estimated"),
    flow("CHL", "WLD", 2000, "exporter", 1000.0),
    flow("ARG", "BRA", 1990, "exporter", 7.0),
    flow("ARG", "BRA", 1992, "exporter", 8.0),
    flow("BRA", "ARG", 1992, "exporter", 4.0),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("trade")
    release(folder, "1", rows("flow", *FLOWS), described=spec("ours", ["flow"]))
    prices_ = [
        {
            "actor": "USA",
            "code": "NY.GDP.DEFL.ZS",
            "year": y,
            "value": v,
            "unit": "made",
            "status": "reported",
        }
        for y, v in ((2000, 50.0), (2004, 100.0))
    ]
    release(folder, "1", rows("indicator", *prices_), described=spec("deflator", ["indicator"]))
    return Record.open(folder, starter=False)


def _year(found, year: int, report: str):
    return next(f for f in found.flows if (f.year, f.report) == (year, report))


def test_each_report_stays_itself_and_the_difference_is_of_the_same_pair(made: Record) -> None:
    found = trade_flow(made, *two_sides("CHL", "PER"), 2000, 2000)
    own, partner = _year(found, 2000, "own"), _year(found, 2000, "partner")
    assert (own.exports.usd, own.imports.usd, own.turnover, own.balance) == (100, 60, 160, 40)
    assert (partner.exports.usd, partner.imports.usd) == (110, 50)
    reconciled = _year(found, 2000, "reconciled")
    assert (reconciled.exports.usd, reconciled.imports.usd, reconciled.turnover) == (104, None, None)
    out = next(m for m in found.mirrors if m.direction == "exports")
    assert (out.difference, out.per_cent, out.both) == (10, pytest.approx(10), 1)


def test_the_kinds_of_nothing_stay_apart(made: Record) -> None:
    found = trade_flow(made, *two_sides("CHL", "PER"), 2000, 2005)
    flows = {f.year: f for f in found.flows if f.report == "own"}
    assert flows[2001].exports.state == "zero"
    assert flows[2001].imports.state == "not_reported"
    assert flows[2001].turnover is None
    # Between the first and the last year in which Chile reports: covered, and not reported.
    assert flows[2002].exports.state == "not_reported"
    assert flows[2005].exports.state == "not_yet_published"
    before = trade_flow(made, *two_sides("CHL", "PER"), 1995, 2000)
    assert _year(before, 1995, "own").exports.state == "out_of_coverage"


def test_a_group_is_who_belonged_to_it_then(made: Record) -> None:
    # Mercosur began in 1991: in 1990 Argentina's sales to Brazil were no trade inside it.
    group = side("MERCOSUR")
    with pytest.raises(AskedWronglyError, match="had no members in 1990"):
        trade_flow(made, group, group, 1990, 1990)
    assert group.members(1992) == ("ARG", "BRA", "PRY", "URY")
    with pytest.raises(AskedWronglyError, match=r"no figure of trade of .* with its own members in 1992"):
        trade_flow(made, group, group, 1992, 1992)


def test_half_of_the_pairs_make_a_total_and_the_rest_is_named(made: Record) -> None:
    pair = side("Two=ARG,BRA")
    found = trade_flow(made, pair, pair, 1990, 1992)
    assert found.inside
    assert _year(found, 1992, "own").turnover == 12
    assert _year(found, 1992, "own").balance is None
    short = _year(found, 1990, "own").exports
    assert (short.usd, short.without) == (7, (("BRA", "ARG"),))


def test_change_is_nominal_and_deflated(made: Record) -> None:
    found = trade_flow(made, *two_sides("CHL", "PER"), 2000, 2004)
    changes = {(c.what, c.report, c.real): c for c in trade_change(found, 2000, 2004, prices(made))}
    nominal = changes["exports", "own", False]
    assert nominal.per_cent == pytest.approx(61.051)
    assert nominal.multiple == pytest.approx(1.61051)
    # 1.61051 is 1.1 to the fifth; over four years that is 12.65 per cent a year.
    assert nominal.yearly == pytest.approx(100 * (1.1 ** (5 / 4) - 1))
    # Prices doubled: 100 dollars of 2000 are 200 of 2004.
    assert changes["exports", "own", True].before == pytest.approx(200)
    assert changes["exports", "own", True].per_cent == pytest.approx(-19.4745)
    with pytest.raises(AskedWronglyError, match="2004 is not before 2000"):
        trade_change(found, 2004, 2000)


def test_no_ratio_is_taken_of_a_zero(made: Record) -> None:
    found = trade_flow(made, *two_sides("CHL", "PER"), 2001, 2004)
    zero = trade_change(found, 2001, 2004)[0]
    assert (zero.before, zero.per_cent, zero.multiple) == (0, None, None)
    assert "zero in 2001" in zero.note


def test_partners_are_ranked_with_shares_of_those_on_record_and_of_the_world(made: Record) -> None:
    found = trade_partners(made, side("CHL"), 2000, "exports", "own")
    assert [(p.actor, p.usd, p.share, p.of_world) for p in found.partners] == [
        ("BRA", 300, 0.75, 0.3), ("PER", 100, 0.25, 0.1),
    ]  # fmt: skip
    assert found.partners[0].estimated
    assert found.concentration is not None
    assert found.concentration.herfindahl == pytest.approx(0.75**2 + 0.25**2)
    assert found.world == 1000


def test_dependence_has_no_share_of_trade_where_hardly_any_partner_is_known(made: Record) -> None:
    shares = {s.measure: s for s in trade_dependence(made, *two_sides("CHL", "PER"), 2000)}
    assert shares["exports of trade"].share == pytest.approx(0.1)
    imports = shares["imports of trade"]
    assert (imports.share, imports.usd) == (None, 60)
    assert "1 on record" in imports.note
    assert "no product on record" in shares["exports of product"].note


@pytest.mark.parametrize(
    ("first", "second", "year", "said"),
    [
        ("CHL", "CHL", 2000, "Chile was named twice"),
        ("World", "CHL", 2000, "The world trades with no one"),
        ("SUN", "CHL", 1995, "Soviet Union did not exist in 1995"),
        ("RUS", "CHL", 1905, "Russia did not exist in 1905 .* Its legal person was then Russian Empire"),
        ("CHL", "FRA", 2000, "no figure of trade of Chile with France in 2000: not reported"),
        ("CHL", "PER", 2090, "in 2090: not yet published"),
        ("CHL", "PER", 1950, "in 1950: out of coverage"),
    ],
)  # fmt: skip
def test_a_wrong_question_gets_one_clear_line(
    made: Record, first: str, second: str, year: int, said: str
) -> None:
    with pytest.raises(AskedWronglyError, match=said) as refused:
        trade_flow(made, *two_sides(first, second), year, year)
    assert "\n" not in str(refused.value)


def test_the_embedded_record_says_what_to_pull() -> None:
    starter = Record.open("/nonexistent")
    with pytest.raises(AskedWronglyError, match=r"may have it: baci.*`multipolar record pull baci`"):
        trade_flow(starter, *two_sides("CHL", "ARG"))
    assert prices(starter) is None


@pytest.mark.shared
def test_the_fund_on_russia_2010_to_2023(shared: Path, tmp_path: Path) -> None:
    """Every value of Russia with Brazil and with Chile that the Fund prints comes out as printed."""
    folder = shared / "data" / "imf-dots-russia"
    pull(tmp_path, "imf_dots", [folder / "dots_russia_world_tidy.csv"])
    record = Record.open(tmp_path, starter=False)
    with (folder / "dots_russia_world_tidy.csv").open(encoding="utf-8") as file:
        printed = {
            (r["partner"], int(r["year"]), r["flow"]): float(r["usd_millions"])
            for r in csv.DictReader(file)
            if r["reporter"].startswith("Russia") and r["usd_millions"]
        }
    checked = 0
    for partner, name in (
        ("BRA", "Brazil"),
        ("CHL", "Chile"),
        ("CUB", "Cuba"),
        ("CHN", "China, P.R.: Mainland"),
    ):
        found = trade_flow(record, *two_sides("RUS", partner))
        for one in (f for f in found.flows if f.report == "own"):
            for direction, amount in (("exports", one.exports), ("imports", one.imports)):
                value = next(
                    (
                        v
                        for (p, y, f), v in printed.items()
                        if (p, y) == (name, one.year) and direction in f.lower()
                    ),
                    None,
                )
                assert (amount.usd is None) == (value is None)
                if value is not None:
                    # The record keeps whole cents.
                    assert amount.usd == pytest.approx(value * 1e6, abs=0.01)
                    checked += 1
    assert checked >= 90


@pytest.mark.shared
def test_shares_of_russia_are_of_the_fund_s_own_total(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "imf-dots-russia"
    pull(tmp_path, "imf_dots", [folder / "dots_russia_world_tidy.csv"])
    found = trade_partners(Record.open(tmp_path, starter=False), side("RUS"), 2021, "exports")
    assert found.world is not None
    # Partners that the Fund names are all but a thousandth or so of its total; the rest is unallocated.
    assert found.total == pytest.approx(found.world, rel=5e-3)
    assert found.partners[0].actor == "CHN"


@pytest.mark.shared
def test_both_sides_reports_of_2009(shared: Path, tmp_path: Path) -> None:
    """Chile and Russia in 2009, as the World Bank's table prints each side, read here by hand."""
    path = shared / "data" / "wits-trade-2009" / "WITS_trade2009.csv"
    pull(tmp_path, "wits_2009", [path])
    with path.open(encoding="utf-8-sig") as file:
        printed = {
            (r["ReporterISO3"], r["PartnerISO3"], r["TradeFlowName"]): float(r["TradeValue in 1000 USD"])
            * 1000
            for r in csv.DictReader(file, delimiter=";")
        }
    found = trade_flow(Record.open(tmp_path, starter=False), *two_sides("CHL", "RUS"))
    mirror = {m.direction: m for m in found.mirrors}
    sold, bought = printed["CHL", "RUS", "Export"], printed["RUS", "CHL", "Import"]
    assert mirror["exports"].exporter.usd == pytest.approx(sold, abs=0.01)
    assert mirror["exports"].importer.usd == pytest.approx(bought, abs=0.01)
    assert mirror["exports"].difference == pytest.approx(bought - sold, abs=0.02)


@pytest.mark.shared
def test_trade_inside_mercosur_adds_up_to_the_pairs_of_the_published_table(
    shared: Path, tmp_path: Path
) -> None:
    path = shared / "data" / "wits-trade-2009" / "WITS_trade2009.csv"
    pull(tmp_path, "wits_2009", [path])
    then = {"ARG", "BRA", "PRY", "URY"}
    with path.open(encoding="utf-8-sig") as file:
        by_hand = sum(
            float(r["TradeValue in 1000 USD"]) * 1000
            for r in csv.DictReader(file, delimiter=";")
            if r["TradeFlowName"] == "Export" and {r["ReporterISO3"], r["PartnerISO3"]} <= then
        )
    group = side("MERCOSUR")
    found = trade_flow(Record.open(tmp_path, starter=False), group, group, 2009, 2009)
    own = next(f for f in found.flows if f.report == "own")
    assert own.turnover == pytest.approx(by_hand, rel=1e-9)
    assert own.exports.pairs == 12


@pytest.mark.shared
@pytest.mark.slow
def test_correlates_of_war_on_chile_and_the_united_states(shared: Path, tmp_path: Path) -> None:
    """Each state's imports from the other in every year, read by hand from the packaged table."""
    import gzip

    folder = shared / "data" / "peacesciencer-cow"
    pull(tmp_path, "cow_trade", [folder / "cow_trade_ndy.csv.gz", folder / "cow_trade_sy.csv"])
    with gzip.open(folder / "cow_trade_ndy.csv.gz", "rt", encoding="utf-8") as file:
        # 2 is the United States, 155 Chile; flow2 is what the second imports from the first.
        printed = {
            int(r["year"]): (r["flow1"], r["flow2"])
            for r in csv.DictReader(file)
            if (r["ccode1"], r["ccode2"]) == ("2", "155")
        }
    found = trade_flow(Record.open(tmp_path, starter=False), *two_sides("CHL", "USA"))
    sold = {m.year: m.importer for m in found.mirrors if m.direction == "exports"}
    bought = {m.year: m.importer for m in found.mirrors if m.direction == "imports"}
    checked = 0
    for year, texts in printed.items():
        for text, amount in zip(texts, (sold[year], bought[year]), strict=True):
            if text in ("", "-9", "-9.0", "NA"):
                assert (amount.usd, amount.state) == (None, "not_reported")
            else:
                # Millions in the file; a dollar of rounding.
                assert amount.usd == pytest.approx(float(text) * 1e6, abs=1)
                checked += 1
    assert checked > 150


def test_totals_of_baci_are_the_sums_of_its_products_also_for_statements(tmp_path: Path) -> None:
    from multipolar.measures.trade import trade

    goods = [
        flow("CHL", "PER", 2010, "reconciled", usd, product=code, nomenclature="HS92")
        for code, usd in (("740311", 60.0), ("030212", 15.5))
    ]
    release(tmp_path, "1", rows("flow", *goods), described=spec("baci", ["flow"]))
    record = Record.open(tmp_path, starter=False)
    (flowed,) = trade_flow(record, *two_sides("CHL", "PER"), 2010, 2010).flows
    assert flowed.exports.usd == 75.5
    (told,) = trade(record, "CHL", ["PER"], 2010, "exports")
    assert (told.usd, told.report) == (75.5, "reconciled")
    assert told.rows[0]["locator"] == "sum of 2 products of HS92 2010"
    assert set(told.rows[0]) == set(record.rows("flow")[0])
