"""How the tenures of the record answer a statement about an office."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from multipolar.basics.cyrillic import is_cyrillic
from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.text import fold
from multipolar.measures.offices import Tenure, holders, of_person
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.wording import wording

if TYPE_CHECKING:
    from multipolar.statements.office import OfficeStatement

# "Minister Lavrov" says no more than that he is a minister; "leader" may be any of the first offices.
_MEANT = {
    "minister": ("foreign_minister", "defence_minister", "prime_minister"),
    "head": ("president", "prime_minister", "chancellor", "monarch", "supreme_leader", "general_secretary"),
    "chancellor": ("chancellor", "foreign_minister"),
}
# Nobody but a state or an organisation of states has these: whoever is unknown in one is left open.
_OF_STATES = (
    "prime_minister", "foreign_minister", "deputy_foreign_minister", "defence_minister", "secretary_general",
    "cabinet_minister", "deputy_prime_minister", "high_representative", "state_secretary",
)  # fmt: skip
_OF_BODIES = ("director_general", "executive_secretary", "chair", "commissioner", "envoy")
_BODY = re.compile(
    r"\b(?:World|International|United Nations|UN|African|European|Inter-American|Asian|Arab)\s+[A-Z]"
)
_MONTH = 31
_ALONE = ("president", "prime_minister", "foreign_minister", "chancellor", "monarch", "supreme_leader")


def judge(statement: "OfficeStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Hold an office against the record.

    A person whom the record does not know, in an office of no state named, may be anyone's president.
    An office-holder's absence from the record is silence. Another holder of an office that one person
    holds at a time contradicts.
    """
    titles = _MEANT.get(statement.title, (statement.title,))
    own = [t for t in of_person(record, statement.person, titles) if statement.actor in (None, t.actor)]
    when = statement.time or (Span(spoken, spoken) if spoken else None)
    if own:
        verdict, reason = _of_known(statement, own, when)
        return _judgement(statement, verdict, reason, own)
    known = statement.actor is not None or statement.title in _OF_STATES or statement.listed
    if not known and not _of_some_state(statement):
        return None
    others = _others(statement, record, when)
    if others:
        shown = ", ".join(t.words for t in others)
        reason = f"The record has as {_office(statement)} at that time: {shown}"
        return _judgement(statement, Verdict.CONTRADICTED, reason, others)
    office = _office(statement)
    reason = f"The record does not have {statement.person} as {office}; its list of offices is not complete"
    return Judgement(Verdict.SILENT, _plain(statement), reason, reproduce="multipolar record pull archigos")


def _of_some_state(statement: "OfficeStatement") -> bool:
    """Whether it is "President" before a full name, or the head of a world body, and no game or firm."""
    private = phrases("encounter", statement.sentence.language).get("private")
    if private is None or pattern(private, statement.sentence.language).search(statement.sentence.text):
        return False
    if statement.title in _OF_BODIES:
        return _BODY.search(statement.sentence.text) is not None
    full = statement.title == "president" and len(statement.person.split()) > 1
    before = wording("before_name", statement.sentence.language)
    return full and before.match(statement.quote) is not None


def _others(statement: "OfficeStatement", record: Record, when: Span | None) -> tuple[Tenure, ...]:
    """Other holders of an office of one, when the whole of the time spoken of is theirs."""
    if statement.actor is None or statement.title not in _ALONE or when is None or statement.past:
        return ()
    # A name in other letters than the record's is not known to be another's.
    if is_cyrillic(statement.person):
        return ()
    if when.start is None or when.end is None:
        return ()
    # A "canciller" is head of government in Germany and Austria, foreign minister elsewhere.
    titles = _MEANT["chancellor"] if statement.title == "chancellor" else (statement.title,)
    found = next((f for t in titles if (f := holders(record, statement.actor, t, when))), ())
    one = len(found) == 1 and _covers(found[0], when)
    # Another spelling of the same name, or the name with a title, is nobody else.
    same = one and bool(_words(found[0].person) & _words(statement.person))
    return found if one and not same else ()


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", fold(name)))


def _covers(tenure: Tenure, when: Span) -> bool:
    starts = tenure.start is not None and when.start is not None and tenure.start.last <= when.start
    ends = tenure.end is None or (when.end is not None and when.end <= tenure.end.first)
    return starts and ends


def _of_known(statement: "OfficeStatement", own: Sequence[Tenure], when: Span | None) -> tuple[Verdict, str]:
    told = f"The record has {', '.join(t.words for t in own)} as {_office(statement, own)}"
    since = statement.time is not None and statement.time.start is not None and statement.time.end is None
    if statement.time is not None and (statement.term or (since and not statement.past)):
        return of_term(statement.time, own), told
    if when is None or any(t.held(when) for t in own):
        return Verdict.SUPPORTED, told
    if statement.past:
        before = any(t.end is not None and when.end is not None and t.end.first <= when.end for t in own)
        return (Verdict.SUPPORTED if before else Verdict.PREMATURE), told
    if _of_the_day(statement):
        return Verdict.SILENT, f"{told}, and not at the time spoken of; a later term may be missing there"
    return Verdict.SUPPORTED, f"{told}; named by an office of another time"


def _of_the_day(statement: "OfficeStatement") -> bool:
    """Whether the words make it an office held at the time spoken of, and not just a name's title."""
    words = phrases("office", statement.sentence.language)
    if "present" not in words:
        return False
    before = statement.sentence.text[: statement.start - statement.sentence.start]
    language = statement.sentence.language
    return (
        pattern(words["present"], language).search(statement.quote) is not None
        or pattern(words["own_holder"], language).search(before) is not None
    )


def of_term(claimed: Span, own: Sequence[Tenure]) -> Verdict:
    """A term is right when both ends are of the right year (or day, where said); a year off is imprecise.

    Terms that follow each other without a break count as one, and where an end is claimed each alone and all
    of them from first to last too: pages leave breaks out. A claim without an end is of the run that lasts.
    """
    ends = _unbroken(own)
    if claimed.end is not None:
        ends += [*((t.start, t.end) for t in own), (_first(own), _last(own))]
    elif any(end is None for _, end in ends):
        ends = [(start, end) for start, end in ends if end is None]
    gaps = [
        max(_gap(claimed.start, start), _gap(claimed.end, end, open_end=end is None)) for start, end in ends
    ]
    best = min(gaps)
    if best == 0:
        return Verdict.SUPPORTED
    return Verdict.IMPRECISE if best <= 1 else Verdict.CONTRADICTED


Ends = tuple[PartialDate | None, PartialDate | None]


def _unbroken(own: Sequence[Tenure]) -> list[Ends]:
    """First and last day of every run of terms with no more than a month between them."""
    runs: list[Ends] = []
    for tenure in sorted((t for t in own if t.start), key=lambda t: t.start.first if t.start else date.min):
        last = runs[-1][1] if runs else None
        if last is not None and tenure.start and (tenure.start.first - last.last).days <= _MONTH:
            runs[-1] = (runs[-1][0], tenure.end)
        else:
            runs.append((tenure.start, tenure.end))
    return runs


def _first(own: Sequence[Tenure]) -> PartialDate | None:
    return min((t.start for t in own if t.start), default=None, key=lambda d: d.first)


def _last(own: Sequence[Tenure]) -> PartialDate | None:
    if any(t.end is None for t in own):
        return None
    return max((t.end for t in own if t.end), default=None, key=lambda d: d.last)


def _gap(claimed: date | None, known: PartialDate | None, *, open_end: bool = False) -> int:
    """Years between a claimed end of a term and the record's; an open end fits an open claim."""
    if open_end or claimed is None or known is None:
        return 0
    return abs(claimed.year - known.year)


def _office(statement: "OfficeStatement", own: Sequence[Tenure] = ()) -> str:
    title = own[0].title if own else statement.title
    actor = statement.actor or (own[0].actor if own else None)
    return f"{title.replace('_', ' ')} of {name(actor)}" if actor else title.replace("_", " ")


def _judgement(
    statement: "OfficeStatement", verdict: Verdict, reason: str, rows: Sequence[Tenure]
) -> Judgement:
    people = ", ".join("'" + t.person.replace("'", "''") + "'" for t in rows)
    sql = f'SELECT person, title, actor, start, \\"end\\" FROM office WHERE person IN ({people})'
    return Judgement(verdict, _plain(statement), reason, tuple(evidence_of(t.row) for t in rows), query(sql))


def _plain(statement: "OfficeStatement") -> str:
    verb = "was" if statement.past or statement.term else "is"
    when = f" ({statement.time.words})" if statement.time else ""
    actor = f" of {name(statement.actor)}" if statement.actor else ""
    return f"{statement.person} {verb} {statement.title.replace('_', ' ')}{actor}{when}"
