"""What-if and poles: the figures on the page are the measure's, and gaps are said."""

import csv
import io

import httpx
import numpy as np
import pytest

from multipolar.measures import scenarios, trade_parameters
from multipolar.measures.trade_matrix import record_matrix
from multipolar.measures.trade_sides import two_sides
from multipolar.measures.whatif import what_if
from multipolar.record import Record
from tests.record._made import release, rows, spec
from tests.server._running import running

STATES = (
    "ARG", "AUS", "BOL", "BRA", "CAN", "CHL", "CHN", "COL", "CUB", "DEU", "EGY", "FRA", "GBR", "IND", "JPN",
    "KAZ", "KEN", "KOR", "MEX", "NGA", "PER", "RUS", "TUR", "USA",
)  # fmt: skip
YEAR = 2014
ASKED = f"change=agreement&a=Chile&b=Russia&year={YEAR}"


@pytest.fixture(scope="module")
def traded(tmp_path_factory):
    """A record with the trade of all pairs of two dozen states in one year."""
    folder = tmp_path_factory.mktemp("traded")
    size = dict(zip(STATES, np.random.default_rng(3).normal(size=len(STATES)), strict=True))
    flows = [
        {
            "exporter": a, "importer": b, "year": YEAR, "product": "TOTAL", "nomenclature": "total",
            "reporter": "importer", "usd": 1e9 * float(np.exp(size[a] + size[b])), "status": "reported",
        }
        for a in STATES for b in STATES if a != b
    ]  # fmt: skip
    release(folder, "1", rows("flow", *flows), described=spec("cow_trade", ["flow"]))
    return Record.open(folder)


@pytest.fixture(scope="module")
def asking(traded):
    with running(traded) as at, httpx.Client(base_url=at, timeout=120) as client:
        yield client


def test_the_figures_are_those_of_the_model(asking, traded):
    matrix = record_matrix(traded, YEAR)
    sides = two_sides("Chile", "Russia")
    built = scenarios.agreement(matrix, traded, *sides, YEAR, trade_parameters.effect(None))
    central = what_if(matrix, built, trade_parameters.elasticity(None), 0)
    answer = asking.get(f"/whatif/countries.csv?{ASKED}")
    shown = {row["country"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert set(shown) == {one.actor for one in central.countries}
    for one in central.countries:
        assert float(shown[one.actor]["real_income"]) == pytest.approx(one.real_income.value, abs=1e-5)
    chile = shown["CHL"]
    assert float(chile["real_income_low"]) <= float(chile["real_income"]) <= float(chile["real_income_high"])


def test_the_page_says_its_assumptions_and_draws(asking):
    page = asking.get(f"/whatif?{ASKED}")
    assert "Trade agreement of Chile and Russia" in page.text
    assert 'id="h-assumed"' in page.text
    assert "multipolar whatif agreement &#34;Chile&#34; &#34;Russia&#34; --year 2014" in page.text
    for name in ("bars", "map"):
        drawn = asking.get(f"/whatif/{name}.svg?{ASKED}")
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert "<svg" in drawn.text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("a=Chile&b=Russia&year=2018", 200, "record pull baci"),
        ("a=Chile&b=Chile", 200, "named twice"),
        ("change=war&a=Chile&b=Peru", 400, "There is no change"),
        ("change=tariff&rate=lots&a=Chile&b=Peru", 400, "is no number"),
        ("change=tariff&rate=-5&a=Chile&b=Peru", 400, "out of bounds"),
    ],
)
def test_what_cannot_be_answered_is_said(client, query, status, said):
    answer = client.get(f"/whatif?{query}")
    assert answer.status_code == status
    assert said in answer.text


def test_poles_have_a_chart_and_tables_with_sources(client):
    page = client.get("/poles")
    assert page.status_code == 200
    for chart in ("poles", "weights"):
        assert "<svg" in client.get(f"/poles.svg?chart={chart}").text
    rows = client.get("/poles/concentration.json").json()["rows"]
    assert {row["definition"] for row in rows} >= {"gdp", "population"}
    assert all(row["source"] for row in rows)
    assert client.get("/poles?chart=pie").status_code == 400
