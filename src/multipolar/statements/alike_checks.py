"""How the roll calls of a period answer who votes with whom, and how often."""

from datetime import date
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures import vote_answers
from multipolar.measures.agreement import Definition
from multipolar.measures.vote_answers import Answer, Ranked
from multipolar.reading.model import NumberMention
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of
from multipolar.statements.model import Evidence, Judgement, Verdict
from multipolar.statements.quantities import measured

if TYPE_CHECKING:
    from multipolar.statements.alike import AlikeStatement

_PULL = "multipolar record pull undl_ga"
_ROWS = 20
# The two that reports use: any difference counts, or an abstention counts as half.
_DEFINITIONS: tuple[Definition, ...] = ("identical", "half")
_IN_WORDS = {"identical": "equal votes", "half": "an abstention half alike"}
_VERDICTS = {
    "right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED,
}  # fmt: skip


def judge(statement: "AlikeStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a statement about votes alike against the record.

    A figure is held against all votes of its period only: the embedded record's most cited votes are no
    sample of the agenda, so what they show is told and decides nothing.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    since = statement.time.start if statement.time else None
    until = (statement.time.end if statement.time else None) or spoken
    try:
        if statement.share is not None:
            return _share(statement, statement.share, record, since, until)
        return _rank(statement, record, since, until)
    except AskedWronglyError as none:
        return Judgement(Verdict.SILENT, plain(statement), none.problem, (), _PULL)


def _share(
    statement: "AlikeStatement", share: NumberMention, record: Record, since: date | None, until: date | None
) -> Judgement:
    found = {
        name: vote_answers.alike(record, statement.one, statement.other, name, since=since, until=until)
        for name in _DEFINITIONS
    }
    first = found["identical"]
    told = "; ".join(f"{100 * answer.value:.1f} % ({_IN_WORDS[name]})" for name, answer in found.items())
    reason = f"{first.votes} votes of both{_period(first)}: {told}"
    rows = _evidence(first)
    if first.votes == 0 or not _covers(first, since):
        return _open(statement, reason, rows)
    close = [_closeness(share, answer) for answer in found.values()]
    verdict = _VERDICTS[close[0]]
    if close[0] != "right" and "right" in close:
        verdict = Verdict.DEPENDS
    return Judgement(verdict, plain(statement), reason, rows, _command(statement, since, until))


def _rank(statement: "AlikeStatement", record: Record, since: date | None, until: date | None) -> Judgement:
    asked = vote_answers.most_against if statement.claim == "against" else vote_answers.votes_with
    ranked = asked(record, statement.other, since=since, until=until)
    place = next((i for i, one in enumerate(ranked, 1) if one.actor == statement.one), 0)
    said = ", ".join(f"{_name(one.actor)} {100 * one.value:.1f} %" for one in ranked[:3])
    reason = f"Most often {statement.claim} {_name(statement.other)}: {said}"
    if place > 3:
        reason += f"; {_name(statement.one)} is in place {place}"
    first = vote_answers.alike(record, statement.one, statement.other, since=since, until=until)
    rows = _evidence(ranked[place - 1]) if place else ()
    if not place or not _covers(first, since):
        return _open(statement, reason, rows)
    verdict = Verdict.SUPPORTED if place == 1 else Verdict.IMPRECISE if place <= 3 else Verdict.CONTRADICTED
    return Judgement(verdict, plain(statement), reason, rows, _command(statement, since, until))


def _closeness(share: NumberMention, answer: Answer) -> str:
    return measured(in_per_cent(share), share.hedge, share.digits, 100 * answer.value)


def in_per_cent(share: NumberMention) -> float:
    """A share in per cent, however it was written."""
    return share.value if share.unit == "%" else 100 * share.value


def _covers(answer: Answer, since: date | None) -> bool:
    """Whether the votes are all of the agenda, from the year on that is spoken of."""
    if answer.basis != "all held":
        return False
    days = [row["date"] for row in answer.rows if row["date"]]
    return since is None or (bool(days) and min(days).year <= since.year)


def _open(statement: "AlikeStatement", reason: str, rows: tuple[Evidence, ...]) -> Judgement:
    why = f"The record holds too few of the votes to tell. {reason}; these are no sample of the agenda"
    return Judgement(Verdict.SILENT, plain(statement), why, rows, _PULL)


def _evidence(answer: Answer | Ranked) -> tuple[Evidence, ...]:
    return tuple(evidence_of({"locator": row["rollcall"], **row}) for row in answer.rows[:_ROWS])


def _period(answer: Answer) -> str:
    days = [row["date"] for row in answer.rows if row["date"]]
    return f", {min(days)} to {max(days)}" if days else ""


def _command(statement: "AlikeStatement", since: date | None, until: date | None) -> str:
    days = "".join(f" --{word} {day}" for word, day in (("since", since), ("until", until)) if day)
    return f"multipolar votes agreement {statement.one} {statement.other} --period 0{days}"


def plain(statement: "AlikeStatement") -> str:
    """What is said, in the plainest words."""
    one, other = _name(statement.one), _name(statement.other)
    if statement.value is not None:
        return f"{one} and {other} voted alike in {statement.value.number:g} % of votes."
    return f"Nobody voted {statement.claim} {other} more often than {one}."


def _name(actor: str) -> str:
    return actors.get(actor).name
