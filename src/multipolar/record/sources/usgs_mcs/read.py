"""Reads USGS Mineral Commodity Summaries: what the United States relies on, and who produces what."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import file_rows, table_rows
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.sources.usgs_mcs.figures import reliances
from multipolar.record.sources.usgs_mcs.tables import COLUMNS, SOURCES, indicators, yearly_reliances

_EDITION = 2026


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the reliance of figures 2 and 3 and of the salient statistics, then the indicators."""
    if not files:
        raise SourceError(context.spec.name, "no file given", f"Give the CSV files of MCS {_EDITION}")
    reliance: list[dict[str, object]] = []
    if "reliance" in files:
        reliance += reliances(files["reliance"], files.get("import_sources"), context)
    if "commodities" in files:
        published = file_rows(context.spec.name, files["commodities"], COLUMNS, encoding="cp1252")
        rows = [row | {"Statistics": row["Statistics"].strip()} for row in published]
        held = {(row["commodity"], row["year"]) for row in reliance}
        reliance += (r for r in yearly_reliances(rows, context) if (r["commodity"], r["year"]) not in held)
        yield table_rows("indicator", indicators(rows, context))
        left = sum(row["Statistics"] == SOURCES for row in rows)
        context.issue(
            "reliance", files["commodities"].name, "import sources by product are not read", count=left
        )
    if reliance:
        yield table_rows("reliance", reliance)
