"""What holds of every text: offsets are exact, sentences apart and in order, and nothing takes for ever."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipolar import reading
from multipolar.reading.lexicon import LANGUAGES
from multipolar.reading.model import Reading

_WORDS = st.sampled_from(
    [
        "Chile",
        "the United States",
        "U.S.",
        "Congo",
        "BRICS",
        "Russian",
        "Moscow",
        "27 March 2014",
        "2014",
        "1990s",
        "last year",
        "the following year",
        "one hundred and",
        "million",
        "$",
        "19",
        "1,200",
        "5%",
        "resolution 68/262",
        "A/RES/ES-11/1",
        "and",
        "or",
        ",",
        ".",
        ";",
        "(",
        ")",
        "[1]",
        "-",
        "–",
        "\n",
        "\n\n",
        " ",
        "\t",
        "\u00a0",
        "JP:",
        "Mr.",
        "two thirds",
        "first",
        "the 19th century",
        "ſix",
        "sıx",
        "İ",
        "años 90",
        "млрд",
        "XX век",
        "\u200b",
        "\r\n",
        "hace",
        "il y a",
        "между",
        "entre 2010 y",
        "\ufeff",
        "🙂",
        "\u202e",
        "q1",
        "May",
        "between",
        "10:30",
        "½",
        "−3",
    ]
)
_TEXTS = st.one_of(st.text(max_size=400), st.lists(_WORDS, max_size=60).map(" ".join))
_SIZE = 200_000  # bytes; work grows in step with the text, as no sentence is longer than 4,000 characters
_SECONDS = 8  # at 20 s a megabyte it may take 4; twice that, for machines under load


def _read(text: str, language: str = "en", on: date | None = date(2024, 4, 15)) -> Reading:
    return reading.read(reading.Document(text, date=on, language=language))


def _holds(page: Reading) -> None:
    text = page.document.text
    last = 0
    for number, sentence in enumerate(page.sentences):
        assert sentence.index == number
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        last = sentence.end
        groups = (
            sentence.tokens, sentence.actors, sentence.dates, sentence.numbers, sentence.resolutions,
            sentence.ordinals,
        )  # fmt: skip
        for mentions in groups:
            place = sentence.start
            for mention in mentions:
                assert place <= mention.start < mention.end <= sentence.end
                assert text[mention.start : mention.end] == mention.text
                place = mention.end


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _TEXTS, st.sampled_from(LANGUAGES), st.sampled_from([None, date(2024, 2, 29), date(1, 1, 1), date.max])
)
def test_offsets_are_exact_and_sentences_in_order(text: str, language: str, on: date | None) -> None:
    _holds(_read(text, language, on))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
def test_any_text_is_a_document(text: str) -> None:
    page = reading.read(reading.from_text(text))
    assert page.document.text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "1",
        "1 ",
        "(",
        "[1]",
        "a, ",
        "\n",
        ".",
        ". ",
        "a.",
        "1.",
        "1,",
        "1/1 ",
        "- ",
        "2014 ",
        "2014-",
        "Chile, ",
        "Congo ",
        "the ",
        "U.S. ",
        "one hundred and ",
        "million ",
        "$1 ",
        "May ",
        "between 2010 and ",
        "resolution 68/262, ",
        "A: ",
        "Mr. A. ",
        "\u00a0",
        "é",
        "Россия и ",
        "http://a",
        "a@",
        "|",
        "# ",
        "* ",
        "\t",
        "<p>",
        "\u202e",
        "President ",
        "(1",
        "«",
        "—",
    ],
)
def test_a_run_of_anything_is_read_in_seconds(unit: str) -> None:
    text = unit * (_SIZE // len(unit.encode()))
    begun = time.process_time()
    page = reading.read(reading.from_text(text))
    assert time.process_time() - begun < _SECONDS
    assert page.document.text == text
