"""Spanish, Portuguese and Russian: each case is a document, with every finding that it must give."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from multipolar import actors
from multipolar.audit import audit
from multipolar.reading import Document, read
from multipolar.statements import mask as masking
from tests.statements._cases import hold, load, starter

_KINDS = frozenset(
    {"vote", "tally", "membership", "composition", "relations", "office", "visit", "agreement"}
)
_FIGURES = frozenset(
    {"trade_level", "trade_change", "trade_share", "trade_balance", "visa", "sanction", "conflict"}
    | {"indicator", "rank", "share"}
)
_PHRASES = Path(masking.__file__).parent / "phrases"


@pytest.mark.parametrize(
    "case",
    list(chain(load("cases_es.yml"), load("cases_pt.yml"), load("cases_ru.yml"))),
    ids=lambda case: case["text"][:60],
)
def test_findings_of_a_document(case: dict[str, Any]) -> None:
    hold(case, _KINDS)


@pytest.mark.parametrize("case", load("cases_languages.yml"), ids=lambda case: case["text"][:60])
def test_figures_and_measures_against_states(case: dict[str, Any]) -> None:
    hold(case, _FIGURES)


@pytest.mark.parametrize("language", ["es", "pt", "ru"])
def test_a_language_has_every_word_that_code_asks_for(language: str) -> None:
    assert masking.phrases("words", language).keys() == masking.phrases("words").keys()


@pytest.mark.parametrize("language", ["es", "pt", "ru"])
def test_every_phrasing_names_fragments_that_there_are(language: str) -> None:
    kinds = [file.name.split(".")[0] for file in _PHRASES.glob(f"*.{language}.yml")]
    assert {"vote", "tally", "membership", "relations", "office", "visit", "agreement"} <= set(kinds)


def test_a_text_in_a_language_without_phrases_gives_no_finding() -> None:
    text = (
        "L'ONU compte 193 membres et la France est membre de l'Union européenne depuis 1958 avec les autres."
    )
    assert audit(text, record=starter(), date="2025-06-01").findings == ()


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("EAEU", "Евразийского экономического союза"), ("COE", "Советом Европы"),
        ("LAS", "Лигу арабских государств"),
        ("WTO", "Всемирной торговой организации"), ("NON-ALIGNED", "Движению неприсоединения"),
    ],
)  # fmt: skip
def test_russian_organisations_are_found_in_every_case(name: str, case: str) -> None:
    page = read(Document(f"Заявление {case} было опубликовано.", language="ru"))
    assert [m.actors for m in page.sentences[0].actors] == [(name,)]


def test_members_of_the_united_nations_are_found_in_every_case_of_their_names() -> None:
    united = {m.actor for m in actors.members("UN", "2024-01-01")}
    forms = [n for n in actors.all_names() if n.language == "ru" and n.form == "short" and n.actor in united]
    assert {n.actor for n in forms} == united
    missed = []
    for name in forms:
        page = read(Document(f"Правительство {name.text} заявило об этом вчера.", language="ru"))
        if not any(name.actor in m.actors for m in page.sentences[0].actors):
            missed.append(name.text)
    assert missed == []
