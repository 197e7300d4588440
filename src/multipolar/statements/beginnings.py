"""The first letters with which a phrasing can begin: they tell quickly that it stands nowhere in a text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from multipolar.statements.signs import SIGNS

_LETTERS = 3
_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"\(\?(?:P<\w+>|:)|\((?!\?)")
_ASIDE = ("(?<!", "(?!")  # what must not stand before or after takes no room
_OPTIONAL = re.compile(r"[?*]|\{0,|\{,")


@lru_cache(maxsize=8)
def words(text: str) -> frozenset[str]:
    """The first one, two and three letters of each word, and the signs of mentions wherever they stand."""
    words = {word[:_LETTERS] for word in _WORD.findall(text.lower())}
    return frozenset([*words, *(w[:2] for w in words), *(w[:1] for w in words), *SIGNS.intersection(text)])


@cache
def beginnings(phrasing: str) -> frozenset[str] | None:
    r"""The first letters, three at most, of the words with which a phrasing can begin.

    Args:
        phrasing: A pattern with nothing left to fill in.

    Returns:
        ``None`` where the pattern may begin with anything else.

    >>> sorted(beginnings(r"\b(?:visits?|re-?join|no)\b"))
    ['no', 're', 'vis']
    >>> beginnings(r"\d+ votes") is None
    True
    """
    return _any_of(phrasing, bounded=False)


def _any_of(choice: str, *, bounded: bool) -> frozenset[str] | None:
    found: set[str] = set()
    for part in _choices(choice):
        starts = _of(part, bounded)
        if starts is None:
            return None
        found |= starts
    return frozenset(found)


def _of(part: str, bounded: bool) -> frozenset[str] | None:
    """How one choice begins: a word boundary, then letters or a group of choices."""
    if part.startswith(r"\b"):
        return _of(part[2:], True)
    if part.startswith(_ASIDE):
        return _of(part[_closing(part) + 1 :], bounded)
    if opened := _NAMED.match(part):
        close = _closing(part)
        rest = part[close + 1 :]
        inner = _any_of(part[opened.end() : close], bounded=bounded)
        if inner is None or not _OPTIONAL.match(rest):
            return inner
        after = _any_of(re.sub(r"^(?:[?*]|\{[\d,]*\})[?+]?", "", rest), bounded=bounded)
        return None if after is None else inner | after
    letters = _literal(part)
    return frozenset([letters]) if letters and (bounded or letters[0] in SIGNS) else None


def _literal(part: str) -> str:
    """The letters with which a choice must begin, three at most."""
    count = 0
    while count < len(part) and (part[count].isalnum() or part[count] == "_"):
        count += 1
    if count < len(part) and _OPTIONAL.match(part[count:]):
        count -= 1
    return part[: min(count, _LETTERS)].lower()


def _choices(source: str) -> Iterator[str]:
    """The choices of a pattern, parted at the bars that stand in no group and no set."""
    depth, begin, place = 0, 0, 0
    while place < len(source):
        sign = source[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = _set_end(source, place)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            yield source[begin:place]
            begin = place + 1
        place += 1
    yield source[begin:]


def _closing(source: str) -> int:
    """Where the group that opens a pattern closes."""
    depth, place = 0, 0
    while place < len(source):
        sign = source[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = _set_end(source, place)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if depth == 0:
                return place
        place += 1
    return place


def _set_end(source: str, place: int) -> int:
    """The bracket that closes a set; one right after its opening is a member of it."""
    end = place + (3 if source.startswith("[^", place) else 2)
    while end < len(source) and source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    return end
