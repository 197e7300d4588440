"""Which two states a brief is about, on which day it speaks, and how it says that the record is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import Notes, Value, select
from multipolar.briefs.pair_pull import Topic, could_bring
from multipolar.briefs.parts import Sentence
from multipolar.briefs.sentences import at, named, rows_of, upper
from multipolar.record import Record

if TYPE_CHECKING:
    from multipolar.record.sources.base import Nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states, the record asked about them, and the day the brief speaks of.

    Attributes:
        record: The record.
        notes: Where sources are numbered.
        a: The one state.
        b: The other.
        on: Today, the day of the record read, or the last day on which both existed.
    """

    record: Record
    notes: Notes
    a: actors.Actor
    b: actors.Actor
    on: date

    @property
    def one(self) -> str:
        """The one state as it stands in a sentence."""
        return named(self.a.name)

    @property
    def other(self) -> str:
        """The other state as it stands in a sentence."""
        return named(self.b.name)

    @property
    def both(self) -> str:
        """Both, as the subject of a sentence."""
        return f"{self.one} and {self.other}"

    def past(self, day: PartialDate | None) -> bool:
        """Whether a date does not lie after the day spoken of; one not known does not."""
        return day is None or day.first <= self.on

    @property
    def ended(self) -> bool:
        """Whether the brief speaks of a past in which one of the two ended."""
        return any(x.until is not None for x in (self.a, self.b))

    def verb(self, now: str, then: str) -> str:
        """A verb in the tense of the day spoken of."""
        return then if self.ended else now

    def silence(
        self, subject: str, what: str, table: str, where: Mapping[str, Value], topic: Topic | None = None
    ) -> Sentence:
        """Why there is nothing on a subject, as one of the four kinds of nothing.

        Args:
            subject: What there is nothing of, as the beginning of a sentence.
            what: The same for the note.
            table: The table that would hold it.
            where: What was asked of it.
            topic: What is asked about, where a shipped source could bring it.
        """
        gap = self.record.nothing(table, where)
        number = self.notes.cite(what, select(table, where), ())
        kind, sources = (gap.kind, gap.sources) if gap is not None else ("not_reported", ())
        if kind in ("zero", "not_reported") and sources:
            sources = tuple(s for s in sources if _begun(self.record, s, self.on))
            kind = kind if sources else "out_of_coverage"
        ends = [last for s in sources if (last := self.record.spec(s).coverage.last)]
        if kind == "zero" and ends and max(ends) < self.on.year:
            kind, reason = (
                "out_of_coverage",
                f"none up to {max(ends)}, by {rows_of(sources)}; later years are not covered",
            )
        else:
            reason = _reason(self.record, kind, sources)
        pull = could_bring(topic, self.a, self.b, self.on, self.record) if topic else ""
        more = f" `multipolar record pull {pull}` may tell." if pull and kind != "zero" else ""
        return Sentence(f"{upper(subject)}: {reason}.{more}", (number,), kind)


def _begun(record: Record, source: str, on: date) -> bool:
    """Whether a source speaks of the time up to a day at all."""
    first = record.spec(source).coverage.first
    return first is None or first <= on.year


def _reason(record: Record, kind: "Nothing", sources: Sequence[str]) -> str:
    """A kind of nothing in words, with who decides it."""
    who = rows_of([_source(record, s) for s in sources]) or "the record"
    if kind == "zero":
        return f"none, by {who}, complete on this"
    if kind == "not_reported":
        return f"not reported; {who} {'has' if len(sources) < 2 else 'have'} no row, which proves nothing"
    if kind == "not_yet_published":
        return "not yet published; the releases in force end before"
    return "not covered by any source in force"


def two_states(record: Record, first: str, second: str) -> Pair:
    """The pair that two names mean, and the day the brief speaks of.

    Raises:
        AskedWronglyError: A name that is unknown or no state, one state twice, or two that never existed at
            the same time.
    """
    a, b = _state(first), _state(second)
    if a.id == b.id:
        raise AskedWronglyError(f"{a.name} was named twice", "Name two states")
    today = record.as_of or date.today()
    on = min([today, *(x.until.last for x in (a, b) if x.until is not None)])
    for x in (a, b):
        if x.since is not None and on < x.since.first:
            other = b if x is a else a
            raise AskedWronglyError(_never(x, other, on, today), _instead(other, x) or _instead(x, other))
    return Pair(record, Notes(record), a, b, on)


def _state(text: str) -> actors.Actor:
    found = actors.find(text)
    if found.kind not in ("state", "territory"):
        raise AskedWronglyError(
            f"{found.name} is no state but {'an' if found.kind[0] in 'aeiou' else 'a'} {found.kind}",
            "A brief takes two states or territories",
        )
    return found


def _never(late: actors.Actor, early: actors.Actor, on: date, today: date) -> str:
    since = at(late.since) if late.since else "later"
    if on == today:
        return f"{upper(named(late.name))} did not yet exist on {today}: it began {since}"
    until = at(early.until) if early.until else ""
    return (
        f"{upper(named(early.name))} ended {until}, before {named(late.name)} began {since}: "
        "they never existed at the same time"
    )


def _instead(ended: actors.Actor, partner: actors.Actor) -> str:
    """Whom to ask about instead of a state that ended; nobody where the partner itself came after it."""
    if partner.id in ended.successors:
        return ""
    living = [h for h in map(actors.get, ended.successors) if h.until is None]
    first = next((h for h in living if h.continues == ended.id), living[0] if living else None)
    return f"Ask for a successor: `multipolar brief {first.id} {partner.id}`" if first else ""


def persons(actor: str) -> tuple[str, ...]:
    """An actor with those whose legal person it continues, and the one that continues its own."""
    heirs = tuple(a.id for a in actors.all_actors() if a.continues == actor)
    return (*heirs, *(a.id for a in actors.lineage(actor)))


def standing(pair: Pair) -> tuple[Sentence, ...]:
    """What a reader must know first: who ended, and which record was read."""
    return (
        *(_ended(pair, x) for x in (pair.a, pair.b) if x.until and x.until.first <= pair.on),
        *_read(pair),
    )


def _ended(pair: Pair, ended: actors.Actor) -> Sentence:
    _, number = pair.notes.ask(f"{ended.name} as an actor", "actor", {"id": ended.id})
    until = at(ended.until) if ended.until else ""
    partner = pair.b if ended is pair.a else pair.a
    heirs = [actors.get(h) for h in ended.successors]
    after = f" After it came {rows_of([named(h.name) for h in heirs], 20)}." if heirs else ""
    continues = next((h for h in heirs if h.continues == ended.id and h.id != partner.id), None)
    see = (
        f" {upper(named(continues.name))} continues its legal person: `multipolar brief {continues.id} "
        f"{partner.id}`."
        if continues
        else ""
    )
    return Sentence(
        f"{upper(named(ended.name))} ended {until}, and this brief speaks of its last day.{after}{see}",
        (number,),
    )


def _read(pair: Pair) -> tuple[Sentence, ...]:
    if pair.record.as_of is None:
        return ()
    text = f"The record is read as it stood on {pair.record.as_of}; what is dated later is left out."
    return (Sentence(text),)


def _source(record: Record, name: str) -> str:
    """A source as a sentence names it, with the years it covers where its release ends."""
    if name == "starter":
        return "the embedded record"
    covered = record.spec(name).coverage
    return f"{name} ({covered.first or 'the beginning'} to {covered.last})" if covered.last else name
