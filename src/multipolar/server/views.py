"""Which rows of a table are shown, in which order: by the query string, without a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.text import fold
from multipolar.server.cells import order, printed
from multipolar.server.tables.model import Column, Row, Table

MOST_ROWS = 500
_FEW = 12
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks of a table.

    Attributes:
        sort: A column, ``-`` before one that descends; empty for the order of the table.
        words: Words that all stand in a row.
        chosen: The value wanted of each column that offers a choice.
        options: What else is asked of the table.
        page: From 1.
        size: Rows to a page.
    """

    sort: str = ""
    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    page: int = 1
    size: int = 50

    def query(self, **changed: object) -> str:
        """The query string with some parts changed; what is as usual is left out."""
        parts: dict[str, object] = {
            **dict(self.options), "q": self.words, **dict(self.chosen), "sort": self.sort,
            "page": self.page, "size": self.size,
        }  # fmt: skip
        usual: dict[str, object] = {"page": 1, "size": 50}
        parts.update(changed)
        kept = {name: value for name, value in parts.items() if value not in ("", None, usual.get(name))}
        return f"?{urlencode(kept)}" if kept else "?"


@dataclass(frozen=True, slots=True)
class View:
    """Some rows of a table.

    Attributes:
        table: The table.
        address: Where the table has a page of its own.
        asked: What was asked.
        rows: The rows of this page.
        found: How many rows fit.
        pages: How many pages they fill, at least 1.
        short: Whether it is a beginning of the table within another page.
    """

    table: Table
    address: str
    asked: Asked
    rows: Sequence[Row]
    found: int
    pages: int
    short: bool = False

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that stand on a page."""
        return tuple(column for column in self.table.columns if not column.hidden)

    def sorted_by(self, column: Column) -> str:
        """``ascending``, ``descending`` or nothing: how the rows stand by a column."""
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.asked.sort, "")

    def sorting(self, column: Column) -> str:
        """The address that sorts by a column; figures begin with the largest."""
        first = f"-{column.name}" if column.kind == "number" else column.name
        second = column.name if first.startswith("-") else f"-{column.name}"
        return self.address + self.asked.query(sort=second if self.asked.sort == first else first, page=1)

    def paging(self, page: int) -> str:
        """The address of another page."""
        return self.address + self.asked.query(page=page)

    @property
    def whole(self) -> str:
        """The address of the table's own page."""
        query = self.asked.query()
        return self.address if query == "?" else self.address + query

    def download(self, form: str) -> str:
        """The address of all rows that fit, as a file."""
        query = self.asked.query(page=1, size=50)
        return f"{self.address}.{form}{'' if query == '?' else query}"

    def choices(self, column: Column) -> tuple[str, ...]:
        """The values that may be chosen of a column, where they are few."""
        values = {printed(row.get(column.name), column.kind) for row in self.table.rows}
        return tuple(sorted(values - {""})) if len(values) <= _FEW else ()


def asked(query: Mapping[str, str], table: Table) -> Asked:
    """What a query string asks of a table.

    Raises:
        AskedWronglyError: A column that does not exist, or a number that is none or out of bounds.
    """
    sort, names = query.get("sort", ""), [column.name for column in table.columns]
    if sort and sort.removeprefix("-") not in names:
        raise AskedWronglyError(f"The table has no column {sort!r}", f"Columns: {', '.join(names)}")
    words = query.get("q", "")
    if len(words) > _LONGEST:
        raise AskedWronglyError(f"More than {_LONGEST} characters were given to look for")
    chosen = tuple((c.name, query[c.name]) for c in table.columns if c.choices and query.get(c.name))
    options = tuple((option.name, option.value) for option in table.options if option.value)
    page, size = _number(query, "page", 1, 1_000_000), _number(query, "size", 50, MOST_ROWS)
    return Asked(sort, words, chosen, options, page, size)


def _number(query: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = query.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise AskedWronglyError(f"{name} is {text!r}", f"Write a whole number from 1 to {most}")
    return int(text)


def fitting(table: Table, wanted: Asked) -> Sequence[Row]:
    """All rows of a table that fit, in the order asked for; empty cells come last either way."""
    rows: Sequence[Row] = table.rows
    kinds = {column.name: column.kind for column in table.columns}
    for name, value in wanted.chosen:
        rows = [row for row in rows if printed(row.get(name), kinds[name]) == value]
    if words := fold(wanted.words).split():
        rows = [row for row in rows if _holds(table, row, words)]
    if wanted.sort:
        name, down = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
        known = [row for row in rows if row.get(name) not in (None, "")]
        empty = [row for row in rows if row.get(name) in (None, "")]
        rows = [*sorted(known, key=lambda row: order(row[name]), reverse=down), *empty]
    return rows


def _holds(table: Table, row: Row, words: Sequence[str]) -> bool:
    text = fold(" ".join(printed(row.get(column.name), column.kind) for column in table.columns))
    return all(word in text for word in words)


def view(table: Table, address: str, wanted: Asked, short: int = 0) -> View:
    """One page of a table's rows, or its first few.

    Args:
        table: The table.
        address: Where it has a page of its own.
        wanted: What is asked.
        short: How many rows, where only the beginning is shown; 0 for a whole page.
    """
    rows = fitting(table, wanted)
    size = short or wanted.size
    pages = max(1, -(-len(rows) // size))
    begin = (min(wanted.page, pages) - 1) * size
    return View(table, address, wanted, rows[begin : begin + size], len(rows), pages, bool(short))
