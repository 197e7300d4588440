"""What may be asked of one table: columns, conditions and order, checked against the schema."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.dates import Span
from multipolar.basics.errors import AskedWronglyError
from multipolar.record.schema import READABLE, Column, Table

Scalar = str | int | float | bool | date
Value = Scalar | None | Collection[Scalar | None] | Span
Where = Mapping[str, Value]
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "int64": (int,), "float64": (int, float), "bool": (bool,), "date": (date,),
    "list<string>": (str,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One column's condition.

    Attributes:
        column: The column.
        operator: ``in`` the values; ``between`` two of them, ends included, ``None`` for open;
            ``contains`` any of the values, for columns that hold lists.
        values: Values of the column's type.
        null: Whether an empty cell also meets the condition.
    """

    column: str
    operator: Literal["in", "between", "contains"]
    values: tuple[Scalar | None, ...]
    null: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A checked question to one table. ``order`` holds columns, each with whether it descends."""

    table: Table
    columns: tuple[str, ...]
    conditions: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        AskedWronglyError: There is none; the nearest are listed.
    """
    if name not in READABLE:
        near = difflib.get_close_matches(name, READABLE, 3, 0.5)
        raise AskedWronglyError(f"The record has no table {name!r}", f"Tables: {', '.join(READABLE)}", near)
    return READABLE[name]


def query(
    name: str,
    where: Where | None = None,
    columns: Sequence[str] | None = None,
    order: str | Sequence[str] | None = None,
) -> Query:
    """Check a question. An ``order`` column with a leading ``-`` descends.

    Raises:
        AskedWronglyError: A table or column that does not exist, or a value of the wrong type.
    """
    asked = table(name)
    known = {column.name: column for column in asked.all_columns}
    chosen = tuple(known) if columns is None else tuple(columns)
    for column in chosen:
        _known(asked, known, column)
    conditions = tuple(_condition(_known(asked, known, c), v) for c, v in (where or {}).items())
    ordered = [order] if isinstance(order, str) else list(order or ())
    keys = tuple((key.removeprefix("-"), key.startswith("-")) for key in ordered)
    for column, _ in keys:
        _known(asked, known, column)
    return Query(asked, chosen, conditions, keys)


def _known(asked: Table, known: Mapping[str, Column], name: str) -> Column:
    if name not in known:
        near = difflib.get_close_matches(name, known, 3, 0.5)
        raise AskedWronglyError(
            f"The table {asked.name} has no column {name!r}", f"Columns: {', '.join(known)}", near
        )
    return known[name]


def _condition(column: Column, value: Value) -> Condition:
    if isinstance(value, Span):
        return Condition(column.name, "between", (value.start, value.end))
    if isinstance(value, range) and value.step == 1 and len(value):
        return Condition(column.name, "between", (value.start, value.stop - 1))
    if value is None or isinstance(value, (str, int, float, date)):
        value = (value,)
    values = tuple(_typed(column, one) for one in value if one is not None)
    operator: Literal["in", "contains"] = "contains" if column.type == "list<string>" else "in"
    return Condition(column.name, operator, values, null=None in value)


def _typed(column: Column, value: Scalar) -> Scalar:
    if column.type == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise AskedWronglyError(f"{column.name} takes a day, not {value!r}", "Write YYYY-MM-DD") from None
    wrong_bool = isinstance(value, bool) and column.type != "bool"
    if wrong_bool or not isinstance(value, _TYPES[column.type]):
        kind = "text" if column.type in ("string", "list<string>") else column.type
        raise AskedWronglyError(f"{column.name} takes {kind}, not {value!r}")
    return value
