"""The languages of briefs: the same sentences in each; plurals, dates and names as in Unicode's CLDR."""

import re
from datetime import date
from typing import get_args

import pytest
from babel import Locale, dates, numbers
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors import find, get
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs import brief, markdown, page
from multipolar.briefs.language import LANGUAGES, Language, known
from multipolar.briefs.language.names import portuguese, spanish_and, spoken
from multipolar.briefs.language.plurals import CATEGORIES, agreeing, category
from multipolar.briefs.language.template import Gap, gaps, parsed
from multipolar.briefs.language.words import words
from multipolar.record import Record

# Left out on purpose: where a language writes the number in the words around it.
FEWER = {"body.leavers", "votes.never_one"}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The embedded record alone."""
    return Record.open(tmp_path_factory.mktemp("none") / "record")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_gaps(language):
    english, other = words("en").sentences, words(language).sentences
    assert set(english) == set(other)
    for key, sentence in other.items():
        if key not in FEWER:
            assert gaps(sentence) == gaps(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_agrees_has_a_form_for_each_category(language):
    for key, sentence in words(language).sentences.items():
        for part in parsed(sentence):
            if isinstance(part, Gap) and part.words:
                assert len(part.words) == len(CATEGORIES[language]), key


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10_000))
def test_plural_categories_are_those_of_cldr(language, number):
    assert category(language, number) == Locale.parse(language).plural_form(number)


def test_russian_words_agree_with_their_number():
    forms = ("визит", "визита", "визитов")
    told = [f"{n} {agreeing('ru', n, forms)}" for n in (0, 1, 2, 5, 11, 14, 21, 102, 111)]
    assert told == [
        "0 визитов", "1 визит", "2 визита", "5 визитов", "11 визитов", "14 визитов", "21 визит",
        "102 визита", "111 визитов",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_dates_are_written_as_cldr_has_them(language, day):
    told = words(language).when(PartialDate.of(day))
    # CLDR shortens the Russian word for year, which running text does not.
    expected = dates.format_date(day, "d MMMM y" if language == "en" else "long", locale=language)
    assert told == re.sub(r"\s", " ", expected).replace(" г.", " года")


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.integers(0, 10**12))
def test_whole_numbers_are_grouped_as_cldr_has_them(language, value):
    # CLDR groups Spanish numbers from five digits on, which Babel does not apply.
    if language != "es" or not 1000 <= value < 10_000:
        assert words(language).digits(value) == numbers.format_decimal(value, locale=language)


def test_dates_known_to_the_month_or_year_and_their_prepositions():
    month, year = PartialDate(1993, 6), PartialDate(1986)
    assert [words(x).when(month, "at") for x in LANGUAGES] == [
        "in June 1993", "en junio de 1993", "em junho de 1993", "в июне 1993 года",
    ]  # fmt: skip
    assert [words(x).when(year, "since") for x in LANGUAGES] == [
        "since 1986", "desde 1986", "desde 1986", "с 1986 года",
    ]  # fmt: skip


def test_amounts_and_shares_in_each_language():
    assert [words(x).money(1.06e9).replace("\N{NO-BREAK SPACE}", " ") for x in LANGUAGES] == [
        "$1.06 billion", "1,06 mil millones de dólares", "1,06 bilhão de dólares", "1,06 млрд долл.",
    ]  # fmt: skip
    assert words("es").money(1e6) == "1 millón de dólares"
    assert words("es").money(2e6) == "2 millones de dólares"
    assert [words(x).share(0.524).replace("\N{NO-BREAK SPACE}", " ") for x in LANGUAGES] == [
        "52 %", "52 %", "52%", "52 %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "moves"),
    [
        ("en", ("rose by 34 %", "was about level", "fell by 50 %", "fell to zero", "rose from zero")),
        ("es", ("subió un 34 %", "se mantuvo casi igual", "bajó un 50 %", "bajó a cero", "subió desde cero")),
        ("pt", ("subiu 34%", "ficou quase igual", "caiu 50%", "caiu a zero", "subiu a partir de zero")),
        (
            "ru",
            ("выросла на 34 %", "почти не изменилась", "упала на 50 %", "упала до нуля", "выросла с нуля"),
        ),
    ],
)  # fmt: skip
def test_every_language_knows_which_way_a_figure_went(language, moves):
    told = [words(language).change(*pair) for pair in ((134, 100), (101, 100), (50, 100), (0, 100), (5, 0))]
    assert tuple(t.replace("\N{NO-BREAK SPACE}", " ") for t in told) == moves


def test_names_take_articles_contractions_and_cases():
    assert [spoken(get(x), "pt").form("of") for x in ("CHL", "RUS", "PRT", "USA", "PHL")] == [
        "do Chile", "da Rússia", "de Portugal", "dos Estados Unidos", "das Filipinas",
    ]  # fmt: skip
    assert [spoken(get(x), "es").form("of") for x in ("CHL", "GBR", "NLD")] == [
        "de Chile", "del Reino Unido", "de los Países Bajos",
    ]  # fmt: skip
    assert [spoken(get(x), "ru").form("with") for x in ("CHL", "RUS", "DEU", "MKD", "USA")] == [
        "Чили", "Россией", "Германией", "Северной Македонией", "США",
    ]  # fmt: skip
    assert [spanish_and(x) for x in ("Irán", "Chile", "Islandia", "Hungría")] == [
        "e Irán", "y Chile", "e Islandia", "y Hungría",
    ]  # fmt: skip
    assert portuguese("Rússia", "a").form("to") == "à Rússia"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["FRA", "BRA", "IND", "KEN", "FJI", "JPN"])
def test_names_of_states_are_those_of_cldr(language, code):
    actor = get(code)
    assert spoken(actor, language).plain == Locale.parse(language).territories[actor.iso2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "subjects",
    [("CHL", "RUS"), ("TUV", "LSO"), ("SUN", "CHL"), ("CHL",), ("BRICS",), ("CENTRAM",), ("LATAM", "RUS"),
     ("A/RES/68/262",)],
    ids=" ".join,
)  # fmt: skip
def test_every_brief_is_whole_in_every_language(record, language, subjects):
    made = brief(record, *subjects, language=language)
    english = brief(record, *subjects)
    assert [s.id for s in made.sections] == [s.id for s in english.sections]
    for own, other in zip(made.sections, english.sections, strict=True):
        assert [(s.notes, s.gap) for s in own.sentences] == [(s.notes, s.gap) for s in other.sentences]
    assert [n.command for n in made.notes] == [n.command for n in english.notes]
    html = page(made)
    assert f'<html lang="{language}">' in html
    sentences = [s.text for part in made.sections for s in part.sentences]
    assert all(s.endswith((".", "`.")) and ".." not in s and s[0] == s[0].upper() for s in sentences)
    assert not re.search(r"\{|\}|\bNone\b|\bnan\b", " ".join(sentences))
    assert markdown(made).startswith("# ")


def test_titles_stay_as_the_record_has_them(record):
    assert "Territorial integrity of Ukraine" in brief(record, "A/RES/68/262", language="ru").title


def test_another_language_is_refused():
    assert set(LANGUAGES) == set(get_args(Language))
    with pytest.raises(AskedWronglyError, match="Languages: en, es, pt, ru"):
        known("fr")


def test_a_subject_may_be_named_in_any_language(record):
    assert find("Чили").id == "CHL"
    assert brief(record, "Чили", "Rusia").subject == ("CHL", "RUS")
