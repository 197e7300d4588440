"""Drawings of how multipolar the order is: effective numbers of poles, polarization, or groups' shares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import Line, line_chart
from multipolar.measures.polarity import Asked, Found
from multipolar.measures.poles import OTHERS

Chart = Literal["poles", "polarization", "weights"]
CHARTS: tuple[Chart, ...] = get_args(Chart)
_MOST_LINES = 12
_ALWAYS = 1
Points = Iterable[tuple[str, int, float | None]]


def drawn(asked: Asked, since: int | None, until: int | None, chart: str) -> str:
    """Figures over a period, by default over all years that have any, as SVG.

    Raises:
        AskedWronglyError: No such chart, nothing to draw, or too many lines.
    """
    if chart not in CHARTS:
        raise AskedWronglyError(f"There is no chart {chart!r}", f"Charts: {', '.join(CHARTS)}")
    found = asked.answer(_ALWAYS if since is None and until is None else since, until)
    points, title, y_title = _what(found, chart)
    lines = _lines(points)
    if not lines:
        raise AskedWronglyError(f"There is nothing to draw for {chart}", "Run it without --plot to see why")
    if len(lines) > _MOST_LINES:
        raise AskedWronglyError(
            f"{len(lines)} lines are too many for one plot", "Choose fewer with --definition or --group"
        )
    return line_chart(lines, title=title, y_title=y_title, note=_note(found, chart))


def _what(found: Found, chart: str) -> tuple[Points, str, str]:
    if chart == "poles":
        points: Points = [(p.series.name, p.year, p.concentration.effective) for p in found.poles]
        return points, "Effective number of poles", "1 / sum of squared shares"
    if chart == "polarization":
        points = [(c.definition, c.year, c.polarization.esteban_ray) for c in found.camps]
        return points, "Polarization of positions in the General Assembly", "Esteban and Ray's index"
    points = [(f"{w.group}, {w.measure}", w.year, w.share) for w in found.weights]
    return points, "Shares of groups", "share of all states"


def _lines(points: Points) -> list[Line]:
    """A line for each name that has a value; a break where a year is missing."""
    held: Mapping[str, dict[int, float | None]] = defaultdict(dict)
    for name, year, value in points:
        held[name][year] = value
    lines = []
    for name, values in held.items():
        if all(value is None for value in values.values()):
            continue
        years = range(min(values), max(values) + 1)
        lines.append(Line(name, list(years), [values.get(year) for year in years]))
    return lines


def _note(found: Found, chart: str) -> str:
    if chart == "poles":
        held = [p.distribution.source for p in found.poles]
    elif chart == "polarization":
        held = [c.source for c in found.camps]
    else:
        held = [w.source for w in found.weights]
    told = f"States with figures only; years without are left out. Sources: {', '.join(sorted(set(held)))}."
    others = [s.words for s in found.silent if s.reason.endswith(OTHERS)] if chart == "poles" else []
    return " ".join([told, *(f"{words}." for words in others)])
