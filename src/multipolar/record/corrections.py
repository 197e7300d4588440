"""How known errors of a publisher are put right in a staged table, where they still stand."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.record.described import Corrected
from multipolar.record.engines.duck import SQL_TYPES
from multipolar.record.schema import TABLES, Table
from multipolar.record.sources.base import Correction, SourceSpec
from multipolar.record.staging import GROUP

if TYPE_CHECKING:
    import duckdb


def put_right(
    connection: "duckdb.DuckDBPyConnection", spec: SourceSpec, table: str, path: Path
) -> list[Corrected]:
    """Apply a source's corrections to a staged table.

    Corrections that name columns of the published file, which are not the table's, are the reader's.

    Returns:
        Each correction with the rows in which the expected error stood.
    """
    wanted = [one for one in spec.corrections if one.table == table and ours(one)]
    found = [_count(connection, one, path) for one in wanted]
    standing = [one for one, counted in zip(wanted, found, strict=True) if counted.rows]
    if standing:
        _rewrite(connection, TABLES[table], path, standing)
    return found


def _rewrite(
    connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, corrections: Sequence[Correction]
) -> None:
    columns = {column.name: f'"{column.name}"' for column in table.all_columns}
    types = {column.name: column.type for column in table.all_columns}
    for one in corrections:
        right = f"CAST({_literal(one.value)} AS {SQL_TYPES[types[one.column]]})"
        columns[one.column] = f"CASE WHEN {_stands(one)} THEN {right} ELSE {columns[one.column]} END"
    chosen = ", ".join(f'{expression} AS "{name}"' for name, expression in columns.items())
    beside = path.with_suffix(".corrected")
    connection.execute(
        f"COPY (SELECT {chosen} FROM read_parquet('{_quoted(str(path))}')) "
        f"TO '{_quoted(str(beside))}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
    )
    beside.replace(path)


def ours(one: Correction) -> bool:
    """Whether a correction names columns of the record, and not of the published file."""
    return {*one.where, one.column} <= {column.name for column in TABLES[one.table].all_columns}


def _count(connection: "duckdb.DuckDBPyConnection", one: Correction, path: Path) -> Corrected:
    (rows,) = connection.execute(
        f"SELECT count(*) FROM read_parquet(?) WHERE {_stands(one)}", [str(path)]
    ).fetchone() or (0,)
    return Corrected(table=one.table, column=one.column, reason=one.reason, rows=rows)


def _stands(one: Correction) -> str:
    """The condition under which the publisher's error is still there."""
    tests = [f'CAST("{name}" AS VARCHAR) = {_literal(value)}' for name, value in one.where.items()]
    tests.append(f'CAST("{one.column}" AS VARCHAR) IS NOT DISTINCT FROM {_literal(one.expect)}')
    return " AND ".join(tests)


def _literal(text: str | None) -> str:
    return "NULL" if text is None else f"'{_quoted(text)}'"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
