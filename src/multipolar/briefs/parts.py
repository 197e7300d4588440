"""What a brief is made of: sections of sentences, tables and charts, each with the numbers of its notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multipolar.briefs.language import Language
    from multipolar.briefs.notes import Note
    from multipolar.record.sources.base import Nothing, SourceSpec


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        text: With its full stop.
        notes: Numbers of the notes it rests on.
        gap: Which kind of nothing it tells of; ``None`` where it states something.
    """

    text: str
    notes: tuple[int, ...] = ()
    gap: "Nothing | None" = None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures or events for the eye.

    Attributes:
        caption: What is shown, with unit and definition.
        columns: Headings.
        rows: Cells as they are printed.
        notes: Numbers of the notes it rests on.
        numeric: Columns set to the right.
        more: How many rows are left out, and where they are; empty for none.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[int, ...] = ()
    numeric: frozenset[int] = frozenset()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing.

    Attributes:
        svg: The drawing.
        caption: What is shown, with unit and definition.
        notes: Numbers of the notes it rests on.
    """

    svg: str
    caption: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a brief; its first sentence also stands at the head of the brief.

    Attributes:
        id: Its place in the page.
        title: Its heading.
        sentences: What is known, and what is not.
        tables: Tables under the sentences.
        charts: Drawings between sentences and tables.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A page about one subject.

    Attributes:
        subject: Ids asked about: two states, or one actor or resolution.
        title: Heading.
        on: The day it speaks of; what is dated later is left out.
        standing: What a reader must know first: a state that ended, an older record; often nothing.
        sections: Its parts in order.
        notes: Every note, by number.
        releases: Releases of the record that were asked, by source.
        described: What each of these sources says of itself.
        language: The language it is written in.
    """

    subject: tuple[str, ...]
    title: str
    on: date
    standing: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    notes: tuple["Note", ...]
    releases: Mapping[str, str]
    described: Mapping[str, "SourceSpec"] = field(default_factory=dict)
    language: "Language" = "en"
