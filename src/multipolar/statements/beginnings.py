"""The first letters of words without which a phrasing stands nowhere in a text."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from multipolar.statements.signs import SIGNS

_LETTERS = 5
# A blank after a beginning says that the word ends there.
_END = " "
_CONDITIONS = 3
_WORD = re.compile(r"\w+")
_GROUP = re.compile(r"\(\?(?:P<\w+>|:)|\((?!\?)")
# What takes no room: what must or must not stand before or after.
_ASIDE = ("(?<!", "(?!", "(?<=", "(?=")
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
# What stands before a word: where one of these ends and letters follow, a word begins.
_BLANK = re.compile(r"\\s\+?|\\W\+?|\[\\s-\]\+?|\[\\s,-\]\+?|[ ,;:-]")


@lru_cache(maxsize=64)
def words(text: str) -> frozenset[str]:
    """The beginnings of each word up to five letters, short words whole, and signs wherever they stand."""
    found = set(_WORD.findall(text.lower()))
    begun = {word[:count] for word in found for count in range(1, _LETTERS + 1)}
    return frozenset(
        [*begun, *(word + _END for word in found if len(word) < _LETTERS), *SIGNS.intersection(text)]
    )


@cache
def needed(phrasing: str) -> tuple[frozenset[str], ...]:
    r"""What must stand in a text for a phrasing to stand in it.

    Args:
        phrasing: A pattern with nothing left to fill in.

    Returns:
        Conditions, the strictest first: of each, one must be among the ``words`` of the text. None where
        nothing can be told from the pattern.

    >>> [sorted(one) for one in needed(r"\b(?:visits?|re-?join|no)\b")]
    [['no ', 're', 'visit']]
    >>> [sorted(one) for one in needed(r"(?:the\s+)?\w+\s+votes?\s+(?:for|against)")]
    [['vote'], ['again', 'for']]
    >>> needed(r"\d+")
    ()
    """
    choices = list(_choices(phrasing))
    if len(choices) == 1:
        return tuple(sorted(_conditions(phrasing, False, False), key=_width)[:_CONDITIONS])
    whole = _any_of(choices, False, False)
    return () if whole is None else (whole,)


def _width(condition: AbstractSet[str]) -> tuple[bool, int]:
    """How much a condition lets through: signs stand in most sentences, single letters begin many words."""
    common = any(start in SIGNS or len(start) < 2 for start in condition)
    return common, len(condition)


def _any_of(choices: list[str], bounded: bool, ended: bool) -> frozenset[str] | None:
    """One condition for a choice: the strictest of each of its parts; ``None`` where a part has none."""
    found: set[str] = set()
    for part in choices:
        conditions = _conditions(part, bounded, ended)
        if not conditions:
            return None
        found |= min(conditions, key=_width)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of a sequence: its text, whether it may be left out, and whether it may come again."""

    text: str
    optional: bool
    repeated: bool


def _conditions(sequence: str, bounded: bool, ended: bool) -> list[frozenset[str]]:
    """The conditions that the elements of a sequence set.

    Args:
        sequence: Part of a pattern.
        bounded: Whether a word begins where it begins.
        ended: Whether a word that it ends in ends there.
    """
    elements = [e for e in _elements(sequence) if not e.text.startswith(_ASIDE)]
    found = []
    for place, element in enumerate(elements):
        text = element.text
        if text == r"\b":
            bounded = True
            continue
        over = ended if place + 1 == len(elements) else _parts(elements[place + 1])
        starts: frozenset[str] | None = None
        if opened := _GROUP.match(text):
            choices = list(_choices(text[opened.end() : -1]))
            starts = _any_of(choices, bounded, over and not element.repeated)
            blank = all(_ends_blank(choice) for choice in choices)
            bounded = blank and (bounded or not element.optional)
        else:
            if text[0] in SIGNS or (bounded and (text[0].isalnum() or text[0] == "_")):
                starts = frozenset([_begun(text, over and not element.repeated)])
            bounded = not element.optional and _BLANK.fullmatch(text) is not None
        if starts and not element.optional:
            found.append(starts)
    return found


def _begun(letters: str, over: bool) -> str:
    """What a word begins with that begins with letters; the whole word where it is over with them."""
    if letters[0] in SIGNS:
        return letters[0]
    return letters.lower() + _END if over and len(letters) < _LETTERS else letters[:_LETTERS].lower()


def _parts(element: _Element) -> bool:
    """Whether a word is over where an element begins."""
    return element.text == r"\b" or (not element.optional and _BLANK.fullmatch(element.text) is not None)


def _ends_blank(choice: str) -> bool:
    """Whether a choice ends in what stands before a word."""
    last = None
    for element in _elements(choice):
        last = element
    if last is None or last.optional:
        return False
    if opened := _GROUP.match(last.text):
        return all(_ends_blank(inner) for inner in _choices(last.text[opened.end() : -1]))
    return _BLANK.fullmatch(last.text) is not None


def _elements(sequence: str) -> Iterator[_Element]:
    """The elements of a sequence: runs of letters, groups, sets and signs, each with its quantifier read."""
    place = 0
    while place < len(sequence):
        end = _element_end(sequence, place)
        quantifier = _QUANTIFIER.match(sequence, end)
        text = sequence[place:end]
        if quantifier is not None and len(text) > 1 and text[0].isalnum():  # it is the last letter's
            yield _Element(text[:-1], False, False)
            text = text[-1]
        optional = quantifier is not None and _OPTIONAL.match(quantifier[0]) is not None
        repeated = quantifier is not None and quantifier[0][0] != "?"
        yield _Element(text, optional, repeated)
        place = quantifier.end() if quantifier is not None else end


def _element_end(sequence: str, place: int) -> int:
    sign = sequence[place]
    if sign == "\\":
        return place + 2
    if sign == "[":
        return _set_end(sequence, place) + 1
    if sign == "(":
        return place + _closing(sequence[place:]) + 1
    if sign in SIGNS or not sign.isalnum():
        return place + 1
    while place < len(sequence) and sequence[place].isalnum() and sequence[place] not in SIGNS:
        place += 1
    return place


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
