"""Clauses that tell something of a kind without one of its exact phrasings: its words, who, and when or what.

The exact phrasings of a kind say who did what to whom. Beside them each kind lists, under ``events``, words
that tell it however the clause is built: a clause that holds such words as a fact, and all that the entry
needs besides, is a statement of the kind. What the record can make of it is the kind's own affair.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.encounters import PERSON, Party, Scene, encounter, trimmed
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.phrasing import Phrasing
from multipolar.statements.signs import DATE
from multipolar.statements.wording import wording

_STOP = re.compile(r"[;:!?]|\.(?!\w)|\s[—–-]\s")
_HANGING = re.compile(r"\s+(?:to|the|of|by|with|in|and|on|at|from|for|an?)\s*\Z", re.I)
# A clause of somebody else, whose name may hold a day's: "... and Godwin Friday took over".
_ANOTHER = re.compile(
    rf"\s(?:and|while)\s+(?={PERSON}+(?:\s{DATE}+)?\s+(?:has|had|was|is|took|became|came|went|won|[a-z]+ed)\b)"
)
_LONG = 160
_LONGEST = 1500
_LONGEST_CLAUSE = 320


@dataclass(frozen=True, slots=True)
class Happening:
    """A clause that tells something of a kind.

    Attributes:
        form: The entry of the file.
        match: The words that tell it, in the masked text.
        start: Where the clause begins in the masked text.
        end: Where it ends.
        free: The part of the clause that no other statement has.
        actors: Actors it names.
        parties: Persons it names.
        date: The time it gives, when it gives one.
    """

    form: Mapping[str, Any]
    match: re.Match[str]
    start: int
    end: int
    free: tuple[int, int]
    actors: tuple[ActorMention, ...]
    parties: tuple[Party, ...]
    date: DateMention | None


def happenings(
    kind: str,
    shot: Scene,
    taken: Sequence[tuple[int, int]] = (),
    topic: Callable[[], bool] = lambda: False,
) -> Iterator[Happening]:
    """The clauses of a sentence that tell something of a kind as a fact.

    Args:
        kind: Whose ``events``.
        shot: The sentence.
        taken: Stretches of the document that other statements of the kind have; it may grow meanwhile.
        topic: Whether the passage speaks of such a thing by now; entries that need a ``topic`` ask it.
    """
    masked = shot.masked
    language = masked.sentence.language
    asked = masked.sentence.text.rstrip(" \"'”’)»").endswith("?")
    if asked or len(shot.text) > _LONGEST:
        return
    told: bool | None = None
    text = shot.text
    for form, says, sequel in _events(kind, language):
        if sequel:
            told = topic() if told is None else told
            if not told:
                continue
        for match in says.finditer(text):
            found = _happening(shot, form, match, taken)
            if found is not None and _real(masked, form, found) and _has(shot, found):
                yield found


@cache
def _events(kind: str, language: str) -> tuple[tuple[Mapping[str, Any], Phrasing, bool], ...]:
    """The entries of a kind, each with its phrasing and whether it only goes on from what was said."""
    return tuple(
        (form, encounter(kind, form["says"], language), "topic" in form["needs"].split())
        for form in phrases(kind, language).get("events", ())
    )


def _happening(
    shot: Scene, form: Mapping[str, Any], match: re.Match[str], taken: Sequence[tuple[int, int]]
) -> Happening | None:
    masked = shot.masked
    begin = masked.sentence.start
    held = [(first - begin, last - begin) for first, last in taken]
    if any(first < match.end() and match.start() < last for first, last in held):
        return None
    start, end = clause(shot.text, *match.span(), masked.sentence.language)
    free = (
        max([start, *(last for _, last in held if last <= match.start())]),
        min([end, *(first for first, _ in held if first >= match.end())]),
    )
    actors = tuple(m for m in masked.actors(start, end) if m.actor)
    dates = masked.dates(*free) or masked.dates(start, end)
    near = min(dates, key=lambda d: _away(d, match, masked), default=None)
    people = tuple(p for p in shot.within(start, end) if not _only_opens(p, masked))
    return Happening(form, match, start, end, free, actors, people, near)


def _only_opens(party: Party, masked: Masked) -> bool:
    """Whether a name may be a word with a capital for opening the sentence ("Negotiations began")."""
    alone = party.title is None and " " not in (party.name or "")
    return alone and not re.search(r"\w", masked.sentence.text[: party.start - masked.sentence.start])


def _away(date: DateMention, match: re.Match[str], masked: Masked) -> tuple[bool, int]:
    """How far a date is from the telling words; one that the document's date leaves open comes last."""
    place = date.start - masked.sentence.start
    unknown = date.span.start is None and date.span.end is None
    return unknown, max(match.start() - place, place - match.end(), 0)


def clause(text: str, start: int, end: int, language: str = "en") -> tuple[int, int]:
    """The clause around a stretch of a masked text."""
    low = max(0, start - _LONGEST_CLAUSE)
    edge = wording("edge", language)
    edges = [m.end() for m in edge.finditer(text, low, start + 1) if m.start() < start]
    edges += [m.end() for m in _ANOTHER.finditer(text, low, end) if m.end() <= start]
    high = min(len(text), end + _LONGEST_CLAUSE)
    ends = [m.start() for m in (edge.search(text, end), _ANOTHER.search(text, end, high)) if m]
    last = min([*ends, high])
    return min(max(edges, default=low), start), last


def _real(masked: Masked, form: Mapping[str, Any], found: Happening) -> bool:
    """Whether the clause, as far as its telling words, says a fact; an entry may allow words of its own."""
    language = masked.sentence.language
    known = phrases("encounter", language)
    comma = masked.text.find(",", found.match.end(), found.end)
    about = masked.text[found.start : comma if comma >= 0 else found.end]
    if pattern(known["private"], language).search(about):
        return False
    words = masked.text[found.start : found.end if form.get("whole") else found.match.end()]
    if "allows" in form:
        words = pattern(form["allows"], language).sub(" ", words)
    return pattern(known["plans"], language).search(words) is None


def _has(shot: Scene, found: Happening) -> bool:
    """Whether the clause has what its entry needs: each word of ``needs``, or one of several joined by |."""
    return all(any(_one(shot, found, one) for one in word.split("|")) for word in found.form["needs"].split())


def _one(shot: Scene, found: Happening, need: str) -> bool:
    """Whether the clause has one thing: a kind of mention, or words of ``phrases/encounter``."""
    states = [m for m in found.actors if m.kind != "region"]
    match need:
        case "topic":
            return True
        case "date":
            return found.date is not None
        case "actor":
            return bool(states)
        case "who":
            return bool(states or found.parties) or _one(shot, found, "somebody")
        case "pair":
            return len({m.actor for m in states}) > 1
        case "state":
            return any(m.kind in ("state", "territory") for m in states)
        case "organisation":
            return any(m.kind == "organisation" for m in states)
        case "person":
            return bool(found.parties)
        case "proper":
            return _says(shot, found.match.group(), "proper")
        case _:
            return _says(shot, shot.text[found.start : found.end], need)


def stretch(shot: Scene, found: Happening) -> tuple[int, int]:
    """The characters of the document from a clause's first mention to its last, telling words and all."""
    begin = shot.masked.sentence.start
    places = [(m.start, m.end) for m in found.actors] + [(p.start, p.end) for p in found.parties]
    places += [(found.date.start, found.date.end)] if found.date else []
    first = min([found.match.start() + begin, *(start for start, _ in places)])
    last = max([found.match.end() + begin, *(end for _, end in places)])
    if found.form.get("long"):
        stop = _STOP.search(shot.text, last - begin)
        last = min(stop.start() if stop else len(shot.text), last - begin + _LONG) + begin
    first, last = max(first, found.free[0] + begin), min(last, found.free[1] + begin)
    # What another statement has taken away may leave a small word hanging.
    while hanging := _HANGING.search(shot.text, max(first, last - 8) - begin, last - begin):
        last = hanging.start() + begin
    return trimmed(shot.masked.sentence, first, last)


def time_of(found: Happening) -> Span | None:
    """The time of a clause, where its date can be placed."""
    date = found.date
    return None if date is None or (date.span.start is None and date.span.end is None) else date.span


def _says(shot: Scene, words: str, key: str) -> bool:
    language = shot.masked.sentence.language
    return encounter("encounter", phrases("encounter", language)[key], language).search(words) is not None
