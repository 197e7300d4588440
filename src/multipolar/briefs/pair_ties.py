"""What binds two states: organisations, missions, alliances, treaties, visas, and the rest in order."""

from typing import Any

from multipolar.actors import Actor
from multipolar.basics.dates import PartialDate
from multipolar.briefs.pair_bodies import shared
from multipolar.briefs.pair_place import law, place
from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sanctions import sanctioned
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.pair_treaties import multilateral, standing
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.measures.visas import entry

Row = dict[str, Any]
_MOST = 15


def ties(pair: Pair) -> Section:
    """Organisations, treaties, missions, alliances, visas, sanctions, law and distance."""
    told, table = shared(pair)
    treaties, treaty_table = _treaties(pair)
    told = [*told, _missions(pair), _alliances(pair), *treaties, *_visas(pair)]
    told += [*sanctioned(pair), *law(pair), *place(pair)]
    tables = tuple(t for t in (table, treaty_table) if t.rows)
    return Section("ties", pair.text("ties.title"), tuple(told), tables)


def _missions(pair: Pair) -> Sentence:
    where = {"kind": "mission", "a": pair.ids, "b": pair.ids}
    rows, number = pair.ask("missions", "tie", where, **pair.named)
    if not rows:
        pull = could_bring("missions", pair.a, pair.b, pair.on, pair.record)
        return pair.silence("missions", "tie", where, pull, **pair.named)
    told = []
    for x, y in pair.ways:
        names = {"a": pair.words.name(x), "b": pair.words.name(y)}
        found = sorted(str(r["value"]) for r in rows if r["a"] == x.id)
        seen = _seen(pair, [r for r in rows if r["a"] == x.id])
        key = "ties.missions" if found else "ties.mission_none"
        values = {"n": len(found), "seen": seen, "list": "; ".join(found)}
        told.append(pair.words.sentence(key, **values, **names))
    return Sentence(" ".join(told), (number,))


def _seen(pair: Pair, rows: list[Row]) -> str:
    """When a source said so, in words; empty where it does not say."""
    seen = max((r["observed"] for r in rows if r["observed"]), default=None)
    return pair.text("ties.seen", day=pair.words.when(PartialDate.of(seen), "at")) if seen else ""


def _alliances(pair: Pair) -> Sentence:
    ids = sorted({*persons(pair.a.id), *persons(pair.b.id)})
    where = {"kind": "alliance", "a": ids, "b": ids}
    rows, number = pair.ask("alliances", "tie", where, ("valid_from",), **pair.named)
    rows = [r for r in rows if r["valid_from"] is None or r["valid_from"] <= pair.on]
    if not rows:
        pull = could_bring("alliances", pair.a, pair.b, pair.on, pair.record)
        return pair.silence("alliances", "tie", where, pull, **pair.named)
    going = [r for r in rows if r["valid_to"] is None or r["valid_to"] > pair.on]
    told = pair.words.listed(list(dict.fromkeys(_alliance(pair, r) for r in going or rows[-1:])))
    key = "ties.alliances_going" if going else "ties.alliances_last" if len(rows) > 1 else "ties.alliances"
    return pair.say(key, number, n=len(rows), told=told, **pair.named)


def _alliance(pair: Pair, row: Row) -> str:
    since = PartialDate.stored(row["valid_from"], row["valid_from_precision"])
    until = PartialDate.stored(row["valid_to"], row["valid_to_precision"])
    told = [pair.words.word("alliance", str(row["value"] or "alliance"))]
    told += [pair.words.when(since, "since")] if since else []
    told += [pair.words.when(until, "until")] if until else []
    return " ".join(told)


def _treaties(pair: Pair) -> tuple[list[Sentence], Table]:
    """Agreements of three parties or more to which both belong, as a sentence and a table."""
    found, number = multilateral(pair)
    if not found:
        return [], Table("", (), ())
    told = [pair.say(pair.then("ties.treaties"), number, n=len(found))]
    rows = tuple((str(a.signed or a.in_force or ""), a.name, standing(pair, a)) for a in found[:_MOST])
    left = len(found) - _MOST
    more = pair.text("ties.more_treaties", n=left) if left > 0 else ""
    columns = tuple(pair.text(f"ties.{c}") for c in ("signed", "agreement", "standing"))
    return told, Table(pair.text("ties.treaty_table"), columns, rows, (number,), more=more)


def _visas(pair: Pair) -> list[Sentence]:
    where = {"kind": "visa", "a": pair.ids, "b": pair.ids}
    _, number = pair.ask("visas", "tie", where, **pair.named)
    found = [s for x, y in pair.ways if (s := _entry(pair, x, y, number))]
    if found:
        return found
    pull = could_bring("visas", pair.a, pair.b, pair.on, pair.record)
    return [pair.silence("visas", "tie", where, pull, **pair.named)]


def _entry(pair: Pair, x: Actor, y: Actor, note: int) -> Sentence | None:
    held = entry(pair.record, x.id, y.id, pair.on)
    if not held.answers:
        return None
    names = {"a": pair.words.name(x), "b": pair.words.name(y)}
    if held.access is None:
        return pair.say("ties.visa_unsure", note, **names)
    days = held.days if held.access == "free" else None
    key = "ties.visa_free_days" if days else f"ties.visa_{held.access}"
    return pair.say(key, note, days=days or 0, seen=_seen(pair, [dict(r) for r in held.rows]), **names)
