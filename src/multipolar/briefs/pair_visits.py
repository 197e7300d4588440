"""Visits of two states to each other: who went where and when, who was in office there, and the pauses."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from multipolar.basics.dates import PartialDate
from multipolar.briefs.language.words import upper
from multipolar.briefs.notes import literal
from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.parts import Sentence
from multipolar.briefs.setting import Setting
from multipolar.measures.events import Event, events
from multipolar.measures.offices import Tenure, tenures

_KINDS = ("visit", "meeting", "summit", "consultation", "commission")
_HOSTS = ("president", "prime_minister", "chancellor", "foreign_minister", "general_secretary")
_SHORTEST_PAUSE = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the timeline.

    Attributes:
        on: The first day.
        what: What happened.
        beside: Who was in office there; empty for nobody known.
        note: The number of its note.
        guest: Who came, for a visit.
        host: Where to.
    """

    on: PartialDate
    what: str
    beside: str
    note: int
    guest: str = ""
    host: str = ""

    def told(self, pair: Pair) -> str:
        """The line as the table has it."""
        lead = self.what
        if self.guest:
            names = {"guest": pair.name(self.guest), "host": pair.name(self.host)}
            lead = upper(pair.text("timeline.route", what=self.what, **names))
        return f"{lead.rstrip('.')}. {self.beside}" if self.beside else lead


def numbers(items: Sequence[Item]) -> tuple[int, ...]:
    """The notes of some lines."""
    return tuple(sorted({i.note for i in items}))


def years(since: PartialDate, until: PartialDate) -> int:
    """Whole years between two dates, never more than surely passed."""
    return max(0, math.floor((until.first - since.last).days / 365.2425))


def visits(pair: Pair) -> list[Item]:
    """Visits in both directions, and meetings elsewhere at which both are on record."""
    items: list[Item] = []
    for guest, host in pair.ways:
        found = _journeys(pair, persons(guest.id), persons(host.id))
        names = {"a": pair.words.name(guest), "b": pair.words.name(host)}
        sql = _sql(persons(guest.id), persons(host.id))
        number = pair.cite("visits", sql, [e.row for e in found], **names)
        items += [_item(pair, e, guest.id, host.id, number) for e in found]
    return sorted(items, key=lambda i: i.on.first)


def _journeys(pair: Pair, guests: Sequence[str], hosts: Sequence[str]) -> list[Event]:
    found = [
        e for e in events(pair.record)
        if e.host in hosts and e.kind in _KINDS and e.start is not None and pair.past(e.start)
        and e.visitors and all(home in guests for _, home in e.visitors)
    ]  # fmt: skip
    return once(pair, found)


def once(setting: Setting, found: Iterable[Event]) -> list[Event]:
    """Events in order of time; one journey in two sources (same day and host) is told once, by the better."""
    kept: dict[tuple[str | None, str], list[Event]] = {}
    for e in sorted(found, key=lambda e: -setting.record.priority(e.row["source"])):
        same = kept.setdefault((e.host, str(e.start)), [])
        if not any(k.row["source"] != e.row["source"] for k in same):
            same.append(e)
    return sorted((e for same in kept.values() for e in same), key=lambda e: e.span.start or date.min)


def _sql(guests: Sequence[str], hosts: Sequence[str]) -> str:
    came, where = (", ".join(map(literal, sorted(ids))) for ids in (guests, hosts))
    return (
        f"SELECT DISTINCT e.* FROM event e JOIN participant p ON p.event = e.id WHERE e.host IN ({where})"
        f" AND p.actor IN ({came}) AND p.role <> 'host' ORDER BY e.start"
    )


def _item(pair: Pair, event: Event, guest: str, host: str, number: int) -> Item:
    assert event.start is not None  # noqa: S101 - kept only with a date
    place = pair.text("timeline.place", place=event.place) if event.place else ""
    longer = event.end is not None and event.end.first > event.start.last
    until = f", {pair.words.when(event.end, 'until')}" if longer and event.end else ""
    what = f"{event.title.rstrip('. ')}{place}{until}"
    return Item(event.start, what, _in_office(pair, event), number, guest, host)


def _in_office(pair: Pair, event: Event) -> str:
    """Who held the host's first offices then; nobody where the day is not known to the month."""
    if event.start is None or event.start.month is None:
        return ""
    held = [t for t in tenures(pair.record) if t.actor == event.host and _surely(t, event.start)]
    told = []
    for title in _HOSTS:
        found = sorted({t.person for t in held if t.title == title})
        told += [f"{pair.words.word('office', title)} {' / '.join(found)}"] if found else []
    return pair.text("timeline.in_office", names=", ".join(told)) if told else ""


def _surely(tenure: Tenure, on: PartialDate) -> bool:
    """Whether someone held an office on a day of a date, however its own dates are read."""
    begun = tenure.start is None or tenure.start.last <= on.last
    return begun and (tenure.end is None or tenure.end.first >= on.first)


def last_visit(pair: Pair, met: Sequence[Item]) -> Sentence:
    """The last visit on record, and how long ago it was; else why there is none."""
    if not met:
        where = {"host": list(persons(pair.b.id))}
        pull = could_bring("visits", pair.a, pair.b, pair.on, pair.record)
        return pair.silence("visits", "event", where, pull, **pair.named)
    last = met[-1]
    age = years(last.on, pair.day)
    ago = pair.text("timeline.ago", n=age) if age >= 2 else ""
    names = {"guest": pair.name(last.guest), "host": pair.name(last.host)}
    what = last.what.rstrip(".")
    return pair.say("timeline.last_visit", last.note, on=last.on, ago=ago, what=what, **names)


def counts(pair: Pair, met: Sequence[Item]) -> list[Sentence]:
    """How many visits each way."""
    if not met:
        return []
    out = sum(i.guest == pair.a.id for i in met)
    values = {"n": out, "m": len(met) - out, **pair.named}
    return [pair.say("timeline.counts", *numbers(met), **values)]


def pause(pair: Pair, met: Sequence[Item]) -> list[Sentence]:
    """The longest pause between visits, where there is one of many years."""
    pauses = [(x, y) for x, y in pairwise(met) if years(x.on, y.on) >= _SHORTEST_PAUSE]
    found = max(pauses, key=lambda p: (p[1].on.first - p[0].on.first).days, default=None)
    if found is None:
        return []
    return [pair.say("timeline.pause", *numbers(found), since=found[0].on, until=found[1].on)]
