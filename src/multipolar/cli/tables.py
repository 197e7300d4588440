"""How an Arrow table leaves the program: printed, or written to a file of the kind its name says."""

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import AskedWronglyError, RecordError, reason
from multipolar.cli.output import Output

if TYPE_CHECKING:
    import pyarrow as pa


def deliver(output: Output, table: "pa.Table", to: Path | None, parquet: bool) -> None:
    """Print a table in the form asked for, or write it to a file.

    Raises:
        AskedWronglyError: An unknown kind of file, or Parquet onto a terminal.
    """
    if to is not None:
        write(table, to)
        output.note(f"{table.num_rows:,} rows written to {to}")
    elif parquet:
        _print_parquet(table)
    else:
        output.rows(table.to_pylist(), table.column_names)


def write(table: "pa.Table", to: Path) -> None:
    """Write a table to a ``.parquet``, ``.csv`` or ``.json`` file; the old file stays until all is written.

    Raises:
        AskedWronglyError: Another ending.
        RecordError: The file cannot be written.
    """
    kind = to.suffix.lower()
    if kind not in (".parquet", ".csv", ".json"):
        raise AskedWronglyError(
            f"{to} is none of the kinds that can be written", "Use .parquet, .csv or .json"
        )
    beside = to.with_name(f".{to.name}.part")
    try:
        if kind == ".parquet":
            import pyarrow.parquet as pq

            pq.write_table(table, beside, compression="zstd")
        elif kind == ".csv":
            _write_csv(table, beside)
        else:
            text = json.dumps(table.to_pylist(), ensure_ascii=False, default=str)
            beside.write_text(text, encoding="utf-8")
        beside.replace(to)
    except OSError as error:
        raise RecordError(
            f"{to} cannot be written: {reason(error)}. Name another place with --to."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_csv(table: "pa.Table", path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=50_000):
            columns = [_plain_column(column) for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))


def _plain_column(column: "pa.Array") -> list[Any]:
    import pyarrow as pa

    values: list[Any] = column.to_pylist()
    if pa.types.is_list(column.type):
        return [";".join(v) if v is not None else v for v in values]
    return values


def _print_parquet(table: "pa.Table") -> None:
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise AskedWronglyError("Parquet is not for a terminal", "Use --to FILE.parquet, or a pipe")
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    sys.stdout.buffer.write(buffer.getvalue())
