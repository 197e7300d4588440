"""Resolve every distinct state name and code of the published datasets and count what came of it.

Reads ``actor_columns.csv`` beside it (which column of which file is in which scheme, with which date),
writes the table between the marks in ``docs/actors.md``.

    python scripts/actor_coverage.py ../shared/data [--values]
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

import pandas as pd

from multipolar.actors import AmbiguousActorError, NotThenError, Scheme, UnknownActorError, resolve
from multipolar.basics.errors import AskedWronglyError

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs/actors.md"
BEGIN, END = "<!-- coverage -->", "<!-- end of coverage -->"
_BLANK = {"", "NA", ".", "-8", "-9", "-9.0", "-8.0", "nan", "NaT", "NULL"}
_SEPARATORS = {"wits-trade-2009": ";", "archigos": "\t", "undl-votes-by-year": "\t"}
_REASONS = {
    UnknownActorError: "unknown", AmbiguousActorError: "ambiguous", NotThenError: "not then",
    AskedWronglyError: "not an actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column to try: its file, its scheme, the column that dates it, a column that must agree."""

    file: str
    name: str
    scheme: Scheme
    when: str
    agrees: tuple[str, Scheme] | None


@dataclass(slots=True)
class Outcome:
    """What came of one column.

    Attributes:
        tried: Distinct values, each with each year.
        resolved: How many gave an actor.
        refused: The others, with the reason in words.
        disagree: Pairs of columns of one row that gave different actors.
    """

    column: Column
    tried: int = 0
    resolved: int = 0
    refused: dict[tuple[str, str], AskedWronglyError] = field(default_factory=dict)
    disagree: set[tuple[str, str, str, str, str]] = field(default_factory=set)


def columns() -> Iterator[Column]:
    """The columns to try."""
    with (HERE / "actor_columns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, _, scheme = row["with"].rpartition(":")
            agrees = (name, cast(Scheme, scheme)) if name else None
            yield Column(row["file"], row["column"], cast(Scheme, row["scheme"]), row["when"], agrees)


def outcome(data: Path, column: Column) -> Outcome:
    """Resolve every distinct value of one column."""
    result = Outcome(column)
    beside: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for value, year, other in _cells(data, column):
        beside[value, year].add(other)
    for (value, year), others in sorted(beside.items()):
        result.tried += 1
        try:
            actor = resolve(value, column.scheme, year or None)
        except AskedWronglyError as refusal:
            result.refused[value, year] = refusal
            continue
        result.resolved += 1
        if column.agrees:
            for other in others - _BLANK:
                _compare(result, (value, year, other), actor.id, column.agrees[1])
    return result


def reason(refusal: AskedWronglyError) -> str:
    """The sort of a refusal in a word or two."""
    return _REASONS.get(type(refusal), "not an actor")


def _compare(result: Outcome, cells: tuple[str, str, str], found: str, scheme: Scheme) -> None:
    value, year, other = cells
    try:
        second = resolve(other, scheme, year or None).id
    except AskedWronglyError:
        return
    if second != found:
        result.disagree.add((value, other, year, found, second))


def _cells(data: Path, column: Column) -> Iterator[tuple[str, str, str]]:
    """The cells of a column, each with its year and the cell beside it that must agree."""
    if "*" in column.file:
        for path in sorted(data.glob(column.file)):
            header = path.read_text(encoding="utf-8-sig").splitlines()[0]
            yield from ((cell, path.stem[:4], "") for cell in next(csv.reader([header])) if cell.isupper())
        return
    frame = table(data, column.file)
    if column.name in ("*header", "*row1"):
        cells = frame.columns if column.name == "*header" else frame.iloc[0]
        codes = [str(c) for c in cells if str(c) and not str(c).startswith("Unnamed")]
        isos = [c for c in codes if len(c) == 3 and c.isupper()] if column.name == "*header" else codes
        yield from ((cell, column.when, "") for cell in isos)
        return
    if "vote" in frame.columns and "member" in frame.columns:
        frame = frame[frame["vote"].str.removesuffix(".0") != "9"]
    years = _years(data, frame, column.when)
    others = frame[column.agrees[0]] if column.agrees else [""] * len(frame)
    for value, year, other in set(
        zip(map(_text, frame[column.name]), years, map(_text, others), strict=True)
    ):
        if value not in _BLANK:
            yield value, year, other


def _years(data: Path, frame: pd.DataFrame, when: str) -> Iterable[str]:
    if when == "rcid":
        dates = table(data, "unvotes/un_roll_calls.csv.gz").set_index("rcid")["date"]
        return [str(year)[:4] for year in frame["rcid"].str.removesuffix(".0").map(dates)]
    if when == "session":
        return [str(1945 + int(float(session))) for session in frame["session"]]
    if when not in frame.columns:
        return [when] * len(frame)
    return list(frame[when].astype(str).str.extract(r"(\d{4}(?:-\d{2}-\d{2})?)", expand=False).fillna(""))


def _text(cell: object) -> str:
    return str(cell).strip().removesuffix(".0")


@lru_cache(maxsize=2)
def table(data: Path, file: str) -> pd.DataFrame:
    """A published file as text cells."""
    name, _, sheet = file.partition("#")
    path = data / name
    if path.suffix == ".xlsx":
        return pd.read_excel(path, sheet_name=sheet or 0, dtype=str, keep_default_na=False)
    separator = "\t" if path.suffix == ".txt" else _SEPARATORS.get(path.parent.name, ",")
    header = None if path.suffix == ".txt" and "arch" not in path.name else 0
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            frame = pd.read_csv(
                path, sep=separator, dtype=str, keep_default_na=False, header=header, encoding=encoding
            )
        except UnicodeDecodeError:
            continue
        frame.columns = [str(c) for c in frame.columns]
        return frame
    raise ValueError(path)


def line(result: Outcome) -> str:
    """One column's counts as a line of the documentation."""
    c = result.column
    sorts = [reason(refusal) for refusal in result.refused.values()]
    words = ", ".join(f"{sorts.count(sort)} {sort}" for sort in dict.fromkeys(sorts))
    cells = (c.file, c.name, c.scheme, result.tried, result.resolved, len(sorts), words)
    return f"| {' | '.join(map(str, cells))} |"


def markdown(outcomes: Sequence[Outcome]) -> str:
    """The table for the documentation, one line a column, and the sums."""
    sums = [
        sum(count) for count in zip(*((r.tried, r.resolved, len(r.refused)) for r in outcomes), strict=True)
    ]
    head = "| file | column | scheme | values × dates | resolved | refused | of which |"
    total = f"| all | {len(outcomes)} columns | | {' | '.join(f'{n:,}' for n in sums)} | |"
    return "\n".join([head, "|---|---|---|---:|---:|---:|---|", *map(line, outcomes), total])


def main(data: Path, values: bool) -> None:
    """Count, print what was refused if asked to, and write the table."""
    outcomes = [outcome(data, column) for column in columns()]
    for result in outcomes if values else ():
        for (value, year), refusal in result.refused.items():
            print(result.column.file, result.column.name, f"{value!r} {year}: {refusal}", sep="\t")
        for pair in sorted(result.disagree):
            print(result.column.file, result.column.name, "DISAGREE", *pair, sep="\t")
    text = DOCS.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOCS.write_text(f"{before}{BEGIN}\n{markdown(outcomes)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--values" in sys.argv)
