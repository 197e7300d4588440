"""Relations told by layout: "Diplomatic relations: 23 July 1960", rows of states with a day each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from multipolar.reading.model import DateMention, Sentence
from multipolar.statements.entries import lines, state_meant
from multipolar.statements.mask import mask, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.own_side import own_side
from multipolar.statements.stand_ins import page_pair

_NAMED = re.compile(r"\b(?:relations|ties|links)\b", re.IGNORECASE)
_LONGEST_LEAD = 160


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a line sets beside relations of two states.

    Attributes:
        start: Where the words begin in the sentence's text.
        end: Where they end.
        pair: The two sides; ``None`` when the page leaves them open.
        date: The day.
        again: Whether the line speaks of relations taken up again.
        of: The state that the line names.
    """

    start: int
    end: int
    pair: tuple[str, str] | None
    date: DateMention
    again: bool = False
    of: str | None = None


def dated_lines(sentence: Sentence, discourse: Discourse) -> Iterator[Dated]:
    """The days of relations that the lines of a sentence give by their layout."""
    words = phrases("relations", sentence.language)
    if "label" not in words:
        return
    listed: str | None = discourse.topics.get("list of relations")
    if listed is None and sentence.part == "prose" and not _NAMED.search(sentence.text):
        return
    if sentence.dates and (listed is not None or _NAMED.search(sentence.text)):
        found = [*_labelled(sentence, discourse), *(_row(sentence, listed) if listed is not None else ())]
        if found:
            yield from found
            return
    if sentence.part not in ("item", "row") or (sentence.part == "row" and not sentence.dates):
        lead = _lead(sentence, discourse)
        goes_on = sentence.part in ("row", "heading") and listed is not None
        discourse.topics["list of relations"] = lead if lead is not None or not goes_on else listed


def _lead(sentence: Sentence, discourse: Discourse) -> str | None:
    """The state whose relations a heading or lead announces a list of; empty when that is left open."""
    opens = sentence.part in ("heading", "row") or sentence.text.rstrip().endswith(":")
    if not opens or len(sentence.text) > _LONGEST_LEAD:
        return None
    source = phrases("relations", sentence.language)["list_lead"]
    if pattern(source, sentence.language).search(sentence.text) is None:
        return None
    states = list(dict.fromkeys(m.actor for m in sentence.actors if m.kind == "state" and m.actor))
    if states:
        return states[0] if len(states) == 1 else ""
    return own_side(sentence, discourse) or ""


def _labelled(sentence: Sentence, discourse: Discourse) -> Iterator[Dated]:
    masked = mask(sentence)
    words = phrases("relations", sentence.language)
    for line in lines(sentence):
        match = pattern(words["label"], sentence.language).match(
            masked.text, line.start, line.end
        ) or pattern(words["label_of"], sentence.language).match(masked.text, line.start, line.end)
        dates = masked.dates(*match.span("when")) if match is not None else ()
        if match is None or not dates or dates[0].when is None:
            continue
        named = [
            str(m.actor) for m in masked.actors(line.start, match.end()) if m.actor and m.kind == "state"
        ]
        own = own_side(sentence, discourse) or state_meant(sentence, discourse)
        pair = page_pair(discourse)
        if len(named) == 2:
            pair = (named[0], named[1])
        elif len(named) == 1 and own not in (None, named[0]):
            pair = (str(own), named[0])
        elif named or pair is None:
            continue
        again = re.search(words["again"], match[0], re.IGNORECASE) is not None
        yield Dated(match.start("said"), match.end("when"), pair, dates[0], again)


def _row(sentence: Sentence, owner: str) -> Iterator[Dated]:
    """A state with a day right after it."""
    masked = mask(sentence)
    row = pattern(phrases("relations", sentence.language)["row"], sentence.language)
    for line in lines(sentence):
        match = row.match(masked.text, line.start, line.end)
        if match is None:
            continue
        side = "state" if match["state"] else "state2"
        states = masked.actors(*match.span(side))
        dates = masked.dates(line.start, line.end)
        if len(states) != 1 or states[0].actor in (None, owner) or dates[0].when is None:
            continue
        # Of several days in a row it is not known which is that of the relations.
        pair = (owner, str(states[0].actor)) if owner and len(dates) == 1 else None
        first = min(states[0].start, dates[0].start) - sentence.start
        last = max(dates[-1].end, states[0].end) - sentence.start
        yield Dated(first, last, pair, dates[0], of=str(states[0].actor))
