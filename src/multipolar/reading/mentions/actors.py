"""Where a sentence names an actor: the longest known name at each word, as far as its letters allow."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache

from multipolar import actors
from multipolar.reading.lexicon import lexicon
from multipolar.reading.mentions.choose import Chooser
from multipolar.reading.mentions.doubts import Doubts, nearby
from multipolar.reading.mentions.names import SKIPPED, Entry, alike, name_index
from multipolar.reading.model import ActorMention, Token
from multipolar.reading.tokens import key

_HYPHENS = frozenset("-–—‑‐")
_SHORTEST_TITLE_CASE = 4
_COMPASS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "sub",
        "latin",
    }
)
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z])")


class ActorReader:
    """Finds actors in the sentences of one document.

    Args:
        language: The document's language; names in it and in English are known, and abbreviations of all.
        on: The date of speaking, which decides between actors of one name.
    """

    def __init__(self, language: str, on: date | None) -> None:
        self._language = language
        self._index = name_index(language)
        self._own: dict[str, tuple[str, ...]] = {}
        self._choose = Chooser(language, on)
        self._doubts = Doubts(language)
        settings = lexicon("not_actors", language)
        self._not_title = frozenset(settings.get("never_title_case", ()))
        self._prefixes = frozenset(settings.get("prefixes", ()))
        self._compounds: dict[str, str] = settings.get("compounds", {})
        self._small: bool = settings.get("phrases_in_small_letters", False)
        joined = "|".join(settings.get("joined", ()))
        self._joined = re.compile(rf"([^\W\d_]{{4,}}?)(?:{joined})\Z") if joined else None

    def read(
        self,
        text: str,
        words: Sequence[Token],
        taken: Iterable[tuple[int, int]] = (),
        when: Sequence[tuple[date, date]] = (),
    ) -> tuple[ActorMention, ...]:
        """The mentions among the words of one sentence, in order of place.

        Args:
            text: The whole text.
            words: The sentence's tokens.
            taken: Stretches in which no actor is looked for (addresses, symbols).
            when: The closed spans of time that the sentence names.
        """
        closed = tuple(taken)
        units = _units(words)
        found: list[ActorMention] = []
        place = 0
        longest, compounds, own = self._index.longest, self._compounds, self._own
        while place < len(units):
            first, token, _ = units[place]
            if (
                first not in longest
                and first not in compounds
                and _small(token.text)
                and token.text not in own
            ):
                place += 1
                continue
            used, mention = self._at(text, words, units, place, when)
            if mention is not None and not (closed and _inside(mention.start, closed)):
                found.append(mention)
                used += self._define(text, units, place + used, mention, found)
            place += max(used, 1)
        return tuple(found)

    def _at(
        self,
        text: str,
        words: Sequence[Token],
        units: "_Units",
        place: int,
        when: Sequence[tuple[date, date]],
    ) -> tuple[int, ActorMention | None]:
        first, token, index = units[place]
        if self._own and token.text in self._own:
            return 1, _mention(text, token.start, token.end, self._own[token.text], "abbreviation")
        longest = self._index.longest.get(first)
        if longest is None:
            return 1, self._unusual(text, words, units, place)
        for count in range(min(longest, len(units) - place), 0, -1):
            joined = first if count == 1 else " ".join([unit[0] for unit in units[place : place + count]])
            if joined not in self._index.names:
                continue
            end = units[place + count - 1][1].end
            entries = self._index.names[joined]
            if entries is None:
                if self._small or token.text[:1].isupper():
                    return count, None
                continue
            fitting = [e for e in entries if self._fits(e, text[token.start : end])]
            if fitting and not _glued(words, index, self._prefixes):
                last = units[place + count - 1][2]
                fitting = self._doubts.cleared(text, words, index, last, fitting, when)
                if fitting:
                    return count, self._mention(text, words, token.start, end, fitting, when)
                return count, None
        return 1, self._unusual(text, words, units, place)

    def _mention(
        self, text: str, words: Sequence[Token], start: int, end: int, entries: Sequence[Entry],
        when: Sequence[tuple[date, date]],
    ) -> ActorMention:  # fmt: skip
        kept = self._choose.among(entries, nearby(text, words, start, end), when)
        ids = tuple(dict.fromkeys(entry.actor for entry in kept))
        return _mention(text, start, end, ids, kept[0].form)

    def _fits(self, entry: Entry, written: str) -> bool:
        """Whether the letters are a name's: "turkey" is no state, "Us" no United States."""
        name = entry.text
        if entry.form == "abbreviation" or (name.isupper() and len(name) > 1):
            bare = written.replace(".", "").replace(" ", "")
            if bare == name.replace(".", "").replace(" ", ""):
                return True
            title = written[:1].isupper() and written[1:].islower()
            return title and len(bare) >= _SHORTEST_TITLE_CASE and bare.lower() not in self._not_title
        if not any(c.isupper() for c in name):
            return True
        if written[:1].isupper() or not name[:1].isupper():
            return True
        head, _, rest = written.partition(" ")
        return head in _COMPASS and rest[:1].isupper()

    def _unusual(self, text: str, words: Sequence[Token], units: "_Units", place: int) -> ActorMention | None:
        """Compounds ("Sino-Russian") and names that lost the blank beside them ("Russiaand")."""
        first, token, index = units[place]
        lower = _small(token.text)
        if lower and first not in self._compounds:
            return None
        if first in self._compounds and index + 2 < len(words) and words[index + 1].text in _HYPHENS:
            after = key(words[index + 2].text)
            if after in self._index.longest or after in self._compounds:
                return _mention(text, token.start, token.end, (self._compounds[first],), "adjective")
        if lower or len(first) < 6 or not token.text[1:].isalpha() or token.text.isupper():
            return None
        return self._parted(text, token, first)

    def _parted(self, text: str, token: Token, folded: str) -> ActorMention | None:
        pieces = [match.start() for match in _INNER_CAPITAL.finditer(token.text)]
        stretches = [(0, pieces[0]), (pieces[-1], len(token.text))] if pieces else []
        if (
            self._joined is not None
            and (match := self._joined.match(folded))
            and len(folded) == len(token.text)
        ):
            stretches.append((0, match.end(1)))
        for start, end in stretches:
            part = token.text[start:end]
            entries = self._index.names.get(alike(key(part)))
            if entries and part[:1].isupper() and entries[0].form in ("short", "adjective") and len(part) > 3:
                ids = tuple(dict.fromkeys(e.actor for e in self._choose.among(entries, part, ())))
                return _mention(text, token.start + start, token.start + end, ids, entries[0].form)
        return None

    def _define(
        self, text: str, units: "_Units", after: int, mention: ActorMention, found: list[ActorMention]
    ) -> int:
        """Bind an abbreviation in brackets, "the Eurasian Economic Union (EEU)"; how many units it took."""
        if mention.actor is None or after + 2 >= len(units) or units[after][1].text != "(":
            return 0
        inner = [unit for unit in units[after + 1 : after + 5] if unit[1].text not in "\"“”«»‘’'"]
        if len(inner) < 2 or inner[1][1].text != ")" or mention.form in ("adjective", "demonym", "capital"):
            return 0
        token = inner[0][1]
        if not _abbreviates(token.text, mention.text) or self._is_other(token.text, mention.actors):
            return 0
        self._own[token.text] = mention.actors
        found.append(_mention(text, token.start, token.end, mention.actors, "abbreviation"))
        return units.index(inner[1]) - after

    def _is_other(self, short: str, meant: tuple[str, ...]) -> bool:
        entries = self._index.names.get(key(short)) or ()
        return any(e.text == short for e in entries) and all(e.actor not in meant for e in entries)


_Units = list[tuple[str, Token, int]]


def _units(words: Sequence[Token]) -> _Units:
    """The tokens that names are compared by: key, token, place among the tokens."""
    keyed = ((_key(token.text), token, index) for index, token in enumerate(words))
    return [(compared, token, index) for compared, token, index in keyed if compared is not None]


@lru_cache(maxsize=65_536)
def _key(word: str) -> str | None:
    """What a word of a name is compared by; ``None`` for what names are compared without."""
    folded = key(word)
    return None if folded in SKIPPED or word in ("'s", "’s") else alike(folded)


@lru_cache(maxsize=65_536)
def _small(word: str) -> bool:
    """Whether a word has no capital that could begin a name."""
    return not word[:1].isupper() and not _INNER_CAPITAL.search(word)


def _glued(words: Sequence[Token], index: int, prefixes: frozenset[str]) -> bool:
    """Whether a hyphen makes another word of the name ("pan-African")."""
    if index < 2 or words[index - 1].text not in _HYPHENS or words[index - 1].end != words[index].start:
        return False
    return words[index - 2].end == words[index - 1].start and words[index - 2].text.lower() in prefixes


def _abbreviates(short: str, name: str) -> bool:
    bare = short.replace(".", "")
    if not 2 <= len(bare) <= 12 or sum(c.isupper() for c in bare) < 2:
        return False
    letters = iter(name.casefold())
    return all(letter in letters for letter in bare.casefold() if letter.isalpha())


def _inside(place: int, stretches: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= place < end for start, end in stretches)


@cache
def _kind(actor: str) -> str:
    return actors.get(actor).kind


def _mention(text: str, start: int, end: int, ids: tuple[str, ...], form: str) -> ActorMention:
    return ActorMention(start, end, text[start:end], ids, form, _kind(ids[0]))
