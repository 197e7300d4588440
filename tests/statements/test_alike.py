"""Votes alike: what is read, what the most cited votes leave open, and what all votes of a period decide."""

import csv
from pathlib import Path

import pytest

from multipolar import actors
from multipolar.audit import audit
from multipolar.record import Record
from multipolar.record.pull import pull
from tests.statements._cases import starter

READ = [
    ("Japan voted with the United States in about 68 percent of recorded votes in the General Assembly.", 68),
    ("At the United Nations, Chile and Brazil voted together in 90% of resolutions.", 90),
    ("In the General Assembly, Chile's voting coincidence with the US stood at 45.2% in 2019.", 45.2),
    ("In two thirds of General Assembly votes, South Africa sided with China.", 200 / 3),
    ("The voting agreement between Australia and New Zealand at the UN averaged 94 per cent.", 94),
    ("Cuba is the country that most often votes against the United States in the UN.", None),
    ("No country votes with Israel in the General Assembly more often than the United States.", None),
]
NOT_READ = [
    "In the European Parliament, Germany voted with France in 60% of votes.",
    "Greece voted with Cyprus at Eurovision in 90% of cases.",
    "Would Chile vote with Peru in half of UN votes?",
    "Japan should vote with the United States in 90 percent of General Assembly votes.",
]
SAID = "From 2014 to 2024, {0} voted with {1} in {2:.0f} per cent of recorded votes in the General Assembly."
FIRST = (
    "From 2014 to 2024 {0} voted against the United States in the General Assembly more often than any other."
)


@pytest.mark.parametrize(("text", "share"), READ, ids=[text for text, _ in READ])
def test_read_and_left_open_by_votes_that_are_no_sample(text: str, share: float | None) -> None:
    found = audit(text, record=starter()).findings
    assert [f.claim.kind for f in found] == ["vote"]
    value = found[0].claim.value
    assert (value.number if value else None) == (pytest.approx(share) if share else None)
    assert len(found[0].claim.actors) == 2
    assert found[0].judgement.verdict.value == "silent"
    assert found[0].judgement.reproduce == "multipolar record pull undl_ga"
    assert found[0].judgement.evidence


@pytest.mark.parametrize("text", NOT_READ)
def test_other_bodies_questions_and_wishes_are_not_read(text: str) -> None:
    assert [f.claim.kind for f in audit(text, record=starter()).findings if f.claim.kind == "vote"] == []


@pytest.fixture(scope="module")
def pulled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = shared / "data" / "undl-rollcalls-2013-2025"
    home = tmp_path_factory.mktemp("alike")
    pull(
        home,
        "undl_rollcalls",
        [folder / "unga_rollcalls_2013_2025.csv", folder / "unga_rollcalls_states.txt"],
    )
    return Record.open(home)


def cast(shared: Path) -> dict[str, str]:
    """The votes of each state from 2014 to 2024 as letters, straight from the published strings."""
    folder = shared / "data" / "undl-rollcalls-2013-2025"
    states = (folder / "unga_rollcalls_states.txt").read_text().split()
    with (folder / "unga_rollcalls_2013_2025.csv").open(encoding="utf-8") as file:
        votes = [r["votes"] for r in csv.DictReader(file) if "2014" <= r["date"][:4] <= "2024"]
    return {state: "".join(v[place] for v in votes) for place, state in enumerate(states)}


def share_of(one: str, other: str, alike: frozenset[str]) -> float:
    """The share in per cent of the votes that both cast in which the two letters are one of those given."""
    both = [a + b for a, b in zip(one, other, strict=True) if "X" not in a + b]
    return 100 * sum(pair in alike for pair in both) / len(both) if len(both) >= 10 else 0.0


@pytest.mark.shared
@pytest.mark.parametrize(("off", "verdict"), [(0, "supported"), (30, "contradicted")])
def test_all_votes_of_a_period_decide(pulled: Record, shared: Path, off: float, verdict: str) -> None:
    votes = cast(shared)
    share = share_of(votes["JPN"], votes["USA"], frozenset({"YY", "NN", "AA"}))
    found = audit(SAID.format("Japan", "the United States", share - off), record=pulled).findings
    assert [f.judgement.verdict.value for f in found] == [verdict], found[0].judgement.reason
    assert found[0].judgement.reproduce.startswith("multipolar votes agreement JPN USA")


@pytest.mark.shared
@pytest.mark.parametrize(("place", "verdict"), [(0, "supported"), (2, "imprecise"), (40, "contradicted")])
def test_who_votes_most_against(pulled: Record, shared: Path, place: int, verdict: str) -> None:
    votes = cast(shared)
    ranked = sorted(votes, key=lambda a: -share_of(votes[a], votes["USA"], frozenset({"YN", "NY"})))
    found = audit(FIRST.format(actors.get(ranked[place]).name), record=pulled).findings
    assert [f.judgement.verdict.value for f in found] == [verdict], found[0].judgement.reason
