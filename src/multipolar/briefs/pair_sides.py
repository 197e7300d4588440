"""Which two states a brief is about, on which day it speaks, and how it says that the record is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.notes import Notes, Value, select
from multipolar.briefs.parts import Sentence
from multipolar.briefs.sentences import at, named, rows_of, upper
from multipolar.record import Record

_KINDS = {
    "zero": "None: {subject} {are} known to be none ({who} {are_who} complete there).",
    "not_reported": "Not reported: {who} {know} of {subject} elsewhere and {have} no row here, which proves "
    "nothing.",
    "not_yet_published": "Not yet published: {subject}; the releases in force end before.",
}


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

    def silence(
        self, subject: str, what: str, table: str, where: Mapping[str, Value], pull: Sequence[str] = ()
    ) -> Sentence:
        """Why there is nothing on a subject, as one of the four kinds of nothing.

        Args:
            subject: What there is nothing of, in the plural ("missions of either in the other").
            what: The same for the note.
            table: The table that would hold it.
            where: What was asked of it.
            pull: Sources that bring such rows.
        """
        gap = self.record.nothing(table, where)
        number = self.notes.cite(what, select(table, where), ())
        kind = gap.kind if gap is not None else "not_reported"
        if kind in _KINDS:
            many = gap is not None and len(gap.sources) > 1
            who = rows_of([_source(s) for s in gap.sources]) if gap and gap.sources else "the record"
            text = _KINDS[kind].format(
                subject=subject, who=who, are="are", are_who="are" if many else "is",
                know="know" if many else "knows", have="have" if many else "has",
            )  # fmt: skip
            return Sentence(upper(text), (number,), kind)
        missing = [s for s in pull if s not in self.record.sources()]
        remedy = f" `multipolar record pull {missing[0]}` may bring it." if missing else ""
        return Sentence(f"Not covered: no source in force tells of {subject}.{remedy}", (number,), kind)


def two_states(record: Record, first: str, second: str) -> Pair:
    """The pair that two names mean, and the day the brief speaks of.

    Raises:
        AskedWronglyError: A name that is unknown or no state, one state twice, or two that never existed at
            the same time.
    """
    a, b = _state(first), _state(second)
    if a.id == b.id:
        raise AskedWronglyError(
            f"{a.name} was named twice", f"Name two states, or one alone: `multipolar brief {a.id}`"
        )
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
            f"A brief of a pair takes two states; `multipolar brief {found.id}` is about it alone",
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
    """Whom to ask about instead of a state that ended."""
    heirs = [actors.get(h) for h in ended.successors]
    living = [h for h in heirs if h.until is None and h.id != partner.id]
    return f"Ask for a successor: `multipolar brief {living[0].id} {partner.id}`" if living else ""


def persons(actor: str) -> tuple[str, ...]:
    """An actor with those whose legal person it continues, and the one that continues its own."""
    heirs = tuple(a.id for a in actors.all_actors() if a.continues == actor)
    return (*heirs, *(a.id for a in actors.lineage(actor)))


def standing(pair: Pair) -> tuple[Sentence, ...]:
    """What a reader must know first: who ended, and which record was read."""
    return (*(_ended(pair, x) for x in (pair.a, pair.b) if x.until and x.until.first <= pair.on), *_read(pair))


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


def _source(name: str) -> str:
    return "the embedded record" if name == "starter" else name
