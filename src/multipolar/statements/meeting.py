"""Meetings: who is said to have met whom, or what to have been held, where and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from multipolar.reading.model import DateMention, Sentence
from multipolar.record import Record
from multipolar.statements.encounters import (
    Party,
    Scene,
    cued,
    hosts,
    is_place,
    negated,
    parties,
    place_words,
    scene,
    spanned,
    trimmed,
    unreal,
    when,
)
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.meeting_checks import judge
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.signs import ORGANISATION, REGION, STATE
from multipolar.statements.walk import apart, matches

# A noun ("talks between") is made unreal by the words beside it, not by those of the clause around it.
_NOMINAL, _NOMINAL_REACH = 3, 25
_PROPER = re.compile(rf"[{STATE}{ORGANISATION}{REGION}]|\s(?:of\s+the\s+)?[A-ZÀ-ÖØ-Þ][\w'’-]+")


@dataclass(frozen=True)
class MeetingStatement(Statement):
    """Some met, or a summit, commission or conference was held.

    Attributes:
        sides: Persons and offices that met.
        series: What was held, as written; ``None`` for a meeting of persons or states.
        hosts: The states it was held in, as far as told.
        place: The city, when told.
        negated: Whether it is denied.
        away: Whether the sides are said to have stayed away.
        told: What a clause tells of a meeting besides that it was held: who took part, how often, ...
    """

    sides: tuple[Party, ...] = ()
    series: str | None = None
    hosts: tuple[str, ...] = ()
    place: str | None = None
    negated: bool = False
    away: bool = False
    told: str | None = None


class MeetingKind:
    """Statements about meetings, talks, sessions and summits."""

    names: tuple[KindName, ...] = ("meeting",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[MeetingStatement]:
        """One statement for each meeting."""
        if not cued("meeting", sentence):
            return
        shot = scene(sentence, discourse)
        if pattern(phrases("meeting", sentence.language)["sport"], sentence.language).search(shot.text):
            return
        taken: list[tuple[int, int]] = []
        for statement in apart(chain(_told(shot, discourse), _besides(shot, discourse, taken)), taken):
            discourse.topics["meeting"] = (sentence.paragraph, statement)
            yield statement

    def check(self, statement: MeetingStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold it against the events of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _told(shot: Scene, discourse: Discourse) -> Iterator[MeetingStatement]:
    for form, match in matches("meeting", shot):
        nominal = match.start("verb") - match.start() < _NOMINAL
        said = match.start("verb") if form["claim"] == "attendance" else match.end("verb")
        if unreal(shot.masked, match.start(), said, before=_NOMINAL_REACH if nominal else 50):
            continue
        statement = _statement(shot, match, form["claim"])
        if form["claim"] in ("again", "attendance"):
            statement = _again(statement, discourse, shot.masked.sentence)
        if statement is not None:
            yield statement


def _besides(
    shot: Scene, discourse: Discourse, taken: Sequence[tuple[int, int]]
) -> Iterator[MeetingStatement]:
    """What clauses tell of meetings in other words: who took part, how it went, how often it is held."""
    sentence = shot.masked.sentence

    def near() -> bool:
        return bool(sentence.paragraph - discourse.topics.get("meeting", (-2, None))[0] <= 1)

    for found in told("meeting", shot, discourse, taken, near):
        start, end, quote = quotation(shot.masked, found)
        earlier: MeetingStatement | None = discourse.topics["meeting"][1] if found.carries else None
        named = [*(p.actor for p in found.parties), *(m.actor for m in found.mentions if m.kind != "region")]
        actors = tuple(dict.fromkeys(actor for actor in named if actor))
        time = found.span or (earlier.time if earlier else None)
        yield MeetingStatement(
            "meeting", start, end, quote, sentence,
            actors, time, None, found.parties, earlier.series if earlier else None, told=found.form["claim"],
        )  # fmt: skip


def _statement(shot: Scene, match: re.Match[str], claim: str) -> MeetingStatement | None:
    sentence = shot.masked.sentence
    words = match.groupdict()
    sides = _sides(shot, match)
    actors = _actors(shot, match, sides)
    series = sentence.text[slice(*match.span("series"))].strip() if words.get("series") else None
    date = when(shot.masked, match.start(), match.end())
    city = words.get("where") and place_words(shot, *match.span("where"))
    found = _hosts(shot, match) if words.get("where") else ()
    if not _checkable(shot, match, claim, sides, actors, date):
        return None
    start, end = trimmed(sentence, *spanned(sentence, *match.span(), date))
    quote = sentence.text[start - sentence.start : end - sentence.start]
    everyone = tuple(dict.fromkeys((*actors, *found)))
    denied = bool(words.get("be")) and negated(shot.masked, *match.span("be"))
    return MeetingStatement(
        "meeting", start, end, quote, sentence, everyone, date.span if date else None, None, sides, series,
        found, city or None, denied, claim == "attendance",
    )  # fmt: skip


def _hosts(shot: Scene, match: re.Match[str]) -> tuple[str, ...]:
    return tuple(str(m.actor) for m in hosts(shot, *match.span("where")) if m.kind == "state")


def _sides(shot: Scene, match: re.Match[str]) -> tuple[Party, ...]:
    found = [
        party
        for group in ("who", "with")
        if match.groupdict().get(group)
        for party in parties(shot, *match.span(group))
    ]
    return tuple(dict.fromkeys(found))


def _actors(shot: Scene, match: re.Match[str], sides: tuple[Party, ...]) -> tuple[str, ...]:
    told = [
        str(m.actor)
        for group in ("who", "with", "series")
        if match.groupdict().get(group)
        for m in shot.masked.actors(*match.span(group))
        if m.actor
    ]
    return tuple(dict.fromkeys((*(p.actor for p in sides if p.actor), *told)))


def _checkable(
    shot: Scene,
    match: re.Match[str],
    claim: str,
    sides: tuple[Party, ...],
    actors: tuple[str, ...],
    date: DateMention | None,
) -> bool:
    """Whether it is told who met or what was held, and where or when."""
    words = match.groupdict()
    placed = bool(words.get("where"))
    if claim == "met":
        known = len(sides) + len([a for a in actors if a not in {p.actor for p in sides}])
        named = any(p.name or p.actor for p in sides) or len(actors) > 1
        titled = len([p for p in sides if p.name and (p.title or len(actors) > 1)]) > 1
        return known > 1 and named and (placed or titled or date is not None)
    if claim == "again":
        return placed and date is not None
    if claim == "attendance":
        return bool(actors) or any(p.name for p in sides)
    proper = _PROPER.search(shot.text[slice(*match.span("series"))]) is not None
    if claim == "attended" and proper and any(p.name for p in sides):
        return True
    if claim == "nth" or not proper:
        plain = re.search(r"\b(?:conference|summit|forum)\b", match["series"], re.I) is not None
        return proper or (plain and date is not None and placed and bool(_hosts(shot, match)))
    return date is not None or (placed and is_place(match["where"]))


def _again(
    statement: MeetingStatement | None, discourse: Discourse, sentence: Sentence
) -> MeetingStatement | None:
    """The meeting that "the meeting was held in ..." speaks of: the last, at most a paragraph ago."""
    before = discourse.topics.get("meeting")
    if statement is None or (statement.series and _PROPER.search(statement.series)):
        return statement
    if before is None or sentence.paragraph - before[0] > (1 if statement.sides else 0):
        return None
    earlier: MeetingStatement = before[1]
    return replace(
        statement, sides=statement.sides or earlier.sides, series=earlier.series or statement.series,
        actors=tuple(dict.fromkeys((*statement.actors, *earlier.actors))),
        time=statement.time or (earlier.time if statement.sides else None),
    )  # fmt: skip
