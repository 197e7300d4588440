"""Draws named values in rows: bars from zero, or points, with intervals, and the figures beside them."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import Key, check_size, framed
from multipolar.briefs.charts.model import Bar
from multipolar.briefs.charts.text import number, text_width, wrap
from multipolar.briefs.charts.vega import AXIS_NUMBER, Spec, elements, rows, specification, told_apart

_NAME, _FIGURE = 12, 11
_MOST = 250
Shape = Literal["bar", "point"]


def bar_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    x_title: str = "",
    note: str = "",
    width: int = 720,
    height: int | None = None,
) -> str:
    """Horizontal bars from zero, top to bottom in the order given, as SVG.

    Args:
        bars: The values. One without a value keeps its row and says "no data".
        title: What is shown.
        x_title: What the values are, with their unit.
        note: Source and definition, at the foot.
        width: In pixels.
        height: Of the drawing without title and note; as many rows as there are bars when not given.

    Raises:
        AskedWronglyError: No bar, or more than fit.
    """
    return _chart("bar", bars, title, x_title, note, width, height)


def dot_interval_chart(
    points: Sequence[Bar],
    *,
    title: str,
    x_title: str = "",
    note: str = "",
    width: int = 720,
    height: int | None = None,
) -> str:
    """A point and its interval in each row, in the order given, as SVG; the axis need not begin at zero.

    Args:
        points: The values with their intervals.
        title: What is shown.
        x_title: What the values are, with their unit.
        note: Source, definition and the level of the intervals, at the foot.
        width: In pixels.
        height: Of the drawing without title and note; as many rows as there are points when not given.

    Raises:
        AskedWronglyError: No point, or more than fit.
    """
    return _chart("point", points, title, x_title, note, width, height)


def _chart(
    shape: Shape, bars: Sequence[Bar], title: str, x_title: str, note: str, width: int, height: int | None
) -> str:
    check_size(title, width, height)
    if not 1 <= len(bars) <= _MOST:
        raise AskedWronglyError(f"{title!r} would have {len(bars)} rows", f"Choose 1 to {_MOST}")
    names = _names(bars, width)
    tall = height or _height(names, x_title)
    groups = list(dict.fromkeys(bar.group for bar in bars if bar.group))
    spec = bar_spec(shape, bars, names, groups, x_title=x_title, width=width, height=tall)
    return framed(
        elements(spec),
        title=title,
        note=note,
        description=_described(shape, bars, x_title),
        width=width,
        height=tall,
        keys=[_key(place, group) for place, group in enumerate(groups)],
    )


def bar_spec(
    shape: Shape,
    bars: Sequence[Bar],
    names: Sequence[Sequence[str]],
    groups: Sequence[str],
    *,
    x_title: str,
    width: int,
    height: int,
) -> Spec:
    """The Vega-Lite description of a chart in rows."""
    values = [_row(place, bar, groups) for place, bar in enumerate(bars)]
    labels = max(text_width(line, _NAME) for lines in names for line in lines)
    low, high = _domain(shape, bars, width - labels - 40)
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"title": x_title or None, "labelExpr": AXIS_NUMBER, "tickCount": max(2, width // 130)},
    }
    y = {"field": "row", "type": "ordinal", "scale": {"paddingInner": 0.3}, "axis": _name_axis(names)}
    layers = [*_zero(low, high), *_marks(shape, values, x, y), *_figures(values, x, y)]
    padding = {"left": 12 + 0.12 * labels, "right": 14, "top": 6, "bottom": 8}
    return specification(layers, width=width, height=height, padding=padding)


def _names(bars: Sequence[Bar], width: int) -> list[list[str]]:
    return [wrap(bar.name, width * 0.34, _NAME, 2) for bar in bars]


def _height(names: Sequence[Sequence[str]], x_title: str) -> int:
    lines = max(len(rows_) for rows_ in names)
    return len(names) * (10 + 14 * lines) + (60 if x_title else 40)


def _row(place: int, bar: Bar, groups: Sequence[str]) -> dict[str, Any]:
    """One bar as a row of data; its figure stands on the side away from zero."""
    ends = [end for end in (bar.value, bar.low, bar.high) if end is not None]
    left = bar.value is not None and bar.value < 0
    return {
        "row": place,
        "value": bar.value,
        "low": bar.low,
        "high": bar.high,
        "colour": palette.colour(groups.index(bar.group) if bar.group else 0),
        "figure": _figure(bar),
        "at": (min(ends) if left else max(ends)) if bar.value is not None else 0,
        "left": left,
        "known": bar.value is not None,
    }


def _domain(shape: Shape, bars: Sequence[Bar], across: float) -> tuple[float, float]:
    """The ends of the axis, with room for the figures on both sides; across is about the plot's width."""
    ends = [end for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    if shape == "bar" or 0 <= low < high / 2 or (high <= 0 and high > low / 2):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low, low + 1) if low == 0 else (low - abs(low) / 2, high + abs(high) / 2)
    texts = {
        left: max((text_width(_figure(bar), _FIGURE) for bar in bars if _on(bar, left)), default=0.0)
        for left in (True, False)
    }
    unit = (high - low) / max(across - sum(texts.values()) - 24, across / 3)
    return low - (texts[True] + 12) * unit * (low != 0), high + (texts[False] + 12) * unit * (high != 0)


def _figure(bar: Bar) -> str:
    return "no data" if bar.value is None else number(bar.value)


def _on(bar: Bar, left: bool) -> bool:
    return bar.value is not None and (bar.value < 0) == left


def _name_axis(names: Sequence[Sequence[str]]) -> Spec:
    """The names as labels; two bars may have one name, so the rows go by number."""
    words = "[" + ",".join(_literal(list(lines)) for lines in names) + "]"
    return {
        "title": None,
        "labelExpr": f"{words}[datum.value]",
        "labelFontSize": _NAME,
        "labelColor": palette.INK,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelLineHeight": 14,
        "ticks": False,
        "domain": False,
        "labelPadding": 8,
    }


def _literal(lines: Sequence[str]) -> str:
    """Lines of text as a literal of Vega's expressions; signs that may mean something there are spelt out."""
    apart = [told_apart(line) for line in lines]
    safe = ["".join(c if c.isalnum() or c == " " else "".join(_units(c)) for c in line) for line in apart]
    return "[" + ",".join(f'"{line}"' for line in safe) + "]"


def _units(letter: str) -> Iterator[str]:
    data = letter.encode("utf-16-be", "replace")
    for place in range(0, len(data), 2):
        yield f"\\u{data[place]:02x}{data[place + 1]:02x}"


def _zero(low: float, high: float) -> Iterator[Spec]:
    if low <= 0 <= high:
        yield {
            "data": rows([{"zero": 0}]),
            "mark": {"type": "rule", "color": palette.AXIS, "strokeWidth": 1.2},
            "encoding": {"x": {"field": "zero", "type": "quantitative"}},
        }


def _marks(shape: Shape, values: Sequence[dict[str, Any]], x: Spec, y: Spec) -> Iterator[Spec]:
    fill = {"field": "colour", "type": "nominal", "scale": None}
    known = [value for value in values if value["known"]]
    spans = [value for value in known if value["low"] is not None]
    span: Spec = {
        "data": rows(spans),
        "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y},
    }
    if shape == "bar":
        yield {"data": rows(known), "mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "color": fill}}
        if spans:
            yield span | {"mark": {"type": "rule", "color": palette.PAPER, "strokeWidth": 3.4}}
            yield span | {"mark": {"type": "rule", "color": palette.INK, "strokeWidth": 1.6}}
        return
    if spans:
        yield span | {
            "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.55},
            "encoding": span["encoding"] | {"color": fill},
        }
    mark = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    yield {"data": rows(known), "mark": mark, "encoding": {"x": x, "y": y, "color": fill}}


def _figures(values: Sequence[dict[str, Any]], x: Spec, y: Spec) -> Iterator[Spec]:
    for left in (False, True):
        side = [value for value in values if value["left"] == left]
        if side:
            mark = {
                "type": "text",
                "align": "right" if left else "left",
                "dx": -7 if left else 7,
                "fontSize": _FIGURE,
                "color": palette.INK,
            }
            text = {"field": "figure", "type": "nominal"}
            yield {
                "data": rows(side),
                "mark": mark,
                "encoding": {"x": x | {"field": "at"}, "y": y, "text": text},
            }


def _key(place: int, group: str) -> Key:
    return Key(f'<rect width="22" height="12" fill="{palette.colour(place)}"/>', group)


def _described(shape: Shape, bars: Sequence[Bar], x_title: str) -> str:
    what = "Bar chart" if shape == "bar" else "Points with intervals"
    parts = [f"{what}, {len(bars)} rows" + (f": {x_title}." if x_title else ".")]
    for bar in bars:
        said = f"{bar.name}: {_figure(bar)}"
        if bar.low is not None and bar.high is not None:
            said += f" ({number(bar.low)} to {number(bar.high)})"
        parts.append(said + (f", {bar.group}." if bar.group else "."))
    return " ".join(parts)
