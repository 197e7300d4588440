"""Reads the state-year table of Correlates of War organisations, one column each, as membership spells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import (
    actor_in_year,
    csv_rows,
    open_text,
    parsed,
    table_rows,
    whole,
    zip_member,
)
from multipolar.record.sources._spells import runs_among, spell
from multipolar.record.sources.base import ReadContext, Rows

CUTOFF = date(2014, 12, 31)
FIXED = ("ccode", "year", "state")
ROLES = {"1": "member", "2": "associate", "3": "observer"}
NONE = ("0", "-1", "")
MISSING = "-9"
_Held = dict[tuple[str, str, str], list[int]]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield one membership for each organisation, actor, role and unbroken run of years."""
    path = files["state_year"]
    source = context.spec.name
    if path.suffix == ".zip":
        stream = zip_member(source, path, "state_year_formatv3.csv", "latin-1")
    else:
        stream = open_text(path, "latin-1")
    rows = csv_rows(source, stream, path.name, FIXED, optional=None)
    yield table_rows("membership", _memberships(rows, context))


def _memberships(rows: Iterable[dict[str, str]], context: ReadContext) -> Iterator[dict[str, object]]:
    """Memberships from state-years; years that follow each other in the file make one spell."""
    held: _Held = defaultdict(list)
    missing: Counter[tuple[str, str]] = Counter()
    years: set[int] = set()
    numbered = parsed(
        context, "membership", rows, lambda row: (row, whole(row["year"]), str(whole(row["ccode"])))
    )
    for row, year, code in numbered:
        years.add(year)
        actor = actor_in_year(context, code, year, "cow")
        if actor is None:
            context.issue("membership", f"{code} {year}", "no actor for the state number", code)
            continue
        for column, value in row.items():
            if column in FIXED or column == "#" or value in NONE:
                continue
            _note(held, missing, (column, actor, value, year), context)
    for (column, actor), count in sorted(missing.items()):
        context.issue("membership", f"{column} {actor}", "membership coded as missing (-9)", count=count)
    for (column, actor, role), found in sorted(held.items()):
        for first, last in runs_among(found, sorted(years)):
            yield {
                "organisation": context.spec.actors.get(f"igo:{column}") or f"cow-igo:{column}",
                "actor": actor,
                "role": role,
                "locator": f"{column} {actor} {first}",
                **spell(PartialDate(first), PartialDate(last), CUTOFF),
            }


def _note(
    held: _Held, missing: Counter[tuple[str, str]], cell: tuple[str, str, str, int], context: ReadContext
) -> None:
    column, actor, value, year = cell
    if value == MISSING:
        missing[column, actor] += 1
    elif value in ROLES:
        held[column, actor, ROLES[value]].append(year)
    else:
        raise SourceError(
            context.spec.name,
            f"column {column!r} holds {value!r} in {year}, which is no membership code",
            "Known codes: -9, -1, 0, 1, 2, 3; a column of another sort is new to this reader",
        )
