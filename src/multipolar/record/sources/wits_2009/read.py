"""Reads the World Bank's table of total trade in 2009: each side's report of each flow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from multipolar.record.sources._common import actor_in_year, file_rows, parsed, table_rows
from multipolar.record.sources.base import ReadContext, Rows

# Figures are in thousands of current US dollars, with three decimals.
_THOUSAND = 1000
_VALUE = "TradeValue in 1000 USD"
_COLUMNS = (
    "Nomenclature", "ReporterISO3", "ProductCode", "ReporterName", "PartnerISO3", "PartnerName", "Year",
    "TradeFlowName", "TradeFlowCode", _VALUE,
)  # fmt: skip
_SIDES: Mapping[str, Literal["exporter", "importer"]] = {"Export": "exporter", "Import": "importer"}
_WORLD = "WLD"


@dataclass(frozen=True, slots=True)
class _Report:
    """What one side says of one flow."""

    reporter: str
    partner: str
    side: Literal["exporter", "importer"]
    year: int
    usd: float
    locator: str


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one flow for each reporter, partner and direction."""
    rows = file_rows(context.spec.name, files["table"], _COLUMNS, delimiter=";")
    yield table_rows("flow", _flows(parsed(context, "flow", rows, _report), context))


def _report(row: dict[str, str]) -> _Report:
    if row["ProductCode"].strip() != "Total":
        raise ValueError(f"product is {row['ProductCode']!r}, not Total")
    flow = row["TradeFlowName"]
    if flow not in _SIDES:
        raise ValueError(f"flow is {flow!r}, neither Export nor Import")
    reporter, partner = row["ReporterISO3"], row["PartnerISO3"]
    usd = round(float(row[_VALUE]) * _THOUSAND, 2)
    return _Report(reporter, partner, _SIDES[flow], int(row["Year"]), usd, f"{reporter} {flow} {partner}")


def _flows(reports: Iterator[_Report], context: ReadContext) -> Iterator[dict[str, object]]:
    for report in reports:
        reporter = _actor(report.reporter, report.year, context)
        partner = _actor(report.partner, report.year, context)
        if reporter is None or partner is None:
            code = report.reporter if reporter is None else report.partner
            context.issue("flow", report.locator, "the code is no actor of that year", code)
            continue
        exports = report.side == "exporter"
        yield {
            "exporter": reporter if exports else partner,
            "importer": partner if exports else reporter,
            "year": report.year,
            "product": "TOTAL",
            "nomenclature": "total",
            "reporter": report.side,
            "usd": report.usd,
            "locator": report.locator,
        }


def _actor(code: str, year: int, context: ReadContext) -> str | None:
    return _WORLD if code == _WORLD else actor_in_year(context, code, year, "wits")
