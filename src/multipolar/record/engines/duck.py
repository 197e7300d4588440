"""The embedded engine: plain DuckDB for rows, Ibis over the same connection for expressions."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.record.engines.base import Files, Row
from multipolar.record.schema import READABLE, ColumnType, Table
from multipolar.record.where import Condition, Query

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SQL_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN", "date": "DATE",
    "list<string>": "VARCHAR[]",
}  # fmt: skip

# Tables whose files are smaller are kept in memory: opening a file costs more than reading it.
_SMALL = 100_000


class DuckEngine:
    """Queries over Parquet files in the process. Safe to use from several threads."""

    def __init__(self, files: Files) -> None:
        import duckdb

        self._files = files
        self._connection = duckdb.connect(":memory:", config={"allow_unsigned_extensions": "false"})
        self._views: set[str] = set()
        self._lock = threading.Lock()
        self._ibis: Any = None

    def rows(self, query: Query) -> list[Row]:
        """The rows that meet a checked query, as plain Python values."""
        self._view(query.table.name)
        text, parameters = select(query)
        cursor = self._connection.cursor()
        try:
            found = cursor.execute(text, parameters).fetchall()
        finally:
            cursor.close()
        return [dict(zip(query.columns, row, strict=True)) for row in found]

    def table(self, name: str) -> Any:  # noqa: ANN401 - ibis carries no types
        """An Ibis table expression over the connection that ``rows`` uses."""
        self._view(name)
        if self._ibis is None:
            import ibis

            self._ibis = ibis.duckdb.from_connection(self._connection)
        return self._ibis.table(name)

    def sql(self, text: str) -> "pa.Table":
        """The answer to one read-only SQL statement, in a connection that can reach nothing else."""
        from multipolar.record.engines.sealed import answer

        return answer(self._files, text)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _view(self, name: str) -> None:
        with self._lock:
            if name not in self._views:
                paths = self._files.get(name, ())
                small = sum(path.stat().st_size for path in paths if path.is_file()) < _SMALL
                self._connection.execute(held(name, self._files) if small else view(name, self._files))
                self._views.add(name)


@contextmanager
def reading(files: Files, tables: Iterable[str]) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection of its own with a view for each of some tables, for sums over whole tables."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        for name in tables:
            connection.execute(view(name, files))
        yield connection


def view(name: str, files: Files) -> str:
    """The statement that makes a table's view."""
    return f'CREATE VIEW "{name}" AS {relation(READABLE[name], files.get(name, ()))}'


def held(name: str, files: Files) -> str:
    """The statement that reads a small table into memory, once for all questions."""
    return f'CREATE TABLE "{name}" AS {relation(READABLE[name], files.get(name, ()))}'


def relation(table: Table, paths: Sequence[Path]) -> str:
    """A SELECT of every column of a table's schema from some files, whatever the files lack."""
    columns = table.all_columns
    names = ", ".join(f'"{c.name}"' for c in columns)
    empty = ", ".join(f'NULL::{SQL_TYPES[c.type]} AS "{c.name}"' for c in columns)
    body = f"SELECT {empty} WHERE false"
    if paths:
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        body += f" UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true)"
    return f"SELECT {names} FROM ({body})"


def select(query: Query) -> tuple[str, list[object]]:
    """A checked query as DuckDB SQL with its parameters."""
    parameters: list[object] = []
    columns = ", ".join(f'"{name}"' for name in query.columns)
    text = f'SELECT {columns} FROM "{query.table.name}"'
    tests = [" AND ".join(_tests(condition, parameters)) for condition in query.conditions]
    if tests:
        text += " WHERE " + " AND ".join(tests)
    if query.order:
        text += " ORDER BY " + ", ".join(
            f'"{name}" {"DESC NULLS LAST" if descending else "ASC NULLS LAST"}'
            for name, descending in query.order
        )
    return text, parameters


def _tests(condition: Condition, parameters: list[object]) -> Iterator[str]:
    column = f'"{condition.column}"'
    if condition.operator == "between":
        for sign, value in zip((">=", "<="), condition.values, strict=True):
            if value is not None:
                parameters.append(value)
                yield f"{column} {sign} ?"
        if all(value is None for value in condition.values):
            yield "true"
        return
    parameters.extend(condition.values)
    marks = ", ".join("?" * len(condition.values))
    choices = ["false"] if not condition.values else []
    if condition.values and condition.operator == "in":
        choices.append(f"{column} IN ({marks})")
    elif condition.values:
        choices.append(f"list_has_any({column}, [{marks}])")
    if condition.null:
        choices.append(f"{column} IS NULL")
    yield f"({' OR '.join(choices)})"
