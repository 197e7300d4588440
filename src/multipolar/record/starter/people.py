"""Who held which office, and who visited whom."""

from collections.abc import Iterator

from multipolar.basics.dates import PartialDate
from multipolar.record.starter.rows import Row, actor_on, dated, facts, locator


def offices() -> Iterator[Row]:
    """Rows of ``office``: heads of state and government, foreign ministers, Secretaries-General of the UN."""
    for fact in facts("offices"):
        yield {
            "person": fact["person"],
            "title": fact["title"],
            "actor": fact["actor"],
            **dated("start", fact["start"]),
            **dated("end", fact["end"]),
            **dated("valid_from", fact["start"]),
            **dated("valid_to", fact["end"]),
            "locator": locator(fact),
        }


def events() -> Iterator[Row]:
    """Rows of ``event``: visits and journeys to summits."""
    for fact in facts("visits"):
        office = fact["office"].replace("_", " ")
        yield {
            "id": fact["id"],
            "kind": "summit" if fact["kind"] == "summit" else "visit",
            **dated("start", fact["start"]),
            **dated("end", fact["end"]),
            "place": fact["place"] or None,
            "host": _host(fact),
            "title": f"{fact['visitor']}, {office} ({fact['kind']})",
            "locator": locator(fact),
        }


def participants() -> Iterator[Row]:
    """Rows of ``participant``: the visitor of each visit and the state visited."""
    for fact in facts("visits"):
        shared = {"event": fact["id"], "locator": locator(fact)}
        yield {**shared, "actor": fact["actor"], "person": fact["visitor"], "role": "visitor"}
        yield {**shared, "actor": _host(fact), "person": None, "role": "host"}


def _host(fact: dict[str, str]) -> str:
    return actor_on(fact["host"], PartialDate.parse(fact["start"]).first)
