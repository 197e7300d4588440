"""How a reader's batches become Parquet files of the exact schema, streamed so that size does not matter."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import SourceError
from multipolar.record import files as disk
from multipolar.record.schema import TABLES, Column, Table
from multipolar.record.sources.base import Rows, SourceSpec

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

GROUP = 131_072
"""Rows of a row group: small enough that a query for one pair skips most of a large file."""
GATHERED = 8
"""Row groups gathered and ordered at a time, so that one value lies in about one of eight row groups."""


def write(rows: Iterable[Rows], spec: SourceSpec, release: str, folder: Path, record: Path) -> dict[str, int]:
    """Write one Parquet file a table into the folder.

    Returns:
        Rows by table.

    Raises:
        SourceError: A table or column the schema or the description does not know, a missing
            required column, or a value of the wrong type.
        RecordError: The disk is full or the folder cannot be written; ``record`` is named in it.
    """
    writers: dict[str, _Writer] = {}
    with ExitStack() as stack:
        for one in rows:
            if one.table not in writers:
                writer = _Writer(_table(one.table, spec), spec.name, release, folder, record)
                writers[one.table] = writer
                stack.callback(writer.close)
            for batch in _batches(one.batches):
                writers[one.table].add(batch)
        for writer in writers.values():
            writer.finish()
    return {name: writer.count for name, writer in writers.items()}


def _table(name: str, spec: SourceSpec) -> Table:
    if name not in TABLES:
        raise SourceError(spec.name, f"the reader gives a table {name!r} that the record does not have")
    if name not in spec.tables:
        raise SourceError(spec.name, f"the reader gives a table {name!r} that source.yml does not announce")
    return TABLES[name]


def _batches(batches: "pa.Table | pa.RecordBatchReader") -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa

    yield from batches.to_batches() if isinstance(batches, pa.Table) else batches


class _Writer:
    """One table's file: shapes batches, gathers and orders them, writes row groups of even size."""

    def __init__(self, table: Table, source: str, release: str, folder: Path, record: Path) -> None:
        self.count = 0
        self._table = table
        self._types = {field.name: field.type for field in table.arrow()}
        self._record = record
        self._source = source
        self._constants = {"source": source, "release": release, "status": "reported"}
        self._path = folder / f"{table.name}.parquet"
        self._waiting: list[pa.RecordBatch] = []
        self._waiting_rows = 0
        self._file: pq.ParquetWriter | None = None

    def add(self, batch: "pa.RecordBatch") -> None:
        """Take a batch; write when enough are gathered."""
        if batch.num_rows == 0:
            return
        self._waiting.append(self._shape(batch))
        self._waiting_rows += batch.num_rows
        self.count += batch.num_rows
        if self._waiting_rows >= GATHERED * GROUP:
            self._write()

    def finish(self) -> None:
        """Write what is waiting; an empty table still gets its file."""
        if self._waiting or self._file is None:
            self._write()
        self.close()

    def close(self) -> None:
        """Close the file, whole or not."""
        if self._file is not None:
            with disk.storing(self._record):
                self._file.close()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = self._waiting[0].schema if self._waiting else self._table.arrow()
        with disk.storing(self._record):
            if self._file is None:
                self._file = pq.ParquetWriter(self._path, schema, compression="zstd", store_schema=False)
            batches = [_as(batch, self._file.schema) for batch in self._waiting]
            gathered = pa.Table.from_batches(batches, self._file.schema)
            self._file.write_table(_ordered(gathered, self._table.key[0]), row_group_size=GROUP)
        self._waiting, self._waiting_rows = [], 0

    def _shape(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        import pyarrow as pa

        known = {column.name for column in self._table.all_columns}
        if unknown := [name for name in batch.schema.names if name not in known]:
            raise SourceError(
                self._source, f"the reader gives columns unknown to {self._table.name}: {', '.join(unknown)}"
            )
        arrays = [self._column(column, batch) for column in self._table.all_columns]
        return pa.RecordBatch.from_arrays(arrays, [c.name for c in self._table.all_columns])

    def _column(self, column: Column, batch: "pa.RecordBatch") -> "pa.Array":
        import pyarrow as pa

        wanted = self._types[column.name]
        if column.name in ("source", "release") or (
            column.name == "status" and "status" not in batch.schema.names
        ):
            return _constant(self._constants[column.name], batch.num_rows)
        if column.name not in batch.schema.names:
            if not column.nullable:
                raise SourceError(
                    self._source, f"the reader gives no column {column.name!r} for {self._table.name}"
                )
            return pa.nulls(batch.num_rows, wanted)
        try:
            return _fit(batch.column(column.name), wanted)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
            line = str(error).splitlines()[0].rstrip(".")
            raise SourceError(
                self._source, f"{self._table.name}.{column.name} does not hold {column.type}: {line}"
            ) from None


def _ordered(rows: "pa.Table", column: str) -> "pa.Table":
    """Bring together the rows of each value of a column, in order; rows that stand together are left so."""
    import numpy as np
    import pyarrow.compute as pc

    leading = rows[column].combine_chunks().dictionary_encode()
    if leading.null_count or len(leading.dictionary) < 2:
        return rows
    indices = leading.indices.to_numpy()
    if np.count_nonzero(indices[1:] != indices[:-1]) < len(leading.dictionary):
        return rows
    rank = np.empty(len(leading.dictionary), np.int32)
    rank[pc.sort_indices(leading.dictionary).to_numpy()] = np.arange(len(rank), dtype=np.int32)
    codes = rank[indices]
    small = codes.astype(np.uint16) if len(rank) < 65_536 else codes  # sorted by radix, in linear time
    return rows.unify_dictionaries().combine_chunks().take(np.argsort(small, kind="stable"))


def _constant(text: str, rows: int) -> "pa.Array":
    import numpy as np
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([text]))


def _fit(array: "pa.Array", wanted: "pa.DataType") -> "pa.Array":
    """Cast to the schema's type; repeated text stays dictionary-coded, which writes several times faster."""
    import pyarrow as pa

    if pa.types.is_dictionary(array.type) and pa.types.is_string(wanted):
        wanted = pa.dictionary(pa.int32(), pa.string())
    return array if array.type.equals(wanted) else array.cast(wanted)


def _as(batch: "pa.RecordBatch", schema: "pa.Schema") -> "pa.RecordBatch":
    """Bring a later batch to the coding of the first."""
    return batch if batch.schema.equals(schema) else batch.cast(schema)
