"""What is told of economies in words of which no phrasing is: each case with every finding, and no other."""

from typing import Any

import pytest

from tests.statements._cases import hold, load

KINDS = frozenset(
    {"trade_level", "trade_change", "trade_balance", "trade_share", "tariff", "indicator", "rank", "share",
     "reliance"}
)  # fmt: skip


@pytest.mark.parametrize("case", load("cases_told.yml"), ids=lambda case: case["text"][:60])
def test_findings_of_a_sentence(case: dict[str, Any]) -> None:
    hold(case, KINDS)
