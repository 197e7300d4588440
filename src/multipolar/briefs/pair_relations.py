"""Relations of two states over time: when they were established and broken, visits, meetings, agreements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.actors import get
from multipolar.basics.dates import PartialDate, Span
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.sentences import at, counted, listed, named, times, upper, when, years
from multipolar.measures.events import Event, events
from multipolar.measures.offices import tenures
from multipolar.measures.ties import Act, acts

_ENVOYS = ("us_travels", "china_engagements")
_KINDS = ("visit", "meeting", "summit", "consultation", "commission")
_HOSTS = ("president", "prime_minister", "chancellor", "foreign_minister", "general_secretary")
_MOST = 40
_SHORTEST_PAUSE = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the timeline."""

    on: PartialDate
    what: str
    beside: str
    note: int


def relations(pair: Pair) -> Section:
    """What is known of relations, visits and agreements between the two, in order of time."""
    acted, act_notes = _acts(pair)
    met, visit_notes = _visits(pair)
    signed = _signed(pair)
    items = sorted([*_act_items(acted, act_notes), *met, *signed], key=lambda i: (i.on.first, i.what))
    sentences = [_relations(pair, acted, act_notes), *_persons(pair, acted), _last_visit(pair, met, visit_notes)]
    sentences += _counts(pair, met)
    sentences += [_pause(pair, met)] if _longest(met) else []
    sentences.append(_regular(pair))
    shown = items[-_MOST:]
    more = f"{len(items) - _MOST} earlier entries are left out; the notes find them." if items[_MOST:] else ""
    table = Table(
        "Acts, visits and agreements, in order of time", ("When", "What", "In office in the host state"),
        tuple((when(i.on), i.what, i.beside) for i in shown), _numbers(items), more=more,
    )  # fmt: skip
    return Section("timeline", "Timeline", tuple(sentences), (table,) if items else ())


def _numbers(items: Sequence[Item]) -> tuple[int, ...]:
    return tuple(sorted({i.note for i in items}))


def _acts(pair: Pair) -> tuple[list[Act], tuple[int, ...]]:
    ids = sorted({*persons(pair.a.id), *persons(pair.b.id)})
    where = {"kind": "relations", "a": ids, "b": ids}
    _, number = pair.notes.ask("Acts about diplomatic relations", "tie", where, ("valid_from",))
    return [act for act in acts(pair.record, pair.a.id, pair.b.id) if pair.past(act.on)], (number,)


def _act_items(acted: Sequence[Act], notes: tuple[int, ...]) -> list[Item]:
    return [Item(a.on, f"Diplomatic relations {a.value}", "", notes[0]) for a in acted if a.on is not None]


def _relations(pair: Pair, acted: Sequence[Act], notes: tuple[int, ...]) -> Sentence:
    if not acted:
        where = {"kind": "relations", "a": [pair.a.id, pair.b.id], "b": [pair.a.id, pair.b.id]}
        subject = f"diplomatic relations between {pair.both}"
        return pair.silence(subject, "Acts about diplomatic relations", "tie", where)
    last = acted[-1]
    since = when(last.on) if last.on else "a day not known"
    past = pair.a.until or pair.b.until
    if not last.standing:
        verb = "were" if past else "have been"
        text = f"Diplomatic relations between {pair.both} {verb} {last.value} since {since}"
        return Sentence(f"{text}, as far as the record goes.", notes)
    verb = "had" if past else "have had"
    text = f"{upper(pair.both)} {verb} diplomatic relations since {since}"
    if len(acted) == 1:
        return Sentence(f"{text}.", notes)
    again = f", when they were {last.value}" if last.value == "re-established" else ""
    return Sentence(f"{text}{again}; they were {_before(acted)}.", notes)


def _before(acted: Sequence[Act]) -> str:
    """When relations began at first, and when they were broken."""
    first, breaks = acted[0], [a for a in acted if not a.standing]
    begun = [f"first established {at(first.on)}"] if first.on and first.standing else []
    broken = [f"interrupted {times(len(breaks))} ({_spells(breaks)})"] if breaks else []
    return listed([*begun, *broken]) or "established more than once"


def _persons(pair: Pair, acted: Sequence[Act]) -> list[Sentence]:
    """Whose relations they were before a state of today began."""
    found = []
    for x in (pair.a, pair.b):
        early = [a for a in acted if a.on and x.since and a.on.last < x.since.first]
        before = get(x.continues) if x.continues else None
        if early and before:
            _, number = pair.notes.ask(f"{x.name} as an actor", "actor", {"id": [x.id, before.id]})
            text = f"Until {when(x.since)} they were those of {named(before.name)}" if x.since else ""
            found.append(Sentence(f"{text}, whose legal person {named(x.name)} continues.", (number,)))
    return found


def _spells(breaks: Sequence[Act]) -> str:
    return ", ".join(
        f"{b.on.year if b.on else '?'} to {b.until.year if b.until else '?'}" for b in breaks
    )


def _visits(pair: Pair) -> tuple[list[Item], tuple[int, ...]]:
    """Visits in both directions, and meetings elsewhere at which both are on record."""
    items: list[Item] = []
    numbers = []
    for guest, host in ((pair.a, pair.b), (pair.b, pair.a)):
        found = _journeys(pair, persons(guest.id), persons(host.id))
        sql = _sql(persons(guest.id), persons(host.id))
        number = pair.notes.cite(f"Visits from {guest.name} to {host.name}", sql, [e.row for e in found])
        numbers.append(number)
        route = f"{guest.name} to {host.name}"
        items += [_item(pair, e, route, number, host.id) for e in found]
    return sorted(items, key=lambda i: i.on.first), tuple(numbers)


def _journeys(pair: Pair, guests: Sequence[str], hosts: Sequence[str]) -> list[Event]:
    found = [
        e for e in events(pair.record)
        if e.host in hosts and e.kind in _KINDS and e.start is not None and pair.past(e.start)
        and any(home in guests for _, home in e.visitors)
    ]  # fmt: skip
    kept: dict[object, Event] = {}
    for e in sorted(found, key=lambda e: -pair.record.priority(e.row["source"])):
        # Two sources of one journey: the same day of arrival, told once.
        kept.setdefault(e.start if e.start and e.start.day else e.id, e)
    return sorted(kept.values(), key=lambda e: e.span.start or date.min)


def _sql(guests: Sequence[str], hosts: Sequence[str]) -> str:
    came, where = (", ".join(map(literal, sorted(ids))) for ids in (guests, hosts))
    return (
        f"SELECT DISTINCT e.* FROM event e JOIN participant p ON p.event = e.id WHERE e.host IN ({where})"
        f" AND p.actor IN ({came}) AND p.role <> 'host' ORDER BY e.start"
    )


def _item(pair: Pair, event: Event, route: str, number: int, host: str) -> Item:
    assert event.start is not None  # noqa: S101 - kept only with a date
    place = f", in {event.place}" if event.place else ""
    until = f", until {when(event.end)}" if event.end and event.end.first > event.start.last else ""
    what = f"{route}: {event.title.rstrip('.')} ({event.kind}{place}{until})"
    return Item(event.start, what, _in_office(pair, host, event), number)


def _in_office(pair: Pair, host: str, event: Event) -> str:
    """Who held the host's first offices then; nobody where the day is not known to the month."""
    if event.start is None or event.start.month is None:
        return ""
    day = Span.of(event.start)
    found = {
        t.title: t.person
        for t in tenures(pair.record)
        if t.actor in persons(host) and t.title in _HOSTS and t.held(day)
    }
    return "; ".join(f"{title.replace('_', ' ')} {found[title]}" for title in _HOSTS if title in found)


def _last_visit(pair: Pair, met: Sequence[Item], notes: tuple[int, ...]) -> Sentence:
    if not met:
        return pair.silence(
            f"visits between {pair.both}", f"Journeys to {pair.b.name}", "event",
            {"host": list(persons(pair.b.id))}, _ENVOYS,
        )  # fmt: skip
    last = met[-1]
    age = years(last.on, PartialDate.of(pair.on))
    ago = f", {counted(age, 'year')} before {when(PartialDate.of(pair.on))}" if age >= 2 else ""
    return Sentence(f"The last visit on record is of {when(last.on)}{ago}: {last.what}.", (last.note,))


def _counts(pair: Pair, met: Sequence[Item]) -> list[Sentence]:
    if not met:
        return []
    out = sum(i.what.startswith(f"{pair.a.name} to ") for i in met)
    numbers = _numbers(met)
    text = (
        f"The record has {counted(out, 'visit')} from {pair.one} to {pair.other} and "
        f"{counted(len(met) - out, 'visit')} in the other direction; its lists of visits are not complete, "
        "so that a missing visit proves nothing."
    )
    return [Sentence(text, numbers)]


def _longest(met: Sequence[Item]) -> tuple[Item, Item] | None:
    """The longest pause between visits, where there is one of many years."""
    pauses = [(x, y) for x, y in zip(met, met[1:], strict=False) if years(x.on, y.on) >= _SHORTEST_PAUSE]
    return max(pauses, key=lambda p: (p[1].on.first - p[0].on.first).days, default=None)


def _pause(pair: Pair, met: Sequence[Item]) -> Sentence:
    found = _longest(met)
    assert found is not None  # noqa: S101 - asked for only where there is one
    text = f"Between {when(found[0].on)} and {when(found[1].on)} no visit in either direction is on record."
    return Sentence(text, _numbers(found))


def _regular(pair: Pair) -> Sentence:
    """Consultations and commissions: those on record, or that none is."""
    ids = (*persons(pair.a.id), *persons(pair.b.id))
    found = [
        e for e in events(pair.record)
        if e.kind in ("consultation", "commission") and e.host in ids and pair.past(e.start)
        and {home for _, home in e.visitors} & set(ids)
    ]  # fmt: skip
    where = {"kind": ["commission", "consultation"], "host": list(ids)}
    if not found:
        return pair.silence(
            "consultations and commissions of the two", "Consultations and commissions", "event", where
        )
    _, number = pair.notes.ask("Consultations and commissions", "event", where, ("start",))
    last = max(found, key=lambda e: e.span.start or date.min)
    day = when(last.start) if last.start else "a day not known"
    return Sentence(
        f"{upper(counted(len(found), 'consultation or commission', 'consultations and commissions'))} "
        f"of the two {'is' if len(found) == 1 else 'are'} on record, the last of {day}.",
        (number,),
    )


def _signed(pair: Pair) -> list[Item]:
    """Agreements between these two alone."""
    from multipolar.briefs.pair_treaties import bilateral

    found, number = bilateral(pair)
    items = []
    for one in found:
        on = one.signed or one.in_force
        if on is not None and pair.past(on):
            items.append(Item(on, f"{'Signed' if one.signed else 'In force'}: {one.name}", "", number))
    return items
