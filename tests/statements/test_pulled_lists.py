"""Visits and missions decided by published lists that a person pulls, where the starter record is silent."""

from pathlib import Path

import pytest

from multipolar.audit import audit
from multipolar.record import Record
from multipolar.record.pull import pull

pytestmark = [pytest.mark.shared, pytest.mark.slow]
LISTS = {"us_travels": "us-travels", "russian_missions": "russian-missions-2015"}


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Record:
    folder = tmp_path_factory.mktemp("record")
    for source, name in LISTS.items():
        pull(folder, source, [shared / "data" / name])
    return Record.open(folder)


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        # The list names the office; who held it on the day is told by the record's offices.
        ("Barack Obama visited Ethiopia in July 2015.", "visit", "supported"),
        ("Barack Obama visited Mongolia in July 2015.", "visit", "silent"),
        ("US President Bill Clinton travelled to Botswana in March 1998.", "visit", "supported"),
        ("Russia has an embassy in Uruguay.", "mission", "supported"),
        ("Russia has a consulate in Uruguay.", "mission", "silent"),
        ("Russia opened an embassy in Uruguay in 1934.", "mission", "silent"),
    ],
)
def test_verdicts(text: str, kind: str, verdict: str, pulled: Record) -> None:
    found = [f for f in audit(text, record=pulled, date="2015-12-01").findings if f.claim.kind == kind]
    assert [f.judgement.verdict.value for f in found] == [verdict]
    if verdict == "supported":
        assert {row.source for row in found[0].judgement.evidence} & set(LISTS)
