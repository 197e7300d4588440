"""Reads the list of Russian missions of May 2015 as ties observed on that day."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.record.sources._common import file_rows, table_rows
from multipolar.record.sources.base import ReadContext, Rows

OBSERVED = date(2015, 5, 26)
COLUMNS = ("Country", "City", "Latitude", "Longitude", "Type")


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one tie for each mission; its value names the sort of mission and the city."""
    rows = file_rows(context.spec.name, files["missions"], COLUMNS)
    yield table_rows("tie", _ties(rows, context))


def _ties(rows: Iterator[dict[str, str]], context: ReadContext) -> Iterator[dict[str, object]]:
    for row in rows:
        country, city, sort = (row[name].strip() for name in ("Country", "City", "Type"))
        actor = context.actor(country, "name", OBSERVED)
        if actor is None:
            context.issue("tie", f"{country}, {city}", "no actor of that name", country)
            continue
        yield {
            "kind": "mission",
            "a": "RUS",
            "b": actor,
            "directed": True,
            "value": f"{sort}, {city}",
            "locator": f"{country}, {city}: {sort}",
            "observed": OBSERVED,
        }
