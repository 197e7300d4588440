"""Who visited whom when, as far as the record's events tell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.text import fold
from multipolar.measures.offices import Tenure, may_be_same, of_person
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Event:
    """One visit, meeting or journey to a summit.

    Attributes:
        id: The event's id.
        kind: ``visit``, ``meeting``, ``summit``, ...
        start: First day, as finely as known.
        end: Last day.
        place: Cities, as the source writes them.
        host: State in which it took place.
        title: What it was.
        visitors: Persons and the actors they came for.
        row: The row of the record.
    """

    id: str
    kind: str
    start: PartialDate | None
    end: PartialDate | None
    place: str | None
    host: str | None
    title: str
    visitors: tuple[tuple[str | None, str | None], ...]
    row: Mapping[str, Any] = field(hash=False, compare=False)

    @property
    def span(self) -> Span:
        """The days it can have covered."""
        first = self.start.first if self.start else None
        last = self.end or self.start
        end = last.last if last else None
        return Span(first, max(first, end) if first and end else end)

    @property
    def words(self) -> str:
        """Who, where and when in words."""
        where = self.place or self.host or "an unknown place"
        longer = self.start is not None and self.end is not None and self.end.first > self.start.last
        until = f" to {self.end}" if longer else ""
        return f"{self.title} in {where}, {self.start or 'date unknown'}{until}"

    def at(self, place: str) -> bool:
        """Whether a city as written is among its places."""
        return self.place is not None and fold(place) in fold(self.place)


_EVENTS: "WeakKeyDictionary[Record, tuple[Event, ...]]" = WeakKeyDictionary()


def events(record: Record) -> tuple[Event, ...]:
    """Every event of the record with its visitors."""
    if record not in _EVENTS:
        came: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
        for row in record.rows("participant"):
            if row["role"] != "host":
                came[row["event"]].append((row["person"], row["actor"]))
        _EVENTS[record] = tuple(_event(row, tuple(came[row["id"]])) for row in record.rows("event"))
    return _EVENTS[record]


def of_visitor(
    record: Record, *, person: str | None, actor: str | None, host: str | None, title: str | None = None
) -> tuple[Event, ...]:
    """The events to which a person, or anybody for an actor, came; in order of time.

    Args:
        record: The record.
        person: A name as written; ``None`` for anybody.
        actor: Whom they came for, with those whose legal person it continues; ``None`` for any.
        host: Where they came; ``None`` for anywhere.
        title: An office that the event's title must name.
    """
    homes, places = _line(actor), _line(host)
    tenures = of_person(record, person) if person is not None else ()
    found = [
        event
        for event in events(record)
        if (host is None or event.host in places)
        and any(
            (actor is None or home in homes) and _is(event, known, home, person, tenures)
            for known, home in event.visitors
        )
        and (title is None or title.replace("_", " ") in event.title.lower())
    ]
    return tuple(sorted(found, key=lambda e: e.span.start or date.min))


def _is(
    event: Event, known: str | None, home: str | None, person: str | None, tenures: Sequence[Tenure]
) -> bool:
    """Whether a visitor may be a person: by name, or by office where a list names nobody."""
    if person is None or known is not None:
        return person is None or may_be_same(person, str(known))
    words = event.title.lower()
    return any(
        t.actor == home and t.held(event.span) and any(w in words for w in _office_words(t.title))
        for t in tenures
    )


def _office_words(title: str) -> tuple[str, ...]:
    plain = title.replace("_", " ")
    return (plain, "secretary of state") if title == "foreign_minister" else (plain,)


def _line(actor: str | None) -> tuple[str, ...]:
    """An actor with those whose legal person it continues, and the one that continues it."""
    if actor is None:
        return ()
    try:
        chain = tuple(a.id for a in actors.lineage(actor))
    except AskedWronglyError:
        return (actor,)
    return chain if chain[0] != "SUN" else ("RUS", *chain)


def _event(row: Mapping[str, Any], visitors: tuple[tuple[str | None, str | None], ...]) -> Event:
    return Event(
        row["id"], row["kind"], PartialDate.stored(row["start"], row["start_precision"]),
        PartialDate.stored(row["end"], row["end_precision"]), row["place"], row["host"],
        row["title"] or row["kind"], visitors, row,
    )  # fmt: skip
