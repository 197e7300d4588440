"""Reads yearly copies of the visa matrix as directed ties from passport to destination."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import dated, file_rows, first_line, table_rows
from multipolar.record.sources.base import ReadContext, Rows

REQUIREMENTS = {
    "visa free": "visa free",
    "visa on arrival": "visa on arrival",
    "eta": "eta",
    "e-visa": "e-visa",
    "visa required": "visa required",
    "no admission": "no admission",
    "covid ban": "covid ban",
}
CODES_2020 = {
    "VF": "visa free",
    "VOA": "visa on arrival",
    "ETA": "eta or e-visa",
    "VR": "visa required",
}
OWN = "-1"
Cell = tuple[str, str, str]
_Seen = list[tuple[date, str]]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield a tie for each pair and stretch of copies with one requirement."""
    copies = {_day(name, context): name for name in sorted(files)}
    if not copies:
        raise SourceError(context.spec.name, "no file given", "Give passport-index-tidy-iso3.csv")
    pairs: dict[tuple[str, str], _Seen] = {}
    for day in sorted(copies):
        for passport, destination, value in _cells(copies[day], files[copies[day]], context):
            a = context.actor(passport, "iso3", day)
            b = context.actor(destination, "iso3", day)
            if a is None or b is None:
                code = passport if a is None else destination
                context.issue("tie", f"{day} {passport}-{destination}", "no actor for the code", code)
            else:
                pairs.setdefault((a, b), []).append((day, value))
    yield table_rows("tie", _ties(pairs, min(copies)))


def _day(name: str, context: ReadContext) -> date:
    kind, _, day = name.partition("-")
    if kind not in ("copy", "matrix"):
        raise SourceError(context.spec.name, f"no layout is known for the file {name!r}")
    return date.fromisoformat(day)


def _cells(name: str, path: Path, context: ReadContext) -> Iterator[Cell]:
    """Passport, destination and requirement in words; a state's own cell is left out."""
    for passport, destination, text in _layout(name, path, context):
        if passport == destination or text == OWN:
            continue
        value = (
            f"visa free {text} days" if text.isdecimal() else REQUIREMENTS.get(text) or CODES_2020.get(text)
        )
        if value is None:
            context.issue("tie", f"{name} {passport}-{destination}", "no such requirement is known", text)
        else:
            yield passport, destination, value


def _layout(name: str, path: Path, context: ReadContext) -> Iterable[Cell]:
    source = context.spec.name
    if name.startswith("matrix"):
        rows = file_rows(source, path, ("Passport",), optional=None)
        return (
            (row["Passport"], destination, text)
            for row in rows
            for destination, text in row.items()
            if destination not in ("Passport", "#")
        )
    last = "Code" if first_line(source, path).endswith("Code") else "Requirement"
    rows = file_rows(source, path, ("Passport", "Destination", last))
    return ((row["Passport"], row["Destination"], row[last]) for row in rows)


def _ties(pairs: Mapping[tuple[str, str], _Seen], oldest: date) -> Iterator[dict[str, object]]:
    for (a, b), seen in pairs.items():
        for number, (first, last, value) in enumerate(runs := _runs(seen)):
            following = runs[number + 1][0] if number + 1 < len(runs) else None
            yield {
                "kind": "visa",
                "a": a,
                "b": b,
                "directed": True,
                "value": value,
                "locator": f"{a}-{b} {first.isoformat()}",
                **dated("valid_from", None if first == oldest else PartialDate.of(first)),
                **dated("valid_to", PartialDate.of(following) if following else None),
                "observed": last,
            }


def _runs(seen: _Seen) -> list[tuple[date, date, str]]:
    """First and last day of each run of copies with the same value."""
    runs: list[tuple[date, date, str]] = []
    for day, value in seen:
        if runs and runs[-1][2] == value:
            runs[-1] = (runs[-1][0], day, value)
        else:
            runs.append((day, day, value))
    return runs
