"""How the acts of the record answer a statement about diplomatic relations."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.measures.ties import Act, acts, standing
from multipolar.record import Record
from multipolar.statements.encounters import told
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name
from multipolar.statements.membership_checks import combine
from multipolar.statements.model import Judgement, Verdict

if TYPE_CHECKING:
    from multipolar.statements.relations import RelationsStatement

_Answer = tuple[Verdict, str, tuple[Act, ...]]
_SOVIET_END = date(1991, 12, 25)
_NEW_BEGINNING = Span(date(1991, 8, 1), date(1995, 12, 31))
_VERBS = {
    "established": "established diplomatic relations", "re-established": "re-established relations",
    "severed": "broke off relations", "suspended": "suspended relations",
    "have": "have diplomatic relations", "none": "have no diplomatic relations",
    "switched": "recognition was moved", "recognised": "the one recognises the other",
}  # fmt: skip
_LISTS_BEGIN = date(1945, 1, 1)
_OPEN = "its list of breaks is not complete"


def judge(statement: "RelationsStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a statement about relations against the record, pair by pair.

    Beginnings are compared by date. Breaks are not complete in the record: one that it does not have is
    silence.
    """
    if statement.told is not None:
        reason = "The record has the acts that began, broke and resumed relations, and none of this sort"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=_command(statement))
    if not statement.pairs:
        reason = f"The record has no list of recognitions of {statement.of or 'states'}"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=_command(statement))
    answers = [_answer(statement, record, a, b, spoken or date.today()) for a, b in statement.pairs]
    verdict = combine([a[0] for a in answers])
    telling = [a for a in answers if a[0] is verdict] or answers
    reason = "; ".join(dict.fromkeys(a[1] for a in telling))
    rows = tuple(evidence_of(act.row) for a in answers for act in a[2])
    return Judgement(verdict, plain(statement), reason, rows, _command(statement))


def _command(statement: "RelationsStatement") -> str:
    ids = ", ".join(f"'{a}'" for a in sorted({_listed(a) for a in statement.actors}))
    return query(f"SELECT * FROM tie WHERE kind = 'relations' AND a IN ({ids}) AND b IN ({ids})")


def _listed(actor: str) -> str:
    return "RUS" if actor in ("SUN", "russian-empire") else actor


def _answer(statement: "RelationsStatement", record: Record, a: str, b: str, spoken: date) -> _Answer:
    known = acts(record, a, b)
    pair = f"{name(a)} and {name(b)}"
    if not known:
        return Verdict.SILENT, f"The record has nothing on relations of {pair}", ()
    shown = f"{pair}: {', '.join(act.words for act in known)}{_stands_for(known)}"
    if statement.claim == "switched":
        return _switched(statement, b, known, shown)
    if statement.claim == "recognised":
        return _recognised(statement, (a, b), known, shown, spoken)
    if statement.claim in ("have", "none"):
        return _standing(statement, known, shown, spoken)
    if statement.claim == "anniversary":
        return _anniversary(statement, known, shown, spoken)
    answer = _act(statement, known, shown)
    return _denied(answer) if statement.negated else answer


def _stands_for(known: Sequence[Act]) -> str:
    russian = any("RUS" in (act.row["a"], act.row["b"]) for act in known)
    if russian and any(act.on is not None and act.on.last < _SOVIET_END for act in known):
        return " (the record lists the relations of the Soviet Union under Russia, which continues it)"
    return ""


def _denied(answer: _Answer) -> _Answer:
    verdict, reason, found = answer
    if verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE):
        return Verdict.CONTRADICTED, reason, found
    return Verdict.SILENT, reason, found


def _act(statement: "RelationsStatement", known: tuple[Act, ...], shown: str) -> _Answer:
    wanted = {
        "established": ("established",), "re-established": ("re-established",),
        "severed": ("severed", "suspended"), "suspended": ("suspended", "severed"),
    }[statement.claim]  # fmt: skip
    fitting = tuple(act for act in known if act.value in wanted)
    if not fitting:
        other = _by_other_act(statement, known, shown)
        return other or (Verdict.SILENT, f"{shown}; {_OPEN}", known)
    if statement.time is None:
        return Verdict.SUPPORTED, shown, fitting
    verdict = compare(statement.time, fitting)
    if verdict is Verdict.SUPPORTED:
        return verdict, shown, fitting
    return _otherwise(statement, known, fitting, verdict, shown)


def _by_other_act(statement: "RelationsStatement", known: tuple[Act, ...], shown: str) -> _Answer | None:
    """An act of another name on the date: a first beginning called a resumption."""
    if statement.time is None or statement.claim not in ("established", "re-established"):
        return None
    begun = tuple(act for act in known if act.standing)
    same = tuple(act for act in begun if compare(statement.time, (act,)) is Verdict.SUPPORTED)
    if not same:
        return None
    plain_enough = _first_of_its_own(statement, same[0]) or "normali" in statement.quote.lower()
    return (Verdict.SUPPORTED if plain_enough else Verdict.IMPRECISE), shown, same


def _first_of_its_own(statement: "RelationsStatement", act: Act) -> bool:
    """Whether earlier acts are those of a state that one named only continues ("with the Soviet Union")."""
    named = [actors.get(a).since for pair in statement.pairs for a in pair]
    began = max((since.last for since in named if since is not None), default=None)
    before = act.row["valid_from"]
    later = any(m.text for m in statement.sentence.actors if m.actor == "SUN")
    return later and began is not None and before is not None and began <= before


def _otherwise(
    statement: "RelationsStatement",
    known: tuple[Act, ...],
    fitting: tuple[Act, ...],
    verdict: Verdict,
    shown: str,
) -> _Answer:
    time = statement.time
    if (other := _by_other_act(statement, known, shown)) is not None:
        return other
    soviet = any(
        "RUS" in (act.row["a"], act.row["b"]) and act.on is not None and act.on.last < _SOVIET_END
        for act in fitting
    )
    anew = statement.claim == "established" and time is not None and time.overlaps(_NEW_BEGINNING)
    if soviet and anew:
        reason = f"{shown}; counted anew from the end of the Soviet Union the answer is another"
        return Verdict.DEPENDS, reason, fitting
    if verdict is Verdict.CONTRADICTED and time is not None and (gone := _before(statement, time)):
        return Verdict.SILENT, f"{shown}; {gone} is of a later date than the relations spoken of", fitting
    if verdict is Verdict.CONTRADICTED and time is not None and _earlier(time, known):
        return Verdict.SILENT, f"{shown}; an earlier beginning may be missing from its lists", fitting
    if statement.claim != "established" and verdict is Verdict.CONTRADICTED:
        return Verdict.SILENT, f"{shown}, none{told(time)}; {_OPEN}", fitting
    return verdict, shown, fitting


def _before(statement: "RelationsStatement", time: Span) -> str | None:
    """A state named that did not exist yet at the time spoken of: its predecessor's relations are meant."""
    for actor in dict.fromkeys(a for pair in statement.pairs for a in pair):
        since = actors.get(actor).since
        if since is not None and time.end is not None and time.end < since.first:
            return name(actor)
    return None


def _earlier(time: Span, known: Sequence[Act]) -> bool:
    """Whether the time lies before the lists' first act and before 1945, where they are thin."""
    first = min((act.on.first for act in known if act.on is not None), default=None)
    return time.end is not None and first is not None and time.end < min(first, _LISTS_BEGIN)


def compare(time: Span, fitting: Sequence[Act]) -> Verdict:
    """Compare a claimed date with acts: within it right, within a year imprecise, else wrong."""
    dated = [act.on for act in fitting if act.on is not None]
    if not dated:
        return Verdict.SILENT
    if any(Span.of(on).overlaps(time) for on in dated):
        return Verdict.SUPPORTED
    claimed = {d.year for d in (time.start, time.end) if d is not None}
    near = any(abs(on.year - year) <= 1 for on in dated for year in claimed)
    return Verdict.IMPRECISE if near else Verdict.CONTRADICTED


def _standing(statement: "RelationsStatement", known: tuple[Act, ...], shown: str, spoken: date) -> _Answer:
    time = statement.time
    if statement.claim == "have" and time is not None and not statement.past:
        begun = tuple(act for act in known if act.standing)
        return compare(time, begun) if begun else Verdict.SILENT, shown, begun
    if statement.past and time is None:
        return Verdict.SILENT, shown, known
    on = time.end if time is not None and time.end is not None else spoken
    act = standing(known, on)
    if act is None:
        return Verdict.SILENT, shown, known
    if statement.claim == "have":
        if act.standing:
            return Verdict.SUPPORTED, shown, (act,)
        return (Verdict.CONTRADICTED, shown, (act,))
    if not act.standing:
        return Verdict.SUPPORTED, shown, (act,)
    if "never" in statement.quote.lower():
        return Verdict.CONTRADICTED, shown, (act,)
    return Verdict.SILENT, f"{shown}; {_OPEN}", (act,)


def _switched(statement: "RelationsStatement", b: str, known: tuple[Act, ...], shown: str) -> _Answer:
    """Recognition passes from one side, which is left, to another, which is taken up."""
    leaving = statement.pairs[0][1] == b and len(statement.pairs) > 1
    wanted = tuple(act for act in known if act.standing is not leaving)
    if not wanted:
        return Verdict.SILENT, f"{shown}; {_OPEN}", known
    if statement.time is None:
        return Verdict.SUPPORTED, shown, wanted
    verdict = compare(statement.time, wanted)
    # Recognition may pass twice, and the lists of breaks are not complete.
    if verdict is Verdict.CONTRADICTED:
        return Verdict.SILENT, f"{shown}, none{told(statement.time)}; {_OPEN}", wanted
    return verdict, shown, wanted


def _recognised(
    statement: "RelationsStatement", pair: tuple[str, str], known: tuple[Act, ...], shown: str, spoken: date
) -> _Answer:
    if not {"TWN", "CHN"} & set(pair):
        reason = f"{shown}; recognition is another act than relations, and the record has no list of it"
        return Verdict.SILENT, reason, known
    if statement.time is not None and statement.quote.lower().find("recognizes") < 0:
        begun = tuple(act for act in known if act.standing)
        verdict = compare(statement.time, begun) if begun else Verdict.SILENT
        return (Verdict.SILENT if verdict is Verdict.CONTRADICTED else verdict), shown, begun
    act = standing(known, spoken)
    if act is None:
        return Verdict.SILENT, shown, known
    verdict = Verdict.SUPPORTED if act.standing else Verdict.CONTRADICTED
    past = "ed" in statement.quote.lower().split("recogni", 1)[-1][:4]
    if verdict is Verdict.CONTRADICTED and past and any(k.standing for k in known):
        verdict = Verdict.SUPPORTED
    answer = (verdict, shown, (act,))
    if not statement.negated:
        return answer
    return (Verdict.CONTRADICTED if act.standing else Verdict.SUPPORTED), shown, (act,)


def _anniversary(
    statement: "RelationsStatement", known: tuple[Act, ...], shown: str, spoken: date
) -> _Answer:
    years = int(statement.value.number) if statement.value else 0
    year = statement.time.end.year if statement.time and statement.time.end else spoken.year
    begun = tuple(act for act in known if act.standing and act.on is not None)
    if not begun:
        return Verdict.SILENT, shown, known
    gaps = [abs(year - years - act.on.year) for act in begun if act.on]
    reason = f"{shown}; {years} years before {year} is {year - years}"
    if min(gaps) == 0:
        return Verdict.SUPPORTED, reason, begun
    return (Verdict.IMPRECISE if min(gaps) == 1 else Verdict.CONTRADICTED), reason, begun


def plain(statement: "RelationsStatement") -> str:
    """The statement in one plain sentence."""
    when = told(statement.time)
    if statement.told is not None:
        return f'Of relations{when}: "{" ".join(statement.quote.split())}"'
    if statement.of:
        who = name(statement.actors[0]) if statement.actors else "Somebody named"
        return f"{who} recognised {statement.of}{when}"
    pairs = "; ".join(f"{name(a)} and {name(b)}" for a, b in statement.pairs)
    years = int(statement.value.number) if statement.value else 0
    verb = _VERBS.get(statement.claim, f"mark {years} years of relations")
    denial = "It is denied that " if statement.negated else ""
    return f"{denial}{pairs}: {verb}{when}"
