"""Where the actors' tables lie, and how a row of each is read."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import RecordError

_DATA = Path(__file__).resolve().parent / "data"


class Dates(NamedTuple):
    """A stretch of time as a table gives it; both ends are included, an empty one is open."""

    start: PartialDate | None
    end: PartialDate | None


def cells(name: str) -> Iterator[list[str]]:
    """The rows of one table as lists of text, its header first; nothing when the file is not there."""
    path = _DATA / name
    if not path.is_file():
        return
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    header = next(lines)
    yield header
    width = len(header)
    for number, row in enumerate(lines, start=2):
        if len(row) != width:
            raise RecordError(f"{name}, row {number}: {len(row)} cells where the header has {width}")
        yield row


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table, each a mapping of column to text; nothing when the file is not there."""
    lines = cells(name)
    header = next(lines, [])
    for row in lines:
        yield dict(zip(header, row, strict=True))


def day(text: str) -> PartialDate | None:
    """A date cell: ISO, shortened when less is known, empty when nothing is."""
    return PartialDate.parse(text) if text else None


def dates(row: dict[str, str], start: str = "valid_from", end: str = "valid_to") -> Dates:
    """The two date cells of a row."""
    return Dates(day(row[start]), day(row[end]))
