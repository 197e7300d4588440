"""Votes and tallies in many wordings: each case is a document, with every finding it must give."""

from typing import Any

import pytest

from tests.statements._cases import hold, load


@pytest.mark.parametrize("case", load("cases_vote.yml"), ids=lambda case: case["text"][:90])
def test_findings_of_a_sentence(case: dict[str, Any]) -> None:
    hold(case, frozenset({"vote", "tally"}))
