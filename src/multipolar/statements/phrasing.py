"""A phrasing ready to be looked for: compiled when a text first holds the words that it needs."""

import re
from collections.abc import Iterator
from functools import cached_property

from multipolar.basics.patterns import compiled
from multipolar.statements.beginnings import needed, words


class Phrasing:
    """A pattern, case ignored, that is searched for only where the words stand that it needs.

    Most phrasings stand in no given sentence. A sentence's words are listed once by their first letters,
    and a phrasing that needs another is neither compiled nor searched for.

    Args:
        pattern: The pattern, with nothing left to fill in.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._needed = needed(pattern)

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return compiled(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int | None = None) -> "re.Match[str] | None":
        """The first place where it stands, as ``re.Pattern.search`` finds it."""
        if self._nowhere(text):
            return None
        return self._compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator["re.Match[str]"]:
        """Every place where it stands, as ``re.Pattern.finditer`` finds them."""
        if self._nowhere(text):
            return iter(())
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> "re.Match[str] | None":
        """Where it stands at the beginning, as ``re.Pattern.match`` finds it."""
        return self._compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> "re.Match[str] | None":
        """Whether it is the whole of a text."""
        return self._compiled.fullmatch(text)

    def sub(self, put: str, text: str) -> str:
        """The text with other words in its place."""
        return text if self._nowhere(text) else self._compiled.sub(put, text)

    def split(self, text: str) -> list[str]:
        """What stands between its places."""
        return [text] if self._nowhere(text) else list(self._compiled.split(text))

    def _nowhere(self, text: str) -> bool:
        if self._needed:
            held = words(text)
            for condition in self._needed:  # a loop: this is asked a hundred times a sentence
                if condition.isdisjoint(held):
                    return True
        return False
