"""How what sources observed at borders answers a statement about visas."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from multipolar.measures.sanctions import listed
from multipolar.measures.visas import Access, Entry, entry
from multipolar.record import Record
from multipolar.statements.clauses import over
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantified import weigh

if TYPE_CHECKING:
    from multipolar.statements.visa import VisaStatement

_ROWS = 80
_PULL = "multipolar record pull passport_index"
# How long before the first observation a statement may be made and still be held against it, in days.
_NEAR = 3 * 366
_IN_WORDS = {
    "free": "enter without a visa", "eased": "need an electronic or arrival authorisation",
    "required": "need a visa",
}  # fmt: skip


def judge(statement: "VisaStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Hold a statement about visas against the record.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    if statement.claim == "told":
        return _left_open(statement, record)
    if statement.subject is None:
        return _pairs(statement, record, spoken)
    if statement.subject.quantifier in ("list", "only") and statement.claim != "ended":
        return _pairs(statement, record, spoken)
    judged = _acts(statement, record, spoken)
    if not statement.broad or judged is None:
        return judged
    other = _acts(replace(statement, groups=statement.broad), record, spoken)
    if other is None or other.verdict is judged.verdict:
        return judged
    reason = f"Over {names(statement.groups)}: {judged.reason}. Over {names(statement.broad)}: {other.reason}"
    return replace(other, verdict=Verdict.DEPENDS, reason=reason)


def _left_open(statement: "VisaStatement", record: Record) -> Judgement:
    """What is told in words of its own: what was observed between those named is shown, nothing concluded."""
    who = statement.actors
    rows = record.rows("tie", {"kind": "visa", "a": who, "b": who})[:_ROWS] if who else []
    known = (
        f"{len(rows)} rows on entry between those named" if rows else "no row on entry between those named"
    )
    reason = f"The record has {known}; it does not tell of what is said here"
    return Judgement(Verdict.SILENT, plain(statement), reason, tuple(evidence_of(r) for r in rows), _PULL)


def _day(statement: "VisaStatement", spoken: date | None) -> date:
    if statement.time is not None and statement.time.end is not None:
        return min(statement.time.end, spoken or date.today())
    return spoken or date.today()


def _pairs(statement: "VisaStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Each passport at each destination."""
    day = _day(statement, spoken)
    entries = [
        entry(record, p, d, day) for p in statement.passports for d in statement.destinations if p != d
    ]
    if not entries:
        return None
    told = "; ".join(dict.fromkeys(_told(e) for e in entries))
    one_sided = statement.claim == "mutual" and any("required" in e.answers for e in entries)
    if any(not e.answers for e in entries) and not one_sided:
        return _silent(statement, told, entries)
    if statement.time is not None and statement.time.start is not None and not _dated(entries):
        return _silent(statement, f"{told}; since when is not on record", entries)
    if all(_late(e, day) for e in entries):
        return _silent(statement, f"{told}; observed only years after it was said", entries)
    wanted: Access = "required" if statement.claim == "required" else "free"
    verdict = _combined([_one(e, wanted) for e in entries if e.answers])
    if statement.claim == "mutual" and verdict is Verdict.IMPRECISE and _not_mutual(entries):
        verdict = Verdict.CONTRADICTED
    if statement.negated:
        verdict = _denied(verdict)
    return _with_days(statement, verdict, told, entries)


def _not_mutual(entries: Sequence[Entry]) -> bool:
    """Whether a source says of the pair that visas remain."""
    return any(r["value"] == "not_mutual" for e in entries for r in e.rows)


def _one(one: Entry, wanted: Access) -> Verdict:
    if one.access is None:
        return Verdict.DEPENDS
    if one.access == wanted:
        return Verdict.SUPPORTED
    return Verdict.IMPRECISE if one.access == "eased" else Verdict.CONTRADICTED


def _combined(verdicts: Sequence[Verdict]) -> Verdict:
    for verdict in (Verdict.CONTRADICTED, Verdict.DEPENDS, Verdict.IMPRECISE):
        if verdict in verdicts:
            return verdict
    return Verdict.SUPPORTED


def _denied(verdict: Verdict) -> Verdict:
    swapped = {
        Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED,
        Verdict.IMPRECISE: Verdict.SUPPORTED,
    }  # fmt: skip
    return swapped.get(verdict, verdict)


def _with_days(
    statement: "VisaStatement", verdict: Verdict, told: str, entries: Sequence[Entry]
) -> Judgement:
    known = [e.days for e in entries if e.days is not None]
    if statement.days is not None and verdict is Verdict.SUPPORTED:
        if known and statement.days not in known:
            verdict = Verdict.IMPRECISE
        told += f"; for {known[0]} days" if known else "; the length of stay is not on record"
    return _judgement(statement, verdict, told, entries)


def _dated(entries: Sequence[Entry]) -> bool:
    return any(r["valid_from"] is not None for e in entries for r in e.rows)


def _late(one: Entry, day: date) -> bool:
    """Whether a destination was observed only years after the day spoken of."""
    seen = [r["observed"] for r in one.rows if r["valid_from"] is None and r["observed"] is not None]
    return bool(seen) and len(seen) == len(one.rows) and (min(seen) - day).days > _NEAR


def _acts(statement: "VisaStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Whether each of a group ended, or holds, a regime for the passports named."""
    subject = statement.subject
    day = _day(statement, spoken)
    if subject is None:
        return None
    whom = over(subject, statement.groups, day, frozenset(statement.passports)) or subject.actors
    entries = {(p, d): entry(record, p, d, day) for d in whom for p in statement.passports}

    def holds(actor: str) -> bool | None:
        answers = [_act(statement, record, entries[p, actor], day) for p in statement.passports]
        known = False if False in answers else None if None in answers else True
        return known if known is None or not statement.negated else not known

    weighed = weigh(subject, whom, holds)
    used = list(entries.values())
    if weighed.verdict is Verdict.SILENT:
        whom_unknown = names(weighed.unknown, 4)
        return _silent(statement, f"The record cannot tell for {whom_unknown}", used)
    if weighed.against:
        told = "; ".join(_told(entries[p, a]) for a in weighed.against[:4] for p in statement.passports)
        speak = "speaks" if len(weighed.against) == 1 else "speak"
        reason = f"Against it {speak} {names(weighed.against)}: {told}"
        return _judgement(statement, weighed.verdict, reason, used)
    free = sum(e.access == "free" for e in used)
    ended = "; no such regime is on record as ended" if statement.claim == "ended" else ""
    reason = (
        f"Of {len(used)}, {free} let citizens of {names(statement.passports)} in without a visa "
        f"when observed{ended}"
    )
    return _judgement(statement, weighed.verdict, reason, used)


def _act(statement: "VisaStatement", record: Record, one: Entry, day: date) -> bool | None:
    if statement.claim != "ended":
        if one.access is None:
            return None
        return one.access == ("required" if statement.claim == "required" else "free")
    if "free" in one.answers:
        return False
    if one.ended:
        return True
    none = statement.subject is not None and statement.subject.quantifier == "none"
    closed = listed(record, f"visa:{one.passport}", one.destination, day)
    return False if none and closed else None


def _told(one: Entry) -> str:
    who, where = f"Citizens of {name(one.passport)}", name(one.destination)
    if not one.answers:
        return f"The record does not say what citizens of {name(one.passport)} need to enter {where}"
    seen = max((str(r["observed"]) for r in one.rows if r["observed"]), default="")
    when = f", observed {seen}" if seen else ""
    if one.access is None:
        words = " or, by another source, ".join(dict.fromkeys(_IN_WORDS[a] for a in one.answers))
        return f"{who} to {where} {words}{when}"
    return f"{who} {_IN_WORDS[one.access]} for {where}{when}"


def _silent(statement: "VisaStatement", reason: str, entries: Sequence[Entry]) -> Judgement:
    rows = tuple(evidence_of(row) for e in entries for row in e.rows)[:_ROWS]
    told = f"{reason}; the Passport Index has every pair of states since 2020"
    return Judgement(Verdict.SILENT, plain(statement), told, rows, _PULL)


def _judgement(
    statement: "VisaStatement", verdict: Verdict, reason: str, entries: Sequence[Entry]
) -> Judgement:
    rows = {id(row): row for e in entries for row in e.rows}
    ids = ", ".join(
        f"'{a}'" for a in sorted({e.passport for e in entries} | {e.destination for e in entries})
    )
    where = f"kind = 'visa' AND a IN ({ids}) AND b IN ({ids})"
    evidence = tuple(evidence_of(row) for row in rows.values())[:_ROWS]
    sql = f"SELECT a, b, value, directed, observed FROM tie WHERE {where}"
    return Judgement(verdict, plain(statement), reason, evidence, query(sql))


def plain(statement: "VisaStatement") -> str:
    """The statement in one plain sentence."""
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    passports = names(statement.passports)
    where = names(statement.destinations) if statement.destinations else names(statement.groups)
    denial = "It is denied that " if statement.negated else ""
    if statement.subject is not None and statement.subject.quantifier not in ("list", "only"):
        where = f"{statement.subject.quantifier.replace('_', ' ')} of {names(statement.groups)}"
    if statement.claim == "mutual":
        return f"{denial}{passports} let each other's citizens in without a visa"
    if statement.claim == "ended":
        return f"{denial}{where} ended visa-free entry for citizens of {passports}"
    need = "need a visa" if statement.claim == "required" else "need no visa"
    stay = f" for {statement.days} days" if statement.days else ""
    return f"{denial}citizens of {passports} {need} for {where}{stay}"
