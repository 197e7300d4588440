"""What a clause that is told in any words says of membership: who, which organisation, what, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.events import Told
from multipolar.statements.mask import Masked, phrases
from multipolar.statements.membership_forms import form_pattern
from multipolar.statements.wording import sort_of

_STATES = ("state", "territory")
_OF_A_PEOPLE = ("adjective", "demonym")
_LEAD = 40
Claim = Literal["is", "joined", "left", "suspended", "invited", "applied", "declined", "told"]


@dataclass(frozen=True, slots=True)
class Read:
    """A told clause as a statement about membership; places are those of the masked text.

    Attributes:
        claim: What is said to be or to have happened.
        role: The role claimed.
        who: The states it is about.
        organisation: The organisation's id.
        when: The time, if told.
        since: Whether the time is a beginning.
        negated: Whether it is denied.
        implied: Whether the organisation is told by what was said before alone.
        past: Whether it is said of the past.
        begun: The date written of a beginning.
    """

    claim: Claim
    role: str
    who: tuple[str, ...]
    organisation: str
    when: Span | None
    since: bool
    negated: bool
    implied: bool
    past: bool
    begun: Span | None


def read(
    one: Told, masked: Masked, implied: str | None, last: Claim | None, reckoned: Span | None = None
) -> Read | None:
    """The statement that a told clause makes, where its words leave one reading; else ``None``.

    Args:
        one: The clause.
        masked: The sentence.
        implied: The organisation that is spoken of, for a clause that names none.
        last: The claim of the statement before, for words such as "did the same".
        reckoned: The time that the clause reckons from that statement ("two years later").
    """
    words = phrases("membership", masked.sentence.language).get("families")
    if not words or not one.mentions or len(masked.dates(one.start, one.end)) > 1:
        return None
    organisation = _organisation(one, implied)
    if not organisation:
        return None
    found = _family(one, masked, words, last)
    if found is None:
        return None
    claim, match, side = found
    who = _run(one, masked, match, side)
    if not who or not (reckoned or _plain(one, masked, words, claim)):
        return None
    language = masked.sentence.language
    role = sort_of(masked.text[one.start : one.end], "roles", language, "member")
    denied = form_pattern(words["denied"], language).search(masked.text, one.start, match.end()) is not None
    past = form_pattern(words["past"], language).search(match[0]) is not None
    when, role_of_date = reckoned or one.span, one.when.role if one.when is not None else "at"
    if role_of_date == "until":
        if claim not in ("is", "joined"):
            return None
        claim, denied, when = ("joined" if denied else "left"), False, point(one.when)
    elif role_of_date not in ("at", "since"):
        return None
    since = role_of_date == "since"
    begun = point(one.when) if since else None
    return Read(claim, role, who, organisation, when, since, denied, not _named(one), past, begun)


def told_before(masked: Masked, start: int, end: int) -> tuple[Claim, str, str] | None:
    """What some words that name one organisation tell of those who are still to come, and in what role."""
    language = masked.sentence.language
    words = phrases("membership", language).get("families")
    bodies = {m.actors for m in masked.actors(start, end) if m.kind == "organisation"}
    states = [m for m in masked.actors(start, end) if m.kind in _STATES]
    if not words or len(bodies) != 1 or states or masked.dates(start, end):
        return None
    ids = next(iter(bodies))
    told = [
        claim for claim, sides in words["claims"].items()
        if claim not in ("is", "likewise")
        and form_pattern(sides["leads"], language).search(masked.text, start, end)
    ]  # fmt: skip
    if len(told) != 1 or len(ids) != 1:
        return None
    return told[0], ids[0], sort_of(masked.text[start:end], "roles", language, "member")


def point(when: DateMention | None) -> Span | None:
    """The day, month or year that a date is written as, which "since" and "until" go on from."""
    if when is None:
        return None
    if when.when is not None:
        return Span.of(when.when)
    edge = when.span.end if when.role == "until" else when.span.start
    return Span(edge, edge)


def _plain(one: Told, masked: Masked, words: Mapping[str, Any], claim: str) -> bool:
    """Whether the clause says no more than membership shows: no attempts, distances of time, superlatives."""
    language = masked.sentence.language
    text = masked.text[max(0, one.start - _LEAD) : one.end]
    if form_pattern(words["more"], language).search(text) is not None:
        return False
    return claim != "is" or form_pattern(words["superlative"], language).search(text) is None


def _named(one: Told) -> bool:
    return any(m.kind == "organisation" for m in one.mentions)


def _organisation(one: Told, implied: str | None) -> str | None:
    named = {m.actors for m in one.mentions if m.kind == "organisation"}
    if not named:
        return implied
    ids = next(iter(named))
    return ids[0] if len(named) == 1 and len(ids) == 1 else None


def _family(
    one: Told, masked: Masked, words: Mapping[str, Any], last: Claim | None
) -> tuple[Claim, re.Match[str], str] | None:
    """What the clause tells, the words for it, and on which side of them those it is about stand."""
    language = masked.sentence.language
    told: list[tuple[Any, re.Match[str], str]] = []
    for claim, sides in words["claims"].items():
        for side, source in sides.items():
            if side == "leads":
                continue
            match = form_pattern(source, language).search(masked.text, one.start, one.end)
            if match is not None:
                told.append((claim, match, side))
                break
    acts = [t for t in told if t[0] != "is"] or told
    if len({claim for claim, _, _ in acts}) != 1:
        return None
    claim, match, side = acts[0]
    if claim != "likewise":
        return claim, match, side
    return (last, match, side) if last else None


def _run(one: Told, masked: Masked, match: re.Match[str], side: str) -> tuple[str, ...]:
    """The states that stand together on a side of the words, when no others stand there."""
    begin = masked.sentence.start
    states = [m for m in one.mentions if m.kind in _STATES and m.form not in _OF_A_PEOPLE]
    near = [
        m for m in states
        if (m.start - begin >= match.end() if side == "after" else m.end - begin <= match.start() + 1)
    ]  # fmt: skip
    if not near or len(near) != len(states) or not all(m.actor for m in near):
        return ()
    between = form_pattern(r"{SEP}", masked.sentence.language)
    if any(not between.fullmatch(_gap(masked, a, b)) for a, b in pairwise(near)):
        return ()
    return tuple(str(m.actor) for m in near)


def _gap(masked: Masked, one: ActorMention, other: ActorMention) -> str:
    begin = masked.sentence.start
    return masked.text[one.end - begin : other.start - begin]
