"""What numbers written out in words amount to, and where one ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import alternatives, lexicon, plain
from multipolar.reading.vocabulary import first_words, words_in

_LARGEST = 1e15


@dataclass(frozen=True)
class _Words:
    """Number words of a language: units to add, multipliers, the words that join them, and how they begin."""

    values: dict[str, float]
    scales: dict[str, float]
    joiners: re.Pattern[str]
    word: re.Pattern[str]
    first: frozenset[str]


@dataclass(slots=True)
class _Run:
    """A number under construction."""

    start: int
    end: int
    total: float = 0
    current: float = 0
    room: float = _LARGEST  # what is added next must be smaller
    ceiling: float = _LARGEST  # the next multiplier must be smaller

    def add(self, value: float) -> bool:
        if not value < self.room:
            return False
        self.current += value
        self.room = 1 if value < 20 else 10 if value < 100 else 100
        return True

    def multiply(self, scale: float) -> bool:
        if scale >= self.ceiling or (scale == 100 and self.current >= 100):
            return False
        amount = (self.current or 1) * scale
        if scale == 100:
            self.current, self.room = amount, 100
        else:
            self.total += amount
            self.current, self.room, self.ceiling = 0, scale, scale
        return True


def spelled(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, float]]:
    """The numbers in words of ``text[start:end]``: first character, end and value of each.

    A number ends where the next word cannot go on with it: "five and six" are two.
    """
    words = _words(language)
    if words.first.isdisjoint(words_in(text[start:end])):
        return
    run: _Run | None = None
    for match in words.word.finditer(text, start, end):
        if run is not None and words.joiners.fullmatch(text, run.end, match.start()) is None:
            yield run.start, run.end, run.total + run.current
            run = None
        if run is None or not _take(run, match[0], words):
            if run is not None:
                yield run.start, run.end, run.total + run.current
            run = _Run(match.start(), match.end())
            _take(run, match[0], words)
        run.end = match.end()
    if run is not None:
        yield run.start, run.end, run.total + run.current


def value_of(written: str, language: str) -> float | None:
    """What a single number in words amounts to; ``None`` when it is none."""
    found = list(spelled(written, 0, len(written), language))
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(written)) else None


def _take(run: _Run, word: str, words: _Words) -> bool:
    folded = plain(word)
    if folded in words.scales:
        return run.multiply(words.scales[folded])
    return run.add(words.values[folded])


@cache
def _words(language: str) -> _Words:
    held: dict[str, Any] = lexicon("numbers", language) or lexicon("numbers", "en")
    values = {**held["ones"], **held["tens"], **held.get("hundreds", {})}
    scales = {
        word: float(value) for word, value in held["scales"].items() if word not in held["written_scales"]
    }
    every: Sequence[str] = [*values, *scales]
    article = rf"|{held['one_before_scale']}" if "one_before_scale" in held else ""
    values |= dict.fromkeys(held.get("articles", ()), 1)
    ones = alternatives(held["ones"])
    pattern = rf"(?<![\w-])(?:{alternatives(list(every))}{article})(?!\w)|(?<=-)(?:{ones})(?!\w)"
    return _Words(
        {word: float(value) for word, value in values.items()},
        scales,
        compiled(held["joiners"], re.IGNORECASE),
        compiled(pattern.replace(r"\ ", r"\s+"), re.IGNORECASE),
        first_words(every),
    )
