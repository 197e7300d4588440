"""Membership: who is said to belong, join, leave, be suspended, invited or apply, and since when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any, Literal

from multipolar.reading.model import ActorMention, DateMention, Sentence
from multipolar.record import Record
from multipolar.statements import cues
from multipolar.statements.antecedents import body_meant, resolved
from multipolar.statements.encounters import Scene
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.membership_checks import judge
from multipolar.statements.membership_lists import lines
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.phrasing import Phrasing
from multipolar.statements.wording import sort_of, wording

Claim = Literal["is", "joined", "left", "suspended", "invited", "applied", "declined", "told"]
_STATES = ("state", "territory")
# How far a statement may stand from one that it takes its organisation from.
_CLOSE = 12


@dataclass(frozen=True)
class MembershipStatement(Statement):
    """Somebody stands, came to stand, or ceased to stand in some role to an organisation.

    Attributes:
        organisation: The organisation's id.
        claim: What is said to be or to have happened.
        role: The role claimed, ``member`` for plain membership.
        negated: Whether it is denied.
        past: Whether it is said of the past without a date ("was a member", "former member").
        since: Whether the date is a beginning ("since 2004").
        implied: Whether the organisation is told by what was said before alone.
    """

    organisation: str = ""
    claim: Claim = "is"
    role: str = "member"
    negated: bool = False
    past: bool = False
    since: bool = False
    implied: bool = False

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of those it is about, without the organisation."""
        return tuple(a for a in self.actors if a != self.organisation)


class MembershipKind:
    """Statements about membership."""

    names: tuple[KindName, ...] = ("membership",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[MembershipStatement]:
        """One statement for each organisation and claim of a sentence."""
        sentence = resolved(sentence, discourse)
        words = membership_phrases(sentence.language)
        if not words:
            return
        named = any(m.kind == "organisation" for m in sentence.actors)
        implied = body_meant(discourse)
        masked = mask(sentence)
        found: list[MembershipStatement] = []
        for form in words["forms"]:
            # What goes on from a statement may leave its organisation implied, as that one did.
            open_ = implied is not None and bool(form.get("implied") or form.get("repeats"))
            if not (open_ or (named and not form.get("implied"))) or not _tried(masked, form, found):
                continue
            for match in form_pattern(form["source"], sentence.language).finditer(masked.text):
                for statement in _of_form(masked, match, form, found, implied):
                    if not any(_again(statement, other) for other in found):
                        found.append(statement)
        found.extend(s for s in _laid_out(masked, discourse) if not any(_again(s, other) for other in found))
        yield from found
        yield from _wider(masked, found, discourse)

    def check(self, statement: MembershipStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a statement about membership against the spells of the record."""
        spoken = discourse.reading.document.date or date.today()
        return judge(statement, record, spoken)


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
                since=line.when is not None, implied=line.implied,
            )  # fmt: skip


def _wider(
    masked: Masked, found: Sequence[MembershipStatement], discourse: Discourse
) -> Iterator[MembershipStatement]:
    """What is told of belonging in words that no phrasing of its own reads."""
    index: int
    lists: tuple[tuple[int, int], ...]
    index, lists = discourse.topics.get("compositions", (-1, ()))
    taken = [(s.start, s.end) for s in found] + list(lists if index == masked.sentence.index else ())
    for one in told("membership", Scene(masked), discourse, taken):
        start, end, quote = quotation(masked, one)
        organisations = [m.actor for m in one.mentions if m.kind == "organisation" and m.actor]
        yield MembershipStatement(
            "membership", start, end, quote, masked.sentence, one.actors(discourse), one.span, None,
            organisations[-1] if organisations else "", "told", negated=one.negated,
        )  # fmt: skip


def membership_phrases(language: str) -> dict[str, Any]:
    """The phrasings of membership and composition; empty when the language has none."""
    return phrases("membership", language)


def cued(masked: Masked, claim: str) -> bool:
    """Whether a sentence holds the cue without which phrasings of a claim are not tried."""
    language = masked.sentence.language
    return cues.cued(membership_phrases(language)["cues"][claim], masked.text, language)


@cache
def form_pattern(source: str, language: str) -> Phrasing:
    """Compile a phrasing that uses this kind's own fragments."""
    own: dict[str, str] = membership_phrases(language)["fragments"]
    for name, fragment in own.items():
        source = source.replace("{" + name + "}", f"(?:{fragment.strip()})")
    return pattern(source, language)


def _again(one: MembershipStatement, other: MembershipStatement) -> bool:
    same = one.organisation == other.organisation
    if (one.start, one.end) == (other.start, other.end) and not {*one.who} & {*other.who}:
        return False  # two states of one clause, each with its own date
    return same and one.start < other.end and other.start < one.end


def _tried(masked: Masked, form: Mapping[str, Any], found: Sequence[MembershipStatement]) -> bool:
    """Whether the cues of a form stand in the sentence, and what it goes on from has been found."""
    if (form.get("repeats") or form.get("continues")) and not found:
        return False
    own = form.get("cue")
    language = masked.sentence.language
    return cued(masked, form["claim"]) and (own is None or cues.cued(own, masked.text, language))


def _of_form(
    masked: Masked,
    match: re.Match[str],
    form: Mapping[str, Any],
    found: Sequence[MembershipStatement],
    implied: str | None,
) -> Iterator[MembershipStatement]:
    """Statements of one match: it names its organisation, goes on from one before, or leaves it implied."""
    if form.get("repeats"):
        last = _just_before(masked, match, found, _CLOSE)
        if last is not None:
            who = masked.actors(match.start("who"), match.end("who"))
            yield from _statements(masked, match, last.claim, who, (last.organisation,), last.role)
        return
    if form.get("continues"):
        who = _before(masked, match, found)
    else:
        who = masked.actors(match.start("who"), match.end("who"))
    organisations: tuple[str, ...] = (implied,) if form.get("implied") and implied is not None else ()
    if "org" in match.re.groupindex:
        mentions = masked.actors(match.start("org"), match.end("org"))
        organisations = tuple(m.actor or "" for m in mentions if m.kind == "organisation")
    for statement in _statements(masked, match, form["claim"], who, organisations, None):
        # Bodies named as examples of where a state has played a part may be of the past.
        named = replace(statement, past=True) if form.get("ever") else statement
        yield replace(named, implied=True) if form.get("implied") else named


def _just_before(
    masked: Masked, match: re.Match[str], found: Sequence[MembershipStatement], reach: int
) -> MembershipStatement | None:
    place = match.start() + masked.sentence.start
    before = [s for s in found if place - reach <= s.end <= place + 2]
    return max(before, key=lambda s: s.end, default=None)


def _before(
    masked: Masked, match: re.Match[str], found: Sequence[MembershipStatement]
) -> tuple[ActorMention, ...]:
    """The actors of the nearest statement before, for a phrasing that goes on from it."""
    last = _just_before(masked, match, found, len(masked.text))
    if last is None:
        return ()
    return tuple(m for m in masked.sentence.actors if m.start < last.end and m.actor in last.who)


def _statements(
    masked: Masked,
    match: re.Match[str],
    claim: Claim,
    who: Sequence[ActorMention],
    organisations: Sequence[str],
    role: str | None,
) -> Iterator[MembershipStatement]:
    # Of a list with a name that may mean two states, the others are held against the record.
    who = [m for m in who if m.actor or m.kind not in _STATES]
    if not who or any(m.kind not in _STATES for m in who):
        return
    words = match.groupdict()
    lead = " ".join(filter(None, (words.get("be"), words.get("adv"), words.get("not"))))
    before = masked.text[max(0, match.start() - 60) : match.start()]
    if _unreal(masked, lead, before, claim):
        return
    standing = " ".join(filter(None, (words.get("role"), words.get("adv"))))
    when, since = _when(masked, match)
    past = bool(_says(masked, "past", words.get("be") or "") or _says(masked, "no_longer", standing))
    negated = bool(_says(masked, "negated", lead) or words.get("not") or _says(masked, "neither", before))
    sentence = masked.sentence
    begin = match.end() - len(match[0].lstrip(" ,;\n"))
    start, end = begin + sentence.start, match.end() + sentence.start
    if when is not None:
        start, end = min(start, when.start), max(end, when.end)
    if (
        claim == "is"
        and when is not None
        and not negated
        and _says(masked, "obtained", words.get("be") or "")
    ):
        claim = "joined"
    dates = _dates(masked, when)
    if len(dates) > 1 and len(dates) != len(who):
        return
    end = max((end, *(d.end for d in dates)))
    everyone = tuple(str(m.actor) for m in who)
    # "A and B joined in 2004 and 2013" dates each by itself.
    parts = (
        [((a,), d) for a, d in zip(everyone, dates, strict=True)] if len(dates) > 1 else [(everyone, when)]
    )
    for organisation, (ids, day) in product(organisations, parts):
        yield MembershipStatement(
            "membership", start, end, sentence.text[start - sentence.start : end - sentence.start], sentence,
            (*ids, organisation) if organisation else ids, day.span if day else None, None,
            organisation, claim if organisation else "told",
            role or sort_of(standing, "roles", sentence.language, "member"),
            negated, past, since,
        )  # fmt: skip


def _dates(masked: Masked, first: DateMention | None) -> tuple[DateMention, ...]:
    """A date and those listed after it: "in 2004 and 2013"."""
    if first is None:
        return ()
    found, text, offset = [first], masked.text, masked.sentence.start
    listed = wording("dates_listed", masked.sentence.language)
    for date_ in masked.sentence.dates:
        between = text[found[-1].end - offset : date_.start - offset]
        if date_.start > found[-1].start and listed.fullmatch(between):
            found.append(date_)
    return tuple(found)


def _unreal(masked: Masked, lead: str, before: str, claim: Claim) -> bool:
    """Whether the clause speaks of a plan, wish or condition, which no record can settle."""
    if masked.sentence.text.rstrip(" \"'”’»)").endswith("?") and claim in ("joined", "left"):
        return True
    if claim in ("joined", "left") and _says(masked, "modal", lead):
        return True
    return bool(_says(masked, "hypothetical", before[-40:]))


def _says(masked: Masked, key: str, words: str) -> re.Match[str] | None:
    language = masked.sentence.language
    return pattern(membership_phrases(language)[key], language).search(words)


def _when(masked: Masked, match: re.Match[str]) -> tuple[DateMention | None, bool]:
    if match.groupdict().get("date"):
        own = masked.dates(match.start("date"), match.end("date"))
        if own and own[0].span.start is not None:
            return own[0], bool(_says(masked, "since", match[0]))
    tail = masked.text[match.end() : match.end() + 90]
    if after := _says(masked, "when", tail):
        group = next(g for g in ("when", "paren", "bare") if after[g])
        found = masked.dates(match.end() + after.start(group), match.end() + after.end(group))
        if found and found[0].span.start is not None:
            opening = tail[: after.start(group)]
            return found[0], bool(_says(masked, "since", opening))
    head = masked.text[max(0, match.start() - 60) : match.start()]
    if earlier := _says(masked, "when_before", head):
        shift = match.start() - len(head)
        found = masked.dates(shift + earlier.start("when"), shift + earlier.end("when"))
        if found and found[0].span.start is not None:
            return found[0], bool(_says(masked, "since", earlier[0]))
    return None, False
