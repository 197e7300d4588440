"""What "it", "the bloc" and the like stand for: the actor a passage is about, or the organisation it names.

A wrong reference is worse than none: a word stays open unless one actor alone can be meant.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from multipolar import actors
from multipolar.reading.model import ActorMention, Sentence
from multipolar.statements.bodies import unlisted
from multipolar.statements.mask import mask, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.wording import wording

_KINDS = ("state", "territory", "organisation")
# An organisation is what a page is about when half of its mentions of organisations, and three, are of it.
_SHARE, _AT_LEAST = 0.5, 3
_SEVERAL = 2
# Nouns that any organisation may be called by.
_ANY = frozenset(
    {"bloc", "grouping", "organisation", "organization", "group", "club", "format", "body", "alliance", "it"}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as far as it has been read.

    Attributes:
        paragraph: Its number.
        sentence: The sentence read last.
        subject: Whom the sentence before opened with, when it was one actor.
        organisations: Organisations named so far, ids, in order; "" for one that the registry does not hold.
        earlier: Those of the paragraph before, for a paragraph that names none.
    """

    paragraph: int
    sentence: int
    subject: ActorMention | None = None
    organisations: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


def resolved(sentence: Sentence, discourse: Discourse) -> Sentence:
    """The sentence with the words that stand for one actor as mentions of it.

    Sentences are to be given in order; asking for one twice gives the same answer.
    """
    asked: int | None
    answer: Sentence
    asked, answer = discourse.topics.get("resolved", (None, sentence))
    if asked != sentence.index:
        answer = _resolved(sentence, discourse)
        discourse.topics["resolved"] = (sentence.index, answer)
    return answer


def organisation_meant(discourse: Discourse) -> str | None:
    """The organisation that "the bloc" means here: the only one of the paragraph, else the page's."""
    return body_meant(discourse) or None


def body_meant(discourse: Discourse) -> str | None:
    """As ``organisation_meant``, but "" where it is one that the registry does not hold."""
    passage: Passage | None = discourse.topics.get("passage")
    named = set(passage.organisations or passage.earlier) if passage else set()
    if len(named) == 1:
        return named.pop()
    page: str | None = discourse.topics.get("page organisation")
    if "page organisation" not in discourse.topics:
        page = discourse.topics["page organisation"] = _most_named(discourse)
    return page if not named or page in named else None


def _most_named(discourse: Discourse) -> str | None:
    counts = Counter(
        m.actor or ""
        for sentence in discourse.reading.sentences
        for m in (*sentence.actors, *unlisted(sentence, discourse))
        if m.kind == "organisation" and len(m.actors) < _SEVERAL
    )
    for actor, times in counts.most_common(1):
        if times >= _AT_LEAST and times >= _SHARE * counts.total():
            return actor
    return None


def _resolved(sentence: Sentence, discourse: Discourse) -> Sentence:
    held: Passage | None = discourse.topics.get("passage")
    if held is None or sentence.paragraph - held.paragraph > 1:
        held = Passage(sentence.paragraph, sentence.index)
    elif held.paragraph != sentence.paragraph:
        # News has a paragraph for each sentence: the one before is gone on from.
        earlier = held.organisations or held.earlier
        held = Passage(sentence.paragraph, sentence.index, held.subject, (), earlier)
    sentence = _with_bodies(sentence, discourse)
    named = tuple(
        m.actor or "" for m in sentence.actors if m.kind == "organisation" and len(m.actors) < _SEVERAL
    )
    discourse.topics["passage"] = replace(held, organisations=held.organisations + named)
    stand_ins = _stand_ins(sentence, held, discourse)
    full = replace(sentence, actors=_merged(sentence.actors, stand_ins)) if stand_ins else sentence
    subject = _subject(full)
    discourse.topics["passage"] = Passage(
        sentence.paragraph, sentence.index, subject, held.organisations + named, held.earlier
    )
    return full


def _with_bodies(sentence: Sentence, discourse: Discourse) -> Sentence:
    """The sentence with mentions of organisations that the registry does not hold."""
    bodies = list(unlisted(sentence, discourse))
    if not bodies:
        return sentence
    outside = tuple(
        m for m in sentence.actors if not any(b.start < m.end and m.start < b.end for b in bodies)
    )
    return replace(sentence, actors=_merged(outside, bodies))


def _merged(mentions: tuple[ActorMention, ...], stand_ins: list[ActorMention]) -> tuple[ActorMention, ...]:
    free = [s for s in stand_ins if not any(s.start < m.end and m.start < s.end for m in mentions)]
    return tuple(sorted((*mentions, *free), key=lambda m: m.start))


def _stand_ins(sentence: Sentence, held: Passage, discourse: Discourse) -> list[ActorMention]:
    words = phrases("membership", sentence.language).get("stand_ins")
    if words is None:
        return []
    found = []
    pronoun = pattern(words["pronoun"], sentence.language).match(sentence.text)
    if pronoun is not None and held.subject is not None:
        found.append(_mention(sentence, pronoun, held.subject.actors, held.subject.kind))
    own = _subject(sentence) if "clause" in words else None
    for again in pattern(words["clause"], sentence.language).finditer(sentence.text) if own else ():
        if own is not None and own.kind == "state" and _alone(sentence, own, again):
            found.append(_mention(sentence, again, own.actors, own.kind))
    country = pattern(words["country"], sentence.language).match(sentence.text)
    if country is not None and held.subject is not None and held.subject.kind == "state":
        found.append(_mention(sentence, country, held.subject.actors, "state"))
    for body in _bodies(sentence, words):
        organisation = _body(sentence, body, discourse)
        if organisation is None:
            continue
        if not any(f.start < body.end() + sentence.start < f.end for f in found):
            ids = (organisation,) if organisation else ()
            found.append(_mention(sentence, body, ids, "organisation"))
    return found


def _body(sentence: Sentence, match: re.Match[str], discourse: Discourse) -> str | None:
    """Which organisation "the bloc", "it" or "the Union" means; ``None`` when that is left open."""
    word = match["word"]
    pointed = _pointed_at(sentence, match)
    if word.lower() == "it":
        return pointed if pointed is not None else _spoken_of_before(sentence, discourse)
    organisation = pointed if pointed is not None else body_meant(discourse)
    if organisation is not None and _called(organisation, word):
        return organisation
    return _named_so(sentence, word, discourse)


def _spoken_of_before(sentence: Sentence, discourse: Discourse) -> str | None:
    """The organisation of the statement about membership in the sentence before."""
    last = discourse.topics.get("membership last")
    if last is None or sentence.index - last.sentence.index != 1:
        return None
    other = pattern(phrases("membership", sentence.language)["stand_ins"]["body"], sentence.language)
    return last.organisation or None if other.search(sentence.text) is None else None


def _named_so(sentence: Sentence, word: str, discourse: Discourse) -> str | None:
    """The one organisation that the page has named so far whose name holds the noun: "the Union"."""
    noun = word.split()[-1]
    if noun.lower() in _ANY or not noun[0].isupper():
        return None
    named: dict[str, None] = discourse.topics.setdefault("bodies named", {})
    read: int = discourse.topics.get("bodies named to", 0)
    for earlier in discourse.reading.sentences[read : sentence.index]:
        named.update(dict.fromkeys(m.actor for m in earlier.actors if m.kind == "organisation" and m.actor))
    discourse.topics["bodies named to"] = sentence.index
    here = [m.actor for m in sentence.actors if m.kind == "organisation" and m.actor]
    fitting = [a for a in dict.fromkeys((*named, *here)) if _called(a, word)]
    return fitting[0] if len(fitting) == 1 else None


def _alone(sentence: Sentence, subject: ActorMention, match: re.Match[str]) -> bool:
    """Whether no other state stands between a subject and the word that may mean it."""
    place = match.start("word") + sentence.start
    return not any(m.kind == "state" and subject.end <= m.start < place for m in sentence.actors)


def _bodies(sentence: Sentence, words: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """Words such as "the bloc", and the "it" of "was suspended from it"."""
    yield from pattern(words["body"], sentence.language).finditer(sentence.text)
    if "object" in words:
        yield from pattern(words["object"], sentence.language).finditer(sentence.text)


def _called(organisation: str, words: str) -> bool:
    """Whether an organisation may be called so: "the council" only one whose name holds the word."""
    noun = words.split()[-1].lower()
    return not organisation or noun in _ANY or noun[:5] in actors.get(organisation).name.lower()


def _pointed_at(sentence: Sentence, match: re.Match[str]) -> str | None:
    """The organisation that "this bloc" points back at: the last one named before it in the sentence."""
    if not wording("this", sentence.language).match(match["word"]):
        return None
    place = match.start("word") + sentence.start
    before = [m for m in sentence.actors if m.kind == "organisation" and m.end <= place]
    return before[-1].actor or "" if before else None


def _mention(sentence: Sentence, match: re.Match[str], ids: tuple[str, ...], kind: str) -> ActorMention:
    start, end = match.start("word") + sentence.start, match.end("word") + sentence.start
    return ActorMention(start, end, match["word"], ids, "stand-in", kind)


def _subject(sentence: Sentence) -> ActorMention | None:
    """The one actor that a sentence opens with."""
    first = next((m for m in sentence.actors if m.kind in _KINDS), None)
    opening = phrases("membership", sentence.language).get("stand_ins", {}).get("opening")
    if first is None or opening is None or len(first.actors) >= _SEVERAL:
        return None
    text = mask(sentence).text
    before = text[: first.start - sentence.start]
    after = text[first.end - sentence.start :]
    if pattern(opening, sentence.language).fullmatch(before) is None or wording(
        "listed_after", sentence.language
    ).match(after):
        return None
    return first
