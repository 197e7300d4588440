"""Evidence is rows of the record."""

from multipolar.audit import audit
from tests.statements._cases import load, starter

CASES = load("cases.yml")
KINDS = frozenset({"vote", "tally", "membership", "composition"})


def test_evidence_comes_from_the_record_with_its_source() -> None:
    report = audit(CASES[0]["text"], record=starter())
    assert report.findings
    for finding in report.findings:
        assert finding.judgement.evidence
        for row in finding.judgement.evidence:
            assert row.source == "starter"
            assert row.locator.startswith("UN Digital Library")
