"""When a name that fits letter by letter names a person, a language, a treaty or a place instead."""

import re
from collections.abc import Sequence
from datetime import date

from multipolar import actors
from multipolar.reading.lexicon import lexicon
from multipolar.reading.mentions.names import Entry
from multipolar.reading.model import Token
from multipolar.reading.tokens import key

_HYPHENS = frozenset("-–—‑‐")
_REACH = 300  # characters
_MONEY = re.compile(r"\\?[$€£]\s?\d")  # "US$40" is an amount
_SHOUTED = 4  # words of a line in capitals


class Doubts:
    """The curated doubts of one language.

    Args:
        language: Two letters.
    """

    def __init__(self, language: str) -> None:
        words = lexicon("not_actors", language)

        def listed(name: str) -> frozenset[str]:
            return frozenset(words.get(name, ()))

        self._given = listed("given_names")
        self._surnames = listed("surnames")
        self._before_surname = listed("before_surname")
        self._languages = listed("languages")
        self._language_before = listed("language_before")
        self._language_after = listed("language_after")
        self._ended = listed("ended_places")
        self._capital_after = listed("capital_after")
        self._capital_before: tuple[str, ...] = tuple(words.get("capital_before", ()))
        self._after_states = listed("after_states")
        self._after_world = listed("after_world")
        self._common = listed("common_words")
        self._near: dict[str, list[str]] = words.get("unless_near", {})

    def cleared(
        self, text: str, words: Sequence[Token], first: int, last: int, entries: Sequence[Entry],
        when: Sequence[tuple[date, date]],
    ) -> list[Entry]:  # fmt: skip
        """The entries that survive, for a name that reaches from one token to another."""
        name = words[first].text if first == last else ""
        if name and (
            self._person(text, words, first)
            or self._language(words, first)
            or self._beside(text, words, words[first])
            or self._shouted(words, name)
            or _MONEY.match(text, words[last].end)
        ):
            return []
        kept = [
            e for e in entries if e.form != "capital" or not self._not_government(text, words, first, last)
        ]
        kept = [e for e in kept if e.actor != "M49-001" or self._the_world(words, first)]
        return [e for e in kept if e.actor not in self._ended or _lived(e.actor, when)]

    def _person(self, text: str, words: Sequence[Token], place: int) -> bool:
        name = words[place].text
        if name in self._surnames and place > 0 and words[place - 1].text in self._before_surname:
            return True
        if name not in self._given or place + 1 >= len(words):
            return False
        after = words[place + 1]
        if text[words[place].end : after.start] != " " or not after.text[:1].isupper():
            return False
        return after.text[1:].islower() and after.text.lower() not in self._after_states

    def _language(self, words: Sequence[Token], place: int) -> bool:
        if key(words[place].text) not in self._languages:
            return False
        after = place + 1
        while after < len(words) and words[after].text in _HYPHENS:
            after += 1
        follows = words[after].text.lower() if after < len(words) else ""
        if follows in self._language_after:
            return True
        if after > place + 1 and follows in ("and", "or", ","):  # "Spanish- and Portuguese-speaking"
            return True
        before = words[place - 1].text.lower() if place else ""
        return before in self._language_before and not follows[:1].isalpha()

    def _beside(self, text: str, words: Sequence[Token], token: Token) -> bool:
        cues = self._near.get(token.text)
        if cues is None:
            return False
        sentence = nearby(text, words, token.start, token.end).lower()
        return any(cue in sentence for cue in cues)

    def _shouted(self, words: Sequence[Token], name: str) -> bool:
        """Whether "US" or "CAN" is a plain word of a line in capitals."""
        if not name.isupper() or name.lower() not in self._common:
            return False
        letters = [w.text for w in words if w.text.isalpha() and len(w.text) > 1]
        return len(letters) >= _SHOUTED and sum(w.isupper() for w in letters) * 4 >= len(letters) * 3

    def _not_government(self, text: str, words: Sequence[Token], first: int, last: int) -> bool:
        if last + 1 < len(words) and words[last + 1].text in self._capital_after:
            return True
        before = text[max(0, words[first].start - 24) : words[first].start].rstrip(" \u00a0")
        return before.endswith(self._capital_before)

    def _the_world(self, words: Sequence[Token], place: int) -> bool:
        """Whether "world" is the region: "the whole world", not "world order" or "the Arab world"."""
        before = words[place - 1].text.lower() if place else ""
        after = words[place + 1].text.lower() if place + 1 < len(words) else ""
        whole = before in ("the", "whole", "entire") and words[place].text.islower()
        return whole and not (after[:1].isalpha() and after not in self._after_world)


def nearby(text: str, words: Sequence[Token], start: int, end: int) -> str:
    """The sentence around a stretch, as far as words in it can bear on a name."""
    return text[max(words[0].start, start - _REACH) : min(words[-1].end, end + _REACH)]


def _lived(actor: str, when: Sequence[tuple[date, date]]) -> bool:
    return any(actors.get(actor).existed(start) or actors.get(actor).existed(end) for start, end in when)
