"""Draws series over an ordered axis: intervals as bands, breaks where nothing is known, names at the ends."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import Key, framed
from multipolar.briefs.charts.gaps import runs
from multipolar.briefs.charts.model import Line
from multipolar.briefs.charts.spread import spread, whole_ticks
from multipolar.briefs.charts.text import cut, listed, number, text_width
from multipolar.briefs.charts.vega import AXIS_NUMBER, Spec, elements, rows, specification

_LABEL, _STEP = 12, 15
_LEAD = 16
_TICK = 62
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring places of one line that all have a value."""

    line: int
    points: list[dict[str, float]]


def line_chart(
    series: Sequence[Line],
    *,
    title: str,
    x_title: str = "",
    y_title: str = "",
    note: str = "",
    width: int = 720,
    height: int = 400,
    zero: bool | None = None,
) -> str:
    """Lines over an ordered axis, as SVG.

    A line breaks where a value is ``None`` and where a step along the axis is longer than that line's usual
    one: nothing unknown is joined. A value without neighbours is a dot.

    Args:
        series: One to twelve lines; each must have a value somewhere.
        title: What is shown.
        x_title: What the axis along the foot holds; years need none.
        y_title: What the values are, with their unit; stands under the title.
        note: Source and definition, at the foot.
        width: In pixels; below 480 the names stand in a legend.
        height: Of the drawing without title and note, in pixels.
        zero: Whether the axis of values begins at zero; when not said, it does where values come near it.

    Raises:
        AskedWronglyError: No line, too many, or a line without any value.
    """
    _check(series, title)
    spec, keys = line_spec(series, x_title=x_title, width=width, height=height, zero=zero)
    return framed(
        elements(spec),
        title=title,
        subtitle=y_title,
        note=note,
        description=_described(series, y_title),
        width=width,
        height=height,
        keys=keys,
    )


def line_spec(
    series: Sequence[Line], *, x_title: str, width: int, height: int, zero: bool | None
) -> tuple[Spec, list[Key]]:
    """The Vega-Lite description of a line chart, and its legend where names do not stand at the ends."""
    stretches = [run for place, line in enumerate(series) for run in _runs(place, line)]
    low, high = _domain(stretches, zero)
    names = _end_names(series)
    at_ends = width >= 480
    wide = min(max(text_width(name, _LABEL) for name in names) + _LEAD + 8, width * 0.34) if at_ends else 0
    x = _x_axis(series, x_title, width - wide - 60)
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"title": None, "labelExpr": AXIS_NUMBER, "tickCount": max(3, height // 60)},
    }
    layers = [*_bands(stretches, x, y), *_zero(low, high), *_strokes(series, stretches, x, y)]
    if at_ends:
        layers += _labels(series, names, (low, high), height, wide - _LEAD - 6, y)
    padding = {"left": 12, "right": 16 + wide * 0.14, "top": 10, "bottom": 8}
    keys = [] if at_ends or len(series) == 1 else [_key(place, line) for place, line in enumerate(series)]
    return specification(layers, width=width, height=height, padding=padding), keys


def _check(series: Sequence[Line], title: str) -> None:
    if not 1 <= len(series) <= _MOST:
        raise AskedWronglyError(f"{title!r} would have {len(series)} lines", f"Choose 1 to {_MOST}")
    for line in series:
        if all(value is None for value in line.y):
            raise AskedWronglyError(
                f"The line {line.name!r} has no value", "Leave it out, and say so in the note"
            )


def _runs(place: int, line: Line) -> Iterator[_Run]:
    """The stretches of a line without a gap, as rows of data."""
    for run in runs(line):
        points = [{"x": line.x[index], "y": line.y[index] or 0.0} | _edges(line, index) for index in run]
        yield _Run(place, points)


def _edges(line: Line, index: int) -> dict[str, float]:
    low = line.low[index] if line.low else None
    high = line.high[index] if line.high else None
    return {"low": low, "high": high} if low is not None and high is not None else {}


def _domain(stretches: Sequence[_Run], zero: bool | None) -> tuple[float, float]:
    """The ends of the axis of values, on round numbers."""
    values = [
        point[key]
        for run in stretches
        for point in run.points
        for key in ("y", "low", "high")
        if key in point
    ]
    low, high = min(values), max(values)
    near = (0 <= low < high / 2) or (high <= 0 and high > low / 2)
    if zero or (zero is None and near):
        low, high = min(low, 0), max(high, 0)
    if low == high:
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    step = 10 ** math.floor(math.log10(high - low)) / 2
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def _x_axis(series: Sequence[Line], x_title: str, width: float) -> Spec:
    """The axis along the foot; whole numbers (years, sessions) are ticked as such, without separators."""
    places = [x for line in series for x in line.x]
    low, high = min(places), max(places)
    ends = [low, high] if low < high else [low - 1, high + 1]
    axis: Spec = {"title": x_title or None, "grid": False}
    if all(float(x).is_integer() and abs(x) < 10_000 for x in places):
        axis |= {"format": "d", "values": whole_ticks(ends[0], ends[1], width / _TICK)}
    else:
        axis |= {"labelExpr": AXIS_NUMBER, "tickCount": round(width / _TICK)}
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": ends, "nice": False, "zero": False},
        "axis": axis,
    }


def _bands(stretches: Sequence[_Run], x: Spec, y: Spec) -> Iterator[Spec]:
    for run in stretches:
        points = [point for point in run.points if "low" in point]
        if points:
            mark: Spec = {"type": "area" if len(points) > 1 else "rule", "color": palette.colour(run.line)}
            yield {
                "data": rows(points),
                "mark": mark | {"opacity": 0.18 if len(points) > 1 else 0.5},
                "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
            }


def _zero(low: float, high: float) -> Iterator[Spec]:
    if low < 0 < high:
        yield {
            "data": rows([{"y": 0}]),
            "mark": {"type": "rule", "color": palette.AXIS, "strokeWidth": 1.2},
            "encoding": {"y": {"field": "y", "type": "quantitative"}},
        }


def _strokes(series: Sequence[Line], stretches: Sequence[_Run], x: Spec, y: Spec) -> Iterator[Spec]:
    for run in stretches:
        line = series[run.line]
        mark: Spec = {"color": palette.colour(run.line)}
        if len(run.points) > 1:
            mark |= {"type": "line", "strokeWidth": 2, "strokeDash": list(palette.dash(run.line, line.style))}
        else:
            mark |= {"type": "point", "filled": True, "size": 28, "opacity": 1}
        yield {"data": rows(run.points), "mark": mark, "encoding": {"x": x, "y": y}}


def _end_names(series: Sequence[Line]) -> list[str]:
    """Each line's name; where it stops before the others, with the place it stops."""
    last = max(x for line in series for x in line.x)
    ends = [max(x for x, y in zip(line.x, line.y, strict=True) if y is not None) for line in series]
    return [
        line.name if end == last else f"{line.name} (to {end:g})"
        for line, end in zip(series, ends, strict=True)
    ]


def _labels(
    series: Sequence[Line],
    names: Sequence[str],
    domain: tuple[float, float],
    height: int,
    wide: float,
    y: Spec,
) -> Iterator[Spec]:
    """The names beside the ends of their lines, moved apart where they would touch."""
    ends = [next(value for value in reversed(line.y) if value is not None) for line in series]
    low, high = domain
    plot = height - 48
    places = spread([(high - end) / (high - low) * plot for end in ends], _STEP, 0, plot)
    for index, (name, end, place) in enumerate(zip(names, ends, places, strict=True)):
        at = high - place / plot * (high - low)
        yield _leader(palette.colour(index), end, at, y)
        text = {"type": "text", "text": cut(name, wide, _LABEL), "align": "left", "baseline": "middle"}
        yield {
            "data": rows([{"y": at}]),
            "mark": text | {"fontSize": _LABEL, "color": palette.INK},
            "encoding": {"x": {"value": {"expr": f"width + {_LEAD}"}}, "y": y},
        }


def _leader(colour: str, end: float, at: float, y: Spec) -> Spec:
    """The short line from the end of a series to its name."""
    return {
        "data": rows([{"y": end, "at": at}]),
        "mark": {"type": "rule", "color": colour, "strokeWidth": 1.5},
        "encoding": {
            "x": {"value": {"expr": "width + 3"}},
            "x2": {"value": {"expr": f"width + {_LEAD - 3}"}},
            "y": y,
            "y2": {"field": "at"},
        },
    }


def _key(place: int, line: Line) -> Key:
    pattern = " ".join(str(part) for part in palette.dash(place, line.style))
    dashes = "" if pattern == "1 0" else f' stroke-dasharray="{pattern}"'
    return Key(f'<path d="M0,6H22" stroke="{palette.colour(place)}" stroke-width="2.5"{dashes}/>', line.name)


def _described(series: Sequence[Line], y_title: str) -> str:
    """The chart in words: what each line does from its first to its last value."""
    parts = [
        f"Line chart of {listed([line.name for line in series])}" + (f": {y_title}." if y_title else ".")
    ]
    for line in series:
        known = [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None]
        (first, start), (last, end) = known[0], known[-1]
        low, high = min(y for _, y in known), max(y for _, y in known)
        parts.append(
            f"{line.name}: {number(start)} in {first:g}, {number(end)} in {last:g},"
            f" between {number(low)} and {number(high)}, {len(known)} values."
        )
    return " ".join(parts)
