"""Reads the World Bank's net energy imports as Our World in Data republishes them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.record.sources._common import table_rows
from multipolar.record.sources._entities import Indicator, indicators
from multipolar.record.sources.base import ReadContext, Rows

_COLUMNS = {"Energy imports (World Bank (2014))": Indicator("EG.IMP.CONS.ZS", "% of energy use")}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one row for each actor and year; a negative figure is a net exporter's."""
    yield table_rows("indicator", indicators(files["table"], _COLUMNS, context, lands=True))
