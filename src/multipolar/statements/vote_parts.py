"""A sentence that tells of several votes, parted where another date, symbol or lapse of time begins one."""

from collections.abc import Sequence
from dataclasses import replace

from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.signs import DATE, RESOLUTION


def parts(masked: Masked) -> tuple[Masked, ...]:
    """The sentence once for each vote it dates, with all that is said of other votes blanked.

    Offsets stay those of the sentence. A stretch without a date, symbol or lapse of its own belongs to the
    one before it, and the opening one to the first.
    """
    language = masked.sentence.language
    words = phrases("resolution", language).get("parts")
    if words is None:
        return (masked,)
    cuts = [0, *(m.start() for m in pattern(words["breaks"], language).finditer(masked.text))]
    if len(cuts) == 1:
        return (masked,)
    mark = pattern(words["mark"], language)
    stretches: list[tuple[int, int]] = []
    marked = False
    for start, end in zip(cuts, [*cuts[1:], len(masked.text)], strict=True):
        own = mark.search(masked.text, start, end) is not None or _dated(masked.text, start, end)
        if stretches and not (own and marked):
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
        marked = marked or own
    return tuple(_alone(masked, s) for s in stretches) if len(stretches) > 1 else (masked,)


def part_of(found: Sequence[Masked], place: int) -> int:
    """The number of the part that holds a place of the masked text."""
    return next((n for n, one in enumerate(found) if one.text[place : place + 1].strip()), 0)


def _dated(text: str, start: int, end: int) -> bool:
    return DATE in text[start:end] or RESOLUTION in text[start:end]


def _alone(masked: Masked, stretch: tuple[int, int]) -> Masked:
    start, end = stretch
    text = " " * start + masked.text[start:end] + " " * (len(masked.text) - end)
    return replace(masked, text=text)
