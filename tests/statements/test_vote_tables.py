"""Votes in tables, of several days in one sentence, and dated by the month alone."""

from datetime import date

import pytest

from multipolar.audit import audit
from multipolar.basics.dates import Span
from multipolar.measures.votes import RollCall
from multipolar.statements.resolutions import held_within
from tests.statements._cases import starter

_BY_DECISION = """Votes in the General Assembly

| Question | Trinidad and Tobago | Jamaica | Guyana |
| --- | --- | --- | --- |
| Suspension of Russia from the Human Rights Council, April 2022 | abstained | yes | no |
"""
_BY_STATE = """Votes at the United Nations

| State | ES-11/1 | Humanitarian truce in Gaza, October 2023 |
| --- | --- | --- |
| India | abstained | abstained |
| Kenya | yes | no |
"""
_NO_VOTES = """Who has what

| Has | Chile | Peru | Cuba |
| --- | --- | --- | --- |
| A railway to the sea | yes | yes | no |
"""


def _votes(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    report = audit(text, record=starter(), date="2024-06-01")
    return [
        (f.claim.actors, f.claim.choice, f.judgement.verdict.value)
        for f in report.findings
        if f.claim.kind == "vote" and hasattr(f.claim, "choice")
    ]


def test_a_column_for_each_state() -> None:
    assert _votes(_BY_DECISION) == [
        (("TTO",), "abstain", "supported"), (("JAM",), "yes", "supported"), (("GUY",), "no", "contradicted"),
    ]  # fmt: skip


def test_a_row_for_each_state() -> None:
    assert _votes(_BY_STATE) == [
        (("IND",), "abstain", "supported"), (("IND",), "abstain", "supported"),
        (("KEN",), "yes", "supported"), (("KEN",), "no", "contradicted"),
    ]  # fmt: skip


def test_a_table_of_other_things_is_none_of_votes() -> None:
    assert _votes(_NO_VOTES) == []


@pytest.mark.parametrize(
    ("precision", "day", "within"),
    [("day", 12, True), ("day", 13, False), ("month", 13, True), ("month", 30, True)],
)
def test_a_month_known_alone_may_be_any_of_its_days(precision: str, day: int, within: bool) -> None:
    held = RollCall(
        "GA/rcid/1", "GA", date(1974, 12, 12), "", (), (), {}, "whole", "recorded", {}, None, precision
    )
    on = date(1974, 12, day)
    assert held_within(held, Span(on, on)) is within
    assert not held_within(held, Span(date(1975, 1, 1), date(1975, 1, 31)))
