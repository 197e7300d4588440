"""What a page holds once read: a document, its sentences, and the mentions in them."""

import datetime
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from multipolar.basics.dates import PartialDate, Span

Hedge = Literal["exact", "about", "nearly", "more_than", "at_least", "up_to", "less_than"]

DateRole = Literal["at", "since", "until", "by", "before", "after"]
Part = Literal["prose", "heading", "item", "row", "note"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as loaded, and what is known of its setting.

    Attributes:
        text: The text that every offset counts characters of; of a ``.txt`` file, the file itself.
        path: Where it came from, as the person named it; ``-`` for standard input.
        title: Its title, when one is found.
        date: The date of speaking, from ``--date`` or from the page; ``None`` when unknown.
        language: Two letters.
        about: Actors it is about (``--about``, or the states it names most), ids.
        date_given: Whether the date was given by hand.
        pages: Where in the text each page of a paginated file begins; empty for files without pages.
    """

    text: str
    path: str = "-"
    title: str | None = None
    date: datetime.date | None = None
    language: str = "en"
    about: tuple[str, ...] = ()
    date_given: bool = False
    pages: tuple[int, ...] = ()

    def page_of(self, place: int) -> int | None:
        """The page, from 1, on which a character of the text stands; ``None`` without pages."""
        return bisect_right(self.pages, place) or None


class Token(NamedTuple):
    """A word, number or sign with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of text that names an actor.

    Attributes:
        start: First character.
        end: Character after the last.
        text: As written.
        actors: The one actor meant, or all that it may mean when the text does not decide.
        form: What sort of name was used (``short``, ``demonym``, ``capital``, ``abbreviation``, ...).
        kind: What sort of actor.
    """

    start: int
    end: int
    text: str
    actors: tuple[str, ...]
    form: str
    kind: str

    @property
    def actor(self) -> str | None:
        """The actor, when it is certain."""
        return self.actors[0] if len(self.actors) == 1 else None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that names a time.

    Attributes:
        when: The date as precisely as it is written, for ``March 24, 2014`` or ``2018``;
            ``None`` for stretches and relative times.
        span: The days it covers, once read against the document's date.
        relative: Whether it needed the document's date ("last year").
        role: How the wording places it: ``since 2014``, ``by 2030``, ``until``, ``before``, ``after``; ``at``
            for a plain date. The span already follows it.
    """

    start: int
    end: int
    text: str
    when: PartialDate | None
    span: Span
    relative: bool = False
    role: DateRole = "at"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in digits or words, with its unit and hedge.

    Attributes:
        value: The number, multiplied out ("19 million" is 19,000,000).
        unit: ``countries``, ``%``, ``USD`` and so on, as far as read; ``None`` for none.
        hedge: How the wording bounds it.
        digits: Significant digits as written; sets the tolerance. Words count as exact.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str | None = None
    hedge: Hedge = "exact"
    digits: int = 0


@dataclass(frozen=True, slots=True)
class ResolutionMention:
    """A resolution named by its symbol or number.

    Attributes:
        symbol: Normal form, ``A/RES/68/262``, ``A/RES/ES-11/1``, ``A/RES/3281(XXIX)``, ``S/RES/1244(1999)``.
        body: ``GA`` or ``SC``.
    """

    start: int
    end: int
    text: str
    symbol: str
    body: Literal["GA", "SC"]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named with an office.

    Attributes:
        start: First character, of the office or the name, whichever comes first.
        end: Character after the last.
        text: As written, office and name.
        name: The name as written.
        title: The office in the record's words: ``president``, ``foreign_minister``, ``ambassador``, ...
        actor: The state or organisation of the office, when it is named beside it.
        past: Whether the office is said to be past ("former").
        name_start: First character of the name.
    """

    start: int
    end: int
    text: str
    name: str
    title: str
    actor: str | None
    past: bool
    name_start: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with the mentions inside it in order of place.

    Attributes:
        index: Its number in the document, from 0.
        paragraph: The number of its paragraph, from 0.
        start: First character in the document's text.
        end: Character after the last.
        text: ``document.text[start:end]``.
        tokens: Words and signs, offsets into the document's text.
        speaker: Who says it, when the page tells; ``None`` for the author.
        language: Two letters.
        ordinals: "First", "19th" and their like, apart from the numbers that count something.
        people: People named by an office.
        part: Whether it stands in prose, a heading, a list, a table row or a note.
    """

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    resolutions: tuple[ResolutionMention, ...] = ()
    speaker: str | None = None
    language: str = "en"
    ordinals: tuple[NumberMention, ...] = ()
    part: Part = "prose"
    people: tuple[PersonMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and its sentences: what ``reading.read`` returns."""

    document: Document
    sentences: tuple[Sentence, ...] = field(default=())
