"""Whom "our country", "we", "the two countries" and "the latter" mean: mentions of the states they stand for.

A wrong state is worse than none: words stay open unless the page, the speaker or the passage leaves one
answer.
"""

from collections.abc import Iterator
from dataclasses import replace

from multipolar.reading.model import ActorMention, Sentence
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.own_side import own_side, page_owner
from multipolar.statements.wording import wording

PAIR = "stand-in for two"
_FIRST = 6
_BACK = 4
_OPENING = 3
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def in_context(sentence: Sentence, discourse: Discourse) -> Sentence:
    """The sentence with words that stand for states as mentions of them.

    Words for two states become two mentions side by side. Asking for one sentence twice gives the same
    answer.
    """
    asked, answer = discourse.topics.get("in context", (None, sentence))
    if asked is not sentence:
        answer = _in_context(sentence, discourse)
        discourse.topics["in context"] = (sentence, answer)
    held: Sentence = answer
    return held


def _in_context(sentence: Sentence, discourse: Discourse) -> Sentence:
    cue = wording("stands_for", sentence.language)
    if not phrases("antecedent", sentence.language) or not cue.search(sentence.text):
        return sentence
    found: list[ActorMention] = []
    stand_ins = (
        *_pairs(sentence, discourse), *_several(sentence, discourse), *_own(sentence, discourse),
        *_listed(sentence),
    )  # fmt: skip
    for mention in stand_ins:
        if not any(mention.start < m.end and m.start < mention.end for m in (*sentence.actors, *found)):
            found.append(mention)
    if not found:
        return sentence
    return replace(sentence, actors=tuple(sorted((*sentence.actors, *found), key=lambda m: m.start)))


def _own(sentence: Sentence, discourse: Discourse) -> Iterator[ActorMention]:
    words = phrases("antecedent", sentence.language)
    for key in ("own", "we"):
        for match in pattern(words[key], sentence.language).finditer(sentence.text):
            actor = own_side(sentence, discourse)
            if actor is not None:
                yield _mention(sentence, *match.span("word"), actor)


def _pairs(sentence: Sentence, discourse: Discourse) -> Iterator[ActorMention]:
    words = phrases("antecedent", sentence.language)
    for key in ("pair", "they"):
        for match in pattern(words[key], sentence.language).finditer(sentence.text):
            two = _two(sentence, match.start("word") + sentence.start, discourse)
            if two is None:
                continue
            yield from _side_by_side(sentence, match.span("word"), two)


def _several(sentence: Sentence, discourse: Discourse) -> Iterator[ActorMention]:
    """What "all three" and "the two others" mean: so many states named together before."""
    words = phrases("antecedent", sentence.language)
    for key in ("several", "others"):
        if key not in words:
            continue
        for match in pattern(words[key], sentence.language).finditer(sentence.text):
            count = _COUNTS[match["count"].lower()]
            place = match.start("word") + sentence.start
            here = _states(m for m in sentence.actors if m.end <= place)
            group = _named_together(sentence, here, count + len(here) * (key == "others"), discourse)
            meant = tuple(a for a in group if key == "several" or a not in here)
            if len(meant) == count:
                yield from _side_by_side(sentence, match.span("word"), meant)


def _named_together(
    sentence: Sentence, here: tuple[str, ...], count: int, discourse: Discourse
) -> tuple[str, ...]:
    """So many states: of the sentence so far, of one before in the paragraph, of the page's first lines."""
    if len(here) == count:
        return here
    sentences = discourse.reading.sentences
    before = [
        s for s in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index])
        if s.paragraph == sentence.paragraph
    ]  # fmt: skip
    for other in (*before, *sentences[:_OPENING]):
        states = _states(iter(other.actors))
        if len(states) == count and set(here) <= set(states) and other.index < sentence.index:
            return states
    return ()


def _side_by_side(
    sentence: Sentence, span: tuple[int, int], meant: tuple[str, ...]
) -> Iterator[ActorMention]:
    """Mentions that share out the letters of one expression; those after the first are marked."""
    start, end = span
    step = (end - start) // len(meant)
    for number, actor in enumerate(meant):
        first = start + number * step + (number > 0)
        last = end if number + 1 == len(meant) else start + (number + 1) * step
        yield _mention(sentence, first, last, actor, PAIR if number else "stand-in")


def spread(masked: Masked) -> Masked:
    """A masked sentence with commas between those who share one expression, as in a list."""
    joined = [m.start - masked.sentence.start - 1 for m in masked.sentence.actors if m.form == PAIR]
    if not joined:
        return masked
    text = list(masked.text)
    for place in joined:
        text[place] = ","
    return replace(masked, text="".join(text))


def _two(sentence: Sentence, place: int, discourse: Discourse) -> tuple[str, str] | None:
    """The two states spoken of: of the sentence so far, of the sentence before, or of the page."""
    here = _states(m for m in sentence.actors if m.end <= place)
    if len(here) == 2:
        return here[0], here[1]
    before = _states_before(sentence, discourse)
    both = tuple(dict.fromkeys((*before, *here)))
    if len(both) == 2:
        return both[0], both[1]
    page = page_pair(discourse)
    return page if page is not None and {*here, *before} <= set(page) else None


def _states_before(sentence: Sentence, discourse: Discourse) -> tuple[str, ...]:
    """The states of the last sentence of the paragraph that names more than those after it."""
    found: tuple[str, ...] = ()
    for earlier in reversed(discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        states = _states(iter(earlier.actors))
        if len(states) > 1:
            return states if set(found) <= set(states) else (*found, *states)
        found = (*found, *(s for s in states if s not in found))
    return found


def page_pair(discourse: Discourse) -> tuple[str, str] | None:
    """The two states a page is about: those its first lines name, or its owner and the one it names most."""
    if "page pair" not in discourse.topics:
        discourse.topics["page pair"] = _pair_of_page(discourse)
    pair: tuple[str, str] | None = discourse.topics["page pair"]
    return pair


def _pair_of_page(discourse: Discourse) -> tuple[str, str] | None:
    opening = discourse.reading.sentences[:_FIRST]
    for sentence in opening:
        states = _states(iter(sentence.actors))
        if len(states) == 2 and (sentence.part == "heading" or sentence.index < 2):
            return states[0], states[1]
        if len(states) > 2:
            break
    owner = page_owner(discourse)
    others = [a for a in discourse.reading.document.about if a != owner]
    return (owner, others[0]) if owner is not None and len(others) == 1 else None


def _states(mentions: Iterator[ActorMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(m.actor) for m in mentions if m.kind == "state" and m.actor))


def _listed(sentence: Sentence) -> Iterator[ActorMention]:
    """What "the latter" and "the former" mean after two states."""
    words = phrases("antecedent", sentence.language)
    for key, which in (("latter", 1), ("former", 0)):
        for match in pattern(words[key], sentence.language).finditer(mask(sentence).text):
            place = match.start("word") + sentence.start
            states = _states(m for m in sentence.actors if m.end <= place)
            if len(states) == 2:
                yield _mention(sentence, *match.span("word"), states[which])


def _mention(sentence: Sentence, start: int, end: int, actor: str, form: str = "stand-in") -> ActorMention:
    first, last = start + sentence.start, end + sentence.start
    return ActorMention(first, last, sentence.text[start:end], (actor,), form, "state")
