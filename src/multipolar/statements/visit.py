"""Visits: who is said to have gone where, and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from multipolar.reading.model import DateMention, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements import cues
from multipolar.statements.encounters import (
    Party,
    Scene,
    cued,
    encounter,
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
)  # fmt: skip
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.visit_checks import judge
from multipolar.statements.walk import apart, matches

# "No president has visited ...": said of nobody, and told by the events of the kind.
_HERE = re.compile(r"\bhere\b", re.IGNORECASE)
_NOBODY = re.compile(r"\bno\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class VisitStatement(Statement):
    """Somebody went to a state.

    Attributes:
        visitors: Who went.
        hosts: The states visited; empty when the place is in no state that is told.
        place: The city, when told.
        negated: Whether it is denied.
        count: How many office-holders are said to have gone ("three presidents"), if so.
        told: What a clause tells of a visit when it does not say who went where.
    """

    visitors: tuple[Party, ...] = ()
    hosts: tuple[str, ...] = ()
    place: str | None = None
    negated: bool = False
    count: NumberMention | None = None
    told: str | None = None


class VisitKind:
    """Statements about visits."""

    names: tuple[KindName, ...] = ("visit",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[VisitStatement]:
        """One statement for each journey."""
        if not cued("visit", sentence) or not (sentence.actors or _HERE.search(sentence.text)):
            return
        shot = scene(sentence, discourse)
        taken: list[tuple[int, int]] = []
        for statement in apart(chain(_counted(shot), _told(shot), _besides(shot, discourse, taken)), taken):
            discourse.topics["visit"] = sentence.paragraph
            yield statement

    def check(self, statement: VisitStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold it against the events of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _told(shot: Scene) -> Iterator[VisitStatement]:
    for _, match in matches("visit", shot):
        statement = _statement(shot, match)
        if statement is not None:
            yield statement
            yield from _further(shot, statement, match.end())


def _besides(shot: Scene, discourse: Discourse, taken: Sequence[tuple[int, int]]) -> Iterator[VisitStatement]:
    """What clauses tell of visits in other words: who went where, if one person and one state are named."""
    sentence = shot.masked.sentence

    def near() -> bool:
        return bool(sentence.paragraph == discourse.topics.get("visit", -1))

    for found in told("visit", shot, discourse, taken, near):
        start, end, quote = quotation(shot.masked, found)
        states = [m for m in found.mentions if m.kind == "state" and m.actor]
        places = tuple(dict.fromkeys(str(m.actor) for m in states if m.form not in ("adjective", "demonym")))
        who = found.parties if len(found.parties) == 1 and found.parties[0].name else ()
        homes = tuple(p.actor for p in found.parties if p.actor)
        named = tuple(dict.fromkeys((*homes, *(str(m.actor) for m in states))))
        claim = str(found.form["claim"])
        exact = claim in ("went", "visit") and len(who) == 1 and len(places) == 1 and places[0] not in homes
        yield VisitStatement(
            "visit", start, end, quote, sentence, named,
            found.span, None, who if exact else (), places if exact else (),
            told=None if exact else claim,
        )  # fmt: skip


def _statement(shot: Scene, match: re.Match[str]) -> VisitStatement | None:
    who = parties(shot, *match.span("who"))
    to = match.span("to")
    if (
        _NOBODY.search(shot.text[: match.start()])
        or not _checkable(shot, match, who)
        or unreal(shot.masked, match.start(), match.end("verb"))
    ):
        return None
    places = tuple(dict.fromkeys(str(m.actor) for m in hosts(shot, *to)))
    city = place_words(shot, *to)
    # Between visitor and verb a date is of its own matter: "who took office in 2022, travelled".
    date = when(shot.masked, match.start("verb"), match.end()) or when(
        shot.masked, match.start(), match.end()
    )
    return _made(
        shot,
        match.span(),
        who,
        places,
        city,
        date,
        negated(shot.masked, *match.span("verb"))
        or (
            "be" in match.re.groupindex
            and match["be"] is not None
            and negated(shot.masked, *match.span("be"))
        ),
    )


def _made(
    shot: Scene,
    span: tuple[int, int],
    who: tuple[Party, ...],
    places: tuple[str, ...],
    city: str | None,
    date: DateMention | None,
    denied: bool,
    count: NumberMention | None = None,
) -> VisitStatement:
    sentence = shot.masked.sentence
    start, end = trimmed(sentence, *spanned(sentence, *span, date))
    quote = sentence.text[start - sentence.start : end - sentence.start]
    actors = tuple(dict.fromkeys((*(p.actor for p in who if p.actor), *places)))
    return VisitStatement(
        "visit", start, end, quote, sentence, actors, date.span if date else None, None, who, places, city,
        denied, count,
    )  # fmt: skip


def _checkable(shot: Scene, match: re.Match[str], who: tuple[Party, ...]) -> bool:
    """Whether somebody is named, and a place: a state, its capital, or a city a person of office went to."""
    if not who:
        return False
    if any(p.name is None and p.actor is None for p in who):
        return False
    if is_place(match["to"]):
        return bool(hosts(shot, *match.span("to")))
    dates = when(shot.masked, match.start(), match.end())
    return dates is not None and any(p.title is not None for p in who)


def _further(shot: Scene, first: VisitStatement, end: int) -> Iterator[VisitStatement]:
    """Places and dates that go on from a visit: "visited Brazil in 2014 and Chile in 2016"."""
    language = shot.masked.sentence.language
    words = phrases("visit", language)
    place = max(end, first.end - shot.masked.sentence.start)
    while match := (
        encounter("visit", words["further"], language).match(shot.text, place)
        or encounter("visit", words["again"], language).match(shot.text, place)
    ):
        dates = shot.masked.dates(*match.span("when"))
        if not dates:
            return
        if "to" in match.re.groupindex:
            found = tuple(str(m.actor) for m in hosts(shot, *match.span("to")))
            city = place_words(shot, *match.span("to"))
        else:
            found, city = first.hosts, first.place
        yield replace(
            _made(shot, match.span("said"), first.visitors, found, city, dates[0], first.negated),
            actors=first.actors,
        )
        place = match.end()


def _counted(shot: Scene) -> Iterator[VisitStatement]:
    language = shot.masked.sentence.language
    words = phrases("visit", language)
    if not cues.cued(words["counted_cue"], shot.text, language):
        return
    for match in encounter("visit", words["counted"], language).finditer(shot.text):
        if unreal(shot.masked, match.start(), match.end("verb")):
            continue
        number = next(iter(shot.masked.numbers(*match.span("n"))), None)
        who = parties(shot, match.start("office") - 40 if match.start("office") > 40 else 0, match.end("be"))
        office = who[-1:] if who and who[-1].actor else ()
        places = tuple(str(m.actor) for m in hosts(shot, *match.span("to")))
        if not office or not places:
            continue
        city = place_words(shot, *match.span("to"))
        if number is not None:
            yield _made(shot, match.span(), office, places, city, None, False, number)
        yield from _items(shot, match, office[0], places, city)


def _items(
    shot: Scene, match: re.Match[str], office: Party, places: tuple[str, ...], city: str | None
) -> Iterator[VisitStatement]:
    """Persons with dates in the list that follows: "Patricio Aylwin, in 1993, Ricardo Lagos, in 2005"."""
    language = shot.masked.sentence.language
    if not re.match(r"\s*[:(—–,-]", shot.text[match.end() :]):
        return
    for item in encounter("visit", phrases("visit", language)["item"], language).finditer(
        shot.text, match.end()
    ):
        named = shot.within(*item.span("who"))
        dates = shot.masked.dates(*item.span("when"))
        if len(named) == 1 and dates:
            who = replace(
                named[0], actor=named[0].actor or office.actor, title=named[0].title or office.title
            )
            yield _made(shot, item.span(), (who,), places, city, dates[0], False)
