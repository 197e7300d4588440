"""Reads the workbook of General Debate speakers as speeches, one for each speaker of a session."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import (
    actor_in_year,
    dated,
    meaning,
    parsed,
    sheet_rows,
    table_rows,
    whole,
)
from multipolar.record.sources.base import ReadContext, Rows

COLUMNS = ("Year", "Session", "ISO Code", "Country", "Name of Person Speaking", "Post")
UNNAMED = ("",)
_Pair = tuple[dict[str, object], dict[str, object]]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the speeches, then their speakers."""
    rows = sheet_rows(context.spec.name, files["speakers"], "Sheet1", COLUMNS, UNNAMED)
    numbers: Counter[str] = Counter()
    pairs = parsed(context, "event", rows, lambda row: _speech(row, numbers, context))
    found = [pair for pair in pairs if pair is not None]
    yield table_rows("event", (event for event, _ in found))
    yield table_rows("participant", (speaker for _, speaker in found))


def _speech(row: dict[str, str], numbers: Counter[str], context: ReadContext) -> _Pair | None:
    year, session = whole(row["Year"]), whole(row["Session"])
    code, country = row["ISO Code"].strip(), row["Country"].strip()
    actor = _actor(code, country, year, context)
    locator = f"session {session}, {country}"
    if actor is None:
        context.issue("event", locator, "no actor for the code in that year", code or country)
        return None
    ident = f"general-debate {session} {actor}"
    numbers[ident] += 1
    if numbers[ident] > 1:
        ident = f"{ident} {numbers[ident]}"
    post = row["Post"].strip()
    event = {
        "id": ident,
        "kind": "speech",
        **dated("start", PartialDate(year)),
        **dated("end", PartialDate(year)),
        "place": "United Nations General Assembly",
        "title": f"General Debate, session {session}" + (f"; {post}" if post else ""),
        "locator": locator,
        **dated("valid_from", PartialDate(year)),
        **dated("valid_to", PartialDate(year + 1)),
    }
    person = row["Name of Person Speaking"].strip() or None
    return event, {
        "event": ident,
        "actor": actor,
        "person": person,
        "role": "speaker",
        "locator": locator,
    }


def _actor(code: str, country: str, year: int, context: ReadContext) -> str | None:
    """By code; where the code did not mean a state in that year (RUS in 1990), by the name beside it."""
    for day in (date(year, 12, 31), date(year, 1, 1)):
        if code and (found := meaning(context, code, "iso3", day)):
            return found
    return actor_in_year(context, country, year, "name")
