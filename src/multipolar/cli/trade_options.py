"""The options that the commands on trade share, and what they mean."""

from pathlib import Path
from typing import Annotated

import typer

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.cli import complete

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
