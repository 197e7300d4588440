"""A person's own CSV becomes a source: read row by row, bad rows set aside with their reasons."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import SourceError, reason
from multipolar.record import userspec
from multipolar.record.fetch.names import release_name
from multipolar.record.files import sha256
from multipolar.record.releases import write_release
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import ReadContext, Rows
from multipolar.record.store import ReleaseInfo
from multipolar.record.usercells import BadCellError, Cells
from multipolar.record.userspec import KEY, UserTable

if TYPE_CHECKING:
    import pyarrow as pa

_CHUNK = 50_000
_SHOWN = 5


def add(
    record: Path,
    csv_path: Path,
    yml_path: Path,
    *,
    force: bool = False,
    note: Callable[[str], None] = lambda _: None,
) -> ReleaseInfo:
    """Bring a person's own table into force as a release of a source of its own.

    A row with a bad cell is left out and stands in the table ``issues`` with its reason; the first of
    them are in the answer's ``notes``. The same CSV again is no new release; a changed one is.

    Args:
        record: The record's folder, made when it does not exist.
        csv_path: The table: UTF-8, with a header.
        yml_path: Its description; see ``userspec.UserTable``.
        force: Accept a table that shrank or lost years.
        note: Told when another writer has to be waited for.

    Raises:
        SourceError: The CSV or YAML is not well formed, or more than a fifth of the rows are bad.
        RecordError: The folder cannot be written; the record is unchanged.
    """
    _there(csv_path, yml_path)
    described = userspec.read(yml_path)
    spec = userspec.spec(described, csv_path)
    files = {KEY: csv_path, "description": yml_path}
    try:
        release = release_name(files, {name: sha256(path) for name, path in files.items()})
    except OSError as error:
        raise SourceError(spec.name, f"{csv_path} cannot be read: {reason(error)}") from None
    context = ReadContext(spec, csv_path.parent)
    rows = _read(described, csv_path, context)
    info = write_release(record, spec, release, rows, context, files, force=force, note=note)
    return replace(info, notes=(*info.notes, *_said(context)))


def _there(csv_path: Path, yml_path: Path) -> None:
    """Say at once which of the two files is missing."""
    for path, what, remedy in (
        (csv_path, "table", "Give the path of a CSV"),
        (yml_path, "description", "Write it as docs/record.md shows, or name it after the CSV"),
    ):
        if not path.is_file():
            there = "is no file" if path.exists() else "does not exist"
            raise SourceError(csv_path.stem or str(csv_path), f"the {what} {path} {there}", remedy)


def _read(described: UserTable, path: Path, context: ReadContext) -> Iterator[Rows]:
    import pyarrow as pa

    table = TABLES[described.table]
    rows = _rows(described, path, context)
    while chunk := list(islice(rows, _CHUNK)):
        names = {name for row in chunk for name in row}
        fields = [field.with_nullable(True) for field in table.arrow() if field.name in names]
        columns = [pa.array([row.get(f.name) for row in chunk], f.type) for f in fields]
        yield Rows(table.name, _table(columns, fields))


def _table(columns: "list[pa.Array]", fields: "list[pa.Field]") -> "pa.Table":
    import pyarrow as pa

    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def _rows(described: UserTable, path: Path, context: ReadContext) -> Iterator[dict[str, object]]:
    """Good rows; bad ones become issues."""
    cells = Cells(described)
    width = 0
    for number, row in _lines(described, path):
        locator = f"{path.name}, row {number}"
        if number == 0:
            header, width = row, len(row)
            _check_header(described, path, header)
            continue
        if len(row) != width:
            reason = f"has {len(row)} cells, the header {width}"
            context.issue(described.table, locator, reason)
            continue
        try:
            yield cells.row(dict(zip(header, row, strict=True)), locator)
        except BadCellError as error:
            context.issue(described.table, f"{locator}, {error.column}", str(error), error.text)


def _lines(described: UserTable, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The header as line 0, then rows numbered from 1; empty lines are skipped."""
    number = -1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=described.delimiter, strict=True):
                if row:
                    number += 1
                    yield number, row
    except UnicodeDecodeError:
        raise SourceError(
            described.name, f"{path.name} is not UTF-8 after row {max(number, 0)}", "Save it as UTF-8 CSV"
        ) from None
    except csv.Error as error:
        raise SourceError(described.name, f"{path.name}, after row {max(number, 0)}: {error}") from None
    if number < 0:
        raise SourceError(described.name, f"{path.name} is empty", "Give a CSV with a header")


def _check_header(described: UserTable, path: Path, header: list[str]) -> None:
    wanted = described.csv_columns()
    twice = [name for name in header if header.count(name) > 1]
    missing = [name for name in wanted if name not in header]
    unknown = [name for name in header if name not in wanted and name not in described.ignore]
    if twice:
        raise SourceError(described.name, f"{path.name} has the column {twice[0]!r} twice")
    if missing:
        raise SourceError(
            described.name, f"{path.name} has no column {missing[0]!r}", f"It has: {', '.join(header)}"
        )
    if unknown:
        raise SourceError(
            described.name,
            f"{path.name} has columns that the description does not name: {', '.join(unknown)}",
            "Name them under columns, or under ignore",
        )


def _said(context: ReadContext) -> tuple[str, ...]:
    shown = tuple(
        f"left out: {issue.locator}: {issue.value!r}: {issue.reason.rstrip('.')}"
        for issue in context.issues[:_SHOWN]
    )
    more = len(context.issues) - len(shown)
    return (*shown, f"and {more:,} more; ask for the table issues") if more > 0 else shown
