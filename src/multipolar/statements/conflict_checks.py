"""How the wars of the record answer a statement about a conflict."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from multipolar.basics.dates import Span
from multipolar.measures.disputes import Dispute, between, disputes, named
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import names
from multipolar.statements.model import Judgement, Verdict

if TYPE_CHECKING:
    from multipolar.statements.conflict import ConflictStatement

_PULL = "multipolar record pull cow_disputes"


def judge(statement: "ConflictStatement", record: Record) -> Judgement:
    """Hold a conflict against the record.

    A war that the record does not have is silence: lists of wars have thresholds. Numbers of victims
    differ by what is counted, and are left to the sources.
    """
    said = _plain(statement)
    if statement.claim == "victims":
        reason = (
            "Counts of victims differ by who is counted; the record holds battle deaths of whole wars only"
        )
        return Judgement(Verdict.SILENT, said, reason, reproduce=_PULL)
    if not disputes(record):
        reason = "The record holds no list of wars; the Correlates of War lists would settle it"
        return Judgement(Verdict.SILENT, said, reason, reproduce=_PULL)
    found = named(record, statement.name) if statement.name else _opposed(statement, record)
    if statement.claim == "told":
        return _left_open(said, found)
    if not found:
        reason = "The record's lists hold no such war; they leave out what cost under 1,000 battle deaths"
        return Judgement(Verdict.SILENT, said, reason, reproduce=_PULL)
    verdict = Verdict.SUPPORTED if statement.time is None else _dated(statement.time, found)
    reason = f"The record has {', '.join(d.words for d in found[:5])}"
    ids = ", ".join(f"'{d.id}'" for d in found[:5])
    sql = f'SELECT id, name, kind, start, \\"end\\", deaths FROM dispute WHERE id IN ({ids})'
    return Judgement(verdict, said, reason, tuple(evidence_of(d.row) for d in found[:5]), query(sql))


def _left_open(said: str, found: Sequence[Dispute]) -> Judgement:
    """What is told in words of its own: the wars of those named are shown, and nothing is concluded."""
    known = ", ".join(d.words for d in found[:5]) or "no war of those named then"
    reason = f"The record has {known}; its lists do not tell of what is said here"
    return Judgement(Verdict.SILENT, said, reason, tuple(evidence_of(d.row) for d in found[:5]), _PULL)


def _opposed(statement: "ConflictStatement", record: Record) -> tuple[Dispute, ...]:
    pairs = combinations(dict.fromkeys(statement.sides), 2)
    found = {d.id: d for one, other in pairs for d in between(record, one, other)}
    at_the_time = [d for d in found.values() if statement.time is None or d.covers(statement.time)]
    return tuple(at_the_time)


def _dated(when: Span, found: Sequence[Dispute]) -> Verdict:
    """A day or year within the war holds; a stretch must have both ends, a year's difference is imprecise."""
    gaps = [_gap(when, dispute) for dispute in found]
    best = min(gaps)
    if best == 0:
        return Verdict.SUPPORTED
    return Verdict.IMPRECISE if best == 1 else Verdict.CONTRADICTED


def _gap(when: Span, dispute: Dispute) -> int:
    stretch = when.start is not None and when.end is not None and when.start.year != when.end.year
    if not stretch:
        if dispute.covers(when):
            return 0
        years = [d.year for d in (dispute.start, dispute.end) if d]
        claimed = [d.year for d in (when.start, when.end) if d]
        return min((abs(y - c) for y in years for c in claimed), default=0)
    begin = abs(when.start.year - dispute.start.year) if when.start and dispute.start else 0
    close = abs(when.end.year - dispute.end.year) if when.end and dispute.end else 0
    return max(begin, close)


def _plain(statement: "ConflictStatement") -> str:
    when = f" ({statement.time.words})" if statement.time else ""
    if statement.claim == "victims" and statement.value:
        return f"The conflict cost {statement.value.number:,.0f} lives"
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    if statement.name:
        return f"{statement.name} took place{when}"
    who = names(statement.sides or statement.actors)
    return f"There was a conflict of {who}{when}" if who else f"There was a conflict{when}"
