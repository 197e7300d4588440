"""The small words that code asks for in a sentence's own language: conjunctions, titles, roles, times."""

from collections.abc import Iterable, Sequence
from functools import cache

from multipolar.statements.mask import pattern, phrases
from multipolar.statements.phrasing import Phrasing

_FALLBACK = "en"


@cache
def wording(key: str, language: str) -> Phrasing:
    """A pattern of ``phrases/words.<language>.yml``; the English one where the language has no such file."""
    words = phrases("words", language)
    return pattern(words[key], language) if words else pattern(phrases("words")[key], _FALLBACK)


@cache
def sorts(key: str, language: str) -> Sequence[tuple[str, Phrasing]]:
    """The entries of a list of that file: what each stands for in the record, and how it is said."""
    words = phrases("words", language)
    spoken = language if words else _FALLBACK
    return tuple((name, pattern(source, spoken)) for name, source in (words or phrases("words"))[key])


def sort_of(words: str, key: str, language: str, default: str) -> str:
    """What the first entry of a list that stands in some words stands for."""
    return next((name for name, said in sorts(key, language) if said.search(words)), default)


def translated(words: Iterable[str], kind: str, language: str) -> list[str]:
    """Folded words in the record's English, as far as ``english`` of a kind's phrases has a stem of them."""
    return list(dict.fromkeys(_english(word, kind, language) for word in words))


@cache
def _english(word: str, kind: str, language: str) -> str:
    known: dict[str, str] = phrases(kind, language).get("english", {})
    return next((known[word[:n]] for n in range(len(word), 1, -1) if word[:n] in known), word)
