"""Which SQL a stranger may run: one SELECT over the record's tables, with no way to anything else."""

from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError
from multipolar.record.engines.base import Files
from multipolar.record.schema import READABLE

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


def answer(files: Files, text: str) -> "pa.Table":
    """Run one read-only statement where only the record's own files can be reached.

    Raises:
        AskedWronglyError: Not one statement, not read-only, or refused by the engine.
    """
    import duckdb

    connection = connect(files)
    try:
        one_select(connection, text)
        return connection.sql(text).to_arrow_table()
    except duckdb.CatalogException as error:
        raise AskedWronglyError(
            f"The query failed: {first_line(error)}", f"Tables: {', '.join(READABLE)}"
        ) from None
    except duckdb.Error as error:
        raise AskedWronglyError(f"The query failed: {first_line(error)}") from None
    finally:
        connection.close()


def connect(files: Files) -> "duckdb.DuckDBPyConnection":
    """A connection with a view for every table, then sealed: no other file, no network, no settings."""
    import duckdb

    from multipolar.record.engines.duck import view

    connection = duckdb.connect(":memory:")
    for name in READABLE:
        connection.execute(view(name, files))
    paths = sorted({str(path) for group in files.values() for path in group})
    connection.execute("SET allowed_paths = ?", [paths])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def first_line(error: Exception) -> str:
    """An engine's complaint as one line, without its full stop."""
    return str(error).strip().splitlines()[0].rstrip(".!")


def one_select(connection: "duckdb.DuckDBPyConnection", text: str) -> None:
    """Let one SELECT through.

    Raises:
        AskedWronglyError: Not understood, several statements, or one that is no SELECT.
    """
    import duckdb

    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        raise AskedWronglyError(f"The query failed: {first_line(error)}") from None
    if len(statements) != 1:
        raise AskedWronglyError(
            f"A query is one statement; this has {len(statements)}", "Write a single SELECT"
        )
    if statements[0].type != duckdb.StatementType.SELECT:
        raise AskedWronglyError(
            f"The record is read-only; {statements[0].type.name} is not allowed", "Write a SELECT"
        )
