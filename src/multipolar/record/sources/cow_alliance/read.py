"""Reads Correlates of War alliances as undirected ties, one spell for each pair and obligation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import (
    cow_date,
    csv_rows,
    file_rows,
    parsed,
    table_rows,
    whole,
    zip_member,
)
from multipolar.record.sources._spells import spell, spells, split_spell
from multipolar.record.sources.base import ReadContext, Rows

CUTOFF = date(2012, 12, 31)
OBLIGATIONS = ("defense", "neutrality", "nonaggression", "entente")
BY_DYAD = (
    "version4id", "ccode1", "state_name1", "ccode2", "state_name2",
    "dyad_st_day", "dyad_st_month", "dyad_st_year", "dyad_end_day", "dyad_end_month", "dyad_end_year",
    "left_censor", "right_censor", *OBLIGATIONS, "version",
)  # fmt: skip
PACKAGED = ("ccode1", "ccode2", "year", "cow_defense", "cow_neutral", "cow_nonagg", "cow_entente")


@dataclass(frozen=True, slots=True)
class _Treaty:
    """A pair of state numbers (lower first), the treaty, its obligations and inclusive dates."""

    pair: tuple[int, int]
    label: str
    obligations: tuple[str, ...]
    first: PartialDate
    last: PartialDate


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one tie for each pair, obligation and unbroken stretch of time."""
    held: dict[tuple[tuple[int, int], str], set[_Treaty]] = defaultdict(set)
    for treaty in _treaties(files, context):
        if not treaty.obligations:
            context.issue("tie", treaty.label, "an alliance without any obligation coded")
        for obligation in treaty.obligations:
            held[treaty.pair, obligation].add(treaty)
    rows: list[dict[str, object]] = []
    for (pair, obligation), treaties in sorted(held.items()):
        for joined in _join(treaties):
            rows += _ties(pair, obligation, joined, context)
    yield table_rows("tie", rows)


def _treaties(files: Mapping[str, Path], context: ReadContext) -> Iterable[_Treaty]:
    source = context.spec.name
    if "archive" in files:
        stream = zip_member(source, files["archive"], "alliance_v4.1_by_dyad.csv", "latin-1")
        rows = csv_rows(source, stream, "alliance_v4.1_by_dyad.csv", BY_DYAD, ("asymmetric",))
        return parsed(context, "tie", rows, _official)
    if "dyads" in files:
        rows = file_rows(source, files["dyads"], BY_DYAD, ("asymmetric",), encoding="latin-1")
        return parsed(context, "tie", rows, _official)
    if "dyad_years" in files:
        return _packaged(file_rows(source, files["dyad_years"], PACKAGED), context)
    raise SourceError(source, "no file given", "Give version4.1_csv.zip or alliance_v4.1_by_dyad.csv")


def _official(row: dict[str, str]) -> _Treaty:
    low, high = sorted((whole(row["ccode1"]), whole(row["ccode2"])))
    first = cow_date(row["dyad_st_year"], row["dyad_st_month"], row["dyad_st_day"])
    last = cow_date(row["dyad_end_year"], row["dyad_end_month"], row["dyad_end_day"])
    if first is None:
        raise ValueError("the alliance has no start")
    if last is None and row["right_censor"] != "1":
        raise ValueError("the alliance has no end and is not marked as still in force")
    obligations = tuple(name for name in OBLIGATIONS if row[name] == "1")
    return _Treaty(
        (low, high), f"alliance {row['version4id']}", obligations, first, last or PartialDate.of(CUTOFF)
    )


def _packaged(rows: Iterable[dict[str, str]], context: ReadContext) -> Iterator[_Treaty]:
    """The yearly layout of R's peacesciencer, both directions: years in a row make one treaty."""
    years: dict[tuple[tuple[int, int], str], set[int]] = defaultdict(set)
    for pair, year, coded in parsed(context, "tie", rows, _dyad_year):
        if not coded:
            context.issue("tie", f"{pair[0]}-{pair[1]} {year}", "a dyad-year without any obligation coded")
        for name in coded:
            years[pair, name].add(year)
    for (pair, name), held in years.items():
        for first, last in spells(held):
            yield _Treaty(pair, "dyad-years", (name,), PartialDate(first), PartialDate(last))


def _dyad_year(row: dict[str, str]) -> tuple[tuple[int, int], int, list[str]]:
    low, high = sorted((whole(row["ccode1"]), whole(row["ccode2"])))
    coded = [name for name, column in zip(OBLIGATIONS, PACKAGED[3:], strict=True) if whole(row[column])]
    return (low, high), whole(row["year"]), coded


def _join(treaties: Iterable[_Treaty]) -> list[tuple[str, PartialDate, PartialDate]]:
    """Join treaties that overlap or follow each other without a gap: labels, first and last date."""
    joined: list[tuple[list[str], PartialDate, PartialDate]] = []
    for treaty in sorted(treaties, key=lambda t: (t.first.first, t.last.last, t.label)):
        if joined and treaty.first.first <= joined[-1][2].last + timedelta(days=1):
            labels, first, last = joined[-1]
            later = max(last, treaty.last, key=lambda when: when.last)
            joined[-1] = ([*labels, treaty.label], first, later)
        else:
            joined.append(([treaty.label], treaty.first, treaty.last))
    return [(", ".join(dict.fromkeys(labels)), first, last) for labels, first, last in joined]


def _ties(
    pair: tuple[int, int],
    obligation: str,
    joined: tuple[str, PartialDate, PartialDate],
    context: ReadContext,
) -> list[dict[str, object]]:
    label, first, last = joined
    locator = f"{label}: {pair[0]}-{pair[1]} {obligation} {first}"
    parts = split_spell(context, [str(code) for code in pair], "cow", first, last)
    if not parts:
        context.issue("tie", locator, "a state number has no actor", f"{pair[0]} {pair[1]}")
    return [
        {
            "kind": "alliance",
            "a": a,
            "b": b,
            "directed": False,
            "value": obligation,
            "locator": locator,
            **spell(start, end, CUTOFF),
        }
        for (a, b), start, end in parts
    ]
