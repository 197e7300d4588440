"""Where a sentence names a person by an office: "President Boric", "the foreign minister, Sergei Lavrov"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar.basics.patterns import compiled
from multipolar.basics.text import fold
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import ActorMention, PersonMention
from multipolar.reading.vocabulary import first_words, words_in

_NAME = r"(?:[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?)"
_SHORT_FORM = re.compile(r"\s*\([A-Z]{2,6}\)(?=\s)")  # "Foreign Minister (FM) Qureshi"
_GAP = 3
_NEVER = r"(?!)"
_FEWEST_CAPITALS = 2  # a name has a given name and a surname
# Offices whose field stands between them and the state: "minister of trade and tourism of Fiji".
_ENVOYS = ("ambassador", "envoy", "commissioner")
_SHORTEST_WORD = 4  # what is shorter is an office's abbreviation ("PM"), and written in capitals
_CHAIN = 80
_FIELDED = ("minister", "cabinet_minister", "speaker", "foreign_minister", "deputy_foreign_minister")


@dataclass(frozen=True)
class _Grammar:
    title: re.Pattern[str]
    titles: dict[str, str]
    heads: frozenset[str]
    qualifier: re.Pattern[str]
    past: frozenset[str]
    courtesy: re.Pattern[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    bodies: frozenset[str]
    name_before: re.Pattern[str]
    government: re.Pattern[str]
    field_before: re.Pattern[str]
    field_after: re.Pattern[str]
    of: re.Pattern[str]
    home: re.Pattern[str]
    since: re.Pattern[str]
    field: re.Pattern[str]
    more: re.Pattern[str]
    possessive: re.Pattern[str]
    posted: re.Pattern[str]
    foreign: re.Pattern[str]
    copula: re.Pattern[str] | None
    seat: re.Pattern[str] | None
    chained: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar | None:
    words = lexicon("people", language)
    if not words:
        return None
    written = {form: title for title, forms in words["titles"].items() for form in forms}
    titles = {fold(form): title for form, title in written.items()}
    fields = alternatives(words["portfolios"]) if "portfolios" in words else r"\Z."
    return _Grammar(
        compiled(rf"\b(?P<title>{alternatives(written)})s?\b", re.IGNORECASE), titles,
        first_words([*written, *(f"{form}s" for form in written)]),
        compiled(rf"(?:\b(?:{alternatives(words['qualifiers'])})[\s-]+)+$", re.IGNORECASE),
        frozenset(words["past_qualifiers"]),
        compiled(rf"\s*,?\s*(?:(?:{alternatives(words['courtesies'])})\b\.?\s+)*", re.IGNORECASE),
        frozenset(words["particles"]), frozenset(words["not_names"]),
        frozenset(words["bodies"]),
        compiled(rf"(?<![^\W_])(?P<name>{_NAME}(?:[ \u00a0]{_NAME}){{1,7}})(?:{words['name_before']})$"),
        compiled(rf"\b(?:{words['government_of']})\s+", re.IGNORECASE),
        compiled(rf"\b(?:(?:deputy|vice)\s+)?(?:{fields})\s+$", re.IGNORECASE),
        compiled(rf"{words['home']}(?:{fields})(?:(?:,|,? and| &) (?:{fields}))*\b", re.IGNORECASE),
        compiled(words["of"], re.IGNORECASE), compiled(words["home"], re.IGNORECASE),
        compiled(words["since"], re.IGNORECASE), compiled(words["field"], re.IGNORECASE),
        compiled(words["more"], re.IGNORECASE), compiled(words["possessive"], re.IGNORECASE),
        compiled(words.get("posted", _NEVER)), compiled(words.get("foreign", _NEVER), re.IGNORECASE),
        compiled(words["copula"], re.IGNORECASE) if "copula" in words else None,
        compiled(words["seat"], re.IGNORECASE) if "seat" in words else None,
        compiled(rf"\b(?:{alternatives(written)})(?P<and>{words['more']}|\s*/\s*)$", re.IGNORECASE),
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
    titled = not grammar.heads.isdisjoint(words_in(text[start:end]))
    for match in grammar.title.finditer(text, start, end) if titled else ():
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
    if len(match["title"]) < _SHORTEST_WORD and match["title"].islower():
        return
    title, opens, closes = _office(text, start, match, grammar)
    begin, qualifiers = _qualified(text, start, opens, grammar)
    before = _actor_before(text, begin, actors, grammar) or _actor_chained(text, begin, actors, grammar)
    after, place = _actor_after(text, closes, actors, grammar)
    if title in _ENVOYS and after is None and grammar.seat is not None:
        place = _seat(text, closes, actors, grammar.seat)
    if after is not None:
        title, place = _beyond(text, place, title, grammar)
    if after is None and before is None and title in _FIELDED:
        after, place = _actor_of_field(text, closes, actors, grammar)
    # An ambassador "to" a state is another's; only "of" names whose envoy it is.
    actor = (before or after) if title == "ambassador" else (after or before)
    whole = before.start if before is not None and before.start < begin else begin
    past = any(q in grammar.past for q in qualifiers)
    names = list(_names_after(text, place, end, actors, grammar)) or _told(text, place, end, actors, grammar)
    for first, last in names:
        begin = whole if (first, last) == names[0] else first
        home, close = (actor, last) if actor is not None else _actor_past(text, last, actors, grammar)
        yield PersonMention(
            begin, close, text[begin:close], text[first:last], title,
            home.actor if home else None, past, first,
        )  # fmt: skip
    if not names and (named := _name_before(text, start, whole, actors, grammar)) is not None:
        home = actor or _actor_before(text, named[0], actors, grammar)
        yield PersonMention(
            named[0], place, text[named[0] : place], text[named[0] : named[1]], title,
            home.actor if home else None, past, named[0],
        )  # fmt: skip


def _beyond(text: str, place: int, title: str, grammar: _Grammar) -> tuple[str, int]:
    """What may stand after the state: an envoy's post ("посол России в Индии"), a minister's field."""
    if title == "ambassador" and (posted := grammar.posted.match(text, place)):
        return title, posted.end()
    if title == "minister" and (foreign := grammar.foreign.match(text, place)):
        return "foreign_minister", foreign.end()
    return title, place


def _office(text: str, start: int, match: re.Match[str], grammar: _Grammar) -> tuple[str, int, int]:
    """The office, and where its words begin and end: "finance minister" and "minister of finance" are one."""
    title = grammar.titles[fold(match["title"])]
    if title not in ("minister", "state_secretary"):
        return title, match.start(), match.end()
    offset = max(start, match.start() - 60)
    before = grammar.field_before.search(text[offset : match.start()])
    after = grammar.field_after.match(text, match.end())
    if (before is None or title != "minister") and after is None:
        return title, match.start(), match.end()
    begin = offset + before.start() if before and title == "minister" else match.start()
    return "cabinet_minister" if title == "minister" else title, begin, after.end() if after else match.end()


def _qualified(text: str, start: int, place: int, grammar: _Grammar) -> tuple[int, list[str]]:
    match = grammar.qualifier.search(text[max(start, place - 40) : place])
    if match is None:
        return place, []
    return place - len(match[0]), re.split(r"[\s-]+", match[0].strip(" -").lower())


def _actor_before(
    text: str, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> ActorMention | None:
    """The state of "Russia's president", "the Argentinian president"."""
    for mention in actors:
        between = text[mention.end : place]
        if 0 <= place - mention.end <= _GAP and grammar.possessive.fullmatch(between):
            return mention
    return None


def _actor_chained(
    text: str, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> ActorMention | None:
    """The state of the first of two offices: "Chinese State Councillor and Foreign Minister Wang Yi"."""
    offset = max(0, place - _CHAIN)
    if not text[offset:place].endswith((" and ", ", ", "/ ", "/")):
        return None
    match = grammar.chained.search(text[offset:place])
    return _actor_before(text, offset + match.start(), actors, grammar) if match else None


def _seat(text: str, place: int, actors: Sequence[ActorMention], seat: re.Pattern[str]) -> int:
    """Where the seat of an envoy ends: "ambassador in Moscow", "high commissioner in New Delhi"."""
    match = seat.match(text, place)
    ends = [m.end for m in actors if match is not None and match.end() - 4 <= m.start <= match.end()]
    return ends[0] if ends else place


def _told(
    text: str, place: int, end: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> list[tuple[int, int]]:
    """The full name of "the new ambassador to India is Choe Hui Chol"."""
    match = grammar.copula.match(text, place, end) if grammar.copula is not None else None
    if match is None:
        return []
    gap = grammar.courtesy.match(text, match.end(), end)
    name = _name(text, gap.end() if gap else match.end(), end, actors, grammar)
    return [name] if name is not None and len(text[slice(*name)].split()) > 1 else []


def _actor_after(
    text: str, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> tuple[ActorMention | None, int]:
    """The state of "president of Argentina", "ambassador of Chile to Russia"."""
    match = grammar.home.match(text, place)
    if match is not None:
        for mention in actors:
            if mention.start in (match.end(), match.end() - 4) or match.end() == mention.start:
                return mention, mention.end
    return None, place


def _actor_of_field(
    text: str, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> tuple[ActorMention | None, int]:
    """The state of "minister of trade and tourism of Fiji"; what lies between names nobody."""
    match = grammar.field.match(text, place)
    if match is not None and text[place : match.end()].count(",") < 2:
        for mention in actors:
            if place <= mention.start < match.end() - 4:
                break
            if mention.start in (match.end(), match.end() - 4):
                return mention, mention.end
    return None, place


def _actor_past(
    text: str, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> tuple[ActorMention | None, int]:
    """The state of "President Akufo-Addo of Ghana"."""
    match = grammar.of.match(text, place)
    for mention in actors:
        if match is not None and mention.start in (match.end(), match.end() - 4):
            return mention, mention.end
    return None, place


def _names_after(
    text: str, place: int, end: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> Iterator[tuple[int, int]]:
    since = grammar.since.match(text, place, end) or _SHORT_FORM.match(text, place, end)
    place = since.end() if since else place
    gap = grammar.courtesy.match(text, place, end)
    place = gap.end() if gap else place
    name = _name(text, place, end, actors, grammar)
    while name is not None:
        yield name
        more = grammar.more.match(text, name[1], end)
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
        if word[0].isupper() and lower in grammar.bodies:
            return None
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


def _name_before(
    text: str, start: int, place: int, actors: Sequence[ActorMention], grammar: _Grammar
) -> tuple[int, int] | None:
    """The name of "Celso Amorim, foreign minister of Brazil" or "Ban Ki-moon was secretary-general".

    What follows the name may tell where somebody is from: "Ban Ki-moon of South Korea, secretary-general".
    """
    before = text[max(start, place - 110) : place]
    capitals = sum(letter.isupper() for letter in before)
    match = grammar.name_before.search(before) if capitals >= _FEWEST_CAPITALS else None
    if match is None:
        return None
    offset = max(start, place - 110)
    first, last = offset + match.start("name"), offset + match.end("name")
    for of in grammar.of.finditer(text[first:last]):
        if any(first + of.end() - 4 <= a.start <= first + of.end() and a.end == last for a in actors):
            last = first + of.start()
            break
    first = max([first, *(a.end for a in actors if first <= a.start < a.end < last and text[a.end] in "'’")])
    first += 3 if text[first : first + 1] in ("'", "’") else 0
    words = _last_run(list(re.finditer(r"[^ \u00a0]+", text[first:last])), grammar)
    if sum(w[0][0].isupper() for w in words) < _FEWEST_CAPITALS:
        return None
    return first + words[0].start(), first + words[-1].end()


def _last_run(words: list[re.Match[str]], grammar: _Grammar) -> list[re.Match[str]]:
    """The words at the end that can be a name: in capitals, with particles between them."""
    begin = len(words)
    for place in range(len(words) - 1, -1, -1):
        word = words[place][0]
        if word[0].isupper() and word.lower() not in grammar.not_names:
            begin = place
        elif word not in grammar.particles:
            break
    return words[begin:]
