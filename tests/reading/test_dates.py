"""Times in sentences of five languages: where they stand, and which days they cover."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from multipolar.basics.dates import PartialDate, Span
from multipolar.reading.mentions.dates import DateReader
from multipolar.reading.model import DateMention

SPOKEN = date(2024, 4, 15)
_FILE = Path(__file__).parent / "dates.yml"
CASES = [
    pytest.param(language, text, expected, id=f"{language}: {text[:50]}")
    for language, sentences in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()
    for text, *expected in sentences
]
_EXPECTED = re.compile(r"(?P<words>.+?) (?P<sign>[=~]) (?P<days>\S+)(?: \[(?P<role>\w+)\])?")


def _span(days: str) -> tuple[PartialDate | None, Span]:
    first, dots, last = days.partition("..")
    if not dots:
        return PartialDate.parse(days), Span.of(PartialDate.parse(days))
    start = PartialDate.parse(first).first if first else None
    return None, Span(start, PartialDate.parse(last).last if last else None)


def _check(mention: DateMention, expected: str) -> None:
    match = _EXPECTED.fullmatch(expected)
    assert match is not None, expected
    when, span = _span(match["days"])
    assert mention.text == match["words"]
    assert mention.span == span
    assert when is None or mention.when == when
    assert mention.relative == (match["sign"] == "~")
    assert mention.role == (match["role"] or "at")


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_times_of_a_sentence(language: str, text: str, expected: list[str]) -> None:
    found = DateReader(language, SPOKEN).read(text, 0, len(text))
    assert [m.text for m in found] == [e.partition(" = ")[0].partition(" ~ ")[0] for e in expected]
    for mention, wanted in zip(found, expected, strict=True):
        assert text[mention.start : mention.end] == mention.text
        _check(mention, wanted)


def test_the_set_is_large_enough_to_mean_something() -> None:
    assert sum(len(case.values[2]) for case in CASES) >= 80


def test_without_a_day_of_speaking_relative_times_stay_open() -> None:
    text = "Last year, three weeks ago, on 5 May, yesterday, in recent years and on Monday."
    found = DateReader("en", None).read(text, 0, len(text))
    assert len(found) == 6
    assert all(m.relative and m.span == Span() and m.when is None for m in found)


def test_the_year_before_is_forgotten_far_down_the_page() -> None:
    text = "It began in 1967. " + "Nothing was said of it. " * 80 + "The following year it ended."
    *_, last = DateReader("en", SPOKEN).read(text, 0, len(text))
    assert last.text == "The following year"
    assert last.span == Span()


def test_the_days_of_months_differ() -> None:
    text = "on 29 February 2023; on 29 February 2024; on 31 April 2024"
    found = DateReader("en", SPOKEN).read(text, 0, len(text))
    assert [m.when for m in found if m.when and m.when.day] == [PartialDate(2024, 2, 29)]
