"""Organisations of two states: those they share, those of one alone, with roles and dates."""

from multipolar.actors.organisations import organisations
from multipolar.briefs.bodies import Standings, bodies, is_member, role, standings
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Sentence, Table

_MOST_SHARED, _MOST_APART = 40, 16


def shared(pair: Pair) -> tuple[list[Sentence], Table]:
    """Shared and separate organisations of those that the record follows, as sentences and a table."""
    held, number = standings(pair, pair.ids)
    both = sorted(o for o, by in held.items() if len(by) == 2 and all(is_member(r) for r in by.values()))
    values = {"n": len(both), "all": len(organisations()), "names": bodies(pair, both, _MOST_SHARED)}
    key = pair.then("ties.shared" if both else "ties.shared_none")
    told = [pair.say(key, number, **values, **pair.named)]
    told += [s for x, y in pair.ways if (s := _apart(pair, held, x.id, y.id, number))]
    rows = tuple(
        (pair.words.body(o, long=True).plain, role(pair, by.get(pair.a.id)), role(pair, by.get(pair.b.id)))
        for o, by in sorted(held.items())
    )
    columns = (pair.text("ties.body"), pair.one.plain, pair.other.plain)
    return told, Table(pair.text("ties.bodies"), columns, rows, (number,))


def _apart(pair: Pair, held: Standings, x: str, y: str, note: int) -> Sentence | None:
    alone = [o for o, by in sorted(held.items()) if x in by and is_member(by[x]) and y not in by]
    if not alone:
        return None
    values = {"a": pair.name(x), "n": len(alone), "names": bodies(pair, alone, _MOST_APART)}
    return pair.say(pair.then("ties.alone"), note, **values)
