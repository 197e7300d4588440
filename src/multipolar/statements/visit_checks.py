"""How the events of the record answer a statement about a visit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from multipolar.basics.dates import Span
from multipolar.measures.events import Event, of_visitor
from multipolar.measures.offices import of_person
from multipolar.record import Record
from multipolar.statements.encounters import Party, told
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.membership_checks import combine
from multipolar.statements.model import Judgement, Verdict

if TYPE_CHECKING:
    from multipolar.statements.visit import VisitStatement

_HEADS = ("president", "prime minister", "monarch", "chancellor", "premier")
# A list of visits of heads of one state to another is taken as gathered when it has this many.
_LIST = 3
_SAME_VISIT = timedelta(days=31)
_Answer = tuple[Verdict, str, tuple[Event, ...]]


def judge(statement: "VisitStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a visit against the record, visitor by visitor and host by host.

    The record's list of visits is not complete: a visit it does not have is silence, unless the record
    has the one visit of that person at another date within a list of visits it covers.
    """
    if statement.told is not None:
        reason = "The record lists who went where and when; it cannot tell this of a visit"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=source(statement.actors))
    if statement.count is not None:
        answers = [_counted(statement, record, spoken)]
    else:
        answers = [
            _answer(statement, record, visitor, host, spoken)
            for visitor in statement.visitors
            for host in (statement.hosts or (None,))
        ]
    verdict = combine([a[0] for a in answers])
    telling = [a for a in answers if a[0] is verdict] or answers
    reason = "; ".join(dict.fromkeys(a[1] for a in telling))
    found = tuple(dict.fromkeys(e for a in answers for e in a[2]))
    return Judgement(verdict, plain(statement), reason, tuple(evidence_of(e.row) for e in found),
                     _command(statement, found, verdict))  # fmt: skip


def _command(statement: "VisitStatement", found: Sequence[Event], verdict: Verdict) -> str:
    if found:
        ids = ", ".join(f"'{e.id}'" for e in found)
        return query(f"SELECT * FROM event WHERE id IN ({ids})")
    return source(statement.actors) if verdict is Verdict.SILENT else ""


def source(actor_ids: Sequence[str]) -> str:
    """The command that pulls a list of journeys of one of the actors, else one that shows what there is."""
    if "USA" in actor_ids:
        return "multipolar record pull us_travels"
    if "CHN" in actor_ids:
        return "multipolar record pull china_engagements"
    listed = ", ".join(f"'{a}'" for a in actor_ids)
    columns = "id, kind, start, place, host, title, actor, person"
    return query(
        f"SELECT {columns} FROM event e JOIN participant p ON p.event = e.id WHERE actor IN ({listed})"
    )


def _answer(
    statement: "VisitStatement", record: Record, visitor: Party, host: str | None, spoken: date | None
) -> _Answer:
    actor = visitor.actor or _home(record, visitor, statement.time, spoken)
    title = None if visitor.name or visitor.title in ("delegation", "head", "minister") else visitor.title
    if host is not None and host == actor:
        return Verdict.SILENT, f"{visitor.words} is of {name(host)} and would not be visiting it", ()
    known = of_visitor(record, person=visitor.name, actor=actor, host=host, title=title)
    where = name(host) if host else statement.place or "there"
    if host is None and statement.place is not None:
        known = tuple(e for e in known if e.at(statement.place))
    if not known:
        reason = f"The record has no visit of {visitor.words} to {where}; its list of visits is not complete"
        return Verdict.SILENT, reason, ()
    answer = _dated(statement, record, known, visitor, where)
    return _denied(answer) if statement.negated else answer


def _denied(answer: _Answer) -> _Answer:
    verdict, reason, found = answer
    if verdict is Verdict.SUPPORTED:
        return Verdict.CONTRADICTED, reason, found
    return Verdict.SILENT, f"{reason}; its list of visits is not complete", found


def _home(record: Record, visitor: Party, time: Span | None, spoken: date | None) -> str | None:
    """The state of a person named without one, when the offices of the record leave no doubt."""
    if visitor.name is None:
        return None
    at = time or (Span(None, spoken) if spoken else None)
    found = {t.actor for t in of_person(record, visitor.name) if at is None or t.held(at)}
    return found.pop() if len(found) == 1 else None


def _dated(
    statement: "VisitStatement", record: Record, known: Sequence[Event], visitor: Party, where: str
) -> _Answer:
    time = statement.time
    if time is None:
        return Verdict.SUPPORTED, f"The record has {_shown(known)}", tuple(known)
    fitting = [e for e in known if e.span.overlaps(time)]
    placed = [e for e in fitting if statement.place is None or e.place is None or e.at(statement.place)]
    if placed:
        return Verdict.SUPPORTED, f"The record has {_shown(placed)}", tuple(placed)
    if fitting:
        return Verdict.IMPRECISE, f"The record has {_shown(fitting)}", tuple(fitting)
    near = [e for e in known if _near(e, time)]
    if near:
        return Verdict.IMPRECISE, f"The record has {_shown(near)}", tuple(near)
    return _elsewhen(record, known, visitor, time, where)


def _near(event: Event, time: Span) -> bool:
    if time.start is None or time.end is None or event.span.start is None or event.span.end is None:
        return False
    same_year = {time.start.year, time.end.year} & {event.span.start.year, event.span.end.year}
    gap = max(event.span.start - time.end, time.start - event.span.end)
    return bool(same_year) or gap <= _SAME_VISIT


def _elsewhen(record: Record, known: Sequence[Event], visitor: Party, time: Span, where: str) -> _Answer:
    """The record has the person there in other years only."""
    only = f"The record has {_shown(known)}, and none{told(time)}"
    actor = known[0].visitors[0][1]
    listed = [
        e
        for e in of_visitor(record, person=None, actor=actor, host=known[0].host)
        if any(head in e.title.lower() for head in _HEADS)
    ]
    once = len(known) == 1 and visitor.name is not None and known[0] in listed
    if once and len(listed) >= _LIST and _between(listed, time):
        first, last = listed[0].start, listed[-1].start
        heads = f"its {len(listed)} visits of heads from {name(actor or '')} to {where}"
        reason = f"{only}; {heads} run from {first} to {last}"
        return Verdict.CONTRADICTED, reason, tuple(known)
    return Verdict.SILENT, f"{only}; its list of visits is not complete", tuple(known)


def _between(listed: Sequence[Event], time: Span) -> bool:
    first, last = listed[0].span.start, listed[-1].span.end
    if first is None or last is None or time.start is None or time.end is None:
        return False
    return first <= time.end and time.start <= last


def _counted(statement: "VisitStatement", record: Record, spoken: date | None) -> _Answer:
    count, office = statement.count, statement.visitors[0]
    title = None if office.title in (None, "head", "minister") else office.title
    known = of_visitor(record, person=None, actor=office.actor, host=statement.hosts[0], title=title)
    place = statement.place
    fitting = [e for e in known if place is None or e.place is None or e.at(place)]
    fitting = [e for e in fitting if spoken is None or e.span.start is None or e.span.start <= spoken]
    people = tuple(dict.fromkeys(p for e in fitting for p, _ in e.visitors if p))
    reason = f"The record has visits there of {len(people)}: {', '.join(people) or 'none'}"
    claimed = count.value if count else 0
    if len(people) == claimed:
        return Verdict.SUPPORTED, reason, tuple(fitting)
    if len(people) > claimed:
        return Verdict.IMPRECISE, reason, tuple(fitting)
    return Verdict.SILENT, f"{reason}; its list of visits is not complete", tuple(fitting)


def _shown(found: Sequence[Event]) -> str:
    shown = "; ".join(e.words for e in found[:4])
    return f"{shown} and {len(found) - 4} more" if len(found) > 4 else shown


def plain(statement: "VisitStatement") -> str:
    """The statement in one plain sentence."""
    if statement.told is not None:
        return f'Of a visit{told(statement.time)}: "{" ".join(statement.quote.split())}"'
    if statement.count is not None:
        office = statement.visitors[0]
        who = f"{statement.count.text} with the office of {office.words}"
    else:
        who = " and ".join(p.words for p in statement.visitors)
    where = names(statement.hosts) if statement.hosts else statement.place or "a place"
    if statement.place and statement.hosts:
        where = f"{where} ({statement.place})"
    verb = "did not visit" if statement.negated else "visited"
    return f"{who} {verb} {where}{told(statement.time)}"
