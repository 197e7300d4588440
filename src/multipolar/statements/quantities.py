"""How near a claimed number is to the record's, given how it was worded."""

from typing import Literal

from multipolar.reading.model import Hedge

Closeness = Literal["right", "near", "wrong"]

# Roll-call tallies are often quoted before late corrections; a difference of two is the usual size.
_LATE_CORRECTIONS = 2
_ABOUT = 0.1


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
