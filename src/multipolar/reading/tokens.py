"""Where words, numbers and signs begin and end in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from multipolar.basics.text import fold
from multipolar.reading.model import Token

_TOKEN = re.compile(
    r"(?:[^\W\d_]{1,2}\.){2,}(?![^\W\d_]{3})"  # U.S., EE.UU., e.g.
    r"|\d+(?:[.,]\d+)*(?=\W|_|$|[A-Z][a-z])"  # 1,234.5; "48Mexico" of a page that lost its blanks
    r"|[^\W_]+"  # words, and words with digits: COP25, 20th
    r"|['’]s\b"  # the possessive stands apart from its name
    r"|[^\s\ufeff\u200b\u00ad]"
)  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}")


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words and signs of ``text[start:end]``, with offsets into the whole text."""
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web and mail addresses stand: words inside them are no mentions."""
    for match in _ADDRESS.finditer(text):
        yield match.span()


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """What a token is looked up by: folded, and without the dots of an abbreviation."""
    if word.isascii():
        return word.lower().replace(".", "") if len(word) > 1 else word.lower()
    return fold(word).replace(".", "") if len(word) > 1 else fold(word)
