"""Which known names stand nearest to one that is not known."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from multipolar.actors.names import all_names, key
from multipolar.actors.registry import registry

_LEAST = 0.3
"""Share of common letter triples below which two names are not near; chosen to list few false friends."""


@lru_cache(maxsize=4096)
def nearest(text: str, limit: int = 3) -> tuple[str, ...]:
    """The best-matching actors, as name and id, best first; fewer or none when nothing is near."""
    wanted = _triples(key(text))
    shared: Counter[int] = Counter()
    triples, names = _triple_index()
    for triple in wanted:
        shared.update(triples.get(triple, ()))
    ratios = ((2 * count / (len(wanted) + names[at][1]), names[at][0]) for at, count in shared.items())
    scored = sorted(ratios, reverse=True)
    known = registry()
    near = dict.fromkeys(actor for score, actor in scored if score >= _LEAST)
    return tuple(f"{known[actor].name} ({actor})" for actor in list(near)[:limit])


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
