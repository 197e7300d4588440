"""Whose spell it is: years and days that a source gives for a code, cut into spells of actors."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import after, dated, meaning, resolved
from multipolar.record.sources.base import ReadContext

Run = tuple[str, date, date]
Part = tuple[tuple[str, ...], PartialDate, PartialDate]
_DAY = timedelta(days=1)
_FIRST, _LAST = 1815, 2030


def runs_among(found: Iterable[int], years: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of years that follow each other among the years a file has, as first and last, inclusive.

    >>> runs_among([1950, 1955, 1965], [1950, 1955, 1960, 1965])
    [(1950, 1955), (1965, 1965)]
    """
    place = {year: index for index, year in enumerate(sorted(set(years)))}
    runs: list[tuple[int, int]] = []
    for year in sorted(set(found)):
        if runs and place[year] == place[runs[-1][1]] + 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def spells(found: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of consecutive calendar years, as first and last year, both inclusive.

    >>> spells([1990, 1991, 1992, 1995])
    [(1990, 1992), (1995, 1995)]
    """
    years = sorted(set(found))
    return runs_among(years, range(years[0], years[-1] + 1)) if years else []


def actor_runs(
    context: ReadContext, code: str, scheme: "actors.Scheme", first: date, last: date
) -> list[Run]:
    """The actors a code means over a stretch of days, each with its own first and last day in it.

    A code of Correlates of War outlives changes of state (365 is the Russian Empire, the Soviet Union
    and Russia), so one published spell may belong to several actors. Days on which the code means
    nothing are left out.
    """
    if code in context.spec.actors:
        own = context.spec.actors[code]
        return [(own, first, last)] if own is not None else []
    history = [run for run in _history(code, scheme) if run[1] <= last and run[2] >= first]
    return [(actor, max(start, first), min(end, last)) for actor, start, end in history]


@cache
def _history(code: str, scheme: "actors.Scheme") -> tuple[Run, ...]:
    """Every actor a code ever means; a meaning shorter than half a year may go unseen."""
    probes = [date(year, month, 1) for year in range(_FIRST, _LAST) for month in (1, 7)]
    runs: list[Run] = []
    start, held = probes[0], resolved(code, scheme, probes[0])
    for before, probe in itertools.pairwise([*probes, date(_LAST, 1, 1)]):
        found = resolved(code, scheme, probe)
        if found != held:
            change = _change(code, scheme, held, before, probe)
            if held is not None:
                runs.append((held, start, change - _DAY))
            start, held = change, found
    if held is not None:
        runs.append((held, start, date.max - _DAY))
    return tuple(runs)


def _change(code: str, scheme: "actors.Scheme", held: str | None, same: date, other: date) -> date:
    """The first day on which a code no longer means what it meant, by halving."""
    while (other - same).days > 1:
        middle = same + (other - same) // 2
        if resolved(code, scheme, middle) == held:
            same = middle
        else:
            other = middle
    return other


def split_spell(
    context: ReadContext, codes: Sequence[str], scheme: "actors.Scheme", first: PartialDate, last: PartialDate
) -> list[Part]:
    """Cut one published spell of one or two codes wherever a code passes from one actor to another.

    The outer dates keep the precision they are published with, inner cuts are days. Days on which a code
    means no actor are left out, counted as refused and named in an issue, unless they lie within the
    imprecision of the published dates.

    Returns:
        The actors, first and last date (inclusive) of each part.
    """
    runs = [actor_runs(context, code, scheme, first.first, last.last) for code in codes]
    stretches = _common_stretches(runs)
    _name_gaps(stretches, codes, scheme, (first, last), context)
    parts: list[Part] = []
    for number, (held, start, end) in enumerate(stretches):
        opens = number == 0 and start <= first.last
        closes = number == len(stretches) - 1 and end >= last.first
        opening = first if opens else PartialDate.of(start)
        parts.append((held, opening, last if closes else PartialDate.of(end)))
    return parts


def _common_stretches(runs: Sequence[Sequence[Run]]) -> list[tuple[tuple[str, ...], date, date]]:
    """Stretches of days on which every code means one actor each."""
    edges = sorted({edge for run in runs for _, start, end in run for edge in (start, end + _DAY)})
    stretches = []
    for start, following in itertools.pairwise(edges):
        held = [next((a for a, from_, to in run if from_ <= start <= to), None) for run in runs]
        if None not in held:
            stretches.append((tuple(a for a in held if a is not None), start, following - _DAY))
    return stretches


def _name_gaps(
    stretches: Sequence[tuple[tuple[str, ...], date, date]],
    codes: Sequence[str],
    scheme: "actors.Scheme",
    spell: tuple[PartialDate, PartialDate],
    context: ReadContext,
) -> None:
    """Name the days of a published spell on which a code means no actor."""
    first, last = spell
    day = first.first
    gaps: list[tuple[date, date]] = []
    for _, start, end in stretches:
        if start > max(day, first.last):
            gaps.append((day, start - _DAY))
        day = end + _DAY
    if day <= last.first:
        gaps.append((day, last.last))
    for start, end in gaps:
        for code in codes:
            if meaning(context, code, scheme, start) is None:
                context.actor(code, scheme, start)
        reason = f"no actor for a state number from {start} to {end}; these days are left out"
        context.issue("tie", f"{'-'.join(codes)} {first}", reason, " ".join(codes))


def spell(first: PartialDate, last: PartialDate, cutoff: date) -> dict[str, object]:
    """Validity columns of an inclusive spell.

    A spell that reaches the last day the data cover is left open and says when it was last observed:
    the source does not say that it ended.
    """
    opened = dated("valid_from", first)
    if last.last >= cutoff:
        return {**opened, "observed": cutoff}
    return {**opened, **dated("valid_to", after(last))}
