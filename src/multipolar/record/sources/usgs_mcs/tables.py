"""The commodities table: production, reserves and trade of each state, and yearly reliance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.usgs_mcs.value import Value, understand

COLUMNS = (
    "MCS chapter", "Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year",
    "Value", "Notes", "Is critical mineral 2025", "Other notes",
)  # fmt: skip
SOURCES = "Import sources 2021-2024"
_RELIANCE = "Net import reliance"
_EDITION = "MCS 2026"
_REST = "Other countries"
# A world total is printed "rounded"; it is the same statistic as its parts.
_ROUNDED = re.compile(r":? rounded$")
_OF_CONSUMPTION = re.compile(
    r"(?:granite only: )?net import reliance ?as a percentage of (?:total )?\w+ consumption[:,]? ?(.*)"
)
Row = Mapping[str, str]


def indicators(rows: Iterable[Row], context: ReadContext) -> Iterator[dict[str, object]]:
    """One row for each actor, statistic and year.

    The code is commodity, statistic and its detail, lower case, parted by bars:
    ``copper|production|mine production``.
    """
    for key, group in _grouped(r for r in rows if r["Statistics"] not in (_RELIANCE, SOURCES)).items():
        locator = " | ".join(key)
        row = group[0]
        if len({(r["Value"], r["Unit"].strip()) for r in group}) > 1:
            context.issue("indicator", locator, "several rows that cannot be told apart", count=len(group))
            continue
        country, commodity, statistics, detail, year = key
        actor = context.actor(country, "name")
        value = _value(row, "indicator", locator, context)
        if value is None or value.sort in ("not_applicable", "net_exporter"):
            continue
        if actor is None:
            reason = "a remainder, not an actor" if country == _REST else "the name is no actor"
            context.issue("indicator", locator, reason, country)
            continue
        if value.sort == "bound" or not row["Unit"].strip():
            problem = "a bound, not a figure" if value.sort == "bound" else "the figure has no unit"
            context.issue("indicator", locator, problem, row["Value"])
            continue
        yield {
            "actor": actor,
            "code": f"{commodity}|{statistics}|{detail}",
            "year": int(year),
            "value": value.number,
            "unit": row["Unit"].strip(),
            "locator": locator,
            "status": _status(row, value),
        }


def yearly_reliances(rows: Iterable[Row], context: ReadContext) -> Iterator[dict[str, object]]:
    """Net import reliance of the United States by commodity and year, as the salient statistics give it."""
    for key, group in _grouped(r for r in rows if r["Statistics"] == _RELIANCE).items():
        locator = " | ".join(key)
        row = group[0]
        if len({r["Value"] for r in group}) > 1:
            context.issue("reliance", locator, "several rows that cannot be told apart", count=len(group))
            continue
        value = _value(row, "reliance", locator, context)
        if value is None or value.sort == "not_applicable":
            continue
        _, commodity, _, detail, year = key
        match = _OF_CONSUMPTION.fullmatch(detail)
        variant = match[1].strip(" ()") if match and match[1] != commodity else ""
        yield {
            "importer": "USA",
            "commodity": f"{commodity}, {variant}" if variant else commodity,
            "year": int(year),
            "share": value.number,
            "qualifier": "E" if value.sort == "net_exporter" else value.sign,
            "edition": _EDITION,
            "locator": locator,
            "status": _status(row, value),
        }


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, str, str, str, str], list[Row]]:
    """Rows by country, commodity, statistic, detail and year."""
    found: dict[tuple[str, str, str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        detail = _ROUNDED.sub("", " ".join(row["Statistics_detail"].lower().split()))
        commodity = row["Commodity"].strip().lower()
        key = (row["Country"].strip(), commodity, row["Statistics"].lower(), detail, row["Year"])
        found[key].append(row)
    return found


def _value(row: Row, table: str, locator: str, context: ReadContext) -> Value | None:
    try:
        int(row["Year"])
        return understand(row["Value"])
    except ValueError as error:
        context.issue(table, locator, str(error), row["Value"])
        return None


def _status(row: Row, value: Value) -> str:
    if value.sort == "not_reported":
        return "not_reported"
    return "estimated" if "Estimated." in row["Notes"] else "reported"
