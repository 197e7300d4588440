"""Reads IMF Direction of Trade tables: one reporter's exports or imports with every partner by year."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import actor_in_year, file_rows, parsed, table_rows
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.imf_dots.cells import Cell, Flow, extrapolated, newest
from multipolar.record.sources.imf_dots.workbook import cells

# Figures are in millions of current US dollars, exports free on board, imports with cost and freight.
_MILLION = 1e6
_TIDY = ("reporter", "flow", "partner", "year", "usd_millions", "source_file")
_FLOWS: Mapping[str, Flow] = {"Exports": "exporter", "Imports": "importer"}
# Members of the list that are headings and never a partner.
_HEADINGS = frozenset({"Memorandum Items"})
_WORLD = "World"


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one flow for each reporter, partner and year, a blank one as not reported."""
    if not files:
        raise SourceError(context.spec.name, "no file given", "Give the workbooks saved from data.imf.org")
    found = [cell for path in files.values() for cell in _cells(path, context)]
    held = newest(found, context)
    estimated = extrapolated(held) | _declared(held)
    yield table_rows("flow", _rows(held, estimated, context))


def _cells(path: Path, context: ReadContext) -> Iterator[Cell]:
    if path.suffix.lower() == ".xlsx":
        yield from cells(path, context)
        return
    rows = file_rows(context.spec.name, path, _TIDY)
    yield from parsed(context, "flow", rows, _tidy)


def _tidy(row: dict[str, str]) -> Cell:
    """One row of the same figures as a plain table."""
    if row["flow"] not in _FLOWS:
        raise ValueError(f"flow is {row['flow']!r}, neither Exports nor Imports")
    text = row["usd_millions"].strip()
    value = float(text) if text else None
    return Cell(
        row["reporter"], _FLOWS[row["flow"]], row["partner"], int(row["year"]), value,
        f"{row['source_file']} {row['flow']} {row['partner']} {row['year']}", row["source_file"],
    )  # fmt: skip


def _declared(held: Iterable[Cell]) -> set[tuple[str, Flow, int]]:
    """Reporters and years whose figures the Fund made itself, as listed in estimates.csv."""
    with (Path(__file__).parent / "estimates.csv").open(encoding="utf-8", newline="") as file:
        listed = [(r["reporter"], int(r["first"]), int(r["last"] or 9999)) for r in csv.DictReader(file)]
    return {
        (cell.reporter, cell.flow, cell.year)
        for cell in held
        for reporter, first, last in listed
        if cell.reporter == reporter and first <= cell.year <= last
    }


def _rows(
    held: Iterable[Cell], estimated: set[tuple[str, Flow, int]], context: ReadContext
) -> Iterator[dict[str, object]]:
    for cell in held:
        if cell.partner in _HEADINGS:
            continue
        reporter, partner = (_actor(name, cell.year, context) for name in (cell.reporter, cell.partner))
        if reporter is None or partner is None:
            refused = cell.reporter if reporter is None else cell.partner
            context.issue("flow", cell.locator, "the name is no actor of that year", refused)
            continue
        exports = cell.flow == "exporter"
        made = (cell.reporter, cell.flow, cell.year) in estimated
        yield {
            "exporter": reporter if exports else partner,
            "importer": partner if exports else reporter,
            "year": cell.year,
            "product": "TOTAL",
            "nomenclature": "total",
            "reporter": cell.flow,
            "usd": None if cell.value is None else round(cell.value * _MILLION, 2),
            "locator": cell.locator,
            "status": "not_reported" if cell.value is None else "estimated" if made else "reported",
        }


def _actor(name: str, year: int, context: ReadContext) -> str | None:
    return "WLD" if name == _WORLD else actor_in_year(context, name, year, "name")
