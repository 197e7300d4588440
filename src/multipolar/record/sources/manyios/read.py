"""Reads manyios' two membership tables, yearly and as of one year, as membership spells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.sources._common import (
    actor_in_year,
    dated,
    file_rows,
    meaning,
    parsed,
    table_rows,
    whole,
)
from multipolar.record.sources._spells import runs_among, spell
from multipolar.record.sources.base import ReadContext, Rows

MIGO = ("igoID", "stateID", "StateName", "membership", "Year", "Begin", "End", "cowID", "active")
IIGO = ("stateID", "StateName", "igoID", "Title", "Begin", "End", "Year")
ROLES = {"1": "member", "2": "associate", "3": "observer"}
_Row = dict[str, object]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the memberships of either table, or of both."""
    if not files:
        raise SourceError(context.spec.name, "no file given", "Give memberships_MIGO.csv or _IIGO.csv")
    rows: list[_Row] = []
    if "migo" in files:
        rows += _yearly(files["migo"], context)
    if "iigo" in files:
        rows += _as_of(files["iigo"], context, {_key(row) for row in rows})
    yield table_rows("membership", rows)


def _key(row: _Row) -> tuple[object, ...]:
    return row["organisation"], row["actor"], row["role"], row.get("valid_from")


def _organisation(name: str, context: ReadContext) -> str:
    return context.spec.actors.get(f"igo:{name}") or f"manyios:{name}"


def _yearly(path: Path, context: ReadContext) -> Iterator[_Row]:
    """The yearly table: years in a row make a spell, open when it lasts to the organisation's last."""
    held: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    rows = file_rows(context.spec.name, path, MIGO)
    for row, year in parsed(context, "membership", rows, lambda row: (row, whole(row["Year"]))):
        locator = f"MIGO {row['igoID']} {row['StateName']} {year}"
        years[row["igoID"]].add(year)
        role = ROLES.get(row["membership"])
        actor = actor_in_year(context, row["cowID"], year, "cow")
        if role is None:
            context.issue("membership", locator, "no such membership code", row["membership"])
        elif actor is None:
            context.issue("membership", locator, "no actor for the state number", row["cowID"])
        else:
            held[row["igoID"], actor, role].add(year)
    for (name, actor, role), found in sorted(held.items()):
        last_year = max(years[name])
        for first, last in runs_among(found, range(min(years[name]), last_year + 1)):
            yield {
                "organisation": _organisation(name, context),
                "actor": actor,
                "role": role,
                "locator": f"MIGO {name} {actor} {first}",
                **spell(PartialDate(first), PartialDate(last), date(last_year, 12, 31)),
            }


def _as_of(path: Path, context: ReadContext, seen: set[tuple[object, ...]]) -> Iterator[_Row]:
    """The informal organisations: who belonged in the year of observation, or when the body ended."""
    rows = file_rows(context.spec.name, path, IIGO)
    for row in parsed(context, "membership", rows, lambda row: {**row, "Year": str(whole(row["Year"]))}):
        locator = f"IIGO {row['igoID'] or row['Title']} {row['StateName']}"
        ended = row["End"].isdecimal()
        year = int(row["End"]) if ended else int(row["Year"])
        actor = _state(row, year, context)
        if actor is None:
            context.issue("membership", locator, "no actor of that name", row["StateName"])
            continue
        member: _Row = {
            "organisation": _informal(row, context),
            "actor": actor,
            "role": "member",
            "locator": locator,
            "notes": "no date of joining published",
            "observed": date(year, 12, 31),
            **dated("valid_to", PartialDate(year + 1) if ended else None),
        }
        if _key(member) in seen:
            context.issue("membership", locator, "named twice; the first is kept", row["StateName"])
            continue
        seen.add(_key(member))
        yield member


def _state(row: dict[str, str], year: int, context: ReadContext) -> str | None:
    """By the identifier where it is an ISO code, else by name: Korea alone is ambiguous, KOR is not."""
    coded = meaning(context, row["stateID"], "iso3", date(year, 12, 31))
    return coded or actor_in_year(context, row["StateName"], year, "name")


def _informal(row: dict[str, str], context: ReadContext) -> str:
    """Two bodies share an abbreviation and two have none: an id is made of the title then."""
    ambiguous = row["igoID"] in ("", "CG")
    return _organisation(row["Title"] if ambiguous else row["igoID"], context)
