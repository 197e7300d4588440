"""Reads AQUASTAT's water withdrawals as Our World in Data republishes them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.record.sources._common import table_rows
from multipolar.record.sources._entities import Indicator, indicators
from multipolar.record.sources.base import ReadContext, Rows

# Volumes are printed in thousands of millions of cubic metres (AQUASTAT: 10^9 m3/yr).
_VOLUME = "billion cubic metres a year"
_SHARE = "per cent of total withdrawal"
_COLUMNS = {
    "Total water withdrawal per capita": Indicator(
        "water_withdrawal_per_capita", "cubic metres a year per person"
    ),
    "Total water withdrawal": Indicator("water_withdrawal", _VOLUME),
    "Municipal water as share of total withdrawal": Indicator("municipal_water_share", _SHARE),
    "Municipal water withdrawal": Indicator("municipal_water_withdrawal", _VOLUME),
    "Irrigation water withdrawal": Indicator("irrigation_water_withdrawal", _VOLUME),
    "Irrigation water requirement": Indicator("irrigation_water_requirement", _VOLUME),
    "Industrial water as share of total withdrawal": Indicator("industrial_water_share", _SHARE),
    "Industrial water withdrawal": Indicator("industrial_water_withdrawal", _VOLUME),
    "Agricultural water withdrawal": Indicator("agricultural_water_withdrawal", _VOLUME),
    "Agricultural water as share of total withdrawal": Indicator("agricultural_water_share", _SHARE),
}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one row for each actor, year and column."""
    yield table_rows("indicator", indicators(files["table"], _COLUMNS, context))
