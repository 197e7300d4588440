"""Membership: who is said to belong, join, leave, be suspended, invited or apply, and since when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from multipolar.reading.model import ActorMention, Sentence
from multipolar.record import Record
from multipolar.statements import cues
from multipolar.statements.antecedents import resolved
from multipolar.statements.encounters import Scene
from multipolar.statements.events import Told, quotation, told
from multipolar.statements.mask import Masked, mask
from multipolar.statements.membership_checks import judge
from multipolar.statements.membership_clauses import MembershipStatement, again, just_before, statements
from multipolar.statements.membership_context import body_of, preceding, shifted, subject
from multipolar.statements.membership_forms import cued, in_order, membership_phrases
from multipolar.statements.membership_lists import lines
from multipolar.statements.membership_tails import continued, over, tails
from multipolar.statements.membership_told import point, read
from multipolar.statements.model import Discourse, Judgement, KindName
from multipolar.statements.stand_ins import in_context, spread
from multipolar.statements.wording import sort_of

__all__ = ["MembershipKind", "MembershipStatement"]

_STATES = ("state", "territory")
# What says nothing by itself of what was done.
_LIKEWISE = re.compile(
    r"\b(?:did\s+(?:so|the\s+same|likewise)|stayed\s+away|followed(?:\s+suit)?)\b", re.IGNORECASE
)


class MembershipKind:
    """Statements about membership."""

    names: tuple[KindName, ...] = ("membership",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[MembershipStatement]:
        """One statement for each organisation and claim of a sentence."""
        sentence = in_context(resolved(sentence, discourse), discourse)
        if not membership_phrases(sentence.language):
            return
        masked = spread(mask(sentence))
        found = list(_phrased(masked, discourse))
        _add(found, _laid_out(masked, discourse))
        ends = tails(masked)
        _add(found, _wider(masked, found, discourse, [m.span() for _, m in ends]))
        _add(found, continued(masked, ends, found, discourse))
        if ends and not all(any(over(s, masked, m) for s in found) for _, m in ends):
            _add(found, _wider(masked, found, discourse, ()))
        last = max(found, key=lambda s: s.end, default=None)
        if last is not None:
            discourse.topics["membership last"] = last
        yield from found

    def check(self, statement: MembershipStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a statement about membership against the spells of the record."""
        spoken = discourse.reading.document.date or date.today()
        return judge(statement, record, spoken)


def _phrased(masked: Masked, discourse: Discourse) -> Iterator[MembershipStatement]:
    """What the set phrasings read, each place once."""
    kinds = {m.kind for m in masked.sentence.actors}
    if kinds.isdisjoint(_STATES):
        return
    named, language = "organisation" in kinds, masked.sentence.language
    found: list[MembershipStatement] = []
    told_of: dict[str, bool] = {}
    for form, phrasing in in_order(language).within(masked.text):
        implied, claim = form.get("implied"), form["claim"]
        if not (named or implied):
            continue
        if claim not in told_of:
            told_of[claim] = cued(masked, claim)
        if not told_of[claim] or not _tried(masked, form, found):
            continue
        for match in phrasing.finditer(masked.text):
            meant = body_of(masked, match, found, discourse) if implied else None
            if implied and meant is None:
                continue
            echoed = preceding(masked, match.start(), found, discourse) if form.get("echoes") else None
            if form.get("echoes") and echoed is None and not match["of"]:
                continue
            role = echoed.role if echoed else None
            _add(found, _of_form(masked, match, form, found, meant, role, discourse))
    yield from found


def _add(found: list[MembershipStatement], more: Iterable[MembershipStatement]) -> None:
    for statement in more:
        if not any(again(statement, other) for other in found):
            found.append(statement)


def _laid_out(masked: Masked, discourse: Discourse) -> Iterator[MembershipStatement]:
    """What a line of a list or of a fact sheet says."""
    for line in lines(masked, discourse, membership_phrases(masked.sentence.language).get("layout")):
        for organisation in line.organisations:
            yield MembershipStatement(
                "membership", line.start, line.end, masked.sentence.text[
                    line.start - masked.sentence.start : line.end - masked.sentence.start
                ], masked.sentence, (*line.actors, organisation) if organisation else line.actors,
                line.when.span if line.when else None, None, organisation, "is" if organisation else "told",
                sort_of(line.role, "roles", masked.sentence.language, "member"),
                since=line.when is not None, implied=line.implied, begun=point(line.when),
            )  # fmt: skip


def _wider(
    masked: Masked,
    found: Sequence[MembershipStatement],
    discourse: Discourse,
    ends: Sequence[tuple[int, int]],
) -> Iterator[MembershipStatement]:
    """What is told of belonging in words that no phrasing of its own reads."""
    index: int
    lists: tuple[tuple[int, int], ...]
    index, lists = discourse.topics.get("compositions", (-1, ()))
    taken = [(s.start, s.end) for s in found] + list(lists if index == masked.sentence.index else ())
    begin = masked.sentence.start
    taken += [(s + begin, e + begin) for s, e in ends]
    for one in told("membership", Scene(masked), discourse, taken):
        if _LIKEWISE.search(one.match[0]) and preceding(masked, one.match.start(), found, discourse) is None:
            continue
        yield _of_told(masked, one, found, discourse)


def _of_told(
    masked: Masked, one: Told, found: Sequence[MembershipStatement], discourse: Discourse
) -> MembershipStatement:
    start, end, quote = quotation(masked, one)
    meant = body_of(masked, one.match, found, discourse)
    last = preceding(masked, one.match.start(), found, discourse)
    claim = last.claim if last is not None and last.claim != "told" else None
    when = shifted(masked, one.start, one.end, last) if one.when is None else None
    understood = read(one, masked, meant[0] if meant else None, claim, when)
    if understood is None:
        organisations = [m.actor for m in one.mentions if m.kind == "organisation" and m.actor]
        return MembershipStatement(
            "membership", start, end, quote, masked.sentence, one.actors(discourse), one.span, None,
            organisations[-1] if organisations else "", "told", negated=one.negated,
        )  # fmt: skip
    return MembershipStatement(
        "membership", start, end, quote, masked.sentence, (*understood.who, understood.organisation),
        understood.when, None, understood.organisation, understood.claim, understood.role,
        understood.negated, understood.past, understood.since,
        understood.implied and not (meant is not None and meant[1]), understood.begun,
    )  # fmt: skip


def _tried(masked: Masked, form: Mapping[str, Any], found: Sequence[MembershipStatement]) -> bool:
    """Whether the cues of a form stand in the sentence, and what it goes on from has been found."""
    if form.get("continues") and not form.get("elided") and not found:
        return False
    own = form.get("cue")
    return own is None or cues.cued(own, masked.text, masked.sentence.language)


def _of_form(
    masked: Masked,
    match: re.Match[str],
    form: Mapping[str, Any],
    found: Sequence[MembershipStatement],
    meant: tuple[str, bool] | None,
    role: str | None,
    discourse: Discourse,
) -> Iterator[MembershipStatement]:
    """Statements of one match: it names its organisation, goes on from one before, or leaves it implied."""
    if form.get("continues"):
        who = _before(masked, match, found) or (subject(masked) if form.get("elided") else ())
    else:
        who = masked.actors(match.start("who"), match.end("who"))
    organisations: tuple[str, ...] = (meant[0],) if meant is not None else ()
    if "org" in match.re.groupindex:
        mentions = masked.actors(match.start("org"), match.end("org"))
        organisations = tuple(m.actor or "" for m in mentions if m.kind == "organisation")
    if form.get("elided") and form["claim"] == "left":
        before = preceding(masked, match.start(), found, discourse)
        if before is not None and before.role not in ("member", "founding"):
            return
    for statement in statements(masked, match, form["claim"], who, organisations, role):
        # Bodies named as examples of where a state has played a part may be of the past.
        named = replace(statement, past=True) if form.get("ever") else statement
        yield replace(named, implied=True) if meant is not None and not meant[1] else named


def _before(
    masked: Masked, match: re.Match[str], found: Sequence[MembershipStatement]
) -> tuple[ActorMention, ...]:
    """The actors of the nearest statement before, for a phrasing that goes on from it."""
    last = just_before(masked, match, found, len(masked.text))
    if last is None:
        return ()
    return tuple(m for m in masked.sentence.actors if m.start < last.end and m.actor in last.who)
