"""Acts between two states, and which of them rules on a day."""

from datetime import date

import pytest

from multipolar.measures.ties import acts, standing
from tests.statements._cases import starter


def test_acts_of_a_pair_are_the_same_from_both_sides_and_under_the_soviet_union() -> None:
    known = acts(starter(), "CHL", "RUS")
    assert [act.value for act in known] == [
        "established", "severed", "re-established", "severed", "re-established",
    ]  # fmt: skip
    assert acts(starter(), "RUS", "CHL") == known
    assert acts(starter(), "SUN", "CHL") == known


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(1944, 1, 1), None), (date(1946, 1, 1), "established"), (date(1980, 1, 1), "severed")],
)
def test_the_act_that_rules_on_a_day(day: date, value: str | None) -> None:
    ruling = standing(acts(starter(), "CHL", "RUS"), day)
    assert (ruling.value if ruling else None) == value
