"""Writes the embedded record from its readable facts (``python -m multipolar.record.starter.build``)."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.record.schema import TABLES, Table
from multipolar.record.starter import (
    RELEASE,
    SOURCE,
    TABLE_FOLDER,
    agreements,
    figures,
    people,
    standing,
    ties,
    trade,
    voting,
)
from multipolar.record.starter.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa

ROWS: Mapping[str, Callable[[], Iterable[Row]]] = {
    "actor": standing.actors,
    "actor_name": standing.names,
    "membership": standing.memberships,
    "rollcall": voting.rollcalls,
    "vote": voting.votes,
    "office": people.offices,
    "event": people.events,
    "participant": people.participants,
    "agreement": agreements.agreements,
    "party": agreements.parties,
    "tie": ties.ties,
    "flow": trade.flows,
    "reliance": trade.reliance,
    "indicator": figures.indicators,
}


def table(name: str) -> "pa.Table":
    """One table of the embedded record, built from the facts, in the order of its key."""
    import pyarrow as pa

    contract = TABLES[name]
    rows = sorted(ROWS[name](), key=lambda row: _order(contract, row))
    columns = [column.name for column in contract.all_columns]
    _refuse_unknown(name, rows, set(columns))
    shared = {"source": SOURCE, "release": RELEASE, "status": "reported"}
    return pa.Table.from_pydict(
        {column: [row.get(column, shared.get(column)) for row in rows] for column in columns},
        schema=contract.arrow(),
    )


def write(folder: Path) -> dict[str, int]:
    """Write every table as ``<name>.parquet`` into a folder; the rows of each are returned."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name in ROWS:
        built = table(name)
        pq.write_table(built, folder / f"{name}.parquet", compression="zstd", compression_level=19)
        counts[name] = built.num_rows
    return counts


def _order(contract: Table, row: Row) -> tuple[str, ...]:
    return tuple("" if row.get(column) is None else str(row[column]) for column in contract.key)


def _refuse_unknown(name: str, rows: list[Row], known: set[str]) -> None:
    for row in rows:
        if extra := row.keys() - known:
            raise KeyError(f"{name}: no such column as {', '.join(sorted(extra))}")


if __name__ == "__main__":
    for name, rows in write(TABLE_FOLDER).items():
        print(f"{name}: {rows} rows")
