"""Figures, shares of the world's and superlatives of states told in any words."""

import re
from collections.abc import Callable, Iterator, Sequence

from multipolar.reading.model import NumberMention
from multipolar.statements.cues import cued
from multipolar.statements.forms import asserted
from multipolar.statements.indicator_model import WORLD, IndicatorStatement, made
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.passages import clause, factual, fit
from multipolar.statements.signs import NUMBER

_REACH, _AFTER = 90, 40
_BACK = 2
_SEGMENT = re.compile(
    r"[;:]\s|,\s+(?:while|whereas|although|though)\b|\s(?:while|whereas)\s|[.!?]\s+(?=[A-Z\"“])"
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|pct\b)", re.IGNORECASE)
_ALL = re.compile(r"[\s\S]+")
_COUNTED = (
    "countries",
    "votes",
    "abstentions",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "doses",
    "students",
)

Words = dict[str, str]
Reader = Callable[[Masked, Words], Iterator[tuple[str, re.Match[str], NumberMention | None]]]


def told(
    masked: Masked, discourse: Discourse, taken: Sequence[tuple[int, int]]
) -> Iterator[IndicatorStatement]:
    """What a sentence tells of a state that is measured, none of it held against the record.

    Args:
        masked: The sentence.
        discourse: What was said before.
        taken: Places already read, in the masked text.
    """
    language = masked.sentence.language
    words: Words | None = phrases("figures", language).get("told")
    if not words:
        return
    if not cued(words["cue"], masked.text, language):
        return
    read = (*_entries(masked, words), *_ranks(masked, words), *_figures(masked, words))
    who = _whose(masked, words, discourse) if read else ()
    unfit = pattern(phrases("figures", language)["unfit"], language)
    if not who or unfit.search(masked.text) or not fit(masked, 0, len(masked.text)):
        return
    held = list(taken)
    for kind, match, number in read:
        if any(s < match.end() and match.start() < e for s, e in held) or not _fact(masked, match):
            continue
        held.append(match.span())
        named = masked.actors(*match.span()) or masked.actors(*clause(masked, *match.span()))
        mine = tuple(dict.fromkeys(str(m.actor) for m in named if m.actor)) or who
        more = {"rank": 1, "within": WORLD} if kind == "rank" else {}
        yield made(masked, match, kind, None, mine, number, **more)  # type: ignore[arg-type]


def _fact(masked: Masked, match: re.Match[str]) -> bool:
    return asserted(masked, match) and factual(masked, *clause(masked, *match.span()), match.end())


def _whose(masked: Masked, words: Words, discourse: Discourse) -> tuple[str, ...]:
    """The states of a sentence; of the ones just before, or of the page, where it goes on about them."""
    sentence = masked.sentence
    own = tuple(dict.fromkeys(str(m.actor) for m in sentence.actors if m.actor))
    if own:
        return own[:1]
    language = sentence.language
    table = pattern(words["entry"], language).match(masked.text) is not None
    if not table and not pattern(words["goes_on"], language).search(masked.text):
        return ()
    for before in reversed(discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        named = tuple(dict.fromkeys(str(m.actor) for m in before.actors if m.actor))
        if named and before.paragraph >= sentence.paragraph - 1:
            return named[:1]
    return discourse.reading.document.about[:1]


def _entries(masked: Masked, words: Words) -> Iterator[tuple[str, re.Match[str], NumberMention | None]]:
    entry = pattern(words["entry"], masked.sentence.language)
    match = entry.match(masked.text) if masked.sentence.numbers else None
    if match is not None:
        numbers = masked.numbers(match.start("n"), match.end("n"))
        yield "indicator", match, numbers[0] if numbers else None


def _ranks(masked: Masked, words: Words) -> Iterator[tuple[str, re.Match[str], NumberMention | None]]:
    language = masked.sentence.language
    for match in pattern(words["world"], language).finditer(masked.text):
        numbers = masked.numbers(match.start("n"), match.end("n"))
        part = numbers[0] if numbers else None
        if part is not None and (part.unit == "%" or 0 < part.value < 1):
            yield "share", match, part
    for key in ("superlative", "bare", "place", "more"):
        for match in pattern(words[key], language).finditer(masked.text):
            yield "rank", match, None


def _figures(masked: Masked, words: Words) -> Iterator[tuple[str, re.Match[str], NumberMention | None]]:
    """A figure that stands after something measured, or just before it."""
    text, offset, language = masked.text, masked.sentence.start, masked.sentence.language
    numbers = [n for n in masked.sentence.numbers if n.unit not in _COUNTED]
    if not numbers:
        return
    if pattern(words["firm"], language).search(text):
        return
    spots = [m.span() for m in pattern(words["measure"], language).finditer(text)]
    others = [m.start() for m in pattern(words["other"], language).finditer(text)] if spots else []
    for number in numbers if spots else ():
        start, end = number.start - offset, number.end - offset
        if text[start] != NUMBER or not pattern(words["unit"], language).match(text[end : end + 30]):
            continue
        spot = _nearest(text, start, end, spots, others)
        if spot is None:
            continue
        first, last = min(spot[0], start), max(spot[1], end)
        unit = _PERCENT.match(text, last)
        match = _ALL.match(text, first, unit.end() if unit else last)
        if match is not None:
            yield "indicator", match, number


def _nearest(
    text: str, start: int, end: int, spots: Sequence[tuple[int, int]], others: Sequence[int]
) -> tuple[int, int] | None:
    low = max((m.end() for m in _SEGMENT.finditer(text, 0, start)), default=0)
    following = _SEGMENT.search(text, end)
    high = following.start() if following else len(text)
    before = [s for s in spots if low <= s[0] < start and start - s[1] <= _REACH]
    if before and not any(before[-1][1] <= o < start for o in others):
        return before[-1]
    later = [s for s in spots if end <= s[0] < high and s[0] - end <= _AFTER]
    if later and not any(low <= o < later[0][0] for o in others):
        return later[0]
    return None
