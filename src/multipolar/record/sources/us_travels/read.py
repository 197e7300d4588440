"""Reads the travels of US Presidents and Secretaries of State as visits with a visitor and a host."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import after, dated, file_rows, parsed, table_rows
from multipolar.record.sources.base import ReadContext, Rows

COLUMNS = ("destination country", "destination city", "description", "time", "year", "year_aggregate")
OFFICES = {"presidents": "President of the United States", "secretaries": "US Secretary of State"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DASH = re.compile(r"\s*[–—-]\s*")
_DAY = re.compile(r"(?:(?P<month>[A-Z][a-z]+) )?(?P<day>\d{1,2})(?:, (?P<year>\d{4}))?")


@dataclass(frozen=True, slots=True)
class _Visit:
    """One line of a page: where, when (inclusive), and what the page says of it."""

    id: str
    office: str
    country: str
    city: str
    text: str
    first: PartialDate
    last: PartialDate


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the visits, then who visited and who received."""
    if not files:
        raise SourceError(context.spec.name, "no file given", "Give AmericanPresidentVisit.csv")
    visits: dict[str, tuple[_Visit, str | None]] = {}
    for name in OFFICES:
        if name in files:
            rows = file_rows(context.spec.name, files[name], COLUMNS)
            for visit in parsed(context, "event", rows, lambda row, office=name: _visit(row, office)):  # type: ignore[misc]
                _keep(visit, visits, context)
    yield table_rows("event", (_event(visit, host) for visit, host in visits.values()))
    yield table_rows(
        "participant", (row for visit, host in visits.values() for row in _participants(visit, host))
    )


def _keep(visit: _Visit, visits: dict[str, tuple[_Visit, str | None]], context: ReadContext) -> None:
    """Keep a visit once; one to a land that was no state then stays, without a host."""
    if visit.id in visits:
        context.issue("event", visit.id, "the page's table names this visit twice", visit.text[:80])
        return
    city = f"{visit.country}, {visit.city.split(',')[0]}"
    name = city if city in context.spec.actors else visit.country
    host = context.actor(name, "name", visit.first.first)
    if host is None:
        context.issue(
            "event", visit.id, "no actor of that name on that day; kept without host", visit.country
        )
    visits[visit.id] = (visit, host)


def _visit(row: dict[str, str], office: str) -> _Visit:
    first, last = span(row["time"])
    country, city = row["destination country"].strip(), row["destination city"].strip()
    place = f"{country}, {city}" if city else country
    ident = f"us-{office} {first} {place}"
    return _Visit(ident, OFFICES[office], country, city, row["description"].strip(), first, last)


def span(text: str) -> tuple[PartialDate, PartialDate]:
    """First and last day of ``January 29–February 7, 1909``, ``December 14–25, 1918`` or one day.

    Raises:
        ValueError: The text is of no such form, or names a day that does not exist.
    """
    parts = [_DAY.fullmatch(part.strip()) for part in _DASH.split(text.strip(), maxsplit=1)]
    first, last = parts[0], parts[-1]
    if first is None or last is None or first["month"] is None or last["year"] is None:
        raise ValueError(f"{text!r} is no day or span of days")
    start = _day(first["month"], first["day"], first["year"] or last["year"])
    end = _day(last["month"] or first["month"], last["day"], last["year"])
    if end.first < start.first:
        raise ValueError(f"{text!r} ends before it starts")
    return start, end


def _day(month: str, day: str, year: str) -> PartialDate:
    if month not in _MONTHS:
        raise ValueError(f"{month!r} is no month")
    return PartialDate.of(date(int(year), _MONTHS.index(month) + 1, int(day)))


def _event(visit: _Visit, host: str | None) -> dict[str, object]:
    return {
        "id": visit.id,
        "kind": "visit",
        **dated("start", visit.first),
        **dated("end", visit.last),
        "place": f"{visit.city}, {visit.country}" if visit.city else visit.country,
        "host": host,
        "title": f"{visit.office}: {visit.text}",
        "locator": visit.id,
        **dated("valid_from", visit.first),
        **dated("valid_to", after(visit.last)),
    }


def _participants(visit: _Visit, host: str | None) -> Iterator[dict[str, object]]:
    for actor, role in (("USA", "visitor"), (host, "host")):
        if actor is not None:
            yield {"event": visit.id, "actor": actor, "role": role, "locator": visit.id}
