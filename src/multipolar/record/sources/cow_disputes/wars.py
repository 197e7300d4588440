"""Reads the four Correlates of War lists of wars, each with its own layout, as conflicts with sides."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from multipolar.record.sources._common import (
    cow_date,
    cow_number,
    csv_rows,
    file_rows,
    parsed,
    zip_member,
)
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.cow_disputes.conflict import ONGOING, Conflict, Period, Side, SideName

CUTOFF = date(2007, 12, 31)
INTRASTATE_CUTOFF = date(2014, 12, 31)
WAR_LEVEL = 5
_NONE = ("", "-8", "-9")
_PERIODS = tuple(
    f"{end}{part}{number}"
    for number in (1, 2)
    for end in ("Start", "End")
    for part in ("Month", "Day", "Year")
)
INTERSTATE = (
    "WarNum", "WarName", "WarType", "ccode", "StateName", "Side", *_PERIODS, "TransFrom", "WhereFought",
    "Initiator", "Outcome", "TransTo", "BatDeath", "Version",
)  # fmt: skip
EXTRASTATE = (
    "WarNum", "WarName", "WarType", "ccode1", "SideA", "ccode2", "SideB", *_PERIODS, "Initiator",
    "Interven", "TransFrom", "Outcome", "TransTo", "WhereFought", "BatDeath", "NonStateDeaths", "Version",
)  # fmt: skip
INTRASTATE = (
    "WarNum", "WarName", "V5RegionNum", "WarType", "CcodeA", "SideA", "SideB", "Intnl",
    *(f"{end}{part}{n}" for n in (1, 2, 3, 4) for end in ("Start", "End") for part in ("Mo", "Dy", "Yr")),
    "WDuratDays", "WDuratMo", "TotNatMonWar", "TransFrom", "Initiator", "Outcome", "TransTo",
    "DeathsSideA", "DeathsSideB", "TotalBDeaths", "Version",
)  # fmt: skip
_NONSTATE_SIDES = ("SideA1", "SideA2", "SideB1", "SideB2", "SideB3", "SideB4", "SideB5")
NONSTATE = (
    "WarNum", "WarName", "WarType", "WhereFought", *_NONSTATE_SIDES, "StartYear", "StartMonth", "StartDay",
    "EndYear", "EndMonth", "EndDay", "Initiator", "TransFrom", "TransTo", "Outcome", "SideADeaths",
    "SideBDeaths", "TotalCombatDeaths", "Version",
)  # fmt: skip


def interstate(path: Path, context: ReadContext) -> Iterator[Conflict]:
    """Wars between members of the system, one published row a participant."""
    rows = file_rows(context.spec.name, path, INTERSTATE, encoding="cp1252")
    return _by_war(rows, "interstate_war", _interstate_sides, context)


def _interstate_sides(row: dict[str, str]) -> list[Side]:
    side = {"1": "a", "2": "b"}.get(row["Side"])
    if side is None:
        raise ValueError(f"side {row['Side']!r} is neither 1 nor 2")
    name: SideName = "a" if side == "a" else "b"
    return [Side(row["ccode"], row["StateName"], name, _periods(row), cow_number(row["BatDeath"]))]


def extrastate(path: Path, context: ReadContext) -> Iterator[Conflict]:
    """Wars of states with peoples outside the system; a row may give a participant of either side."""
    rows = file_rows(context.spec.name, path, EXTRASTATE, encoding="cp1252")
    return _by_war(rows, "extrastate_war", _extrastate_sides, context)


def _extrastate_sides(row: dict[str, str]) -> list[Side]:
    """Battle deaths are the state's, whichever side it is on; the others' are in their own column."""
    periods = _periods(row)
    state, other = cow_number(row["BatDeath"]), cow_number(row["NonStateDeaths"])
    sides: list[Side] = []
    pairs: tuple[tuple[SideName, str, str], ...] = (("a", "ccode1", "SideA"), ("b", "ccode2", "SideB"))
    for side, code, name in pairs:
        if row[name].strip() in _NONE:
            continue
        number = None if row[code] in _NONE else row[code]
        sides.append(Side(number, row[name].strip(), side, periods, state if number else other))
    return sides


def intrastate(path: Path, context: ReadContext) -> Iterator[Conflict]:
    """Civil and regional wars, one published row a war, up to four periods of fighting."""
    source = context.spec.name
    if path.suffix == ".zip":
        stream = zip_member(source, path, "*INTRA*STATE*WARS*.csv", "cp1252")
        rows = csv_rows(source, stream, path.name, INTRASTATE)
    else:
        rows = file_rows(source, path, INTRASTATE, encoding="cp1252")
    return parsed(context, "dispute", rows, _intrastate_war)


def _intrastate_war(row: dict[str, str]) -> Conflict:
    periods = _periods(row, ("Yr", "Mo", "Dy"), 4)
    code = None if row["CcodeA"] in _NONE else row["CcodeA"]
    sides = (
        Side(code, row["SideA"], "a", periods, cow_number(row["DeathsSideA"])),
        Side(None, row["SideB"], "b", periods, cow_number(row["DeathsSideB"])),
    )
    total = cow_number(row["TotalBDeaths"])
    ident, name = f"COW-{row['WarNum']}", row["WarName"].strip()
    return Conflict(ident, name, "intrastate_war", WAR_LEVEL, sides, INTRASTATE_CUTOFF, total)


def nonstate(path: Path, context: ReadContext) -> Iterator[Conflict]:
    """Wars in which no side is a member of the system."""
    rows = file_rows(context.spec.name, path, NONSTATE, encoding="cp1252")
    return parsed(context, "dispute", rows, _nonstate_war)


def _nonstate_war(row: dict[str, str]) -> Conflict:
    """Deaths are published by side, not by participant: they stand on the first named of each side."""
    periods = (_period(row, ("Year", "Month", "Day"), ""),)
    sides: list[Side] = []
    for column in _NONSTATE_SIDES:
        name = row[column].strip()
        if name in _NONE:
            continue
        side: SideName = "a" if column.startswith("SideA") else "b"
        deaths = cow_number(row[f"Side{side.upper()}Deaths"]) if column.endswith("1") else None
        sides.append(Side(None, name, side, periods, deaths))
    total = cow_number(row["TotalCombatDeaths"])
    ident, name = f"COW-{row['WarNum']}", row["WarName"].strip()
    return Conflict(ident, name, "nonstate_war", WAR_LEVEL, tuple(sides), CUTOFF, total)


def _by_war(
    rows: Iterator[dict[str, str]],
    kind: str,
    sides_of: Callable[[dict[str, str]], list[Side]],
    context: ReadContext,
) -> Iterator[Conflict]:
    """Gather participants' rows by war number."""
    wars: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for row, sides in parsed(context, "side", rows, lambda row: (row, sides_of(row))):
        wars[row["WarNum"], row["WarName"].strip()] += sides
    for (number, name), sides in wars.items():
        yield Conflict(f"COW-{number}", name, kind, WAR_LEVEL, tuple(sides), CUTOFF)


def _periods(
    row: dict[str, str], parts: Sequence[str] = ("Year", "Month", "Day"), count: int = 2
) -> tuple[Period, ...]:
    """The first period, and each further one that the row uses."""
    used = [str(n) for n in range(1, count + 1) if n == 1 or row[f"Start{parts[0]}{n}"] != "-8"]
    return tuple(_period(row, parts, number) for number in used)


def _period(row: dict[str, str], parts: Sequence[str], number: str) -> Period:
    first = cow_date(*(row[f"Start{part}{number}"] for part in parts))
    last = cow_date(*(row[f"End{part}{number}"] for part in parts))
    ongoing = row[f"End{parts[0]}{number}"] == ONGOING
    if first is None or (last is None and not ongoing):
        raise ValueError("the war has no start or no end")
    return Period(first, last, ongoing)
