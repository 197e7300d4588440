"""Visas: whose citizens are said to enter where without one, and who ended or began such a regime."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.clauses import group_of, subject_before, wider
from multipolar.statements.encounters import Scene
from multipolar.statements.events import quotation, told
from multipolar.statements.forms import asserted, asserted_lead, forms, negated, said_when
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.subjects import Subject
from multipolar.statements.visa_checks import judge

Claim = Literal["free", "required", "ended", "mutual", "told"]
_WHO = ("who", "who2", "who3")
_NOT_NEEDED = re.compile(r"\bnot\b|n['’]t\b|\b(?:no|não|не)\b", re.I)


@dataclass(frozen=True)
class VisaStatement(Statement):
    """Citizens of some actors enter others with or without a visa, or such a regime began or ended.

    Attributes:
        claim: What is said; ``mutual`` for both directions.
        passports: Whose citizens, ids.
        destinations: Where to, ids.
        subject: Who ended or began a regime, for claims about an act.
        groups: Regions and organisations over which the subject's quantifier runs.
        broad: Other groups that the page may mean by the same words.
        negated: Whether it is denied.
        days: Length of stay claimed.
    """

    claim: Claim = "free"
    passports: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    subject: Subject | None = None
    groups: tuple[str, ...] = ()
    broad: tuple[str, ...] = ()
    negated: bool = False
    days: int | None = None


class VisaKind:
    """Statements about visas."""

    names: tuple[KindName, ...] = ("visa",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[VisaStatement]:
        """One statement for each passport and destination, pair, or act said."""
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        for statement in (*_travel(masked), *_mutual(masked), *_acts(masked, discourse)):
            if not any(s < statement.end and statement.start < e for s, e in taken):
                taken.append((statement.start, statement.end))
                yield statement
        for one in told("visa", Scene(masked), discourse, taken):
            start, end, quote = quotation(masked, one)
            yield VisaStatement(
                "visa", start, end, quote, sentence, one.actors(discourse), one.span,
                claim="told", negated=one.negated,
            )  # fmt: skip

    def check(self, statement: VisaStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against what sources observed at borders."""
        return judge(statement, record, discourse.reading.document.date)


def _travel(masked: Masked) -> Iterator[VisaStatement]:
    for _, match in forms(masked, "visa", "travel"):
        if not asserted(masked, match):
            continue
        who = _states(masked, match, next((g for g in _WHO if match[g]), "who"))
        where = _states(masked, match, "dest")
        if not who or not where or set(who) & set(where):
            continue
        need = match.groupdict().get("need")
        claim: Claim = "required" if need and not _NOT_NEEDED.search(need) else "free"
        yield _statement(masked, match.span(), claim, who, where)


def _mutual(masked: Masked) -> Iterator[VisaStatement]:
    for _, match in forms(masked, "visa", "mutual"):
        both = _states(masked, match, "both")
        if len(both) == 2 and asserted(masked, match):
            yield _statement(masked, match.span(), "mutual", both, both)


def _acts(masked: Masked, discourse: Discourse) -> Iterator[VisaStatement]:
    for form, match in forms(masked, "visa"):
        others = _states(masked, match, "other")
        found = subject_before(masked, match.start()) if others and asserted(masked, match) else None
        if found is None or not asserted_lead(masked, found[1]):
            continue
        subject, gap = found
        groups = group_of(masked, subject, discourse)
        if subject.quantifier not in ("list", "only") and not groups:
            continue
        if set(subject.actors) & set(others):
            continue
        span = (subject.start - masked.sentence.start, match.end())
        broad = wider(subject, groups, discourse)
        denied = negated(masked, gap)
        yield _statement(masked, span, form["claim"], others, subject.actors, subject, groups, broad, denied)


def _statement(
    masked: Masked,
    span: tuple[int, int],
    claim: Claim,
    passports: tuple[str, ...],
    destinations: tuple[str, ...],
    subject: Subject | None = None,
    groups: tuple[str, ...] = (),
    broad: tuple[str, ...] = (),
    denied: bool = False,
) -> VisaStatement:
    sentence = masked.sentence
    language = sentence.language
    start, end = span
    when = said_when(masked, start, end)
    days = None
    if length := pattern(phrases("visa", language)["length"], language).search(masked.text, start, end + 60):
        numbers = masked.numbers(length.start("n"), length.end("n"))
        days, end = (int(numbers[0].value) if numbers else None), max(end, length.end())
    actors = tuple(dict.fromkeys((*destinations, *groups, *passports)))
    return VisaStatement(
        "visa", start + sentence.start, end + sentence.start, sentence.text[start:end], sentence, actors,
        when.span if when else None, Value(days, "days", "level") if days else None,
        claim, passports, destinations, subject, groups, broad, denied, days,
    )  # fmt: skip


def _states(masked: Masked, match: re.Match[str], group: str) -> tuple[str, ...]:
    """Ids of the states in a part of the match; none when another sort of actor stands among them."""
    mentions = masked.actors(match.start(group), match.end(group))
    if any(m.actor is None or m.kind not in ("state", "territory") for m in mentions):
        return ()
    return tuple(dict.fromkeys(str(m.actor) for m in mentions))
