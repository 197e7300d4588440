"""Which choices of a pattern are single words, so that a word alone tells whether they stand in a text."""

import re
from dataclasses import dataclass
from itertools import product

from multipolar.statements.beginnings import Choices, Element, parsed

# Letters, "\w", choices of them, and what may be left out: nothing that is not part of a word.
_SINGLE = re.compile(r"(?:[^\W_]|\\w[*+]|\(\?:|[|()]|\[[^\W\d_]+\]|\?)+(?:\\b)?")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)
_CHOICE = re.compile(r"\\b\(\?:(.*)\)(\\b)?", re.DOTALL)
_MOST = 64


@dataclass(frozen=True, slots=True)
class Words:
    """Words written out, and beginnings of words."""

    whole: frozenset[str]
    begun: frozenset[str]
    longest: int

    def hold(self, word: str) -> bool:
        """Whether a word in small letters is among them, or begins as one of them does."""
        if word in self.whole:
            return True
        begun = self.begun
        return any(word[:count] in begun for count in range(1, min(len(word), self.longest) + 1))


def words_of(parts: tuple[tuple[str, ...], tuple[str, ...]]) -> Words:
    """What ``parted`` gives as words."""
    whole, begun = parts
    return Words(frozenset(whole), frozenset(begun), max(map(len, begun), default=0))


def parted(pattern: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    r"""The words that are choices of a pattern, and what is left of it.

    Args:
        pattern: A pattern that ignores case, with nothing left to fill in.

    Returns:
        Words, beginnings of words, and a pattern for the choices that are neither. The pattern stands in a
        text where one of the words does, or a word that begins so, or what is left.

    >>> parted(r"\b(?:visas?|travel\s+bans?|treat(?:y|ies)|invad\w+)\b|<X>")
    (('treaties', 'treaty', 'visa', 'visas'), (), '\\b(?:travel\\s+bans?|invad\\w+)\\b|<X>')
    """
    whole: set[str] = set()
    begun: set[str] = set()
    rest: list[str] = []
    for part in _choices(pattern):
        match = _CHOICE.fullmatch(part)
        if match is not None and _balanced(match[1]):
            inner, ends = _choices(match[1]), match[2] or ""
            left = [one for one in inner if not _taken(one + ends, whole, begun)]
            if left:
                rest.append(rf"\b(?:{'|'.join(left)}){ends}" if len(left) < len(inner) else part)
        elif not (part.startswith(r"\b") and _taken(part[2:], whole, begun)):
            rest.append(part)
    return tuple(sorted(whole)), tuple(sorted(begun)), "|".join(rest)


def _taken(choice: str, whole: set[str], begun: set[str]) -> bool:
    """Whether a choice is nothing but words; they are added."""
    plain = choice.removesuffix(r"\b").removesuffix(r"\b")
    closed = plain != choice
    if _SINGLE.fullmatch(plain) is None or not _balanced(plain):
        return False
    open_end = plain.endswith(r"\w*")
    found = _written(parsed(plain.removesuffix(r"\w*")))
    if found is None or "" in found:
        return False
    (whole if closed and not open_end else begun).update(word.lower() for word in found)
    return True


def _written(choices: Choices) -> list[str] | None:
    """Every text of some choices; ``None`` where there are too many, or not to be written out."""
    found: list[str] = []
    for sequence in choices:
        parts = [_of(element) for element in sequence]
        sure = [part for part in parts if part is not None]
        if len(sure) < len(parts):
            return None
        found += ["".join(one) for one in product(*sure)]
        if len(found) > _MOST:
            return None
    return found


def _of(element: Element) -> list[str] | None:
    if element.repeated:
        return None
    if element.choices:
        texts = _written(element.choices) if element.text == "(?:" else None
    elif element.text.startswith("["):
        texts = list(element.text[1:-1])
    else:
        texts = [element.text] if element.text.isalnum() else None
    return None if texts is None else [*texts, *([""] if element.optional else [])]


def _balanced(pattern: str) -> bool:
    depth = 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            return False
    return depth == 0


def _choices(pattern: str) -> list[str]:
    """The choices of a pattern, as written."""
    found, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return found
