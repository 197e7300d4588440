"""How the tenures of the record answer what is told of an office's beginning, end or holder."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from multipolar.basics.dates import PartialDate, Span
from multipolar.measures.offices import Tenure, of_person
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.office_checks import of_term

if TYPE_CHECKING:
    from multipolar.statements.office_events import OfficeEvent

# Between a vote and the day its winner takes office: Mexico's and the United States' waits, with a margin.
_WAIT = timedelta(days=200)
_COMPARED = ("taken", "left", "held", "government")


def judge(statement: "OfficeEvent", record: Record) -> Judgement:
    """Hold it against the tenures of the person named; what no tenure bears on is silent.

    Elections, terms within an office, majorities and chairs are in no table of the record. A beginning or
    end that the tenures do not have may be that of a term or of another office, and does not contradict.
    """
    titles = (statement.title,) if statement.title else ()
    named = statement.claim in _COMPARED and statement.person is not None and statement.date is not None
    own = of_person(record, str(statement.person), titles) if named else ()
    own = tuple(t for t in own if statement.actor in (None, t.actor))
    verdict = _compare(statement, own) if own else Verdict.SILENT
    if verdict is Verdict.SILENT:
        known = f" ({', '.join(t.words for t in own)})" if own else ""
        reason = f"The record has no list of such events, only of tenures{known}"
        return Judgement(verdict, plain(statement), reason, reproduce="multipolar record pull archigos")
    people = ", ".join("'" + t.person.replace("'", "''") + "'" for t in own)
    sql = f'SELECT person, title, actor, start, \\"end\\" FROM office WHERE person IN ({people})'
    reason = f"The record has {', '.join(t.words for t in own)}"
    return Judgement(verdict, plain(statement), reason, tuple(evidence_of(t.row) for t in own), query(sql))


def _compare(statement: "OfficeEvent", own: tuple[Tenure, ...]) -> Verdict:
    time = statement.time
    if time is None:
        return Verdict.SILENT
    if statement.claim == "taken":
        return max((_near(time, t.start, statement.elected) for t in own), key=_RANK.index)
    until = statement.date is not None and statement.date.role in ("until", "by", "before")
    if statement.claim == "left" or until:
        ended = Span.of(statement.date.when) if until and statement.date and statement.date.when else time
        return max((_near(ended, t.end, False) for t in own), key=_RANK.index)
    if not any(t.held(time) for t in own):
        return Verdict.SILENT  # another term may be missing from the record
    if statement.actor is None and len({t.actor for t in own}) > 1:
        return Verdict.SILENT  # a surname of several, of whom another may be meant
    whole = statement.date is not None and not statement.date.relative
    if (
        whole
        and statement.date is not None
        and (statement.date.role == "since" or statement.date.when is None)
    ):
        return of_term(time, own)
    return Verdict.SUPPORTED


_RANK = (Verdict.SILENT, Verdict.IMPRECISE, Verdict.SUPPORTED)


def _near(claimed: Span, known: PartialDate | None, elected: bool) -> Verdict:
    """Within the time told it is right; a year off is imprecise; a vote may come months before."""
    if known is None or claimed.end is None:
        return Verdict.SILENT
    if claimed.overlaps(Span.of(known)):
        return Verdict.SUPPORTED
    if elected and timedelta(0) <= known.first - claimed.end <= _WAIT:
        return Verdict.SUPPORTED
    same: date = claimed.end
    return Verdict.IMPRECISE if same.year == known.year and not elected else Verdict.SILENT


def plain(statement: "OfficeEvent") -> str:
    """The statement in one plain sentence."""
    who = statement.person or (name(statement.actor) if statement.actor else "Somebody named")
    office = f" as {statement.title.replace('_', ' ')}" if statement.title else ""
    of = f" of {name(statement.actor)}" if statement.actor and statement.person else ""
    when = f" ({statement.time.words})" if statement.time else ""
    verbs = {"taken": "took office", "left": "left office", "held": "was in office"}
    return f"{who} {verbs.get(statement.claim, 'is told of: ' + statement.claim)}{office}{of}{when}"
