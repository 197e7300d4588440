"""Which known names stand nearest to one that is not known."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nlargest

from multipolar.actors.names import all_names, key
from multipolar.actors.registry import registry

_LEAST = 0.3
"""Share of common letter triples below which two names are not near; chosen to list few false friends."""

_COMMON = 400
"""Triples that stand in more names than this tell little apart and count only if no other helps."""
_SHORTLIST = 30
"""Names looked at for distinct actors; a state has up to a dozen similar ones."""

_LONGEST = 60
"""Letters of a name in which two exchanged ones are looked for."""


@lru_cache(maxsize=4096)
def nearest(text: str, limit: int = 3) -> tuple[str, ...]:
    """The best-matching actors, as name and id, best first; fewer or none when nothing is near."""
    wanted = _triples(key(text))
    scored = _scored(wanted, _COMMON) or _scored(wanted, len(all_names()))
    known = registry()
    near = dict.fromkeys([*_swapped(key(text)), *(actor for score, actor in scored if score >= _LEAST)])
    return tuple(f"{known[actor].name} ({actor})" for actor in list(near)[:limit])


def _swapped(text: str) -> Iterator[str]:
    """The actors whose name a text is with two neighbouring letters exchanged, which few triples survive."""
    for at in range(min(len(text) - 1, _LONGEST)):
        slip = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if slip != text and (actor := _by_key().get(slip)):
            yield actor


@cache
def _by_key() -> Mapping[str, str]:
    """Actors by name; of several with one name, one that still is."""
    known = registry()
    lasting = sorted(all_names(), key=lambda name: known[name.actor].until is None)
    return {key(name.text): name.actor for name in lasting}


def _scored(wanted: set[str], common: int) -> list[tuple[float, str]]:
    """The names that share most triples, as share (Dice's coefficient) and actor, best first."""
    shared: Counter[int] = Counter()
    triples, names = _triple_index()
    for triple in wanted:
        found = triples.get(triple, ())
        if len(found) <= common:
            shared.update(found)
    ratios = ((2 * count / (len(wanted) + names[at][1]), names[at][0]) for at, count in shared.items())
    return nlargest(_SHORTLIST, (pair for pair in ratios if pair[0] >= _LEAST))


def _triples(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


@cache
def _triple_index() -> tuple[Mapping[str, Sequence[int]], Sequence[tuple[str, int]]]:
    """Names by the letter triples in them, and each name's actor and number of triples."""
    triples: defaultdict[str, list[int]] = defaultdict(list)
    names: list[tuple[str, int]] = []
    for name in all_names():
        found = _triples(key(name.text))
        for triple in found:
            triples[triple].append(len(names))
        names.append((name.actor, len(found)))
    return dict(triples), names
