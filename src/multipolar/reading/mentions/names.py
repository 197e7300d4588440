"""Every name by which a page in one language may call an actor, ready to be looked up word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.reading.lexicon import lexicon
from multipolar.reading.mentions.declined import declined
from multipolar.reading.tokens import key

# Signs that may stand inside a name as written or not: "Guinea-Bissau", "N'Djamena", "St. Lucia".
SKIPPED = frozenset({"-", "–", "—", "‑", "‐", ".", "'", "’", "ʼ", "*", "_", "`", "the"})
_FORMS = ("short", "official", "abbreviation", "alias", "former", "adjective", "demonym", "capital")
_LOOSE = frozenset({"adjective", "demonym", "capital"})
_LATIN = ("es", "pt", "fr")
# Capitals that are common words or names of persons elsewhere.
_NO_CAPITALS = frozenset({"Male", "Victoria", "Sucre", "Bern", "Monaco", "San Marino"})
# A region whose name lists two states: who writes the name means the two.
_LISTED = ("M49-053", "Australia and New Zealand")
_DECLINED = frozenset({"short", "official", "alias"})
_ALIKE = {
    "st": "saint",
    "organisation": "organization",
    "&": "and",
    "programme": "program",
    "defence": "defense",
}
# Sentences drop the possessive ("Russia's"), so names do too ("People's Republic").
_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?|[^\w\s]")
_NO_PLURAL = ("s", "ch", "sh", "ese", "man", "men", "z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name: whom it names, in what form, when it was in use, and how it is written."""

    actor: str
    form: str
    text: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True)
class NameIndex:
    """Names by their words.

    Attributes:
        names: By key (words joined by blanks); ``None`` for phrases that hold a name and name no actor.
        longest: For each first word, how many words the longest name that begins so has.
    """

    names: dict[str, tuple[Entry, ...] | None]
    longest: dict[str, int]


@cache
def name_index(language: str) -> NameIndex:
    """The index of one language: its own names, then English ones, then abbreviations of all."""
    found: dict[str, list[Entry]] = {}
    borrowed: dict[str, list[Entry]] = {}
    for name in actors.all_names():
        if (name.actor, name.text) == _LISTED:
            continue
        if name.language == language:
            target = found
        elif name.form == "abbreviation" or (name.language == "en" and _lent(name, language)):
            target = borrowed
        else:
            continue
        entry = Entry(name.actor, name.form, name.text.removeprefix("the "), name.valid_from, name.valid_to)
        for text in _texts(name, language):
            for words in _keys(text, name.form, name.language):
                target.setdefault(words, []).append(entry)
    names: dict[str, tuple[Entry, ...] | None] = {k: _ranked(v) for k, v in (borrowed | found).items()}
    for phrase in lexicon("not_actors", language).get("phrases", ()):
        names[" ".join(name_words(phrase))] = None
    return NameIndex(names, _longest(names))


def _lent(name: actors.Name, language: str) -> bool:
    """Whether a page in another language may use an English name: capitals where the letters are the same."""
    if name.form == "capital":
        return language in _LATIN and name.text not in _NO_CAPITALS
    return name.form not in _LOOSE


def _texts(name: actors.Name, language: str) -> Iterator[str]:
    """A name, and in Russian what an organisation's name becomes in the other cases."""
    yield name.text
    if language == name.language == "ru" and name.form in _DECLINED and _is_organisation(name.actor):
        yield from declined(name.text)


@cache
def _is_organisation(actor: str) -> bool:
    return actors.get(actor).kind == "organisation"


def name_words(text: str) -> list[str]:
    """The words of a name as they are compared: folded, signs that may be left out left out."""
    keys = [key(word) for word in _WORD.findall(_POSSESSIVE.sub("", text.replace("\u00a0", " ")))]
    return [_ALIKE.get(word, word) for word in keys if word and word not in SKIPPED]


def alike(word: str) -> str:
    """The key under which spellings of one word meet ("organisation", "St")."""
    return _ALIKE.get(word, word)


def _keys(text: str, form: str, language: str) -> Iterator[str]:
    words = name_words(text)
    if not words:
        return
    joined = " ".join(words)
    yield joined
    if "co operation" in joined:
        yield joined.replace("co operation", "cooperation")
    elif "cooperation" in joined:
        yield joined.replace("cooperation", "co operation")
    if language == "en" and form in ("adjective", "demonym") and not joined.endswith(_NO_PLURAL):
        yield joined + "s"
    if form == "abbreviation" and "." in text and len(words) == 1:
        yield " ".join(words[0])


def _ranked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(dict.fromkeys(entries), key=lambda entry: _FORMS.index(entry.form)))


def _longest(names: "dict[str, tuple[Entry, ...] | None]") -> dict[str, int]:
    longest: dict[str, int] = {}
    for joined in names:
        first, _, _ = joined.partition(" ")
        count = joined.count(" ") + 1
        if count > longest.get(first, 0):
            longest[first] = count
    return longest
