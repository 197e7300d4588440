"""Which agreement a name means."""

import pytest

from multipolar.reading import from_text, read
from multipolar.statements.treaties import identify, masked_with_treaties
from tests.statements._cases import starter


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("the Treaty of Tlatelolco", "Tlatelolco"),
        (
            "the Treaty for the Prohibition of Nuclear Weapons in Latin America and the Caribbean",
            "Tlatelolco",
        ),
        ("the Treaty on the Prohibition of Nuclear Weapons", "TPNW"),
        ("the Inter-American Treaty of Reciprocal Assistance", "TIAR"),
        ("the Rio Pact", "TIAR"),
        ("the ABM Treaty", "ABM"),
        ("the free trade agreement between Chile and Uruguay", "CHL-URY"),
        ("the peace treaty between Israel and Egypt", "EGY-ISR"),
        ("the Convention on the Law of the Sea", "UNCLOS"),
        ("the Treaty of Westphalia", None),
        ("the free trade agreement between Chile and Mongolia", None),
    ],
)
def test_which_agreement_a_name_means(said: str, id: str | None) -> None:
    _, named = masked_with_treaties(read(from_text(f"They spoke of {said} again.")).sentences[0])
    assert len(named) == 1
    found = identify(named[0], (), starter())
    assert [agreement.id for agreement in found] == ([id] if id else [])
