"""Reads China Vitae's engagements of Chinese leaders as visits abroad and meetings at home."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import after, dated, file_rows, meaning, parsed, table_rows
from multipolar.record.sources.base import ReadContext, Rows

COLUMNS = ("date", "year", "country", "leader", "text")
HOME = "CHN"
_PLACE = re.compile(r"(?:travelled to|was in)\b(?P<place>.*?)\s*(?:\band met with|Others Attending|$)")
_TRAILING = re.compile(r"\((?P<place>[^()]+)\)\s*(?:Others Attending.*)?$")
_MET = re.compile(r"\b(?:met|meets?|meeting|talks|received|receives|summit|visit(?:s|ed)?)\b", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"\bto (?:visit|attend|meet|receive|hold)\b|\bwill\b|phone|messages?\b|letters?\b|congratulat|condol",
    re.I,
)
_CHINESE_UNIT = re.compile(r"\b(?:Municipality|Province|Autonomous Region)$")
_CHINESE_CITY = re.compile(r"\b(?:City|Beijing)\b")
_SHORT_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{2})")


@dataclass(slots=True)
class _Event:
    """One engagement: where it took place, the states named, and the leader's part."""

    id: str
    day: PartialDate
    leader: str
    text: str
    place: str
    host: str | None
    actors: list[str] = field(default_factory=list)

    @property
    def abroad(self) -> bool:
        return self.host not in (None, HOME)


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield events, then the leader and the states of each."""
    events: dict[tuple[str, ...], _Event | None] = {}
    rows = file_rows(context.spec.name, files["engagements"], COLUMNS)
    for row, day in parsed(context, "event", rows, lambda row: (row, _day(row["date"]))):
        key = (str(day), row["leader"], row["text"])
        if key not in events:
            number = sum(1 for known in events if known[:2] == key[:2]) + 1
            events[key] = _event(row, day, number, context)
        event = events[key]
        actor = context.actor(row["country"], "name", day)
        if actor is None:
            context.issue("participant", " ".join(key[:2]), "no actor of that name", row["country"])
        elif event is not None and actor not in event.actors:
            event.actors.append(actor)
    kept = [event for event in events.values() if event is not None]
    yield table_rows("event", map(_event_row, kept))
    yield table_rows("participant", (part for event in kept for part in _participants(event)))


def _day(text: str) -> date:
    """ISO, or month/day/year of this century."""
    short = _SHORT_DATE.fullmatch(text)
    if short is None:
        return date.fromisoformat(text)
    month, day, year = map(int, short.groups())
    return date(2000 + year, month, day)


def _event(row: dict[str, str], day: date, number: int, context: ReadContext) -> _Event | None:
    text = " ".join(row["text"].split())
    ident = f"china-vitae {day.isoformat()} {row['leader']} {number}"
    met = _MET.search(text) is not None and _NOT_THERE.search(text) is None
    found = _PLACE.search(text) or (_TRAILING.search(text) if met else None)
    if found is None:
        context.issue("event", ident, "neither a visit nor a meeting at a place is stated", text[:100])
        return None
    place = found["place"].strip(" ,")
    host = _host(place, day, context) if place else None
    if place and host is None:
        context.issue("event", ident, "the place is in no known state; the event has no host", place)
    return _Event(ident, PartialDate.of(day), row["leader"], text, place, host)


def _host(place: str, day: date, context: ReadContext) -> str | None:
    """The state a place lies in: a Chinese unit of administration, or the state named before the comma."""
    outermost = place.split(",")[0].strip()
    if _CHINESE_UNIT.search(outermost):
        return HOME
    named = meaning(context, outermost, "name", day)
    if named is not None:
        return named
    return HOME if _CHINESE_CITY.search(place) else None


def _event_row(event: _Event) -> dict[str, object]:
    return {
        "id": event.id,
        "kind": "visit" if event.abroad else "meeting",
        **dated("start", event.day),
        **dated("end", event.day),
        "place": event.place or None,
        "host": event.host,
        "title": event.text,
        "locator": event.id,
        **dated("valid_from", event.day),
        **dated("valid_to", after(event.day)),
    }


def _participants(event: _Event) -> Iterator[dict[str, object]]:
    """The leader is the visitor abroad and the host at home; a state is host where it is at home."""
    role = "visitor" if event.abroad else "host" if event.host == HOME else "participant"
    yield {
        "event": event.id,
        "actor": HOME,
        "person": event.leader,
        "role": role,
        "locator": event.id,
    }
    for actor in event.actors:
        part = "host" if actor == event.host else "participant"
        yield {"event": event.id, "actor": actor, "role": part, "locator": event.id}
