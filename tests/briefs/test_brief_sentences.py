"""Figures become words with the right number, direction and caution."""

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics.dates import PartialDate
from multipolar.briefs import notes, sentences
from multipolar.briefs.sentences import (
    at,
    change,
    counted,
    money,
    named,
    owned,
    rows_of,
    share,
    times,
    when,
    years,
)


@pytest.mark.parametrize("module", [sentences, notes])
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
    assert [counted(n, "visit") for n in (0, 1, 2, 13, 1200)] == [
        "no visits", "one visit", "two visits", "13 visits", "1,200 visits",
    ]  # fmt: skip
    assert counted(2, "body", "bodies") == "two bodies"
    assert [times(n) for n in (1, 2, 3)] == ["once", "twice", "three times"]
    assert [owned(n) for n in ("Chile", "the United States")] == ["Chile's", "the United States'"]
    assert rows_of(["A"]) == "A"
    assert rows_of(list("ABCD"), 2) == "A, B and two others"


def test_dates_are_said_as_finely_as_they_are_known():
    assert [at(PartialDate(1990, 3, 11)), at(PartialDate(1993, 6)), when(PartialDate(1986))] == [
        "on 11 March 1990", "in June 1993", "1986",
    ]  # fmt: skip
    # From some day of 2014 to a day in March 2016 no more than one whole year has surely passed.
    assert years(PartialDate(2014), PartialDate(2016, 3, 1)) == 1
    assert years(PartialDate(2014, 4, 30), PartialDate(2026, 11, 21)) == 12


@given(st.floats(0, 1e13), st.floats(0, 1e13))
def test_a_change_is_said_in_its_true_direction(now, before):
    said = change(now, before)
    if said.startswith("rose"):
        assert now > before
    elif said.startswith("fell"):
        assert now < before
    else:
        assert math.isclose(now, before, rel_tol=0.06)


def test_amounts_and_shares():
    assert [money(x) for x in (772_376_000, 1_056_973_000, 0, -6e9)] == [
        "$772 million", "$1.06 billion", "$0", "−$6 billion",
    ]  # fmt: skip
    assert [share(x) for x in (0, 0.004, 0.52, 1)] == ["0 %", "0.4 %", "52 %", "100 %"]
