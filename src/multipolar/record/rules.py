"""What must hold for every table of a release, asked of its Parquet file: used when writing and verifying."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.record.schema import Table

if TYPE_CHECKING:
    import duckdb

SORTED_AT_MOST = 30_000_000
"""Rows whose hashes are sorted in memory, in half a gigabyte; above, the engine spills to the disk."""


def broken(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> list[str]:
    """The rules a file breaks, each in words with how many rows and an example."""
    rules = list(_rules(table))
    any_broken = " OR ".join(f"({condition})" for _, condition in rules)
    found = connection.execute(f"SELECT 1 FROM read_parquet(?) WHERE {any_broken} LIMIT 1", [str(path)])
    problems = _counted(connection, table, path, rules) if found.fetchone() else []
    return problems + duplicates(connection, table, path)


def _counted(
    connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, rules: list[tuple[str, str]]
) -> list[str]:
    counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for _, condition in rules)
    found = connection.execute(f"SELECT {counts} FROM read_parquet(?)", [str(path)]).fetchone() or ()
    return [
        f"{table.name}: {words} in {count:,} rows, e.g. {_example(connection, table, path, condition)}"
        for (words, condition), count in zip(rules, found, strict=True)
        if count
    ]


def duplicates(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> list[str]:
    """The keys that occur more than once, in words.

    Rows are compared by the hash of their key first, in 8 bytes a row: distinct hashes prove distinct
    keys, so the exact and costly grouping runs only when there is something to report.
    """
    key = ", ".join(f'"{name}"' for name in table.key)
    if _distinct(connection, f"hash({key})", path):
        return []
    found = connection.execute(
        f"SELECT {key}, count(*) AS n FROM read_parquet(?) "
        f"GROUP BY {key} HAVING n > 1 ORDER BY n DESC, {key}",
        [str(path)],
    ).fetchall()
    if not found:
        return []
    examples = "; ".join(_words(row[:-1]) for row in found[:3])
    named = ", ".join(table.key)
    return [f"{table.name}: {len(found):,} keys ({named}) occur more than once, e.g. {examples}"]


def _distinct(connection: "duckdb.DuckDBPyConnection", hashed: str, path: Path) -> bool:
    """Whether all hashes differ; sorted in memory where they fit, which is three times as fast as a set."""
    import numpy as np

    (rows,) = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone() or (0,)
    if rows > SORTED_AT_MOST:
        (distinct,) = connection.execute(
            f"SELECT count(DISTINCT {hashed}) FROM read_parquet(?)", [str(path)]
        ).fetchone() or (0,)
        return bool(rows == distinct)
    found = connection.execute(f"SELECT {hashed} AS h FROM read_parquet(?)", [str(path)]).fetchnumpy()["h"]
    hashes = np.sort(np.asarray(found))
    return not bool((hashes[1:] == hashes[:-1]).any())


def _rules(table: Table) -> Iterator[tuple[str, str]]:
    names = {column.name for column in table.all_columns}
    for column in table.all_columns:
        name = f'"{column.name}"'
        if not column.nullable:
            yield f"{column.name} is empty", f"{name} IS NULL"
        if column.allowed:
            listed = ", ".join(f"'{value}'" for value in column.allowed)
            yield f"{column.name} is none of {', '.join(column.allowed)}", f"{name} NOT IN ({listed})"
        if column.type == "float64":
            yield f"{column.name} is not a finite number", f"NOT isfinite({name})"
        if f"{column.name}_precision" in names:
            precision = f'"{column.name}_precision"'
            yield f"{column.name} comes without its precision", f"({name} IS NULL) <> ({precision} IS NULL)"
    yield "valid_to lies before valid_from", "valid_to < valid_from"


def _example(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, condition: str) -> str:
    key = ", ".join(f'"{name}"' for name in table.key)
    row = connection.execute(
        f"SELECT {key} FROM read_parquet(?) WHERE {condition} LIMIT 1", [str(path)]
    ).fetchone()
    return _words(row or ())


def _words(values: tuple[object, ...]) -> str:
    return " ".join("(empty)" if value is None else str(value) for value in values)
