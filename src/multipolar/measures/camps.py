"""How far states' published positions in the Assembly stand apart in camps, session year by session year."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.polarization import Polarization, best_split, check_alpha, polarization
from multipolar.measures.poles import LEAST, Silence, check_period
from multipolar.measures.votes import members_of
from multipolar.record import Record
from multipolar.record.prefer import preferred

Definition = Literal["ideal_points", "own_points"]
DEFINITIONS: tuple[Definition, ...] = get_args(Definition)
CODE = "idealpoint_all"
STARTER = "starter"
SOURCES: Mapping[Definition, tuple[str, ...]] = {
    "ideal_points": ("voeten_ideal_points",),
    "own_points": ("voeten_votes", "undl_ga"),
}


# By year in which the session opens: the position of each state, and where the positions are from.
Points = Mapping[int, tuple[Mapping[str, float], str]]


@dataclass(frozen=True, slots=True)
class Camps:
    """Polarization of positions in one session.

    Attributes:
        definition: Which positions: ``ideal_points`` (published) or ``own_points`` (estimated here).
        year: Year in which the session opens.
        polarization: The figures.
        camps: The states of each camp, from the lowest positions to the highest.
        expected: Members of the United Nations at the end of the year.
        source: Where the positions are from.
    """

    definition: Definition
    year: int
    polarization: Polarization
    camps: tuple[tuple[str, ...], ...]
    expected: int
    source: str


def published_points(record: Record) -> Points:
    """Published ideal points by the year in which the session opens, with their source."""
    rows = [r for r in record.rows("indicator", {"code": CODE}) if r["value"] is not None]
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    source: dict[int, str] = {}
    for row in preferred(record, "indicator", rows, ("actor", "code", "year")):
        found[row["year"]][row["actor"]] = row["value"]
        source[row["year"]] = row["source"]
    return {year: (found[year], source[year]) for year in sorted(found)}


def own_points(record: Record) -> Points:
    """Ideal points estimated here from the record's votes; takes seconds the first time.

    Sessions held only by the embedded record's most cited votes are left out: those votes are no sample of
    the agenda.
    """
    from multipolar.measures.positions import positions

    fitted = positions(record)
    found: dict[int, tuple[dict[str, float], str]] = {}
    calls = {one.session: one for one in fitted.calls if one.source != STARTER}
    for actor, session, point in zip(
        fitted.actors, fitted.session.tolist(), fitted.point[:, 0].tolist(), strict=True
    ):
        if session in calls:
            year = calls[session].year
            found.setdefault(year, ({}, f"own estimate from {calls[session].source}"))[0][actor] = point
    return {year: found[year] for year in sorted(found)}


_POINTS: Mapping[Definition, Callable[[Record], Points]] = {
    "ideal_points": published_points,
    "own_points": own_points,
}


def camps(
    record: Record,
    definition: Definition = "ideal_points",
    *,
    since: int | None = None,
    until: int | None = None,
    alpha: float = 1.0,
    least: float = LEAST,
) -> tuple[tuple[Camps, ...], tuple[Silence, ...]]:
    """How far positions stand apart in the two camps that divide them best.

    Args:
        record: The record.
        definition: Which positions.
        since: First year; when neither end is given, the last session.
        until: Last year.
        alpha: Exponent of Esteban and Ray's index.
        least: Sessions in which a smaller share of the Members has a position are not shown, but said.

    Raises:
        AskedWronglyError: No such positions, an ``alpha`` out of range, a period ending before it begins.
    """
    check_period(since, until)
    check_alpha(alpha)
    if definition not in DEFINITIONS:
        raise AskedWronglyError(
            f"There are no positions {definition!r}", f"Choose from {', '.join(DEFINITIONS)}"
        )
    held = _POINTS[definition](record)
    if not held:
        return (), (Silence(definition, (), "the record has no positions", SOURCES[definition]),)
    low, high = (max(held), max(held)) if since is None and until is None else (since, until)
    asked = range(min(held) if low is None else low, (max(held) if high is None else high) + 1)
    found = [_camps(definition, y, *held[y], alpha) for y in asked if y in held and len(held[y][0]) > 1]
    shown = tuple(one for one in found if one.polarization.n >= least * one.expected)
    thin = tuple(one.year for one in found if one not in shown)
    gaps = (
        Silence(definition, tuple(y for y in asked if y not in held), "no positions", SOURCES[definition]),
        Silence(definition, thin, f"under {least:.0%} of Members with a position"),
    )
    return shown, tuple(gap for gap in gaps if gap.years)


def _camps(
    definition: Definition, year: int, points: Mapping[str, float], source: str, alpha: float
) -> Camps:
    names = sorted(points)
    line = [points[name] for name in names]
    groups = best_split(line)
    divided = tuple(
        tuple(n for n, g in zip(names, groups, strict=True) if g == camp) for camp in sorted(set(groups))
    )
    expected = len(members_of("UN", date(year, 12, 31)))
    return Camps(definition, year, polarization(line, groups, alpha), divided, expected, source)
