"""Reads the Correlates of War lists of states, major powers and state-years as ties of one actor."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from multipolar.record.sources._common import cow_date, file_rows, parsed, table_rows, whole
from multipolar.record.sources._spells import spell, split_spell
from multipolar.record.sources.base import ReadContext, Rows

CUTOFF = date(2016, 12, 31)
_DATES = ("styear", "stmonth", "stday", "endyear", "endmonth", "endday", "version")
STATES = ("stateabb", "ccode", "statenme", *_DATES)
MAJORS = ("ccode", *_DATES)
SYSTEM = ("stateabb", "ccode", "year", "version")


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the spells of states and of major powers, and hold them against the state-years."""
    states = list(file_rows(context.spec.name, files["states"], STATES))
    rows = _all_ties(states, "state_system", context)
    if "majors" in files:
        majors = file_rows(context.spec.name, files["majors"], MAJORS, optional=("stateabb",))
        rows += _all_ties(majors, "major_power", context)
    if "system" in files:
        _reconcile(states, files["system"], context)
    yield table_rows("tie", rows)


def _all_ties(rows: Iterable[dict[str, str]], kind: str, context: ReadContext) -> list[dict[str, object]]:
    ties = parsed(context, "tie", rows, lambda row: _ties(row, kind, context))
    return [tie for group in ties for tie in group]


def _ties(row: dict[str, str], kind: str, context: ReadContext) -> list[dict[str, object]]:
    """One published spell, cut where the code passes to another actor."""
    code = str(whole(row["ccode"]))
    first = cow_date(row["styear"], row["stmonth"], row["stday"])
    last = cow_date(row["endyear"], row["endmonth"], row["endday"])
    locator = f"{kind} ccode {code} {first}"
    if first is None or last is None:
        context.issue("tie", locator, "the spell has no start or no end")
        return []
    parts = split_spell(context, [code], "cow", first, last)
    if not parts:
        context.issue("tie", locator, "no actor for the state number", code)
    return [
        {
            "kind": kind,
            "a": actor,
            "directed": False,
            "value": "Correlates of War",
            "locator": locator,
            **spell(start, end, CUTOFF),
        }
        for (actor,), start, end in parts
    ]


def _reconcile(states: list[dict[str, str]], path: Path, context: ReadContext) -> None:
    """Name each state-year of the yearly list that no spell covers, and each the list lacks."""
    spelled = {pair for pairs in parsed(context, "tie", states, _years) for pair in pairs}
    rows = file_rows(context.spec.name, path, SYSTEM)
    yearly = set(parsed(context, "tie", rows, lambda row: (whole(row["ccode"]), whole(row["year"]))))
    for code, year in sorted(yearly - spelled):
        context.issue("tie", f"system ccode {code} {year}", "state-year outside every spell", str(code))
    for code, year in sorted(spelled - yearly):
        context.issue("tie", f"system ccode {code} {year}", "spell without its state-year", str(code))


def _years(row: dict[str, str]) -> list[tuple[int, int]]:
    code = whole(row["ccode"])
    return [(code, year) for year in range(whole(row["styear"]), whole(row["endyear"]) + 1)]
