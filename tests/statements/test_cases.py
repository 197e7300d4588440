"""Each case is a document of a sentence or two, with every finding it must give and no other."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from multipolar.audit import audit
from multipolar.record import Record

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


@cache
def _starter(folder: Path) -> Record:
    return Record.open(folder)


@pytest.fixture
def starter(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return _starter(tmp_path_factory.getbasetemp() / "no-record")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_findings_of_a_sentence(case: dict, starter: Record) -> None:
    day = str(case["date"]) if "date" in case else None
    report = audit(case["text"], record=starter, date=day)
    found = [(f"{f.claim.kind} {f.judgement.verdict.value}", f.claim.quote) for f in report.findings]
    for expected in case["expect"]:
        kind_and_verdict, words = expected.split(": ", 1)
        match = next((one for one in found if one[0] == kind_and_verdict and words in one[1]), None)
        assert match is not None, f"missing {expected!r}; found {found}"
        found.remove(match)
    assert not found, f"not expected: {found}"


def test_quotations_are_the_text_at_their_offsets(starter: Record) -> None:
    for case in CASES:
        for finding in audit(case["text"], record=starter).findings:
            claim = finding.claim
            assert case["text"][claim.start : claim.end] == claim.quote


def test_evidence_comes_from_the_record_with_its_source(starter: Record) -> None:
    report = audit(CASES[0]["text"], record=starter)
    for finding in report.findings:
        assert finding.judgement.evidence
        for row in finding.judgement.evidence:
            assert row.source == "starter"
            assert row.locator.startswith("UN Digital Library")
