"""Where a sentence names an actor: the longest known name at each word, as far as its letters allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.reading.lexicon import lexicon
from multipolar.reading.model import ActorMention, Token
from multipolar.reading.tokens import key, tokens

_Key = tuple[str, ...]
_PLAIN_FORMS = ("short", "official")
_HYPHENS = frozenset("-–—‑")
_SHORTEST_TITLE_CASE = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a name may mean: actor and form, and how it is written."""

    actor: str
    form: str
    text: str


@dataclass(frozen=True)
class _Index:
    """Names by their first word, longest first; ``None`` entries are phrases that name no actor."""

    by_first: dict[str, list[tuple[_Key, tuple[_Entry, ...] | None]]]


@cache
def _index(language: str) -> _Index:
    found: dict[_Key, list[_Entry] | None] = {}
    for name in actors.all_names():
        if name.language in (language, "en") or name.form == "abbreviation":
            words = tuple(key(t.text) for t in tokens(name.text, 0, len(name.text)))
            entries = found.setdefault(words, []) if words else None
            if entries is not None:
                entries.append(_Entry(name.actor, name.form, name.text))
    for phrase in lexicon("not_actors", language).get("phrases", ()):
        found[tuple(key(t.text) for t in tokens(phrase, 0, len(phrase)))] = None
    by_first: dict[str, list[tuple[_Key, tuple[_Entry, ...] | None]]] = {}
    for words, entries in found.items():
        held = None if entries is None else tuple(dict.fromkeys(entries))
        by_first.setdefault(words[0], []).append((words, held))
    for choices in by_first.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return _Index(by_first)


class ActorReader:
    """Finds actors in the sentences of one document.

    Args:
        language: The document's language; its names and the English ones are known.
        on: The date of speaking, which decides between actors of one name.
    """

    def __init__(self, language: str, on: date | None) -> None:
        self._names = _index(language)
        self._own: dict[str, tuple[str, ...]] = {}
        self._on = on
        settings = lexicon("not_actors", language)
        self._given = frozenset(settings.get("given_names", ()))
        self._lower = frozenset(settings.get("never_title_case", ()))

    def read(
        self, text: str, words: Sequence[Token], taken: Iterable[tuple[int, int]] = ()
    ) -> tuple[ActorMention, ...]:
        """The mentions among the words of one sentence, in order of place.

        Args:
            text: The whole text.
            words: The sentence's tokens.
            taken: Stretches in which no actor is looked for (addresses, symbols).
        """
        closed = tuple(taken)
        found: list[ActorMention] = []
        place = 0
        while place < len(words):
            length, mention = self._at(text, words, place)
            if mention is not None and not any(s <= mention.start < e for s, e in closed):
                found.append(mention)
                self._define(text, words, place + length, mention)
            place += max(length, 1)
        return tuple(found)

    def _at(self, text: str, words: Sequence[Token], place: int) -> tuple[int, ActorMention | None]:
        first = words[place]
        if first.text in self._own:
            return 1, _mention(text, first.start, first.end, self._own[first.text], "abbreviation")
        if _touches(text, words, place):
            return 1, None
        for names, entries in self._names.by_first.get(key(first.text), ()):
            stretch = words[place : place + len(names)]
            if len(stretch) < len(names) or any(
                key(t.text) != n for t, n in zip(stretch, names, strict=True)
            ):
                continue
            written = text[first.start : stretch[-1].end]
            if entries is None:
                if written[0].isupper():
                    return len(names), None
                continue
            fitting = [e for e in entries if self._letters_fit(e, written)]
            if fitting and not self._is_person(text, words, place, len(names)):
                return len(names), self._choose(text, first.start, stretch[-1].end, fitting)
        return 1, None

    def _letters_fit(self, entry: _Entry, written: str) -> bool:
        if entry.form == "abbreviation" or (entry.text.isupper() and len(entry.text) > 1):
            letters = written.replace(".", "")
            if letters == entry.text.replace(".", "") or (letters.isupper() and len(letters) > 1):
                return True
            return written == entry.text or (
                len(written) >= _SHORTEST_TITLE_CASE
                and written.istitle()
                and written.lower() not in self._lower
            )
        if entry.text[0].isupper():
            return written[0].isupper()
        return True

    def _is_person(self, text: str, words: Sequence[Token], place: int, length: int) -> bool:
        """Whether a name such as Jordan or Chad is somebody's first name here."""
        if length != 1 or words[place].text not in self._given or place + 1 >= len(words):
            return False
        after = words[place + 1]
        adjacent = text[words[place].end : after.start] == " "
        return (
            adjacent
            and after.text[:1].isupper()
            and after.text[1:].islower()
            and not self._known(words, place + 1)
        )

    def _known(self, words: Sequence[Token], place: int) -> bool:
        return key(words[place].text) in self._names.by_first

    def _choose(self, text: str, start: int, end: int, entries: Sequence[_Entry]) -> ActorMention:
        """The actor of a name: a plain name before an alias, one that existed before one that did not."""
        plain = [e for e in entries if e.form in _PLAIN_FORMS] or list(entries)
        ids = tuple(dict.fromkeys(e.actor for e in plain))
        if len(ids) > 1:
            ids = self._then(ids)
        return _mention(text, start, end, ids, plain[0].form)

    def _then(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        day = self._on or date.today()
        there = tuple(i for i in ids if actors.get(i).existed(day))
        return there or ids

    def _define(self, text: str, words: Sequence[Token], after: int, mention: ActorMention) -> None:
        """Bind an abbreviation given in brackets: "the Eurasian Economic Union (EEU)"."""
        if (
            after + 2 >= len(words)
            or mention.actor is None
            or words[after].text != "("
            or words[after + 2].text != ")"
        ):
            return
        short = words[after + 1].text
        if 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2 and mention.kind == "organisation":
            self._own[short] = mention.actors


def _touches(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether the word goes on from another by a hyphen that makes one name ("pan-African", "anti-Cuba")."""
    if place < 1 or words[place - 1].text not in _HYPHENS:
        return False
    before = words[place - 2].text if place > 1 else ""
    return words[place - 1].end == words[place].start and before.lower() in lexicon("not_actors", "en").get(
        "prefixes", ()
    )


@cache
def _kind(actor: str) -> str:
    try:
        return actors.get(actor).kind
    except AskedWronglyError:
        return "organisation"


def _mention(text: str, start: int, end: int, ids: tuple[str, ...], form: str) -> ActorMention:
    return ActorMention(start, end, text[start:end], ids, form, _kind(ids[0]))
