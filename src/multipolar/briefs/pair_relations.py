"""Relations of two states over time: when they were established and broken, visits, meetings, agreements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from multipolar.actors import get
from multipolar.basics.dates import PartialDate
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.sentences import at, counted, listed, named, upper, when, years
from multipolar.measures.events import Event, events
from multipolar.measures.offices import Tenure, tenures
from multipolar.measures.ties import Act, acts

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
    route: str = ""

    @property
    def told(self) -> str:
        """The line as the table has it."""
        lead = f"{upper(self.route)}: {self.what}" if self.route else self.what
        return f"{lead.rstrip('.')}. {self.beside}" if self.beside else lead


def relations(pair: Pair) -> Section:
    """What is known of relations, visits and agreements between the two, in order of time."""
    acted, act_notes = _acts(pair)
    met = _visits(pair)
    signed = _signed(pair)
    items = sorted([*_act_items(acted, act_notes), *met, *signed], key=lambda i: (i.on.first, i.what))
    sentences = [
        _relations(pair, acted, act_notes),
        *_persons(pair, acted),
        _last_visit(pair, met),
    ]
    sentences += _counts(pair, met)
    sentences += [_pause(met)] if _longest(met) else []
    sentences.append(_regular(pair))
    shown = items[-_MOST:]
    more = f"{len(items) - _MOST} earlier entries are left out; the notes find them." if items[_MOST:] else ""
    table = Table(
        "Acts, visits and agreements, in order of time", ("When", "What"),
        tuple((when(i.on), i.told) for i in shown), _numbers(items), more=more,
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
        words = f"diplomatic relations between {pair.both}"
        return pair.silence(words, "Acts about diplomatic relations", "tie", where)
    last = acted[-1]
    day = at(last.on) if last.on else "on a day not known"
    subject = f"iplomatic relations between {pair.both}"
    if not last.standing:
        since = f"since {when(last.on)}" if last.on else "since a day not known"
        verb = pair.verb("have been", "had been")
        return Sentence(f"D{subject} {verb} {last.value} {since}; no later act is on record.", notes)
    if len(acted) == 1:
        text = f"D{subject} were {last.value} {day}; no break is on record, and breaks are not all listed."
        return Sentence(text, notes)
    return Sentence(
        f"D{subject} were last {last.value} {day}{_before(acted)}. No later break is on record.", notes
    )


def _before(acted: Sequence[Act]) -> str:
    """The breaks, and when relations began at first."""
    first, breaks = acted[0], [a for a in acted if not a.standing]
    broken = f", after {'a break' if len(breaks) == 1 else 'breaks'} {_spells(breaks)}" if breaks else ""
    begun = f"; they were first established {at(first.on)}" if first.on and first.standing else ""
    return f"{broken}{begun}"


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
    spells = [f"from {b.on.year if b.on else '?'} to {b.until.year if b.until else '?'}" for b in breaks]
    return listed(spells)


def _visits(pair: Pair) -> list[Item]:
    """Visits in both directions, and meetings elsewhere at which both are on record."""
    items: list[Item] = []
    for guest, host in ((pair.a, pair.b), (pair.b, pair.a)):
        found = _journeys(pair, persons(guest.id), persons(host.id))
        sql = _sql(persons(guest.id), persons(host.id))
        number = pair.notes.cite(f"Visits from {guest.name} to {host.name}", sql, [e.row for e in found])
        route = f"{named(guest.name)} to {named(host.name)}"
        items += [_item(pair, e, route, number) for e in found]
    return sorted(items, key=lambda i: i.on.first)


def _journeys(pair: Pair, guests: Sequence[str], hosts: Sequence[str]) -> list[Event]:
    found = [
        e for e in events(pair.record)
        if e.host in hosts and e.kind in _KINDS and e.start is not None and pair.past(e.start)
        and e.visitors and all(home in guests for _, home in e.visitors)
    ]  # fmt: skip
    kept: list[Event] = []
    for e in sorted(found, key=lambda e: -pair.record.priority(e.row["source"])):
        # Two sources of one journey: the same day of arrival, told once.
        if not any(k.start == e.start and k.row["source"] != e.row["source"] for k in kept):
            kept.append(e)
    return sorted(kept, key=lambda e: e.span.start or date.min)


def _sql(guests: Sequence[str], hosts: Sequence[str]) -> str:
    came, where = (", ".join(map(literal, sorted(ids))) for ids in (guests, hosts))
    return (
        f"SELECT DISTINCT e.* FROM event e JOIN participant p ON p.event = e.id WHERE e.host IN ({where})"
        f" AND p.actor IN ({came}) AND p.role <> 'host' ORDER BY e.start"
    )


def _item(pair: Pair, event: Event, route: str, number: int) -> Item:
    assert event.start is not None  # noqa: S101 - kept only with a date
    place = f", in {event.place}" if event.place else ""
    until = f", until {when(event.end)}" if event.end and event.end.first > event.start.last else ""
    what = f"{event.title.rstrip('. ')}{place}{until}"
    return Item(event.start, what, _in_office(pair, event), number, route)


def _in_office(pair: Pair, event: Event) -> str:
    """Who held the host's first offices then; nobody where the day is not known to the month."""
    if event.start is None or event.start.month is None:
        return ""
    held = [t for t in tenures(pair.record) if t.actor == event.host and _surely(t, event.start)]
    names = []
    for title in _HOSTS:
        found = sorted({t.person for t in held if t.title == title})
        names += [f"{title.replace('_', ' ')} {' or '.join(found)}"] if found else []
    return f"In office there: {', '.join(names)}" if names else ""


def _surely(tenure: Tenure, on: PartialDate) -> bool:
    """Whether someone held an office on a day of a date, however its own dates are read."""
    begun = tenure.start is None or tenure.start.last <= on.last
    return begun and (tenure.end is None or tenure.end.first >= on.first)


def _last_visit(pair: Pair, met: Sequence[Item]) -> Sentence:
    if not met:
        return pair.silence(
            f"visits between {pair.both}", f"Journeys to {pair.b.name}", "event",
            {"host": list(persons(pair.b.id))}, "visits",
        )  # fmt: skip
    last = met[-1]
    age = years(last.on, PartialDate.of(pair.on))
    ago = f", {counted(age, 'year')} before the day of this brief" if age >= 2 else ""
    text = (
        f"The last visit on record, of {when(last.on)}{ago}, was from {last.route}: {last.what.rstrip('.')}."
    )
    return Sentence(text, (last.note,))


def _counts(pair: Pair, met: Sequence[Item]) -> list[Sentence]:
    if not met:
        return []
    out = sum(i.route.startswith(f"{pair.one} to ") for i in met)
    numbers = _numbers(met)
    text = (
        f"The record has {counted(out, 'visit')} from {pair.one} to {pair.other} and "
        f"{counted(len(met) - out, 'visit')} in the other direction; its lists of visits are not complete, "
        "so that a missing visit proves nothing."
    )
    return [Sentence(text, numbers)]


def _longest(met: Sequence[Item]) -> tuple[Item, Item] | None:
    """The longest pause between visits, where there is one of many years."""
    pauses = [(x, y) for x, y in pairwise(met) if years(x.on, y.on) >= _SHORTEST_PAUSE]
    return max(pauses, key=lambda p: (p[1].on.first - p[0].on.first).days, default=None)


def _pause(met: Sequence[Item]) -> Sentence:
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
        subject = "regular consultations and commissions of the two"
        return pair.silence(subject, "Consultations and commissions", "event", where)
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
