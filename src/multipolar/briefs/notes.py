"""Numbers every sentence and figure to the rows behind it: source, release, and the query that finds them."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from multipolar.record import Record

Row = Mapping[str, Any]
Value = str | int | Collection[str] | None
_PLACES = 6
_SHELL = str.maketrans({sign: f"\\{sign}" for sign in '\\"$`'})


@dataclass(frozen=True, slots=True)
class Origin:
    """One release behind a note.

    Attributes:
        source: The source's name.
        release: Its release.
        locators: Where in the source: the first places, each once, in the order of the rows.
        rows: How many rows.
        places: How many places there are.
    """

    source: str
    release: str
    locators: tuple[str, ...]
    rows: int
    places: int


@dataclass(frozen=True, slots=True)
class Note:
    """What a sentence or figure rests on.

    Attributes:
        number: Its number.
        what: What was asked, in words.
        sql: The query that finds the rows.
        command: The same as a command line that runs.
        origins: The releases that hold the rows; none where there is no row.
    """

    number: int
    what: str
    sql: str
    command: str
    origins: tuple[Origin, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(origin.rows for origin in self.origins)


@dataclass
class Notes:
    """The notes of one brief, in the order of their first use.

    Attributes:
        record: The record asked.
    """

    record: Record
    _held: dict[Hashable, Note] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Note, ...]:
        """Every note so far."""
        return tuple(self._held.values())

    def ask(
        self, what: str, table: str, where: Mapping[str, Value], order: Sequence[str] = ()
    ) -> tuple[list[dict[str, Any]], int]:
        """Rows of the record, and the number of the note that names their sources and the query.

        Args:
            what: What is asked, in words.
            table: A table of the record.
            where: Columns and the value or values they must have.
            order: Columns to sort by.
        """
        rows = self.record.rows(table, where, order=list(order) or None)
        return rows, self.cite(what, select(table, where, order), rows)

    def cite(self, what: str, sql: str, rows: Sequence[Row]) -> int:
        """The number of the note for rows at hand, found by a query; the same query is one note."""
        if sql in self._held:
            return self._held[sql].number
        return self.add(Note(0, what, sql, command(sql, self.record.as_of), origins(rows)), sql)

    def add(self, note: Note, key: Hashable) -> int:
        """The number of a note, the same for the same key."""
        if key not in self._held:
            self._held[key] = replace(note, number=len(self._held) + 1)
        return self._held[key].number


def select(table: str, where: Mapping[str, Value], order: Sequence[str] = ()) -> str:
    """The query for rows of a table that have some values.

    >>> select("tie", {"kind": "visa", "a": ["CHL", "RUS"]})
    "SELECT * FROM tie WHERE kind = 'visa' AND a IN ('CHL', 'RUS')"
    """
    tests = " AND ".join(_test(column, value) for column, value in where.items())
    sort = f" ORDER BY {', '.join(order)}" if order else ""
    return f"SELECT * FROM {table}" + (f" WHERE {tests}" if tests else "") + sort


def _test(column: str, value: Value) -> str:
    if value is None:
        return f"{column} IS NULL"
    if isinstance(value, int | str):
        return f"{column} = {literal(value)}"
    known = sorted(value)
    return _test(column, known[0]) if len(known) == 1 else f"{column} IN ({', '.join(map(literal, known))})"


def literal(value: str | int) -> str:
    """A value as SQL writes it."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def command(sql: str, as_of: date | None = None) -> str:
    """The command line that answers a query, for a shell."""
    vintage = f" --as-of {as_of}" if as_of else ""
    return f'multipolar record query "{sql.translate(_SHELL)}"{vintage}'


def origins(rows: Sequence[Row]) -> tuple[Origin, ...]:
    """The releases behind some rows, in alphabetical order."""
    held: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        held.setdefault((row["source"], row["release"]), []).append(row["locator"])
    found = []
    for key in sorted(held):
        places = tuple(dict.fromkeys(held[key]))
        found.append(Origin(*key, places[:_PLACES], len(held[key]), len(places)))
    return tuple(found)
