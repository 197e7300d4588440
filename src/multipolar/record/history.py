"""How a release stands to the one before it: the same, smaller than it should be, or with years lost."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.record.engines.duck import relation
from multipolar.record.schema import TABLES, Table

if TYPE_CHECKING:
    import duckdb

SHRINK = 0.8
"""Fewer rows than this share of the release before are refused: publishers add, downloads get cut."""


def same(
    connection: "duckdb.DuckDBPyConnection",
    rows: Mapping[str, int],
    new: Path,
    old: Path,
    before: Mapping[str, int],
) -> bool:
    """Whether two releases hold the same rows, whatever their order and release name."""
    if dict(rows) != dict(before):
        return False
    return all(
        _fingerprint(connection, TABLES[table], new) == _fingerprint(connection, TABLES[table], old)
        for table in rows
    )


def losses(
    connection: "duckdb.DuckDBPyConnection",
    rows: Mapping[str, int],
    new: Path,
    old: Path,
    before: Mapping[str, int],
) -> list[str]:
    """What the new release lacks against the old one, in words."""
    found = []
    for table, count in before.items():
        now = rows.get(table, 0)
        if now < SHRINK * count:
            found.append(f"{table} has {now:,} rows, the release in force {count:,}")
        elif lost := _years(connection, table, old) - _years(connection, table, new):
            listed = ", ".join(str(year) for year in sorted(lost)[:5])
            found.append(f"{table} has no row for {listed}, the release in force has")
    return found


def _years(connection: "duckdb.DuckDBPyConnection", table: str, folder: Path) -> set[int]:
    """The years of a table whose years should not come and go: figures by year, and roll calls."""
    names = {column.name for column in TABLES[table].columns}
    if "year" in names:
        year = "year"
    elif table == "rollcall":
        year = "year(date)"
    else:
        return set()
    source = relation(TABLES[table], (folder / f"{table}.parquet",))
    found = connection.execute(f"SELECT DISTINCT {year} FROM ({source}) WHERE {year} IS NOT NULL").fetchall()
    return {row[0] for row in found}


def _fingerprint(connection: "duckdb.DuckDBPyConnection", table: Table, folder: Path) -> tuple[object, ...]:
    """Sum and exclusive-or of the rows' hashes: equal for equal rows in any order."""
    columns = ", ".join(f'"{c.name}"' for c in table.all_columns if c.name != "release")
    source = relation(table, (folder / f"{table.name}.parquet",))
    return (
        connection.execute(
            f"SELECT sum(h::HUGEINT), bit_xor(h) FROM (SELECT hash({columns}) AS h FROM ({source}))"
        ).fetchone()
        or ()
    )
