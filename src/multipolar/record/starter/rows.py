"""How the readable facts become rows: dates with their precision, lists, actors by date."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from multipolar.basics.dates import PartialDate

FACTS = Path(__file__).parent / "facts"

Row = dict[str, Any]

# States whose code the facts write as today's or as one code through a succession, with the days on
# which another actor held the place: code, first day, last day, actor.
_BY_DATE: tuple[tuple[str, date, date, str], ...] = (
    ("YEM", date.min, date(1990, 5, 21), "yemen-arab-republic"),
    ("TZA", date.min, date(1964, 4, 25), "tanganyika"),
    ("ZAN", date.min, date(1964, 4, 25), "zanzibar"),
    ("EGY", date(1958, 2, 22), date(1961, 9, 28), "united-arab-republic"),
    ("RUS", date(1922, 12, 30), date(1991, 12, 25), "SUN"),
    # The former Yugoslavia stayed on the list of Members until the new one was admitted.
    ("YUG", date(2000, 11, 1), date.max, "SCG"),
)


def facts(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of facts, as written."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def dated(column: str, text: str) -> Row:
    """A date column and its precision, from ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or nothing."""
    if not text:
        return {column: None, f"{column}_precision": None}
    when = PartialDate.parse(text)
    return {column: when.first, f"{column}_precision": when.precision}


def whole(text: str) -> int | None:
    """A whole number, or ``None`` for nothing."""
    return int(text) if text else None


def parts(text: str, separator: str = ";") -> list[str] | None:
    """A list written in one cell, or ``None`` when there is none."""
    return [part.strip() for part in text.split(separator) if part.strip()] or None


def actor_on(code: str, on: date) -> str:
    """The actor that a code of the facts stood for on a day."""
    for known, first, last, actor in _BY_DATE:
        if code == known and first <= on <= last:
            return actor
    return code


def locator(fact: dict[str, str]) -> str:
    """What was read for a row: its source, or what confirmed it where the source is memory."""
    if not fact["source"].startswith("general knowledge"):
        return fact["source"]
    if not fact["confirmed_by"]:
        raise ValueError(f"a row rests on general knowledge alone: {fact}")
    return fact["confirmed_by"]


@cache
def doubted() -> frozenset[tuple[str, str, str]]:
    """Rows on which nothing may rest: table, key and actor."""
    return frozenset((row["table"], row["key"], row["actor"]) for row in facts("doubts"))
