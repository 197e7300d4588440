"""What is told of offices beyond who holds one: elections, terms, successions, chairs, beginnings, ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multipolar.reading.model import DateMention, Sentence
from multipolar.statements.encounters import Party, Scene, encounter, office_title, scene
from multipolar.statements.events import Told, quotation, told
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse, Statement
from multipolar.statements.wording import wording


@dataclass(frozen=True)
class OfficeEvent(Statement):
    """Something is told of an office, its holders or a body's majority.

    Attributes:
        claim: ``taken``, ``left``, ``held``, ``term``, ``succession``, ``chair``, ``election``, ...
        person: Whom it is told of, as written, when a person is named.
        title: The office in the record's words, when named.
        actor: The state or organisation of the office, when told.
        date: The time as written.
        elected: Whether a choice is told, which comes before the office is taken.
    """

    claim: str = ""
    person: str | None = None
    title: str | None = None
    actor: str | None = None
    date: DateMention | None = None
    elected: bool = False


def office_events(
    sentence: Sentence, discourse: Discourse, taken: Sequence[tuple[int, int]]
) -> Iterator[OfficeEvent]:
    """The events of offices that a sentence tells beside the statements whose stretches are taken."""
    words = phrases("office", sentence.language)
    if not words or not pattern(words["cue"], sentence.language).stands(sentence.text):
        return
    shot = scene(sentence, discourse)
    for found in told("office", shot, discourse, taken):
        yield _statement(shot, found)


def _statement(shot: Scene, found: Told) -> OfficeEvent:
    sentence = shot.masked.sentence
    start, end, quote = quotation(shot.masked, found)
    who = _subject(found, sentence.start)
    title = encounter("encounter", "{TITLE}", sentence.language).search(
        shot.text[found.match.start() : found.clause.end]
    )
    states = [m for m in found.mentions if m.actor and m.kind != "region"]
    actor = (who.actor if who else None) or (str(states[0].actor) if len(states) == 1 else None)
    return OfficeEvent(
        "office", start, end, quote, sentence,
        tuple(dict.fromkeys([*([who.actor] if who and who.actor else []), *(str(m.actor) for m in states)])),
        found.span, None, str(found.form["claim"]), who.name if who else None,
        office_title(title[0], sentence.language) if title else who.title if who else None, actor, found.when,
        wording("elected", sentence.language).search(found.match.group()) is not None,
    )  # fmt: skip


def _subject(found: Told, begin: int) -> Party | None:
    """The person named last before the telling words, else the first after them."""
    before = [p for p in found.parties if p.start - begin < found.match.end()]
    return before[-1] if before else found.parties[0] if found.parties else None
