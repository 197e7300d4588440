"""What a chart is drawn from: lines over an ordered axis, and named values with intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from multipolar.basics.errors import AskedWronglyError

Number = float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One series over an ordered axis.

    Attributes:
        name: What stands at the end of the line.
        x: Places on the axis, rising (years, mostly).
        y: The value at each place; ``None`` where there is none. The line breaks there.
        low: Lower end of the interval at each place; with ``high`` it is drawn as a band.
        high: Upper end of the interval.
        style: A dashed line sets a second kind of series apart (published beside own, estimated).
    """

    name: str
    x: Sequence[float]
    y: Sequence[Number]
    low: Sequence[Number] | None = None
    high: Sequence[Number] | None = None
    style: Literal["solid", "dashed"] = "solid"

    def __post_init__(self) -> None:
        _same_length(self)
        _one_of(self.style, ("solid", "dashed"), "style", self.name)
        if any(after <= before for before, after in zip(self.x, self.x[1:], strict=False)):
            raise AskedWronglyError(
                f"The line {self.name!r} has places on the axis that do not rise", "Sort it"
            )
        _finite(self.name, [*self.x, *self.y, *(self.low or ()), *(self.high or ())])


@dataclass(frozen=True, slots=True)
class Bar:
    """A named value, with its interval where it has one.

    Attributes:
        name: What stands beside it.
        value: The value; ``None`` is written as "no data", never drawn as zero.
        low: Lower end of the interval.
        high: Upper end of the interval.
        group: Bars of one group share a colour, explained in a legend.
    """

    name: str
    value: Number
    low: Number = None
    high: Number = None
    group: str = ""

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise AskedWronglyError(
                f"{self.name!r} has one end of an interval", "Give low and high, or neither"
            )
        _finite(self.name, [self.value, self.low, self.high])


def _same_length(line: Line) -> None:
    if (line.low is None) != (line.high is None):
        raise AskedWronglyError(
            f"The line {line.name!r} has one edge of a band", "Give low and high, or neither"
        )
    lengths = {len(part) for part in (line.x, line.y, line.low, line.high) if part is not None}
    if len(lengths) > 1:
        raise AskedWronglyError(f"The line {line.name!r} has parts of different length: {sorted(lengths)}")


def _one_of(value: str, allowed: Sequence[str], what: str, name: str) -> None:
    if value not in allowed:
        raise AskedWronglyError(f"{name!r} has no {what} {value!r}", f"Choose {' or '.join(allowed)}")


def _finite(name: str, values: Sequence[Number]) -> None:
    if any(value is not None and not math.isfinite(value) for value in values):
        raise AskedWronglyError(
            f"{name!r} holds a value that is no finite number", "Give None where there is none"
        )
