"""Reads REIGN's list of leaders: days of entry, months of leaving, and who was in office in March 2021."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.record.sources._common import (
    after,
    cow_date,
    dated,
    file_rows,
    first_actor,
    parsed,
    table_rows,
    whole,
)
from multipolar.record.sources.base import ReadContext, Rows

CUTOFF = date(2021, 3, 31)
COLUMNS = (
    "stateabb", "ccode", "leadid", "leader", "sdate", "smonth", "syear", "emonth", "eyear", "birthyear",
    "gender", "militarycareer", "l_month", "l_year", "codedby", "notes",
)  # fmt: skip
UNNAMED = ("",)


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one office for each spell of a leader."""
    rows = file_rows(context.spec.name, files["leaders"], COLUMNS, UNNAMED, encoding="latin-1")
    offices = parsed(context, "office", rows, lambda row: _office(row, context))
    yield table_rows("office", (office for office in offices if office is not None))


def _office(row: dict[str, str], context: ReadContext) -> dict[str, object] | None:
    first = cow_date(row["syear"], row["smonth"], row["sdate"])
    last = cow_date(row["eyear"], row["emonth"])
    if first is None:
        raise ValueError(f"{row['leadid']}: no start")
    if last is not None and last.last < first.first:
        raise ValueError(f"{row['leadid']}: the spell ends in {last}, before it starts")
    code = str(whole(row["ccode"]))
    actor = first_actor(context, code, "cow", first.last, last.last if last else CUTOFF)
    if actor is None:
        context.issue("office", row["leadid"], "no actor for the state number in those years", code)
        return None
    return {
        "person": _mended(row["leader"]),
        "title": "leader",
        "actor": actor,
        **dated("start", first),
        **dated("end", last),
        "locator": row["leadid"],
        **dated("valid_from", first),
        **dated("valid_to", after(last) if last else None),
        "observed": None if last else CUTOFF,
    }


def _mended(name: str) -> str:
    """The name with its letters: the file is Latin-1, but some of its cells are UTF-8."""
    try:
        return name.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        return name.strip()
