"""Where the clause around a place of a sentence begins and ends, and whether it tells a fact."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Statement

_LONGEST = 260
_WIDE, _NEAR = 130, 12


def clause(masked: Masked, start: int, end: int) -> tuple[int, int]:
    """The clause that holds a stretch of the masked text, without blanks and signs at its ends.

    Clauses end at semicolons, colons, dashes and brackets, and at a comma or "and" that a verb or a word such
    as "which" or "while" follows; a list stays whole.
    """
    words = phrases("passages", masked.sentence.language)
    breaks = pattern(words["breaks"], masked.sentence.language)
    low, high = max(0, start - _LONGEST), min(len(masked.text), end + _LONGEST)
    first = low
    for match in breaks.finditer(masked.text, low, start):
        first = match.end()
    following = breaks.search(masked.text, end, high)
    last = following.start() if following else high
    held = masked.text[first:last]
    first += len(held) - len(held.lstrip(" \t\n\u00a0,.*•-"))
    last -= len(held) - len(held.rstrip(" \t\n\u00a0,.*•-"))
    first, last = min(first, start), max(last, end)
    return _narrowed(masked, (first, last), start, end) if last - first > _WIDE else (first, last)


def _narrowed(masked: Masked, place: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """A long clause cut at the commas on either side of what it is about."""
    first, last = place
    left = masked.text.rfind(", ", first, max(first, start - _NEAR))
    right = masked.text.find(", ", min(last, end + _NEAR), last)
    return (left + 2 if left >= 0 else first), (right if right >= 0 else last)


C = TypeVar("C", bound="Cored")


@dataclass(frozen=True)
class Cored(Statement):
    """A statement whose span is a clause, and that knows the words that make it.

    Attributes:
        core: First character of those words in the document's text, and the one after their last.
    """

    core: tuple[int, int] = (0, 0)


def free(statement: C, others: Iterable[Statement]) -> C | None:
    """A statement where nothing else stands: over its clause, else its own words, else nowhere."""
    held = list(others)
    if not any(o.start < statement.end and statement.start < o.end for o in held):
        return statement
    start, end = statement.core
    if any(o.start < end and start < o.end for o in held):
        return None
    offset = statement.sentence.start
    quote = statement.sentence.text[start - offset : end - offset]
    return replace(statement, start=start, end=end, quote=quote)


def apart(found: Iterable[C]) -> Iterator[C]:
    """Statements one beside the other, those that come first keeping their place."""
    kept: list[C] = []
    for statement in found:
        placed = free(statement, kept)
        if placed is not None:
            kept.append(placed)
            yield placed


def factual(masked: Masked, start: int, end: int, said: int | None = None) -> bool:
    """Whether a clause tells what is or was: no question, plan, wish, condition, forecast or demand.

    Args:
        masked: The sentence.
        start: First character of the clause, in the masked text.
        end: Character after its last.
        said: Where the words that make the statement end; what follows the next comma has no bearing.
    """
    language = masked.sentence.language
    if masked.sentence.text.rstrip().rstrip("\"'”’»)").endswith("?"):
        return False
    words = phrases("passages", language)
    if said is not None:
        comma = masked.text.find(",", said, end)
        end = comma if comma >= 0 else end
    if pattern(words["unreal"], language).search(masked.text, start, end):
        return False
    lead = masked.text[max(0, start - 90) : start]
    return pattern(words["lead"], language).search(re.split(r"[;:]", lead)[-1]) is None


def fit(masked: Masked, start: int, end: int) -> bool:
    """Whether a stretch is of public life, and not of a company's results, a match, a ticket or a hotel."""
    unfit = phrases("passages", masked.sentence.language)["unfit"]
    return pattern(unfit, masked.sentence.language).search(masked.text, start, end) is None
