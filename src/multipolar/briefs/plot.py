"""Small lines over years as SVG with axes and bands, drawn without a renderer: in a millisecond."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import escape
from multipolar.briefs.charts.text import number, text_width

_SIZE = 11
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 14, 10, 24


@dataclass(frozen=True, slots=True)
class Band:
    """One series by year, with its interval where it has one.

    Attributes:
        name: Stands in the legend; empty for a chart of one series.
        years: Rising; the line breaks where one is left out.
        values: One for each year.
        low: Lower ends of the interval; empty for none.
        high: Upper ends.
    """

    name: str
    years: Sequence[int]
    values: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where years and values lie."""

    years: tuple[int, int]
    values: tuple[float, float]
    width: int
    height: int
    head: int

    def x(self, year: float) -> float:
        first, last = self.years
        across = (year - first) / (last - first) if last > first else 0.5
        return round(_LEFT + across * (self.width - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        low, high = self.values
        room = self.height - self.head - _BOTTOM
        return round(self.head + (1 - (value - low) / (high - low)) * room, 1)


def plot(
    bands: Sequence[Band], *, label: str, unit: str = "", top: float | None = None, width: int = 640,
    height: int = 220,
) -> str:  # fmt: skip
    """Lines over years.

    Args:
        bands: The series, up to six.
        label: What there is to see, for readers of the screen.
        unit: Stands behind the numbers of the axis.
        top: Upper end of the axis; by default a round number over all values.
        width: In pixels; the drawing shrinks with the page.
        height: In pixels.
    """
    named = [band for band in bands if band.name]
    head = _TOP + (18 if named else 0)
    every = [y for band in bands for y in band.years]
    most = top or max((v for band in bands for v in (*band.values, *band.high)), default=1.0) or 1.0
    ticks = _ticks(most)
    frame = _Frame((min(every), max(every)), (0.0, max(ticks[-1], top or 0)), width, height, head)
    body = _grid(frame, ticks, unit) + "".join(_drawn(b, frame, i) for i, b in enumerate(bands))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" font-family="{escape(palette.FONT)}"'
        f' font-size="{_SIZE}"><title>{escape(label)}</title>{_legend(named)}{body}</svg>'
    )


def _ticks(most: float) -> list[float]:
    """Round places from zero to just over the largest value."""
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough)
    return [step * i for i in range(math.ceil(most / step - 1e-9) + 1)]


def _grid(frame: _Frame, ticks: Sequence[float], unit: str) -> str:
    right = frame.width - _RIGHT
    lines = []
    for tick in ticks:
        y = frame.y(tick)
        said = f"{number(tick)}{f' {unit}' if unit else ''}"
        lines.append(
            f'<path d="M{_LEFT},{y:g}H{right}" stroke="{palette.GRID}"/><text x="{_LEFT - 6}" y="{y + 4:g}"'
            f' text-anchor="end" fill="{palette.QUIET}">{escape(said)}</text>'
        )
    foot = f'y="{frame.height - 6}" text-anchor="middle" fill="{palette.QUIET}"'
    lines += [f'<text x="{frame.x(year):g}" {foot}>{year}</text>' for year in _years(frame)]
    return "".join(lines)


def _years(frame: _Frame) -> list[int]:
    """Years written under the axis: round ones, and no more than have room."""
    first, last = frame.years
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) / s <= (frame.width - 80) / 70)
    return [y for y in range(first, last + 1) if y % step == 0] or [first]


def _drawn(band: Band, frame: _Frame, place: int) -> str:
    colour = palette.colour(place)
    dash = ' stroke-dasharray="6 3"' if place % 2 else ""
    parts = []
    for run in _runs(band.years):
        points = [(frame.x(band.years[i]), frame.y(band.values[i])) for i in run]
        if band.low:
            over = [f"{frame.x(band.years[i]):g},{frame.y(band.high[i]):g}" for i in run]
            under = [f"{frame.x(band.years[i]):g},{frame.y(band.low[i]):g}" for i in reversed(run)]
            parts.append(_area(over, under, colour))
        if len(points) == 1:
            parts.append(f'<circle cx="{points[0][0]:g}" cy="{points[0][1]:g}" r="2.4" fill="{colour}"/>')
        else:
            path = "L".join(f"{x:g},{y:g}" for x, y in points)
            parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
    return "".join(parts)


def _area(over: Sequence[str], under: Sequence[str], colour: str) -> str:
    if len(over) == 1:
        return f'<path d="M{over[0]}L{under[0]}" stroke="{colour}" stroke-opacity=".35" stroke-width="4"/>'
    return f'<path d="M{"L".join([*over, *under])}Z" fill="{colour}" fill-opacity=".16"/>'


def _runs(years: Sequence[int]) -> Iterator[list[int]]:
    """Places of years that follow one another."""
    run: list[int] = []
    for place, year in enumerate(years):
        if run and year != years[run[-1]] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _legend(bands: Sequence[Band]) -> str:
    parts, left = [], float(_LEFT)
    for place, band in enumerate(bands):
        dash = ' stroke-dasharray="6 3"' if place % 2 else ""
        parts.append(
            f'<path d="M{left:g},9h22" stroke="{palette.colour(place)}" stroke-width="2"{dash}/>'
            f'<text x="{left + 28:g}" y="13" fill="{palette.INK}">{escape(band.name)}</text>'
        )
        left += 28 + text_width(band.name, _SIZE) + 18
    return "".join(parts)
