"""Reads Correlates of War direct contiguity as undirected ties whose value is the kind, 1 (land) to 5."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import (
    csv_rows,
    file_rows,
    first_line,
    parsed,
    table_rows,
    whole,
    zip_member,
)
from multipolar.record.sources._spells import spell, split_spell
from multipolar.record.sources.base import ReadContext, Rows

CUTOFF = date(2016, 12, 31)
KINDS = ("1", "2", "3", "4", "5")
OFFICIAL = (
    "dyad",
    "statelno",
    "statelab",
    "statehno",
    "statehab",
    "conttype",
    "begin",
    "end",
    "notes",
    "version",
)
APART = "0"
PACKAGED = ("ccode1", "ccode2", "conttype", "stdate", "enddate")


@dataclass(frozen=True, slots=True)
class _Pair:
    """One published spell: two state numbers, the kind, first and last month."""

    low: str
    high: str
    kind: str
    first: PartialDate
    last: PartialDate


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one tie for each spell of contiguity, each pair once, the lower state number as ``a``."""
    rows: list[dict[str, object]] = []
    for pair in _pairs(files, context):
        if pair.kind not in KINDS:
            raise SourceError(context.spec.name, f"contiguity kind {pair.kind!r} is not one of {KINDS}")
        rows += _ties(pair, context)
    yield table_rows("tie", rows)


def _pairs(files: Mapping[str, Path], context: ReadContext) -> Iterable[_Pair]:
    source = context.spec.name
    if "archive" in files:
        stream = zip_member(source, files["archive"], "contdir.csv", "latin-1")
        return parsed(context, "tie", csv_rows(source, stream, "contdir.csv", OFFICIAL), _official)
    if "contdir" not in files:
        raise SourceError(source, "no file given", "Give DirectContiguity320.zip or contdir.csv")
    path = files["contdir"]
    if not first_line(source, path, "latin-1").startswith("ccode1"):
        return parsed(context, "tie", file_rows(source, path, OFFICIAL, encoding="latin-1"), _official)
    both = parsed(context, "tie", file_rows(source, path, PACKAGED), _packaged)
    return (pair for pair in both if int(pair.low) < int(pair.high) and pair.kind != APART)


def _official(row: dict[str, str]) -> _Pair:
    return _Pair(row["statelno"], row["statehno"], row["conttype"], _month(row["begin"]), _month(row["end"]))


def _packaged(row: dict[str, str]) -> _Pair:
    """The layout of R's peacesciencer: both directions, months written as their first day."""
    low, high, kind = (str(whole(row[name])) for name in ("ccode1", "ccode2", "conttype"))
    return _Pair(low, high, kind, PartialDate.parse(row["stdate"][:7]), PartialDate.parse(row["enddate"][:7]))


def _month(text: str) -> PartialDate:
    return PartialDate.parse(f"{text[:4]}-{text[4:]}")


def _ties(pair: _Pair, context: ReadContext) -> list[dict[str, object]]:
    locator = f"{pair.low}-{pair.high} {pair.kind} {pair.first}"
    parts = split_spell(context, [pair.low, pair.high], "cow", pair.first, pair.last)
    if not parts:
        context.issue("tie", locator, "a state number has no actor", f"{pair.low} {pair.high}")
    return [
        {
            "kind": "contiguity",
            "a": a,
            "b": b,
            "directed": False,
            "value": pair.kind,
            "locator": locator,
            **spell(start, end, CUTOFF),
        }
        for (a, b), start, end in parts
    ]
