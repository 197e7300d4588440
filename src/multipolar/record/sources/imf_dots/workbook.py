"""The workbook that the Direction of Trade site saves: title, reporter and unit above a grid of years."""

import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import formats_module
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.imf_dots.cells import Cell, Flow

_TITLES: dict[str, Flow] = {
    "Exports, FOB to Partner Countries": "exporter",
    "Imports, CIF from Partner Countries": "importer",
}
_UNIT = "US Dollars, Millions"
# Column B, counted from 0: title in row 2, reporter in row 4, unit in row 5, years in row 7.
_NAME, _TITLE_ROW, _REPORTER_ROW, _UNIT_ROW, _YEAR_ROW = 1, 1, 3, 4, 6
_YEAR = re.compile(r"(1[89]|20)\d\d")


def cells(path: Path, context: ReadContext) -> Iterator[Cell]:
    """Every cell of every sheet, blank ones too.

    Raises:
        SourceError: openpyxl is missing, or a sheet is not laid out as known.
    """
    openpyxl = formats_module(context.spec.name, "openpyxl")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Workbook contains no default style", UserWarning)
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (OSError, KeyError, ValueError, EOFError) as error:
            raise _unreadable(context, path, error) from None
        except Exception as error:
            if type(error).__name__ not in ("BadZipFile", "InvalidFileException"):
                raise
            raise _unreadable(context, path, error) from None
    try:
        for sheet in book:
            rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
            yield from _sheet(path.name, sheet.title, rows, context)
    finally:
        book.close()


def _unreadable(context: ReadContext, path: Path, error: Exception) -> SourceError:
    return SourceError(
        context.spec.name, f"{path.name} is not a whole Excel workbook ({error})", "Save it again"
    )


def _sheet(file: str, name: str, rows: Sequence[Sequence[Any]], context: ReadContext) -> Iterator[Cell]:
    where = f"{file}, sheet {name!r}"
    flow, reporter, years = _head(where, rows, context)
    for number, row in enumerate(rows[_YEAR_ROW + 1 :], start=_YEAR_ROW + 2):
        partner = row[_NAME]
        if partner is None:
            continue
        for column, year in years:
            value = row[column] if column < len(row) else None
            locator = f"{file} {name} row {number} {year}"
            if value is not None and not isinstance(value, int | float):
                context.issue("flow", locator, "the cell is not a figure", str(value))
                continue
            yield Cell(reporter, flow, str(partner).strip(), year, value, locator, file)


def _head(
    where: str, rows: Sequence[Sequence[Any]], context: ReadContext
) -> tuple[Flow, str, list[tuple[int, int]]]:
    """Direction, reporter, and the columns with their years."""
    if len(rows) <= _YEAR_ROW + 1 or any(len(row) <= _NAME + 1 for row in rows[: _YEAR_ROW + 1]):
        raise _unknown(context, where, "it has too few rows or columns")
    title, reporter, unit = (rows[n][_NAME] for n in (_TITLE_ROW, _REPORTER_ROW, _UNIT_ROW))
    if title not in _TITLES:
        raise _unknown(context, where, f"its title is {title!r}")
    if unit != _UNIT:
        raise _unknown(context, where, f"its unit is {unit!r}, not {_UNIT!r}")
    if not isinstance(reporter, str):
        raise _unknown(context, where, "it names no reporter")
    heads = list(enumerate(rows[_YEAR_ROW]))[_NAME + 1 :]
    if odd := [head for _, head in heads if head is not None and not _YEAR.fullmatch(str(head))]:
        raise _unknown(context, where, f"the column {odd[0]!r} is not a year")
    return _TITLES[title], reporter.strip(), [(n, int(head)) for n, head in heads if head is not None]


def _unknown(context: ReadContext, where: str, problem: str) -> SourceError:
    remedy = "Save a yearly table of exports or imports to partner countries in millions of US dollars"
    return SourceError(context.spec.name, f"{where} is not laid out as known: {problem}", remedy)
