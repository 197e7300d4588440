"""Population and product of states and of the world by year, and the area of states."""

from collections.abc import Iterator

from multipolar.record.starter.rows import Row, facts, locator


def indicators() -> Iterator[Row]:
    """Rows of ``indicator``; an empty cell of the facts is a year without a figure, and gives no row."""
    for fact in (*facts("indicators"), *facts("areas")):
        for column, value in fact.items():
            if column.isdecimal() and value:
                yield {
                    "actor": fact["actor"],
                    "code": fact["code"],
                    "year": int(column),
                    "value": float(value),
                    "unit": fact["unit"],
                    "locator": locator(fact),
                }
