"""Numbers in sentences of five languages: where they stand, what they amount to, and what they count."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.mentions.numbers import NumberReader

_FILE = Path(__file__).parent / "numbers.yml"
CASES = [
    pytest.param(language, text, expected, id=f"{language}: {text[:50]}")
    for language, sentences in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()
    for text, *expected in sentences
]
_ONES = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _split(expected: list[str]) -> tuple[list[str], list[str]]:
    if "ordinals:" not in expected:
        return expected, []
    place = expected.index("ordinals:")
    return expected[:place], expected[place + 1 :]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_numbers_of_a_sentence(language: str, text: str, expected: list[str]) -> None:
    reader = NumberReader(language)
    ordinals = reader.ordinals(text, 0, len(text))
    numbers = reader.read(text, 0, len(text), tuple((o.start, o.end) for o in ordinals))
    wanted, places = _split(expected)
    assert [m.text for m in numbers] == [line.partition(" = ")[0] for line in wanted]
    for mention, line in zip(numbers, wanted, strict=True):
        value, unit, *hedge = line.partition(" = ")[2].split()
        assert mention.value == pytest.approx(float(value), rel=1e-12)
        assert (mention.unit or "-") == unit
        assert mention.hedge == (hedge[0] if hedge else "exact")
        assert text[mention.start : mention.end] == mention.text
    if places:
        assert [f"{o.text} = {o.value:g}" for o in ordinals] == places


def test_the_set_is_large_enough_to_mean_something() -> None:
    assert sum(len(case.values[2]) for case in CASES) >= 80


def _spelled(number: int) -> str:
    if number >= 1_000_000:
        rest = number % 1_000_000
        return f"{_spelled(number // 1_000_000)} million {_spelled(rest)}".strip()
    if number >= 1_000:
        return f"{_spelled(number // 1_000)} thousand {_spelled(number % 1_000)}".strip()
    if number >= 100:
        rest = _spelled(number % 100)
        return f"{_ONES[number // 100]} hundred" + (f" and {rest}" if rest else "")
    return _ONES[number] if number < 20 else f"{_TENS[number // 10]}-{_ONES[number % 10]}".strip("-")


@given(st.integers(1, 999_999_999))
def test_every_number_written_out_is_read_back(number: int) -> None:
    text = f"There were {_spelled(number)} of them."
    assert [m.value for m in NumberReader("en").read(text, 0, len(text))] == [number]


@given(st.integers(1, 10**12), st.sampled_from([("en", ","), ("es", "."), ("ru", " "), ("fr", "\u202f")]))
def test_every_grouped_number_is_read_back(number: int, way: tuple[str, str]) -> None:
    language, mark = way
    text = f"( {number:,} )".replace(",", mark)
    assert [m.value for m in NumberReader(language).read(text, 0, len(text))] == [number]


@pytest.mark.parametrize(("text", "digits"), [("25%", 2), ("0.05%", 1), ("2.30 times", 3), ("1,200", 4)])
def test_significant_digits_are_those_written(text: str, digits: int) -> None:
    assert NumberReader("en").read(text, 0, len(text))[0].digits == digits
