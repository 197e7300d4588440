"""Votes, tallies, membership, composition: each case is a document, with every finding it must give."""

from typing import Any

import pytest

from multipolar.audit import audit
from multipolar.statements.model import Verdict
from tests.statements._cases import hold, load, starter

CASES = load("cases.yml")
KINDS = frozenset({"vote", "tally", "membership", "composition"})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_findings_of_a_sentence(case: dict[str, Any]) -> None:
    hold(case, KINDS)


def test_evidence_comes_from_the_record_with_its_source() -> None:
    report = audit(CASES[0]["text"], record=starter())
    assert report.findings
    for finding in report.findings:
        assert finding.judgement.evidence
        for row in finding.judgement.evidence:
            assert row.source == "starter"
            assert row.locator.startswith("UN Digital Library")


def test_what_a_finding_says_to_run_runs() -> None:
    commands = [
        f.judgement.reproduce
        for c in CASES[:12]
        for f in audit(c["text"], record=starter()).findings
        if f.judgement.verdict is not Verdict.SILENT
    ]
    assert commands
    for command in commands:
        assert command.startswith('multipolar record query "'), command
        sql = command.removeprefix('multipolar record query "').removesuffix('"')
        assert starter().sql(sql).num_rows > 0, command
