"""Organisations that the registry does not hold, told by the shape of their names."""

import re
from collections.abc import Iterator
from functools import cache

from multipolar.reading.model import ActorMention, Sentence
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.phrasing import Phrasing

FORM = "unlisted"
_LONGEST = 90
_BEFORE = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:(?:of|for|the|and|on|in|to)\s+){0,3}){1,7}$")
_AFTER = re.compile(
    r"\s+(?:of|for|on)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:(?:and|of|for|the|in|to)\s+){0,3}[A-Z][\w’'-]+){0,6}"
)
_SHORT = re.compile(r"\s*\(\s*([A-Z][A-Za-z-]{1,9})\s*\)")
_OPENING = re.compile(
    r"^(?:(?:The|In|At|And|But|When|While|Of|For|As|Its|Their|Our|A|An|This|That)\s+)+(?:the\s+)?"
)
_PLACES = ("state", "territory")


def unlisted(sentence: Sentence, discourse: Discourse) -> Iterator[ActorMention]:
    """Mentions of organisations without an entry in the registry; they name no actor."""
    words = phrases("bodies", sentence.language)
    if not words:
        return
    taken: list[tuple[int, int]] = [
        (m.start - sentence.start, m.end - sentence.start)
        for m in sentence.actors
        if m.kind == "organisation"
    ]
    for actor, said in words["meant"]:
        for match in pattern(said, sentence.language).finditer(sentence.text):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                taken.append(match.span())
                start, end = match.start() + sentence.start, match.end() + sentence.start
                yield ActorMention(start, end, match[0], (actor,), FORM, "organisation")
    for start, end in (*_named(sentence), *_abbreviated(sentence, discourse)):
        if not any(s < end and start < e for s, e in taken):
            taken.append((start, end))
            yield ActorMention(
                start + sentence.start,
                end + sentence.start,
                sentence.text[start:end],
                (),
                FORM,
                "organisation",
            )


def _named(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a name of the shape stands: capital words, its noun, and what "of" or "for" adds."""
    words, text, language = phrases("bodies", sentence.language), sentence.text, sentence.language
    last = 0
    for noun in pattern(rf"\b{words['noun']}\b", language).finditer(text):
        if noun.start() < last:
            continue
        left = _BEFORE.search(text, max(last, noun.start() - _LONGEST), noun.start())
        start = _without_places(sentence, left.start() if left else noun.start(), noun.start())
        after = _AFTER.match(text, noun.end())
        end = after.end() if after else noun.end()
        name = text[start:end]
        if opening := _OPENING.match(name):
            start, name = start + opening.end(), name[opening.end() :]
        if " " in name and _between_states(name, language):
            last = end
            yield start, end


def _without_places(sentence: Sentence, start: int, noun: int) -> int:
    """Where a name begins that stands after a state: "Kenya and the East African Community"."""
    for mention in sentence.actors:
        end = mention.end - sentence.start
        if (
            mention.kind in _PLACES
            and mention.form != "demonym"
            and start <= mention.start - sentence.start < noun
        ):
            following = re.compile(r"(?:['’]s)?\s+(?:(?:and|of|in|to|for|the|on)\s+)*").match(
                sentence.text, end
            )
            start = following.end() if following else end
    return min(start, noun)


def _between_states(name: str, language: str) -> bool:
    words = phrases("bodies", language)
    if pattern(words["not"], language).search(name):
        return False
    return pattern(words["world"], language).search(name) is not None


def _abbreviated(sentence: Sentence, discourse: Discourse) -> Iterator[tuple[int, int]]:
    own = _abbreviations(discourse)
    known = pattern(phrases("bodies", sentence.language)["abbreviation"], sentence.language)
    for found in (known, own):
        if found is not None:
            for match in found.finditer(sentence.text):
                yield match.span()


def _abbreviations(discourse: Discourse) -> Phrasing | None:
    """The short names that the page itself gives: "the East African Community (EAC)"."""
    if "body abbreviations" not in discourse.topics:
        discourse.topics["body abbreviations"] = _given(discourse)
    found: Phrasing | None = discourse.topics["body abbreviations"]
    return found


def _given(discourse: Discourse) -> Phrasing | None:
    short: set[str] = set()
    for sentence in discourse.reading.sentences:
        if "(" in sentence.text and phrases("bodies", sentence.language):
            known = {m.start - sentence.start for m in sentence.actors if m.kind == "organisation"}
            for _, end in _named(sentence):
                given = _SHORT.match(sentence.text, end)
                if given is not None and given.start(1) not in known:
                    short.add(given[1])
    return _any_of(tuple(sorted(short))) if short else None


@cache
def _any_of(short: tuple[str, ...]) -> Phrasing:
    return Phrasing(rf"\b(?-i:{'|'.join(re.escape(s) for s in short)})\b")
