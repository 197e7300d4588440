"""A page of the World Bank's API: a list of the page's particulars and of its rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from multipolar.basics.errors import SourceError
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.world_bank.figure import Figure

_ROW = {"indicator", "country", "countryiso3code", "date", "value", "unit", "obs_status", "decimal"}
_STATUS = {"": "reported", "E": "estimated", "F": "estimated"}


def page(path: Path, context: ReadContext) -> Iterator[Figure]:
    """The figures of a page.

    Raises:
        SourceError: Not JSON, an error message of the API, one page of several, or unknown fields.
    """
    source = context.spec.name
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SourceError(source, f"{path.name} is not JSON ({error})", "Download it again") from None
    rows = _rows(content, path.name, source)
    for row in rows:
        if set(row) != _ROW:
            odd = ", ".join(sorted(set(row) ^ _ROW))
            raise SourceError(source, f"{path.name} has rows whose fields are not the known ones: {odd}")
        yield from _figure(row, path.name, context)


def _rows(content: Any, file: str, source: str) -> list[dict[str, Any]]:  # noqa: ANN401
    match content:
        case [{"message": [{"value": message, **_more}, *_]}, *_]:
            raise SourceError(source, f"{file} is an answer of the World Bank saying: {message}")
        case [{"page": 1, "pages": 1, "total": total, **_more}, [*rows]] if len(rows) == total:
            return rows
        case [{"page": number, "pages": pages, **_more}, *_]:
            raise SourceError(
                source,
                f"{file} is page {number} of {pages}, or not whole",
                "Ask for more rows a page (per_page)",
            )
    raise SourceError(source, f"{file} is not a page of the World Bank's API")


def _figure(row: dict[str, Any], file: str, context: ReadContext) -> Iterator[Figure]:
    code, name = row["indicator"]["id"], row["indicator"]["value"]
    place = row["countryiso3code"] or row["country"]["value"]
    locator = f"{file} {place} {row['date']}"
    if row["obs_status"] not in _STATUS:
        context.issue("indicator", locator, "unknown status of the observation", str(row["obs_status"]))
        return
    value = row["value"]
    if not str(row["date"]).isdecimal() or not (value is None or isinstance(value, int | float)):
        context.issue("indicator", locator, "the year or the value is not a number", str(value))
        return
    status = _STATUS[row["obs_status"]]
    yield Figure(
        place, code, int(row["date"]), None if value is None else float(value), name, locator, status
    )
