"""A phrasing ready to be looked for: compiled when a text first holds the words that it needs."""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from multipolar.basics.patterns import compiled, kept
from multipolar.statements.beginnings import needed, tokens, words
from multipolar.statements.single_words import Words, parted, words_of
from multipolar.statements.standing import Standing

T = TypeVar("T")
_lock = threading.Lock()
_needs: list[tuple[frozenset[str], ...]] = []  # of every phrasing, by its number
_alone: dict[int, Words] = {}  # of those asked whether they stand, the words that are enough
_known = Standing([], {})
_CODE = (parted.__module__, needed.__module__)  # what the words of a phrasing are told by


def settle() -> None:
    """Take in the phrasings made since the last time, so that texts are asked for them with the others."""
    global _known
    if len(_needs) != _known.count or len(_alone) != len(_known.alone):
        with _lock:
            _known = Standing(tuple(_needs), _alone, _known)


class Phrasing:
    """A pattern, case ignored, that is searched for only where the words stand that it needs.

    Most phrasings stand in no given sentence. A sentence's words are looked at once for all of them, and a
    phrasing that needs another is neither compiled nor searched for.

    Args:
        pattern: The pattern, with nothing left to fill in.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._needed = needed(pattern)
        with _lock:
            self.number = len(_needs)
            _needs.append(self._needed)
        self._bit = 1 << self.number

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return compiled(self.pattern, re.IGNORECASE)

    @cached_property
    def _parts(self) -> "tuple[Words, Phrasing | None] | None":
        """Words that are enough, and what else may stand; ``None`` where no word is enough."""
        # Without a condition of its own no word is ever held against it.
        whole, begun, rest = (
            kept("single words", self.pattern, parted, _CODE) if self._needed else ((), (), "")
        )
        if not whole and not begun:
            return None
        parts = words_of((whole, begun)), Phrasing(rest) if rest else None
        with _lock:
            _alone[self.number] = parts[0]
        return parts

    def stands(self, text: str) -> bool:
        """Whether it stands anywhere: what ``search`` finds, told from single words where they are enough."""
        if self.nowhere(text):
            return False
        if self._parts is None:
            return self.search(text) is not None
        alone, rest = self._parts
        known = _known
        if self.number in known.alone:
            sure = known.within(text)[1] & self._bit != 0
        else:
            sure = any(alone.hold(word) for word in tokens(text))
        return sure or (rest is not None and rest.search(text) is not None)

    def search(self, text: str, start: int = 0, end: int | None = None) -> "re.Match[str] | None":
        """The first place where it stands, as ``re.Pattern.search`` finds it."""
        if self.nowhere(text):
            return None
        return self._compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator["re.Match[str]"]:
        """Every place where it stands, as ``re.Pattern.finditer`` finds them."""
        if self.nowhere(text):
            return iter(())
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> "re.Match[str] | None":
        """Where it stands at the beginning, as ``re.Pattern.match`` finds it."""
        if _known.knows(text) and self.nowhere(
            text
        ):  # a match in one place costs less than a look at all words
            return None
        return self._compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> "re.Match[str] | None":
        """Whether it is the whole of a text."""
        return self._compiled.fullmatch(text)

    def sub(self, put: str, text: str) -> str:
        """The text with other words in its place."""
        return text if self.nowhere(text) else self._compiled.sub(put, text)

    def split(self, text: str) -> list[str]:
        """What stands between its places."""
        return [text] if self.nowhere(text) else list(self._compiled.split(text))

    def nowhere(self, text: str) -> bool:
        """Whether a text lacks a word that it needs."""
        known = _known
        if self.number < known.count:
            return not known.within(text)[0] & self._bit
        held = words(text) if self._needed else frozenset()
        return any(condition.isdisjoint(held) for condition in self._needed)


class Choice(Generic[T]):
    """Phrasings that a text is asked for all at once, each with what it is for.

    Args:
        entries: What each is for, and its phrasings, of which a text must hold all; in order.
    """

    def __init__(self, entries: Iterable[tuple[T, Sequence[Phrasing]]]) -> None:
        self._entries = [(one, tuple(phrasings)) for one, phrasings in entries]
        self._bits = [(one, sum(1 << p.number for p in set(held))) for one, held in self._entries]
        self._any = 0
        for _, bits in self._bits:
            self._any |= bits
        self._count = self._any.bit_length()

    def within(self, text: str) -> Sequence[T]:
        """What those are for that may stand in a text, in order."""
        known = _known
        if self._count > known.count:
            return [one for one, held in self._entries if not any(p.nowhere(text) for p in held)]
        standing = known.within(text)[0]
        if not standing & self._any:
            return ()
        return [one for one, bits in self._bits if standing & bits == bits]
