"""Which of several sources is believed where they hold the same fact: the one of highest priority."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from multipolar.record import where as asking
from multipolar.record.engines.base import Row

if TYPE_CHECKING:
    from multipolar.record.store import Record


def preferred(
    record: "Record", table: str, rows: Iterable[Row], key: Sequence[str] | None = None
) -> list[Row]:
    """One row for each fact: that of the source with the highest priority.

    The others are not lost: both stay in the record, and `reconcile` lists where they differ.

    Args:
        record: The record the rows came from.
        table: Their table.
        rows: Rows that hold the key's columns and ``source``.
        key: What makes two rows the same fact; the table's own key by default.

    Returns:
        The rows kept, in the order in which their facts first appear. Of two sources of one priority
        the one whose name comes first is kept.
    """
    names = tuple(key) if key is not None else asking.table(table).key
    best: dict[tuple[object, ...], Row] = {}
    for row in rows:
        fact = tuple(_hashable(row[name]) for name in names)
        held = best.get(fact)
        if held is None or _rank(record, row) < _rank(record, held):
            best[fact] = row
    return list(best.values())


def _rank(record: "Record", row: Row) -> tuple[int, str]:
    return -record.priority(row["source"]), row["source"]


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
