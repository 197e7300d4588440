"""How a query written for DuckDB is asked of Spark, and which are refused for reaching past the record."""

import difflib

from multipolar.basics.errors import AskedWronglyError
from multipolar.record.engines.sealed import one_select
from multipolar.record.schema import READABLE


def for_spark(text: str) -> tuple[str, tuple[str, ...]]:
    """A query in Spark's dialect, and the tables of the record that it reads.

    Only tables of the record and functions that both dialects share are let through: Spark has functions
    that call any code and relations that read any file.

    Raises:
        AskedWronglyError: Not one statement, not read-only, or beyond the record.
    """
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    _checked(text)
    try:
        (tree,) = sqlglot.parse(text.strip().rstrip(";"), read="duckdb")
        if not isinstance(tree, exp.Query):
            raise AskedWronglyError("The record is read-only; this is no query", "Write a SELECT")
        tables = _tables(tree)
        for unknown in tree.find_all(exp.Anonymous):
            raise AskedWronglyError(
                f"The function {unknown.name}() cannot be asked of Spark", "Use the engine duckdb"
            )
        return tree.sql(dialect="spark"), tables
    except (SqlglotError, ValueError) as error:
        line = str(error).strip().splitlines()[0].rstrip(".")
        raise AskedWronglyError(f"The query cannot be put to Spark: {line}") from None


def _checked(text: str) -> None:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        one_select(connection, text)


def _tables(tree: object) -> tuple[str, ...]:
    from sqlglot import exp

    assert isinstance(tree, exp.Query)  # noqa: S101 - for the type checker
    named = {cte.alias_or_name.lower() for cte in tree.find_all(exp.CTE)}
    found: dict[str, None] = {}
    for table in tree.find_all(exp.Table):
        name = table.name.lower()
        if name in named and not table.db:
            continue
        if table.db or name not in READABLE or not isinstance(table.this, exp.Identifier):
            near = difflib.get_close_matches(name, READABLE, 3, 0.5)
            raise AskedWronglyError(
                f"The record has no table {table.sql()!r}", f"Tables: {', '.join(READABLE)}", near
            )
        found[name] = None
    return tuple(found)
