"""What one box finds: actors, organisations, roll calls and agreements, those named exactly first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar import actors
from multipolar.actors.model import Name
from multipolar.actors.names import all_names
from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.text import fold
from multipolar.measures.agreements import agreements
from multipolar.measures.rollcall_search import find as find_calls
from multipolar.record import Record
from multipolar.server.frame import path
from multipolar.server.tables.links import address

LONGEST = 200
_MOST = 25
_JOINS = (" and ", " y ", " e ", " и ", " - ", " – ", "/", ",", " vs ")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        title: Its name.
        sort: What sort of thing it is.
        address: Its page.
        about: A few words that tell it from others.
    """

    title: str
    sort: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        exact: The one thing that the words name, or the brief of the two states that they name.
        groups: Heading, what was found, and how many more there are.
        refused: Why no actor is meant, in the words of the registry; empty where one is.
        candidates: The nearest actors.
    """

    exact: tuple[Hit, ...]
    groups: tuple[tuple[str, tuple[Hit, ...], int], ...]
    refused: str
    candidates: tuple[Hit, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found."""
        return not self.exact and not any(hits for _, hits, _ in self.groups)


def search(record: Record, text: str) -> Found:
    """Everything that some words find."""
    words = " ".join(text.split())
    named, refused, candidates = _named(words)
    exact = (*named, *_pair(words))
    groups = (
        _cut("States, territories and organisations", _actors(words), exact),
        _cut("Roll calls", _calls(record, words), exact),
        _cut("Agreements", _agreements(record, words), exact),
    )
    return Found(exact, groups, refused, candidates)


def _cut(title: str, hits: Sequence[Hit], exact: Sequence[Hit]) -> tuple[str, tuple[Hit, ...], int]:
    shown = [hit for hit in hits if hit.address not in {one.address for one in exact}]
    return title, tuple(shown[:_MOST]), max(0, len(shown) - _MOST)


def _named(text: str) -> tuple[tuple[Hit, ...], str, tuple[Hit, ...]]:
    """The actor that a text names; else why there is none, and the nearest."""
    try:
        return (actor_hit(actors.find(text).id),), "", ()
    except actors.AmbiguousActorError as error:
        near, said = error.choices, str(error)
    except AskedWronglyError as error:
        near, said = error.candidates, str(error)
    ids = [one.rpartition("(")[2].rstrip(")") for one in near]
    return (), said, tuple(actor_hit(id) for id in ids if id in registry())


def actor_hit(id: str) -> Hit:
    """An actor as a thing found."""
    actor = registry()[id]
    dates = [f"since {actor.since}" if actor.since else "", f"until {actor.until}" if actor.until else ""]
    return Hit(actor.name, actor.kind, address(id), ", ".join(part for part in (id, *dates) if part))


def _pair(text: str) -> tuple[Hit, ...]:
    """The brief of the two states that a text names: joined by a word, or two names after one another."""
    for one, other in _halves(text):
        try:
            a, b = actors.find(one), actors.find(other)
        except AskedWronglyError:
            continue
        if a.id != b.id and {a.kind, b.kind} <= {"state", "territory", "region"}:
            return (
                Hit(
                    f"{a.name} and {b.name}",
                    "brief",
                    path("pairs", a.id, b.id),
                    "relations, votes, trade, ties",
                ),
            )
    return ()


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for join in _JOINS:
        if text.count(join) == 1:
            one, _, other = text.partition(join)
            yield one.strip(), other.strip()
    words = text.split()
    for at in range(1, min(len(words), 8)):
        yield " ".join(words[:at]), " ".join(words[at:])


@cache
def _folded() -> tuple[tuple[str, Name], ...]:
    return tuple((fold(name.text), name) for name in all_names())


def _actors(text: str) -> list[Hit]:
    """Actors one of whose names holds the words: those that begin with them first, shorter names first."""
    wanted = fold(text)
    if not wanted:
        return []
    ranked: dict[str, tuple[int, int, str]] = {}
    for folded, name in _folded():
        at = folded.find(wanted)
        if at < 0:
            continue
        rank = (0 if at == 0 else 1 if folded[at - 1] == " " else 2, len(folded), name.actor)
        if rank < ranked.get(name.actor, (9, 0, "")):
            ranked[name.actor] = rank
    return [
        actor_hit(id)
        for id in sorted(ranked, key=lambda id: ranked[id])
        if ranked[id][0] < 2 or len(wanted) > 3
    ]


def _calls(record: Record, text: str) -> list[Hit]:
    try:
        found = find_calls(record, text)
    except AskedWronglyError:
        return []
    return [
        Hit(
            f"{one.rollcall.id}: {one.rollcall.title}",
            "roll call",
            path("resolutions", one.rollcall.id),
            one.rollcall.when,
        )
        for one in found
        if one.whole
    ]


def _agreements(record: Record, text: str) -> list[Hit]:
    words = fold(text).split()
    hits = []
    for held in agreements(record):
        names = fold(" ".join((held.id, held.name, *held.names)))
        if words and all(word in names for word in words):
            hits.append(
                Hit(
                    held.name,
                    "agreement",
                    path("agreements", held.id),
                    f"signed {held.signed}" if held.signed else "",
                )
            )
    return hits


def suggestions(record: Record, text: str, *, actors_only: bool = False) -> list[Hit]:
    """The names that what has been typed may become."""
    hits = _actors(" ".join(text.split()))
    return (
        hits
        if actors_only
        else [*hits[:6], *_calls(record, text)[:2], *_agreements(record, text)[:2], *hits[6:]]
    )
