"""Sanctions: who is said to have imposed, joined, backed or lifted sanctions on whom, and when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.clauses import group_of, subject_before, wider
from multipolar.statements.encounters import Scene
from multipolar.statements.events import quotation, told
from multipolar.statements.forms import asserted, asserted_lead, forms, negated, said_when
from multipolar.statements.mask import Masked, mask
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.sanction_checks import judge
from multipolar.statements.subjects import Subject

Claim = Literal["imposed", "holds", "joined", "supports", "lifted", "eased", "told"]
_FIRST = re.compile(r"\bfirst\b", re.I)
_GROUPS = ("region", "organisation")
_PART_OF = re.compile(
    r"['’]s?\s+[a-z]|\s+(?:[a-z-]+\s+){0,2}?(?:officials?|companies|company|entities|individuals|banks?|oil|gas|"
    r"coal|gold|grain|goods|exports?|imports?|products?|steel|alumini?um|airlines?|leaders?|politicians|citizens|"
    r"generals?|judges|ships|vessels|tankers|officers|ministers?|oligarchs|diamonds|potash|fertili[sz]ers|uranium)\b"
)


@dataclass(frozen=True)
class SanctionStatement(Statement):
    """Somebody imposed, holds, joined, backs or lifted sanctions on somebody.

    Attributes:
        subject: Whom it is about.
        groups: Regions and organisations over which its quantifier runs.
        targets: Those sanctioned, ids.
        claim: What is said to be or to have happened.
        negated: Whether it is denied.
        since: Whether the time is said to be the beginning.
        broad: Other groups that the page may mean by the same words.
    """

    subject: Subject | None = None
    groups: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    claim: Claim = "imposed"
    negated: bool = False
    since: bool = False
    broad: tuple[str, ...] = ()


class SanctionKind:
    """Statements about sanctions."""

    names: tuple[KindName, ...] = ("sanction",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[SanctionStatement]:
        """One statement for each predicate about sanctions and its subject."""
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        for statement in (*_passive(masked), *_active(masked, discourse)):
            if not any(s < statement.end and statement.start < e for s, e in taken):
                taken.append((statement.start, statement.end))
                yield statement
        for one in told("sanction", Scene(masked), discourse, taken):
            start, end, quote = quotation(masked, one)
            yield SanctionStatement(
                "sanction", start, end, quote, sentence, one.actors(discourse), one.span,
                claim="told", negated=one.negated,
            )  # fmt: skip

    def check(self, statement: SanctionStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against the ties of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _active(masked: Masked, discourse: Discourse) -> Iterator[SanctionStatement]:
    for form, match in forms(masked, "sanction"):
        if not asserted(masked, match):
            continue
        found = subject_before(masked, match.start())
        if found is None:
            continue
        subject, gap = found
        if subject.number is not None and subject.groups == () and subject.quantifier == "count":
            continue
        if not asserted_lead(masked, gap):
            continue
        groups = group_of(masked, subject, discourse)
        broad = wider(subject, groups, discourse)
        if subject.quantifier not in ("list", "only") and not groups:
            continue
        denied = negated(masked, gap) or bool(re.search(r"\bno\s+sanction", match[0], re.I))
        start = subject.start - masked.sentence.start
        yield from _statement(masked, form, match, (start, match.end()), subject, groups, denied, broad)


def _narrow(masked: Masked, end: int) -> bool:
    """Whether goods or people of a state are meant, not the state: "Belarus' potash exports"."""
    return _PART_OF.match(masked.text, end) is not None or _PART_OF.match(masked.text, end - 1) is not None


def _passive(masked: Masked) -> Iterator[SanctionStatement]:
    for form, match in forms(masked, "sanction", "passive"):
        senders = masked.actors(match.start("sender"), match.end("sender"))
        if not senders or any(m.actor is None for m in senders) or not asserted(masked, match):
            continue
        groups = tuple(str(m.actor) for m in senders if m.kind in _GROUPS)
        states = tuple(str(m.actor) for m in senders if m.kind not in _GROUPS)
        place = (senders[0].start, senders[-1].end)
        subject = (
            Subject("list", *place, states, mentions=senders)
            if states else Subject("bare", *place, (), groups, mentions=senders)
        )  # fmt: skip
        denied = negated(masked, match["aux"])
        yield from _statement(masked, form, match, match.span(), subject, groups, denied)


def _statement(
    masked: Masked,
    form: Mapping[str, Any],
    match: re.Match[str],
    span: tuple[int, int],
    subject: Subject,
    groups: tuple[str, ...],
    denied: bool,
    broad: tuple[str, ...] = (),
) -> Iterator[SanctionStatement]:
    part = "anti" if match.groupdict().get("anti") else "target"
    mentions = masked.actors(match.start(part), match.end(part))
    targets = tuple(str(m.actor) for m in mentions if m.actor and m.kind != "region")
    if not targets or len(targets) != len(mentions) or set(targets) & set(subject.actors):
        return
    when = said_when(masked, *span)
    sentence = masked.sentence
    start, end = span
    if when is not None and 0 <= when.start - sentence.start - end <= 12:
        end = when.end - sentence.start
    since = when is not None and (when.role == "since" or bool(_FIRST.search(masked.text[start:end])))
    claim: Claim = form["claim"]
    if match.groupdict().get("part") or (_narrow(masked, match.end(part)) and (denied or claim == "lifted")):
        claim = "eased"
    yield SanctionStatement(
        "sanction", start + sentence.start, end + sentence.start, sentence.text[start:end], sentence,
        tuple(dict.fromkeys((*subject.actors, *groups, *targets))), when.span if when else None, None,
        subject, groups, targets, claim, denied, since, broad,
    )  # fmt: skip
