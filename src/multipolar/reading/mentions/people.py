"""Where a sentence names a person by an office: "President Boric", "the foreign minister, Sergei Lavrov"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar.basics.patterns import compiled
from multipolar.basics.text import fold
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import ActorMention, PersonMention

_NAME = r"(?:[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?)"
_GAP = 3


@dataclass(frozen=True)
class _Grammar:
    title: re.Pattern[str]
    titles: dict[str, str]
    qualifier: re.Pattern[str]
    past: frozenset[str]
    courtesy: re.Pattern[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    name_before: re.Pattern[str]
    government: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar | None:
    words = lexicon("people", language)
    if not words:
        return None
    titles = {fold(form): title for title, forms in words["titles"].items() for form in forms}
    return _Grammar(
        compiled(rf"\b(?P<title>{alternatives(titles)})s?\b", re.IGNORECASE), titles,
        compiled(rf"(?:\b(?:{alternatives(words['qualifiers'])})[\s-]+)+$", re.IGNORECASE),
        frozenset(words["past_qualifiers"]),
        compiled(rf"\s*,?\s*(?:(?:{alternatives(words['courtesies'])})\b\.?\s+)*", re.IGNORECASE),
        frozenset(words["particles"]), frozenset(words["not_names"]),
        compiled(rf"(?<![^\W_])(?P<name>{_NAME}(?:[ \u00a0]{_NAME}){{1,4}})(?:{words['name_before']})$"),
        compiled(rf"\b(?:{words['government_of']})\s+", re.IGNORECASE),
    )  # fmt: skip


def people(
    text: str, start: int, end: int, actors: Sequence[ActorMention], language: str
) -> tuple[PersonMention, ...]:
    """The people named by their office in ``text[start:end]``, in order of place.

    Args:
        text: The whole text.
        start: Where the sentence begins.
        end: Where it ends.
        actors: The sentence's actors.
        language: Two letters; a language without words for offices has no people.
    """
    grammar = _grammar(language)
    if grammar is None:
        return ()
    found: list[PersonMention] = []
    for match in grammar.title.finditer(text, start, end):
        for person in _at(text, start, end, match, actors, grammar):
            if not any(p.start < person.end and person.start < p.end for p in found):
                found.append(person)
    for match in grammar.government.finditer(text, start, end):
        name = _name(text, match.end(), end, actors, grammar)
        if name is not None and len(text[slice(*name)].split()) > 1:
            person = PersonMention(
                match.start(), name[1], text[match.start() : name[1]], text[slice(*name)], "head", None,
                False, name[0],
            )  # fmt: skip
            if not any(p.start < person.end and person.start < p.end for p in found):
                found.append(person)
    return tuple(sorted(found, key=lambda p: p.start))


def office_named(text: str, language: str) -> str | None:
    """The office that a heading or lead names ("The ambassadors have been:"), if it names just one."""
    grammar = _grammar(language)
    found = {grammar.titles[fold(m["title"])] for m in grammar.title.finditer(text)} if grammar else set()
    return found.pop() if len(found) == 1 else None


def _at(
    text: str, start: int, end: int, match: re.Match[str], actors: Sequence[ActorMention], grammar: _Grammar
) -> Iterator[PersonMention]:
    title = grammar.titles[fold(match["title"])]
    begin, qualifiers = _qualified(text, start, match.start(), grammar)
    before = _actor_before(text, begin, actors)
    after, place = _actor_after(text, match.end(), actors)
    # An ambassador "to" a state is another's; only "of" names whose envoy it is.
    actor = (before or after) if title == "ambassador" else (after or before)
    whole = before.start if before is not None else begin
    past = any(q in grammar.past for q in qualifiers)
    names = list(_names_after(text, place, end, actors, grammar))
    for first, last in names:
        begin = whole if (first, last) == names[0] else first
        yield PersonMention(
            begin, last, text[begin:last], text[first:last], title,
            actor.actor if actor else None, past, first,
        )  # fmt: skip
    if not names and (named := _name_before(text, start, whole, grammar)) is not None:
        yield PersonMention(
            named[0], place, text[named[0] : place], text[named[0] : named[1]], title,
            actor.actor if actor else None, past, named[0],
        )  # fmt: skip


def _qualified(text: str, start: int, place: int, grammar: _Grammar) -> tuple[int, list[str]]:
    match = grammar.qualifier.search(text[max(start, place - 40) : place])
    if match is None:
        return place, []
    return place - len(match[0]), re.split(r"[\s-]+", match[0].strip(" -").lower())


def _actor_before(text: str, place: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The state of "Russia's president", "the Argentinian president"."""
    for mention in actors:
        between = text[mention.end : place]
        if 0 <= place - mention.end <= _GAP and re.fullmatch(r"(?:['’]s?)?\s", between):
            return mention
    return None


def _actor_after(text: str, place: int, actors: Sequence[ActorMention]) -> tuple[ActorMention | None, int]:
    """The state of "president of Argentina", "ambassador of Chile to Russia"."""
    match = re.compile(r"\s+(?:of|to|for)\s+(?:the\s+)?").match(text, place)
    if match is not None:
        for mention in actors:
            if mention.start in (match.end(), match.end() - 4) or match.end() == mention.start:
                return mention, mention.end
    return None, place


def _names_after(
    text: str, place: int, end: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> Iterator[tuple[int, int]]:
    gap = grammar.courtesy.match(text, place, end)
    place = gap.end() if gap else place
    name = _name(text, place, end, actors, grammar)
    while name is not None:
        yield name
        more = re.compile(r"\s+and\s+|,\s+").match(text, name[1], end)
        plural = text[place - 3 : place].rstrip().endswith("s")
        name = _name(text, more.end(), end, actors, grammar) if more and plural else None


def _name(
    text: str, place: int, end: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> tuple[int, int] | None:
    """A run of capitalised words that are no actor and no common word."""
    last = place
    here = place
    for _ in range(6):
        match = re.compile(_NAME).match(text, here, end)
        if match is None or any(a.start <= match.start() < a.end and a.form != "adjective" for a in actors):
            break
        word = match[0]
        lower = word.lower().rstrip(".")
        if word[0].isupper() and lower not in grammar.not_names:
            last = match.end()
        elif lower not in grammar.particles or last == place:
            break
        if match.end() >= end or text[match.end()] not in " \u00a0":
            break
        here = match.end() + 1
    return (place, _trimmed(text, place, last)) if last > place else None


def _trimmed(text: str, start: int, end: int) -> int:
    """Without a possessive or the stop of the sentence."""
    word = text[start:end]
    if word[-2:] in ("'s", "’s"):
        return end - 2
    return end - 1 if word[-1] == "." and len(word.split()[-1]) > 2 else end


def _name_before(text: str, start: int, place: int, grammar: _Grammar) -> tuple[int, int] | None:
    """The name of "Celso Amorim, foreign minister of Brazil" or "Ban Ki-moon was secretary-general"."""
    match = grammar.name_before.search(text[max(start, place - 90) : place])
    if match is None:
        return None
    words = match["name"].split()
    while words and (not words[0][0].isupper() or words[0].lower() in grammar.not_names):
        words.pop(0)
    proper = [w for w in words if w[0].isupper()]
    if len(proper) < 2 or any(w[0].islower() and w not in grammar.particles for w in words):
        return None
    first = place - (len(text[max(start, place - 90) : place]) - match.end("name")) - len(" ".join(words))
    return first, first + len(" ".join(words))
