"""A bulk download of the World Bank: a zip whose main file has a preamble and one column a year."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import member
from multipolar.record.sources._common import check_header
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.world_bank.figure import Figure

_NAMES = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")


def archive(path: Path, context: ReadContext) -> Iterator[Figure]:
    """The figures of the zip's one data file.

    Raises:
        SourceError: Not a sound zip, or another layout.
    """
    with member(context.spec.name, path, "API_*.csv") as packed:
        lines = csv.reader(io.TextIOWrapper(packed, encoding="utf-8-sig", newline=""))
        years = _years(lines, path.name, context.spec.name)
        for cells in lines:
            if len(cells) not in (len(_NAMES) + len(years), len(_NAMES) + len(years) + 1):
                context.issue("indicator", f"{path.name} line {lines.line_num}", "a line cut short")
                continue
            yield from _line(cells, years, path.name, context)


def _years(lines: Iterator[list[str]], file: str, source: str) -> list[int]:
    """Skip the preamble; the years of the header, whose last column is empty."""
    for cells in lines:
        if cells[: len(_NAMES)] == list(_NAMES):
            years = [cell for cell in cells[len(_NAMES) :] if cell]
            check_header(source, file, years, [year for year in years if year.isdecimal()])
            return [int(year) for year in years]
        if cells and cells[0] not in ("Data Source", "Last Updated Date", ""):
            break
    raise SourceError(
        source, f"{file} has no header {', '.join(_NAMES)}", "Get the bulk CSV of one indicator"
    )


def _line(cells: Sequence[str], years: Sequence[int], file: str, context: ReadContext) -> Iterator[Figure]:
    _, place, name, code = cells[: len(_NAMES)]
    for year, text in zip(years, cells[len(_NAMES) :], strict=False):
        locator = f"{file} {place} {year}"
        try:
            value = float(text) if text.strip() else None
        except ValueError:
            context.issue("indicator", locator, "the value is not a number", text)
            continue
        yield Figure(place, code, year, value, name, locator)
