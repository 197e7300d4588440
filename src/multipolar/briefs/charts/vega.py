"""Turns a Vega-Lite description into the elements of an SVG, without a browser or a network.

The descriptions are those that Altair writes (``altair.Chart.from_dict`` reads them). They are written
here as plain dictionaries because importing Altair alone takes longer than drawing twenty charts.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from multipolar.briefs.charts import palette
from multipolar.briefs.charts.text import printable

Spec = dict[str, Any]
_OUTER = re.compile(r"^<svg[^>]*>|</svg>\s*$")
_TAG = re.compile(r"<[^>]*>")
# The whole drawing is one image with words of its own; roles inside it would only be weight.
_ROLES = re.compile(r' (?:role|class|aria-\w+|pointer-events)="[^"]*"')
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def elements(spec: Mapping[str, Any]) -> str:
    """The drawing's elements, from 0,0, without the ``svg`` element around them."""
    return _drawn(json.dumps(_cleaned(spec), ensure_ascii=False))


def told_apart(text: str) -> str:
    """A text that the renderer does not take for a part of its expressions.

    The lone word "if" is looked up as a signal, even in quotation marks; a sign without width parts it.
    """
    return "i\u200bf" if text == "if" else text


def _cleaned(part: Any) -> Any:  # noqa: ANN401 - any value that JSON holds
    """The description without signs that XML forbids, and without the one word that the renderer misreads."""
    if isinstance(part, str):
        return told_apart(printable(part))
    if isinstance(part, Mapping):
        return {key: _cleaned(value) for key, value in part.items()}
    return [_cleaned(value) for value in part] if isinstance(part, list | tuple) else part


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _TAG.sub(lambda tag: _ROLES.sub("", tag[0]), _OUTER.sub("", svg.strip()))


def specification(
    layers: Sequence[Spec], *, width: float, height: float, padding: Mapping[str, float]
) -> Spec:
    """A layered chart of exactly that size, in the one look of all charts."""
    return {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": dict(padding),
        "background": "transparent",
        "layer": list(layers),
        "config": _CONFIG,
    }


def rows(values: Iterable[Mapping[str, Any]]) -> Spec:
    """Values as a layer's data."""
    return {"values": [dict(value) for value in values]}


# Large numbers in words; integers of an axis of years stand without separators by its own format.
AXIS_NUMBER = (
    "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',~r') + ' tn'"
    " : abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~r') + ' bn'"
    " : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~r') + ' mn'"
    " : format(datum.value, ',.6~r')"
)

_CONFIG: Spec = {
    "aria": False,
    "font": palette.FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": palette.QUIET,
        "titleColor": palette.QUIET,
        "labelFontSize": 11,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": palette.GRID,
        "domainColor": palette.AXIS,
        "tickColor": palette.AXIS,
        "labelOverlap": "greedy",
        "labelSeparation": 6,
    },
}
