"""Every state name and code of the published datasets gives the right actor or a stated refusal.

Right is judged where a file carries two columns for one state (a number and a name): both must give
the same actor. What stays unknown, or disagrees, is listed with its reason beside this test, so that a
new one fails.
"""

import csv
import sys
from pathlib import Path

import pytest

from multipolar import actors

pd = pytest.importorskip("pandas")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "scripts"))

import actor_coverage as coverage  # noqa: E402

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


UNKNOWN = {(row["file"], row["column"], row["value"]) for row in rows("known_unknown.csv")}
DISAGREE = {(row["file"], *sorted((row["one"], row["other"]))) for row in rows("known_disagreements.csv")}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("column", list(coverage.columns()), ids=lambda c: f"{c.file}:{c.name}:{c.scheme}")
def test_every_value_resolves_or_is_refused_with_a_reason(shared, column):
    result = coverage.outcome(shared / "data", column)
    assert result.tried == result.resolved + len(result.refused) > 0
    assert all(str(refusal) and coverage.reason(refusal) for refusal in result.refused.values())
    unknown = {
        v for (v, _), refusal in result.refused.items() if isinstance(refusal, actors.UnknownActorError)
    }
    assert {(column.file, column.name, value) for value in unknown} <= UNKNOWN
    pairs = {(column.file, *sorted(pair[3:])) for pair in result.disagree}
    assert {pair for pair in pairs if (pair[0], "*", "*") not in DISAGREE} <= DISAGREE
    assert coverage.line(result) in coverage.DOCS.read_text(encoding="utf-8"), "docs/actors.md is out of date"
