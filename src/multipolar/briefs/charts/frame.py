"""What every drawing has around it: title, legend, foot note, and its text for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as _escape

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.text import printable, text_width, wrap

TITLE_SIZE, NOTE_SIZE, LEGEND_SIZE = 15, 11, 12
_MARGIN = 12
_NARROWEST, _LOWEST = 240, 40


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a swatch (SVG around 0,0 to 22 by 12) and its words."""

    swatch: str
    text: str


def check_size(title: str, width: float, height: float | None = None) -> None:
    """Refuse a drawing in which nothing can be read.

    Raises:
        AskedWronglyError: It is narrower than 240 pixels, or lower than 40.
    """
    if width < _NARROWEST or (height is not None and height < _LOWEST):
        asked = f"{width:g} pixels wide" if height is None else f"{width:g} by {height:g} pixels"
        raise AskedWronglyError(f"{title!r} would be {asked}", f"Choose at least {_NARROWEST} by {_LOWEST}")


def escape(text: str) -> str:
    """Text for an element or an attribute; signs that XML forbids fall away."""
    return _escape(printable(text), quote=True)


def framed(
    body: str,
    *,
    title: str,
    note: str,
    description: str,
    width: float,
    height: float,
    keys: Sequence[Key] = (),
    subtitle: str = "",
) -> str:
    """A drawing of that size set under its title and legend and over its note, as one SVG.

    Args:
        body: SVG elements that fill ``width`` by ``height`` from 0,0.
        title: Said above, and to readers of the screen.
        note: Source and definition, at the foot.
        description: What there is to see, in words.
        width: Width of the drawing and of the whole, in pixels.
        height: Height of the drawing alone.
        keys: The legend, between title and drawing.
        subtitle: What the legend's entries are, above it.
    """
    head, top = _lines(wrap(title, width - 2 * _MARGIN, TITLE_SIZE * 1.06), _MARGIN + 14, TITLE_SIZE, "bold")
    if subtitle:
        under, top = _lines(wrap(subtitle, width - 2 * _MARGIN, LEGEND_SIZE), top + 12, LEGEND_SIZE, "normal")
        head += under
    legend, top = _legend(keys, width, top + 2)
    foot, bottom = "", top + height
    if note:
        foot, bottom = _lines(wrap(note, width - 2 * _MARGIN, NOTE_SIZE), bottom + 14, NOTE_SIZE, "normal")
    total = round(bottom + 4)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}"'
        f' width="{width:g}" height="{total}" viewBox="0 0 {width:g} {total}"'
        f' font-family="{escape(palette.FONT)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<rect width="{width:g}" height="{total}" fill="{palette.PAPER}"/>'
        f'{head}{legend}<g transform="translate(0,{top:g})">{body}</g>{foot}</svg>\n'
    )


def _lines(rows: Sequence[str], top: float, size: int, weight: str) -> tuple[str, float]:
    """Rows of text from a first baseline, and where the next thing may begin."""
    fill = palette.INK if weight == "bold" else palette.QUIET
    step = round(size * 1.3)
    texts = [
        f'<text x="{_MARGIN}" y="{top + step * place:g}" font-size="{size}" font-weight="{weight}"'
        f' fill="{fill}">{escape(row)}</text>'
        for place, row in enumerate(rows)
    ]
    return "".join(texts), top + step * (len(rows) - 1) + size * 0.6


def _legend(keys: Sequence[Key], width: float, top: float) -> tuple[str, float]:
    """The legend's entries side by side, in as many rows as they need."""
    if not keys:
        return "", top
    parts, left, row = [], float(_MARGIN), top + 6
    for key in keys:
        words = wrap(key.text, width - 2 * _MARGIN - 28, LEGEND_SIZE, 1)[0]
        wide = 28 + text_width(words, LEGEND_SIZE) + 14
        if left > _MARGIN and left + wide - 14 > width - _MARGIN:
            left, row = float(_MARGIN), row + 19
        parts.append(
            f'<g transform="translate({left:g},{row:g})">{key.swatch}'
            f'<text x="28" y="10.5" font-size="{LEGEND_SIZE}" fill="{palette.INK}">{escape(words)}</text></g>'
        )
        left += wide
    return "".join(parts), row + 22
