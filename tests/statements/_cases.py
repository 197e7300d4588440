"""How a case file is held against the audit: every finding expected, of the kinds looked at, and no other."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from multipolar.audit import audit
from multipolar.record import Record

_HERE = Path(__file__).parent


def load(name: str) -> list[dict[str, Any]]:
    """The cases of a file beside this one."""
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


@cache
def starter() -> Record:
    """The embedded record alone."""
    return Record.open(_HERE / "no-record-here")


def hold(case: dict[str, Any], kinds: frozenset[str] | None = None) -> None:
    """Audit a case's text and compare; with ``kinds`` only findings of those kinds count."""
    day = str(case["date"]) if "date" in case else None
    report = audit(case["text"], record=starter(), date=day)
    found = [
        (f"{f.claim.kind} {f.judgement.verdict.value}", f.claim.quote)
        for f in report.findings
        if kinds is None or f.claim.kind in kinds
    ]
    for finding in report.findings:
        assert case["text"][finding.claim.start : finding.claim.end] == finding.claim.quote
    for expected in case["expect"]:
        kind_and_verdict, words = expected.split(": ", 1)
        match = next((one for one in found if one[0] == kind_and_verdict and words in one[1]), None)
        assert match is not None, f"missing {expected!r}; found {found}"
        found.remove(match)
    assert not found, f"not expected: {found}"
