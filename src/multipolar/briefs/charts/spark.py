"""A small line for a card: a series with the point that a text claims, without axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import escape
from multipolar.briefs.charts.gaps import runs
from multipolar.briefs.charts.model import Line
from multipolar.briefs.charts.text import number, text_width

_SIZE = 10
_FOOT = 15


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a place and a value lie in the small drawing."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: float
    height: float

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]], width: float, height: float) -> Self:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(
            (min(xs), max(xs)), (min(*ys, 0) if min(ys) < max(ys) / 2 else min(ys), max(ys)), width, height
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        left, right = self.x
        low, high = self.y
        across = (x - left) / (right - left) if right > left else 0.5
        up = (y - low) / (high - low) if high > low else 0.5
        return round(6 + across * (self.width - 12), 1), round(7 + (1 - up) * (self.height - 14 - _FOOT), 1)


def sparkline(
    line: Line,
    *,
    claimed: tuple[float, float] | None = None,
    label: str = "",
    width: int = 240,
    height: int = 72,
) -> str:
    """A series as a small line with its first and last place written, and the point that a text claims.

    It is drawn without a renderer, in well under a millisecond, so that a page may hold many.

    Args:
        line: The series; the line breaks where it has no value.
        claimed: Place and value that a text gives: a cross, with its value at the foot.
        label: What is drawn, for readers of the screen; the line's name when not given.
        width: In pixels.
        height: In pixels.

    Raises:
        AskedWronglyError: The series has no value at all.
    """
    known = [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None]
    if not known:
        raise AskedWronglyError(f"The line {line.name!r} has no value", "Draw it only where there is one")
    plot = _Plot.of([*known, *([claimed] if claimed else [])], width, height)
    said = _described(label or line.name, known, claimed)
    body = _strokes(line, plot) + _feet(plot) + (_cross(claimed, plot) if claimed else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(said)}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" font-family="{escape(palette.FONT)}"'
        f' font-size="{_SIZE}"><title>{escape(said)}</title>{body}</svg>'
    )


def _strokes(line: Line, plot: _Plot) -> str:
    """The line in its runs; a value on its own is a dot."""
    parts = []
    for run in runs(line):
        places = [plot.at(line.x[index], line.y[index] or 0.0) for index in run]
        if len(places) == 1:
            parts.append(
                f'<circle cx="{places[0][0]:g}" cy="{places[0][1]:g}" r="2" fill="{palette.SERIES[0]}"/>'
            )
        else:
            path = "L".join(f"{x:g},{y:g}" for x, y in places)
            parts.append(f'<path d="M{path}" fill="none" stroke="{palette.SERIES[0]}" stroke-width="1.6"/>')
    return "".join(parts)


def _feet(plot: _Plot) -> str:
    low, high = plot.x
    foot = plot.height - 3
    first = f'<text x="6" y="{foot:g}" fill="{palette.QUIET}">{low:g}</text>'
    if low == high:
        return first
    return first + (
        f'<text x="{plot.width - 6:g}" y="{foot:g}" text-anchor="end" fill="{palette.QUIET}">{high:g}</text>'
    )


def _cross(claimed: tuple[float, float], plot: _Plot) -> str:
    """The claimed point, and its value at the foot, where no line runs."""
    x, y = plot.at(*claimed)
    foot, middle = plot.height - 3, plot.width / 2
    said = f"said: {number(claimed[1])}"
    left = middle - text_width(said, _SIZE) / 2 - 7
    text = (
        f'<text x="{middle:g}" y="{foot:g}" text-anchor="middle" fill="{palette.INK}">{escape(said)}</text>'
    )
    return _mark(x, y, 4) + _mark(left, foot - 3.5, 3) + text


def _mark(x: float, y: float, size: float) -> str:
    path = f"M{x - size:g},{y - size:g}l{2 * size:g},{2 * size:g}m0,-{2 * size:g}l-{2 * size:g},{2 * size:g}"
    return f'<path d="{path}" stroke="{palette.SERIES[1]}" stroke-width="2.2"/>'


def _described(label: str, known: Sequence[tuple[float, float]], claimed: tuple[float, float] | None) -> str:
    (first, start), (last, end) = known[0], known[-1]
    said = f"{label}: {number(start)} in {first:g}, {number(end)} in {last:g}"
    return said + (f"; the text says {number(claimed[1])} in {claimed[0]:g}" if claimed else "")
