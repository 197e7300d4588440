"""Goods traded between two sides, by year and by whose report, and what is missing from each total."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakKeyDictionary

from multipolar.measures.trade_cells import added_up
from multipolar.record import Record
from multipolar.record.prefer import preferred

Row = dict[str, Any]
Direction = Literal["exports", "imports", "both"]
Report = Literal["own", "partner", "reconciled"]
REPORTS: tuple[Report, ...] = ("own", "partner", "reconciled")
WORLD = "WLD"
TOTAL = "TOTAL"
_KEY = ("exporter", "importer", "year", "reporter")


@dataclass(frozen=True, slots=True)
class Trade:
    """What one side traded with another in a year, by one report.

    Attributes:
        direction: The first side's exports, its imports, or both together.
        year: Calendar year.
        report: Whose figures: the first side's own, its partners', or a reconciliation of both.
        usd: Current US dollars; ``None`` where nothing is on record.
        partners: Members of the other side with a figure.
        missing: Members of the other side without one; that is not zero.
        zero: Members of the other side whose figure is zero.
        estimated: Whether a part is the source's estimate.
        rows: The rows added up.
    """

    direction: Direction
    year: int
    report: Report
    usd: float | None
    partners: tuple[str, ...]
    missing: tuple[str, ...]
    zero: tuple[str, ...]
    estimated: bool
    rows: tuple[Row, ...]


_HELD: "WeakKeyDictionary[Record, dict[tuple[str, str], list[Row]]]" = WeakKeyDictionary()


def trade(
    record: Record,
    side: str,
    others: Sequence[str],
    year: int,
    direction: Direction,
    among: Iterable[str] | None = None,
) -> tuple[Trade, ...]:
    """What an actor traded with others in a year, once for each report that has figures.

    Exports are free on board and imports include cost, insurance and freight, so that the reports of the two
    sides differ for good reasons; they are never mixed in one total. A report that has less than half of a
    group's members is no total of the group and is left out.

    Args:
        record: The record.
        side: The actor whose exports or imports are meant.
        others: Its partners: one, or the members of a group, or ``WLD``.
        year: Calendar year.
        direction: Its exports, its imports, or both added up.
        among: Count only these partners.
    """
    wanted = [o for o in others if o != side and (among is None or o in set(among))]
    totals = [_total(record, side, wanted, year, direction, report) for report in REPORTS]
    return tuple(t for t in totals if t is not None and 2 * len(t.partners) >= len(wanted))


def years(record: Record, side: str, others: Sequence[str]) -> tuple[int, ...]:
    """The years for which the record has any figure of an actor with others, ascending."""
    found = {r["year"] for o in others for pair in ((side, o), (o, side)) for r in _pair(record, *pair)}
    return tuple(sorted(found))


def _total(
    record: Record, side: str, others: Sequence[str], year: int, direction: Direction, report: Report
) -> Trade | None:
    rows: list[Row] = []
    partners: list[str] = []
    missing: list[str] = []
    for other in others:
        found = _figures(record, side, other, year, direction, report)
        if found is None:
            missing.append(other)
        else:
            partners.append(other)
            rows += found
    if not partners:
        return None
    usd = float(sum(r["usd"] for r in rows))
    zero = tuple(
        o for o in partners if not any(r["usd"] for r in rows if o in (r["exporter"], r["importer"]))
    )
    estimated = any(r["status"] == "estimated" for r in rows)
    return Trade(direction, year, report, usd, tuple(partners), tuple(missing), zero, estimated, tuple(rows))


def _figures(
    record: Record, side: str, other: str, year: int, direction: Direction, report: Report
) -> list[Row] | None:
    """The rows of one pair, one for each direction asked; ``None`` when one of them has no value."""
    found: list[Row] = []
    for exporter, importer in (*_ways(side, other, direction),):
        reporter = _reporter(report, exporter == side)
        row = next(
            (
                r for r in _pair(record, exporter, importer)
                if r["year"] == year and r["reporter"] == reporter and r["usd"] is not None
            ), None,
        )  # fmt: skip
        if row is None:
            return None
        found.append(row)
    return found


def _ways(side: str, other: str, direction: Direction) -> tuple[tuple[str, str], ...]:
    out, back = (side, other), (other, side)
    return {"exports": (out,), "imports": (back,), "both": (out, back)}[direction]


def _reporter(report: Report, exports: bool) -> str:
    if report == "reconciled":
        return "reconciled"
    return "exporter" if exports is (report == "own") else "importer"


def _pair(record: Record, exporter: str, importer: str) -> list[Row]:
    """Totals of all goods of a pair, printed or added up, by the preferred source of year and reporter."""
    held = _HELD.setdefault(record, {})
    if (exporter, importer) not in held:
        where = {"exporter": exporter, "importer": importer, "product": TOTAL}
        rows = [*record.rows("flow", where), *added_up(record, exporter, importer)]
        known = [row for row in rows if row["usd"] is not None]
        blank = [row for row in rows if row["usd"] is None]
        told = {tuple(row[name] for name in _KEY) for row in known}
        silent = [row for row in blank if tuple(row[name] for name in _KEY) not in told]
        held[exporter, importer] = preferred(record, "flow", [*known, *silent], _KEY)
    return held[exporter, importer]
