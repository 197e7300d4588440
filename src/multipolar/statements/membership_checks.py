"""How the spells of the record answer a statement about membership."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.dates import PartialDate, Span
from multipolar.measures.scopes import complete
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.spells import MEMBERS, Spell, roll, spells

if TYPE_CHECKING:
    from multipolar.statements.membership import MembershipStatement

_RECENT = timedelta(days=400)
_SHOWN = 10
# "Excluded" may be said of who was only suspended.
_PUT_OUT = re.compile(r"exclu|expel|expul|исключ", re.IGNORECASE)
_ACCEPTED = {
    "member": MEMBERS, "founding": ("founding", *MEMBERS), "observer": ("observer",),
    "associate": ("associate",), "partner": ("partner",), "candidate": ("candidate", "applicant"),
    "applicant": ("applicant", "candidate"), "suspended": ("suspended",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answer:
    verdict: Verdict
    reason: str
    spells: tuple[Spell, ...]


def judge(statement: "MembershipStatement", record: Record, spoken: date) -> Judgement:
    """Hold a statement about membership against the record, actor by actor.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking.
    """
    if statement.claim == "told":
        return _left_open(statement, record)
    known = roll(record, statement.organisation)
    if not known:
        organisation = name(statement.organisation)
        reason = (
            f"The record has no membership list of {organisation}; the Correlates of War list may have it"
        )
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull cow_igo")
    who = statement.who
    listed = _listed(statement, record, spoken)
    answers = [
        _open(
            _answer(statement, spells(record, statement.organisation, actor), actor, spoken),
            listed,
            statement,
            actor,
        )
        for actor in who
    ]
    if statement.implied:
        answers = [_unsure(a) for a in answers]
    verdict = combine([a.verdict for a in answers])
    telling = [a for a in answers if a.verdict is verdict] or answers
    if verdict is Verdict.IMPRECISE and not any(a.verdict is verdict for a in answers):
        telling = [a for a in answers if a.verdict is not Verdict.SUPPORTED]
    reason = "; ".join(a.reason for a in telling)
    rows = tuple(evidence_of(s.row) for a in answers for s in a.spells)
    ids = ", ".join(f"'{a}'" for a in who)
    sql = f"SELECT * FROM membership WHERE organisation = '{statement.organisation}' AND actor IN ({ids})"
    return Judgement(verdict, plain(statement), reason[:1].upper() + reason[1:], rows, query(sql))


def _left_open(statement: "MembershipStatement", record: Record) -> Judgement:
    """What is told in words of its own: the rows on those named are shown, and nothing is concluded."""
    held = [
        s
        for actor in statement.actors
        if actor != statement.organisation
        for s in spells(record, statement.organisation, actor)
    ][:_SHOWN]
    told = "; ".join(_told([s], str(s.row["actor"]), statement.organisation) for s in held)
    reason = f"The record's lists do not tell of what is said here{'; they have: ' + told if told else ''}"
    rows = tuple(evidence_of(s.row) for s in held)
    return Judgement(Verdict.SILENT, plain(statement), reason, rows, "multipolar record pull cow_igo")


def _listed(statement: "MembershipStatement", record: Record, spoken: date) -> bool:
    """Whether the record's list is declared complete for the role and time spoken of."""
    organisation = statement.organisation
    if statement.role not in ("member", "founding"):
        return complete(record, "membership", f"{organisation}:others")
    past = statement.past or statement.time is not None or spoken < date.today() - _RECENT
    return complete(record, "membership", f"{organisation}:past" if past else organisation)


def _open(answer: _Answer, listed: bool, statement: "MembershipStatement", actor: str) -> _Answer:
    """Take a verdict that rests on nothing but a missing row back to silence where the list is open.

    For a lesser role another role's row says nothing: a member of today may have been an observer before.
    """
    lesser = statement.role not in ("member", "founding")
    fits = any(s.role in _ACCEPTED[statement.role] for s in answer.spells)
    telling = fits if lesser and statement.claim in ("is", "joined") else bool(answer.spells)
    if not answer.spells and actors.get(actor).kind == "territory":
        # A territory may belong through the state that it is part of, and leave without it.
        return _Answer(Verdict.SILENT, f"{answer.reason}; it is a territory", ())
    if telling or listed or answer.verdict not in (Verdict.CONTRADICTED, Verdict.SUPPORTED):
        return answer
    reason = f"{answer.reason}; that list is not declared complete"
    return _Answer(Verdict.SILENT, reason, ())


def _unsure(answer: _Answer) -> _Answer:
    """Where no organisation is named, what would contradict may be of another one."""
    if answer.verdict is not Verdict.CONTRADICTED:
        return answer
    return _Answer(Verdict.SILENT, f"{answer.reason}; another organisation may be meant", answer.spells)


def combine(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for a list: the common one; a minority of errors makes it imprecise."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    wrong = sum(v is Verdict.CONTRADICTED for v in verdicts)
    if wrong:
        return Verdict.CONTRADICTED if 2 * wrong >= len(verdicts) else Verdict.IMPRECISE
    for verdict in (
        Verdict.SILENT,
        Verdict.DEPENDS,
        Verdict.IMPRECISE,
        Verdict.SUPERSEDED,
        Verdict.PREMATURE,
    ):
        if verdict in kinds:
            return verdict
    return verdicts[0]


def _answer(statement: "MembershipStatement", own: Sequence[Spell], actor: str, spoken: date) -> _Answer:
    if statement.claim == "is":
        answer = _standing(statement, own, actor, spoken)
        return _denied(statement, answer) if statement.negated else answer
    checks = {
        "joined": _joined,
        "left": _left,
        "suspended": _suspended,
        "invited": _invited,
        "applied": _invited,
        "declined": _declined,
    }
    answer = _to_come(statement, own, checks[statement.claim](statement, own, actor), spoken)
    return _denied(statement, answer) if statement.negated else answer


def _to_come(
    statement: "MembershipStatement", own: Sequence[Spell], answer: _Answer, spoken: date
) -> _Answer:
    """A joining or leaving told without a date that was still to come when it was said."""
    if statement.time is not None or answer.verdict is not Verdict.SUPPORTED:
        return answer
    if statement.claim == "joined":
        fitting = [s.start for s in own if s.role in _ACCEPTED[statement.role]]
    elif statement.claim == "left":
        fitting = [s.end for s in own if s.role in (*MEMBERS, "associate") and s.end is not None]
    else:
        return answer
    known = [d for d in fitting if d is not None]
    if len(known) == len(fitting) and known and all(d.first > spoken for d in known):
        return _Answer(Verdict.PREMATURE, answer.reason, answer.spells)
    return answer


def _denied(statement: "MembershipStatement", answer: _Answer) -> _Answer:
    if statement.role == "founding" and answer.verdict is Verdict.IMPRECISE:
        # A member that is not marked as a founder: what is denied does not hold.
        return _Answer(Verdict.SUPPORTED, answer.reason, answer.spells)
    swapped = {
        Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED,
        Verdict.SUPERSEDED: Verdict.PREMATURE, Verdict.PREMATURE: Verdict.SUPERSEDED,
        Verdict.IMPRECISE: Verdict.CONTRADICTED,
    }  # fmt: skip
    return _Answer(swapped.get(answer.verdict, answer.verdict), answer.reason, answer.spells)


def _told(own: Sequence[Spell], actor: str, organisation: str) -> str:
    if not own:
        return f"{name(actor)} stands in no role in the record's list of {name(organisation)}"
    return f"{name(actor)}: {', '.join(s.words for s in own)} ({name(organisation)})"


def _standing(statement: "MembershipStatement", own: Sequence[Spell], actor: str, spoken: date) -> _Answer:
    accepted = _ACCEPTED[statement.role]
    fitting = [s for s in own if s.role in accepted]
    told = _told(own, actor, statement.organisation)
    if statement.role == "founding" and not any(s.role == "founding" for s in own):
        return _founding(own, told)
    if not fitting:
        return _Answer(Verdict.CONTRADICTED, told, tuple(own))
    if statement.since and statement.time is not None:
        return _dated(_begun(statement, statement.time), [s.start for s in fitting], told, own)
    if statement.past and statement.time is None:
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    when = statement.time or Span(spoken, spoken)
    if any(_covers(s, when) for s in fitting):
        suspended = [s for s in own if s.role == "suspended" and _covers(s, when)]
        if suspended and statement.role == "member":
            return _Answer(Verdict.DEPENDS, f"{told}; a suspended member has not left", tuple(own))
        now = any(s.end is None for s in fitting)
        if statement.time is None and not now:
            return _Answer(Verdict.SUPERSEDED, told, tuple(own))
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    later = any(s.start is not None and when.end is not None and s.start.first > when.end for s in fitting)
    if later and statement.time is None:
        return _Answer(Verdict.PREMATURE, told, tuple(own))
    return _Answer(Verdict.CONTRADICTED, told, tuple(own))


def _founding(own: Sequence[Spell], told: str) -> _Answer:
    members = [s for s in own if s.role in MEMBERS]
    if not members:
        return _Answer(Verdict.CONTRADICTED, told, tuple(own))
    return _Answer(Verdict.IMPRECISE, f"{told}; not marked as a founder", tuple(own))


def _covers(spell: Spell, when: Span) -> bool:
    starts = spell.start is None or when.end is None or spell.start.first <= when.end
    ends = spell.end is None or when.start is None or when.start < spell.end.last
    return starts and ends


def _begun(statement: "MembershipStatement", time: Span) -> Span:
    """The date of a beginning as written; of a time left open, its first day."""
    if statement.begun is not None:
        return statement.begun
    return Span(time.start, time.start) if statement.since and time.end is None else time


def _dated(when: Span, dates: "Sequence[PartialDate | None]", told: str, own: Sequence[Spell]) -> _Answer:
    """Compare a claimed date with the record's; a year's difference is imprecise, more is wrong."""
    known = [d for d in dates if d is not None]
    if not known:
        return _Answer(Verdict.SILENT, f"{told}; the record has no date", tuple(own))
    if any(Span.of(d).overlaps(when) for d in known):
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    claimed = {d.year for d in (when.start, when.end) if d is not None}
    near = any(abs(d.year - year) <= 1 for d in known for year in claimed)
    return _Answer(Verdict.IMPRECISE if near else Verdict.CONTRADICTED, told, tuple(own))


def _joined(statement: "MembershipStatement", own: Sequence[Spell], actor: str) -> _Answer:
    accepted = _ACCEPTED[statement.role]
    fitting = [s for s in own if s.role in accepted]
    told = _told(own, actor, statement.organisation)
    if not fitting:
        return _Answer(Verdict.CONTRADICTED, told, tuple(own))
    if statement.time is None:
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    resumed = [s.end for s in own if s.role == "suspended" and s.end is not None]
    dates = [*(s.start for s in fitting), *resumed]
    return _dated(_begun(statement, statement.time), dates, told, own)


def _left(statement: "MembershipStatement", own: Sequence[Spell], actor: str) -> _Answer:
    told = _told(own, actor, statement.organisation)
    ended = [s for s in own if s.role in (*MEMBERS, "withdrawn", "associate") and s.end is not None]
    ended = ended or [s for s in own if s.role == "withdrawn"]
    if not ended:
        suspended = any(s.role == "suspended" for s in own)
        if suspended and _PUT_OUT.search(statement.quote):
            return _suspended(statement, own, actor)
        return _Answer(
            Verdict.CONTRADICTED, told + ("; suspended is not left" if suspended else ""), tuple(own)
        )
    if statement.time is None:
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    return _dated(statement.time, [s.end for s in ended], told, own)


def _suspended(statement: "MembershipStatement", own: Sequence[Spell], actor: str) -> _Answer:
    told = _told(own, actor, statement.organisation)
    found = [s for s in own if s.role == "suspended"]
    if not found:
        return _Answer(
            Verdict.SILENT, f"{told}; the record's list of suspensions is not complete", tuple(own)
        )
    if statement.time is None:
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    return _dated(_begun(statement, statement.time), [s.start for s in found], told, own)


def _invited(statement: "MembershipStatement", own: Sequence[Spell], actor: str) -> _Answer:
    told = _told(own, actor, statement.organisation)
    wanted = ("invited", "withdrawn") if statement.claim == "invited" else ("applicant", "candidate")
    if any(s.role in wanted for s in own):
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    return _Answer(
        Verdict.SILENT,
        f"{told}; the record's list of invitations and applications is not complete",
        tuple(own),
    )


def _declined(statement: "MembershipStatement", own: Sequence[Spell], actor: str) -> _Answer:
    """An invitation or application that came to an end without membership."""
    told = _told(own, actor, statement.organisation)
    ended = [s for s in own if s.role in ("invited", "applicant", "candidate") and s.end is not None]
    member = any(s.role in MEMBERS for s in own)
    if not ended or member:
        return _Answer(Verdict.SILENT, f"{told}; invitations and applications are not complete", tuple(own))
    if statement.time is None:
        return _Answer(Verdict.SUPPORTED, told, tuple(own))
    return _dated(statement.time, [s.end for s in ended], told, own)


def plain(statement: "MembershipStatement") -> str:
    """The statement in one plain sentence."""
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    who, organisation = names(statement.who), name(statement.organisation)
    role = {"founding": "a founding member", "associate": "an associate member"}.get(
        statement.role, f"a {statement.role}" if statement.role[0] not in "aeiou" else f"an {statement.role}"
    )
    verb = {
        "is": f"{'was' if statement.past else 'is'} {role} of", "joined": "joined", "left": "left",
        "suspended": "was suspended from", "invited": "was invited to join", "applied": "applied to join",
        "declined": "withdrew from joining",
    }[statement.claim]  # fmt: skip
    when = f" ({statement.time.words})" if statement.time else ""
    denial = "It is denied that " if statement.negated else ""
    return f"{denial}{who} {verb} {organisation}{when}"
