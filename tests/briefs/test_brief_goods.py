"""Products, duties, single goods, reliance, consultations and the model in the brief of a pair, by hand."""

import sys
from pathlib import Path

import pytest

from multipolar import briefs
from multipolar.measures.trade_fit import trade_complementarity
from multipolar.measures.trade_sides import two_sides
from multipolar.record import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from _made import release, rows, spec

TRADE = (
    ("CHL", "CHN", "740311", 60.0), ("CHL", "RUS", "740311", 40.0), ("CHL", "RUS", "030212", 10.0),
    ("RUS", "CHL", "310420", 20.0), ("CHN", "CHL", "310420", 1.0), ("CHN", "RUS", "740311", 20.0),
    ("CHN", "RUS", "850440", 90.0),
)  # fmt: skip


def flow(exporter, importer, product, usd):
    return {
        "exporter": exporter, "importer": importer, "year": 2010, "product": product, "nomenclature": "HS92",
        "reporter": "reconciled", "usd": usd, "status": "reported",
    }  # fmt: skip


def rate(product, percent, regime, exporter="WLD"):
    return {
        "importer": "RUS", "exporter": exporter, "year": 2010, "product": product, "rate": percent,
        "regime": regime,
    }  # fmt: skip


def met(number, start, host):
    return {
        "id": f"c{number}", "kind": "consultation", "start": start, "start_precision": "day", "host": host,
        "title": "Consultations", "place": "Moscow",
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    from datetime import date

    folder = tmp_path_factory.mktemp("goods")
    release(folder, "1", rows("flow", *(flow(*one) for one in TRADE)), described=spec("baci", ["flow"]))
    names = [{"nomenclature": "HS92", "code": "740311", "name": "Copper cathodes"}]
    release(folder, "1", rows("product", *names), described=spec("names", ["product"]))
    duties = [
        rate("030212", 10.0, "mfn"),
        rate("740311", 0.0, "mfn"),
        rate("030212", 2.0, "preferential", "CHL"),
    ]
    release(folder, "1", rows("tariff", *duties), described=spec("duties", ["tariff"]))
    held = [met(1, date(2001, 5, 1), "RUS"), met(2, date(2002, 5, 1), "RUS"), met(3, date(2009, 5, 2), "RUS")]
    came = [{"event": e["id"], "actor": "CHL", "role": "visitor", "person": "A. Bello"} for e in held]
    described = spec("talks", ["event", "participant"])
    release(folder, "1", rows("event", *held), rows("participant", *came), described=described)
    return Record.open(folder)


def texts(brief, part):
    return [s.text for s in next(s for s in brief.sections if s.id == part).sentences]


def test_the_largest_goods_are_listed_with_their_shares(made):
    tables = next(s for s in briefs.brief(made, "CHL", "RUS").sections if s.id == "trade").tables
    top = next(t for t in tables if t.caption.startswith("The largest goods sold by Chile"))
    assert top.rows[0] == ("740311", "Copper cathodes", "$40", "80 %")
    assert "HS92" in top.caption


def test_complementarity_is_that_of_the_measure(made):
    found, _ = trade_complementarity(made, *two_sides("CHL", "RUS"), 2010)
    told = texts(briefs.brief(made, "CHL", "RUS"), "trade")
    assert f"In 2010 {100 * found[0].value:.0f} % of the goods that Chile exported" in " ".join(told)


def test_goods_that_come_nearly_all_from_the_other_are_named(made):
    told = " ".join(texts(briefs.brief(made, "CHL", "RUS"), "trade"))
    # Chile has potash from Russia (20 of 21 dollars); Russia has salmon from Chile, and copper from two.
    assert "Of the 1 product that Chile imported in 2010, 1 came to 90 % or more from Russia" in told
    assert "Of the 3 products that Russia imported in 2010, 1 came to 90 % or more from Chile" in told


def test_the_duty_is_that_levied_in_fact(made):
    told = " ".join(texts(briefs.brief(made, "CHL", "RUS"), "trade"))
    assert "the mean duty of Russia on goods of Chile was 1.0 % (the rate levied in fact" in told
    assert "over 2 products, 50 % of them free" in told


def test_reliance_names_the_partner(made):
    told = " ".join(texts(briefs.brief(made, "CHL", "USA"), "trade"))
    rows_ = [r for r in made.rows("reliance", {"importer": "USA"}) if "CHL" in (r["suppliers"] or ())]
    assert rows_
    assert "The United States relies on imports" in told
    assert rows_[0]["commodity"] in told


def test_consultations_are_told_with_their_gaps(made):
    told = " ".join(texts(briefs.brief(made, "CHL", "RUS"), "timeline"))
    assert "Three consultations and commissions of the two are on record, the last of 2 May 2009." in told
    assert (
        "The widest gap between two of them on record is seven years, from 1 May 2002 to 2 May 2009." in told
    )
    assert "have passed without another on record" in told


def test_the_model_says_what_it_lacks(made):
    told = next(s for s in briefs.brief(made, "CHL", "RUS").sections if s.id == "model").sentences
    assert [s.gap for s in told] == ["out_of_coverage"]
    assert "multipolar whatif agreement CHL RUS" in told[0].text
    held = next(s for s in briefs.brief(made, "FRA", "DEU").sections if s.id == "model").sentences
    assert held[0].text.startswith("An agreement that frees trade between France and Germany is in force")
