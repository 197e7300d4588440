"""Lists that disagree with their number: "the five members (A, B, C and D)", shares above the whole."""

from collections.abc import Iterator

from multipolar.reading.model import Sentence
from multipolar.statements.mask import mask, pattern, phrases
from multipolar.statements.signs import NUMBER, STATE

_LIST = 2
# Rounded shares may come to a little more than the whole.
_WHOLE = 102.0
_PARTS = 3


def miscounted(sentence: Sentence) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    """Where the number is not the length of the list.

    A list that is open ("including", "such as", "among others") or a number that is hedged says nothing.

    Yields:
        First character, character after the last, the number, and the states named, in order.
    """
    if not sentence.numbers or len(sentence.actors) < _LIST:
        return
    source: str | None = phrases("consistency", sentence.language).get("counted list")
    masked = mask(sentence)
    if source is None or NUMBER not in masked.text or STATE not in masked.text:
        return
    for match in pattern(source, sentence.language).finditer(masked.text):
        numbers = masked.numbers(match.start("n"), match.end("n"))
        named = masked.actors(match.start("who"), match.end("who"))
        actors = tuple(dict.fromkeys(str(m.actor) for m in named if m.actor))
        if len(numbers) != 1 or numbers[0].hedge != "exact" or len(actors) != len(named):
            continue
        number = numbers[0].value
        if number.is_integer() and numbers[0].unit != "%" and int(number) != len(actors):
            yield match.start() + sentence.start, match.end() + sentence.start, int(number), actors


def oversized(sentence: Sentence) -> Iterator[tuple[int, int, float]]:
    """Where a list gives three or more shares of one whole, and they come to more than all of it.

    Yields:
        First character, character after the last, and the sum in per cent.
    """
    if len(sentence.numbers) < _PARTS:
        return
    source: str | None = phrases("consistency", sentence.language).get("shares")
    if source is None:
        return
    masked = mask(sentence)
    for match in pattern(source, sentence.language).finditer(masked.text):
        shares = [n for n in masked.numbers(match.start(), match.end()) if n.unit == "%"]
        total = sum(n.value for n in shares)
        if len(shares) >= _PARTS and total > _WHOLE and all(n.hedge != "up_to" for n in shares):
            yield match.start() + sentence.start, match.end() + sentence.start, total
