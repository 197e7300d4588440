"""Votes: who is said to have voted how on a decision, or on which day, held against the roll call."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from multipolar.measures.votes import Ballots, Choice, RollCall, ballots
from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements import groups
from multipolar.statements.ballot_checks import VERBS, Answer, Question, answer
from multipolar.statements.encounters import Scene, unpeopled
from multipolar.statements.events import quotation, told
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Verdict
from multipolar.statements.references import NO_REFERENCE, Reference, content_words, note_years, reference
from multipolar.statements.resolutions import Identified, identify
from multipolar.statements.subjects import Subject, bounded
from multipolar.statements.vote_clauses import Clause, clauses, spoken_of
from multipolar.statements.vote_lists import listed

_MEMBERS = "the Members of the United Nations"
_ROWS_SHOWN = 60
_REACH = 60
_PARTED = re.compile(r"[;:,]")


@dataclass(frozen=True)
class VoteStatement(Statement):
    """Somebody voted in some way, or a vote took place on a day.

    Attributes:
        reference: The decision meant, as far as the page tells.
        subject: Whom it is about; ``None`` for a statement about the day.
        choice: The choice claimed.
        negated: Whether the choice is denied.
        group: The group over which a quantifier runs when the clause itself names none.
        listed: Actors already named for the same decision.
        closed: Whether "the rest" follows, so that the list claims to be complete.
        told: Whether it was read by the words of the kind alone, and is left open.
    """

    reference: Reference = NO_REFERENCE
    subject: Subject | None = None
    choice: Choice = "yes"
    negated: bool = False
    group: tuple[str, ...] = ()
    listed: frozenset[str] = frozenset()
    closed: bool = False
    told: bool = False


class VoteKind:
    """Statements about votes."""

    names: tuple[KindName, ...] = ("vote",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[VoteStatement]:
        """Statements about how somebody voted, and about the day of a vote."""
        if not phrases("vote", sentence.language):
            return
        masked = mask(sentence)
        if phrases("vote", sentence.language).get("in_context"):
            masked = unpeopled(sentence, discourse).masked
        rows = list(listed(masked, discourse)) if _page_of_votes(discourse) else []
        spoken = bool(rows) or speaks_of_votes(masked, discourse)
        meant = reference(masked, discourse) if spoken else None
        if meant is None:
            note_years(masked, discourse)
            said = rows or [c for c in (clauses(masked) if spoken else ()) if not _unreal(masked, c)]
            unmeant = [replace(_statement(masked, c, NO_REFERENCE, discourse), told=True) for c in said]
            yield from unmeant
            yield from _wider(masked, unmeant, NO_REFERENCE, discourse)
            return
        found = [*_dated(masked, meant)]
        told_so = rows or list(clauses(masked, spoken_of(sentence, discourse)))
        for number, clause in enumerate(told_so):
            dated = _of_its_day(masked, told_so, number, meant)
            found.append(_statement(masked, clause, dated, discourse))
        yield from _closed_by_rest(found, discourse)
        yield from _wider(masked, found, meant, discourse)

    def check(self, statement: VoteStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a statement about a vote against every roll call that it may mean."""
        meant = identify(statement.reference, record, discourse.reading.document.date)
        if statement.told:
            return _left_open(statement, meant)
        if not meant.rollcalls:
            return _unknown(statement, meant)
        if statement.subject is None:
            return _judge_day(statement, meant)
        return _judge_clause(statement, statement.subject, meant, record)


def speaks_of_votes(masked: Masked, discourse: Discourse) -> bool:
    """Whether a sentence speaks of a vote between states, and not of an election or a parliament."""
    language = masked.sentence.language
    words = phrases("vote", language)
    if "played" in words and pattern(words["played"], language).search(masked.sentence.text):
        return False
    if pattern(words.get("assembly_named", words["assembly"]), language).search(masked.sentence.text):
        discourse.topics["assembly at"] = masked.sentence.paragraph
    if not pattern(words["context"], language).search(masked.text):
        return False
    assembly = pattern(words["assembly"], language).search(masked.text)
    other = pattern(words["other_body"], language).search(masked.text)
    named = pattern(words.get("assembly_named", words["assembly"]), language).search(masked.text)
    if other is not None and named is None:
        discourse.topics["assembly left"] = masked.sentence.index
        return False
    spoken_of = discourse.topics.get("assembly at") == masked.sentence.paragraph
    spoken_of = spoken_of or discourse.topics.get("resolution") is not None
    return assembly is not None or spoken_of or _page_of_votes(discourse)


def _unreal(masked: Masked, clause: Clause) -> bool:
    """Whether a clause speaks of a wish, a plan or a condition."""
    language, offset = masked.sentence.language, masked.sentence.start
    start = max(0, clause.start - offset - _REACH)
    return (
        pattern(phrases("events", language)["plans"], language).search(
            masked.text[start : clause.predicate - offset]
        )
        is not None
    )


def _page_of_votes(discourse: Discourse) -> bool:
    """Whether the page speaks of the Assembly anywhere."""
    if "page of votes" not in discourse.topics:
        document = discourse.reading.document
        said = phrases("vote", document.language).get("page")
        discourse.topics["page of votes"] = (
            said is not None and pattern(said, document.language).search(document.text) is not None
        )
    return bool(discourse.topics["page of votes"])


def _wider(
    masked: Masked, found: Sequence[VoteStatement], meant: Reference, discourse: Discourse
) -> Iterator[VoteStatement]:
    """What is told of votes in words that no phrasing of its own reads."""
    for one in told("vote", Scene(masked), discourse, [(s.start, s.end) for s in found]):
        start, end, quote = quotation(masked, one)
        yield VoteStatement(
            "vote", start, end, quote, masked.sentence, one.actors(discourse), one.span,
            reference=meant, negated=one.negated, told=True,
        )  # fmt: skip


def _left_open(statement: VoteStatement, meant: Identified) -> Judgement:
    """What is told in words of its own: the roll call that is meant is shown, and nothing is concluded."""
    said = f"It is told: {statement.quote}"
    if not meant.rollcalls:
        return replace(_unknown(statement, meant), statement=said)
    shown = meant.rollcalls[:3]
    known = "; ".join(f"{_called(r)}, {r.title}" for r in shown)
    reason = f"The record has {known}; what is said here is not among what it holds"
    sql = f"SELECT id, date, title, yes, no, abstain FROM rollcall WHERE id = '{shown[0].id}'"
    return Judgement(Verdict.SILENT, said, reason, tuple(evidence_of(r.row) for r in shown), query(sql))


def _dated(masked: Masked, meant: Reference) -> Iterator[VoteStatement]:
    days = [d for d in meant.dates if masked.sentence.start <= d.start < masked.sentence.end and d.when]
    if len(days) != 1 or not (meant.symbols or meant.words or (days[0].when and days[0].when.day)):
        return
    language = masked.sentence.language
    cue = pattern(phrases("resolution", language)["dated"], language).search(masked.text)
    if cue is None:
        return
    offset = masked.sentence.start
    start = min(days[0].start, cue.start() + offset)
    end = max(days[0].end, cue.end() + offset)
    quote = masked.sentence.text[start - offset : end - offset]
    yield VoteStatement("vote", start, end, quote, masked.sentence, (), days[0].span, None, meant)


def _statement(masked: Masked, clause: Clause, meant: Reference, discourse: Discourse) -> VoteStatement:
    offset = masked.sentence.start
    quote = masked.sentence.text[clause.start - offset : clause.end - offset]
    subject = clause.subject
    group = subject.groups or _group(masked, subject, discourse)
    meant = _nearest(masked, clause, meant)
    listed = _remember(discourse, meant, subject)
    qualified = _qualified(masked, clause)
    group = group or qualified or ()
    return VoteStatement(
        "vote", clause.start, clause.end, quote, masked.sentence, subject.actors or subject.examples,
        meant.dates[0].span if meant.dates else None, None, meant, subject, clause.choice, clause.negated,
        group, listed, told=qualified is None,
    )  # fmt: skip


def _qualified(masked: Masked, clause: Clause) -> tuple[str, ...] | None:
    """The group that an adjective bounds ("the only Arab state"): ``None`` for one that is not known."""
    if clause.subject.groups or clause.subject.anaphoric:
        return ()
    offset = masked.sentence.start
    words = phrases("vote", masked.sentence.language)
    said = pattern(words["qualified"], masked.sentence.language).search(
        masked.text, clause.start - offset, clause.end - offset
    )
    if said is None:
        return ()
    known: str | None = words["qualifiers"].get(said["adjective"].lower())
    return (known,) if known else None


def _of_its_day(masked: Masked, told_so: Sequence[Clause], number: int, meant: Reference) -> Reference:
    """The decision of the one day that a clause speaks of, where its sentence tells of several days.

    As many days as clauses go one to each; else a clause has the day named last before its predicate.
    """
    sentence = masked.sentence
    days = [
        d
        for d in meant.dates
        if sentence.start <= d.start < sentence.end and d.when is not None and d.when.day
    ]
    if meant.symbols or len(days) < 2:
        return meant
    before = [d for d in days if d.start < told_so[number].predicate]
    day = days[number] if len(days) == len(told_so) else before[-1] if before else days[0]
    first = told_so[number - 1].predicate - sentence.start if number else 0
    last = told_so[number + 1].start - sentence.start if number + 1 < len(told_so) else len(masked.text)
    return replace(meant, dates=(day,), words=meant.words & content_words(masked, first, last))


def _nearest(masked: Masked, clause: Clause, meant: Reference) -> Reference:
    """The one decision that a clause names, where its sentence names several."""
    if len(meant.symbols) < 2:
        return meant
    begin, offset = clause.predicate, masked.sentence.start
    after = [r for r in masked.sentence.resolutions if begin <= r.start < clause.end + _REACH]
    if after and _PARTED.search(masked.text[begin - offset : after[0].start - offset]):
        after = []
    before = [r for r in masked.sentence.resolutions if r.start < begin]
    near = after[:1] or before[-1:]
    return replace(meant, symbols=(near[0].symbol,)) if near else meant


def _remember(discourse: Discourse, meant: Reference, subject: Subject) -> frozenset[str]:
    """Actors named so far for the decision under discussion; adds those of this clause."""
    key, seen = discourse.topics.get("listed", (None, frozenset()))
    identity = (meant.symbols, meant.dates, meant.words, meant.years_later)
    before = seen if key == identity else frozenset()
    discourse.topics["listed"] = (identity, before | set(subject.actors) | set(subject.examples))
    return frozenset(before)


def _group(masked: Masked, subject: Subject, discourse: Discourse) -> tuple[str, ...]:
    """The group a quantifier runs over when its own words name none: sentence, paragraph, document."""
    opened, anaphoric = bounded(masked, subject.start)
    if opened:
        return opened
    held: tuple[str, ...] = discourse.topics.get("group", ())
    page: tuple[str, ...] = discourse.topics.get("page group", ())
    if subject.anaphoric or anaphoric or subject.quantifier in ("rest", "list"):
        return held or page
    return held if subject.quantifier in ("only", "none", "all", "count") else ()


def _closed_by_rest(found: list[VoteStatement], discourse: Discourse) -> Iterator[VoteStatement]:
    """Mark a list as complete where "the rest" follows it in the same or the next sentence."""
    rest = [s for s in found if s.subject is not None and s.subject.quantifier == "rest"]
    next_too = bool(found) and _rest_follows(found[0].sentence, discourse)
    for statement in found:
        follows = next_too or any(r.start > statement.start for r in rest)
        yield replace(statement, closed=True) if follows and statement.subject else statement


def _rest_follows(sentence: Sentence, discourse: Discourse) -> bool:
    following = discourse.reading.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].paragraph != sentence.paragraph:
        return False
    opening = phrases("vote", sentence.language)["rest_opening"]
    return pattern(opening, sentence.language).match(following[0].text) is not None


def _unknown(statement: VoteStatement, meant: Identified) -> Judgement:
    what = ", ".join(meant.missing) or "the decision meant"
    reference_body = statement.reference.body
    source = "undl_sc" if reference_body == "SC" else "undl_ga"
    return Judgement(
        Verdict.SILENT, _plain(statement, None),
        f"The record holds no roll call for {what}; the UN Digital Library's voting data would settle it",
        reproduce=f"multipolar record pull {source}",
    )  # fmt: skip


def _judge_day(statement: VoteStatement, meant: Identified) -> Judgement:
    rollcall = meant.rollcalls[0]
    span = statement.time
    right = [r for r in meant.rollcalls if r.date and span and span.contains(r.date)]
    rollcall = right[0] if right else rollcall
    verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
    when = rollcall.date.isoformat() if rollcall.date else "an unknown day"
    said = f"{rollcall.id} ({rollcall.title}) was put to the vote {_day_words(statement)}"
    reason = f"{rollcall.id}, {rollcall.title}, was put to the vote on {when}"
    sql = f"SELECT id, date, title FROM rollcall WHERE id = '{rollcall.id}'"
    return Judgement(verdict, said, reason, (evidence_of(rollcall.row),), query(sql))


def _day_words(statement: VoteStatement) -> str:
    return statement.time.words if statement.time else "at the time stated"


def _judge_clause(statement: VoteStatement, subject: Subject, meant: Identified, record: Record) -> Judgement:
    judged = [(r, _ask(statement, subject, ballots(record, r.id))) for r in meant.rollcalls[:6]]
    answered = [(r, a) for r, a in judged if a.verdict is not Verdict.SILENT] or judged
    verdicts = {a.verdict for _, a in answered}
    rollcall, first = answered[0]
    held = ballots(record, rollcall.id)
    if len(verdicts) == 1:
        reason = f"{_called(rollcall)}: {first.reason}"
        return _judgement(statement, first.verdict, reason, rollcall, first, held)
    reason = "It depends on which decision is meant: " + "; ".join(
        f"{_called(r)}: {a.verdict.value}, {a.reason[0].lower()}{a.reason[1:]}" for r, a in answered
    )
    return _judgement(statement, Verdict.DEPENDS, reason, rollcall, first, held)


def _called(rollcall: RollCall) -> str:
    return f"{rollcall.id} of {rollcall.date}" if rollcall.date else rollcall.id


def _ask(statement: VoteStatement, subject: Subject, held: Ballots) -> Answer:
    if not held.rows:
        return _without_ballots(held)
    scope, scope_name = _scope(statement, held)
    return answer(Question(
        held, subject, statement.choice, statement.negated, scope, scope_name, statement.listed,
        statement.closed,
    ))  # fmt: skip


def _without_ballots(held: Ballots) -> Answer:
    if held.rollcall.modality == "without_vote":
        return Answer(Verdict.CONTRADICTED, "It was adopted without a vote; nobody voted on it", ())
    return Answer(Verdict.SILENT, "The record has its tally but no list of who voted how", ())


def _scope(statement: VoteStatement, held: Ballots) -> tuple[tuple[str, ...], str]:
    on = held.rollcall.date or date.today()
    members = tuple(sorted(held.choices))
    if not statement.group:
        return members, _MEMBERS
    inside = groups.everyone(statement.group, on)
    named = statement.subject.actors if statement.subject else ()
    earlier = (
        statement.listed if statement.subject and statement.subject.quantifier in ("rest", "list") else ()
    )
    listed = {*earlier, *named}
    own = bool(statement.subject and statement.subject.groups)
    if not inside or (not own and listed and not listed <= inside):
        return members, _MEMBERS
    label = " and ".join(groups.name(g) for g in statement.group)
    return tuple(a for a in members if a in inside), f"the Members in {label}"


def _judgement(
    statement: VoteStatement, verdict: Verdict, reason: str, rollcall: RollCall, said: Answer, held: Ballots
) -> Judgement:
    rows = [held.rows[a] for a in said.deciding if a in held.rows][:_ROWS_SHOWN]
    evidence = (evidence_of(rollcall.row), *(evidence_of(row) for row in rows))
    actors = ", ".join(f"'{a}'" for a in said.deciding[:_ROWS_SHOWN])
    where = f" AND actor IN ({actors})" if actors else ""
    sql = f"SELECT actor, choice FROM vote WHERE rollcall = '{rollcall.id}'{where} ORDER BY choice, actor"
    return Judgement(verdict, _plain(statement, rollcall), reason, evidence, query(sql))


def _plain(statement: VoteStatement, rollcall: RollCall | None) -> str:
    on = f" in the vote on {rollcall.id} ({rollcall.title})" if rollcall else ""
    subject = statement.subject
    if subject is None:
        return f"The vote took place on the day stated{on}"
    verb = VERBS[statement.choice]
    verb = f"did not vote so ({verb})" if statement.negated else verb
    who = groups.names(subject.actors or subject.examples)
    whole = " and ".join(groups.name(g) for g in statement.group) or "the Members"
    number = f"{subject.number.value:g}" if subject.number else ""
    words = {
        "list": who, "only": f"Only {who}", "all": f"All of {whole}", "bare": f"The states of {whole}",
        "none": f"None of {who if subject.actors else whole}", "rest": f"The rest of {whole}",
        "all_but": f"All of {whole} but {who}", "count": f"{number} of {whole}", "most": f"Most of {whole}",
    }  # fmt: skip
    return f"{words[subject.quantifier]} {verb}{on}"
