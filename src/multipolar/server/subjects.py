"""What a page about one thing holds: facts, drawings with their data, and tables with pages of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from multipolar.record import Record
from multipolar.server.tables.model import Table

Maker = Callable[[Record, str, Mapping[str, str]], Table]
"""Makes a table about one thing: the record, the thing's id, and the query string."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts.

    Attributes:
        label: What it is.
        values: Each a text and the address it leads to; no address for none.
    """

    label: str
    values: tuple[tuple[str, str], ...]


Drawer = Callable[[Record, str], str]
"""Draws one thing as SVG: the record, the thing's id."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its data and definition beside it.

    Attributes:
        name: Its name; it stands at the subject's address with ``.svg``.
        caption: What is shown, with unit.
        table: The table of the page that holds its data.
        alt: What is to be seen, for those who do not see it.
        definition: The entry of ``/definitions``; empty for none.
        size: Width and height, by which a page keeps room for it.
    """

    name: str
    caption: str
    table: str
    alt: str = ""
    definition: str = ""
    size: tuple[int, int] = (960, 560)


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that has a page.

    Attributes:
        id: Its id.
        title: Its name.
        sort: What sort of thing it is.
        address: Its address.
        facts: What is known of it in a line each.
        figures: Drawings.
        tables: Makers of its tables by name, in order.
        links: Other pages about it, each with its address.
        notes: What a reader must know.
    """

    id: str
    title: str
    sort: str
    address: str
    facts: tuple[Fact, ...]
    tables: Mapping[str, Maker]
    figures: tuple[Figure, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def fact(label: str, *values: str | tuple[str, str] | None) -> Fact | None:
    """A line of facts; ``None`` where nothing is known."""
    held = tuple((one, "") if isinstance(one, str) else one for one in values if one)
    return Fact(label, held) if held else None


def facts(*lines: Fact | None) -> tuple[Fact, ...]:
    """Those lines in which something is known."""
    return tuple(line for line in lines if line is not None)
