"""How a document becomes a reading: blocks, turns, sentences, and the mentions in each."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from multipolar.reading.blocks import blocks
from multipolar.reading.context import about_of
from multipolar.reading.language import language_of
from multipolar.reading.mentions.actors import ActorReader
from multipolar.reading.mentions.dates import DateReader
from multipolar.reading.mentions.numbers import NumberReader
from multipolar.reading.mentions.people import people
from multipolar.reading.mentions.resolutions import resolutions
from multipolar.reading.model import Document, PersonMention, Reading, Sentence
from multipolar.reading.sentences import spans
from multipolar.reading.speakers import Turn, quoted_speaker, turns
from multipolar.reading.tokens import addresses, tokens

_FOREIGN = 60  # characters from which a sentence may be judged to be in another language


def read(document: Document) -> Reading:
    """Read a document: its sentences in order, each with speaker, tokens and mentions.

    The document in the answer says whom the page is about when the one given does not.
    """
    page = _Page(document)
    sentences = tuple(page.sentences())
    if not document.about:
        document = replace(document, about=about_of(sentences, document.title))
    return Reading(document, sentences)


@dataclass(frozen=True, slots=True)
class _Readers:
    actors: ActorReader
    dates: DateReader
    numbers: NumberReader


class _Page:
    """One document being read: what its sentences share."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._language = document.language
        self._date = document.date
        self._held: dict[str, _Readers] = {}
        self._addresses = list(addresses(document.text))
        self._said: tuple[int, str | None] = (-1, None)

    def sentences(self) -> Iterator[Sentence]:
        index = 0
        for turn in turns(self._text, blocks(self._text), self._is_actor):
            block = turn.block
            for start, end in spans(self._text, block.start, block.end, self._language):
                yield self._sentence(index, turn, start, end)
                index += 1

    def _is_actor(self, label: str) -> bool:
        words = tokens(label, 0, len(label))
        named = self._readers(self._language).actors.read(label, words)
        return any(m.end - m.start == len(label) for m in named)

    def _readers(self, language: str) -> "_Readers":
        """What reads a sentence in one language: a page may hold several."""
        if language not in self._held:
            self._held[language] = _Readers(
                ActorReader(language, self._date), DateReader(language, self._date), NumberReader(language)
            )
        return self._held[language]

    def _sentence(self, index: int, turn: Turn, start: int, end: int) -> Sentence:
        text = self._text
        language = self._language
        if end - start >= _FOREIGN:
            language = language_of(text[start:end], language)
        words = tokens(text, start, end)
        named = resolutions(text, start, end)
        closed = (*self._addressed(start, end), *((r.start, r.end) for r in named))
        readers = self._readers(language)
        dates = readers.dates.read(text, start, end, closed)
        actors = readers.actors.read(text, words, closed)
        taken = (*closed, *((d.start, d.end) for d in dates), *((a.start, a.end) for a in actors))
        ordinals = readers.numbers.ordinals(text, start, end, taken)
        taken = (*taken, *((o.start, o.end) for o in ordinals))
        numbers = readers.numbers.read(text, start, end, taken)
        persons = people(text, start, end, actors, language)
        speaker = turn.speaker or self._quoted(turn, start, end, persons, language)
        return Sentence(
            index, turn.block.paragraph, start, end, text[start:end], words, actors, dates, numbers, named,
            speaker, language, ordinals, turn.block.part, people=persons,
        )  # fmt: skip

    def _quoted(
        self, turn: Turn, start: int, end: int, persons: tuple[PersonMention, ...], language: str
    ) -> str | None:
        """Who is said to say a sentence of prose; "he" is whoever spoke last in its paragraph."""
        paragraph, last = self._said
        before = last if paragraph == turn.block.paragraph else None
        speaker = quoted_speaker(self._text[start:end], start, persons, before, language)
        self._said = (turn.block.paragraph, speaker or before)
        return speaker

    def _addressed(self, start: int, end: int) -> list[tuple[int, int]]:
        place = bisect_right(self._addresses, (start, start)) - 1
        return [(s, e) for s, e in self._addresses[max(place, 0) :] if s < end and start < e][:50]
