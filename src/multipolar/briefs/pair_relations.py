"""Relations of two states over time: when they were established and broken, visits, meetings, agreements."""

from collections.abc import Sequence

from multipolar.actors import get
from multipolar.basics.dates import PartialDate
from multipolar.briefs.language.words import upper
from multipolar.briefs.pair_regular import regular
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.pair_treaties import bilateral
from multipolar.briefs.pair_visits import Item, counts, last_visit, numbers, pause, visits
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.measures.ties import Act, acts

_MOST = 40


def relations(pair: Pair) -> Section:
    """What is known of relations, visits and agreements between the two, in order of time."""
    acted, note = _acts(pair)
    met = visits(pair)
    items = sorted([*_act_items(pair, acted, note), *met, *_signed(pair)], key=lambda i: (i.on.first, i.what))
    sentences = [_relations(pair, acted, note), last_visit(pair, met), *_persons(pair, acted)]
    sentences += [*counts(pair, met), *pause(pair, met), *regular(pair)]
    shown, left = items[-_MOST:], len(items) - _MOST
    table = Table(
        pair.text("timeline.caption"), (pair.text("timeline.when"), pair.text("timeline.what")),
        tuple((pair.words.when(i.on), i.told(pair)) for i in shown), numbers(items),
        more=pair.text("timeline.more", n=left) if left > 0 else "",
    )  # fmt: skip
    return Section("timeline", pair.text("timeline.title"), tuple(sentences), (table,) if items else ())


def _acts(pair: Pair) -> tuple[list[Act], int]:
    ids = sorted({*persons(pair.a.id), *persons(pair.b.id)})
    where = {"kind": "relations", "a": ids, "b": ids}
    _, number = pair.ask("acts", "tie", where, ("valid_from",), **pair.named)
    return [act for act in acts(pair.record, pair.a.id, pair.b.id) if pair.past(act.on)], number


def _act_items(pair: Pair, acted: Sequence[Act], note: int) -> list[Item]:
    told = {a.value: pair.text("timeline.act", act=pair.words.word("act", a.value)) for a in acted}
    return [Item(a.on, told[a.value], "", note) for a in acted if a.on is not None]


def _relations(pair: Pair, acted: Sequence[Act], note: int) -> Sentence:
    if not acted:
        where = {"kind": "relations", "a": pair.ids, "b": pair.ids}
        return pair.silence("relations", "tie", where, **pair.named)
    last = acted[-1]
    act = pair.words.word("act", last.value)
    if not last.standing:
        key = pair.then("timeline.broken" if last.on else "timeline.broken_undated")
        return pair.say(key, note, act=act, on=last.on, **pair.named)
    day = pair.words.when(last.on, "at") if last.on else pair.text("timeline.unknown_day")
    if len(acted) == 1:
        return pair.say("timeline.once", note, act=act, day=day, **pair.named)
    return pair.say("timeline.last", note, act=act, day=day, before=_before(pair, acted), **pair.named)


def _before(pair: Pair, acted: Sequence[Act]) -> str:
    """The breaks, and when relations began at first."""
    first, breaks = acted[0], [a for a in acted if not a.standing]
    told = ""
    if breaks:
        spells = pair.words.listed([_spell(pair, b) for b in breaks])
        told += pair.text("timeline.after_breaks", n=len(breaks), spells=spells)
    if first.on and first.standing:
        told += pair.text("timeline.first", day=pair.words.when(first.on, "at"))
    return told


def _spell(pair: Pair, act: Act) -> str:
    ends = (str(d.year) if d else "?" for d in (act.on, act.until))
    return pair.text("from_to", **dict(zip(("first", "last"), ends, strict=True)))


def _persons(pair: Pair, acted: Sequence[Act]) -> list[Sentence]:
    """Whose relations they were before a state of today began."""
    found = []
    for x in (pair.a, pair.b):
        early = [a for a in acted if a.on and x.since and a.on.last < x.since.first]
        before = get(x.continues) if x.continues else None
        if early and before and x.since:
            name = pair.words.name(x)
            _, number = pair.ask("actor", "actor", {"id": [x.id, before.id]}, a=name)
            values = {"since": x.since, "before": pair.words.name(before), "a": name}
            found.append(pair.say("timeline.person", number, **values))
    return found


def _signed(pair: Pair) -> list[Item]:
    """Agreements between these two alone."""
    found, number = bilateral(pair)
    items = []
    for one in found:
        on: PartialDate | None = one.signed or one.in_force
        if on is not None and pair.past(on):
            key = "timeline.signed" if one.signed else "timeline.in_force"
            items.append(Item(on, upper(pair.text(key, name=one.name)), "", number))
    return items
