"""Every finding's command shows rows: the queries it names are ones the record answers."""

import re

import pytest

from multipolar.audit import audit
from tests.statements._cases import load, starter

KINDS = ("visit", "meeting", "relations", "agreement", "mission")
_QUERY = re.compile(r'multipolar record query "(.*)"')


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_of_a_finding_runs(kind: str) -> None:
    commands = {
        finding.judgement.reproduce: finding.judgement
        for case in load(f"cases_{kind}.yml")
        if case["expect"]
        for finding in audit(
            case["text"], record=starter(), date=case.get("date") and str(case["date"])
        ).findings
        if finding.claim.kind == kind
    }
    assert commands
    for command, judgement in commands.items():
        query = _QUERY.fullmatch(command)
        if query is None:
            assert command.startswith("multipolar record pull "), command
            continue
        rows = starter().sql(query[1]).num_rows
        assert rows or not judgement.evidence, command
