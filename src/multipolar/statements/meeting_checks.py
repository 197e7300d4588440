"""How the events of the record answer a statement about a meeting."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from multipolar.basics.dates import Span
from multipolar.measures.events import Event, of_visitor
from multipolar.measures.offices import of_person
from multipolar.record import Record
from multipolar.statements.encounters import Party, told
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.visit_checks import source

if TYPE_CHECKING:
    from multipolar.statements.meeting import MeetingStatement

_HEADS = ("president", "prime_minister", "chancellor", "monarch", "supreme_leader", "foreign_minister")


def judge(statement: "MeetingStatement", record: Record, _spoken: date | None) -> Judgement:
    """Hold a meeting against the visits of the record.

    A visit of the one to the other's state, while the other held office there, bears a meeting out. The
    record's list of meetings is not complete: one that it does not have is silence.
    """
    borne = _by_visit(statement, record)
    if borne and not statement.negated and statement.told in (None, "met"):
        reason = f"The record has {'; '.join(e.words for e in borne)}"
        ids = ", ".join(f"'{e.id}'" for e in borne)
        rows = tuple(evidence_of(e.row) for e in borne)
        command = query(f"SELECT * FROM event WHERE id IN ({ids})")
        return Judgement(Verdict.SUPPORTED, plain(statement), reason, rows, command)
    return _silent(statement, record)


def _by_visit(statement: "MeetingStatement", record: Record) -> tuple[Event, ...]:
    """Visits of one side to the state where another was in office, on the day and in the place said."""
    if statement.time is None or len(statement.sides) < 2:
        return ()
    found: list[Event] = []
    for visitor in statement.sides:
        for host in statement.sides:
            if visitor is not host and visitor.name and host.name:
                found += _pair(statement, record, visitor, host, statement.time)
    return tuple(dict.fromkeys(found))


def _pair(
    statement: "MeetingStatement", record: Record, visitor: Party, host: Party, time: Span
) -> Sequence[Event]:
    offices = [t for t in of_person(record, str(host.name), _HEADS) if t.held(time) and t.actor]
    homes = {t.actor for t in offices if host.actor in (None, t.actor)}
    known = [
        e
        for home in homes
        for e in of_visitor(record, person=visitor.name, actor=visitor.actor, host=home)
        if e.kind == "visit" and e.span.overlaps(time)
    ]
    place = statement.place
    return [e for e in known if place is None or e.place is None or e.at(place)]


def _silent(statement: "MeetingStatement", record: Record) -> Judgement:
    near = _summits(statement, record)
    what = f"{statement.series!r}" if statement.series and not statement.told else "such a meeting"
    reason = f"The record does not have {what}; its list of meetings is not complete"
    if near:
        reason += f". Journeys to a summit there and then: {'; '.join(e.words for e in near[:3])}"
    rows = tuple(evidence_of(e.row) for e in near[:3])
    return Judgement(Verdict.SILENT, plain(statement), reason, rows, source(statement.actors))


def _summits(statement: "MeetingStatement", record: Record) -> tuple[Event, ...]:
    if statement.time is None or not statement.hosts:
        return ()
    known = of_visitor(record, person=None, actor=None, host=statement.hosts[0])
    return tuple(e for e in known if e.kind == "summit" and e.span.overlaps(statement.time))


def plain(statement: "MeetingStatement") -> str:
    """The statement in one plain sentence."""
    where = f" in {statement.place or names(statement.hosts)}" if statement.place or statement.hosts else ""
    verb = "not " if statement.negated else ""
    if statement.told is not None:
        return _as_told(statement)
    if statement.away:
        who = [p.words for p in statement.sides] or [name(a) for a in statement.actors]
        return f"{' and '.join(who)} stayed away from {statement.series}{where}{told(statement.time)}"
    if statement.series is not None:
        return f"{statement.series} was {verb}held{where}{told(statement.time)}"
    named = {p.actor for p in statement.sides if p.actor}
    sides = [p.words for p in statement.sides]
    sides += [name(a) for a in statement.actors if a not in named and a not in statement.hosts]
    return (
        f"{' and '.join(sides)} {'did not meet' if statement.negated else 'met'}{where}{told(statement.time)}"
    )


def _as_told(statement: "MeetingStatement") -> str:
    """What a clause tells of a meeting: its own words, for no form has them."""
    of = f"Of {statement.series}" if statement.series else "Of a meeting"
    return f'{of}{told(statement.time)}: "{" ".join(statement.quote.split())}"'
