"""Which roll calls some words name: by symbol, title, the names people use, and topics."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.symbols import normal_symbol
from multipolar.basics.text import fold
from multipolar.measures.votes import NUMBERED, RollCall, roll_calls
from multipolar.record import Record

WORD = re.compile(r"[^\W\d_]{3,}")
"""A word that may name something, in folded text."""
_SYMBOL_PART = re.compile(r"[a-z]*/?\S*\d\S*")
# Words that stand in most titles and name none of them.
STOP = frozenset({
    "the", "and", "for", "with", "from", "that", "this", "which", "its", "their", "are", "was", "were", "has",
    "had", "not", "resolution", "resolutions", "general", "assembly", "united", "nations", "vote", "votes",
    "voting", "question", "about", "into",
})  # fmt: skip
_INDEXES: "WeakKeyDictionary[Record, dict[frozenset[str], Index]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Found:
    """One roll call that was found.

    Attributes:
        rollcall: The decision.
        score: How well the words name it: 0 not at all, 1 exactly.
        whole: Whether its symbol, title, names and topics hold every word.
    """

    rollcall: RollCall
    score: float
    whole: bool


class Index:
    """Roll calls of a record with the weight of each word in their names.

    Args:
        record: The record.
        stop: Words that name nothing.
        parts: Whether votes on parts of texts are in it too.
    """

    def __init__(self, record: Record, stop: frozenset[str], *, parts: bool = False) -> None:
        self.stop = stop
        self.rollcalls = [r for r in roll_calls(record).values() if parts or r.part == "whole"]
        self.names = {r.id: [self.tokens(n) for n in (r.title, *r.names)] for r in self.rollcalls}
        self.topics = {r.id: self.tokens(" ".join(r.topics)) for r in self.rollcalls}

    def tokens(self, text: str) -> frozenset[str]:
        """The words of a text that may name something, folded and in the singular."""
        return frozenset(singular(w) for w in WORD.findall(fold(text)) if w not in self.stop)

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """How much each word tells: the rarer, the more."""
        seen = Counter(w for names in self.names.values() for w in set().union(*names))
        total = len(self.rollcalls) + 1
        return {word: math.log(1 + total / n) for word, n in seen.items()}

    def score(self, rollcall: RollCall, words: frozenset[str]) -> float:
        """How well words name a roll call: 0 not at all, 1 exactly.

        The mean of the share of a name's weight that is said, and the share of what is said that the
        name or its topics hold, for the best of its names.
        """
        said = self._sum(w for w in words if w in self.weight)
        if said == 0:
            return 0.0
        topics = self.topics[rollcall.id]
        best = 0.0
        for name in self.names[rollcall.id]:
            whole = self._sum(name)
            if whole:
                common = self._sum(name & words)
                held = self._sum((name | topics) & words)
                best = max(best, 0.5 * common / whole + 0.5 * held / said)
        return best

    def holds(self, rollcall: RollCall, words: frozenset[str]) -> bool:
        """Whether the names and topics of a roll call together hold every word."""
        return words <= self.topics[rollcall.id].union(*self.names[rollcall.id])

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self.weight.get(w, 0.0) for w in words)


def singular(word: str) -> str:
    """A crude stem that unites singular and plural of English nouns."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return (
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


def find(
    record: Record,
    text: str,
    *,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    body: str | None = None,
) -> tuple[Found, ...]:
    """Roll calls that a text names, those that hold all its words first, then by how well they fit.

    Where some hold all words, the others are left out. A symbol, or the beginning of one, is looked for in
    symbols; words in titles, in the names people use and in topics, folded and in the singular.

    Args:
        record: The record.
        text: Words, a symbol, or both.
        since: First day.
        until: Last day.
        topic: Only roll calls with this topic, letter case apart.
        body: ``GA`` or ``SC``; both when ``None``.

    Raises:
        AskedWronglyError: The text has no word that could name anything.
    """
    index, again = _index(record), _again(record)
    held = [r for r in index.rollcalls if r.id not in again and _within(r, since, until, topic, body)]
    if symbol := normal_symbol(text):
        named = [Found(r, 1.0, whole=True) for r in held if _names(symbol, r.id)]
        return tuple(sorted(named, key=lambda f: f.rollcall.id))
    symbols = frozenset(part for part in fold(text).split() if _SYMBOL_PART.fullmatch(part))
    words = index.tokens(" ".join(part for part in text.split() if fold(part) not in symbols))
    if not words and not symbols:
        raise AskedWronglyError(
            f"{text!r} has no word to look for", "Give words of a title, a topic or a symbol"
        )
    found = [f for r in held if (f := _fit(index, r, words, symbols)) is not None]
    if any(f.whole for f in found):
        found = [f for f in found if f.whole]
    found.sort(key=lambda f: (f.rollcall.date or date.min, f.rollcall.id), reverse=True)
    return tuple(sorted(found, key=lambda f: -round(f.score, 2)))


def _again(record: Record) -> Collection[str]:
    """Roll calls that stand in the record a second time; arrays are loaded only where there may be any."""
    if not any(call.id.startswith(NUMBERED) for call in roll_calls(record).values()):
        return ()
    from multipolar.measures.same_rollcalls import repeats

    return repeats(record)


def _index(record: Record) -> Index:
    held = _INDEXES.setdefault(record, {})
    if STOP not in held:
        held[STOP] = Index(record, STOP, parts=True)
    return held[STOP]


def _fit(index: Index, rollcall: RollCall, words: frozenset[str], symbols: frozenset[str]) -> Found | None:
    shown = rollcall.id.casefold()
    named = [s for s in symbols if _in_symbol(s, shown)]
    if symbols and not named:
        return None
    score = index.score(rollcall, words) if words else 1.0
    if score == 0:
        return None
    return Found(rollcall, score, len(named) == len(symbols) and index.holds(rollcall, words))


def _names(symbol: str, identifier: str) -> bool:
    """Whether a symbol is a roll call's, or that of the text whose section or part it is about."""
    return re.match(rf"{re.escape(symbol)}(?![\d/(])", identifier) is not None


def _in_symbol(part: str, symbol: str) -> bool:
    """Whether a folded part of a question stands in a symbol, never a number within a longer one."""
    whole = normal_symbol(part)
    if whole is not None and _names(whole.casefold(), symbol):
        return True
    return re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", symbol) is not None


def _within(
    rollcall: RollCall, since: date | None, until: date | None, topic: str | None, body: str | None
) -> bool:
    if body is not None and rollcall.body != body:
        return False
    if (since or until) and rollcall.date is None:
        return False
    if rollcall.date is not None and not (since or date.min) <= rollcall.date <= (until or date.max):
        return False
    return topic is None or topic.casefold() in (t.casefold() for t in rollcall.topics)
