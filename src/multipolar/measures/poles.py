"""How many poles the order has: the concentration of each resource among states, year by year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.concentration import TOP, Concentration, concentration
from multipolar.measures.named_groups import NamedGroup
from multipolar.measures.resource_series import RESOURCES, Series, series_of
from multipolar.measures.resources import Distribution, distributions
from multipolar.record import Record

LEAST = 0.5
"""Share of states that must have a figure for a year to be shown at all."""
OTHERS = "so that shares are of the others"
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
"""Permanent members of the Security Council: without one of them a year's shares mislead, and it is said."""


@dataclass(frozen=True, slots=True)
class Pole:
    """The concentration of one resource in one year.

    Attributes:
        series: How it is measured.
        year: The year.
        concentration: The figures.
        leaders: The largest holders with their shares, the largest first.
        distribution: What every state holds, and which have no figure.
    """

    series: Series
    year: int
    concentration: Concentration
    leaders: tuple[tuple[str, float], ...]
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Silence:
    """Years of a period for which a resource cannot be shown, or not for all, and why.

    Attributes:
        name: The series, or the resource where none of its series has anything.
        years: The years; empty for the whole period.
        reason: What is not there, in words.
        sources: Sources that would bring figures.
    """

    name: str
    years: tuple[int, ...]
    reason: str
    sources: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The same in one sentence."""
        when = f" in {spans(self.years)}" if self.years else ""
        pull = f"; pull {' or '.join(self.sources)}" if self.sources else ""
        return f"{self.name}: {self.reason}{when}{pull}"


@dataclass(frozen=True, slots=True)
class Poles:
    """What `poles` found: a row for each series and year, and what is not there."""

    rows: tuple[Pole, ...]
    silent: tuple[Silence, ...]


def poles(
    record: Record,
    *,
    resources: Sequence[str] = RESOURCES,
    since: int | None = None,
    until: int | None = None,
    among: NamedGroup | None = None,
    least: float = LEAST,
) -> Poles:
    """The concentration of resources among states, for each way the record can measure them.

    Args:
        record: The record.
        resources: Which resources.
        since: First year; when neither end is given, the last year of each series.
        until: Last year.
        among: Only these states count, with membership at the end of each year (Singer, Bremer and Stuckey
            took the major powers); all states by default.
        least: Years in which a smaller share of the states has a figure are not shown, but said.

    Raises:
        AskedWronglyError: No such resource, or a period that ends before it begins.
    """
    check_period(since, until)
    rows: list[Pole] = []
    silent: list[Silence] = []
    for resource in resources:
        held = {s: distributions(record, s) for s in series_of(resource)}
        if not any(held.values()):
            names = tuple(dict.fromkeys(name for s in held for name in s.sources))
            silent.append(Silence(resource, (), "the record has no figures", names))
        for series, by_year in held.items():
            chosen = {y: d if among is None else _only(d, among) for y, d in by_year.items()}
            found, gaps = _series(series, chosen, since, until, least)
            rows += found
            silent += gaps
    return Poles(tuple(rows), tuple(silent))


def _series(
    series: Series, by_year: Mapping[int, Distribution], since: int | None, until: int | None, least: float
) -> tuple[list[Pole], list[Silence]]:
    full = [y for y, d in by_year.items() if d.values and len(d.values) >= least * d.expected]
    thin = set(by_year) - set(full)
    last = since is None and until is None
    inside = full[-1:] if last else [y for y in full if (since or y) <= y <= (until or y)]
    gaps = _without_powers(series, [by_year[y] for y in inside])
    if last:
        return [_pole(by_year[y]) for y in inside], gaps
    asked = _asked(by_year, since, until)
    gaps += [
        Silence(series.name, tuple(y for y in asked if y not in by_year), "no figures", series.sources),
        Silence(series.name, tuple(y for y in asked if y in thin), f"under {least:.0%} of states covered"),
    ]
    return [_pole(by_year[y]) for y in inside], [g for g in gaps if by_year and g.years]


def _without_powers(series: Series, held: Iterable[Distribution]) -> list[Silence]:
    """The permanent members of the Security Council that have no figure, with the years."""
    years: dict[str, list[int]] = {}
    for one in held:
        for power in PERMANENT:
            # A publisher that draws states over their present territory has Russia for the Soviet Union.
            if power in one.without and not (power == "SUN" and "RUS" in one.values):
                years.setdefault(power, []).append(one.year)
    return [
        Silence(series.name, tuple(missing), f"no figure of {power}, {OTHERS}")
        for power, missing in years.items()
    ]


def _asked(held: Iterable[int], since: int | None, until: int | None) -> range:
    """The years of the period, an open end closed by the first or last year held."""
    known = sorted(held) or [0]
    return range(since if since is not None else known[0], (until if until is not None else known[-1]) + 1)


def _pole(held: Distribution) -> Pole:
    ranked = sorted(held.values.items(), key=lambda pair: (-pair[1], pair[0]))
    leaders = tuple((actor, value / held.total) for actor, value in ranked[:TOP])
    return Pole(held.series, held.year, concentration(held.values.values()), leaders, held)


def _only(held: Distribution, among: NamedGroup) -> Distribution:
    """The same for the members of a group alone; no world total stands beside it."""
    members = among.members(date(held.year, 12, 31))
    values = {a: v for a, v in held.values.items() if a in members}
    return Distribution(
        held.series, held.year, values, tuple(sorted(members - set(values))), None, held.source
    )


def check_period(since: int | None, until: int | None) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        AskedWronglyError: It does.
    """
    if since is not None and until is not None and until < since:
        raise AskedWronglyError(f"The period ends in {until}, before it begins in {since}")


def spans(years: Iterable[int]) -> str:
    """Years in words, neighbours joined: ``1960-1970, 1975``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
