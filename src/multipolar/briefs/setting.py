"""What every part of a brief is made from: the record, the notes, the language and the day spoken of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.briefs.language.names import Spoken
from multipolar.briefs.language.words import Words, upper
from multipolar.briefs.notes import Notes, Row, Value, select
from multipolar.briefs.parts import Sentence
from multipolar.record import Record

if TYPE_CHECKING:
    from multipolar.record.sources.base import Nothing

_EMBEDDED = "starter"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the parts of one brief share.

    Attributes:
        record: The record asked.
        notes: Where sources are numbered.
        words: The language.
        on: The day spoken of; what is dated later is left out.
    """

    record: Record
    notes: Notes
    words: Words
    on: date

    @property
    def day(self) -> PartialDate:
        """The day spoken of as sentences write it."""
        return PartialDate.of(self.on)

    def past(self, day: PartialDate | None) -> bool:
        """Whether a date does not lie after the day spoken of; one not known does not."""
        return day is None or day.first <= self.on

    def say(self, key: str, /, *notes: int, **values: object) -> Sentence:
        """A sentence of the language with the numbers of its notes."""
        return Sentence(self.words.sentence(key, **values), notes)

    def lack(self, gap: "Nothing", key: str, /, *notes: int, **values: object) -> Sentence:
        """A sentence that tells of a kind of nothing."""
        return Sentence(self.words.sentence(key, **values), notes, gap)

    def text(self, key: str, /, **values: object) -> str:
        """A heading, caption or cell of the language."""
        return self.words.text(key, **values)

    def name(self, actor: str) -> Spoken:
        """What an actor is called, by its id."""
        return self.words.name(actors.get(actor))

    def ask(
        self,
        note: str,
        table: str,
        where: Mapping[str, Value],
        order: Sequence[str] = (),
        /,
        **values: object,
    ) -> tuple[list[dict[str, Any]], int]:
        """Rows of the record and the number of their note, which a sentence of the language names."""
        return self.notes.ask(self.words.sentence(f"note.{note}", **values), table, where, order)

    def cite(self, note: str, sql: str, rows: Sequence[Row], /, **values: object) -> int:
        """The number of the note for rows at hand, found by a query."""
        return self.notes.cite(self.words.sentence(f"note.{note}", **values), sql, rows)

    def silence(
        self, about: str, table: str, where: Mapping[str, Value], pull: str = "", /, **values: object
    ) -> Sentence:
        """Why there is nothing on a subject, as one of the four kinds of nothing.

        Args:
            about: What there is nothing of: a phrase of the language.
            table: The table that would hold it.
            where: What was asked of it.
            pull: A source that is not in force and may tell; empty for none.
            values: What stands in the phrase.
        """
        subject = upper(self.text(f"about.{about}", **values))
        number = self.notes.cite(subject, select(table, where), ())
        kind, reason = self._nothing(table, where)
        more = f" {self.text('gap.pull', source=pull)}" if pull and kind != "zero" else ""
        return Sentence(f"{subject}: {reason}.{more}", (number,), kind)

    def _nothing(self, table: str, where: Mapping[str, Value]) -> "tuple[Nothing, str]":
        """Which kind of nothing there is, and why in words, for the day spoken of."""
        gap = self.record.nothing(table, where)
        if gap is None:
            return "not_reported", self.text("gap.none_fits")
        kind, sources = gap.kind, gap.sources
        if kind in ("zero", "not_reported") and sources:
            sources = tuple(s for s in sources if self._begun(s))
            kind = kind if sources else "out_of_coverage"
        ends = [last for s in sources if (last := self.record.spec(s).coverage.last)]
        told = [self._source(s) for s in sources] or [self.text("gap.record")]
        who = self.words.several(told)
        if kind == "zero" and ends and max(ends) < self.on.year:
            return "out_of_coverage", self.text("gap.zero_until", year=str(max(ends)), who=who)
        return kind, self.text(f"gap.{kind}", who=who, n=len(told))

    def _begun(self, source: str) -> bool:
        """Whether a source speaks of the time up to the day at all."""
        first = self.record.spec(source).coverage.first
        return first is None or first <= self.on.year

    def _source(self, name: str) -> str:
        """A source as a sentence names it, with the years it covers where its release ends."""
        if name == _EMBEDDED:
            return self.text("gap.embedded")
        covered = self.record.spec(name).coverage
        if not covered.last:
            return name
        if covered.first:
            return f"{name} ({self.text('span', first=str(covered.first), last=str(covered.last))})"
        return f"{name} ({self.text('span_to', last=str(covered.last))})"
