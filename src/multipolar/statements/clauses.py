"""Who does what a predicate says: the subject before it, carried over "and" and "or", or "none of them"."""

import re
from datetime import date
from functools import lru_cache

from multipolar import actors
from multipolar.reading.model import NumberMention
from multipolar.statements.groups import everyone
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.subjects import Quantifier, Subject, before, bounded

_QUANTIFIERS: tuple[tuple[str, Quantifier], ...] = (
    (r"none|neither|not|no\b", "none"), (r"all|every|each|both", "all"), (r"most|majority|half", "most"),
    (r"", "count"),
)  # fmt: skip
_WORLD = "M49-001"
# How far before its verb a subject may begin.
_REACH = 500
_LATIN_AMERICA, _WITH_CARIBBEAN = "LATAM", "M49-419"


def subject_before(masked: Masked, end: int) -> tuple[Subject, str] | None:
    """The subject of the predicate that begins at ``end``, and the words between the two.

    A predicate after "and" or "or" takes the subject of the one before it: "none of them supports the
    sanctions or abrogates the regime".
    """
    words = phrases("clauses", masked.sentence.language)
    for gap in (words["gap"], words["carried"]):
        found = _of_them(masked, end, gap) or _only(masked, end, gap) or before(masked, end, gap)
        found = found or _mixed(masked, end, gap)
        if found is not None:
            return found
    return None


def _of_them(masked: Masked, end: int, gap: str) -> tuple[Subject, str] | None:
    language = masked.sentence.language
    words = phrases("clauses", language)
    left = masked.text[:end]
    match = pattern(f"{words['of_them']}(?P<gap>{gap})$", language).search(left, max(0, end - _REACH))
    if match is None:
        return None
    quantifier = next(q for cue, q in _QUANTIFIERS if re.match(cue, match["quantifier"], re.I))
    number: NumberMention | None = None
    if quantifier == "count":
        found = masked.numbers(match.start("quantifier"), match.end("quantifier"))
        number = found[0] if found else None
    inside = [m.actor for m in masked.actors(0, match.start()) if m.kind in ("region", "organisation")]
    groups = tuple(a for a in inside[-1:] if a is not None and a != _WORLD)
    start = match.start() + masked.sentence.start
    end_of = match.start("gap") + masked.sentence.start
    subject = Subject(quantifier, start, end_of, (), groups, not groups, number)
    return subject, match["gap"]


def _only(masked: Masked, end: int, gap: str) -> tuple[Subject, str] | None:
    """An actor and the group it stands out of: "became the only Caribbean country to"."""
    language = masked.sentence.language
    if not pattern(r"\b(?:only|sole|lone)\b", language).search(masked.text):
        return None
    source = phrases("clauses", language)["only"]
    match = pattern(f"{source}(?P<gap>{gap})$", language).search(masked.text[:end], max(0, end - _REACH))
    named = masked.actors(match.start("named"), match.end("named")) if match else ()
    if match is None or not named or any(m.actor is None for m in named):
        return None
    group = [m for m in masked.actors(match.start("group"), match.end("group")) if m.actor]
    offset = masked.sentence.start
    subject = Subject(
        "only", match.start() + offset, match.start("gap") + offset, tuple(str(m.actor) for m in named),
        tuple(str(m.actor) for m in group), mentions=named,
    )  # fmt: skip
    return subject, re.sub(r"\bto\b", "", match["gap"])


def _mixed(masked: Masked, end: int, gap: str) -> tuple[Subject, str] | None:
    """States and organisations in one list: "the EU, Norway and Japan"."""
    if {"organisation", "state"} - {m.kind for m in masked.sentence.actors}:
        return None
    match = pattern(f"(?P<named>{{LIST}})(?P<gap>{gap})$", masked.sentence.language).search(
        masked.text[:end], max(0, end - _REACH)
    )
    named = masked.actors(match.start("named"), match.end("named")) if match else ()
    if match is None or len(named) < 2 or any(m.actor is None or m.kind == "region" for m in named):
        return None
    offset = masked.sentence.start
    ids = tuple(str(m.actor) for m in named)
    place = (match.start() + offset, match.start("gap") + offset)
    return Subject("list", *place, ids, mentions=named), match["gap"]


def group_of(masked: Masked, subject: Subject, discourse: Discourse) -> tuple[str, ...]:
    """The groups over which a subject's quantifier runs; none when the page leaves it open."""
    if subject.groups:
        return subject.groups
    opening, anaphoric = bounded(masked, subject.start)
    if opening:
        return opening
    if subject.anaphoric or anaphoric:
        spoken_of = discourse.topics.get("group") or discourse.topics.get("page group") or ()
        return tuple(spoken_of)
    return ()


def wider(subject: Subject, groups: tuple[str, ...], discourse: Discourse) -> tuple[str, ...]:
    """What "the region" may mean as well: with the Caribbean, where the page speaks of both."""
    if subject.groups or not subject.anaphoric or groups != (_LATIN_AMERICA,):
        return ()
    said = any(m.actor == _WITH_CARIBBEAN for s in discourse.reading.sentences for m in s.actors)
    return (_WITH_CARIBBEAN,) if said else ()


def over(subject: Subject, groups: tuple[str, ...], on: date, without: frozenset[str]) -> tuple[str, ...]:
    """Ids of the states whom a quantified subject covers on a day."""
    named = frozenset(subject.actors) if subject.quantifier == "list" else frozenset()
    states = frozenset(a for a in everyone(groups, on) if _is_state(a))
    return tuple(sorted((states | named) - without))


@lru_cache(maxsize=1024)
def _is_state(actor: str) -> bool:
    """Whether an actor is a state: territories do not act on their own in these matters."""
    return actors.get(actor).kind == "state"
