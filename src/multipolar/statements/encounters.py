"""Who takes part in a clause about people who meet, where and when, and whether it is said to have been."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention, PersonMention, Sentence
from multipolar.statements import cues
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.persons_meant import persons_meant
from multipolar.statements.phrasing import Choice, Phrasing
from multipolar.statements.signs import STATE
from multipolar.statements.stand_ins import in_context, spread
from multipolar.statements.wording import sort_of, wording

# One more letter of the script that masks are made of: the name of a person, or of a place.
PERSON = "\u1472"
_CAPITALISED = "[A-ZÀ-ÖØ-ÞĀČĐĒĞĪİŁŌŞŠŪŽЁА-Я]"
_WORD = (
    rf"(?:(?:[А-ЯЁ]\.){{1,2}}{_CAPITALISED}[\w'’-]*[^\W\d_]|{_CAPITALISED}[\w'’-]*[^\W\d_]"
    r"|[A-ZА-ЯЁ]\.(?:[A-ZА-ЯЁ]\.)*)"
)
_PARTICLE = r"(?:de|da|do|das|del|dos|la|van|von|bin|al|el|ibn|der|den|аль|ибн|бен|ван|фон)"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{0,4}}")
# What is longer is a table or a text that lost its stops; nothing is told from it.
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: a person, an office, or both, for an actor when told.

    Attributes:
        name: The name as written; ``None`` when only the office is named.
        title: The office in the record's words, as far as told.
        actor: The actor acted for.
        start: First character, in the document's text.
        end: Character after the last.
    """

    name: str | None
    title: str | None
    actor: str | None
    start: int
    end: int

    @property
    def words(self) -> str:
        """The name, or the office and the actor."""
        if self.name:
            return self.name
        office = (self.title or "a representative").replace("_", " ")
        return f"{office} of {self.actor}" if self.actor else office


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its persons masked too, and who they are."""

    masked: Masked
    parties: tuple[Party, ...] = ()

    @property
    def text(self) -> str:
        """The masked text."""
        return self.masked.text

    def within(self, start: int, end: int) -> tuple[Party, ...]:
        """The persons that begin within a stretch of the masked text."""
        begin = self.masked.sentence.start
        return tuple(p for p in self.parties if start <= p.start - begin < end)


def scene(sentence: Sentence, discourse: Discourse) -> Scene:
    """A sentence with persons masked: named by an office, by other names, or by "he" and "she"."""
    asked, made = discourse.topics.get("scene", (None, None))
    if asked is not sentence:
        made = _scene(sentence, discourse)
        discourse.topics["scene"] = (sentence, made)
    held: Scene = made
    return held


def unpeopled(sentence: Sentence, discourse: Discourse) -> Scene:
    """A sentence with its actors and times masked, and what stands for actors, but not its persons."""
    full = in_context(sentence, discourse)
    return Scene(spread(mask(full)), ())


def _scene(sentence: Sentence, discourse: Discourse) -> Scene:
    text = list(unpeopled(sentence, discourse).text)
    full = in_context(sentence, discourse)
    parties = [_titled(person) for person in full.people]
    for person in full.people:
        first = person.start - full.start
        text[first : person.end - full.start] = PERSON * (person.end - person.start)
    for start, end, meant in persons_meant(full, "".join(text), PERSON, discourse):
        text[start:end] = PERSON * (end - start)
        parties.append(Party(meant.name, meant.title, meant.actor, start + full.start, end + full.start))
    for start, end in _names("".join(text), full.language):
        text[start:end] = PERSON * (end - start)
        parties.append(Party(full.text[start:end], None, None, start + full.start, end + full.start))
    return Scene(Masked(full, "".join(text)), tuple(sorted(parties, key=lambda p: p.start)))


def _titled(person: PersonMention) -> Party:
    return Party(person.name, person.title, person.actor, person.start, person.end)


def _names(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that hold no word of institutions and the like."""
    refused = not_names(language)
    for match in _RUN.finditer(text):
        start, end = match.span()
        words = match[0].split()
        while words and start == 0 and words[0].lower() in refused:
            start += len(words[0]) + 1
            words = words[1:]
        if match[0].endswith(("'s", "’s")):
            end -= 2
        named = bool(words) and len(words[0]) > 1 and not match[0].isupper()
        if named and not any(_plain(w) in refused for w in words if w[0].isupper()):
            yield start, end


def _plain(word: str) -> str:
    return re.sub(r"['’]s$", "", word.lower())


@cache
def not_names(language: str) -> frozenset[str]:
    """Words that no run of capitalised words holds when it is a name, in small letters."""
    from multipolar.reading.lexicon import lexicon

    own = set(phrases("encounter", language).get("not_names", "").split())
    return frozenset(own | set(lexicon("people", language).get("not_names", ())))


@cache
def encounter(kind: str, source: str, language: str) -> Phrasing:
    """Compile a phrasing with the fragments of meetings and of its own kind."""
    return pattern(_spelled(kind, source, language), language)


@cache
def _spelled(kind: str, source: str, language: str) -> str:
    """A phrasing with the fragments of meetings and of its own kind written out."""
    own: dict[str, str] = {
        **phrases("encounter", language).get("fragments", {}),
        **phrases(kind, language).get("fragments", {}),
    }
    while (found := next((f for f in own if "{" + f + "}" in source), None)) is not None:
        source = source.replace("{" + found + "}", f"(?:{own[found].strip()})")
    # A masked run is taken whole: given back letter by letter it would only fail again.
    source = re.sub(r"(<[A-Z]>)\+(?![+?])", r"\1++", source)
    return source.replace("<P>", PERSON)


def forms(kind: str, text: str, language: str) -> Iterator[dict[str, Any]]:
    """The phrasings of a kind that may stand in a masked text, and whose own cue does."""
    for form in _forms(kind, language).within(text):
        if "cue" not in form or cues.cued(_spelled(kind, form["cue"], language), text, language):
            yield form


@cache
def _forms(kind: str, language: str) -> Choice[dict[str, Any]]:
    entries = []
    for form in phrases(kind, language).get("forms", ()):
        sources = [form["source"], *([form["cue"]] if "cue" in form else [])]
        entries.append((form, [encounter(kind, source, language) for source in sources]))
    return Choice(entries)


def cued(kind: str, sentence: Sentence) -> bool:
    """Whether a sentence holds a word without which no phrasing of a kind is tried."""
    if len(sentence.text) > _LONGEST:
        return False
    words = phrases(kind, sentence.language)
    return bool(words) and cues.cued(words["cue"], sentence.text, sentence.language)


def unreal(masked: Masked, start: int, end: int, *, before: int = 50) -> bool:
    """Whether a clause speaks of a plan, an invitation, a condition, a story, or asks.

    Args:
        masked: The sentence.
        start: Where the words of the statement begin in the masked text.
        end: Where its verb ends.
        before: How far back in the clause words are looked at.
    """
    asked = masked.sentence.text.rstrip(" \"'”’)»").endswith("?")
    language = masked.sentence.language
    if asked and not wording("granted", language).search(masked.text[:start]):
        return True
    left = masked.text[max(0, start - before) : start]
    cut = [m.end() for m in wording("clause_break", language).finditer(left)]
    words = left[cut[-1] if cut else 0 :] + masked.text[start:end]
    return _says(masked, "unreal", words)


def negated(masked: Masked, start: int, end: int) -> bool:
    """Whether the words between two places deny."""
    return _says(masked, "negated", masked.text[start:end])


def _says(masked: Masked, key: str, words: str) -> bool:
    language = masked.sentence.language
    return pattern(phrases("encounter", language)[key], language).search(words) is not None


def when(masked: Masked, start: int, end: int) -> DateMention | None:
    """The date a clause gives for itself: within it, after it, or before it in the same clause."""
    inside = [d for d in masked.dates(start, end) if dated(d)]
    if inside:
        return inside[-1]
    language = masked.sentence.language
    if after := wording("date_after", language).match(masked.text, end):
        found = masked.dates(after.start("when"), after.end("when"))
        if found and dated(found[0]):
            return found[0]
    if earlier := wording("date_before", language).search(masked.text[:start]):
        found = masked.dates(earlier.start("when"), earlier.end("when"))
        if found and dated(found[-1]):
            return found[-1]
    if close := wording("date_just_before", language).search(masked.text[max(0, start - 40) : start]):
        shift = max(0, start - 40)
        found = masked.dates(shift + close.start("when"), shift + close.end("when"))
        if found and dated(found[-1]):
            return found[-1]
    return None


def dated(date: DateMention) -> bool:
    """Whether a date says when something was, and not since or until when."""
    return date.role == "at" and date.span.start is not None and date.span.end is not None


def parties(shot: Scene, start: int, end: int) -> tuple[Party, ...]:
    """The persons of a stretch of the masked text; where there are none, the offices it names."""
    named = shot.within(start, end)
    offices = _offices(shot, start, end)
    if not named:
        return offices
    if len(named) == 1 and named[0].title is None and offices:
        first, office = named[0], offices[0]
        return (Party(first.name, office.title, office.actor, min(office.start, first.start), first.end),)
    homes = [m for m in shot.masked.actors(start, end) if m.actor]
    if len(named) == 1 and named[0].actor is None and len(homes) == 1:
        return (replace(named[0], actor=homes[0].actor),)
    return named


def _offices(shot: Scene, start: int, end: int) -> tuple[Party, ...]:
    masked = shot.masked
    begin = masked.sentence.start
    form = encounter("encounter", "(?P<office>{OFFICE})", masked.sentence.language)
    found = []
    for match in form.finditer(masked.text, start, end):
        actors = [m.actor for m in masked.actors(*match.span()) if m.actor]
        if wording("pope", masked.sentence.language).search(match[0]):
            actors = ["VAT"]
        title = encounter("encounter", "{TITLE}", masked.sentence.language).search(match[0])
        found.append(
            Party(None, office_title(title[0], masked.sentence.language) if title else None,
                  actors[0] if actors else None,
                  match.start() + begin, match.end() + begin)
        )  # fmt: skip
    return tuple(found)


def office_title(words: str, language: str = "en") -> str:
    """The record's word for an office as written."""
    return sort_of(" ".join(words.split()), "titles", language, "minister")


def hosts(shot: Scene, start: int, end: int) -> tuple[ActorMention, ...]:
    """The states that a stretch names as places, by themselves or by their capitals."""
    found = shot.masked.actors(start, end)
    places = [m for m in found if m.actor and m.form not in ("adjective", "demonym")]
    return tuple(places)


def place_words(shot: Scene, start: int, end: int) -> str | None:
    """The city a stretch names, as written: a capital, or a name that is no state."""
    begin = shot.masked.sentence.start
    for mention in shot.masked.actors(start, end):
        if mention.form == "capital":
            return mention.text
    for party in shot.within(start, end):
        return shot.masked.sentence.text[party.start - begin : party.end - begin]
    return None


def spanned(sentence: Sentence, start: int, end: int, date: DateMention | None) -> tuple[int, int]:
    """The span of a statement in the document, widened to its date."""
    first, last = start + sentence.start, end + sentence.start
    if date is not None and date.start < first:
        before = wording("date_preposition", sentence.language).search(
            sentence.text[: date.start - sentence.start]
        )
        first = date.start - (len(before[0]) if before else 0)
    if date is not None:
        last = max(last, date.end)
    return first, last


def trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A span without blanks and commas at its ends."""
    text = sentence.text
    begin, end = first - sentence.start, last - sentence.start
    while begin < end and text[begin] in " \u00a0,;:":
        begin += 1
    while end > begin and text[end - 1] in " \u00a0,;:(":
        end -= 1
    return begin + sentence.start, end + sentence.start


def is_place(text: str) -> bool:
    """Whether a stretch of masked text holds a state."""
    return STATE in text


def told(span: Span | None) -> str:
    """A span in words: a day, or its ends."""
    if span is None or span.start is None or span.end is None:
        return ""
    if span.start == span.end:
        return f" on {span.start.isoformat()}"
    if (span.start.month, span.start.day, span.end.month, span.end.day) == (1, 1, 12, 31):
        return (
            f" in {span.start.year}"
            if span.start.year == span.end.year
            else f" in {span.start.year} to {span.end.year}"
        )
    if span.start.day == 1 and span.start.month == span.end.month and span.start.year == span.end.year:
        return f" in {span.start.isoformat()[:7]}"
    return f" between {span.start.isoformat()} and {span.end.isoformat()}"


def one_each(found: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch is free of those found before."""
    return not any(s < end and start < e for s, e in found)
