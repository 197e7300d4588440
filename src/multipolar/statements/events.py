"""What clauses tell by a kind's own words alone: an act or event, who takes part, and when.

A kind's precise phrasings say who did what to whom, so that the record can answer. This is the wider
reader behind them: words of the kind (``events`` in its phrases), told as a fact and no plan, and whatever
the entry needs beside them. What it finds is a statement that the record may leave open.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention
from multipolar.statements.cues import cued
from multipolar.statements.encounters import Party, Scene
from multipolar.statements.event_clauses import Around, around, factual
from multipolar.statements.event_words import Entry, Events, Shared, events_of, word_needed
from multipolar.statements.mask import Masked
from multipolar.statements.model import Discourse
from multipolar.statements.wording import wording

# What is longer is a table or a text that lost its stops; nothing is told from it.
_LONGEST = 3000
_MOST = 12
# Over how many paragraphs a topic carries: news has a paragraph for each sentence.
_CARRIED = 2
_LEADS = 24
_LONG = 160
_HANGS = 8
_TWO = 2
_STOP = re.compile(r"[;:!?]|\.(?!\w)|\s[—–-]\s")
_HANGING = re.compile(r"\s+(?:to|the|of|by|with|in|and|on|at|from|for|an?)\s*\Z", re.I)
_JOINED = re.compile(r"\b(?:and|only)\b|\(")
_QUESTION = " \"'”’»)"


@dataclass(frozen=True, slots=True)
class Told:
    """Something a clause tells; positions are those of the masked text.

    Attributes:
        form: The entry of the file.
        match: The words themselves.
        clause: The clause around them.
        start: First character of what is told: whoever takes part, the words, the time.
        end: Character after the last.
        mentions: Actors of the clause, in order.
        parties: Persons of the clause.
        when: The time of the clause.
        stand_ins: Whether words such as "the two countries" take part.
        negated: Whether it is denied.
    """

    form: Mapping[str, Any]
    match: re.Match[str]
    clause: Around
    start: int
    end: int
    mentions: tuple[ActorMention, ...]
    parties: tuple[Party, ...]
    when: DateMention | None
    stand_ins: bool
    negated: bool

    @property
    def span(self) -> Span | None:
        """The time told of, where it can be placed."""
        return self.when.span if self.when is not None and _dated(self.when) else None

    @property
    def carries(self) -> bool:
        """Whether it goes on from what was spoken of before."""
        return "topic" in self.form.get("needs", "").split()

    def actors(self, discourse: Discourse) -> tuple[str, ...]:
        """Ids of those who take part; "the two countries" are the two that the page is about."""
        named = tuple(dict.fromkeys(m.actor for m in self.mentions if m.actor and m.kind != "region"))
        about = discourse.reading.document.about
        return about if not named and self.stand_ins and len(about) == _TWO else named


def told(
    kind: str,
    shot: Scene,
    discourse: Discourse,
    taken: Sequence[tuple[int, int]] = (),
    topic: Callable[[], bool] | None = None,
) -> Iterator[Told]:
    """What a sentence tells by the words of a kind, outside stretches already taken.

    Args:
        kind: Whose ``events``.
        shot: The sentence, with its persons masked where the kind tells of persons.
        discourse: What the sentences before leave open.
        taken: Stretches of the document's text that precise phrasings have read.
        topic: Whether the passage has spoken of such a thing by now, for entries that carry on; by default,
            whether something of the kind was told, or its ``topic`` named, at most two paragraphs before.
    """
    masked = shot.masked
    sentence = masked.sentence
    events = events_of(kind, sentence.language)
    if events is None:
        return
    key = f"{kind} told at"
    if topic is None and (taken or _opens(masked, events)):
        discourse.topics[key] = sentence.paragraph
    if len(masked.text) > _LONGEST or not _may_tell(masked, events):
        return
    spoken: bool | None = None
    if topic is None:
        spoken = sentence.paragraph - discourse.topics.get(key, -_LONGEST) <= _CARRIED
    held = [(start - sentence.start, end - sentence.start) for start, end in taken]
    for entry in events.entries.within(masked.text):
        if entry.carries:
            spoken = topic() if spoken is None and topic is not None else spoken
            if not spoken:
                continue
        if entry.cue is not None and not cued(entry.cue, masked.text, sentence.language):
            continue
        for match in islice(entry.says.finditer(masked.text), _MOST):
            one = _told(shot, match, entry, events.shared, held)
            if one is not None:
                held.append((one.start, one.end))
                discourse.topics[key] = sentence.paragraph
                yield one


def _opens(masked: Masked, events: Events) -> bool:
    """Whether a sentence makes its kind the topic of the paragraph, for what carries on from it."""
    topic, sentence = events.topic, masked.sentence
    return topic is not None and any(cued(topic, t, sentence.language) for t in (masked.text, sentence.text))


def _may_tell(masked: Masked, events: Events) -> bool:
    """Whether a sentence has what a kind asks for, is no question, and speaks of nothing else."""
    sentence = masked.sentence
    if events.cue is not None and not cued(events.cue, sentence.text, sentence.language):
        return False
    if sentence.text.rstrip(_QUESTION).endswith("?"):
        return False
    return events.refused is None or events.refused.search(sentence.text) is None


def _told(
    shot: Scene, match: re.Match[str], entry: Entry, shared: Shared, held: Sequence[tuple[int, int]]
) -> Told | None:
    if any(start < match.end() and match.start() < end for start, end in held):
        return None
    masked = shot.masked
    clause = around(masked, match, shared, held)
    if not factual(masked, match, clause, entry, shared):
        return None
    # What carries on may take who it speaks of from what the same clause has told already.
    again = shared.again or entry.carries
    whole, free = (clause.start, clause.end), (clause.first, clause.last)
    mentions = masked.actors(*(whole if again else free))
    dates = masked.dates(*free) or (masked.dates(*whole) if shared.again else ())
    when = min(dates, key=lambda d: (not _dated(d), _distance(d, masked, match)), default=None)
    people = tuple(p for p in shot.within(*whole) if not _only_opens(p, masked))
    stand_in = shared.stand_ins.search(masked.text, *free) if shared.stand_ins is not None else None
    found = Told(entry.form, match, clause, 0, 0, mentions, people, when, stand_in is not None, False)
    if not all(any(_has(one, found, shared, masked) for one in needed) for needed in entry.needs):
        return None
    if clause.first > clause.start and not again and _continued(masked, clause.first, match):
        return None
    return _quoted(found, shared, masked, stand_in)


def _dated(date: DateMention) -> bool:
    return date.span.start is not None or date.span.end is not None


def _distance(date: DateMention, masked: Masked, match: re.Match[str]) -> int:
    place = date.start - masked.sentence.start
    return max(match.start() - place, place - match.end(), 0)


def _only_opens(party: Party, masked: Masked) -> bool:
    """Whether a name may be a word with a capital for opening the sentence ("Negotiations began")."""
    alone = party.title is None and " " not in (party.name or "")
    return alone and not re.search(r"\w", masked.sentence.text[: party.start - masked.sentence.start])


def _has(need: str, found: Told, shared: Shared, masked: Masked) -> bool:
    """Whether a clause has one thing: a sort of mention, or words of the file that kinds share.

    A ``mention`` may be of a region, or in doubt; an ``actor`` is a state or organisation for certain.
    """
    actors = {m.actor for m in found.mentions if m.actor and m.kind != "region"}
    states = {m.actors for m in found.mentions if m.kind in ("state", "territory")}
    match need:
        case "topic":
            return True
        case "date":
            return found.when is not None and (shared.again or _dated(found.when))
        case "mention":
            return bool(found.mentions)
        case "mentions":
            return len({m.actors for m in found.mentions}) >= _TWO
        case "actor":
            return bool(actors)
        case "pair":
            return len(actors) >= _TWO
        case "state":
            return bool(states)
        case "states":
            return len(states) >= _TWO
        case "organisation":
            return any(m.kind == "organisation" for m in found.mentions)
        case "person":
            return bool(found.parties)
        case "who":
            return bool(actors or found.parties) or _has("somebody", found, shared, masked)
        case "stand_in":
            return found.stand_ins
    words = found.match.group() if need == "proper" else masked.text[found.clause.start : found.clause.end]
    return word_needed(need, shared.name, masked.sentence.language).search(words) is not None


def _continued(masked: Masked, first: int, match: re.Match[str]) -> bool:
    """Whether what is left of a clause names nobody of its own before the words: it goes on from the rest."""
    named = masked.actors(first, match.end())
    return not named and not _JOINED.search(masked.text, first, match.start())


def _quoted(found: Told, shared: Shared, masked: Masked, stand_in: re.Match[str] | None) -> Told:
    """The same with its stretch: from who takes part to the time, and the words between them."""
    offset, clause, text = masked.sentence.start, found.clause, masked.text
    mentions: list[Any] = [*found.mentions, *found.parties, *([found.when] if found.when else [])]
    places = [(m.start - offset, m.end - offset) for m in mentions] + [found.match.span()]
    places += [stand_in.span()] if stand_in is not None else []
    start, end = min(s for s, _ in places), max(e for _, e in places)
    if found.form.get("long"):
        stop = _STOP.search(text, end)
        end = min(stop.start() if stop else len(text), end + _LONG)
    if shared.closes:
        lead = wording("stretch_lead", masked.sentence.language).search(text, max(0, start - _LEADS), start)
        start = lead.start() if lead else start
        start = clause.first if start - clause.first <= shared.closes else start
        end = clause.last if clause.last - end <= shared.closes else end
    start, end = max(start, clause.first), min(end, clause.last)
    denied = shared.negated.search(text, clause.first, found.match.end())
    return replace(found, start=start, end=_trimmed(text, start, end), negated=denied is not None)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without blanks and signs, and without a small word that another statement left hanging."""
    while hanging := _HANGING.search(text, max(start, end - _HANGS), end):
        end = hanging.start()
    while end > start and text[end - 1] in " \u00a0,;:(.!–—-":
        end -= 1
    return end


def quotation(masked: Masked, one: Told) -> tuple[int, int, str]:
    """Where the words of something told stand in the document, and what they are."""
    text = masked.sentence.text
    joining = wording("joining", masked.sentence.language).match(text, one.start, one.end)
    start = joining.end() if joining is not None else one.start
    return start + masked.sentence.start, one.end + masked.sentence.start, text[start : one.end]
