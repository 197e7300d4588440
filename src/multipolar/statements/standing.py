"""Which of all phrasings may stand in a text: one look at its words, instead of a search for each.

Every phrasing has a number, and what it needs is listed the other way round: of each beginning of a word,
which phrasings it meets a condition of. The words of a text, each known once, add up to the phrasings that
have all their conditions met; only these are compiled and searched for.
"""

from collections.abc import Mapping, Sequence

from multipolar.statements.beginnings import beginnings, tokens
from multipolar.statements.single_words import Words

_CONDITIONS = 3
_MOST_TEXTS, _MOST_WORDS = 64, 100_000
# Of each condition, the phrasings that it is met for, a bit each.
_Met = tuple[int, int, int]


class Standing:
    """The phrasings known at one time, by the beginnings of words that they need.

    It changes only in what it remembers of words and texts: phrasings made later are in the next one.

    Args:
        needs: What each phrasing needs, by its number.
        alone: Of phrasings that a single word may be, by their number, these words.
        before: What was known before, of the same phrasings from the first on.
    """

    def __init__(
        self,
        needs: Sequence[tuple[frozenset[str], ...]],
        alone: Mapping[int, Words],
        before: "Standing | None" = None,
    ) -> None:
        self.count = len(needs)
        self.alone = dict(alone)
        self._alone = sum(1 << number for number in self.alone)
        first = before.count if before is not None else 0
        self._starts: dict[str, _Met] = dict(before._starts) if before is not None else {}
        free = list(before._free) if before is not None else [0, 0, 0]
        for number in range(first, self.count):
            for place in range(_CONDITIONS):
                if place < len(needs[number]):
                    self._list(needs[number][place], place, 1 << number)
                else:
                    free[place] |= 1 << number
        self._free: _Met = (free[0], free[1], free[2])
        self._words: dict[str, tuple[_Met, int] | None] = {}
        self._texts: dict[str, tuple[int, int]] = {}

    def _list(self, condition: frozenset[str], place: int, bit: int) -> None:
        for start in condition:
            met = list(self._starts.get(start, (0, 0, 0)))
            met[place] |= bit
            self._starts[start] = (met[0], met[1], met[2])

    def knows(self, text: str) -> bool:
        """Whether the words of a text have been looked at."""
        return text in self._texts

    def within(self, text: str) -> tuple[int, int]:
        """The phrasings that may stand in a text, and those that do because of a word alone, a bit each."""
        known = self._texts.get(text)
        if known is None:
            known = self._within(text)
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            self._texts[text] = known
        return known

    def _within(self, text: str) -> tuple[int, int]:
        one, two, three = self._free
        sure = 0
        words = self._words
        if len(words) > _MOST_WORDS:
            words.clear()
        for word in tokens(text):
            known = words[word] if word in words else self._word(word)
            if known is not None:
                met, alone = known
                one |= met[0]
                two |= met[1]
                three |= met[2]
                sure |= alone
        return one & two & three, sure

    def _word(self, word: str) -> tuple[_Met, int] | None:
        """The conditions that a word meets, and the phrasings that it is; ``None`` for none."""
        met = [self._starts[start] for start in beginnings(word) if start in self._starts]
        known = None
        if met:
            one = two = three = 0
            for first, second, third in met:
                one, two, three = one | first, two | second, three | third
            known = (one, two, three), self._is(word, (one | two | three) & self._alone)
        self._words[word] = known
        return known

    def _is(self, word: str, candidates: int) -> int:
        found = 0
        while candidates:
            bit = candidates & -candidates
            candidates ^= bit
            if self.alone[bit.bit_length() - 1].hold(word):
                found |= bit
        return found
