"""How the agreements and parties of the record answer a statement about an agreement."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from multipolar.basics.dates import PartialDate, Span
from multipolar.measures.agreements import Agreement, Standing
from multipolar.measures.scopes import complete
from multipolar.record import Record
from multipolar.statements import quantities
from multipolar.statements.encounters import told
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.membership_checks import combine
from multipolar.statements.model import Evidence, Judgement, Verdict
from multipolar.statements.spells import MEMBERS, Spell, spells
from multipolar.statements.treaties import Named, identify, shared_name

if TYPE_CHECKING:
    from multipolar.statements.agreement import AgreementStatement

_BILATERAL, _TWO = ("bilateral", "bilateral act"), 2
# From the deposit of a ratification to the day it binds: most treaties say thirty to ninety days.
_BINDS_AFTER = timedelta(days=130)
_Answer = tuple[Verdict, str, tuple[Standing | Spell, ...]]


def judge(statement: "AgreementStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a statement about an agreement against the record.

    Whether somebody is a party is decided by absence only where the record declares its list complete,
    or where the agreement is between two.
    """
    named = statement.named
    found = identify(named, statement.sides, record) if named is not None else ()
    found = tuple(a for a in found if spoken is None or a.signed is None or a.signed.first <= spoken)
    if not found or named is None:
        what = repr(named.text if named else statement.quote)
        reason = f"The record has no agreement that is certain to be meant by {what}"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=_source(statement))
    if statement.claim == "told":
        known = "; ".join(a.words for a in found[:3])
        reason = f"The record has {known}; what is told of it is not among what it holds"
        return Judgement(
            Verdict.SILENT, plain(statement), reason, tuple(evidence_of(a.row) for a in found[:3]),
            _source(statement),
        )  # fmt: skip
    answers = [_answer(statement, named, a, record, spoken or date.today()) for a in found]
    best = _agreed(answers)
    rows = tuple(evidence_of(a.row) for a in found) + _standings(best)
    ids = ", ".join("'" + a.id.replace("'", "''") + "'" for a in found)
    columns = "id, name, a.signed, in_force, ended, actor, p.signed AS signed_by_it, ratified, withdrew"
    sql = f"SELECT {columns} FROM agreement a LEFT JOIN party p ON p.agreement = a.id WHERE id IN ({ids})"
    return Judgement(best[0], plain(statement), best[1], rows, query(sql))


def _standings(answer: _Answer) -> tuple[Evidence, ...]:
    return tuple(evidence_of(s.row) for s in answer[2][:20])


def _source(statement: "AgreementStatement") -> str:
    trade = statement.named is not None and "trade" in statement.named.text.lower()
    return f"multipolar record pull {'desta' if trade else 'ieadb'}"


def _agreed(answers: Sequence[_Answer]) -> _Answer:
    """One answer where several agreements may be meant: one that fits, else what all say."""
    fitting = [a for a in answers if a[0] is Verdict.SUPPORTED]
    if fitting:
        return fitting[0]
    if len({a[0] for a in answers}) == 1:
        return answers[0]
    return Verdict.SILENT, "Several agreements may be meant: " + "; ".join(a[1] for a in answers), ()


def _answer(
    statement: "AgreementStatement", named: Named, agreement: Agreement, record: Record, spoken: date
) -> _Answer:
    if statement.claim == "parties":
        return _counted(statement, agreement, record)
    dated = {
        "signed": agreement.signed, "dated": agreement.signed, "settled": agreement.signed,
        "in_force": agreement.in_force, "ended": agreement.ended,
    }  # fmt: skip
    if statement.claim in dated and not statement.sides:
        answer = _when(statement, named, agreement, dated[statement.claim], spoken)
    elif statement.claim in dated:
        answer = _signed(statement, named, agreement, dated[statement.claim], record, spoken)
    else:
        each = [_standing(statement, agreement, record, actor, spoken) for actor in statement.sides]
        verdict = combine([a[0] for a in each])
        telling = [a for a in each if a[0] is verdict] or each
        answer = verdict, "; ".join(a[1] for a in telling), tuple(s for a in each for s in a[2])
    return answer


def _when(
    statement: "AgreementStatement", named: Named, agreement: Agreement, on: PartialDate | None, spoken: date
) -> _Answer:
    reason = f"The record has {agreement.words}"
    if on is None:
        return Verdict.SILENT, f"{reason}, without that date", ()
    time = statement.time
    if time is None:
        return (Verdict.SUPPORTED if on.first <= spoken else Verdict.PREMATURE), reason, ()
    verdict = compare(time, on)
    began = agreement.in_force is not None and compare(time, agreement.in_force) is Verdict.SUPPORTED
    if statement.claim == "dated" and verdict is not Verdict.SUPPORTED and began:
        return Verdict.IMPRECISE, f"{reason}; the year said is that of its entry into force", ()
    if verdict is Verdict.CONTRADICTED and statement.claim == "settled":
        return Verdict.SILENT, f"{reason}; another agreement may be meant", ()
    if verdict is Verdict.CONTRADICTED and shared_name(named):
        return Verdict.SILENT, f"{reason}; another agreement may have that name", ()
    return verdict, reason, ()


def compare(time: Span, on: PartialDate) -> Verdict:
    """Compare a claimed date with the record's: right, off within a year, or wrong."""
    if Span.of(on).overlaps(time):
        return Verdict.SUPPORTED
    claimed = {d.year for d in (time.start, time.end) if d is not None}
    near = any(abs(on.year - year) <= 1 for year in claimed)
    return Verdict.IMPRECISE if near else Verdict.CONTRADICTED


def _signed(
    statement: "AgreementStatement", named: Named, agreement: Agreement, on: PartialDate | None,
    record: Record, spoken: date,
) -> _Answer:  # fmt: skip
    """Who signed it, and on the day said."""
    each = {actor: _party(agreement, record, actor)[0] for actor in statement.sides}
    standings = tuple(s for s in each.values() if s is not None)
    missing = [actor for actor, standing in each.items() if standing is None]
    parties = names(tuple(agreement.parties)) if agreement.parties else "parties it does not list"
    reason = f"The record has {agreement.words} of {parties}"
    if missing:
        if agreement.kind not in _BILATERAL or len(agreement.parties) != _TWO:
            return Verdict.SILENT, f"{reason}; its list of who signed is not complete", standings
        denied = Verdict.SUPPORTED if statement.negated else Verdict.CONTRADICTED
        return denied, f"{reason}, without {names(missing)}", standings
    if statement.negated:
        return Verdict.CONTRADICTED, reason, standings
    own = [s.signed for s in standings if s.signed is not None]
    if statement.time is not None and own:
        return combine([compare(statement.time, d) for d in own]), reason, standings
    verdict, words, _ = _when(statement, named, agreement, on, spoken)
    if verdict is Verdict.CONTRADICTED and statement.claim == "signed" and agreement.kind not in _BILATERAL:
        return Verdict.SILENT, f"{words}; the record does not say when each signed", standings
    return verdict, words, standings


def _party(agreement: Agreement, record: Record, actor: str) -> tuple[Standing | None, bool]:
    """An actor's row, and whether a missing one means that it is no party."""
    known = agreement.parties.get(actor) or (agreement.parties.get("RUS") if actor == "SUN" else None)
    closed = complete(record, "party", agreement.id) or (
        agreement.kind in _BILATERAL and len(agreement.parties) == _TWO
    )
    return known, closed


def _standing(
    statement: "AgreementStatement", agreement: Agreement, record: Record, actor: str, spoken: date
) -> _Answer:
    """Whether an actor ratified, is a party, or left."""
    standing, closed = _party(agreement, record, actor)
    if standing is None and statement.organisation is not None and statement.claim in ("party", "ratified"):
        return _by_membership(statement, record, actor, spoken)
    reason = f"The record has {name(actor)} in {agreement.name}: {standing.words if standing else 'no party'}"
    if standing is None:
        if not closed:
            return Verdict.SILENT, f"{reason}; its list of parties is not complete", ()
        if _once(statement):
            return Verdict.SILENT, f"{reason} today; a ratification taken back would not be in it", ()
        return (Verdict.SUPPORTED if statement.negated else Verdict.CONTRADICTED), reason, ()
    if statement.claim == "withdrew":
        if standing.withdrew is None:
            return _ended(statement, agreement, standing, reason)
        return _at(statement, standing.withdrew, reason, standing)
    if statement.negated:
        return Verdict.CONTRADICTED, reason, (standing,)
    if statement.claim == "ratified" and statement.time is not None:
        if standing.ratified is None:
            return Verdict.SILENT, f"{reason}; without the date of ratification", (standing,)
        return _at(statement, standing.ratified, reason, standing)
    if standing.withdrew is not None and standing.withdrew.last <= spoken:
        return Verdict.SUPERSEDED, reason, (standing,)
    return Verdict.SUPPORTED, reason, (standing,)


def _once(statement: "AgreementStatement") -> bool:
    """Whether a ratification is told as a past act, which may have been taken back since."""
    present = " has " in f" {statement.quote} " or " have " in f" {statement.quote} "
    return statement.claim == "ratified" and not statement.negated and not present


def _at(statement: "AgreementStatement", on: PartialDate, reason: str, standing: Standing) -> _Answer:
    if statement.time is None:
        return Verdict.SUPPORTED, reason, (standing,)
    return compare(statement.time, on), reason, (standing,)


def _ended(statement: "AgreementStatement", agreement: Agreement, standing: Standing, reason: str) -> _Answer:
    """A treaty of two that ended when one left it."""
    if agreement.ended is None or agreement.kind not in _BILATERAL:
        return Verdict.SILENT, f"{reason}; no withdrawal is in it", (standing,)
    ended = f"{reason}; {agreement.words}"
    if statement.time is None:
        return Verdict.SUPPORTED, ended, (standing,)
    verdict = compare(statement.time, agreement.ended)
    return (Verdict.SILENT if verdict is Verdict.CONTRADICTED else verdict), ended, (standing,)


def _by_membership(statement: "AgreementStatement", record: Record, actor: str, spoken: date) -> _Answer:
    """The standing of an actor where the record keeps a treaty's parties as members."""
    organisation = str(statement.organisation)
    own = [s for s in spells(record, organisation, actor) if s.role in MEMBERS]
    if not own:
        listed = complete(record, "membership", organisation)
        reason = f"The record does not list {name(actor)} in {name(organisation)}"
        if not listed:
            return Verdict.SILENT, f"{reason}; that list is not declared complete", ()
        if _once(statement):
            return Verdict.SILENT, f"{reason} today; a ratification taken back would not be in it", ()
        return (Verdict.SUPPORTED if statement.negated else Verdict.CONTRADICTED), reason, ()
    reason = f"{name(actor)}: {', '.join(s.words for s in own)} ({name(organisation)})"
    if statement.negated:
        return Verdict.CONTRADICTED, reason, tuple(own)
    starts = [s.start for s in own if s.start is not None]
    if statement.time is not None and statement.claim == "ratified" and starts:
        return _ratified_before(statement.time, starts), f"{reason}; ratified before that", tuple(own)
    return (
        (Verdict.SUPPORTED if any(s.holds(spoken) for s in own) else Verdict.SUPERSEDED),
        reason,
        tuple(own),
    )


def _ratified_before(time: Span, starts: Sequence[PartialDate]) -> Verdict:
    """Hold a ratification against the day from which a state is bound, which comes after it.

    A treaty binds a state some months after its ratification, or years after where the treaty itself was not
    in force yet; so an earlier year is left open, and a later one is wrong.
    """
    first = time.start or time.end
    if first is None:
        return Verdict.SILENT
    for start in starts:
        if time.overlaps(Span(start.first - _BINDS_AFTER, start.last)):
            return Verdict.SUPPORTED
    if all(first > start.last for start in starts):
        return Verdict.CONTRADICTED if first.year > max(s.year for s in starts) else Verdict.IMPRECISE
    return Verdict.SILENT


def _counted(statement: "AgreementStatement", agreement: Agreement, record: Record) -> _Answer:
    """The number of parties, where the record's list is complete."""
    if not complete(record, "party", agreement.id) or "sign" in statement.of:
        reason = f"The record's list of parties of {agreement.name} is not declared complete for that"
        return Verdict.SILENT, reason, ()
    count = statement.count
    actual = sum(s.withdrew is None for s in agreement.parties.values())
    reason = f"The record has {actual} parties of {agreement.name}"
    if count is None:
        return Verdict.SILENT, reason, ()
    close = quantities.count(count.value, count.hedge, actual)
    verdicts = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}
    return verdicts[close], reason, ()


def _number(statement: "AgreementStatement") -> str:
    return statement.count.text if statement.count else "some"


def plain(statement: "AgreementStatement") -> str:
    """The statement in one plain sentence."""
    if statement.claim == "told":
        return f"It is told: {statement.quote}"
    agreement = statement.named.text if statement.named else "an agreement"
    sides = names(statement.sides) if statement.sides else ""
    denial = "It is denied that " if statement.negated else ""
    verb = {
        "signed": f"{sides or 'its parties'} signed {agreement}",
        "ratified": f"{sides} ratified {agreement}",
        "party": f"{sides} is a party to {agreement}",
        "withdrew": f"{sides} withdrew from {agreement}",
        "in_force": f"{agreement} entered into force",
        "ended": f"{agreement} ended",
        "dated": f"{agreement} dates",
        "settled": f"{sides or 'the sides'} settled their {agreement}",
        "parties": f"{agreement} has {_number(statement)} parties",
    }[statement.claim]
    return f"{denial}{verb}{told(statement.time)}"
