"""Agreements: what is said to have been signed, ratified, left or come into force, by whom and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from multipolar.basics.dates import Span
from multipolar.reading.model import DateMention, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.agreement_checks import judge
from multipolar.statements.encounters import (
    Scene,
    cued,
    encounter,
    forms,
    negated,
    one_each,
    spanned,
    trimmed,
    unreal,
    when,
)
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.treaties import TREATY, Named, masked_with_treaties

Claim = Literal[
    "signed", "ratified", "party", "withdrew", "in_force", "ended", "dated", "parties", "settled", "told"
]
# What befalls a withdrawal from an agreement, or an amendment to it, does not befall the agreement.
_PART_OF = re.compile(
    r"\b(?:withdrawal|departure|exit|accession|amendments?|annex(?:es)?|ratification|membership|participation|"
    r"adherence|suspension|denunciation|declaration|reservations?|invitation|return|access|ban)"
    r"\s+(?:from|of|to|in|under)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OF_ITSELF = ("in_force", "ended", "signed", "dated")
# In which sentence an agreement was named or told of last, and over how many "it" still means it.
_AT, _NEAR = "agreement at", 2


@dataclass(frozen=True)
class AgreementStatement(Statement):
    """Something is said of an agreement.

    Attributes:
        named: The agreement as the page names it.
        claim: What is said to be or to have happened.
        sides: Who signed, ratified, left, or stands in it.
        organisation: The actor that the name is of, where the registry keeps a treaty as one.
        negated: Whether it is denied.
        count: The number of parties claimed.
        of: What was counted: parties, signatories, those that ratified.
    """

    named: Named | None = None
    claim: Claim = "signed"
    sides: tuple[str, ...] = ()
    organisation: str | None = None
    negated: bool = False
    count: NumberMention | None = None
    of: str = ""

    @property
    def quote_of(self) -> str:
        """The agreement's name as written."""
        return self.named.text if self.named else ""


class AgreementKind:
    """Statements about treaties and other agreements."""

    names: tuple[KindName, ...] = ("agreement",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[AgreementStatement]:
        """One statement for each agreement and what is said of it."""
        if not cued("agreement", sentence):
            yield from _wider(mask(sentence), (), (), discourse)
            return
        masked, named = masked_with_treaties(sentence)
        verbs: list[tuple[int, int]] = []
        times: set[tuple[str, Span | None]] = set()
        found: list[AgreementStatement] = []
        for verb, statement in _told(masked, named):
            known = statement.claim == "dated" and (statement.quote_of, statement.time) in times
            if one_each(verbs, *verb) and not known:
                verbs.append(verb)
                times.add((statement.quote_of, statement.time))
                found.append(statement)
        yield from found
        yield from _wider(masked, named, found, discourse)

    def check(self, statement: AgreementStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold it against the agreements and parties of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _wider(
    masked: Masked, named: tuple[Named, ...], found: Sequence[AgreementStatement], discourse: Discourse
) -> Iterator[AgreementStatement]:
    """What is told of an agreement in words that no phrasing of its own reads."""
    index, language = masked.sentence.index, masked.sentence.language
    topic = phrases("agreement", language).get("events", {}).get("topic")
    spoken = pattern(topic, language).search(masked.text) if topic else None
    if not named and spoken is None and any(m.kind == "organisation" for m in masked.sentence.actors):
        discourse.topics.pop(_AT, None)  # "it" may be the organisation from here
    near = bool(named or found) or index - discourse.topics.get(_AT, -_NEAR - 1) <= _NEAR
    if named or found or spoken is not None:
        discourse.topics[_AT] = index
    for one in told("agreement", Scene(masked), discourse, [(s.start, s.end) for s in found]):
        before = spoken is not None and spoken.start() < one.match.start()
        if one.form.get("near") and not (near or before):
            continue
        discourse.topics[_AT] = index
        start, end, quote = quotation(masked, one)
        meant = next((n for n in named if start <= n.start < end), None)
        yield AgreementStatement(
            "agreement", start, end, quote, masked.sentence, one.actors(discourse), one.span,
            named=meant, claim="told", negated=one.negated,
        )  # fmt: skip


def _told(masked: Masked, named: tuple[Named, ...]) -> Iterator[tuple[tuple[int, int], AgreementStatement]]:
    """Statements with the place of their verb, by which two of one agreement are told apart."""
    language = masked.sentence.language
    for form in forms("agreement", masked.text, language):
        source = form["source"].replace("<T>", TREATY)
        for match in encounter("agreement", source, language).finditer(masked.text):
            meant = _meant(masked, match, named)
            if meant is None or unreal(masked, match.start(), match.end("verb")):
                continue
            own = match.group().startswith(TREATY) and form["claim"] in _OF_ITSELF
            if own and _PART_OF.search(masked.text, 0, match.start()):
                continue
            statement = _statement(masked, match, form["claim"], meant)
            if statement is not None:
                yield match.span("verb"), statement


def _meant(masked: Masked, match: re.Match[str], named: tuple[Named, ...]) -> Named | None:
    begin = masked.sentence.start
    inside = [n for n in named if match.start() <= n.start - begin < match.end()]
    return inside[0] if inside else None


def _statement(masked: Masked, match: re.Match[str], claim: Claim, named: Named) -> AgreementStatement | None:
    words = match.groupdict()
    by = (*_ids(masked, match, "by"), *_ids(masked, match, "by2"))
    sides = tuple(dict.fromkeys(_ids(masked, match, "who") or by))
    date = _date(masked, match, claim)
    organisation = _organisation(masked.sentence, named)
    count = next(iter(masked.numbers(*match.span("n"))), None) if words.get("n") else None
    if not _checkable(claim, named, sides, date, match, organisation):
        return None
    start, end = spanned(masked.sentence, *match.span(), date)
    start, end = trimmed(masked.sentence, start, max(end, _close(masked.sentence, end, claim)))
    quote = masked.sentence.text[start - masked.sentence.start : end - masked.sentence.start]
    everyone = tuple(dict.fromkeys((*sides, *named.sides)))
    value = Value(count.value, "parties", "level") if count else None
    return AgreementStatement(
        "agreement", start, end, quote, masked.sentence, everyone, _span(date), value, named, claim, sides,
        organisation, _denied(masked, match, claim), count,
        words.get("what") or "",
    )  # fmt: skip


def _denied(masked: Masked, match: re.Match[str], claim: Claim) -> bool:
    if (who := match.groupdict().get("who")) and who.lower().startswith("neither"):
        return True
    groups = [g for g in ("be", "verb") if match.groupdict().get(g) and (g == "be" or claim == "party")]
    return any(negated(masked, *match.span(group)) for group in groups)


def _close(sentence: Sentence, end: int, claim: Claim) -> int:
    """Past the bracket that closes after a date: "(1967)"."""
    after = sentence.text[end - sentence.start : end - sentence.start + 1]
    opened = "(" in sentence.text[max(0, end - sentence.start - 30) : end - sentence.start]
    return end + 1 if claim == "dated" and after == ")" and opened else end


def _checkable(
    claim: Claim,
    named: Named,
    sides: tuple[str, ...],
    date: DateMention | None,
    match: re.Match[str],
    organisation: str | None,
) -> bool:
    """Whether enough is said; joining and leaving what is kept as an organisation are memberships."""
    verb = match["verb"].lower()
    if (claim == "settled") is not named.dispute:
        return False
    if organisation is not None and claim in ("withdrew",):
        return False
    if organisation is not None and re.match(r"acceded|joined|adhered", verb):
        return False
    if claim in ("in_force", "ended", "dated"):
        return date is not None and (not named.described or len(named.sides) + len(sides) > 1)
    if claim == "parties":
        return True
    if claim == "signed" and not sides and len(named.sides) < 2:
        return date is not None and not named.described
    if named.described:
        return len(frozenset((*sides, *named.sides))) > 1
    return True


def _organisation(sentence: Sentence, named: Named) -> str | None:
    for mention in sentence.actors:
        if mention.kind == "organisation" and named.start <= mention.start < named.end and mention.actor:
            whole = mention.end - mention.start >= 0.6 * (named.end - named.start)
            return mention.actor if whole else None
    return None


def _ids(masked: Masked, match: re.Match[str], group: str) -> tuple[str, ...]:
    if match.groupdict().get(group) is None:
        return ()
    found = masked.actors(*match.span(group))
    return tuple(m.actor for m in found if m.actor and m.kind != "region")


def _date(masked: Masked, match: re.Match[str], claim: Claim) -> DateMention | None:
    if match.groupdict().get("when"):
        return next(iter(masked.dates(*match.span("when"))), None)
    first = match.start("verb") if claim in ("in_force", "ended") else match.start()
    found = when(masked, first, match.end())
    if found is not None or claim not in ("in_force", "party", "signed"):
        return found
    near = masked.dates(match.start(), match.end() + 40)
    return next((d for d in near if d.role == "since" and d.span.start is not None), None)


def _span(date: DateMention | None) -> Span | None:
    """The time of an act: "since 1992" dates it to 1992."""
    if date is None:
        return None
    if date.role == "since" and date.when is not None:
        return Span.of(date.when)
    return date.span
