"""How near a claimed number is to the record's, given how it was worded."""

import math
from typing import Literal

from multipolar.reading.model import Hedge

Closeness = Literal["right", "near", "wrong"]

# Roll-call tallies are often quoted before late corrections; a difference of two is the usual size.
_LATE_CORRECTIONS = 2
_ABOUT = 0.1
# ISO 4217: "no currency".
_NO_CURRENCY = "XXX"


def count(claimed: float, hedge: Hedge, actual: float) -> Closeness:
    """Compare a count of states or votes.

    Returns:
        ``right`` when the wording holds; ``near`` when off by no more than late corrections usually
        explain (two votes and five per cent); ``wrong`` otherwise.
    """
    if _holds(claimed, hedge, actual):
        return "right"
    gap = abs(claimed - actual)
    return "near" if gap <= _LATE_CORRECTIONS and gap <= 0.05 * max(actual, 1) else "wrong"


def _holds(claimed: float, hedge: Hedge, actual: float) -> bool:
    if hedge == "more_than":
        return actual > claimed
    if hedge == "at_least":
        return actual >= claimed
    if hedge == "less_than":
        return actual < claimed
    if hedge == "up_to":
        return actual <= claimed
    if hedge == "nearly":
        return claimed * (1 - _ABOUT) <= actual <= claimed
    if hedge == "about":
        return abs(claimed - actual) <= _ABOUT * claimed
    return claimed == actual


def measured(claimed: float, hedge: Hedge, digits: int, actual: float, near: float = _ABOUT) -> Closeness:
    """Compare a measured quantity: money, shares, people.

    Args:
        claimed: The number said.
        hedge: How the wording bounds it.
        digits: Significant digits written, which say how far it was rounded; 0 for words.
        actual: The number of the record.
        near: How far off, as a share of the record's number, still counts as off in number only.

    Returns:
        ``right`` within the wording or the rounding (half a unit of the last digit written, between one and
        five per cent); ``near`` within the share given; ``wrong`` otherwise.
    """
    rounding = _rounding(claimed, digits)
    if hedge == "exact":
        right = abs(claimed - actual) <= rounding
    elif hedge == "nearly":
        right = claimed * (1 - _ABOUT) <= actual <= claimed + rounding / 2
    else:
        right = _holds(claimed, hedge, actual)
    if right:
        return "right"
    return "near" if abs(claimed - actual) <= near * max(abs(actual), 1e-9) else "wrong"


def unit_words(unit: str | None, unknown: str = "another currency") -> str:
    """A unit as a sentence has it; money whose currency the reading leaves open has no name of its own.

    Args:
        unit: The unit as read; ``XXX`` for money of no certain currency, ``None`` for none.
        unknown: What to call that money.
    """
    return unknown if unit == _NO_CURRENCY else unit or ""


def significant(claimed: float, digits: int) -> int:
    """Significant digits of an amount, zeros at its end taken as rounding: 700 million has one.

    >>> significant(7e8, 3), significant(1.18e9, 3)
    (1, 3)
    """
    mantissa = f"{abs(claimed):.12e}".split("e")[0].replace(".", "").rstrip("0")
    return min(digits, max(len(mantissa), 1))


def _rounding(claimed: float, digits: int) -> float:
    """Half a unit of the last digit written, at least one and at most five per cent."""
    size = abs(claimed)
    if not digits or not size:
        return 0.05 * size
    unit = 10.0 ** (math.floor(math.log10(size)) - digits + 1)
    return min(max(unit / 2, 0.01 * size), 0.05 * size)
