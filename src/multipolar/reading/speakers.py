"""Who speaks: turns of an interview labelled ``JP:`` or ``Name Surname:``, "the minister said" in prose."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from multipolar.basics.patterns import compiled
from multipolar.basics.text import fold
from multipolar.reading.blocks import Block
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import PersonMention
from multipolar.reading.vocabulary import first_words, words_in

_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<name>[^\W\d_][^\n:!?;\[\]|]{0,60}?)[ \u00a0]?(?:\([^)\n]{1,60}\)[ \u00a0]?)?"
    r"(?:\*\*|__)?[:：](?:\*\*|__)?(?=[ \u00a0\n]|$)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.? ?){1,3}\Z")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "del",
        "dos",
        "das",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "and",
    ]
)


_LONGEST = 1500
_CAPITALS = r"(?-i:(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}+)"
_FULL_NAME = rf"{_CAPITALS}(?:[ \u00a0](?:(?:de|da|del|van|von|bin|al)[ \u00a0])?{_CAPITALS}){{0,3}}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A block, and who speaks in it."""

    block: Block
    speaker: str | None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = lexicon("sentences", "en")
    people, others, titles = (
        frozenset(fold(str(word)) for word in lists[name])
        for name in ("labels_people", "labels_not_people", "titles")
    )
    return people, others, titles


def turns(text: str, parts: Sequence[Block], is_actor: Callable[[str], bool]) -> list[Turn]:
    """Give each block its speaker; labels are cut off the blocks they open.

    A page counts as an interview when two turns or more carry labels that can be people's.

    Args:
        text: The whole text.
        parts: Its blocks.
        is_actor: Whether a label names a state or organisation ("Costa Rica: yes" is no turn).
    """
    labels = [_label(text, part) for part in parts]
    accepted = _accepted([label[0] for label in labels if label], is_actor)
    if not accepted:
        return [Turn(part, None) for part in parts]
    names = _full_names(text, accepted)
    found: list[Turn] = []
    speaker: str | None = None
    for part, label in zip(parts, labels, strict=True):
        if label is None:
            found.append(Turn(part, speaker))
            continue
        name, end = label
        speaker = names.get(fold(name))
        body = replace(part, start=end) if speaker else part
        found.append(Turn(replace(body, part="prose") if speaker else body, speaker))
    return found


def _label(text: str, part: Block) -> tuple[str, int] | None:
    match = _LABEL.match(text, part.start, min(part.end, part.start + 140))
    if match is None:
        return None
    end = match.end()
    while end < part.end and text[end].isspace():
        end += 1
    return match["name"].strip(" *_"), end


def _accepted(labels: list[str], is_actor: Callable[[str], bool]) -> set[str]:
    counts = Counter(fold(label) for label in labels if _could_be_person(label, is_actor))
    written = {fold(label): label for label in reversed(labels)}
    certain = {name for name, count in counts.items() if count > 1 or name in _words()[0]}
    if not certain:
        return set()
    likely = {name for name in counts if name in certain or _is_full_name(written[name])}
    return {written[name] for name in likely} if sum(counts[name] for name in likely) > 1 else set()


def _could_be_person(label: str, is_actor: Callable[[str], bool]) -> bool:
    people, others, titles = _words()
    folded = fold(label)
    if folded in people:
        return True
    if folded in others or is_actor(label):
        return False
    words = label.split()
    if len(words) > 7 or not all(_name_like(word) for word in words):
        return False
    return bool(_INITIALS.match(label)) or not all(fold(word).strip(".") in titles for word in words)


def _name_like(word: str) -> bool:
    return word[0].isupper() or word.lower() in _PARTICLES


def _is_full_name(label: str) -> bool:
    return sum(word[0].isupper() for word in label.split()) > 1


def _full_names(text: str, labels: set[str]) -> dict[str, str]:
    """Each label's full name: initials and surnames are led back to names that the page gives."""
    full = [label for label in sorted(labels) if _is_full_name(label) and not _INITIALS.match(label)]
    names = {fold(label): label for label in full}
    for label in sorted(labels):
        if fold(label) not in names:
            names[fold(label)] = _expanded(label, full, text)
    return names


def _expanded(label: str, full: list[str], text: str) -> str:
    letters = [c for c in label if c.isalpha()]
    if _INITIALS.match(label) and len(letters) > 1 and label.isupper():
        fits = [name for name in full if _initials(name) == fold("".join(letters))]
        if not fits:
            pattern = r"\s".join(rf"{re.escape(letter)}[^\W\d_]{{1,20}}" for letter in letters)
            fits = sorted(set(re.findall(rf"\b{pattern}\b", text[:20_000])))
    else:
        fits = [name for name in full if fold(name).split()[-1] == fold(label)]
    return fits[0] if len(fits) == 1 else label


def _initials(name: str) -> str:
    return "".join(fold(word)[:1] for word in name.split() if word[0].isupper())


def quoted_speaker(
    sentence: str, start: int, people: Sequence[PersonMention], before: str | None, language: str
) -> str | None:
    """Who is said to say a sentence of prose: "the minister said that", "according to", "he added".

    Args:
        sentence: The sentence.
        start: Where it begins in the document.
        people: The persons it names by office.
        before: Who spoke last in the paragraph; "he" and "she" are that person.
        language: Two letters.

    Returns:
        The name as written; ``None`` when the author speaks, or the words leave it open.
    """
    forms, said = _reporting(language)
    spoken = len(sentence) <= _LONGEST and not said.isdisjoint(words_in(sentence))
    match = forms.search(sentence) if forms is not None and spoken else None
    if match is None:
        return None
    if match["pronoun"]:
        return before
    group = next(name for name in ("of", "who", "after") if match[name])
    first, last = match.start(group) + start, match.end(group) + start
    named = [p.name for p in people if p.start < last and first < p.end]
    if named:
        return named[-1]
    words = match[group].split()
    return match[group] if len(words) > 1 and not {fold(w) for w in words} & _not_names(language) else None


@cache
def _reporting(language: str) -> "tuple[re.Pattern[str] | None, frozenset[str]]":
    """How words are given to somebody, and the words of which it takes one."""
    words = lexicon("people", language)
    if "says" not in words:
        return None, frozenset()
    says, sources = alternatives(words["says"]), alternatives(words["according"])
    form = compiled(
        rf"\b(?:{sources})\s+(?:the\s+|[\w-]+\s+){{0,4}}?(?P<of>{_FULL_NAME})"
        rf"|\b(?P<pronoun>he|she)\s+(?:has\s+|also\s+|then\s+|later\s+|further\s+)*(?:{says})\b"
        rf"|(?P<who>{_FULL_NAME})(?:\s*,[^,;.]{{2,60}},)?\s+(?:has\s+|also\s+|then\s+|later\s+|further\s+)*(?:{says})\b"
        rf"|[,”\"»]\s*(?:{says})\s+(?:the\s+|[\w-]+\s+){{0,4}}?(?P<after>{_FULL_NAME})",
        re.IGNORECASE,
    )
    return form, first_words([*words["says"], *words["according"]])


@cache
def _not_names(language: str) -> frozenset[str]:
    words = lexicon("people", language)
    return frozenset(fold(str(w)) for w in (*words.get("not_names", ()), *words.get("bodies", ())))
