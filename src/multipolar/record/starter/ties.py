"""Standing relations of two states: diplomatic relations, sanctions, visas; and legal traditions of one."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from multipolar.record.starter.rows import Row, dated, facts, locator, parts

# What a pair is said to be after each act; a later act ends the state that an earlier one began.
_ACTS = ("established", "re-established", "severed", "suspended")


def ties() -> Iterator[Row]:
    """Rows of ``tie``."""
    yield from _relations()
    yield from _sanctions()
    yield from _visas()
    yield from _legal()


def _relations() -> Iterator[Row]:
    """Diplomatic relations: one row from each act to the next, with the act as its value."""
    acts: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for fact in facts("relations"):
        if fact["act"] not in _ACTS:
            raise ValueError(f"relations.csv: {fact['act']!r} is no act; known: {', '.join(_ACTS)}")
        first, second = sorted((fact["a"], fact["b"]))
        acts[first, second].append(fact)
    for (first, second), spells in acts.items():
        spells.sort(key=lambda fact: fact["date"])
        for spell, following in zip(spells, [*spells[1:], None], strict=True):
            yield {
                "kind": "relations",
                "a": first,
                "b": second,
                "directed": False,
                "value": spell["act"],
                **dated("valid_from", spell["date"]),
                **dated("valid_to", following["date"] if following else ""),
                "locator": locator(spell),
            }


def _sanctions() -> Iterator[Row]:
    """Sanctions on Russia and Russia's list of unfriendly states, both directed from ``a`` to ``b``."""
    for fact in facts("sanctions"):
        yield {
            "kind": fact["kind"],
            "a": fact["a"],
            "b": fact["b"],
            "directed": True,
            "value": fact["value"],
            **dated("valid_from", fact["start"]),
            **dated("valid_to", fact["end"]),
            "locator": locator(fact),
        }


def _visas() -> Iterator[Row]:
    """What holders of ``a``'s passport need to enter ``b``; undirected where both sides agreed."""
    for fact in facts("visas"):
        yield {
            "kind": "visa",
            "a": fact["a"],
            "b": fact["b"],
            "directed": fact["directed"] == "yes",
            "value": fact["value"],
            **dated("valid_from", fact["start"]),
            **dated("valid_to", fact["end"]),
            "observed": date.fromisoformat(fact["observed"]),
            "locator": locator(fact),
        }


def _legal() -> Iterator[Row]:
    """The family of a state's law, and each tradition that goes into it."""
    for fact in facts("legal_traditions"):
        shared = {"a": fact["actor"], "b": None, "directed": False, "locator": locator(fact)}
        yield {**shared, "kind": "legal_family", "value": fact["family"]}
        for tradition in parts(fact["traditions"]) or []:
            yield {**shared, "kind": "legal_tradition", "value": tradition}
