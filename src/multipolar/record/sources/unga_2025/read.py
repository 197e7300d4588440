"""Reads the table of all General Assembly votes of 2025, a column a state, under two header rows."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.basics.symbols import normal_symbol, session_of
from multipolar.record.sources._common import check_header, open_text, table_rows
from multipolar.record.sources.ballots import (
    Ballots,
    RollcallIds,
    count_of,
    recorded_rollcall,
    split_topics,
)
from multipolar.record.sources.base import ReadContext, Rows

COLUMNS = (
    "Resolution", "Date", "Title", "Topic Tags", "UN Digital Library Link", "Yes", "No", "Abstain", "No Vote",
)  # fmt: skip
_CHOICES = {"YES": "yes", "NO": "no", "ABSTAIN": "abstain", "": "absent"}


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the roll calls, then the votes; a state without a column has no vote here."""
    codes, table = _table(context.spec.name, files["resolutions"])
    ballots = Ballots(context, "iso3", "record")
    ids = RollcallIds(context)
    rollcalls, published = [], {}
    for number, cells in enumerate(table, start=3):
        try:
            key, row = _rollcall(dict(zip(COLUMNS, cells, strict=False)), ids)
        except ValueError as error:
            context.issue("rollcall", f"line {number}", str(error), cells[0])
            continue
        rollcalls.append(row)
        published[key] = tuple(count_of(str(row[n])) for n in ("yes", "no", "abstain", "absent"))
        day = date.fromisoformat(cells[1])
        written = zip(codes, cells[len(COLUMNS) :], strict=True)
        ballots.add((key, code, _CHOICES.get(cell.strip(), f"? {cell}"), day) for code, cell in written)
    context.progress(len(rollcalls))
    ballots.refuse("choice LIKE '? %'", "no vote is written so")
    ballots.check(published)
    yield table_rows("rollcall", rollcalls)
    ballots.name({str(row["locator"]).removeprefix("record "): str(row["id"]) for row in rollcalls})
    yield ballots.votes()


def _table(source: str, path: Path) -> tuple[Sequence[str], list[list[str]]]:
    """The codes of the states and the rows, after both headers have been proved."""
    with open_text(path) as lines:
        rows = list(csv.reader(lines))
    if len(rows) < 2:
        raise SourceError(source, f"{path.name} has no second header row", "Get the file again")
    codes = rows[0][len(COLUMNS) :]
    check_header(source, path.name, rows[0][: len(COLUMNS)], COLUMNS)
    strange = [code for code in codes if len(code) != 3 or not code.isupper()]
    if strange or len(set(codes)) != len(codes):
        raise SourceError(source, f"{path.name} has columns that are no states: {', '.join(strange)}")
    if any(rows[1][: len(COLUMNS)]) or len(rows[1]) != len(rows[0]) or "" in rows[1][len(COLUMNS) :]:
        raise SourceError(source, f"{path.name}: the second row does not name the states of the first")
    ragged = [number for number, row in enumerate(rows[2:], start=3) if len(row) != len(rows[0])]
    if ragged:
        raise SourceError(source, f"{path.name}, line {ragged[0]} is not as long as the header")
    return codes, rows[2:]


def _rollcall(cells: Mapping[str, str], ids: RollcallIds) -> tuple[str, dict[str, object]]:
    key = cells["UN Digital Library Link"].rstrip("/").rpartition("/")[2]
    if not key.isdigit():
        raise ValueError(f"no record number in {cells['UN Digital Library Link']!r}")
    symbol = normal_symbol(cells["Resolution"])
    day = date.fromisoformat(cells["Date"])
    yes, no, abstain, absent = (count_of(cells[n]) for n in ("Yes", "No", "Abstain", "No Vote"))
    return key, recorded_rollcall(
        id=ids.claim(symbol, f"GA/undl/{key}"), body="GA", session=session_of(symbol) if symbol else None,
        date=day, date_precision="day", title=cells["Title"], topics=split_topics(cells["Topic Tags"], ";"),
        yes=yes, no=no, abstain=abstain, absent=absent, outcome="adopted", locator=f"record {key}",
    )  # fmt: skip
