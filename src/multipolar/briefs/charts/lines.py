"""Draws series over an ordered axis: intervals as bands, breaks where nothing is known, names at the ends."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import Key, check_size, framed
from multipolar.briefs.charts.gaps import runs
from multipolar.briefs.charts.model import Line
from multipolar.briefs.charts.spread import spread, whole_ticks
from multipolar.briefs.charts.text import cut, listed, number, text_width
from multipolar.briefs.charts.vega import AXIS_NUMBER, Spec, elements, rows, specification

_LABEL, _STEP = 12, 15
_LEAD = 16
_TICK = 50
_MOST = 12


_Row = dict[str, Any]
_RUN = {"field": "run", "type": "nominal"}
_OWN_COLOUR = {"field": "colour", "type": "nominal", "scale": None}


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
        AskedWronglyError: No line, too many, a line without any value, or no room.
    """
    check_size(title, width, height)
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
    stretches = _stretches(series)
    low, high = _domain([row for stretch in stretches for row in stretch], zero)
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
    layers = [*_bands(stretches, x, y), *_zero(low, high), *_strokes(stretches, x, y)]
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


def _stretches(series: Sequence[Line]) -> list[list[_Row]]:
    """The stretches of all lines that have no gap, as rows of data."""
    found: list[list[_Row]] = []
    for place, line in enumerate(series):
        look = {"colour": palette.colour(place), "dash": list(palette.dash(place, line.style))}
        for run in runs(line):
            rows_ = [{"x": line.x[at], "y": line.y[at]} | _edges(line, at) | look for at in run]
            found.append([row | {"run": len(found)} for row in rows_])
    return found


def _edges(line: Line, index: int) -> _Row:
    low = line.low[index] if line.low else None
    high = line.high[index] if line.high else None
    return {"low": low, "high": high} if low is not None and high is not None else {}


def _domain(points: Sequence[_Row], zero: bool | None) -> tuple[float, float]:
    """The ends of the axis of values, on round numbers."""
    values = [point[key] for point in points for key in ("y", "low", "high") if key in point]
    low, high = min(values), max(values)
    near = (0 <= low < high / 2) or (high <= 0 and high > low / 2)
    if zero or (zero is None and near):
        low, high = min(low, 0.0), max(high, 0.0)
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


def _bands(stretches: Sequence[list[_Row]], x: Spec, y: Spec) -> Iterator[Spec]:
    """Intervals: a band along a stretch, a bar at a point on its own."""
    with_edges = [[row for row in stretch if "low" in row] for stretch in stretches]
    encoding = {
        "x": x,
        "y": y | {"field": "low"},
        "y2": {"field": "high"},
        "detail": _RUN,
        "color": _OWN_COLOUR,
    }
    for mark, chosen in (
        ({"type": "area", "opacity": 0.18}, [rows_ for rows_ in with_edges if len(rows_) > 1]),
        ({"type": "rule", "opacity": 0.5}, [rows_ for rows_ in with_edges if len(rows_) == 1]),
    ):
        if chosen:
            yield {"data": rows(chain.from_iterable(chosen)), "mark": mark, "encoding": encoding}


def _zero(low: float, high: float) -> Iterator[Spec]:
    if low < 0 < high:
        yield {
            "data": rows([{"y": 0}]),
            "mark": {"type": "rule", "color": palette.AXIS, "strokeWidth": 1.2},
            "encoding": {"y": {"field": "y", "type": "quantitative"}},
        }


def _strokes(stretches: Sequence[list[_Row]], x: Spec, y: Spec) -> Iterator[Spec]:
    """The lines themselves; a value without neighbours is a dot."""
    encoding = {"x": x, "y": y, "detail": _RUN, "color": _OWN_COLOUR}
    lines = [stretch for stretch in stretches if len(stretch) > 1]
    if lines:
        dashes = {"strokeDash": {"field": "dash", "type": "nominal", "scale": None}}
        mark: Spec = {"type": "line", "strokeWidth": 2}
        yield {"data": rows(chain.from_iterable(lines)), "mark": mark, "encoding": encoding | dashes}
    dots = [stretch for stretch in stretches if len(stretch) == 1]
    if dots:
        mark = {"type": "point", "filled": True, "size": 28, "opacity": 1}
        yield {"data": rows(chain.from_iterable(dots)), "mark": mark, "encoding": encoding}


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
    labels = rows(
        {
            "y": end,
            "at": high - place / plot * (high - low),
            "name": cut(name, wide, _LABEL),
            "colour": palette.colour(index),
        }
        for index, (name, end, place) in enumerate(zip(names, ends, places, strict=True))
    )
    leader = {
        "x": {"value": {"expr": "width + 3"}},
        "x2": {"value": {"expr": f"width + {_LEAD - 3}"}},
        "y": y,
        "y2": {"field": "at"},
        "color": _OWN_COLOUR,
    }
    yield {"data": labels, "mark": {"type": "rule", "strokeWidth": 1.5}, "encoding": leader}
    text = {
        "x": {"value": {"expr": f"width + {_LEAD}"}},
        "y": y | {"field": "at"},
        "text": {"field": "name", "type": "nominal"},
    }
    look = {"align": "left", "baseline": "middle", "fontSize": _LABEL, "color": palette.INK}
    yield {"data": labels, "mark": {"type": "text"} | look, "encoding": text}


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
