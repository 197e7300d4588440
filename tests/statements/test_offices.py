"""Spellings of the names of office-holders."""

import pytest

from multipolar.measures.offices import may_be_same


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
