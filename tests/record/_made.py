"""A source made of rows in memory, and its releases."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from multipolar.record.releases import write_release
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import Coverage, Expected, ReadContext, Rows, SourceSpec


def spec(name: str = "made", tables: Iterable[str] = ("vote",), **changes) -> SourceSpec:
    """A description of a source that nobody publishes."""
    described = {
        "name": name, "title": name.title(), "publisher": "A test", "licence": "none", "redistribute": False,
        "citation": "A test", "homepage": "", "files": (), "coverage": Coverage(scope="a test"),
        "tables": {table: Expected(max_rows=1_000_000) for table in tables}, **changes,
    }  # fmt: skip
    return SourceSpec(**described)


def rows(table: str, *found: Mapping[str, object]) -> Rows:
    """Rows of one table; locators are numbered."""
    names = {name for row in found for name in row} | {"locator"}
    schema = pa.schema([field.with_nullable(True) for field in TABLES[table].arrow() if field.name in names])
    listed = [{"locator": f"row {number}", **row} for number, row in enumerate(found, start=1)]
    return Rows(table, pa.Table.from_pylist(listed, schema=schema))


def votes(**choices: str) -> Rows:
    """Votes in one roll call, by actor."""
    return rows("vote", *({"rollcall": "A/RES/1/1", "actor": a, "choice": c} for a, c in choices.items()))


def release(record: Path, name: str, *given: Rows, described: SourceSpec | None = None, issues=(), **options):
    """Write a release of such rows."""
    one = described or spec(tables=dict.fromkeys(part.table for part in given))
    context = ReadContext(one, record)
    for issue in issues:
        context.issue(*issue)
    return write_release(record, one, name, iter(given), context, options.pop("files", {}), **options)
