"""Membership: who is said to belong, join, leave, be suspended, invited or apply, and since when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, Literal

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention, Sentence
from multipolar.record import Record
from multipolar.statements import cues
from multipolar.statements.antecedents import resolved
from multipolar.statements.encounters import Scene
from multipolar.statements.events import Told, quotation, told
from multipolar.statements.mask import Masked, mask, pattern
from multipolar.statements.membership_checks import judge
from multipolar.statements.membership_context import body_of, preceding, remembered, shifted, subject
from multipolar.statements.membership_forms import cued, form_pattern, membership_phrases
from multipolar.statements.membership_lists import lines
from multipolar.statements.membership_told import point, read, told_before
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.signs import STATE
from multipolar.statements.stand_ins import in_context, spread
from multipolar.statements.wording import sort_of, wording

Claim = Literal["is", "joined", "left", "suspended", "invited", "applied", "declined", "told"]
_STATES = ("state", "territory")
# How far a statement may stand from one that it takes its organisation from.
_CLOSE = 12
# What says nothing by itself of what was done.
_LIKEWISE = re.compile(r"\b(?:did\s+(?:so|the\s+same|likewise)|stayed\s+away|followed(?:\s+suit)?)\b", re.IGNORECASE)
# What joins a clause to the one before, and is no part of what it says.
_LEADING = re.compile(r"[ ,;\n]*(?:(?:and|but|then|while|with)\s+)*", re.IGNORECASE)



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
        begun: The date written of a beginning ("since 2004"), which ``time`` goes on from.
    """

    organisation: str = ""
    claim: Claim = "is"
    role: str = "member"
    negated: bool = False
    past: bool = False
    since: bool = False
    implied: bool = False
    begun: Span | None = None

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of those it is about, without the organisation."""
        return tuple(a for a in self.actors if a != self.organisation)


class MembershipKind:
    """Statements about membership."""

    names: tuple[KindName, ...] = ("membership",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[MembershipStatement]:
        """One statement for each organisation and claim of a sentence."""
        sentence = in_context(resolved(sentence, discourse), discourse)
        words = membership_phrases(sentence.language)
        if not words:
            return
        masked = spread(mask(sentence))
        found = list(_phrased(masked, words, discourse))
        _add(found, _laid_out(masked, discourse))
        tails = _tails(masked, words)
        _add(found, _wider(masked, found, discourse, [m.span() for _, m in tails]))
        _add(found, _continued(masked, tails, found, discourse))
        if tails and not all(any(_over(s, masked, m) for s in found) for _, m in tails):
            _add(found, _wider(masked, found, discourse, ()))
        last = max(found, key=lambda s: s.end, default=None)
        if last is not None:
            discourse.topics["membership last"] = last
        yield from found

    def check(self, statement: MembershipStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a statement about membership against the spells of the record."""
        spoken = discourse.reading.document.date or date.today()
        return judge(statement, record, spoken)


def _phrased(masked: Masked, words: dict[str, Any], discourse: Discourse) -> Iterator[MembershipStatement]:
    """What the set phrasings read, each place once."""
    kinds = {m.kind for m in masked.sentence.actors}
    if kinds.isdisjoint(_STATES):
        return
    named, language = "organisation" in kinds, masked.sentence.language
    found: list[MembershipStatement] = []
    told_of: dict[str, bool] = {}
    for form in words["forms"]:
        implied, claim = form.get("implied"), form["claim"]
        if form.get("repeats") or not (named or implied):
            continue
        if claim not in told_of:
            told_of[claim] = cued(masked, claim)
        if not told_of[claim] or not _tried(masked, form, found):
            continue
        for match in form_pattern(form["source"], language).finditer(masked.text):
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
        if not any(_again(statement, other) for other in found):
            found.append(statement)


def _tails(masked: Masked, words: dict[str, Any]) -> list[tuple[Mapping[str, Any], re.Match[str]]]:
    """Clauses that go on from a statement with other states, dates or both: "... and Chile in 2010"."""
    language = masked.sentence.language
    if STATE not in masked.text:
        return []
    found = [
        (form, match)
        for form in words["forms"]
        if form.get("repeats") and ("cue" not in form or cues.cued(form["cue"], masked.text, language))
        for match in form_pattern(form["source"], language).finditer(masked.text)
    ]
    return sorted(found, key=lambda pair: pair[1].start())


def _continued(
    masked: Masked,
    tails: Sequence[tuple[Mapping[str, Any], re.Match[str]]],
    found: Sequence[MembershipStatement],
    discourse: Discourse,
) -> Iterator[MembershipStatement]:
    held = list(found)
    for form, match in tails:
        last = (
            _just_before(masked, match, held, _CLOSE)
            or _before_all(masked, match, discourse)
            or _led(masked, match)
        )
        if last is None:
            continue
        who = masked.actors(match.start("who"), match.end("who"))
        claim = form["claim"] if last.claim == "is" and not _says(masked, "since", match[0]) else last.claim
        claim = "is" if form["claim"] == "is" else claim
        if form.get("same"):
            yield from _same(masked, match, last)
            continue
        if form.get("shifts") and (time := shifted(masked, *match.span(), last)) is None:
            continue
        reckons = bool(form.get("shifts"))
        for said in _statements(
            masked, match, claim, who, (last.organisation,), last.role, dated=not reckons
        ):
            statement = replace(said, time=time) if reckons else said
            if not any(_again(statement, other) for other in held):
                held.append(statement)
                yield replace(statement, implied=last.implied)


def _before_all(
    masked: Masked, match: re.Match[str], discourse: Discourse
) -> MembershipStatement | None:
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


def _same(
    masked: Masked, match: re.Match[str], last: MembershipStatement
) -> Iterator[MembershipStatement]:
    """The statement before of others: "so had Canada", "nor does Chile"."""
    sentence = masked.sentence
    who = tuple(str(m.actor) for m in masked.actors(*match.span("who")) if m.actor and m.kind in _STATES)
    start, end = match.start() + _opening(match[0]) + sentence.start, match.end() + sentence.start
    if who:
        body = (last.organisation,) if last.organisation else ()
        yield replace(
            last, start=start, end=end, quote=sentence.text[start - sentence.start : end - sentence.start],
            sentence=sentence, actors=(*who, *body),
        )  # fmt: skip


def _over(statement: MembershipStatement, masked: Masked, match: re.Match[str]) -> bool:
    begin = masked.sentence.start
    return statement.start < match.end() + begin and match.start() + begin < statement.end


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
    tails: Sequence[tuple[int, int]],
) -> Iterator[MembershipStatement]:
    """What is told of belonging in words that no phrasing of its own reads."""
    index: int
    lists: tuple[tuple[int, int], ...]
    index, lists = discourse.topics.get("compositions", (-1, ()))
    taken = [(s.start, s.end) for s in found] + list(lists if index == masked.sentence.index else ())
    begin = masked.sentence.start
    taken += [(s + begin, e + begin) for s, e in tails]
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


def _again(one: MembershipStatement, other: MembershipStatement) -> bool:
    same = one.organisation == other.organisation
    if (one.start, one.end) == (other.start, other.end) and not {*one.who} & {*other.who}:
        return False  # two states of one clause, each with its own date
    return same and one.start < other.end and other.start < one.end


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
    for statement in _statements(masked, match, form["claim"], who, organisations, role):
        # Bodies named as examples of where a state has played a part may be of the past.
        named = replace(statement, past=True) if form.get("ever") else statement
        yield replace(named, implied=True) if meant is not None and not meant[1] else named


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
    *,
    dated: bool = True,
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
    when, since = _when(masked, match) if dated else (None, False)
    past = bool(_says(masked, "past", words.get("be") or "") or _says(masked, "no_longer", standing))
    negated = bool(_says(masked, "negated", lead) or words.get("not") or _says(masked, "neither", before))
    sentence = masked.sentence
    begin = match.end() - len(match[0]) + _opening(match[0])
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
    ended = when is not None and when.role == "until"
    if ended and claim in ("is", "joined"):
        # "did not join until 2015" tells a beginning, "was a member until 2016" an end.
        claim, negated = ("joined" if negated else "left"), False
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
            (*ids, organisation) if organisation else ids, _time(day), None,
            organisation, claim if organisation else "told",
            role or sort_of(standing, "roles", sentence.language, "member"),
            negated, past, since, begun=point(day) if since else None,
        )  # fmt: skip


def _time(day: DateMention | None) -> Span | None:
    """The time of an act; what is so "until" a day ends on it."""
    if day is None:
        return None
    return (point(day) or day.span) if day.role == "until" else day.span


def _opening(words: str) -> int:
    """How many characters at the beginning join a clause to the one before."""
    lead = _LEADING.match(words)
    return lead.end() if lead is not None else 0


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
