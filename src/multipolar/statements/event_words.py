"""What a kind's ``events`` say: the entries of its file, prepared once, and the words that kinds share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from multipolar.statements.encounters import PERSON
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.phrasing import Choice, Phrasing
from multipolar.statements.treaties import TREATY

_RUN = re.compile(r"(<[A-Z]>)\+(?![+?])")
# How far a clause reaches, how much of its rest is quoted, and whether whom it has named counts again: deeds
# of states are quoted as the clause tells them, what people do only from who does it to when.
_MANNERS: dict[str, tuple[int, int, bool]] = {"events": (140, 45, False), "encounter": (320, 0, True)}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the events of several kinds have in common.

    Attributes:
        name: The file of phrases that they share.
        reach: How far from its words a clause goes, in characters.
        closes: How much of a clause may be left at either end of what is told and still be quoted with it.
        again: Whether those whom another statement of the clause names may take part in this one too.
        breaks: Where a clause ends.
        plans: What makes it a plan, wish, condition, forecast, duty or story.
        private: Whose doings these are when they are not those of states.
        negated: What denies it.
        stand_ins: Words that stand for actors named before.
    """

    name: str
    reach: int
    closes: int
    again: bool
    breaks: Phrasing
    plans: Phrasing
    private: Phrasing
    negated: Phrasing
    stand_ins: Phrasing | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a kind's ``events``.

    Attributes:
        form: As the file has it.
        says: The words that tell it.
        needs: What the clause needs beside them: of each, one.
        cue: Without what in the sentence it is not tried.
        allows: Words of plans that it may hold.
        carries: Whether it only goes on from what was spoken of before.
    """

    form: Mapping[str, Any]
    says: Phrasing
    needs: tuple[tuple[str, ...], ...]
    cue: str | None
    allows: Phrasing | None
    carries: bool


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a kind in a language.

    Attributes:
        entries: In the order of which goes first.
        shared: What they have in common with those of other kinds.
        cue: Without what in the sentence none is tried.
        refused: With what in the sentence none is tried.
        topic: What makes the kind the topic of a paragraph, for entries that carry on.
    """

    entries: Choice[Entry]
    shared: Shared
    cue: str | None
    refused: Phrasing | None
    topic: str | None


@cache
def events_of(kind: str, language: str) -> Events | None:
    """The events of a kind; ``None`` where it has none in the language."""
    written = phrases(kind, language).get("events")
    if not written:
        return None
    name = written.get("shares", "events")
    entries = [_entry(form, kind, name, language) for form in written["forms"]]
    cued = [(e, (e.says, *([pattern(e.cue, language)] if e.cue else []))) for e in entries]
    refused = written.get("not")
    return Events(
        Choice(cued), _shared(name, language), written.get("cue"),
        pattern(refused, language) if refused else None, written.get("topic"),
    )  # fmt: skip


def _entry(form: Mapping[str, Any], kind: str, shared: str, language: str) -> Entry:
    needs = tuple(tuple(one.split("|")) for one in form.get("needs", "").split())
    allows = form.get("allows")
    return Entry(
        form, pattern(_spelled(form["source"], kind, shared, language), language), needs, form.get("cue"),
        pattern(allows, language) if allows else None, ("topic",) in needs,
    )  # fmt: skip


def _spelled(source: str, kind: str, shared: str, language: str) -> str:
    """A phrasing with the fragments of its kind, and of those that share them, written out."""
    parts: dict[str, str] = {
        **phrases(shared, language).get("fragments", {}), **phrases(kind, language).get("fragments", {}),
    }  # fmt: skip
    while (named := next((n for n in parts if "{" + n + "}" in source), None)) is not None:
        source = source.replace("{" + named + "}", f"(?:{parts[named].strip()})")
    # A masked run is taken whole: given back letter by letter it would only fail again.
    return _RUN.sub(r"\1++", source).replace("<P>", PERSON).replace("<T>", TREATY)


@cache
def _shared(name: str, language: str) -> Shared:
    words = phrases(name, language)
    breaks, plans, private, negated = (
        pattern(words[key], language) for key in ("breaks", "plans", "private", "negated")
    )
    stand_ins = words.get("stand_ins")
    standing = pattern(stand_ins, language) if stand_ins else None
    return Shared(name, *_MANNERS[name], breaks, plans, private, negated, standing)


@cache
def word_needed(name: str, shared: str, language: str) -> Phrasing:
    """The words by which a clause has what an entry needs: a key of the file that kinds share."""
    return pattern(_spelled(phrases(shared, language)[name], shared, shared, language), language)
