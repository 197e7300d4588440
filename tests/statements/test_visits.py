"""Visits as the record answers for them."""

from multipolar.measures.events import of_visitor
from tests.statements._cases import starter


def test_visits_to_the_soviet_union_are_visits_to_the_state_that_continues_it() -> None:
    before = of_visitor(starter(), person="Carlos Menem", actor="ARG", host="SUN")
    assert [str(event.start) for event in before] == ["1990", "1998"]
    assert of_visitor(starter(), person="Carlos Menem", actor="ARG", host="RUS") == before


def test_events_come_in_order_of_time_with_their_places() -> None:
    found = of_visitor(starter(), person="Obama", actor="USA", host="CHL")
    assert [event.words for event in found] == [
        "Barack Obama, president (working) in Santiago, 2011-03-21 to 2011-03-22"
    ]
    assert found[0].at("santiago")
    assert not found[0].at("Valparaíso")
