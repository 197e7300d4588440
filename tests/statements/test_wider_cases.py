"""Kinds read by general forms: each case is a document with every finding of its kinds, and no other."""

from typing import Any

import pytest

from tests.statements._cases import hold, load

FILES = {
    "cases_project.yml": frozenset({"project"}),
    "cases_quantity.yml": frozenset({"quantity"}),
    "cases_figures.yml": frozenset({"indicator", "rank", "share"}),
    "cases_dependence.yml": frozenset({"reliance"}),
    "cases_trade_more.yml": frozenset({"trade_level", "trade_change", "trade_balance", "trade_share"}),
}
CASES = [(case, kinds) for file, kinds in FILES.items() for case in load(file)]


@pytest.mark.parametrize(("case", "kinds"), CASES, ids=[case["text"][:60] for case, _ in CASES])
def test_findings_of_a_sentence(case: dict[str, Any], kinds: frozenset[str]) -> None:
    hold(case, kinds)


@pytest.mark.parametrize("file", FILES)
def test_a_third_of_each_file_says_nothing_of_its_kind(file: str) -> None:
    cases = load(file)
    silent = [case for case in cases if not case["expect"]]
    assert len(cases) >= 35
    assert 3 * len(silent) >= len(cases) - 3
