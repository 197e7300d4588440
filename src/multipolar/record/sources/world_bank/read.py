"""Reads World Bank indicators: pages of the API, bulk zips, and the plain tables that others republish."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import file_rows, parsed, table_rows, whole
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.world_bank.api import page
from multipolar.record.sources.world_bank.bulk import archive
from multipolar.record.sources.world_bank.figure import INDICATORS, Figure, unit_of

_PLAIN = ("Country Name", "Country Code", "Year", "Value")
_PER_CAPITA = "GDP per capita, PPP (constant 2021 international $)"


@dataclass(frozen=True, slots=True)
class _Table:
    """A republished table: its columns and the indicator that its name, not its content, tells."""

    columns: tuple[str, ...]
    place: str
    value: str
    code: str


_TABLES: Mapping[str, _Table] = {
    "gdp_table": _Table(_PLAIN, "Country Code", "Value", "NY.GDP.MKTP.CD"),
    "population_table": _Table(_PLAIN, "Country Code", "Value", "SP.POP.TOTL"),
    "gdp_per_capita_table": _Table(
        ("Entity", "Code", "Year", _PER_CAPITA), "Code", _PER_CAPITA, "NY.GDP.PCAP.PP.KD"
    ),
}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one row for each actor, indicator and year."""
    held: dict[str, str] = {}
    rows: list[dict[str, object]] = []
    for name, path in files.items():
        figures = list(_figures(name, path, context))
        for code in {figure.code for figure in figures}:
            if code in held:
                raise SourceError(
                    context.spec.name, f"{held[code]} and {path.name} both hold {code}", "Give one of them"
                )
            held[code] = path.name
        rows += _published(figures, context)
    yield table_rows("indicator", rows)


def _figures(name: str, path: Path, context: ReadContext) -> Iterator[Figure]:
    if name in _TABLES:
        table = _TABLES[name]
        rows = file_rows(context.spec.name, path, table.columns)
        yield from parsed(context, "indicator", rows, lambda row: _plain(row, table, path.name))
    elif path.suffix.lower() == ".zip":
        yield from archive(path, context)
    else:
        yield from page(path, context)


def _plain(row: dict[str, str], table: _Table, file: str) -> Figure:
    place = row[table.place] or row.get("Entity", "")
    text = row[table.value].strip()
    return Figure(
        place, table.code, whole(row["Year"]), float(text) if text else None, INDICATORS[table.code],
        f"{file} {place} {row['Year']}",
    )  # fmt: skip


def _published(figures: list[Figure], context: ReadContext) -> Iterator[dict[str, object]]:
    """Canonical rows. After the last year in which an indicator has any figure it is not yet published."""
    last: dict[str, int] = defaultdict(int)
    for figure in figures:
        if figure.value is not None:
            last[figure.code] = max(last[figure.code], figure.year)
    for figure in figures:
        if figure.year > last[figure.code]:
            continue
        actor = context.actor(figure.place, "worldbank")
        if actor is None:
            context.issue("indicator", figure.locator, "the code is no actor", figure.place)
            continue
        yield {
            "actor": actor,
            "code": figure.code,
            "year": figure.year,
            "value": figure.value,
            "unit": unit_of(figure.code, figure.name),
            "locator": figure.locator,
            "status": "not_reported" if figure.value is None else figure.status,
        }
