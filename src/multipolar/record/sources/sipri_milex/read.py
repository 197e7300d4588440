"""Reads SIPRI's military expenditure as Our World in Data republishes it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.record.sources._common import table_rows
from multipolar.record.sources._entities import Indicator, indicators
from multipolar.record.sources.base import ReadContext, Rows

_COLUMNS = {
    "military_expenditure": Indicator("military_expenditure", "constant 2019 US dollars"),
    "military_expenditure_share_gdp": Indicator("military_expenditure_share_gdp", "per cent of GDP"),
    "military_expenditure_per_capita": Indicator(
        "military_expenditure_per_capita", "constant 2019 US dollars per person"
    ),
}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one row for each actor, year and column."""
    yield table_rows("indicator", indicators(files["table"], _COLUMNS, context))
