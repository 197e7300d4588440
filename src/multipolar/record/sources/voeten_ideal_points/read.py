"""Reads ideal points of states estimated from General Assembly votes, in the three layouts published."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import check_header, open_text, table_rows
from multipolar.record.sources.base import ReadContext, Rows

QUANTILES = {
    "QO%": "min",
    "Q5%": "q05",
    "Q10%": "q10",
    "Q50%": "q50",
    "Q90%": "q90",
    "Q95%": "q95",
    "Q100%": "max",
}
VARIANTS = ("", "All", "Important", "HumanRights", "MiddleEast", "Nuclear", "NoNukes")
_NAMES = {
    "": "all",
    "All": "all",
    "HumanRights": "human_rights",
    "MiddleEast": "middle_east",
    "NoNukes": "no_nukes",
}
_FIRST_SESSION_YEAR = 1945
UNITS = {"points": "ideal point", "votes": "votes"}


@dataclass(frozen=True, slots=True)
class Variant:
    """Which votes a file was estimated from, told by the ending of its column names."""

    suffix: str

    @property
    def code(self) -> str:
        """The code of the posterior mean."""
        return f"idealpoint_{_NAMES.get(self.suffix, self.suffix.lower())}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column but the row number."""
        figures = ("NVotes", "IdealPoint", *QUANTILES)
        return ("ccode", "session", *(name + self.suffix for name in figures), "iso3c", "Countryname")


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the posterior mean, its quantiles and the number of votes as indicators by session year."""
    yield table_rows("indicator", (row for path in files.values() for row in _file(path, context)))


def _file(path: Path, context: ReadContext) -> Iterator[dict[str, object]]:
    source = context.spec.name
    with open_text(path, _encoding(path)) as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        variant = _variant(source, path, header)
        seen: set[tuple[str, int]] = set()
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(header):
                raise SourceError(source, f"{path.name}, line {number} is not as long as the header")
            row = dict(zip(header, cells, strict=True))
            yield from _rows(row, variant, f"{path.name} line {number}", context, seen)


def _variant(source: str, path: Path, header: list[str]) -> Variant:
    found = [re.fullmatch(r"IdealPoint(\w*)", name) for name in header]
    suffixes = [match[1] for match in found if match]
    if len(suffixes) != 1 or suffixes[0] not in VARIANTS:
        raise SourceError(
            source, f"{path.name} has the columns {suffixes or 'none'} of ideal points, one expected"
        )
    variant = Variant(suffixes[0])
    check_header(source, path.name, header, variant.columns, optional=("", "Row", "Unnamed: 0"))
    return variant


def _encoding(path: Path) -> str:
    """UTF-8 since 2023; the files of 2020 are in the code page of Western Windows."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(
    row: Mapping[str, str],
    variant: Variant,
    locator: str,
    context: ReadContext,
    seen: set[tuple[str, int]],
) -> Iterator[dict[str, object]]:
    try:
        year = _FIRST_SESSION_YEAR + int(row["session"])
        figures = {name: _figure(row[column + variant.suffix]) for column, name in _CODES.items()}
    except ValueError as error:
        context.issue("indicator", locator, str(error))
        return
    actor = _actor(_corrected(row["ccode"], year, context), year, context)
    if actor is None:
        context.issue(
            "indicator", locator, "no actor of that number in that year", row["ccode"], len(figures)
        )
        return
    if (actor, year) in seen:
        said = f"a second estimate of {actor} for {year}; the first is kept"
        context.issue("indicator", locator, said, row["ccode"], len(figures))
        return
    seen.add((actor, year))
    for name, value in figures.items():
        yield {
            "actor": actor, "code": variant.code + name, "year": year, "value": value,
            "unit": UNITS["votes" if name == "_votes" else "points"],
            "status": "estimated" if value is not None else "not_reported", "locator": locator,
        }  # fmt: skip


_CODES = {"IdealPoint": "", "NVotes": "_votes", **{column: f"_{name}" for column, name in QUANTILES.items()}}


def _corrected(code: str, year: int, context: ReadContext) -> str:
    for known in context.spec.corrections:
        if known.expect == code and known.where["year"] == str(year):
            return known.value or code
    return code


def _actor(code: str, year: int, context: ReadContext) -> str | None:
    """The state in December, when most votes of a session are cast, else at the end of the session.

    The second day serves those that came to be during the session, as Bosnia in that of 1991.
    """
    return context.actor(code, "unvotes", date(year, 12, 15)) or context.actor(
        code, "unvotes", date(year + 1, 9, 1)
    )


def _figure(text: str) -> float | None:
    return None if text.strip() in ("", "NA") else float(text)
