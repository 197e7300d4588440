"""Figures, ranks, tariffs, complementarity: each case is a document with every finding it must give."""

from typing import Any

import pytest

from multipolar.audit import audit
from tests.statements._cases import hold, load, starter

CASES = load("cases_indicator.yml")
KINDS = frozenset({"indicator", "rank", "share", "tariff", "complementarity"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_findings_of_a_sentence(case: dict[str, Any]) -> None:
    hold(case, KINDS)


def test_what_a_finding_says_to_run_runs() -> None:
    texts = [(c["text"], c.get("date")) for c in CASES]
    found = [f for text, day in texts for f in audit(text, record=starter(), date=day).findings]
    commands = [f.judgement.reproduce for f in found if f.claim.kind in KINDS]
    queries = [c for c in commands if c.startswith('multipolar record query "')]
    assert all(c.startswith("multipolar record ") or not c for c in commands)
    for command in queries:
        sql = command.removeprefix('multipolar record query "').removesuffix('"')
        assert starter().sql(sql).num_rows > 0, command
