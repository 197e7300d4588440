"""Offices: each case is a document, with every finding about an office that it must give."""

from typing import Any

import pytest

from multipolar.measures.offices import may_be_same
from tests.statements._cases import hold, load


@pytest.mark.parametrize("case", load("cases_office.yml"), ids=lambda case: case["text"][:60])
def test_findings_about_offices(case: dict[str, Any]) -> None:
    hold(case, frozenset({"office"}))


@pytest.mark.parametrize(
    ("written", "known", "same"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", True),
        ("Lukashenka", "Alexander Lukashenko", True),
        ("Xi", "Xi Jinping", True),
        ("Lula da Silva", "Luiz Inácio Lula da Silva", True),
        ("A. M. López Obrador", "Andrés Manuel López Obrador", True),
        ("Boric", "Boris Yeltsin", False),
        ("Boric", "Gabriel Boric", True),
        ("George Bush", "Kate Bush", False),
        ("Nicolás Maduro", "Nicolas Sarkozy", False),
        ("Kim Jong Un", "Kim Jong Il", False),
    ],
)
def test_spellings_of_one_person(written: str, known: str, same: bool) -> None:
    assert may_be_same(written, known) is same
