"""How large the effect of an agreement and the trade elasticity are taken to be, and how they are drawn."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError

if TYPE_CHECKING:
    import numpy as np

_FILE = Path(__file__).parent / "trade_parameters.csv"
_YOURS = "as given"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with its uncertainty and its source.

    Attributes:
        central: What the central result uses.
        spread: Standard deviation of a normal distribution; ``None`` where another is drawn from, or none.
        ends: Least and most of a triangular distribution around the central value.
        citation: Whose number it is.
        words: What it means.
        confirmed: Whether a public text that was at hand has the number; one
            that a person gives needs no confirmation.
    """

    central: float
    spread: float | None
    ends: tuple[float, float] | None
    citation: str
    words: str
    confirmed: bool = True

    @property
    def cited(self) -> str:
        """Whose number it is, and whether that was confirmed."""
        return self.citation if self.confirmed else f"{self.citation}; figure not confirmed"

    @property
    def known(self) -> bool:
        """Whether it does not vary over draws."""
        return self.spread is None and self.ends is None

    def draw(self, rng: "np.random.Generator", count: int) -> "np.ndarray":
        """Values of as many draws."""
        import numpy as np

        if self.spread is not None:
            return rng.normal(self.central, self.spread, count)
        if self.ends is not None:
            return rng.triangular(self.ends[0], self.central, self.ends[1], count)
        return np.full(count, self.central)

    @property
    def text(self) -> str:
        """The number as it is written in a list of assumptions."""
        if self.spread is not None:
            return f"{self.central:g} (standard deviation {self.spread:g})"
        if self.ends is not None:
            return f"{self.central:g} (from {self.ends[0]:g} to {self.ends[1]:g})"
        return f"{self.central:g}"


@cache
def published(name: str) -> Parameter:
    """A published number: ``agreement`` or ``elasticity``."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["name"] == name)
    ends = (float(row["low"]), float(row["high"])) if row["low"] else None
    spread = float(row["spread"]) if row["spread"] else None
    confirmed = row["confirmed"] == "yes"
    return Parameter(float(row["central"]), spread, ends, row["citation"], row["words"], confirmed)


def effect(text: str | None, usual: Parameter | None = None) -> Parameter:
    """The effect that a person gives: ``0.3``, or ``0.3:0.1`` with its standard deviation.

    Raises:
        AskedWronglyError: Another form, or no effect where none is usual.
    """
    if text is None:
        return usual or published("agreement")
    parts = _numbers(text, "--effect", "0.3, or 0.3:0.1 with its standard deviation", 2)
    spread = parts[1] if len(parts) == 2 else None
    if spread is not None and spread <= 0:
        raise AskedWronglyError(f"--effect {text}: a standard deviation is above zero", "Write 0.3:0.1")
    return Parameter(parts[0], spread, None, _YOURS, "change in the log of trade")


def elasticity(text: str | None) -> Parameter:
    """The trade elasticity that a person gives: ``5``, or ``3:5:8`` from least to most.

    Raises:
        AskedWronglyError: Another form, numbers that do not rise, or one that is not above zero.
    """
    usual = published("elasticity")
    if text is None:
        return usual
    parts = _numbers(text, "--elasticity", "5, or 3:5:8 for least, central and most", 3)
    if len(parts) == 2 or sorted(parts) != list(parts) or len(set(parts)) != len(parts) or parts[0] <= 0:
        raise AskedWronglyError(
            f"--elasticity {text} is not one number above zero, or three that rise", "Write 5, or 3:5:8"
        )
    words = usual.words.partition(";")[0]
    if len(parts) == 1:
        return Parameter(parts[0], None, None, _YOURS, words)
    return Parameter(parts[1], None, (parts[0], parts[2]), _YOURS, words)


def _numbers(text: str, option: str, form: str, most: int) -> tuple[float, ...]:
    import math

    try:
        parts = tuple(float(part) for part in text.split(":"))
    except ValueError:
        parts = ()
    if not 1 <= len(parts) <= most or not all(map(math.isfinite, parts)):
        raise AskedWronglyError(f"{option} {text!r} is no number", f"Write {form}")
    return parts
