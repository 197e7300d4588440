"""Cutting published spells by actor: handovers, days without an actor, precision kept."""

import gzip
from collections import Counter
from datetime import date, timedelta

import pytest
from _support import FOLDER, spec
from hypothesis import given
from hypothesis import strategies as st

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record.sources._common import after, cow_date, cow_number, dated, file_rows, first_actor
from multipolar.record.sources._spells import actor_runs, runs_among, spell, spells, split_spell
from multipolar.record.sources.base import ReadContext


@pytest.fixture
def context():
    return ReadContext(spec("cow_states"), FOLDER)


def _of(text):
    return PartialDate.parse(text)


def test_a_number_that_changes_hands_is_cut_on_the_day(context):
    parts = split_spell(context, ["365"], "cow", _of("1950"), _of("2000-06"))
    assert parts == [
        (("SUN",), _of("1950"), _of("1991-12-25")),
        (("RUS",), _of("1991-12-26"), _of("2000-06")),
    ]
    assert not context.issues


def test_both_ends_of_a_pair_are_cut(context):
    parts = split_spell(context, ["365", "315"], "cow", _of("1991-01-01"), _of("1992-12-31"))
    assert [held for held, _, _ in parts] == [("SUN", "CSK"), ("RUS", "CSK")]


def test_days_without_an_actor_are_left_out_and_named(context):
    """Syria was a province of the United Arab Republic in between."""
    parts = split_spell(context, ["652"], "cow", _of("1957-01-01"), _of("1965"))
    assert [(held, str(first), str(last)) for held, first, last in parts] == [
        (("SYR",), "1957-01-01", "1958-02-21"),
        (("SYR",), "1961-09-29", "1965"),
    ]
    assert [issue.value for issue in context.issues] == ["652"]
    assert [value for _, value, _ in context.refused] == ["652"]


def test_days_within_the_imprecision_of_a_date_are_not_named(context):
    assert split_spell(context, ["265"], "cow", _of("1955"), _of("1990")) == [
        (("DDR",), _of("1955"), _of("1990"))
    ]
    assert not context.issues


def test_a_number_nobody_has_gives_nothing(context):
    assert split_spell(context, ["2", "999"], "cow", _of("1955"), _of("1990")) == []
    assert {value for _, value, _ in context.refused} == {"999"}


@pytest.mark.parametrize("code", ["345", "255", "365", "640", "678", "316"])
def test_runs_are_what_each_day_says(code, context):
    """Brute force: every tenth day from 1880 to 2010."""
    runs = actor_runs(context, code, "cow", date(1880, 1, 1), date(2010, 1, 1))
    for step in range(0, 47_000, 10):
        day = date(1880, 1, 1) + timedelta(days=step)
        try:
            expected = actors.resolve(code, "cow", day).id
        except AskedWronglyError:
            expected = None
        assert next((a for a, start, end in runs if start <= day <= end), None) == expected, day


def test_who_led_a_country_into_statehood_is_its_own(context):
    assert first_actor(context, "344", "cow", date(1990, 5, 30), date(1999, 12, 10)) == "HRV"
    assert first_actor(context, "999", "cow", date(1990, 5, 30), date(1991, 1, 1)) is None


@given(st.sets(st.integers(1900, 1950)))
def test_runs_of_years_hold_each_year_once(years):
    covered = Counter(year for first, last in spells(years) for year in range(first, last + 1))
    assert covered == Counter(years)
    starts = [first for first, _ in spells(years)]
    assert all(start - 1 not in years for start in starts)


def test_years_five_apart_follow_each_other_where_the_file_has_no_others():
    assert runs_among([1950, 1955, 1965], [1950, 1955, 1960, 1965]) == [(1950, 1955), (1965, 1965)]


@pytest.mark.parametrize(
    ("last", "first_without"),
    [("1990", "1991"), ("1990-12", "1991-01"), ("1990-12-31", "1991-01-01"), ("2000-02-28", "2000-02-29")],
)
def test_an_inclusive_end_becomes_half_open(last, first_without):
    assert after(_of(last)) == _of(first_without)


def test_a_spell_to_the_end_of_the_data_is_not_ended():
    row = spell(_of("1990"), _of("2012"), date(2012, 12, 31))
    assert "valid_to" not in row
    assert row["observed"] == date(2012, 12, 31)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1879", "4", "7"), "1879-04-07"),
        (("1879", "4", "-9"), "1879-04"),
        (("1879", "-9", "-9"), "1879"),
        (("1879.0", "4.0", "?"), "1879-04"),
    ],
)
def test_unknown_parts_make_a_date_coarser(cells, expected):
    assert str(cow_date(*cells)) == expected


def test_codes_are_never_numbers():
    assert [cow_number(text) for text in ("-7", "-8", "-9", "-9.0", "", "NA", "?", "1,000", "0")] == [
        None, None, None, None, None, None, None, 1000, 0,
    ]  # fmt: skip
    assert cow_date("-8", "-8", "-8") is None
    assert dated("start", None) == {"start": None, "start_precision": None}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plain.csv", b"year,ccode\n1950,2,3\n", "row 1 has 3 cells"),
        ("plain.csv", b"year,year,ccode\n", "twice"),
        ("plain.csv", b"year,ccode\n1950,\xff\xfe\n", "not utf-8 text"),
        ("cut.csv.gz", gzip.compress(b"year,ccode\n" + b"1950,2\n" * 5000, mtime=0)[:60], "cannot be read"),
        ("page.csv.gz", b"<html>not found</html>", "cannot be read"),
        ("empty.csv", b"", "no column 'year', 'ccode'"),
    ],
)
def test_a_broken_file_is_one_clear_line(name, content, said, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        list(file_rows("a_source", path, ("year", "ccode")))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a_source: ")
