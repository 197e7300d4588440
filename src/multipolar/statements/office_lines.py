"""Offices told by layout: "Ambassador: Maria Korhonen", "1962–1965 Knut Aars" under "Ambassadors"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.mentions.people import office_named
from multipolar.reading.model import DateMention, Sentence
from multipolar.statements.encounters import not_names
from multipolar.statements.entries import Line, lines, state_meant
from multipolar.statements.model import Discourse
from multipolar.statements.stand_ins import page_pair

_NAME = r"[^\W\d_](?:[\w'’.-]*[\w.])?"
_FULL = re.compile(rf"{_NAME}(?:[ \u00a0]{_NAME}){{1,6}}")
_ITEM = re.compile(r"(?P<name>[^\W\d_][^\d(),:;]{3,60}?)\s*(?P<term>[(,]\s*[^()]{4,40}\)?)\s*[;.]?")
_BETWEEN = re.compile(r"[\s:|,.–—-]*(?:H\.\s?E\.\s*)?")
_AFTER = re.compile(r"[\s|,:(\[–—-]*")
_LAID_OUT = re.compile(r"[:|\t]|\s[–—-]\s")
_CLOSES = re.compile(r"\s*(?:[)\].;|].*|,.*|[–—-]\s.*|\(.*|$)")
_OPENING = 3
_HEAD = "head"
_HEADS = re.compile(r"\bheads\s+of\s+(?:state|government)\b", re.IGNORECASE)
_CLUB = re.compile(
    r"\b(?:club|schools?|compan(?:y|ies)|teams?|church|chamber|hotel|museum|universit\w+)\b", re.I
)
_OPENS = re.compile(r"^\W*(?:(?:complete\s+|full\s+)?list\s+of|former|past|previous|successive)\b", re.I)
# Offices that belong to a state wherever a page about states has them as a label.
_OF_STATES = (
    "president", "prime_minister", "vice_president", "foreign_minister", "deputy_foreign_minister",
    "ambassador", "monarch", "deputy_prime_minister", "defence_minister", "crown_prince", "commissioner",
    "governor_general", "envoy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whom a line sets beside an office.

    Attributes:
        start: Where the words begin in the sentence's text.
        end: Where they end.
        name: The name as written.
        title: The office in the record's words.
        actor: The state of the office, when told.
        term: The time given beside the name.
    """

    start: int
    end: int
    name: str
    title: str
    actor: str | None
    term: DateMention | None


def holders(sentence: Sentence, discourse: Discourse) -> Iterator[Holder]:
    """Those whom the lines of a sentence set beside an office."""
    lead: tuple[str, str | None, bool] | None = discourse.topics.get("list of office")
    goes_on = sentence.part == "item" or (lead is not None and lead[2] and _short(sentence))
    found = list(_listed(sentence, lead)) if lead is not None and goes_on else []
    if not found and _LAID_OUT.search(sentence.text):
        found = list(_labelled(sentence, discourse))
    yield from found
    if sentence.part == "heading" and not found:
        discourse.topics["list of office"] = _lead(sentence) or (lead if goes_on else None)
    elif not goes_on:
        discourse.topics["list of office"] = None if found else _lead(sentence)


def _short(sentence: Sentence) -> bool:
    """Whether a sentence is laid out as entries are: short lines, and no stop at the end."""
    return sentence.part == "row" or all(len(line) < 90 for line in sentence.text.split("\n"))


def _lead(sentence: Sentence) -> tuple[str, str | None, bool] | None:
    """The office and its state that a heading or lead names, and whether it names holders in the plural."""
    opens = sentence.text.rstrip().endswith((":", "following")) or sentence.part in ("heading", "item")
    title = office_named(sentence.text, sentence.language) if opens else None
    if title is None and opens and _HEADS.search(sentence.text):
        title = _HEAD
    if title is None:
        return None
    states = [m.actor for m in sentence.actors if m.kind == "state" and m.actor]
    several = _OPENS.search(sentence.text) is not None or _plural(sentence.language).search(sentence.text)
    return title, states[0] if states else None, bool(several)


@cache
def _plural(language: str) -> "re.Pattern[str]":
    titles = lexicon("people", language).get("titles", {})
    known = [form for forms in titles.values() for form in forms]
    return compiled(rf"\b(?:{alternatives(known)})s\b|\bheads\s+of\b", re.IGNORECASE)


def _listed(sentence: Sentence, lead: tuple[str, str | None, bool]) -> Iterator[Holder]:
    item = _ITEM.fullmatch(sentence.text) if sentence.part == "item" else None
    if item is not None and len(sentence.dates) == 1:
        beside = _beside(sentence)
        if lead[0] != _HEAD or _name(sentence, 0, item.end("name")) is not None:
            yield Holder(0, item.end("term"), item["name"], lead[0], lead[1] or beside, sentence.dates[0])
        return
    for line in lines(sentence) if lead[2] else ():
        yield from _entry(sentence, line, lead)


def _beside(sentence: Sentence) -> str | None:
    """The state named with the time of a holder: "Alar Karis (Estonia, since 2021)"."""
    states = [m.actor for m in sentence.actors if m.kind == "state"]
    return states[0] if len(states) == 1 else None


def _entry(sentence: Sentence, line: Line, lead: tuple[str, str | None, bool]) -> Iterator[Holder]:
    """A stretch of years beside a full name, in either order."""
    begin = sentence.start
    terms = [
        d for d in sentence.dates
        if line.start <= d.start - begin < line.end
        and (d.when is None or d.role in ("since", "until")) and not d.relative
    ]  # fmt: skip
    if len(terms) != 1:
        return
    term = terms[0]
    first, last = term.start - begin, term.end - begin
    place = _BETWEEN.match(sentence.text, last, line.end)
    name = _name(sentence, place.end() if place else last, line.end)
    if name is not None and not sentence.text[line.start : first].strip(" \t|•·*-–—.#0123456789"):
        yield Holder(first, name[1], sentence.text[slice(*name)], *lead[:2], term)
        return
    opening = re.compile(r"[\s\d|•·*.#–—-]*").match(sentence.text, line.start, first)
    name = _name(sentence, opening.end() if opening else line.start, first)
    if name is not None and _AFTER.fullmatch(sentence.text, name[1], first):
        yield Holder(name[0], last, sentence.text[slice(*name)], *lead[:2], term)


def _name(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """A full name that begins at a place, after forms of address, and that a sign or nothing follows."""
    words = lexicon("people", sentence.language)
    courtesy = _courtesy(sentence.language).match(sentence.text, start, end)
    start = courtesy.end() if courtesy else start
    match = _FULL.match(sentence.text, start, end)
    if match is None or _CLOSES.fullmatch(sentence.text, match.end(), end) is None:
        return None
    refused = not_names(sentence.language)
    for word in match[0].split():
        if not word[0].isupper() and word not in words["particles"]:
            return None
        if word.lower().strip(".") in refused:
            return None
    return match.span()


@cache
def _courtesy(language: str) -> "re.Pattern[str]":
    words = alternatives(lexicon("people", language)["courtesies"])
    return compiled(rf"\s*(?:(?:{words}|king|queen|ambassador)\b\.?\s+)*", re.IGNORECASE)


@cache
def _label(language: str) -> "re.Pattern[str]":
    titles = lexicon("people", language).get("titles", {})
    known = [form for title in _OF_STATES for form in titles.get(title, ())]
    return compiled(
        r"(?:(?:current|present|acting|the)\s+)*"
        rf"(?P<title>{alternatives(known)}|head of (?:state|government|mission))"
        r"(?:\s+of\s+(?:the\s+)?(?P<of>[^,;:|]{3,50}))?",
        re.IGNORECASE,
    )


def _labelled(sentence: Sentence, discourse: Discourse) -> Iterator[Holder]:
    """Labels such as "President: Tarja Halonen (2000-2012)" on a page about states."""
    if sentence.language != "en" or sentence.speaker is not None:
        return
    for line in lines(sentence):
        label = _label(sentence.language).fullmatch(line.label) if line.label else None
        name = _name(sentence, line.value, line.end) if label is not None else None
        if label is None or name is None:
            continue
        actors = [
            m.actor for m in sentence.actors
            if m.actor and m.kind == "state" and line.start <= m.start - sentence.start < line.value
        ]  # fmt: skip
        if (label["of"] is not None and not actors) or not about_states(discourse):
            continue
        term = _term(sentence, name[1], line.end)
        last = term.end - sentence.start if term else name[1]
        last += sentence.text.startswith(")", last)
        title = office_named(label["title"], sentence.language) or "head"
        actor = actors[0] if actors else state_meant(sentence, discourse)
        if actor is None and title == "head":
            continue
        yield Holder(line.start, last, sentence.text[slice(*name)], title, actor, term)


def about_states(discourse: Discourse) -> bool:
    """Whether a page is one about states, and no club's or school's."""
    if "page of states" not in discourse.topics:
        opening = " ".join(s.text for s in discourse.reading.sentences[:_OPENING] if s.part == "heading")
        of_none = _CLUB.search(opening) is not None
        of_some = discourse.reading.document.about or page_pair(discourse)
        discourse.topics["page of states"] = bool(of_some) and not of_none
    return bool(discourse.topics["page of states"])


def _term(sentence: Sentence, start: int, end: int) -> DateMention | None:
    for date in sentence.dates:
        place = date.start - sentence.start
        whole = not date.relative and (date.when is None or date.role in ("since", "until"))
        if whole and start <= place < end and not re.search(r"[A-Z]", sentence.text[start:place]):
            return date
    return None
