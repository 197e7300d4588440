"""Every case file: each case is a document with every finding of the file's kinds; their commands run."""

import shlex
from typing import Any

import pytest

from multipolar.audit import audit
from multipolar.statements.model import Judgement
from tests.statements._cases import hold, load, starter

TRADE = frozenset({"trade_level", "trade_change", "trade_balance", "trade_share"})
VOTES = frozenset({"vote", "tally"})
GROUPS = frozenset({"membership", "composition"})
FIGURES = frozenset({"indicator", "rank", "share"})
RELIANCE = frozenset({"reliance"})
KINDS = {
    "cases.yml": VOTES | GROUPS,
    "cases_vote.yml": VOTES,
    "cases_membership.yml": GROUPS,
    "cases_agreement.yml": frozenset({"agreement"}),
    "cases_conflict.yml": frozenset({"conflict"}),
    "cases_meeting.yml": frozenset({"meeting"}),
    "cases_mission.yml": frozenset({"mission"}),
    "cases_office.yml": frozenset({"office"}),
    "cases_opinion.yml": frozenset({"opinion"}),
    "cases_relations.yml": frozenset({"relations"}),
    "cases_visit.yml": frozenset({"visit"}),
    "cases_sanction.yml": frozenset({"sanction"}),
    "cases_visa.yml": frozenset({"visa"}),
    "cases_trade.yml": TRADE,
    "cases_trade_more.yml": TRADE,
    "cases_indicator.yml": FIGURES | {"tariff", "complementarity"},
    "cases_figures.yml": FIGURES,
    "cases_told.yml": TRADE | FIGURES | RELIANCE | {"tariff"},
    "cases_reliance.yml": RELIANCE,
    "cases_dependence.yml": RELIANCE,
    "cases_project.yml": frozenset({"project"}),
    "cases_quantity.yml": frozenset({"quantity"}),
}
CASES = [(case, kinds) for file, kinds in KINDS.items() for case in load(file)]
WIDE_FORMS = [f"cases_{name}.yml" for name in ("project", "quantity", "figures", "dependence", "trade_more")]
QUERY = ["multipolar", "record", "query"]


@pytest.mark.parametrize(("case", "kinds"), CASES, ids=[case["text"][:60] for case, _ in CASES])
def test_findings_of_a_document(case: dict[str, Any], kinds: frozenset[str]) -> None:
    hold(case, kinds)


@pytest.mark.parametrize("file", WIDE_FORMS)
def test_a_third_of_each_file_of_wide_forms_says_nothing_of_its_kind(file: str) -> None:
    cases = load(file)
    nothing = [case for case in cases if not case["expect"]]
    assert len(cases) >= 35
    assert 3 * len(nothing) >= len(cases) - 3


@pytest.mark.parametrize("file", KINDS)
def test_the_command_of_a_finding_shows_its_rows(file: str) -> None:
    judgements = {judgement.reproduce: judgement for judgement in _judgements(file) if judgement.reproduce}
    for command, judgement in judgements.items():
        words = shlex.split(command)
        assert words[:2] == QUERY[:2], command
        if words[:3] == QUERY:
            assert starter().sql(words[3]).num_rows or not judgement.evidence, command


def _judgements(file: str) -> list[Judgement]:
    return [
        finding.judgement
        for case in load(file)
        if case["expect"]
        for finding in audit(case["text"], record=starter(), date=_day(case)).findings
        if finding.claim.kind in KINDS[file]
    ]


def _day(case: dict[str, Any]) -> str | None:
    return str(case["date"]) if "date" in case else None
