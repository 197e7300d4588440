"""How far states' published positions in the Assembly stand apart in camps, session year by session year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from multipolar.measures.polarization import Polarization, best_split, polarization
from multipolar.measures.poles import LEAST, Silence, check_period
from multipolar.measures.votes import members_of
from multipolar.record import Record
from multipolar.record.prefer import preferred

CODE = "idealpoint_all"
SOURCES = ("voeten_ideal_points",)


@dataclass(frozen=True, slots=True)
class Camps:
    """Polarization of positions in one session.

    Attributes:
        year: Year in which the session opens.
        polarization: The figures.
        camps: The states of each camp, from the lowest positions to the highest.
        expected: Members of the United Nations at the end of the year.
        source: Where the positions are from.
    """

    year: int
    polarization: Polarization
    camps: tuple[tuple[str, ...], ...]
    expected: int
    source: str


def positions(record: Record) -> Mapping[int, tuple[Mapping[str, float], str]]:
    """Published ideal points by the year in which the session opens, with their source."""
    rows = [r for r in record.rows("indicator", {"code": CODE}) if r["value"] is not None]
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    source: dict[int, str] = {}
    for row in preferred(record, "indicator", rows, ("actor", "code", "year")):
        found[row["year"]][row["actor"]] = row["value"]
        source[row["year"]] = row["source"]
    return {year: (found[year], source[year]) for year in sorted(found)}


def camps(
    record: Record,
    *,
    since: int | None = None,
    until: int | None = None,
    alpha: float = 1.0,
    least: float = LEAST,
) -> tuple[tuple[Camps, ...], tuple[Silence, ...]]:
    """How far ideal points stand apart in the two camps that divide them best.

    Args:
        record: The record.
        since: First year; when neither end is given, the last session.
        until: Last year.
        alpha: Exponent of Esteban and Ray's index.
        least: Sessions in which a smaller share of the Members has a position are not shown, but said.

    Raises:
        AskedWronglyError: ``alpha`` is outside its range, or the period ends before it begins.
    """
    check_period(since, until)
    held = positions(record)
    if not held:
        return (), (Silence("ideal_points", (), "the record has no positions", SOURCES),)
    low, high = (max(held), max(held)) if since is None and until is None else (since, until)
    asked = range(min(held) if low is None else low, (max(held) if high is None else high) + 1)
    found = [_camps(year, *held[year], alpha) for year in asked if year in held and len(held[year][0]) > 1]
    shown = tuple(one for one in found if one.polarization.n >= least * one.expected)
    thin = tuple(one.year for one in found if one not in shown)
    gaps = (
        Silence("ideal_points", tuple(y for y in asked if y not in held), "no positions", SOURCES),
        Silence("ideal_points", thin, f"under {least:.0%} of Members with a position"),
    )
    return shown, tuple(gap for gap in gaps if gap.years)


def _camps(year: int, points: Mapping[str, float], source: str, alpha: float) -> Camps:
    names = sorted(points)
    line = [points[name] for name in names]
    groups = best_split(line)
    divided = tuple(
        tuple(n for n, g in zip(names, groups, strict=True) if g == camp) for camp in sorted(set(groups))
    )
    expected = len(members_of("UN", date(year, 12, 31)))
    return Camps(year, polarization(line, groups, alpha), divided, expected, source)
