"""Clauses that go on from a statement about membership: "... and Chile in 2010", "so had Canada"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from multipolar.statements import cues
from multipolar.statements.mask import Masked
from multipolar.statements.membership_clauses import (
    MembershipStatement,
    again,
    just_before,
    opening,
    says,
    statements,
)
from multipolar.statements.membership_context import remembered, shifted
from multipolar.statements.membership_forms import form_pattern, membership_phrases, repeated
from multipolar.statements.membership_told import told_before
from multipolar.statements.model import Discourse
from multipolar.statements.signs import STATE

Tail = tuple[Mapping[str, Any], re.Match[str]]
_STATES = ("state", "territory")
# How far a statement may stand from one that it takes its organisation from.
_CLOSE = 20


def tails(masked: Masked) -> list[Tail]:
    """Clauses that go on from a statement with other states, dates or both: "... and Chile in 2010"."""
    language = masked.sentence.language
    if STATE not in masked.text:
        return []
    found = [
        (form, match)
        for form, phrasing in repeated(language).within(masked.text)
        if "cue" not in form or cues.cued(form["cue"], masked.text, language)
        for match in phrasing.finditer(masked.text)
    ]
    return sorted(found, key=lambda pair: pair[1].start())


def continued(
    masked: Masked,
    found_tails: Sequence[Tail],
    found: Sequence[MembershipStatement],
    discourse: Discourse,
) -> Iterator[MembershipStatement]:
    """The statements of clauses that go on from those found, from the sentence before, or from a lead."""
    held = list(found)
    for form, match in found_tails:
        last = (
            just_before(masked, match, held, _CLOSE)
            or _before_all(masked, match, discourse)
            or _led(masked, match)
        )
        if last is None:
            continue
        who = masked.actors(match.start("who"), match.end("who"))
        claim = form["claim"] if last.claim == "is" and not says(masked, "since", match[0]) else last.claim
        claim = "is" if form["claim"] == "is" else claim
        if form.get("same"):
            yield from _same(masked, match, last)
            continue
        if form.get("shifts") and (time := shifted(masked, *match.span(), last)) is None:
            continue
        reckons = bool(form.get("shifts"))
        for said in statements(
            masked,
            match,
            claim,
            who,
            (last.organisation,),
            last.role,
            dated=bool(match.groupdict().get("date")),
        ):
            statement = replace(said, time=time) if reckons else said
            if not any(again(statement, other) for other in held):
                held.append(statement)
                yield replace(statement, implied=last.implied)


def _before_all(masked: Masked, match: re.Match[str], discourse: Discourse) -> MembershipStatement | None:
    """The last statement of the sentence before, for what a sentence opens with: "So had Canada"."""
    last = remembered(masked, discourse)
    if last is None or last.claim == "told" or re.search(r"\w", masked.text[: match.start()]):
        return None
    return last if last.sentence.end - last.end <= _CLOSE else None


def _led(masked: Masked, match: re.Match[str]) -> MembershipStatement | None:
    """What the words before a colon say of those listed after it; it is of nobody yet."""
    language, sentence = masked.sentence.language, masked.sentence
    source = membership_phrases(language).get("lead")
    place = match.start() + (":" in match[0])
    lead = form_pattern(source, language).match(masked.text, 0, place) if source else None
    said = told_before(masked, *lead.span("words")) if lead is not None else None
    if said is None:
        return None
    start, end = sentence.start, match.start() + sentence.start
    return MembershipStatement(
        "membership", start, end, sentence.text[: match.start()], sentence, (), None, None, said[1],
        said[0], said[2],
    )  # fmt: skip


def _same(masked: Masked, match: re.Match[str], last: MembershipStatement) -> Iterator[MembershipStatement]:
    """The statement before of others: "so had Canada", "nor does Chile"."""
    sentence = masked.sentence
    who = tuple(str(m.actor) for m in masked.actors(*match.span("who")) if m.actor and m.kind in _STATES)
    start, end = match.start() + opening(match[0]) + sentence.start, match.end() + sentence.start
    if who:
        body = (last.organisation,) if last.organisation else ()
        yield replace(
            last, start=start, end=end, quote=sentence.text[start - sentence.start : end - sentence.start],
            sentence=sentence, actors=(*who, *body),
        )  # fmt: skip


def over(statement: MembershipStatement, masked: Masked, match: re.Match[str]) -> bool:
    """Whether a statement stands over a match."""
    begin = masked.sentence.start
    return statement.start < match.end() + begin and match.start() + begin < statement.end
