"""Where sentences end inside a block of text."""

import re
from collections.abc import Iterator
from functools import cache

from multipolar.reading.blocks import BLANKS
from multipolar.reading.lexicon import lexicon

LONGEST = 4_000  # characters; longer "sentences" are tables or noise, cut so that no pattern sees more
_STOP = re.compile(r"[.!?…]{1,10}(?:[\"'”’»)\]*_]|\[\d{1,3}\]){0,8}")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[¿¡*_]*([^\W\d_]+)")
_GLUED = re.compile(r"[\"“‘«(]?(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]|[IA] [a-z])")
_OPENING = "\"'“‘«([¿¡*_"


def spans(text: str, start: int, end: int, language: str = "en") -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]``, without the blanks around them."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.start() >= begin and _ends_here(text, match, begin, end, language):
            yield from _cut(text, begin, match.end())
            begin = match.end()
    yield from _cut(text, begin, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > LONGEST:
            blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = blank if blank > 0 else start + LONGEST
        first, last = start, stop
        while first < last and (text[first] in BLANKS or text[first] in "\r\n\u2028\u2029"):
            first += 1
        while last > first and (text[last - 1] in BLANKS or text[last - 1] in "\r\n\u2028\u2029"):
            last -= 1
        if first < last:
            yield first, last
        start = stop


def _ends_here(text: str, match: re.Match[str], begin: int, end: int, language: str) -> bool:
    after = match.end()
    if after >= end:
        return False
    follows = after
    while follows < end and (text[follows].isspace() or text[follows] in BLANKS):
        follows += 1
    if follows == end:
        return False
    if follows == after:
        return _glued(text, match, begin, end)
    nxt = text[follows]
    if nxt.islower() or not (nxt.isalnum() or nxt in _OPENING):
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    return _full_stop(text, match.start(), begin, follows, end, language)


def _glued(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """A page that lost its blank: ``this.Next``, but not ``U.S.China`` or ``www.Example.org``."""
    after = match.end()
    if _GLUED.match(text, after, min(end, after + 40)) is None:
        return False
    word = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    if word is None:
        return len(match.group()) > 1
    return "." not in word.group() and (len(word.group()) > 2 or not word.group().isupper())


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], ...]:
    words = lexicon("sentences", language) or lexicon("sentences", "en")
    names = ("never_end", "before_number", "may_end", "openers")
    return tuple(frozenset(str(word) for word in words.get(name, ())) for name in names)


def _full_stop(text: str, stop: int, begin: int, follows: int, end: int, language: str) -> bool:
    match = _WORD_BEFORE.search(text, max(begin, stop - 40), stop)
    if match is None:
        return True
    word = match.group().lower()
    never, numbered, may, openers = _abbreviations(language)
    if word in never:
        return False
    if word in numbered and text[follows].isdigit():
        return False
    initial = len(word) == 1 and word.isalpha() and match.group().isupper()
    if initial or word in may or "." in word:
        after = _WORD_AFTER.match(text, follows, min(end, follows + 40))
        return after is not None and after.group(1).lower() in openers
    return True
