"""The options that the commands on trade share, and what they mean."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete
from multipolar.cli.output import Output

T = TypeVar("T")
Row = Mapping[str, Any]

First = Annotated[
    str, typer.Argument(metavar="A", help="A state, region or organisation.", autocompletion=complete.actors)
]
Second = Annotated[
    str,
    typer.Argument(
        metavar="B",
        help="Its partner: a state, region or organisation, the same group for trade inside it, or World.",
        autocompletion=complete.actors,
    ),
]
Year = Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Only this year.")]
Since = Annotated[str | None, typer.Option("--since", metavar="YEAR", help="First year.")]
Until = Annotated[str | None, typer.Option("--until", metavar="YEAR", help="Last year.")]
Plot = Annotated[Path | None, typer.Option("--plot", "--out", metavar="FILE", help="Draw it: .svg or .png.")]
Way = Annotated[
    str, typer.Option("--direction", metavar="NAME", help="exports, imports or turnover (both together).")
]
By = Annotated[
    str | None,
    typer.Option("--report", metavar="NAME", help="own, partner or reconciled [default: the fullest]."),
]
Digits = Annotated[
    int, typer.Option("--digits", metavar="N", help="2, 4 or 6 digits of the product code tell goods apart.")
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", help="How many rows; 0 for all.")]
_FIRST, _LAST = 1870, 2100


def period(year: int | None, since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """The first and the last year asked about; ``None`` for an end left open.

    Raises:
        AskedWronglyError: Both a year and a period, a period that has no year, or no year at all.
    """
    if year is not None and (since or until):
        raise AskedWronglyError("--year was given with --since or --until", "Choose one")
    if year is not None:
        return _checked(year), year
    first = _checked(PartialDate.parse(since).first.year) if since else None
    last = _checked(PartialDate.parse(until).last.year) if until else None
    if first is not None and last is not None and first > last:
        raise AskedWronglyError(f"The period from {since} to {until} has no year")
    return first, last


def _checked(year: int) -> int:
    if not _FIRST <= year <= _LAST:
        raise AskedWronglyError(f"{year} is no year of trade", f"Write {_FIRST} to {_LAST}")
    return year


def cut(output: Output, found: Sequence[T], limit: int) -> Sequence[T]:
    """The first of some rows, as many as wanted; 0 for all.

    Raises:
        AskedWronglyError: A negative number.
    """
    if limit < 0:
        raise AskedWronglyError(f"{limit} rows are none", "Give --limit a number of 0 or more")
    if limit and len(found) > limit:
        output.note(f"{len(found):,} fit; the first {limit} are shown (--limit 0 for all)")
        return found[:limit]
    return found


def told(
    output: Output, rows: Sequence[Row], columns: Sequence[str], notes: Sequence[str], about: Row
) -> None:
    """Print rows; with --json one object that holds what they are about, the notes and the rows."""
    if output.form == "json":
        output.json({**about, "notes": list(notes), "rows": list(rows)})
    else:
        output.rows(rows, columns)
    for note in notes:
        output.note(note)


def digit(value: float | None, places: int = 4) -> float | None:
    """A figure rounded for print; nothing where there is none."""
    return None if value is None or value != value else round(value, places)
