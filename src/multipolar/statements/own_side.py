"""Which state speaks on a page or through a speaker: whose "our country" and "we" it is."""

import re

from multipolar.basics.text import fold
from multipolar.reading.model import Sentence
from multipolar.statements.mask import mask, pattern, phrases
from multipolar.statements.model import Discourse

_FIRST = 8
_TWO = 2
_ENVOYS = ("ambassador", "foreign_minister", "president", "prime_minister", "deputy_foreign_minister")
_ANSWERS = frozenset({"a", "answer", "ambassador", "minister", "president", "prime minister"})
_QUESTIONS = frozenset({"q", "question", "interviewer", "journalist", "moderator"})


def own_side(sentence: Sentence, discourse: Discourse) -> str | None:
    """The state for which whoever speaks a sentence says "we"; ``None`` when the page leaves it open."""
    if sentence.speaker is None:
        return page_owner(discourse) if phrases("antecedent", sentence.language) else None
    known: dict[str, str | None] = discourse.topics.setdefault("own sides", {})
    if sentence.speaker not in known:
        known[sentence.speaker] = _of_speaker(sentence.speaker, discourse)
    return known[sentence.speaker]


def _of_speaker(speaker: str, discourse: Discourse) -> str | None:
    plain = fold(speaker).strip(" .")
    if plain in _QUESTIONS:
        return None
    if plain in _ANSWERS:
        return page_owner(discourse)
    surname = plain.split()[-1]
    named = {
        person.actor
        for sentence in discourse.reading.sentences
        for person in sentence.people
        if person.actor and person.title in _ENVOYS and fold(person.name).split()[-1] == surname
    }
    if len(named) == 1:
        return named.pop()
    return page_owner(discourse) if not named and _answers(speaker, discourse) else None


def _answers(speaker: str, discourse: Discourse) -> bool:
    """Whether somebody is the one of two speakers who is asked, as in an interview with initials."""
    asked: dict[str, list[bool]] = {}
    for sentence in discourse.reading.sentences:
        if sentence.speaker is not None:
            asked.setdefault(sentence.speaker, []).append(sentence.text.rstrip(" \"'”’»)").endswith("?"))
    if len(asked) != _TWO or speaker not in asked:
        return False
    other = next(name for name in asked if name != speaker)
    own, others = (sum(asked[name]) / len(asked[name]) for name in (speaker, other))
    return own < others


def page_owner(discourse: Discourse) -> str | None:
    """The state whose page it is, as its first lines tell it."""
    if "page owner" not in discourse.topics:
        discourse.topics["page owner"] = _owner(discourse)
    owner: str | None = discourse.topics["page owner"]
    return owner


def _owner(discourse: Discourse) -> str | None:
    opening = discourse.reading.sentences[:_FIRST]
    for sentence in opening:
        words = phrases("antecedent", sentence.language)
        for source in words.get("owner", ()):
            if (found := _named(sentence, source)) is not None:
                return found
    official = any(_says(sentence, "official") for sentence in opening)
    for sentence in opening if official else ():
        if (found := _named(sentence, phrases("antecedent", sentence.language).get("dateline"))) is not None:
            return found
    return None


def _says(sentence: Sentence, key: str) -> bool:
    source = phrases("antecedent", sentence.language).get(key)
    return source is not None and pattern(source, sentence.language).search(sentence.text) is not None


def _named(sentence: Sentence, source: str | None) -> str | None:
    if source is None or not sentence.actors:
        return None
    masked = mask(sentence)
    match: re.Match[str] | None = pattern(source, sentence.language).search(masked.text)
    found = masked.actors(*match.span("of")) if match else ()
    return found[0].actor if found else None
