"""Reads National Material Capabilities: seven indicators for each state and year, -9 known to be missing."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import extract, listing
from multipolar.record.sources._common import actor_in_year, file_rows, parsed, table_rows, whole
from multipolar.record.sources.base import ReadContext, Rows

# Expenditure is in British pounds to 1913 and in US dollars from 1914 (NMC codebook, Military Expenditures).
_POUNDS_UNTIL = 1913
_UNITS = {
    "milex": "thousands of current US dollars",
    "milper": "thousands of persons",
    "irst": "thousands of tons",
    "pec": "thousands of coal-ton equivalents",
    "tpop": "thousands of persons",
    "upop": "thousands of persons",
    "cinc": "share of the system's total, 0 to 1",
}
_OFFICIAL = ("stateabb", "ccode", "year", *_UNITS, "version")
_PACKAGED = ("ccode", "year", *_UNITS)
_MISSING = ("", "NA", "-9", "-9.0")


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one row for each state, year and indicator."""
    rows: list[dict[str, object]] = []
    holder: dict[tuple[str, int], int] = {}
    for path, columns in _tables(files, context):
        published = file_rows(context.spec.name, path, columns)
        for row in parsed(context, "indicator", published, _figures):
            rows += _indicators(row, holder, context)
    yield table_rows("indicator", rows)


def _tables(files: Mapping[str, Path], context: ReadContext) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if "archive" in files:
        yield _unpacked(files["archive"], context), _OFFICIAL
    elif "abridged" in files:
        yield files["abridged"], _OFFICIAL
    elif "packaged" in files:
        yield files["packaged"], _PACKAGED
    else:
        raise SourceError(context.spec.name, "no file given", "Give NMC_Documentation-6.0.zip")


def _unpacked(archive: Path, context: ReadContext) -> Path:
    """The abridged table; the project publishes it as a zip inside a zip."""
    name = context.spec.name
    if any(entry.lower().endswith("abridged.zip") for entry in listing(name, archive)):
        (archive,) = extract(name, archive, "*abridged.zip", context.scratch)
    (table,) = extract(name, archive, "*abridged.csv", context.scratch)
    return table


def _figures(row: dict[str, str]) -> tuple[int, int, dict[str, float | None]]:
    """State number, year, and the indicators; ``None`` is missing."""
    figures = {code: _figure(code, row[code]) for code in _UNITS}
    return whole(row["ccode"]), whole(row["year"]), figures


def _figure(code: str, text: str) -> float | None:
    if text.strip() in _MISSING:
        return None
    value = float(text)
    if value < 0 or (code == "cinc" and value > 1):
        raise ValueError(f"{code} is {text}, outside what it can be")
    return value


def _indicators(
    row: tuple[int, int, dict[str, float | None]], holder: dict[tuple[str, int], int], context: ReadContext
) -> Iterable[dict[str, object]]:
    code, year, figures = row
    actor = actor_in_year(context, str(code), year, "cow")
    if actor is None:
        context.issue("indicator", f"{code} {year}", "the state number has no actor in that year", str(code))
        return
    if holder.setdefault((actor, year), code) != code:
        reason = f"another state number, {holder[actor, year]}, stands for {actor} in that year"
        context.issue("indicator", f"{code} {year}", reason, str(code))
        return
    for name, value in figures.items():
        unit = _UNITS[name]
        if name == "milex" and year <= _POUNDS_UNTIL:
            unit = "thousands of current British pounds"
        yield {
            "actor": actor,
            "code": name,
            "year": year,
            "value": value,
            "unit": unit,
            "locator": f"{code} {year} {name}",
            "status": "not_reported" if value is None else "reported",
        }
