"""Where a document disagrees with itself: its evidence is its own two places, not the record."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, pairwise

from multipolar.audit.sums import clashing
from multipolar.basics.dates import Span
from multipolar.reading.model import Reading, Sentence
from multipolar.statements.composition import CompositionStatement
from multipolar.statements.groups import name, names
from multipolar.statements.lengths import miscounted, oversized
from multipolar.statements.membership import MembershipStatement
from multipolar.statements.mission import MissionStatement
from multipolar.statements.model import Evidence, Judgement, Statement, Verdict
from multipolar.statements.office import OfficeStatement
from multipolar.statements.relations import RelationsStatement
from multipolar.statements.vote import VoteStatement

Clash = tuple[Statement, Judgement]
# Offices that one person holds at a time.
_OF_ONE = (
    "ambassador", "president", "prime_minister", "chancellor", "monarch", "supreme_leader",
    "foreign_minister", "secretary_general", "general_secretary",
)  # fmt: skip
# A handover within a year, or a post empty for a year, is told by lists without notice.
_GAP_YEARS = 2
_MOST = 20


def clashes(found: Sequence[Statement], reading: Reading) -> list[Clash]:
    """Pairs of places of one document that cannot both be right, or a list that leaves years open.

    Args:
        found: The statements of the document, in order of place.
        reading: The document as read.

    Returns:
        Statements of the kind ``consistency`` at the later place, with both places as evidence; no more
        than twenty.
    """
    all_of_them = [
        *_terms(found), *_dated_twice(found), *_voted_twice(found), *_counted_twice(found),
        *(clash for sentence in reading.sentences for clash in _lists(sentence)),
        *_numbers(found),
    ]  # fmt: skip
    return sorted(all_of_them, key=lambda c: c[0].start)[:_MOST]


def _terms(found: Sequence[Statement]) -> Iterator[Clash]:
    """Terms of one office in one list that overlap by more than the year of handover, or leave years open."""
    offices: dict[tuple[str, str | None, str], list[OfficeStatement]] = {}
    for statement in found:
        if isinstance(statement, OfficeStatement) and statement.term and statement.title in _OF_ONE:
            part = statement.sentence.part
            if part in ("item", "row"):
                offices.setdefault((statement.title, statement.actor, part), []).append(statement)
    for terms in offices.values():
        for earlier, later in pairwise(sorted(terms, key=_begin)):
            yield from _neighbours(earlier, later)


def _begin(statement: OfficeStatement) -> tuple[int, int]:
    start = statement.time.start if statement.time else None
    return (start.year if start else 0, statement.start)


def _neighbours(earlier: OfficeStatement, later: OfficeStatement) -> Iterator[Clash]:
    end = earlier.time.end if earlier.time else None
    start = later.time.start if later.time else None
    if start is None or earlier.person == later.person:
        return
    office = earlier.title.replace("_", " ")
    if end is None or end.year > start.year:
        until = str(end.year) if end else "now"
        said = f"{earlier.person} is {office} until {until}, {later.person} from {start.year}"
        yield _clash(earlier, later, Verdict.CONTRADICTED, f"Terms of one office overlap: {said}")
    elif start.year - end.year >= _GAP_YEARS:
        said = f"{earlier.person} is {office} until {end.year}, {later.person} from {start.year}"
        yield _clash(earlier, later, Verdict.IMPRECISE, f"The list leaves years open: {said}")


def _dated_twice(found: Sequence[Statement]) -> Iterator[Clash]:
    """The same fact at two times that do not meet."""
    facts: dict[Hashable, list[Statement]] = {}
    for statement in found:
        for fact in _facts(statement) if statement.time is not None else ():
            facts.setdefault(fact, []).append(statement)
    for one, *others in facts.values():
        for other in others:
            if one.time and other.time and not one.time.overlaps(other.time):
                said = f"{_years(one.time)} here, {_years(other.time)} there"
                yield _clash(one, other, Verdict.CONTRADICTED, f"The same fact is dated twice: {said}")


def _facts(statement: Statement) -> Iterator[Hashable]:
    """What a statement dates that happens once: a joining, a term, the start of relations, an opening."""
    if isinstance(statement, MembershipStatement):
        if statement.claim in ("joined", "left"):
            for actor in statement.actors[:-1]:
                yield statement.claim, actor, statement.organisation, statement.role
    elif isinstance(statement, OfficeStatement):
        if statement.term and statement.actor:
            yield statement.title, statement.actor, statement.person.split()[-1].lower()
    elif isinstance(statement, RelationsStatement):
        if statement.claim == "established" and not statement.told and not statement.negated:
            yield from (("relations", frozenset(pair)) for pair in statement.pairs)
    elif isinstance(statement, MissionStatement) and not statement.negated:
        single = len(statement.senders) == len(statement.hosts) == 1
        if single and statement.claim in ("opened", "closed"):
            yield statement.claim, statement.post, statement.senders, statement.hosts


def _years(span: Span) -> str:
    ends = [str(day) if day else "open" for day in (span.start, span.end)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def _voted_twice(found: Sequence[Statement]) -> Iterator[Clash]:
    """One state said to have voted in two ways on one decision."""
    cast: dict[tuple[object, str], VoteStatement] = {}
    for statement in found:
        if not isinstance(statement, VoteStatement) or statement.negated or statement.subject is None:
            continue
        decision = _decision(statement)
        if decision is None or statement.subject.quantifier not in ("list", "only"):
            continue
        firsts = [cast.setdefault((decision, actor), statement) for actor in statement.actors]
        other = next((first for first in firsts if first.choice != statement.choice), None)
        if other is not None:
            both = tuple(actor for actor in statement.actors if actor in other.actors)
            said = f"{names(both)} voted in two ways on one decision: {other.choice} and {statement.choice}"
            yield _clash(other, statement, Verdict.CONTRADICTED, said)


def _decision(statement: VoteStatement) -> object:
    """The one decision a vote is of: its symbol, else its day; ``None`` when the page does not say."""
    meant = statement.reference
    if meant.symbols:
        return meant.symbols[0] if len(meant.symbols) == 1 else None
    days = [d.when for d in meant.dates if d.when and d.when.day]
    return (days[0], meant.words) if len(days) == 1 else None


def _counted_twice(found: Sequence[Statement]) -> Iterator[Clash]:
    """Two numbers of members of one organisation, both of the present of the page."""
    counts: dict[tuple[str, str], list[CompositionStatement]] = {}
    for statement in found:
        if isinstance(statement, CompositionStatement) and statement.number and not statement.past:
            exact = statement.number.hedge == "exact"
            if exact and statement.time is None:
                counts.setdefault((statement.organisation, statement.role), []).append(statement)
    for one, *others in counts.values():
        for other in others:
            if one.number and other.number and one.number.value != other.number.value:
                numbers = f"{one.number.value:g} here, {other.number.value:g} there"
                reason = f"Two numbers of {one.role}s of {name(one.organisation)}: {numbers}"
                yield _clash(one, other, Verdict.CONTRADICTED, reason)


def _numbers(found: Sequence[Statement]) -> Iterator[Clash]:
    """Numbers that cannot all be right; growth of a part only strains the whole, and is imprecise."""
    for one, other, said in clashing(found):
        strained = one.kind == "trade_change"
        yield _clash(one, other, Verdict.IMPRECISE if strained else Verdict.CONTRADICTED, said)


def _lists(sentence: Sentence) -> Iterator[Clash]:
    yield from _miscounted(sentence)
    yield from _oversized(sentence)


def _miscounted(sentence: Sentence) -> Iterator[Clash]:
    """A number of states beside a list of fewer or more."""
    for start, end, number, actors in miscounted(sentence):
        quote = sentence.text[start - sentence.start : end - sentence.start]
        statement = Statement("consistency", start, end, quote, sentence, actors)
        reason = f"It says {number} and names {len(actors)}: {names(actors)}"
        yield statement, Judgement(
            Verdict.CONTRADICTED, "The document's number and its list disagree", reason,
            (_place(statement),),
        )  # fmt: skip


def _oversized(sentence: Sentence) -> Iterator[Clash]:
    """A list of shares of one whole that come to more than all of it."""
    for start, end, total in oversized(sentence):
        quote = sentence.text[start - sentence.start : end - sentence.start]
        statement = Statement("consistency", start, end, quote, sentence)
        reason = f"Shares of one whole come to {total:g} per cent"
        yield (
            statement,
            Judgement(
                Verdict.CONTRADICTED, "The document's shares do not add up", reason, (_place(statement),)
            ),
        )


def between(
    reports: Sequence[tuple[str, Sequence[Statement]]],
) -> list[tuple[str, str, Clash]]:
    """Where two documents of one call disagree: the same fact dated twice, or one figure told twice.

    Args:
        reports: A name and the statements of each document.

    Returns:
        The two names and the clash, whose evidence is a place of each; no more than twenty.
    """
    found = []
    for (one, first), (other, second) in combinations(reports, 2):
        ours, theirs = ({_spot(_place(s)) for s in part} for part in (first, second))
        both = [*first, *second]
        for clash in (*_dated_twice(both), *_voted_twice(both), *_numbers(both)):
            earlier, later = (_spot(place) for place in clash[1].evidence)
            if (earlier in ours and later in theirs) or (earlier in theirs and later in ours):
                found.append((one, other, clash))
    return found[:_MOST]


def _spot(place: Evidence) -> tuple[str, str]:
    return place.locator, str(place.row["quote"])


def _clash(one: Statement, other: Statement, verdict: Verdict, reason: str) -> Clash:
    earlier, later = sorted((one, other), key=lambda s: s.start)
    actors = tuple(dict.fromkeys((*earlier.actors, *later.actors)))
    base = Statement("consistency", later.start, later.end, later.quote, later.sentence, actors, later.time)
    judgement = Judgement(
        verdict, f"The document says “{_short(earlier)}” and “{_short(later)}”",
        f"{reason}. Both places are the document's own", (_place(earlier), _place(later)),
    )  # fmt: skip
    return base, judgement


def _short(statement: Statement) -> str:
    text = " ".join(statement.quote.split())
    return text if len(text) <= 90 else f"{text[:89].rstrip()}…"


def _place(statement: Statement) -> Evidence:
    where = f"characters {statement.start} to {statement.end}"
    return Evidence("the document itself", "as loaded", where, {"quote": " ".join(statement.quote.split())})
