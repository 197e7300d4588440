"""How lists of wars answer what is said of wars; and how many opinions a page notes."""

from datetime import date
from typing import Any

import pytest

from multipolar.audit import audit
from multipolar.measures.disputes import between, named
from multipolar.statements.conflict_checks import judge
from tests.statements._cases import starter


def test_a_page_notes_five_opinions_at_most() -> None:
    text = " ".join(f"Kenya will host meeting {number} of the region." for number in range(20))
    found = [f for f in audit(text, record=starter()).findings if f.claim.kind == "opinion"]
    assert len(found) == 5


class Lists:
    """A record with two wars, in the columns of the record's tables."""

    def rows(self, table: str) -> list[dict[str, Any]]:
        return {"dispute": self._wars(), "side": self._sides()}[table]

    def _wars(self) -> list[dict[str, Any]]:
        def war(number: int, name: str, start: date, end: date) -> dict[str, Any]:
            return {
                "id": f"COW-{number}", "name": name, "kind": "interstate_war", "start": start,
                "start_precision": "day", "end": end, "end_precision": "day", "deaths": None,
                "source": "cow_disputes", "release": "test", "locator": f"war {number}",
            }  # fmt: skip

        return [
            war(1, "River Pacific", date(1879, 4, 5), date(1883, 10, 20)),
            war(2, "Lake", date(1998, 5, 6), date(2000, 12, 12)),
        ]

    def _sides(self) -> list[dict[str, Any]]:
        pairs = (("COW-1", "CHL", "a"), ("COW-1", "PER", "b"), ("COW-2", "ERI", "a"), ("COW-2", "ETH", "b"))
        return [{"dispute": dispute, "actor": actor, "side": side} for dispute, actor, side in pairs]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The War of the Pacific (1879-1883) ended.", "supported"),
        ("The War of the Pacific (1879-1884) ended.", "imprecise"),
        ("The War of the Pacific (1865-1866) ended.", "contradicted"),
        ("The Moon War (1865-1866) ended.", "silent"),
        ("The war between Ethiopia and Eritrea (1998-2000) ended.", "supported"),
        ("The war between Ethiopia and Eritrea ended.", "supported"),
        ("The war between Ethiopia and Chile ended.", "silent"),
        ("The war between Ethiopia and Eritrea left 70,000 people dead.", "supported"),
    ],
)
def test_lists_of_wars_answer(text: str, verdict: str) -> None:
    found = [f.claim for f in audit(text, record=starter()).findings if f.claim.kind == "conflict"]
    answer = judge(found[0], Lists())  # type: ignore[arg-type]
    assert answer.verdict.value == verdict
    assert answer.reproduce.startswith("multipolar record ")
    assert bool(answer.evidence) == (verdict != "silent")


def test_names_and_pairs_are_looked_up() -> None:
    lists: Any = Lists()
    assert [d.id for d in named(lists, "the War of the Pacific")] == ["COW-1"]
    assert named(lists, "the First War") == ()
    assert [d.id for d in between(lists, "ETH", "ERI")] == ["COW-2"]
    assert between(lists, "CHL", "CHL") == ()
