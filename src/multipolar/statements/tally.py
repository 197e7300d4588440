"""Tallies: how many are said to have voted for, against or abstained on a decision, or that none did."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from multipolar.measures.votes import CHOICES, Choice, RollCall, ballots
from multipolar.reading.model import Hedge, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements import quantities
from multipolar.statements.ballot_checks import VERBS
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value, Verdict
from multipolar.statements.references import NO_REFERENCE, Reference, reference
from multipolar.statements.resolutions import identify
from multipolar.statements.vote import speaks_of_votes
from multipolar.statements.vote_parts import parts
from multipolar.statements.wording import wording

_HEDGES: Mapping[Hedge, str] = {
    "exact": "", "about": "about ", "nearly": "nearly ", "more_than": "more than ",
    "at_least": "at least ", "up_to": "up to ", "less_than": "fewer than ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number claimed for one choice."""

    number: float
    hedge: Hedge
    start: int
    end: int


@dataclass(frozen=True)
class TallyStatement(Statement):
    """A decision had these counts, or was adopted without a vote or without dissent.

    ``whole`` are all the counts of the sentence for one that is told alone, where others of them are wrong.
    """

    reference: Reference = NO_REFERENCE
    counts: Mapping[Choice, Count] = field(default_factory=dict)
    manner: str = "counted"
    whole: Mapping[Choice, Count] = field(default_factory=dict)


class TallyKind:
    """Statements about the count of a vote."""

    names: tuple[KindName, ...] = ("tally",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[TallyStatement]:
        """One statement a vote, all its counts together; and each alone, for where others are wrong."""
        if not phrases("tally", sentence.language):
            return
        masked = mask(sentence)
        if not speaks_of_votes(masked, discourse):
            return
        for part in parts(masked):
            yield from _found(part, discourse)

    def check(self, statement: TallyStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold the counts against the official tally of every roll call that may be meant."""
        if not statement.whole:
            return _judged(statement, record, discourse)
        together = _judged(replace(statement, counts=statement.whole), record, discourse)
        if together.verdict is not Verdict.CONTRADICTED:
            return None
        alone = _judged(statement, record, discourse)
        return alone if alone.verdict is Verdict.SUPPORTED else None


def _found(masked: Masked, discourse: Discourse) -> Iterable[TallyStatement]:
    """The tally of a sentence, or of a part of it that has a date of its own."""
    counts = _counts(masked)
    manner = "counted" if counts else _manner(masked)
    if not counts and manner is None:
        return
    if counts:
        discourse.topics["counted"] = {n.number: choice for choice, n in counts.items()}
    meant = reference(masked, discourse) or NO_REFERENCE
    yield _statement(masked, counts, manner or "counted", meant)
    for choice, count in counts.items() if len(counts) > 1 else ():
        yield replace(_statement(masked, {choice: count}, "counted", meant), whole=counts)


def _judged(statement: TallyStatement, record: Record, discourse: Discourse) -> Judgement:
    meant = identify(statement.reference, record, discourse.reading.document.date)
    if not meant.rollcalls:
        return _unknown(statement)
    judged = [_judge(statement, rollcall, record) for rollcall in meant.rollcalls[:6]]
    verdicts = {j.verdict for j in judged}
    if len(verdicts) == 1 or len(judged) == 1:
        return judged[0]
    best = [j for j in judged if j.verdict is Verdict.SUPPORTED]
    if best:
        return best[0]
    reason = "It depends on which decision is meant: " + "; ".join(j.reason for j in judged)
    return Judgement(Verdict.DEPENDS, judged[0].statement, reason, judged[0].evidence, judged[0].reproduce)


def _counts(masked: Masked) -> dict[Choice, Count]:
    words = phrases("tally", masked.sentence.language)
    found = _score(masked, words) or _versus(masked, words)
    for choice, sources in words["components"].items():
        for source in sources:
            match = pattern(source, masked.sentence.language).search(masked.text)
            if match is not None and choice not in found and (count := _component(masked, match)):
                found[choice] = count
                break
    return _without_groups(masked, found)


def _score(masked: Masked, words: Mapping[str, str]) -> dict[Choice, Count]:
    raw = masked.sentence.text
    if not pattern(words["score_cue"], masked.sentence.language).stands(masked.text):
        return {}
    for match in re.finditer(words["score"].strip(), raw):
        scored = wording("scored", masked.sentence.language)
        if match["abstain"] is None and not scored.search(raw[: match.start()]):
            continue
        if masked.dates(match.start(), match.end()) or masked.resolutions(match.start() - 12, match.end()):
            continue
        offset = masked.sentence.start
        return {
            choice: Count(float(match[choice]), "exact", match.start() + offset, match.end() + offset)
            for choice in ("yes", "no", "abstain") if match[choice] is not None
        }  # fmt: skip
    return {}


def _versus(masked: Masked, words: Mapping[str, str]) -> dict[Choice, Count]:
    match = pattern(words["versus"], masked.sentence.language).search(masked.text)
    if match is None or not pattern(words["score_cue"], masked.sentence.language).search(masked.text):
        return {}
    found: dict[Choice, Count] = {}
    for choice in ("yes", "no"):
        numbers = masked.numbers(match.start(choice), match.end(choice))
        if numbers:
            found[choice] = _of(numbers[0])
    return found


def _component(masked: Masked, match: re.Match[str]) -> Count | None:
    offset = masked.sentence.start
    if match.groupdict().get("none"):
        return Count(0, "exact", match.start() + offset, match.end() + offset)
    part = phrases("tally", masked.sentence.language).get("part")
    if part and pattern(part, masked.sentence.language).search(masked.text[: match.start()]):
        return None
    numbers = masked.numbers(match.start("n"), match.end("n"))
    if not numbers or not float(numbers[0].value).is_integer() or numbers[0].unit == "%":
        return None
    count = _of(numbers[0])
    return Count(count.number, count.hedge, match.start() + offset, match.end() + offset)


def _of(number: NumberMention) -> Count:
    return Count(number.value, number.hedge, number.start, number.end)


def _without_groups(masked: Masked, found: dict[Choice, Count]) -> dict[Choice, Count]:
    """Leave counts within a region or bloc ("five African states abstained") to the vote kind."""
    groups = [m for m in masked.sentence.actors if m.kind in ("region", "organisation") and m.actor != "UN"]
    return {
        choice: count for choice, count in found.items()
        if not any(count.start <= g.start < count.end for g in groups)
    }  # fmt: skip


def _manner(masked: Masked) -> str | None:
    language = masked.sentence.language
    for manner in ("without_vote", "unanimous"):
        if pattern(phrases("tally", language)[manner], language).search(masked.text):
            return manner
    return None


def _statement(masked: Masked, counts: dict[Choice, Count], manner: str, meant: Reference) -> TallyStatement:
    sentence = masked.sentence
    if counts:
        start, end = min(c.start for c in counts.values()), max(c.end for c in counts.values())
    else:
        match = pattern(phrases("tally", sentence.language)[manner], sentence.language).search(masked.text)
        start, end = (
            (match.start() + sentence.start, match.end() + sentence.start)
            if match
            else (sentence.start, sentence.end)
        )
    yes = counts.get("yes") or next(iter(counts.values()), None)
    value = Value(yes.number, "votes", "level") if yes else None
    time = meant.dates[0].span if meant.dates else None
    quote = sentence.text[start - sentence.start : end - sentence.start]
    return TallyStatement("tally", start, end, quote, sentence, ("UN",), time, value, meant, counts, manner)


def _judge(statement: TallyStatement, rollcall: RollCall, record: Record) -> Judgement:
    if statement.manner != "counted":
        return _judge_manner(statement, rollcall)
    called = f"{rollcall.id} of {rollcall.date}"
    if rollcall.modality == "without_vote":
        reason = f"{called} was adopted without a vote; there is no tally"
        return _judgement(Verdict.CONTRADICTED, statement, reason, rollcall)
    counted = ballots(record, rollcall.id).counts()
    actual = {c: rollcall.tally.get(c, counted[c]) for c in CHOICES}
    closeness = {c: quantities.count(n.number, n.hedge, actual[c]) for c, n in statement.counts.items()}
    verdict = Verdict.SUPPORTED
    if any(c != "right" for c in closeness.values()):
        verdict = Verdict.IMPRECISE if all(c != "wrong" for c in closeness.values()) else Verdict.CONTRADICTED
    shown = ", ".join(f"{actual[c]} {VERBS[c]}" for c in CHOICES if c in statement.counts)
    wrong = "; ".join(
        f"{_HEDGES[n.hedge]}{n.number:g} {VERBS[c]} claimed"
        for c, n in statement.counts.items() if closeness[c] != "right"
    )  # fmt: skip
    return _judgement(verdict, statement, f"{called}: {shown}" + (f"; {wrong}" if wrong else ""), rollcall)


def _judge_manner(statement: TallyStatement, rollcall: RollCall) -> Judgement:
    called = f"{rollcall.id} of {rollcall.date}"
    if rollcall.modality == "without_vote":
        right = statement.manner == "without_vote"
        reason = f"{called} was adopted without a vote"
        return _judgement(Verdict.SUPPORTED if right else Verdict.DEPENDS, statement, reason, rollcall)
    against, abstained = rollcall.tally.get("no", 0), rollcall.tally.get("abstain", 0)
    counted = f"{rollcall.tally.get('yes', 0)} in favour, {against} against, {abstained} abstained"
    reason = f"{called} went to a recorded vote: {counted}"
    if statement.manner == "without_vote" or against:
        return _judgement(Verdict.CONTRADICTED, statement, reason, rollcall)
    verdict = Verdict.DEPENDS if abstained else Verdict.SUPPORTED
    return _judgement(verdict, statement, reason, rollcall)


def _judgement(verdict: Verdict, statement: TallyStatement, reason: str, rollcall: RollCall) -> Judgement:
    sql = f"SELECT id, date, title, yes, no, abstain, absent FROM rollcall WHERE id = '{rollcall.id}'"
    return Judgement(verdict, _plain(statement, rollcall), reason, (evidence_of(rollcall.row),), query(sql))


def _plain(statement: TallyStatement, rollcall: RollCall | None) -> str:
    on = f"{rollcall.id} ({rollcall.title})" if rollcall else "The decision"
    if statement.manner != "counted":
        words = {"without_vote": "was adopted without a vote", "unanimous": "was adopted unanimously"}
        return f"{on} {words[statement.manner]}"
    parts = [f"{_HEDGES[n.hedge]}{n.number:g} {VERBS[c]}" for c, n in statement.counts.items()]
    return f"{on}: {', '.join(parts)}"


def _unknown(statement: TallyStatement) -> Judgement:
    body = statement.reference.body
    reason = (
        "The record holds no roll call for the decision meant; the UN Digital Library's data would settle it"
    )
    source = "undl_sc" if body == "SC" else "undl_ga"
    return Judgement(
        Verdict.SILENT, _plain(statement, None), reason, reproduce=f"multipolar record pull {source}"
    )
