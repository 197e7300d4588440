"""What clauses tell by a kind's own words alone: an act or event, who takes part, and when.

A kind's precise phrasings say who did what to whom, so that the record can answer. This is the wider
reader behind them: words of the kind (``events`` in its phrases), a fact and no plan, and whatever the
kind needs beside them. What it finds is a statement that the record may leave open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.cues import cued
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.phrasing import Phrasing
from multipolar.statements.treaties import TREATY
from multipolar.statements.wording import wording

# What is longer is a table or a text that lost its stops; nothing is told from it.
_LONGEST = 3000
# How far from its words whoever takes part, and the time, may stand.
_REACH = 140
_MOST = 12
# What is left of a clause at either end, so short that the quotation takes it in, in characters.
_SHORT = 45
# Over how many paragraphs a topic carries: news has a paragraph for each sentence.
_CARRIED = 2
_LEADS = 24
_TWO = 2


@dataclass(frozen=True, slots=True)
class Told:
    """Something a clause tells; positions are those of the masked text.

    Attributes:
        start: First character of what is told: whoever takes part, the words, the time.
        end: Character after the last.
        match: The words themselves.
        mentions: Actors of the stretch, in order.
        stand_ins: Whether words such as "the two countries" take part.
        when: The time of the clause.
        negated: Whether it is denied.
    """

    start: int
    end: int
    match: re.Match[str]
    mentions: tuple[ActorMention, ...]
    stand_ins: bool
    when: DateMention | None
    negated: bool

    @property
    def span(self) -> Span | None:
        """The time told of."""
        return self.when.span if self.when is not None else None

    def actors(self, discourse: Discourse) -> tuple[str, ...]:
        """Ids of those who take part; "the two countries" are the two that the page is about."""
        named = tuple(dict.fromkeys(m.actor for m in self.mentions if m.actor and m.kind != "region"))
        about = discourse.reading.document.about
        return about if not named and self.stand_ins and len(about) == _TWO else named


def told(
    masked: Masked, kind: str, discourse: Discourse, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[Told]:
    """What a sentence tells by the words of a kind, outside stretches already taken.

    Args:
        masked: The sentence.
        kind: Whose phrasings.
        discourse: What the sentences before leave open: forms that carry on need one of the kind before them.
        taken: Stretches of the document's text that precise phrasings have read.
    """
    sentence, language = masked.sentence, masked.sentence.language
    words = phrases(kind, language).get("events")
    if not words:
        return
    if taken or _opens(masked, words):
        discourse.topics[f"{kind} told at"] = sentence.paragraph
    if len(masked.text) > _LONGEST or not cued(words["cue"], sentence.text, language):
        return
    if _asks(masked) or pattern(words["not"], language).search(sentence.text):
        return
    offset = sentence.start
    held = [(start - offset, end - offset) for start, end in taken]
    last: int = discourse.topics.get(f"{kind} told at", -_LONGEST)
    for form in words["forms"]:
        if form.get("carries") and sentence.paragraph - last > _CARRIED:
            continue
        if "cue" in form and not cued(form["cue"], masked.text, language):
            continue
        for match in _found(masked, form, kind):
            one = _told(masked, match, form, held)
            if one is not None:
                held.append((one.start, one.end))
                discourse.topics[f"{kind} told at"] = sentence.paragraph
                yield one


def _found(masked: Masked, form: dict[str, Any], kind: str) -> Iterator[re.Match[str]]:
    compiled = _compiled(form["source"], kind, masked.sentence.language)
    yield from islice(compiled.finditer(masked.text), _MOST)


@cache
def _compiled(source: str, kind: str, language: str) -> Phrasing:
    """Compile a phrasing with the fragments of its kind and those that events of all kinds share."""
    parts: dict[str, str] = {
        **phrases("events", language)["fragments"], **phrases(kind, language).get("fragments", {}),
    }  # fmt: skip
    while (named := next((n for n in parts if "{" + n + "}" in source), None)) is not None:
        source = source.replace("{" + named + "}", f"(?:{parts[named].strip()})")
    return pattern(source.replace("<T>", TREATY), language)


def _told(
    masked: Masked, match: re.Match[str], form: dict[str, Any], held: Sequence[tuple[int, int]]
) -> Told | None:
    if any(s < match.end() and match.start() < e for s, e in held):
        return None
    whole = _clause(masked, match)
    first = max([whole[0], *(e for _, e in held if e <= match.start())])
    last = min([whole[1], *(s for s, _ in held if s >= match.end())])
    if _unreal(masked, first, match.start() if form.get("real") else match.end()):
        return None
    if _of_others(masked, *whole):
        return None
    # What carries on may take who it speaks of from what the same clause has told already.
    mentions = _near(masked.actors(*(whole if form.get("carries") else (first, last))), masked, match)
    dates = [d for d in masked.dates(first, last) if d.span.start is not None or d.span.end is not None]
    when = min(dates, key=lambda d: _distance(d.start - masked.sentence.start, match), default=None)
    stand_in = _stand_in(masked, first, last)
    if not any(_meets(need, mentions, when, stand_in is not None) for need in form["needs"]):
        return None
    if first > whole[0] and not form.get("carries") and _continued(masked, first, match):
        return None
    start, end = _stretch(masked, match, mentions, when, stand_in)
    start = first if start - first <= _SHORT else start
    end = last if last - end <= _SHORT else end
    words = phrases("events", masked.sentence.language)
    denied = pattern(words["negated"], masked.sentence.language).search(masked.text, first, match.end())
    return Told(
        *_trimmed(masked, max(start, first), min(end, last)), match, mentions, stand_in is not None, when,
        denied is not None,
    )  # fmt: skip


def _opens(masked: Masked, words: dict[str, Any]) -> bool:
    """Whether a sentence makes its kind the topic of the paragraph, for what carries on from it."""
    topic: str | None = words.get("topic")
    language = masked.sentence.language
    return topic is not None and any(cued(topic, t, language) for t in (masked.text, masked.sentence.text))


def _asks(masked: Masked) -> bool:
    return masked.sentence.text.rstrip(" \"'”’»)").endswith("?")


def _clause(masked: Masked, match: re.Match[str]) -> tuple[int, int]:
    """Where the clause around some words begins and ends."""
    breaks = pattern(phrases("events", masked.sentence.language)["breaks"], masked.sentence.language)
    first, last = max(0, match.start() - _REACH), min(len(masked.text), match.end() + _REACH)
    for cut in breaks.finditer(masked.text, first, last):
        if cut.end() <= match.start():
            first = cut.end()
        elif cut.start() >= match.end():
            last = cut.start()
            break
    return first, last


def _unreal(masked: Masked, first: int, last: int) -> bool:
    """Whether the clause speaks of a plan, wish, condition, forecast or story."""
    language = masked.sentence.language
    words = phrases("events", language)
    return pattern(words["unreal"], language).search(masked.text[first:last]) is not None


def _of_others(masked: Masked, first: int, last: int) -> bool:
    """Whether a clause is about companies, schools, teams and the like."""
    language = masked.sentence.language
    return (
        pattern(phrases("events", language)["others"], language).search(masked.sentence.text[first:last])
        is not None
    )


def _continued(masked: Masked, first: int, match: re.Match[str]) -> bool:
    """Whether what is left of a clause names nobody of its own before the words: it goes on from the rest."""
    between = masked.text[first : match.start()]
    return not masked.actors(first, match.end()) and not re.search(r"\b(?:and|only)\b|\(", between)


def _distance(place: int, match: re.Match[str]) -> int:
    return max(place - match.end(), match.start() - place, 0)


def _near(
    mentions: tuple[ActorMention, ...], masked: Masked, match: re.Match[str]
) -> tuple[ActorMention, ...]:
    return tuple(m for m in mentions if _distance(m.start - masked.sentence.start, match) <= _REACH)


def _stand_in(masked: Masked, first: int, last: int) -> tuple[int, int] | None:
    """Words that stand for actors named before: "the two countries", "both sides", "our government"."""
    words = phrases("events", masked.sentence.language)
    found = pattern(words["stand_ins"], masked.sentence.language).search(masked.text, first, last)
    return found.span() if found else None


def _meets(need: str, mentions: Sequence[ActorMention], when: DateMention | None, stand_in: bool) -> bool:
    """Whether a clause has what a phrasing needs: parts joined by "+", all of them."""
    states = {m.actors for m in mentions if m.kind in ("state", "territory")}
    has = {
        "nothing": True, "date": when is not None, "actor": bool(mentions) or stand_in,
        "named": bool(mentions), "state": bool(states), "states": len(states) >= _TWO,
        "pair": len({m.actors for m in mentions}) + stand_in >= _TWO or stand_in,
        "organisation": any(m.kind == "organisation" for m in mentions),
    }  # fmt: skip
    return all(has[part] for part in need.split("+"))


def _stretch(
    masked: Masked,
    match: re.Match[str],
    mentions: Sequence[ActorMention],
    when: DateMention | None,
    stand_in: tuple[int, int] | None,
) -> tuple[int, int]:
    """The words with whoever takes part and the time, without blanks and signs at the ends."""
    offset = masked.sentence.start
    places = [(m.start - offset, m.end - offset) for m in mentions] + [match.span()]
    if when is not None:
        places.append((when.start - offset, when.end - offset))
    if stand_in is not None:
        places.append(stand_in)
    start, end = min(s for s, _ in places), max(e for _, e in places)
    text = masked.text
    if lead := wording("stretch_lead", masked.sentence.language).search(text, max(0, start - _LEADS), start):
        start = lead.start()
    return start, end


def _trimmed(masked: Masked, start: int, end: int) -> tuple[int, int]:
    """Without blanks and signs at the end."""
    while end > start and masked.text[end - 1] in " \u00a0,;:(.!–—-":
        end -= 1
    return start, end


def quotation(masked: Masked, one: Told) -> tuple[int, int, str]:
    """Where the words of something told stand in the document, and what they are."""
    text = masked.sentence.text
    joining = wording("joining", masked.sentence.language).match(text, one.start, one.end)
    start = joining.end() if joining is not None else one.start
    return start + masked.sentence.start, one.end + masked.sentence.start, text[start : one.end]
