"""Missions: who is said to have, to have opened or closed an embassy or consulate, where and when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.text import fold
from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements import events
from multipolar.statements.encounters import (
    Scene,
    cued,
    encounter,
    forms,
    hosts,
    negated,
    one_each,
    place_words,
    scene,
    spanned,
    told,
    trimmed,
    unreal,
    when,
)
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.mask import mask
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Verdict

Claim = Literal["has", "opened", "closed", "told"]
_SHOWN = 40
_ENDED = frozenset(("SUN", "YUG", "CSK", "DDR"))


@dataclass(frozen=True)
class MissionStatement(Statement):
    """A state has, opened or closed a mission in another.

    Attributes:
        senders: Whose mission.
        hosts: The states in which it stands.
        place: The city, when told.
        post: The sort of mission, as written.
        claim: What is said of it.
        negated: Whether it is denied.
    """

    senders: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    place: str | None = None
    post: str = "embassy"
    claim: Claim = "has"
    negated: bool = False


class MissionKind:
    """Statements about embassies and consulates."""

    names: tuple[KindName, ...] = ("mission",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[MissionStatement]:
        """One statement for each mission or list of them."""
        taken: list[tuple[int, int]] = []
        for statement in _told(scene(sentence, discourse)) if cued("mission", sentence) else ():
            if one_each(taken, statement.start, statement.end):
                taken.append((statement.start, statement.end))
                yield statement
        for one in events.told("mission", Scene(mask(sentence)), discourse, taken):
            start, end, quote = events.quotation(mask(sentence), one)
            yield MissionStatement(
                "mission", start, end, quote, sentence, one.actors(discourse), one.span,
                claim="told", negated=one.negated,
            )  # fmt: skip

    def check(self, statement: MissionStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold it against the missions of the record, of which the starter has none."""
        return judge(statement, record, discourse.reading.document.date)


def _told(shot: Scene) -> Iterator[MissionStatement]:
    language = shot.masked.sentence.language
    for form in forms("mission", shot.text, language):
        for match in encounter("mission", form["source"], language).finditer(shot.text):
            statement = None
            if not unreal(shot.masked, match.start(), match.end("post")):
                statement = _statement(shot, match, form["claim"])
            if statement is not None:
                yield statement


def _statement(shot: Scene, match: re.Match[str], claim: Claim) -> MissionStatement | None:
    sentence = shot.masked.sentence
    senders = tuple(str(m.actor) for m in shot.masked.actors(*match.span("a")) if m.actor)
    places = tuple(str(m.actor) for m in hosts(shot, *match.span("where")) if m.actor not in senders)
    if not senders or not places:
        return None
    date_said = when(shot.masked, match.start(), match.end())
    start, end = trimmed(sentence, *spanned(sentence, *match.span(), date_said))
    quote = sentence.text[start - sentence.start : end - sentence.start]
    denied = negated(shot.masked, *match.span("be")) or " no " in f" {match['verb']} {match['post']} ".lower()
    return MissionStatement(
        "mission", start, end, quote, sentence, (*senders, *places), date_said.span if date_said else None,
        None, senders, places, place_words(shot, *match.span("where")),
        re.sub(r"^(?:(?:an?|its|the|their)\s+)+", "", match["post"], flags=re.I), claim, denied,
    )  # fmt: skip


def judge(statement: MissionStatement, record: Record, spoken: date | None) -> Judgement:
    """Hold a mission against the record's ties of kind ``mission``, each observed on one day.

    A list of one day bears out that a mission stood then. It says nothing of when one was opened or
    closed, and a missing row is silence.
    """
    if statement.claim == "told":
        return _left_open(statement, record)
    rows = record.rows("tie", {"kind": "mission", "a": statement.senders, "b": statement.hosts})
    wanted = "consul" if "consul" in statement.post.lower() else "embass"
    fitting = [r for r in rows if wanted in str(r["value"]).lower() and _placed(statement, str(r["value"]))]
    whose, where = names(statement.senders), names(statement.hosts)
    pair = query(
        f"SELECT * FROM tie WHERE kind = 'mission' AND a IN ({_quoted(statement.senders)})"
        f" AND b IN ({_quoted(statement.hosts)})"
    )
    enough = len({(r["a"], r["b"]) for r in fitting}) == len(statement.senders) * len(statement.hosts)
    if enough and statement.claim == "has":
        seen = ", ".join(f"{r['value']} in {name(r['b'])} on {r['observed']}" for r in fitting)
        verdict = Verdict.CONTRADICTED if statement.negated else Verdict.SUPPORTED
        if spoken is not None and any(r["observed"] and r["observed"].year != spoken.year for r in fitting):
            verdict = Verdict.SILENT if statement.negated else verdict
        rows_shown = tuple(evidence_of(r) for r in fitting)
        return Judgement(verdict, plain(statement), f"The record has {seen}", rows_shown, pair)
    russian = "RUS" in statement.senders
    source = "; the list of Russian missions of 2015 may have it" if russian and not rows else ""
    reason = f"The record has no row on that mission of {whose} in {where}{source}"
    command = "multipolar record pull russian_missions" if source else pair
    return Judgement(Verdict.SILENT, plain(statement), reason, tuple(evidence_of(r) for r in rows), command)


def _left_open(statement: MissionStatement, record: Record) -> Judgement:
    """What is told in words of its own: the missions between those named are shown, nothing is concluded."""
    who = statement.actors
    rows = record.rows("tie", {"kind": "mission", "a": who, "b": who})[:_SHOWN] if who else []
    known = f"{len(rows)} missions between those named" if rows else "no mission between those named"
    reason = f"The record has {known}; it does not tell of what is said here"
    command = "multipolar record pull russian_missions"
    return Judgement(Verdict.SILENT, plain(statement), reason, tuple(evidence_of(r) for r in rows), command)


def _placed(statement: MissionStatement, value: str) -> bool:
    return statement.place is None or fold(statement.place) in fold(value)


def _quoted(ids: tuple[str, ...]) -> str:
    return ", ".join(f"'{a}'" for a in ids)


def plain(statement: MissionStatement) -> str:
    """The statement in one plain sentence."""
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    where = names(statement.hosts) + (f" ({statement.place})" if statement.place else "")
    denial = "It is denied that " if statement.negated else ""
    whose = names(statement.senders)
    return (
        f"{denial}{whose} {statement.claim} the mission ({statement.post}) in {where}{told(statement.time)}"
    )
