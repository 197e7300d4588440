"""Scenarios on a small invented record and on files: what is read, what is refused, what comes out."""

import numpy as np
import pytest

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import scenarios, trade_matrix, trade_parameters
from multipolar.measures.trade_agreements import between
from multipolar.measures.trade_sides import side
from multipolar.measures.whatif import what_if
from multipolar.record import Record

# Ratios of figures that hold to 1e-10.
EXACT = 1e-7
FOUR = ("ARG", "CHL", "KAZ", "RUS")


def rows(path, flows=None, header="exporter,importer,usd"):
    rng = np.random.default_rng(1)
    drawn = flows or {
        (a, b): (50 if a == b else 5) * float(np.exp(0.5 * rng.normal())) for a in FOUR for b in FOUR
    }
    path.write_text(
        "\n".join([header, *(f"{a},{b},{usd}" for (a, b), usd in drawn.items())]), encoding="utf-8"
    )
    return path


@pytest.fixture
def matrix(tmp_path):
    return trade_matrix.file_matrix(rows(tmp_path / "flows.csv"))


@pytest.fixture
def starter(tmp_path):
    return Record.open(tmp_path / "none")


KNOWN = trade_parameters.effect("0.36")
FIVE = trade_parameters.elasticity("5")


def test_an_agreement_moves_what_it_should(matrix, starter):
    asked = scenarios.agreement(matrix, starter, side("CHL"), side("EAEU"), 2018, KNOWN)
    assert asked.first == ("CHL",)
    assert asked.second == ("KAZ", "RUS")
    # Armenia, Belarus and Kyrgyzstan have no figures in the file, and that is said.
    assert len(asked.missing) == 3
    assert "Armenia is not in the model" in asked.missing[0]
    found = what_if(matrix, asked, FIVE)
    chile = found.countries[0]
    assert (chile.actor, chile.part, found.draws) == ("CHL", "first", 0)
    # Prices take back a part of what the agreement gives, never more, at these sizes.
    assert 0 < found.totals[0].per_cent.value < 100 * (np.exp(0.36) - 1)
    assert chile.real_income.value > 0
    assert next(c for c in found.countries if c.actor == "ARG").real_income.value < 0
    assert found.totals[0].before == pytest.approx(sum(matrix.economy.flows[1, 2:]))


def test_intervals_hold_the_centre_and_are_the_same_each_time(matrix, starter):
    asked = scenarios.agreement(
        matrix, starter, side("CHL"), side("RUS"), 2018, trade_parameters.effect("0.36:0.1")
    )
    one, other = (what_if(matrix, asked, trade_parameters.elasticity(None), draws=50) for _ in range(2))
    assert one == other or one.countries == other.countries
    income = one.countries[0].real_income
    assert income.low < income.value < income.high
    assert one.draws == 50


def test_leaving_is_the_opposite_of_joining(matrix, starter):
    left = scenarios.leave(matrix, side("RUS"), side("EAEU"), 2018, KNOWN)
    assert left.pattern[FOUR.index("RUS"), FOUR.index("KAZ")] == -1
    assert what_if(matrix, left, FIVE).countries[0].real_income.value < 0
    with pytest.raises(AskedWronglyError, match="Chile is no member of Eurasian Economic Union in 2018"):
        scenarios.leave(matrix, side("CHL"), side("EAEU"), 2018, KNOWN)
    with pytest.raises(AskedWronglyError, match="Russia is not a group"):
        scenarios.leave(matrix, side("CHL"), side("RUS"), 2018, KNOWN)


def test_a_sanction_ends_trade_or_has_the_effect_given(matrix):
    found = what_if(matrix, scenarios.sanction(matrix, side("CHL"), side("RUS"), 2018, None), FIVE)
    assert found.totals[0].per_cent.value == -100
    part = trade_parameters.effect("-0.5")
    some = what_if(matrix, scenarios.sanction(matrix, side("CHL"), side("RUS"), 2018, part), FIVE)
    assert -100 < some.totals[0].per_cent.value < 0


def test_a_tariff_falls_on_one_direction(matrix):
    asked = scenarios.tariff(matrix, side("CHL"), side("RUS"), 2018, 10)
    found = what_if(matrix, asked, FIVE)
    assert [t.name for t in found.totals] == ["Russia to Chile"]
    assert found.totals[0].per_cent.value < 0
    with pytest.raises(AskedWronglyError, match="cannot change by 0"):
        scenarios.tariff(matrix, side("CHL"), side("RUS"), 2018, 0)
    world = scenarios.tariff(matrix, side("CHL"), side("World"), 2018, 10)
    assert world.second == ("ARG", "KAZ", "RUS")


def test_a_table_of_costs_is_its_effects_at_the_elasticity(matrix, tmp_path):
    costs = rows(tmp_path / "c.csv", {("CHL", "RUS"): -5, ("RUS", "CHL"): 10}, "exporter,importer,cost")
    effects = {pair: -5 * np.log1p(c / 100) for pair, c in ((("CHL", "RUS"), -5), (("RUS", "CHL"), 10))}
    same = rows(tmp_path / "e.csv", effects, "exporter,importer,effect")
    one, other = (what_if(matrix, scenarios.table(matrix, path, 5), FIVE) for path in (costs, same))
    for a, b in zip(one.countries, other.countries, strict=True):
        assert a.real_income.value == pytest.approx(b.real_income.value, rel=EXACT)


@pytest.mark.parametrize(
    ("flows", "header", "message"),
    [
        ({("CHL", "RUS"): 1}, "exporter,importer,x", "0 columns of changes"),
        ({("CHL", "CHL"): 1}, "exporter,importer,cost", "a country and itself"),
        ({("CHL", "RUS"): "much"}, "exporter,importer,cost", "'much', no number"),
        ({("CHL", "RUS"): -100}, "exporter,importer,cost", "-100 per cent or less"),
        ({("CHL", "USA"): 1}, "exporter,importer,cost", "United States is not in the model"),
        ({("CHL", "RUS"): 1, ("Chile", "RUS"): 2}, "exporter,importer,cost", "twice"),
    ],
)
def test_tables_that_are_none(matrix, tmp_path, flows, header, message):
    with pytest.raises(AskedWronglyError, match=message):
        scenarios.table(matrix, rows(tmp_path / "t.csv", flows, header), 5)


@pytest.mark.parametrize(
    ("flows", "message"),
    [
        ({("CHL", "CHL"): 5, ("CHL", "RUS"): 1, ("RUS", "CHL"): 1}, "no sales at home of RUS"),
        (
            {("CHL", "CHL"): 5, ("CHL", "RUS"): -1, ("RUS", "CHL"): 1, ("RUS", "RUS"): 5},
            "from CHL to RUS is negative",
        ),
        ({("CHL", "CHL"): 5, ("Chile", "Chile"): 5}, "stands there twice"),
        ({("CHL", "Ruritania"): 5}, "Ruritania"),
    ],
)
def test_matrices_that_are_none(tmp_path, flows, message):
    with pytest.raises(AskedWronglyError, match=message):
        trade_matrix.file_matrix(rows(tmp_path / "m.csv", flows))


def test_sides_that_are_none(matrix, starter):
    with pytest.raises(AskedWronglyError, match="RUS would be on both sides"):
        scenarios.agreement(matrix, starter, side("RUS"), side("EAEU"), 2018, KNOWN)
    with pytest.raises(AskedWronglyError, match="had no members in 2010"):
        scenarios.agreement(matrix, starter, side("CHL"), side("EAEU"), 2010, KNOWN)
    with pytest.raises(AskedWronglyError, match="France is not in the model"):
        scenarios.agreement(matrix, starter, side("CHL"), side("FRA"), 2018, KNOWN)
    with pytest.raises(AskedWronglyError, match="The world is no side"):
        scenarios.agreement(matrix, starter, side("CHL"), side("World"), 2018, KNOWN)


def test_an_agreement_in_force_is_refused_and_one_of_some_is_left(matrix, starter):
    with pytest.raises(AskedWronglyError, match="MERCOSUR - Chile"):
        scenarios.agreement(matrix, starter, side("CHL"), side("ARG"), 2018, KNOWN)
    some = scenarios.agreement(matrix, starter, side("CHL"), side("X=ARG,RUS"), 2018, KNOWN)
    assert some.pattern[FOUR.index("CHL"), FOUR.index("ARG")] == 0
    assert some.pattern[FOUR.index("CHL"), FOUR.index("RUS")] == 1
    assert any("have one already" in text for text in some.assumptions)


def test_agreements_between_pairs(starter):
    assert between(starter, "CHL", "RUS", 2018) is None
    assert "in force 2006-10-01" in between(starter, "CHL", "CHN", 2018)
    assert between(starter, "CHL", "CHN", 2005) is None
    assert between(starter, "KAZ", "RUS", 2018) == "both belong to EAEU"
    # An agreement of blocs joins their members; a non-preferential one frees nothing.
    assert "Viet Nam" in between(starter, "VNM", "RUS", 2018)
    assert between(starter, "CHN", "RUS", 2020) is None


def test_without_a_full_matrix_it_says_what_to_pull(starter):
    with pytest.raises(AskedWronglyError, match="record pull baci"):
        trade_matrix.record_matrix(starter, 2018)


@pytest.mark.parametrize("text", ["x", "0.3:0", "1:2:3", "nan", ""])
def test_effects_that_are_none(text):
    with pytest.raises(AskedWronglyError, match="--effect"):
        trade_parameters.effect(text)


@pytest.mark.parametrize("text", ["0", "-5", "3:5", "8:5:3", "x"])
def test_elasticities_that_are_none(text):
    with pytest.raises(AskedWronglyError, match="--elasticity"):
        trade_parameters.elasticity(text)


def test_published_parameters_name_their_source():
    assert "Head and Mayer 2014" in trade_parameters.published("agreement").citation
    theta = trade_parameters.published("elasticity")
    draws = theta.draw(np.random.default_rng(1), 1000)
    assert theta.ends[0] <= draws.min() <= draws.max() <= theta.ends[1]
