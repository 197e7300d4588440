"""The first letters of words without which a phrasing stands nowhere in a text."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from multipolar.basics.patterns import kept
from multipolar.statements.signs import SIGNS

_LETTERS = 5
# What the conditions depend on, beside the phrasing.
_CODE = (__name__, "multipolar.statements.signs")
# A blank after a beginning says that the word ends there.
_END = " "
_CONDITIONS = 3
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(
    rf"[^\W_{''.join(sorted(SIGNS))}]+"
    r"|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?:|\(\?<?[=!]|\(\?[^)]|[()|]"
    r"|(?:[?*+]|\{\d*,?\d*\})[?+]?|.",
    re.DOTALL,
)
_PLAIN = ("(", "(?:")  # groups that are their choices; of others nothing is told
_ASIDE = ("(?=", "(?!", "(?<=", "(?<!")  # what must or must not stand before or after takes no room
# What stands before a word: where one of these ends and letters follow, a word begins.
_BLANK = re.compile(r"\\s\+?|\\W\+?|\[\\s-\]\+?|\[\\s,-\]\+?|[ ,;:-]")


@lru_cache(maxsize=64)
def words(text: str) -> frozenset[str]:
    """The beginnings of each word up to five letters, short words whole, and signs wherever they stand."""
    return frozenset(start for word in tokens(text) for start in beginnings(word))


def tokens(text: str) -> frozenset[str]:
    """The words of a text in small letters, as patterns that ignore case see them, and its signs."""
    small = text.lower()
    if not small.isascii():
        small = small.replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")
    found: list[str] = _WORD.findall(small)
    return frozenset(found).union(sign for sign in SIGNS if sign in text)


def beginnings(word: str) -> tuple[str, ...]:
    """The beginnings of a word in small letters, and the whole of a short one; of a sign, itself."""
    begun = tuple(word[:count] for count in range(1, min(len(word), _LETTERS) + 1))
    return (*begun, word + _END) if len(word) < _LETTERS else begun


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
    return kept("needed", phrasing, _needed, _CODE)


def _needed(phrasing: str) -> tuple[frozenset[str], ...]:
    choices = parsed(phrasing)
    if len(choices) == 1:
        return tuple(sorted(_conditions(choices[0], False, False), key=_width)[:_CONDITIONS])
    whole = _any_of(choices, False, False)
    return () if whole is None else (whole,)


def _width(condition: AbstractSet[str]) -> tuple[bool, int]:
    """How much a condition lets through: signs stand in most sentences, single letters begin many words."""
    common = any(start in SIGNS or len(start) < 2 for start in condition)
    return common, len(condition)


@dataclass(slots=True)
class Element:
    """One element of a sequence: a run of letters, a sign, a set, or a group with its choices.

    Attributes:
        text: How it is written; of a group, how it opens.
        choices: What a group holds.
        optional: Whether it may be left out.
        repeated: Whether it may come again.
    """

    text: str
    choices: "Choices"
    optional: bool = False
    repeated: bool = False


Choices = list[list[Element]]


def parsed(source: str) -> Choices:
    """The choices of a pattern, each a sequence of elements."""
    outer: list[Choices] = []
    choices: Choices = [[]]
    for part in _TOKEN.findall(source):
        last = choices[-1]
        if part[0] == "(":
            last.append(Element(part, [[]]))
            outer.append(choices)
            choices = last[-1].choices
        elif part == ")":
            choices = outer.pop()
        elif part == "|":
            choices.append([])
        elif last and part[0] in "?*+{" and part != "{":
            _quantify(last, part)
        else:
            last.append(Element(part, []))
    return outer[0] if outer else choices


def _quantify(sequence: list[Element], quantifier: str) -> None:
    """Apply a quantifier to what stands before it: of a run of letters, to the last."""
    last = sequence[-1]
    if len(last.text) > 1 and last.text.isalnum():
        last.text, letter = last.text[:-1], last.text[-1]
        last = Element(letter, [])
        sequence.append(last)
    last.optional = quantifier[0] in "?*" or quantifier.startswith(("{0", "{,"))
    last.repeated = quantifier[0] != "?"


def _any_of(choices: Choices, bounded: bool, ended: bool) -> frozenset[str] | None:
    """One condition for a choice: the strictest of each of its parts; ``None`` where a part has none."""
    found: set[str] = set()
    for part in choices:
        conditions = _conditions(part, bounded, ended)
        if not conditions:
            return None
        found |= min(conditions, key=_width)
    return frozenset(found)


def _conditions(sequence: list[Element], bounded: bool, ended: bool) -> list[frozenset[str]]:
    """The conditions that the elements of a sequence set.

    Args:
        sequence: Part of a pattern.
        bounded: Whether a word begins where it begins.
        ended: Whether a word that it ends in ends there.
    """
    elements = [e for e in sequence if e.text not in _ASIDE]
    found = []
    for place, element in enumerate(elements):
        text = element.text
        if text == r"\b":
            bounded = True
            continue
        over = ended if place + 1 == len(elements) else _parts(elements[place + 1])
        over = over and not element.repeated
        starts: frozenset[str] | None = None
        if element.choices:
            if text in _PLAIN or text.startswith("(?P<"):
                starts = _any_of(element.choices, bounded, over)
            bounded = _blank(element) and (bounded or not element.optional)
        else:
            if text in SIGNS or (bounded and (text[0].isalnum() or text == "_")):
                starts = frozenset([_begun(text, over)])
            bounded = not element.optional and _blank(element)
        if starts and not element.optional:
            found.append(starts)
    return found


def _begun(letters: str, over: bool) -> str:
    """What a word begins with that begins with letters; the whole word where it is over with them."""
    if letters in SIGNS:
        return letters
    return letters.lower() + _END if over and len(letters) < _LETTERS else letters[:_LETTERS].lower()


def _parts(element: Element) -> bool:
    """Whether a word is over where an element begins."""
    return element.text == r"\b" or (
        not element.optional and not element.choices and _BLANK.fullmatch(element.text) is not None
    )


def _blank(element: Element) -> bool:
    """Whether an element, where it stands, ends in what stands before a word."""
    if not element.choices:
        return _BLANK.fullmatch(element.text) is not None
    return all(bool(part) and not part[-1].optional and _blank(part[-1]) for part in element.choices)
