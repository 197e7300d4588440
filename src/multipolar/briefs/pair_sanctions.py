"""Sanctions of two states on each other and lists of unfriendly states, in words no wider than the rows."""

from collections.abc import Mapping

from multipolar.actors import Actor
from multipolar.basics.dates import PartialDate
from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Sentence
from multipolar.measures.sanctions import Sanctions, sanctions


def sanctioned(pair: Pair) -> list[Sentence]:
    """Who has sanctions on whom, who surely has none, and which kind of nothing there is else."""
    found = [s for x, y in pair.ways if (s := _towards(pair, x, y))]
    told = [(x, y) for x, y in pair.ways if sanctions(pair.record, x.id, y.id, pair.on).standing != "unknown"]
    found += _unfriendly(pair)
    pull = could_bring("sanctions", pair.a, pair.b, pair.on, pair.record)
    if len(told) == 1:
        y, x = told[0]
        where = {"kind": "sanction", "a": x.id, "b": y.id}
        names = {"a": pair.words.name(x), "b": pair.words.name(y)}
        found.append(pair.silence("sanctions_of", "tie", where, pull, **names))
    if found:
        return found
    both = {"kind": "sanction", "a": pair.ids, "b": pair.ids}
    return [pair.silence("sanctions", "tie", both, pull, **pair.named)]


def _unfriendly(pair: Pair) -> list[Sentence]:
    where = {"kind": "unfriendly_list", "a": pair.ids, "b": pair.ids}
    rows = [r for r in pair.record.rows("tie", where) if not r["valid_from"] or r["valid_from"] <= pair.on]
    if not rows:
        return []
    _, number = pair.ask("unfriendly", "tie", where, **pair.named)
    return [pair.say("ties.unfriendly", number, a=pair.name(r["b"]), b=pair.name(r["a"])) for r in rows]


def _towards(pair: Pair, x: Actor, y: Actor) -> Sentence | None:
    held = sanctions(pair.record, x.id, y.id, pair.on)
    if held.standing == "unknown":
        return None
    names = {"a": pair.words.name(x), "b": pair.words.name(y)}
    _, note = pair.ask("sanctions", "tie", {"kind": "sanction", "b": y.id}, ("a",), b=names["b"])
    if held.standing == "none":
        since = PartialDate.stored(held.rows[0]["valid_from"], held.rows[0]["valid_from_precision"])
        key = "ties.sanctions_none_since" if since else "ties.sanctions_none"
        return pair.lack("zero", key, note, since=since, **names)
    if held.standing == "unlisted":
        return pair.lack("zero", "ties.sanctions_unlisted", note, **names)
    return _imposed(pair, held, note, names)


def _imposed(pair: Pair, held: Sanctions, note: int, names: Mapping[str, object]) -> Sentence | None:
    spells = [s for s in held.spells if s[0] is None or s[0].first <= pair.on]
    if not spells:
        return None
    by = pair.text("ties.as_member", body=pair.words.body(held.body)) if held.body else ""
    if held.in_force(pair.on):
        since = next((s[0] for s in spells if s[1] is None or s[1].last >= pair.on), None)
        key = "ties.sanctions_since" if since else "ties.sanctions"
        return pair.say(key, note, by=by, since=since, **names)
    told = [pair.text("span", first=str(s[0].year if s[0] else "?"), last=str(s[1].year if s[1] else "?"))
            for s in spells]  # fmt: skip
    values = {"spells": pair.words.listed(told), "year": str(pair.on.year)}
    return pair.say("ties.sanctions_past", note, by=by, **values, **names)
