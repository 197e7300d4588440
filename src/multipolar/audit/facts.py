"""What a finding says that a finding of another document may say otherwise."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from multipolar.basics.dates import Span
from multipolar.statements.composition import CompositionStatement
from multipolar.statements.groups import name
from multipolar.statements.membership import MembershipStatement
from multipolar.statements.model import Finding, Verdict
from multipolar.statements.office import OfficeStatement
from multipolar.statements.tally import TallyStatement
from multipolar.statements.trade import TradeStatement
from multipolar.statements.vote import VoteStatement

_SHORT = 160
_BALLOT = {"yes": "in favour", "no": "against", "abstain": "abstaining", "absent": "absent"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer to one question.

    Attributes:
        topic: The question, the same in every document that answers it.
        value: The answer in words; two facts of one topic with other values cannot both be right.
    """

    topic: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as the overview of many documents keeps it.

    Attributes:
        id: The finding's number in its document.
        key: The same for the same statement in any document.
        statement: The statement in a plain sentence.
        quote: The document's words, cut where long.
        kind: What sort of statement.
        verdict: The verdict's code.
        facts: What it answers.
    """

    id: str
    key: str
    statement: str
    quote: str
    kind: str
    verdict: str
    facts: tuple[Fact, ...]


def said(finding: Finding) -> Said | None:
    """What to keep of a finding; nothing of opinions and of a document's disagreement with itself."""
    claim, judgement = finding.claim, finding.judgement
    if judgement.verdict is Verdict.NOT_CHECKABLE or claim.kind == "consistency":
        return None
    plain = " ".join(judgement.statement.split())
    key = hashlib.blake2b(f"{claim.kind}\0{plain.lower()}".encode(), digest_size=8).hexdigest()
    quote = _short(" ".join(claim.quote.split()))
    facts = tuple(_facts(finding))
    return Said(finding.id, key, _short(plain), quote, claim.kind, judgement.verdict.value, facts)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def _facts(finding: Finding) -> Iterator[Fact]:
    claim = finding.claim
    if isinstance(claim, VoteStatement):
        yield from _ballots(claim, _rollcall(finding))
    elif isinstance(claim, TallyStatement):
        yield from _counts(claim, _rollcall(finding))
    elif isinstance(claim, MembershipStatement):
        yield from _joined(claim)
    elif isinstance(claim, CompositionStatement):
        if claim.number and claim.number.hedge == "exact" and claim.time and not claim.past:
            topic = f"number of {claim.role}s of {name(claim.organisation)}, {_years(claim.time)}"
            yield Fact(topic, f"{claim.number.value:g}")
    elif isinstance(claim, OfficeStatement):
        if claim.term and claim.time and claim.actor:
            office = claim.title.replace("_", " ")
            yield Fact(f"{claim.person}, {office} of {name(claim.actor)}: years", _years(claim.time))
    elif isinstance(claim, TradeStatement):
        yield from _traded(claim)


def _rollcall(finding: Finding) -> str | None:
    """The one decision that the evidence is of."""
    found = {
        str(one.row.get("rollcall") or one.row["id"])
        for one in finding.judgement.evidence
        if "rollcall" in one.row or "yes" in one.row
    }
    return found.pop() if len(found) == 1 else None


def _ballots(claim: VoteStatement, decision: str | None) -> Iterator[Fact]:
    subject = claim.subject
    if decision is None or subject is None or claim.negated or subject.quantifier not in ("list", "only"):
        return
    for actor in claim.actors:
        yield Fact(f"vote of {name(actor)} on {decision}", _BALLOT[claim.choice])


def _counts(claim: TallyStatement, decision: str | None) -> Iterator[Fact]:
    for choice, count in claim.counts.items() if decision else ():
        if count.hedge == "exact":
            yield Fact(f"votes {_BALLOT[choice]} on {decision}", f"{count.number:g}")


def _joined(claim: MembershipStatement) -> Iterator[Fact]:
    if claim.claim not in ("joined", "left") or claim.negated or claim.time is None:
        return
    for actor in claim.actors[:-1]:
        verb = "joining" if claim.claim == "joined" else "leaving"
        yield Fact(f"{name(actor)} {verb} {name(claim.organisation)} ({claim.role})", _years(claim.time))


def _traded(claim: TradeStatement) -> Iterator[Fact]:
    number = claim.number
    if claim.kind != "trade_level" or number is None or number.hedge != "exact" or claim.time is None:
        return
    goods = f" in {claim.goods}" if claim.goods else ""
    others = ", ".join(name(one) for one in claim.others)
    if claim.direction == "both" and len(claim.others) == 1:
        sides = " and ".join(sorted((name(claim.side), others)))
        topic = f"trade between {sides}{goods}, {_years(claim.time)}"
    else:
        topic = f"{claim.direction} of {name(claim.side)}, partner {others}{goods}, {_years(claim.time)}"
    yield Fact(topic, f"{number.value:,.0f} {number.unit or ''}".strip())


def _years(span: Span) -> str:
    """The years a span covers: a day and its year answer one question alike."""
    ends = [str(day.year) if day else "" for day in (span.start, span.end)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)
