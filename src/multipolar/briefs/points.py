"""Where states stand by published ideal points, year by year, against the mean of their regional groups."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multipolar.actors import Actor
from multipolar.briefs.language.words import upper
from multipolar.briefs.notes import Row, select
from multipolar.briefs.parts import Chart, Sentence
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.setting import Setting
from multipolar.measures.vote_groups import regional_group
from multipolar.measures.votes import members_of

# Posterior mean and its 5th and 95th percentile, as Voeten's dataset names them.
_POINT, _LOW, _HIGH = "idealpoint_all", "idealpoint_all_q05", "idealpoint_all_q95"
_SOURCE = "voeten_ideal_points"
_BACK = 10
_FEWEST = 3
# Half the width of a 90 % interval in standard deviations; of a 95 % one.
_NINETY, _NINETY_FIVE = 1.645, 1.96


@dataclass(frozen=True, slots=True)
class _Point:
    """One state in one year."""

    value: float
    low: float
    high: float

    @property
    def variance(self) -> float:
        return ((self.high - self.low) / (2 * _NINETY)) ** 2


def points(setting: Setting, who: Sequence[Actor]) -> tuple[tuple[Sentence, ...], tuple[Chart, ...]]:
    """What published ideal points say of one state or of two, with a chart; or which source to pull."""
    ids = [x.id for x in who]
    names = setting.words.listed([setting.words.name(x) for x in who])
    where = {"actor": ids, "code": [_HIGH, _LOW, _POINT]}
    rows = [r for r in setting.record.rows("indicator", where) if r["year"] <= setting.on.year]
    held = {x: _series(rows, x) for x in ids}
    if not any(held.values()):
        pull = _SOURCE if _SOURCE not in setting.record.sources() else ""
        gap = setting.silence("points", "indicator", where, pull, names=names)
        return (gap,), ()
    note = setting.cite("points", select("indicator", where, ("actor", "code", "year")), rows, names=names)
    return _told(setting, who, held, note), _drawn(setting, who, held, note)


def _series(rows: Sequence[Row], actor: str) -> dict[int, _Point]:
    parts: dict[int, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["actor"] == actor and row["value"] is not None:
            parts[row["year"]][row["code"]] = row["value"]
    return {
        year: _Point(p[_POINT], p.get(_LOW, p[_POINT]), p.get(_HIGH, p[_POINT]))
        for year, p in sorted(parts.items()) if _POINT in p
    }  # fmt: skip


def _told(
    setting: Setting, who: Sequence[Actor], held: Mapping[str, Mapping[int, _Point]], note: int
) -> tuple[Sentence, ...]:
    every = [y for series in held.values() for y in series]
    shared = set.intersection(*(set(series) for series in held.values()))
    year = max(shared or every)
    told = [
        setting.say(
            "votes.point", note, year=str(year), a=setting.words.name(x),
            point=setting.words.digits(held[x.id][year].value, 2), ends=_ends(setting, held[x.id][year]),
        )
        for x in who if year in held[x.id]
    ]  # fmt: skip
    if len(who) == 2 and shared:
        told += _distance(setting, [held[x.id] for x in who], year, note)
    return (*told, setting.say("votes.point_definition"))


def _ends(setting: Setting, point: _Point) -> str:
    low, high = (setting.words.digits(v, 2) for v in (point.low, point.high))
    return setting.text("interval", low=low, high=high)


def _distance(
    setting: Setting, series: Sequence[Mapping[int, _Point]], year: int, note: int
) -> list[Sentence]:
    """How far apart the two stand, and whether that is surely more or less than ten years before."""
    one, other = series
    now = abs(one[year].value - other[year].value)
    before = year - _BACK
    values = {"year": str(year), "before": str(before), "now": setting.words.digits(now, 2)}
    if not (before in one and before in other):
        return [setting.say("votes.apart", note, **values)]
    then = abs(one[before].value - other[before].value)
    spread = math.sqrt(sum(s[y].variance for s in series for y in (year, before)))
    way = "level" if abs(now - then) <= _NINETY_FIVE * spread else "rose" if now > then else "fell"
    return [setting.say(f"votes.apart_{way}", note, then=setting.words.digits(then, 2), **values)]


def _drawn(
    setting: Setting, who: Sequence[Actor], held: Mapping[str, Mapping[int, _Point]], note: int
) -> tuple[Chart, ...]:
    bands = [_band(setting.words.name(x).plain, held[x.id]) for x in who if len(held[x.id]) >= _FEWEST]
    if not bands:
        return ()
    groups = list(dict.fromkeys(g for x in who if (g := regional_group(x.id, setting.on))))
    years = sorted({y for b in bands for y in b.years})
    means, mean_note = _means(setting, groups, (years[0], years[-1])) if groups else ([], note)
    said = setting.text("votes.points_said", names=setting.words.listed([b.name for b in bands]))
    svg = plot([*bands, *means], label=said, written=lambda v: setting.words.digits(v, 1), from_zero=False)
    return (Chart(svg, setting.text("votes.points_chart"), tuple(sorted({note, mean_note}))),)


def _band(name: str, series: Mapping[int, _Point]) -> Band:
    years = list(series)
    values, low, high = ([getattr(series[y], part) for y in years] for part in ("value", "low", "high"))
    return Band(name, years, values, low, high)


def _means(setting: Setting, groups: Sequence[str], span: tuple[int, int]) -> tuple[list[Band], int]:
    """The mean point of those in each group on the day spoken of, by year."""
    members = {g: members_of(g, setting.on) for g in groups}
    where = {"actor": sorted(set().union(*members.values())), "code": _POINT}
    rows = [r for r in setting.record.rows("indicator", where) if span[0] <= r["year"] <= span[1]]
    note = setting.cite("point_groups", select("indicator", where, ("year",)), rows)
    found = []
    for group in groups:
        by_year: dict[int, list[float]] = defaultdict(list)
        for row in rows:
            if row["actor"] in members[group] and row["value"] is not None:
                by_year[row["year"]].append(row["value"])
        years = sorted(by_year)
        name = upper(setting.name(group).plain)
        found.append(Band(name, years, [sum(by_year[y]) / len(by_year[y]) for y in years], thin=True))
    return found, note
