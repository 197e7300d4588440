"""Sorts the values of a map into classes, each with its words and its fill."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.charts.text import number

Kind = Literal["sequential", "diverging", "category"]
Value = float | str | None

NO_DATA = "no data"
NOT_MEMBER = "not a member"
OUTSIDE = "not asked about"

# Light to dark in one hue, and two hues from the middle (after ColorBrewer's YlGnBu and PuOr): the lower
# half also carries stripes, so that both halves differ in grey.
_SEQUENTIAL = ("#e3f1d4", "#a9dab5", "#57b6bd", "#2b83ba", "#1d4587")
_BELOW = ("#fdd9a6", "#ee9d3c", "#a65405")
_ABOVE = ("#cfe0f2", "#7fa9d6", "#27588f")


@dataclass(frozen=True, slots=True)
class Fill:
    """How a class is filled.

    Attributes:
        colour: Of the area.
        pattern: Drawn over it: stripes below the middle, a hatch where there is no data.
    """

    colour: str
    pattern: Literal["", "stripe", "hatch"] = ""


@dataclass(frozen=True, slots=True)
class Class:
    """Values that look alike on the map: the words of the legend, and the fill."""

    words: str
    fill: Fill


# Four colours of different lightness, then the same with stripes.
_CATEGORIES = tuple(
    Fill(colour, pattern)
    for pattern in ("", "stripe")
    for colour in ("#12355b", "#e8921c", "#bfdcf5", "#8e3a9d")
)

SPECIAL: Mapping[str, Class] = {
    NO_DATA: Class(NO_DATA, Fill("#f3f4f6", "hatch")),
    NOT_MEMBER: Class(NOT_MEMBER, Fill("#ffffff")),
    OUTSIDE: Class(OUTSIDE, Fill("#ffffff")),
}


@dataclass(frozen=True, slots=True)
class Classes:
    """All classes of a map in the order of its legend, and the place of each actor's value among them."""

    all: tuple[Class, ...]
    of: Mapping[str, int]


def classes(
    values: Mapping[str, Value], kind: Kind, order: Sequence[str] = (), breaks: Sequence[float] = ()
) -> Classes:
    """The classes of a map's values; "no data" and "not a member" are no values, and have their own fills.

    Args:
        values: Numbers, or words for categories, by actor id.
        kind: Sequential from low to high, diverging from zero, or categories.
        order: The categories in the order of the legend.
        breaks: Where one class ends and the next begins, rising; chosen from the values when not given.

    Raises:
        AskedWronglyError: A kind that does not exist, a value that does not fit it, or too many categories.
    """
    known = {actor: value for actor, value in values.items() if value is not None and value not in SPECIAL}
    if kind == "category":
        return _categories(known, order)
    if kind not in ("sequential", "diverging"):
        raise AskedWronglyError(f"A map has no kind {kind!r}", "Choose sequential, diverging or category")
    numbers = {actor: _number(actor, value) for actor, value in known.items()}
    if not numbers:
        return Classes((), {})
    return _ranges(numbers, kind, tuple(breaks) or _breaks(list(numbers.values()), kind))


def _number(actor: str, value: Value) -> float:
    if isinstance(value, str) or value is None or not math.isfinite(value):
        raise AskedWronglyError(
            f"The map's value of {actor} is {value!r}, no number", "Choose kind='category'"
        )
    return float(value)


def _categories(known: Mapping[str, Value], order: Sequence[str]) -> Classes:
    words = {actor: str(value) for actor, value in known.items()}
    extra = sorted(set(words.values()) - set(order))
    if order and extra:
        raise AskedWronglyError(f"The map's order leaves out {', '.join(extra)}", "Name every category")
    names = list(order) or extra
    if len(names) > len(_CATEGORIES):
        raise AskedWronglyError(f"The map has {len(names)} categories", f"Choose up to {len(_CATEGORIES)}")
    every = tuple(Class(name, fill) for name, fill in zip(names, _CATEGORIES, strict=False))
    return Classes(every, {actor: names.index(word) for actor, word in words.items()})


def _ranges(numbers: Mapping[str, float], kind: Kind, breaks: Sequence[float]) -> Classes:
    if list(breaks) != sorted(set(breaks)):
        raise AskedWronglyError(f"The map's breaks {list(breaks)} do not rise", "Sort them")
    fills = _fills(kind, breaks)
    low, high = min(numbers.values()), max(numbers.values())
    every = tuple(Class(_words(place, breaks, low, high), fill) for place, fill in enumerate(fills))
    return Classes(every, {actor: sum(value >= end for end in breaks) for actor, value in numbers.items()})


def _fills(kind: Kind, breaks: Sequence[float]) -> list[Fill]:
    count = len(breaks) + 1
    if kind == "sequential":
        if count > len(_SEQUENTIAL):
            raise AskedWronglyError(
                f"The map has {count} classes", f"Choose up to {len(_SEQUENTIAL) - 1} breaks"
            )
        return [Fill(_SEQUENTIAL[step]) for step in _steps(count, len(_SEQUENTIAL))]
    below = sum(end <= 0 for end in breaks)
    above = count - below
    if 0 not in breaks or max(below, above) > len(_BELOW):
        raise AskedWronglyError(
            f"The breaks {list(breaks)} of a diverging map are wrong",
            f"Give zero and up to {len(_BELOW) - 1} on each side of it",
        )
    dark = [Fill(_BELOW[step], "stripe") for step in _steps(below, len(_BELOW))]
    return [*reversed(dark), *(Fill(_ABOVE[step]) for step in _steps(above, len(_ABOVE)))]


def _steps(count: int, of: int) -> list[int]:
    """Which of a row of colours a number of classes takes: spread over all of them."""
    return [round(place * (of - 1) / (count - 1)) if count > 1 else of // 2 for place in range(count)]


def _breaks(values: Sequence[float], kind: Kind) -> tuple[float, ...]:
    """Round places that part the values: evenly where they are even, by fifths where they are skewed."""
    if kind == "diverging":
        reach = max(abs(value) for value in values) or 1.0
        steps = sorted({_round(reach * part) for part in (0.2, 0.5)})
        return (*(-step for step in reversed(steps)), 0.0, *steps)
    low, high = min(values), max(values)
    if low == high:
        return ()
    ranked = sorted(values)
    middle = ranked[len(ranked) // 2]
    skewed = low >= 0 and high > 6 * max(middle, high * 1e-9)
    parts = [ranked[len(ranked) * fifth // 5] for fifth in range(1, 5)] if skewed else []
    even = [low + (high - low) * fifth / 5 for fifth in range(1, 5)]
    step = (high - low) / 5
    rounded = {_round(part) for part in parts} if skewed else {_near(part, step) for part in even}
    return tuple(sorted(end for end in rounded if low < end <= high))


def _round(value: float) -> float:
    """To the nearest of 1, 2 or 5 and zeros."""
    if value == 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(abs(value)))
    return min((1, 2, 5, 10), key=lambda step: abs(step - value / power)) * power


def _near(value: float, step: float) -> float:
    """To a multiple of the power of ten below the step (or half of it)."""
    unit = 10.0 ** math.floor(math.log10(step))
    return round(round(value / unit) * unit, 12)


def _words(place: int, breaks: Sequence[float], low: float, high: float) -> str:
    if not breaks:
        return number(low) if low == high else f"{number(low)} to {number(high)}"
    if place == 0:
        return f"under {number(breaks[0])}"
    if place == len(breaks):
        return f"{number(breaks[-1])} and over"
    return f"{number(breaks[place - 1])} to under {number(breaks[place])}"
