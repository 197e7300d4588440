"""Trade told in any words: a figure beside a word for trade, a partner's place, a change, a balance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from multipolar.reading.model import NumberMention
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse, KindName
from multipolar.statements.passages import fit
from multipolar.statements.phrasing import Phrasing

# How far from a figure a word of change may stand, a word for trade, and what makes it a forecast.
_CHANGE, _WORD, _AFTER = 60, 130, 45
_MOST = 10
# How many sentences back trade was last spoken of, for one that names nobody.
_BACK = 2
_SEGMENT = re.compile(
    r"[;:]\s|,\s+(?:while|whereas|although|though)\b|\s(?:while|whereas)\s|[.!?]\s+(?=[A-Z\"“])"
)
_PER_CENT = r"%|per\s?cent\b|percent\b|pct\b|por\s+c(?:ie|e)nto\b|процент\w*"
_UNIT = re.compile(
    rf"\s*(?:{_PER_CENT}|(?:us\s+|de\s+)?(?:dollars|dólares|euros?)\b|yen\b|usd\b|tonnes\b|tons\b|"
    r"(?:de\s+)?toneladas\b|тонн\b|долл\w*\.?(?:\s+США\b)?)",
    re.I,
)
_OF = re.compile(
    rf"\s*(?:{_PER_CENT})?\s*"
    r"(?:share\s+)?(?:of|in|went|goes|comes|to|from|d[aeo]s?\b|del\b|всего|экспорт|импорт|товарооб|внешн|\))",
    re.I,
)
_JOINED = re.compile(
    r"\W*(?:(?:up|down|compared|as)\s+)?(?:to|from|and|with|against|over|or|a|y|para|до|и)\s+(?:[a-z]+\s+){0,2}",
    re.I,
)
_RATIOS = ("times",)
_PLAIN: tuple[tuple[str, KindName], ...] = (
    ("ranks", "trade_share"), ("outweighs", "trade_balance"), ("gaps", "trade_balance"),
    ("changes", "trade_change"),
)  # fmt: skip
_WEIGHTS = ("tonnes", "barrels")
_PART = re.compile(r"\s+(?:of|de|del|d[ao]s?|[а-яё]{2,})\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, a place or a balance of trade.

    Attributes:
        kind: What is told.
        start: First character, in the masked text.
        end: Character after the last.
        word: Where the word for trade stands; where the statement begins, when there is none.
        number: The figure, if any.
    """

    kind: KindName
    start: int
    end: int
    word: int
    number: NumberMention | None = None


def told(masked: Masked, discourse: Discourse, taken: Sequence[tuple[int, int]]) -> Iterator[Told]:
    """What a sentence tells of trade where no phrasing has read it.

    Args:
        masked: The sentence.
        discourse: What was said before.
        taken: Places already read, in the masked text.
    """
    words = phrases("trade", masked.sentence.language).get("told")
    if not words or not _of_states(masked, discourse):
        return
    held = list(taken)
    found = False
    for one in (*_figures(masked, discourse, words, held), *_plain(masked, words)):
        if not any(s < one.end and one.start < e for s, e in held) and fit(masked, 0, len(masked.text)):
            held.append((one.start, one.end))
            found = True
            yield one
    if found or taken:
        discourse.topics["trade told"] = masked.sentence.index


def _of_states(masked: Masked, discourse: Discourse) -> bool:
    """Whether a sentence or its page names an actor, or trade of one was just spoken of."""
    if masked.sentence.actors or discourse.reading.document.about:
        return True
    return bool(masked.sentence.index - discourse.topics.get("trade told", -9) <= _BACK)


def _figures(
    masked: Masked, discourse: Discourse, words: dict[str, str], taken: Sequence[tuple[int, int]]
) -> Iterator[Told]:
    """Each figure of money, weight, per cent or growth that stands beside a word for trade."""
    text, offset, language = masked.text, masked.sentence.start, masked.sentence.language
    numbers = [n for n in masked.sentence.numbers if _counts(n, text[n.end - offset : n.end - offset + 12])]
    if not numbers:
        return
    spots = [(m.start(), m.end(), bool(m["gap"])) for m in pattern(words["word"], language).finditer(text)]
    if not spots and len({m.actor for m in masked.sentence.actors}) > 1:
        spots = [(*m.span(), False) for m in pattern(words["sale"], language).finditer(text)]
    others = [(m.start(), m.end()) for m in pattern(words["other"], language).finditer(text)]
    goes_on = masked.sentence.index - discourse.topics.get("trade told", -9) == 1 and (
        pattern(words["goes_on"], language).search(text) is not None
    )
    if not spots and not goes_on:
        return
    found: list[Told] = []
    last = 0
    for number in numbers[:_MOST]:
        start, end = number.start - offset, number.end - offset
        unit = _UNIT.match(text, end)
        end = unit.end() if unit else end
        if found and _JOINED.fullmatch(text, last, start):  # "from 5 to 6 billion" is one thing said
            found[-1], last = replace(found[-1], end=end), end
            continue
        word = _nearest(text, start, end, spots, others)
        if word is None and goes_on and not spots and not others:
            word = (0, 0, False)
        if word is None or any(s < end and start < e for s, e in taken):
            continue
        first = min(word[0], start) if word[0] >= last or word[0] > start else _after(text, last, start)
        if not _asserted(masked, words, first, end):
            continue
        kind = _kind(number, text, (first, start, end), word[2], pattern(words["change"], language))
        last = max(end, word[1])
        found.append(Told(kind, first, last, word[0], number))
    yield from found


def _after(text: str, last: int, start: int) -> int:
    """Where the words begin that a further figure of the same trade stands in."""
    between = text[last:start]
    return last + len(between) - len(between.lstrip(" ,;()-–—"))


def _counts(number: NumberMention, after: str) -> bool:
    """Whether a number is one of money, weight, per cent, growth, or a part of a whole."""
    unit = number.unit
    if unit is None:
        return 0 < number.value < 1 and _PART.match(after) is not None
    return unit == "%" or unit in _RATIOS or unit in _WEIGHTS or (unit.isupper() and len(unit) == 3)


Spot = tuple[int, int, bool]


def _nearest(
    text: str, start: int, end: int, spots: Sequence[Spot], others: Sequence[tuple[int, int]]
) -> Spot | None:
    """The word for trade that a figure belongs to: the last before it, else the first after it."""
    low = max((m.end() for m in _SEGMENT.finditer(text, 0, start)), default=0)
    following = _SEGMENT.search(text, end)
    high = following.start() if following else len(text)
    before = [s for s in spots if low <= s[0] < start]
    if before:
        nearer = any(before[-1][1] < o[0] < start for o in others)
        return None if nearer or start - before[-1][1] > _WORD else before[-1]
    if any(low <= o[0] < start for o in others):
        return None
    later = [s for s in spots if end <= s[0] < high]
    if not later or any(end <= o[0] < later[0][0] for o in others) or later[0][0] - end > _WORD // 2:
        return None
    return later[0]


def _kind(
    number: NumberMention,
    text: str,
    place: tuple[int, int, int],
    gap: bool,
    change: Phrasing,
) -> KindName:
    first, start, end = place
    if number.unit in _WEIGHTS or (number.unit or "").isupper():
        return "trade_balance" if gap else "trade_level"
    if number.unit in _RATIOS:
        return "trade_change"
    near = text[max(first, start - _CHANGE) : start]
    after = text[end : end + 25]
    if change.search(near) or (not _OF.match(text, end) and change.search(after)):
        return "trade_change"
    return "trade_share"


def _asserted(masked: Masked, words: dict[str, str], first: int, end: int) -> bool:
    """Whether it is told as a fact, with nothing of a plan or forecast in it or around it."""
    text, language = masked.text, masked.sentence.language
    stop = re.search(r"[,;:.]|\band\b", text[end : end + _AFTER])
    begin = max((m.end() for m in re.finditer(r"[;:,]\s", text[max(0, first - 70) : first])), default=0)
    low = begin + max(0, first - 70)
    forecast: Phrasing = pattern(words["forecast"], language)
    return forecast.search(text, low, end + (stop.start() if stop else _AFTER)) is None


def _plain(masked: Masked, words: dict[str, str]) -> Iterator[Told]:
    """Places of partners, and balances without a number."""
    language = masked.sentence.language
    for key, kind in _PLAIN:
        for match in pattern(words[key], language).finditer(masked.text):
            if _asserted(masked, words, *match.span()):
                yield Told(kind, match.start(), match.end(), match.start())
