"""Small lines over years as SVG with axes and bands, drawn without a renderer: in a millisecond."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import escape
from multipolar.briefs.charts.text import cut, number, text_width

_SIZE = 11
_RIGHT, _TOP, _BOTTOM = 20, 10, 24
_INDENT, _WIDEST = 4, 560


@dataclass(frozen=True, slots=True)
class Band:
    """One series by year, with its interval where it has one.

    Attributes:
        name: Stands in the legend; empty for a chart of one series.
        years: Rising; the line breaks where one is left out.
        values: One for each year.
        low: Lower ends of the interval; empty for none.
        high: Upper ends.
        thin: Whether it stands behind the others, for comparison.
    """

    name: str
    years: Sequence[int]
    values: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    thin: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where years and values lie."""

    years: tuple[int, int]
    values: tuple[float, float]
    width: int
    height: int
    head: int
    left: float

    def x(self, year: float) -> float:
        first, last = self.years
        across = (year - first) / (last - first) if last > first else 0.5
        return round(self.left + across * (self.width - self.left - _RIGHT), 1)

    def y(self, value: float) -> float:
        low, high = self.values
        room = self.height - self.head - _BOTTOM
        return round(self.head + (1 - (value - low) / (high - low)) * room, 1)


def plot(
    bands: Sequence[Band], *, label: str, written: Callable[[float], str] = number,
    top: float | None = None, from_zero: bool = True, width: int = 640, height: int = 220,
) -> str:  # fmt: skip
    """Lines over years.

    Args:
        bands: The series, up to six.
        label: What there is to see, for readers of the screen.
        written: How the numbers of the axis are written.
        top: Upper end of the axis; by default a round number over all values.
        from_zero: Whether the axis begins at zero; else it holds all values.
        width: In pixels; the drawing shrinks with the page.
        height: In pixels.
    """
    named = [band for band in bands if band.name]
    rows = _rows_of([band.name for band in named], width)
    head = _TOP + 18 * len(rows)
    every = [y for band in bands for y in band.years]
    values = [v for band in bands for v in (*band.values, *band.low, *band.high)]
    ticks = _ticks(0.0 if from_zero else min(values, default=0.0), top or max(values, default=1.0) or 1.0)
    frame = _Frame(
        (min(every), max(every)), (ticks[0], max(ticks[-1], top or ticks[-1])), width, height, head,
        max(text_width(written(tick), _SIZE) for tick in ticks) + 12,
    )  # fmt: skip
    body = _grid(frame, ticks, written) + "".join(_drawn(b, frame, i) for i, b in enumerate(bands))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" font-family="{escape(palette.FONT)}"'
        f' font-size="{_SIZE}"><title>{escape(label)}</title>{_legend(named, rows)}{body}</svg>'
    )


def _ticks(least: float, most: float) -> list[float]:
    """Round places from just under the smallest value to just over the largest."""
    rough = (most - least) / 4 or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * (1 - 1e-9))
    low, high = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return [step * i for i in range(low, high + 1)]


def _grid(frame: _Frame, ticks: Sequence[float], written: Callable[[float], str]) -> str:
    right = frame.width - _RIGHT
    lines = []
    for tick in ticks:
        y = frame.y(tick)
        lines.append(
            f'<path d="M{frame.left:g},{y:g}H{right}" stroke="{palette.GRID}"/>'
            f'<text x="{frame.left - 6:g}" y="{y + 4:g}" text-anchor="end" fill="{palette.QUIET}">'
            f"{escape(written(tick))}</text>"
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
    stroke = _stroke(band, place)
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
            parts.append(f'<path d="M{path}" fill="none" {stroke}/>')
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


def _stroke(band: Band, place: int) -> str:
    """How a line is drawn: every other one dashed, so that they differ in grey too."""
    dash = ' stroke-dasharray="6 3"' if place % 2 else ""
    width, faint = ("1.2", ' stroke-opacity=".75"') if band.thin else ("2", "")
    return f'stroke="{palette.colour(place)}" stroke-width="{width}"{faint}{dash}'


def _rows_of(names: Sequence[str], width: int) -> list[list[int]]:
    """Places of the names in lines of the legend, as many side by side as fit."""
    rows: list[list[int]] = []
    left = 0.0
    for place, name in enumerate(names):
        wide = 28 + text_width(name, _SIZE) + 18
        if not rows or left + wide > width - _INDENT:
            rows.append([])
            left = 0.0
        rows[-1].append(place)
        left += wide
    return rows


def _legend(bands: Sequence[Band], rows: Sequence[Sequence[int]]) -> str:
    parts = []
    for line, row in enumerate(rows):
        left, y = float(_INDENT), 9 + 18 * line
        for place in row:
            name = cut(bands[place].name, _WIDEST, _SIZE)
            parts.append(
                f'<path d="M{left:g},{y}h22" {_stroke(bands[place], place)}/>'
                f'<text x="{left + 28:g}" y="{y + 4}" fill="{palette.INK}">{escape(name)}</text>'
            )
            left += 28 + text_width(name, _SIZE) + 18
    return "".join(parts)
