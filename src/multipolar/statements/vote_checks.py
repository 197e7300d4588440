"""How the roll calls of the record answer a statement about a vote."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from multipolar.measures.votes import Ballots, RollCall, ballots
from multipolar.record import Record
from multipolar.statements import groups
from multipolar.statements.ballot_checks import VERBS, Answer, Question, answer
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.resolutions import Identified, held_within, identify
from multipolar.statements.subjects import Subject

if TYPE_CHECKING:
    from multipolar.statements.vote import VoteStatement

_MEMBERS = "the Members of the United Nations"
_ROWS_SHOWN = 60
_MOST = 6


def judge(statement: "VoteStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a statement about a vote against every roll call that it may mean.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    meant = identify(statement.reference, record, spoken)
    if statement.told:
        return _left_open(statement, meant)
    if not meant.rollcalls:
        return _unknown(statement, meant)
    if statement.subject is None:
        return _judge_day(statement, meant)
    return _judge_clause(statement, statement.subject, meant, record)


def _left_open(statement: "VoteStatement", meant: Identified) -> Judgement:
    """What is told in words of its own: the roll call that is meant is shown, and nothing is concluded."""
    said = f"It is told: {statement.quote}"
    if not meant.rollcalls:
        return replace(_unknown(statement, meant), statement=said)
    shown = meant.rollcalls[:3]
    known = "; ".join(f"{_called(r)}, {r.title}" for r in shown)
    reason = f"The record has {known}; what is said here is not among what it holds"
    sql = f"SELECT id, date, title, yes, no, abstain FROM rollcall WHERE id = '{shown[0].id}'"
    return Judgement(Verdict.SILENT, said, reason, tuple(evidence_of(r.row) for r in shown), query(sql))


def _unknown(statement: "VoteStatement", meant: Identified) -> Judgement:
    what = ", ".join(meant.missing) or "the decision meant"
    reference_body = statement.reference.body
    source = "undl_sc" if reference_body == "SC" else "undl_ga"
    return Judgement(
        Verdict.SILENT, _plain(statement, None),
        f"The record holds no roll call for {what}; the UN Digital Library's voting data would settle it",
        reproduce=f"multipolar record pull {source}",
    )  # fmt: skip


def _judge_day(statement: "VoteStatement", meant: Identified) -> Judgement:
    rollcall = meant.rollcalls[0]
    right = _that_day(statement, meant)
    rollcall = right[0] if right else rollcall
    verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
    when = rollcall.date.isoformat() if rollcall.date else "an unknown day"
    said = f"{rollcall.id} ({rollcall.title}) was put to the vote {_day_words(statement)}"
    reason = f"{rollcall.id}, {rollcall.title}, was put to the vote on {when}"
    sql = f"SELECT id, date, title FROM rollcall WHERE id = '{rollcall.id}'"
    return Judgement(verdict, said, reason, (evidence_of(rollcall.row),), query(sql))


def _that_day(statement: "VoteStatement", meant: Identified) -> list[RollCall]:
    """The roll calls meant that were held at the time stated; a month known alone may be any of its days."""
    span = meant.span or statement.time
    return [r for r in meant.rollcalls if span is not None and held_within(r, span)]


def _day_words(statement: "VoteStatement") -> str:
    return statement.time.words if statement.time else "at the time stated"


def _judge_clause(
    statement: "VoteStatement", subject: Subject, meant: Identified, record: Record
) -> Judgement:
    if statement.reference.every and len(meant.rollcalls) > 1:
        return _judge_every(statement, subject, meant, record)
    judged = [(r, _ask(statement, subject, ballots(record, r.id))) for r in meant.rollcalls[:_MOST]]
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


def _judge_every(
    statement: "VoteStatement", subject: Subject, meant: Identified, record: Record
) -> Judgement:
    """What is said of every decision on a matter: exceptions make it imprecise, half of them wrong."""
    asked = [(r, _ask(statement, subject, ballots(record, r.id))) for r in meant.rollcalls]
    known = [one for one in asked if one[1].verdict is not Verdict.SILENT] or asked
    against = [one for one in known if one[1].verdict not in (Verdict.SUPPORTED, Verdict.SILENT)]
    rollcall, first = (against or known)[0]
    if against:
        verdict = Verdict.CONTRADICTED if 2 * len(against) >= len(known) else Verdict.IMPRECISE
        told = "; ".join(f"{_called(r)}: {a.reason}" for r, a in against[:_MOST])
        reason = f"It fails for {len(against)} of {len(known)} roll calls on the matter: {told}"
    else:
        verdict = first.verdict
        reason = f"It holds for all {len(known)} roll calls on the matter that the record has"
    return _judgement(statement, verdict, reason, rollcall, first, ballots(record, rollcall.id))


def _called(rollcall: RollCall) -> str:
    return f"{rollcall.id} of {rollcall.date}" if rollcall.date else rollcall.id


def _ask(statement: "VoteStatement", subject: Subject, held: Ballots) -> Answer:
    if not held.rows:
        return _without_ballots(held)
    scope, scope_name = _scope(statement, held)
    choice = statement.choice
    if statement.like:
        chosen = {held.choices.get(a) for a in statement.like}
        one = chosen.pop() if len(chosen) == 1 else None
        if one is None:
            return Answer(Verdict.SILENT, f"{groups.names(statement.like)} did not vote as one", ())
        choice = one
    return answer(Question(
        held, subject, choice, statement.negated, scope, scope_name, statement.listed,
        statement.closed,
    ))  # fmt: skip


def _without_ballots(held: Ballots) -> Answer:
    if held.rollcall.modality == "without_vote":
        return Answer(Verdict.CONTRADICTED, "It was adopted without a vote; nobody voted on it", ())
    return Answer(Verdict.SILENT, "The record has its tally but no list of who voted how", ())


def _scope(statement: "VoteStatement", held: Ballots) -> tuple[tuple[str, ...], str]:
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
    statement: "VoteStatement", verdict: Verdict, reason: str, rollcall: RollCall, said: Answer, held: Ballots
) -> Judgement:
    rows = [held.rows[a] for a in said.deciding if a in held.rows][:_ROWS_SHOWN]
    evidence = (evidence_of(rollcall.row), *(evidence_of(row) for row in rows))
    actors = ", ".join(f"'{a}'" for a in said.deciding[:_ROWS_SHOWN])
    where = f" AND actor IN ({actors})" if actors else ""
    sql = f"SELECT actor, choice FROM vote WHERE rollcall = '{rollcall.id}'{where} ORDER BY choice, actor"
    return Judgement(verdict, _plain(statement, rollcall), reason, evidence, query(sql))


def _plain(statement: "VoteStatement", rollcall: RollCall | None) -> str:
    on = f" in the vote on {rollcall.id} ({rollcall.title})" if rollcall else ""
    subject = statement.subject
    if subject is None:
        return f"The vote took place on the day stated{on}"
    verb = VERBS[statement.choice]
    verb = f"voted as {groups.names(statement.like)} did" if statement.like else verb
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
