"""How results are printed: one table writer for the terminal, plain text, CSV and JSON."""

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from multipolar.record import Record

Row = Mapping[str, Any]
Form = Literal["table", "json", "csv"]

# C0 and C1 controls, and the signs that reorder text: data must not move a terminal's cursor or hide itself.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """A text of data without the characters that steer a terminal."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return clean(" ".join(text.split()))


def plain(value: object) -> str:
    """A value as people read it: dates in ISO form, lists with commas, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(plain(part) for part in value)
    return one_line(str(value))


def _figure(value: float) -> str:
    """Two decimals for what is large, four digits for what is small; nothing rounded to zero."""
    if not math.isfinite(value) or abs(value) >= 1e15:
        return f"{value:g}"
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 1 else f"{value:.4g}"


@dataclass(frozen=True)
class Output:
    """The shared options of one command, and where its results and notes go.

    Attributes:
        form: How results are printed.
        quiet: No progress, no notes.
        verbose: More notes.
        record: The record's folder as asked for, ``None`` for the usual one.
        as_of: The date whose releases are read, ``None`` for the newest.
    """

    form: Form = "table"
    quiet: bool = False
    verbose: bool = False
    record: Path | None = None
    as_of: str | None = None

    def rows(self, rows: Iterable[Row], columns: Sequence[str], title: str = "") -> None:
        """Print rows to standard output in the form asked for."""
        if self.form == "json":
            self.json([{column: row.get(column) for column in columns} for row in rows])
        elif self.form == "csv":
            _write_csv(rows, columns)
        elif sys.stdout.isatty():
            _write_rich(rows, columns, title)
        else:
            _write_plain(rows, columns)

    def more_rows(self, rows: Iterable[Row], columns: Sequence[str]) -> None:
        """Print further rows of CSV under those before, without a second header."""
        _write_csv(rows, columns, header=False)

    def json(self, value: object) -> None:
        """Print one JSON value to standard output."""
        text = json.dumps(
            value, ensure_ascii=False, default=_encode, indent=2 if sys.stdout.isatty() else None
        )
        print(_CONTROLS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))

    def say(self, text: str) -> None:
        """Print a line of the result itself to standard output."""
        print(clean(text))

    def note(self, text: str) -> None:
        """Print a note to standard error, unless asked to be quiet."""
        if not self.quiet:
            print(one_line(text), file=sys.stderr)

    def error(self, text: str) -> None:
        """Print a failure that does not end the run to standard error."""
        print(f"error: {one_line(text)}", file=sys.stderr)


def opened(output: Output) -> "Record":
    """The record that the shared options name, opened for reading."""
    from multipolar.record import Record

    return Record.open(output.record, as_of=output.as_of)


def _encode(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ";".join(str(part) for part in value)
    return clean(value) if isinstance(value, str) else value


def _write_csv(rows: Iterable[Row], columns: Sequence[str], header: bool = True) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if header:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])


def _numeric(rows: Sequence[Row], column: str) -> bool:
    values = [row[column] for row in rows if row.get(column) is not None]
    return bool(values) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def _write_plain(rows: Iterable[Row], columns: Sequence[str]) -> None:
    kept = list(rows)
    cells = [[plain(row.get(column)) for column in columns] for row in kept]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    right = [_numeric(kept, column) for column in columns]
    for line in (list(columns), *cells):
        parts = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)]
        print("  ".join(parts).rstrip())


def _write_rich(rows: Iterable[Row], columns: Sequence[str], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kept = list(rows)
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if _numeric(kept, column) else "left", overflow="fold")
    for row in kept:
        table.add_row(*(Text(plain(row.get(column))) for column in columns))
    Console(highlight=False).print(table)
