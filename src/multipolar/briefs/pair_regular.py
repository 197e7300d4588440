"""Consultations and commissions of two states: how many, the gap since the last one, and the widest gap."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from multipolar.basics.dates import PartialDate
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.pair_visits import years
from multipolar.briefs.parts import Sentence
from multipolar.measures.events import Event, events

# Such bodies are usually meant to meet once a year; from two years on the gap is told.
_LATE = 2
_KINDS = ("commission", "consultation")


def regular(pair: Pair) -> list[Sentence]:
    """Consultations and commissions: those on record with their gaps, or that none is."""
    ones, others = persons(pair.a.id), persons(pair.b.id)
    ids = [*ones, *others]
    where = {"kind": list(_KINDS), "host": ids}
    found = [e for e in events(pair.record) if e.kind in _KINDS and _of_both(e, ones, others)]
    found = sorted((e for e in found if pair.past(e.start)), key=lambda e: e.span.start or date.min)
    if not found:
        return [pair.silence("regular", "event", where, **pair.named)]
    _, number = pair.ask("regular", "event", where, ("start",), **pair.named)
    held = [e.start for e in found if e.start is not None]
    if not held:
        return [pair.say("timeline.regular_undated", number, n=len(found))]
    told = [pair.say("timeline.regular", number, n=len(found), on=held[-1])]
    return told + _gaps(pair, held, number)


def _of_both(event: Event, ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of the two was host to the other."""
    came = {home for _, home in event.visitors}
    return any(
        event.host in hosts and came & set(guests) for hosts, guests in ((ones, others), (others, ones))
    )


def _gaps(pair: Pair, held: Sequence[PartialDate], number: int) -> list[Sentence]:
    told = []
    if (since := years(held[-1], pair.day)) >= _LATE:
        told.append(pair.say("timeline.since_last", number, n=since))
    widest = max(pairwise(held), key=lambda p: (p[1].first - p[0].last).days, default=None)
    if widest and (gap := years(*widest)) >= _LATE:
        told.append(pair.say("timeline.widest", number, n=gap, since=widest[0], until=widest[1]))
    return told
