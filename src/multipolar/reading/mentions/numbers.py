"""Where a sentence holds a number, in digits or words, with its unit and how the wording bounds it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import plain
from multipolar.reading.mentions.number_forms import Grammar, grammar, number_of
from multipolar.reading.mentions.spelled import spelled
from multipolar.reading.model import Hedge, NumberMention
from multipolar.reading.stretches import Taken
from multipolar.reading.vocabulary import words_in

_REACH = 48  # characters before a number in which what bounds it is looked for
_LETTER = re.compile(r"[^\W\d_]|[№°º]")
_DIGIT = re.compile(r"[\d½⅓⅔¼¾]")
_LARGEST_PART = 1_000  # the first number of "2 to 3 million" shares its scale when it is smaller than this

_Stretches = tuple[tuple[int, int], ...]


class NumberReader:
    """Finds numbers in the sentences of one document.

    Args:
        language: Two letters.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._grammar = grammar(language)

    def read(self, text: str, start: int, end: int, taken: _Stretches = ()) -> tuple[NumberMention, ...]:
        """The numbers of ``text[start:end]`` that stand in none of the taken stretches, in order of place."""
        found: list[NumberMention] = []
        held: Taken | None = None
        for mention in self._all(text, start, end):
            held = held or Taken(start, end, taken)
            if held.free(mention.start, mention.end):
                found.append(mention)
                unit = self._grammar.unit.match(text, mention.end, end)  # "por ciento" is no number
                held.add(mention.start, unit.end() if unit else mention.end)
        found.sort(key=lambda m: m.start)
        return tuple(self._shared(text, found))

    def ordinals(self, text: str, start: int, end: int, taken: _Stretches = ()) -> tuple[NumberMention, ...]:
        """The numbers that name a place, not an amount: "first", "19th", and the 5 of "Article 5"."""
        found: list[NumberMention] = []
        words, digit = words_in(text[start:end]), _DIGIT.search(text, start, end)
        if digit is None and self._grammar.ordinal_words.isdisjoint(words):
            return ()
        held = Taken(start, end, taken)
        for match in self._phrases(text, start, end):
            held.add(*match.span())
        for match in self._grammar.ordinal.finditer(text, start, end):
            if not held.free(*match.span()):
                continue
            word = match["word"]
            value = match["n"] or self._grammar.words["ordinals"][plain(word)]
            found.append(NumberMention(match.start(), match.end(), match[0], float(value)))
        if digit is not None and _LETTER.search(text, start, end):
            found += self._labelled(text, start, end, held)
        return tuple(sorted(found, key=lambda m: m.start))

    def _labelled(self, text: str, start: int, end: int, held: Taken) -> Iterator[NumberMention]:
        for match in self._grammar.digits.finditer(text, start, end):
            if held.free(*match.span()) and match["digits"].isdigit() and self._names(text, start, match):
                first, last = match.span("digits")
                if last - first <= 6:
                    yield NumberMention(first, last, match["digits"], float(match["digits"]))

    def _all(self, text: str, start: int, end: int) -> Iterator[NumberMention]:
        """Phrases first, then digits, then words: the first that holds a place counts."""
        for match in self._phrases(text, start, end):
            yield self._phrase(text, start, end, match)
        if _DIGIT.search(text, start, end):
            for match in self._grammar.digits.finditer(text, start, end):
                if (mention := self._digits(text, start, end, match)) is not None:
                    yield mention
        for first, last, value in spelled(text, start, end, self._language):
            scale = self._grammar.scale.match(text, last, end)
            value, last = (value * self._scale(scale), scale.end()) if scale else (value, last)
            yield self._made(text, start, end, (first, last, value))

    def _phrases(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        if self._grammar.phrase_words.isdisjoint(words_in(text[start:end])):
            return iter(())
        return self._grammar.phrase.finditer(text, start, end)

    def _phrase(self, text: str, start: int, end: int, match: re.Match[str]) -> NumberMention:
        words = self._grammar.words
        if match["multiple"]:
            value = float(words["multiples"][plain(match["multiple"])]) * self._scale(match)
        else:
            phrase = plain(match["phrase"])
            value = float(words["fractions"].get(phrase) or words["collective"][phrase])
        return self._made(text, start, end, (*match.span(), value))

    def _digits(self, text: str, start: int, end: int, match: re.Match[str]) -> NumberMention | None:
        value = number_of(match["digits"], self._grammar.words)
        bracketed = (
            text[match.start() - 1 : match.start()] == "[" and text[match.end() : match.end() + 1] == "]"
        )
        if value is None or bracketed or self._names(text, start, match):
            return None
        value *= self._scale(match) * (-1 if match["minus"] else 1)
        last = match.end()
        if match["short"] and not match["money"]:  # "5m" may be metres
            return None
        value *= float(self._grammar.words["scales"][plain(match["short"])]) if match["short"] else 1
        digits = len(re.sub(r"\D", "", match["digits"]).lstrip("0"))
        made = self._made(text, start, end, (match.start(), last, value), digits)
        return replace(made, unit=self._grammar.money[plain(match["money"])]) if match["money"] else made

    def _names(self, text: str, start: int, match: re.Match[str]) -> bool:
        if match["money"] or not _after_word(text, start, match.start()):
            return False
        return self._grammar.label.search(text[max(start, match.start() - 14) : match.start()]) is not None

    def _scale(self, match: re.Match[str]) -> float:
        return float(self._grammar.words["scales"][plain(match["scale"])]) if match["scale"] else 1.0

    def _made(
        self, text: str, start: int, end: int, place: tuple[int, int, float], digits: int = 0
    ) -> NumberMention:
        first, last, value = place
        before = None
        if _after_word(text, start, first):
            before = self._grammar.hedge.search(text[max(start, first - _REACH) : first])
        if text[last : last + 2].strip()[:1].isdigit():  # neither a unit nor "or more" follows
            return NumberMention(first, last, text[first:last], value, None, self._before(before), digits)
        unit = self._grammar.unit.match(text, last, end)
        after = self._grammar.hedge_after.match(text, unit.end() if unit else last, end)
        if after is not None and unit is None:  # "50 or more states"
            unit = self._grammar.unit.match(text, after.end(), end)
        hedge: Hedge = self._grammar.hedges_after[plain(after[1])] if after else "exact"
        if before is not None:
            hedge = self._before(before)
        named = self._grammar.units.get(plain(unit["unit"])) if unit else None
        return NumberMention(first, last, text[first:last], value, named, hedge, digits)

    def _before(self, match: re.Match[str] | None) -> Hedge:
        return self._grammar.hedges[plain(match[1])] if match else "exact"

    def _shared(self, text: str, found: list[NumberMention]) -> Iterator[NumberMention]:
        """Give the first number of a range the scale and unit of the second: "2 to 3 million tonnes"."""
        for mention, following in zip_longest(found, found[1:]):
            if following is None or not self._ranges(text, mention, following):
                yield mention
                continue
            scale = _scale_of(following, self._grammar) if 0 < mention.value < _LARGEST_PART else 1.0
            yield replace(mention, value=mention.value * scale, unit=mention.unit or following.unit)

    def _ranges(self, text: str, first: NumberMention, second: NumberMention) -> bool:
        near, opened, opening = _range_forms(self._language)
        between = text[first.end : second.start]
        if len(between) > 8:
            return False
        if near.fullmatch(between):
            return True
        before = text[max(0, first.start - 24) : first.start]
        return opened.fullmatch(between) is not None and opening.search(before) is not None


def _after_word(text: str, start: int, first: int) -> bool:
    """Whether a word or sign that could bound or label a number stands before it."""
    while first > start:
        sign = text[first - 1]
        if not sign.isspace():
            return sign.isalpha() or sign in "~≈<>≥≤.№°º"
        first -= 1
    return False


@cache
def _range_forms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    held = grammar(language).words["range"]
    return (
        compiled(held["plain"], re.IGNORECASE),
        compiled(held["opened"], re.IGNORECASE),
        compiled(rf"\b(?:{held['opening']})\s+(?:\w+\s+)?\S?\Z", re.IGNORECASE),
    )


def _scale_of(mention: NumberMention, grammar_: Grammar) -> float:
    last = plain(mention.text).replace("-", " ").rsplit(" ", 1)[-1]
    scale = float(grammar_.words["scales"].get(last, 1))
    return scale if scale > 100 else 1.0
