"""Reads Archigos in its three layouts (Stata, yearly text, R's peacesciencer) as spells of leaders."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import (
    after,
    check_header,
    dated,
    file_rows,
    first_actor,
    formats_module,
    parsed,
    table_rows,
    whole,
)
from multipolar.record.sources.base import ReadContext, Rows

STILL = "Still in Office"
STATA = (
    "obsid", "leadid", "ccode", "idacr", "leader", "startdate", "eindate", "enddate", "eoutdate", "entry",
    "exit", "exitcode", "prevtimesinoffice", "posttenurefate", "gender", "yrborn", "yrdied", "borndate",
    "ebirthdate", "deathdate", "edeathdate", "dbpediauri", "numentry", "numexit", "numexitcode",
    "numposttenurefate", "fties", "ftcur",
)  # fmt: skip
ANNUAL = (
    "obsid", "leadid", "ccode", "idacr", "leader", "startdate", "enddate", "entry", "exit", "exitcode",
    "prevtimesinoffice", "posttenurefate", "gender", "yrborn", "yrdied", "borndate", "deathdate",
    "dbpedia.uri", "num.entry", "num.exit", "num.exitcode", "num.posttenurefate", "fties", "ftcur",
)  # fmt: skip
PACKAGED = (
    "obsid", "gwcode", "leadid", "leader", "yrborn", "gender", "startdate", "enddate", "entry", "exit",
    "exitcode",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leader:
    """One spell in power, inclusive; ``last`` is the last day observed when still in office."""

    id: str
    code: str
    name: str
    first: PartialDate
    last: PartialDate
    still: bool


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one office for each spell of a leader."""
    rows: list[dict[str, object]] = []
    for leader in leaders(files, context):
        actor = first_actor(context, leader.code, "gw", leader.first.first, leader.last.last)
        if actor is None:
            context.issue("office", leader.id, "no actor for the state number in those years", leader.code)
        elif leader.last.first < leader.first.first:
            context.issue("office", leader.id, "the spell ends before it starts", str(leader.last))
        else:
            rows.append(_office(leader, actor))
    yield table_rows("office", rows)


def leaders(files: Mapping[str, Path], context: ReadContext) -> Iterable[Leader]:
    """Spells from whichever layout is given."""
    source = context.spec.name
    if "stata" in files:
        return parsed(context, "office", _stata_rows(files["stata"], source), _leader)
    if "packaged" in files:
        rows = file_rows(source, files["packaged"], PACKAGED)
        return parsed(context, "office", rows, _leader)
    if "annual" in files:
        rows = file_rows(source, files["annual"], ANNUAL, encoding="latin-1", delimiter="\t")
        return parsed(context, "office", _joined(rows), _leader)
    raise SourceError(source, "no file given", "Give Archigos_4.1_stata14.dta or arch_annual.txt")


def _leader(row: dict[str, str]) -> Leader:
    code = row.get("ccode") or row["gwcode"]
    first, last = PartialDate.parse(row["startdate"]), PartialDate.parse(row["enddate"])
    return Leader(row["obsid"], str(whole(code)), row["leader"].strip(), first, last, row["exit"] == STILL)


def _stata_rows(path: Path, source: str) -> Iterator[dict[str, str]]:
    pandas = formats_module(source, "pandas")
    try:
        with warnings.catch_warnings():
            # The publisher's file holds Latin-1 names in a format meant for UTF-8; pandas reads them rightly.
            warnings.simplefilter("ignore", UnicodeWarning)
            frame = pandas.read_stata(path, convert_dates=False)
    except ValueError as error:
        raise SourceError(source, f"{path.name} is no Stata file: {error}") from None
    check_header(source, path.name, list(frame.columns), STATA)
    for number, values in enumerate(frame.itertuples(index=False), start=1):
        cells = dict(zip(STATA, map(str, values), strict=True))
        yield {**cells, "#": str(number)}


def _joined(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Years of one spell as one row: entered in the first of them, left in the last."""
    spells: dict[str, dict[str, str]] = {}
    for row in rows:
        spell = spells.setdefault(row["obsid"], dict(row))
        if row["startdate"] < spell["startdate"]:
            spell["startdate"] = row["startdate"]
        if row["enddate"] >= spell["enddate"]:
            spell["enddate"], spell["exit"] = row["enddate"], row["exit"]
    yield from spells.values()


def _office(leader: Leader, actor: str) -> dict[str, object]:
    ended = None if leader.still else leader.last
    return {
        "person": leader.name,
        "title": "leader",
        "actor": actor,
        **dated("start", leader.first),
        **dated("end", ended),
        "locator": leader.id,
        **dated("valid_from", leader.first),
        **dated("valid_to", after(ended) if ended else None),
        "observed": leader.last.last if leader.still else None,
    }
