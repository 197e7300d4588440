"""Which of five languages a stretch of text is written in, by its most frequent words."""

import re
from functools import cache, lru_cache

from multipolar.reading.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# Letters and endings that only one of the five has.
_SIGNS = {
    "es": re.compile("ñ|ción$|[^u]ó$|..(?:a|ie)ron$|.ería$"),
    "pt": re.compile("[ãõ]|ções$|ência$|..[aei]ram$|..[bcdglmnprstvz]ou$|eiro$|..iu$"),
}
_TOO_FEW = 4
# A text of so few words may speak for a language with two different ones, if no other has half as many.
_SHORT, _FEW = 30, 2


@cache
def _stopwords() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in lexicon("stopwords").items()}


def language_of(text: str, default: str = "en") -> str:
    """Two letters for the language of a text; ``default`` when too little of it speaks for any.

    >>> language_of("La embajada de los Estados Unidos en la capital del país")
    'es'
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    counts = dict.fromkeys(_stopwords(), 0)
    for word in words:
        for name in _speaks_for(word):
            counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    runner_up = max(count for name, count in counts.items() if name != best)
    few = counts[best] < _TOO_FEW and not (len(words) <= _SHORT and _clear(set(words), best))
    if few or counts[best] == runner_up:
        return "ru" if _mostly_cyrillic(words) else default
    return best


@lru_cache(maxsize=65_536)
def _speaks_for(word: str) -> tuple[str, ...]:
    """The languages that a word speaks for; one twice by which it is frequent, and formed as in no other."""
    frequent = [name for name, stop in _stopwords().items() if word in stop]
    return (*frequent, *(name for name, signs in _SIGNS.items() if signs.search(word)))


def _clear(words: set[str], best: str) -> bool:
    """Whether few different words speak for one language: half as many for no other, or none for English."""
    kinds = {name: {word for word in words if name in _speaks_for(word)} for name in _stopwords()}
    own = kinds.pop(best)
    if len(own) < _FEW:
        return False
    if len(own) >= 2 * max(len(held) for held in kinds.values()):
        return True
    return not kinds.get("en") and bool(own.difference(*kinds.values()))


def _mostly_cyrillic(words: list[str]) -> bool:
    cyrillic = sum("а" <= word[0] <= "я" or word[0] == "ё" for word in words)
    return cyrillic * 2 > len(words)
