"""What a table of the server is: columns, rows, and where they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from multipolar.record import Record

Row = Mapping[str, Any]
ColumnKind = Literal["text", "number", "year", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its name, the same as on the command line.
        label: Its heading for people; the name when empty.
        kind: How its cells are printed and set.
        link: Which value of a row holds the address that a cell leads to; empty for none.
        choices: Whether it has few values, one of which may be chosen.
        meaning: What it holds, where the heading does not say.
        hidden: Whether it stands in files and answers only, not on pages.
    """

    name: str
    label: str = ""
    kind: ColumnKind = "text"
    link: str = ""
    choices: bool = False
    meaning: str = ""
    hidden: bool = False

    @property
    def heading(self) -> str:
        """What stands over it."""
        return self.label or self.name.replace("_", " ")


def named(column: str, label: str = "") -> tuple[Column, Column]:
    """The columns of an actor: its id, for files and answers, and its name, which leads to its page."""
    return Column(column, hidden=True), Column(f"{column}_name", label or column, link=f"{column}_at")


@dataclass(frozen=True, slots=True)
class Origin:
    """A release of a source that rows come from."""

    source: str
    release: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be asked beside sorting and searching, as the day of a list of members.

    Attributes:
        name: Its name in the query string, the same as on the command line.
        label: What stands before its field.
        value: What is asked now; empty for the usual.
        choices: The values there are; empty for a text.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their sources.

    Attributes:
        name: Its name within a page and of its files.
        title: What it shows.
        columns: Its columns.
        rows: Its rows; values under other names than those of columns are addresses.
        origins: Where the rows come from.
        command: The command that shows the same.
        definition: The entry of ``/definitions`` that says how figures are made; empty for none.
        notes: What a reader must know.
        gap: Why there is no row, where there is none.
        options: What else may be asked of it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    origins: tuple[Origin, ...] = ()
    command: str = ""
    definition: str = ""
    notes: tuple[str, ...] = ()
    gap: str = ""
    options: tuple[Option, ...] = ()


def origins(record: Record, rows: Iterable[Row]) -> tuple[Origin, ...]:
    """The releases that some rows name as their source, several in one cell apart by commas."""
    named = {part.strip() for row in rows for part in str(row.get("source") or "").split(",")}
    active = {one.source: one.release for one in record.releases() if one.active}
    return tuple(Origin(source, active[source]) for source in sorted(named) if source in active)
