"""How the ties of the record answer a statement about sanctions."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from multipolar.basics.dates import PartialDate, Span
from multipolar.measures.sanctions import Sanctions, listed, sanctions
from multipolar.record import Record
from multipolar.statements.clauses import over
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantified import Weighed, weigh
from multipolar.statements.subjects import Subject

if TYPE_CHECKING:
    from multipolar.statements.sanction import SanctionStatement

_ROWS = 60
_PULL = "multipolar record pull gsdb --from FILE"
_BEGINNINGS = ("imposed", "joined")


def judge(statement: "SanctionStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Hold a statement about sanctions against the record, over every group that may be meant.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    if statement.claim == "told":
        return _left_open(statement, record)
    judged = _judge(statement, record, spoken)
    if not statement.broad or judged is None:
        return judged
    other = _judge(replace(statement, groups=statement.broad), record, spoken)
    if other is None or other.verdict is judged.verdict:
        return judged
    reason = (
        f"Over {names(statement.groups)} {judged.verdict}: {judged.reason}. "
        f"Over {names(statement.broad)} {other.verdict}: {other.reason}"
    )
    return replace(other, verdict=Verdict.DEPENDS, reason=reason)


def _left_open(statement: "SanctionStatement", record: Record) -> Judgement:
    """What is told in words of its own: the sanctions between those named are shown, nothing is concluded."""
    who = statement.actors
    rows = record.rows("tie", {"kind": "sanction", "a": who, "b": who})[:_ROWS] if who else []
    known = f"{len(rows)} rows on sanctions between those named" if rows else "no row on those named"
    reason = f"The record has {known}, which do not tell of what is said here"
    if not rows:
        reason = f"The record has {known}"
    return Judgement(Verdict.SILENT, plain(statement), reason, tuple(evidence_of(r) for r in rows), _PULL)


def _judge(statement: "SanctionStatement", record: Record, spoken: date | None) -> Judgement | None:
    subject = statement.subject
    if subject is None:
        return None
    if statement.claim == "eased":
        return _silent(statement, "The record holds sanctions as a whole, not their easing in part")
    day = _day(statement, spoken)
    targets = frozenset(statement.targets)
    whom = over(subject, statement.groups, day, targets)
    if not whom and not subject.actors:
        return None
    known = {
        (s, t): sanctions(record, s, t, day) for s in dict.fromkeys((*whom, *subject.actors)) for t in targets
    }
    if subject.quantifier == "bare":
        known, subject, whom = _as_bodies(statement, record, known, subject, whom, day)
    single = len(known) == 1
    if single and not statement.negated and subject.quantifier == "list":
        return _dated(statement, next(iter(known.values())), spoken)

    def holds(actor: str) -> bool | None:
        return _all(
            tuple(_stands(record, known[actor, t], statement, day) for t in targets), statement.negated
        )

    return _weighed(statement, weigh(subject, whom, holds), known, len(whom))


def _day(statement: "SanctionStatement", spoken: date | None) -> date:
    if statement.time is not None:
        return statement.time.end or statement.time.start or date.today()
    return spoken or date.today()


def _as_bodies(
    statement: "SanctionStatement",
    record: Record,
    known: dict[tuple[str, str], Sanctions],
    subject: Subject,
    whom: tuple[str, ...],
    day: date,
) -> tuple[dict[tuple[str, str], Sanctions], Subject, tuple[str, ...]]:
    """Take an organisation as one sender where the record has sanctions of its own, else by its members."""
    own = {(g, t): sanctions(record, g, t, day) for g in statement.groups for t in statement.targets}
    if all(s.standing == "imposed" for s in own.values()):
        bodies = tuple(statement.groups)
        return own, Subject("list", subject.start, subject.end, bodies), bodies
    return known, subject, whom


def _all(answers: tuple[bool | None, ...], negated: bool) -> bool | None:
    """One answer for several targets; denied, it must fail for each."""
    if negated:
        answers = tuple(None if a is None else not a for a in answers)
    if False in answers:
        return False
    return None if None in answers else True


def _stands(record: Record, one: Sanctions, statement: "SanctionStatement", day: date) -> bool | None:
    """Whether the claim holds of one sender and target on a day."""
    if one.standing == "unknown":
        return None
    if statement.claim == "lifted":
        return None if not one.rows else any(end is not None and end.last < day for _, end in one.spells)
    if one.standing in ("none", "unlisted"):
        return False
    begun = any(start is None or start.first <= day for start, _ in one.spells)
    if not begun:
        return False if listed(record, f"sanction:{one.target}", one.sender, day) else None
    positive = statement.subject is not None and statement.subject.quantifier in ("bare", "all")
    if statement.time is not None and positive and statement.claim in _BEGINNINGS and not statement.negated:
        time = statement.time
        return True if any(s and Span.of(s).overlaps(time) for s, _ in one.spells) else None
    return True


def _weighed(
    statement: "SanctionStatement",
    weighed: Weighed,
    known: dict[tuple[str, str], Sanctions],
    number: int,
) -> Judgement:
    target = names(statement.targets)
    denial = "no sanctions" if statement.negated or _none(statement) else "sanctions"
    if weighed.verdict is Verdict.SILENT:
        bodies = statement.groups if not (statement.subject and statement.subject.actors) else ()
        whom = names(bodies or weighed.unknown, 4)
        return _silent(statement, f"The record does not hold enough on sanctions of {whom} on {target}")
    if weighed.against:
        told = "; ".join(_told(known[a, t]) for a in weighed.against[:4] for t in statement.targets)
        reason = f"{names(weighed.against)} {'speaks' if len(weighed.against) == 1 else 'speak'} against it"
        reason = f"{reason}: {told}"
        if len(weighed.against) < number:
            reason += f"; it holds for the other {number - len(weighed.against)} of {number}"
    elif statement.subject is not None and statement.subject.quantifier in ("only", "all_but"):
        reason = (
            f"As stated of all {number}: sanctions on {target} are on record for {weighed.number} of them"
        )
    elif number > 1:
        reason = f"It holds for all {number}: the record has {denial} of theirs on {target}"
    else:
        reason = "; ".join(_told(one) for one in known.values())
    first = [known[a, t] for a in weighed.against for t in statement.targets]
    return _judgement(statement, weighed.verdict, reason, (*first, *known.values()))


def _none(statement: "SanctionStatement") -> bool:
    return statement.subject is not None and statement.subject.quantifier == "none"


def _dated(statement: "SanctionStatement", one: Sanctions, spoken: date | None) -> Judgement:
    """One sender, one target: compare dates as well."""
    told = _told(one)
    if one.standing == "unknown":
        return _silent(statement, told)
    if one.standing != "imposed":
        verdict = Verdict.CONTRADICTED if statement.claim != "lifted" else Verdict.SILENT
        return _judgement(statement, verdict, told, (one,))
    if statement.claim == "lifted":
        return _lifted(statement, one, told)
    starts = [s for s, _ in one.spells if s is not None]
    if statement.time is None:
        on = spoken or date.today()
        late = starts and len(starts) == len(one.spells) and starts[0].first > on
        ended = not one.in_force(on) and not late and statement.claim in ("holds", "supports")
        verdict = Verdict.PREMATURE if late else Verdict.SUPERSEDED if ended else Verdict.SUPPORTED
        return _judgement(statement, verdict, told, (one,))
    return _timed(statement, statement.time, one, starts, told)


def _timed(
    statement: "SanctionStatement", time: Span, one: Sanctions, starts: list[PartialDate], told: str
) -> Judgement:
    beginning = statement.claim in _BEGINNINGS or statement.since
    if any(Span.of(s).overlaps(time) for s in starts):
        return _judgement(statement, Verdict.SUPPORTED, told, (one,))
    inside = one.in_force(time.end or time.start or date.today())
    if inside and not beginning:
        return _judgement(statement, Verdict.SUPPORTED, told, (one,))
    claimed = time.start.year if time.start else 0
    if any(abs(s.year - claimed) <= 1 for s in starts):
        return _judgement(statement, Verdict.IMPRECISE, told, (one,))
    if inside and not statement.since:
        return _silent(statement, f"{told}; rounds after the first are not held apart", (one,))
    return _silent(statement, f"{told}; earlier sanctions are not listed completely", (one,))


def _lifted(statement: "SanctionStatement", one: Sanctions, told: str) -> Judgement:
    ends = [e for _, e in one.spells if e is not None]
    if not ends:
        return _judgement(statement, Verdict.CONTRADICTED, f"{told}; no end is on record", (one,))
    if statement.time is None or any(Span.of(e).overlaps(statement.time) for e in ends):
        return _judgement(statement, Verdict.SUPPORTED, told, (one,))
    year = statement.time.start.year if statement.time.start else 0
    near = any(abs(e.year - year) <= 1 for e in ends)
    return _judgement(statement, Verdict.IMPRECISE if near else Verdict.CONTRADICTED, told, (one,))


def _told(one: Sanctions) -> str:
    pair = f"{name(one.sender)} on {name(one.target)}"
    if one.standing == "unknown":
        return f"The record does not cover sanctions of {pair}"
    if one.standing == "none":
        return f"The record says that {name(one.sender)} imposed no sanctions on {name(one.target)}"
    if one.standing == "unlisted":
        return f"The record, complete for this list, has no sanctions of {pair}"
    spells = ", ".join(
        f"from {start or 'an unknown day'}{f' to {end}' if end else ''}" for start, end in one.spells
    )
    body = f", as those of {name(one.body)}" if one.body else ""
    return f"The record has sanctions of {pair}{body} {spells}"


def _silent(statement: "SanctionStatement", reason: str, known: tuple[Sanctions, ...] = ()) -> Judgement:
    rows = tuple(evidence_of(row) for one in known for row in one.rows)[:_ROWS]
    told = f"{reason}; the Global Sanctions Data Base lists cases of 1950 to 2022"
    return Judgement(Verdict.SILENT, plain(statement), told, rows, _PULL)


def _judgement(
    statement: "SanctionStatement", verdict: Verdict, reason: str, known: tuple[Sanctions, ...]
) -> Judgement:
    rows = {id(row): row for one in known for row in one.rows}
    targets = ", ".join(f"'{t}'" for t in statement.targets)
    senders = ", ".join(f"'{a}'" for a in sorted({r["a"] for r in rows.values()}))
    among = f" AND a IN ({senders})" if senders and len(senders) < 400 else ""
    where = f"kind = 'sanction' AND b IN ({targets}){among}"
    sql = f"SELECT a, b, value, valid_from, valid_to FROM tie WHERE {where}"
    evidence = tuple(evidence_of(row) for row in rows.values())[:_ROWS]
    return Judgement(verdict, plain(statement), reason, evidence, query(sql))


def plain(statement: "SanctionStatement") -> str:
    """The statement in one plain sentence."""
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    subject = statement.subject
    groups = names(statement.groups)
    who = names(subject.actors) if subject and subject.actors else groups
    if subject and subject.quantifier not in ("list", "bare"):
        lead = {"none": "None", "all": "All", "only": "Only", "most": "Most", "all_but": "All but"}
        word = lead.get(subject.quantifier, f"{subject.number.value:g}" if subject.number else "Some")
        of = f" of {groups}" if groups else ""
        who = f"{word} {names(subject.actors)}{of}" if subject.actors else f"{word}{of}"
    target = names(statement.targets)
    verb = {
        "imposed": f"imposed sanctions on {target}", "holds": f"has sanctions on {target}",
        "joined": f"joined sanctions on {target}", "supports": f"supports sanctions on {target}",
        "lifted": f"lifted sanctions on {target}", "eased": f"eased sanctions on {target}",
    }[statement.claim]  # fmt: skip
    when = f" ({statement.time.words})" if statement.time else ""
    return f"{'It is denied that ' if statement.negated else ''}{who} {verb}{when}"
