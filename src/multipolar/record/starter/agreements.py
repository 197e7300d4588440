"""Treaties and other agreements, and their parties."""

from collections.abc import Iterator

from multipolar.record.starter.rows import Row, dated, facts, locator, parts


def agreements() -> Iterator[Row]:
    """Rows of ``agreement``."""
    for fact in facts("agreements"):
        yield {
            "id": fact["id"],
            "name": fact["name"],
            "kind": fact["kind"],
            **dated("signed", fact["signed"]),
            **dated("in_force", fact["in_force"]),
            **dated("ended", fact["ended"]),
            "names": parts(fact["names"]),
            "locator": locator(fact),
        }


def parties() -> Iterator[Row]:
    """Rows of ``party``; dates stand only where they were read for that party."""
    for fact in facts("parties"):
        yield {
            "agreement": fact["agreement"],
            "actor": fact["actor"],
            **dated("signed", fact["signed"]),
            **dated("ratified", fact["ratified"]),
            **dated("withdrew", fact["withdrew"]),
            "locator": locator(fact),
        }
