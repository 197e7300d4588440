"""Figures become English words with the right number, direction and caution."""

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.dates import PartialDate
from multipolar.briefs import notes
from multipolar.briefs.language import articles, names, plurals
from multipolar.briefs.language.articles import named, owned
from multipolar.briefs.language.template import filled
from multipolar.briefs.language.words import words
from multipolar.briefs.pair_visits import years

EN = words("en")


@pytest.mark.parametrize("module", [articles, names, plurals, notes])
def test_the_examples_in_the_code_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United States", "the United States"), ("Dominican Republic", "the Dominican Republic"),
        ("Soviet Union", "the Soviet Union"), ("Netherlands", "the Netherlands"), ("Chile", "Chile"),
        ("Pacific Alliance", "the Pacific Alliance"), ("France", "France"),
        ("Solomon Islands", "the Solomon Islands"),
    ],
)  # fmt: skip
def test_names_take_their_article(name, said):
    assert named(name) == said


def test_counts_and_possessives_agree_with_their_noun():
    told = [filled("{n!} {n#visit|visits}", {"n": n}, EN._written) for n in (0, 1, 2, 13, 1200)]
    assert told == ["no visits", "one visit", "two visits", "13 visits", "1,200 visits"]
    assert [owned(n) for n in ("Chile", "the United States")] == ["Chile's", "the United States'"]
    assert EN.several(["A"]) == "A"
    assert EN.several(list("ABCD"), 2) == "A, B and two others"


def test_dates_are_said_as_finely_as_they_are_known():
    days = (PartialDate(1990, 3, 11), PartialDate(1993, 6), PartialDate(1986))
    assert [EN.when(d, "at") for d in days] == ["on 11 March 1990", "in June 1993", "in 1986"]
    # From some day of 2014 to a day in March 2016 no more than one whole year has surely passed.
    assert years(PartialDate(2014), PartialDate(2016, 3, 1)) == 1
    assert years(PartialDate(2014, 4, 30), PartialDate(2026, 11, 21)) == 12


@given(st.floats(0, 1e13), st.floats(0, 1e13))
def test_a_change_is_said_in_its_true_direction(now, before):
    said = EN.change(now, before)
    if said.startswith("rose"):
        assert now > before
    elif said.startswith("fell"):
        assert now < before
    else:
        assert math.isclose(now, before, rel_tol=0.06)


def test_amounts_and_shares():
    assert [EN.money(x) for x in (772_376_000, 1_056_973_000, 0, -6e9)] == [
        "$772 million", "$1.06 billion", "$0", "−$6 billion",
    ]  # fmt: skip
    assert [EN.share(x) for x in (0, 0.004, 0.52, 1)] == ["0 %", "0.4 %", "52 %", "100 %"]
