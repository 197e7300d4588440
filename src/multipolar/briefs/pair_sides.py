"""Which two states a brief is about, and on which day it speaks."""

from dataclasses import dataclass
from datetime import date

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.language.articles import named
from multipolar.briefs.language.names import Spoken
from multipolar.briefs.language.words import Words, upper, words
from multipolar.briefs.notes import Notes
from multipolar.briefs.parts import Sentence
from multipolar.briefs.setting import Setting
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Pair(Setting):
    """Two states in the setting of a brief.

    Attributes:
        a: The one state.
        b: The other.
    """

    a: actors.Actor
    b: actors.Actor

    @property
    def one(self) -> Spoken:
        """What the one state is called."""
        return self.words.name(self.a)

    @property
    def other(self) -> Spoken:
        """What the other state is called."""
        return self.words.name(self.b)

    @property
    def ids(self) -> list[str]:
        """Both ids."""
        return [self.a.id, self.b.id]

    @property
    def ways(self) -> tuple[tuple[actors.Actor, actors.Actor], tuple[actors.Actor, actors.Actor]]:
        """The one towards the other, and the other way round."""
        return (self.a, self.b), (self.b, self.a)

    @property
    def named(self) -> dict[str, Spoken]:
        """Both names, as sentences about the two take them."""
        return {"a": self.one, "b": self.other}

    @property
    def ended(self) -> bool:
        """Whether the brief speaks of a past in which one of the two ended."""
        return any(x.until is not None for x in (self.a, self.b))

    def then(self, key: str) -> str:
        """The key of a sentence in the tense of the day spoken of."""
        return f"{key}.then" if self.ended else key


def two_states(record: Record, words: Words, first: actors.Actor, second: actors.Actor) -> Pair:
    """The pair of two states, and the day the brief speaks of.

    Raises:
        AskedWronglyError: One state twice, or two that never existed at the same time.
    """
    if first.id == second.id:
        raise AskedWronglyError(f"{first.name} was named twice", "Name two states")
    today = record.as_of or date.today()
    on = min([today, *(x.until.last for x in (first, second) if x.until is not None)])
    for x, y in ((first, second), (second, first)):
        if x.since is not None and on < x.since.first:
            raise AskedWronglyError(_never(x, y, on, today), _instead(y, x) or _instead(x, y))
    return Pair(record, Notes(record), words, on, first, second)


def _never(late: actors.Actor, early: actors.Actor, on: date, today: date) -> str:
    since = words("en").when(late.since, "at") if late.since else "later"
    if on == today:
        return f"{upper(named(late.name))} did not yet exist on {today}: it began {since}"
    until = words("en").when(early.until, "at") if early.until else ""
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
    over = [x for x in (pair.a, pair.b) if x.until and x.until.first <= pair.on]
    return (*(ended(pair, x, pair.b if x is pair.a else pair.a) for x in over), *read_as_of(pair))


def ended(setting: Setting, gone: actors.Actor, partner: actors.Actor | None) -> Sentence:
    """That a state ended, who came after it, and whom to ask about instead."""
    _, number = setting.ask("actor", "actor", {"id": gone.id}, a=setting.words.name(gone))
    names = {"a": setting.words.name(gone), "until": gone.until}
    told = [setting.words.sentence("page.ended", **names)]
    heirs = [actors.get(h) for h in gone.successors]
    if heirs:
        after = setting.words.several([setting.words.name(h) for h in heirs], 20)
        told.append(setting.words.sentence("page.after", names=after))
    going = next((h for h in heirs if h.continues == gone.id and h is not partner), None)
    if going:
        ids = f"{going.id} {partner.id}" if partner else going.id
        told.append(setting.words.sentence("page.continues", a=setting.words.name(going), ids=ids))
    return Sentence(" ".join(told), (number,))


def read_as_of(setting: Setting) -> tuple[Sentence, ...]:
    """That an older record was read, where one was."""
    return () if setting.record.as_of is None else (setting.say("page.as_of", day=setting.day),)
