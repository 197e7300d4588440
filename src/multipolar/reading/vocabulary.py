"""Which words a stretch of text holds: looked up once, and asked before a pattern is searched for."""

import re
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=16)
def words_in(stretch: str) -> frozenset[str]:
    """The runs of letters in a stretch, in small letters."""
    return frozenset(_LETTERS.findall(_small(stretch)))


def first_words(forms: Iterable[object]) -> frozenset[str]:
    """The runs of letters with which forms begin: a text without any of them holds none of the forms."""
    return frozenset(match[0] for form in forms if (match := _LETTERS.search(_small(str(form)))))


def _small(text: str) -> str:
    """Small letters, as patterns that ignore case see them: dotless and long letters are plain ones."""
    small = text.lower()
    return small if small.isascii() else small.replace("ı", "i").replace("i\u0307", "i").replace("ſ", "s")
