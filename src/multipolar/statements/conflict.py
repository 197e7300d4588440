"""Conflict: wars by name, wars between states, attacks with their dates, and the victims claimed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from multipolar.reading.model import DateMention, Sentence
from multipolar.record import Record
from multipolar.statements.conflict_checks import judge
from multipolar.statements.cues import cued
from multipolar.statements.encounters import Scene
from multipolar.statements.events import quotation, told
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.phrasing import Phrasing

Claim = Literal["named", "between", "act", "victims", "told"]
_FORMS: tuple[tuple[Claim, str], ...] = (
    ("named", "named"), ("between", "between"), ("act", "acts"), ("victims", "victims"),
)  # fmt: skip
_NEAR = 2
_BEFORE = 60


@dataclass(frozen=True)
class ConflictStatement(Statement):
    """A war took place, between these, then; or it cost this many lives.

    Attributes:
        claim: What is said.
        name: The war's name as written, for a named one.
        sides: States said to stand against each other.
    """

    claim: Claim = "named"
    name: str = ""
    sides: tuple[str, ...] = ()


class ConflictKind:
    """Statements about wars and disputes."""

    names: tuple[KindName, ...] = ("conflict",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[ConflictStatement]:
        """One statement for each war, attack and number of victims of a sentence."""
        words = phrases("conflict", sentence.language)
        if not words:
            return
        masked = mask(sentence)
        found = _precise(masked, words, discourse)
        yield from found
        for one in told("conflict", Scene(masked), discourse, [(s.start, s.end) for s in found]):
            start, end, quote = quotation(masked, one)
            yield ConflictStatement(
                "conflict", start, end, quote, sentence, one.actors(discourse), one.span, claim="told"
            )

    def check(self, statement: ConflictStatement, record: Record, _discourse: Discourse) -> Judgement:
        """Hold it against the wars of the record; silent where it holds none."""
        return judge(statement, record)


def _precise(masked: Masked, words: dict[str, Any], discourse: Discourse) -> list[ConflictStatement]:
    """What phrasings of their own find: wars by name, between states, attacks, victims."""
    sentence = masked.sentence
    found: list[ConflictStatement] = []
    if not cued(words["cue"], sentence.text, sentence.language):
        return found
    for claim, key in _FORMS:
        for source in words[key]:
            for match in _compiled(source, sentence.language).finditer(masked.text):
                statement = _statement(masked, match, claim, words, discourse)
                if statement and not any(s.start < statement.end and statement.start < s.end for s in found):
                    found.append(statement)
    if pattern(words["setting"], sentence.language).search(sentence.text):
        discourse.topics["war at"] = sentence.index
    return found


@cache
def _compiled(source: str, language: str) -> Phrasing:
    own: dict[str, str] = phrases("conflict", language)["fragments"]
    for _ in range(2):
        for fragment, text in own.items():
            source = source.replace("{" + fragment + "}", f"(?:{text.strip()})")
    return pattern(source, language)


def _statement(
    masked: Masked,
    match: re.Match[str],
    claim: Claim,
    words: dict[str, str],
    discourse: Discourse,
) -> ConflictStatement | None:
    sentence, language = masked.sentence, masked.sentence.language
    before = masked.text[max(0, match.start() - _BEFORE) : match.start()]
    if pattern(words["unreal"], language).search(before) or sentence.text.rstrip().endswith("?"):
        return None
    if pattern(words["not_war"], language).search(match[0]):
        return None
    value = _victims(masked, match) if claim == "victims" else None
    if claim == "victims" and (value is None or not _of_war(sentence, words, discourse)):
        return None
    held = match.groupdict()
    when = _when(masked, match)
    sides = tuple(_sides(masked, match))
    if claim == "between" and (len(set(sides)) < len("ab") or not (when or _meant(masked, match, words))):
        return None
    start, end = match.start() + sentence.start, match.end() + sentence.start
    quote = sentence.text[match.start() : match.end()]
    lead = len(quote) - len(quote.lstrip(" ,("))
    name = sentence.text[match.start("name") : match.end("name")] if held.get("name") else ""
    actors = tuple(dict.fromkeys(sides)) or tuple(m.actor for m in masked.actors(*match.span()) if m.actor)
    return ConflictStatement(
        "conflict", start + lead, end, quote[lead:], sentence, actors, when.span if when else None, value,
        claim, name, sides,
    )  # fmt: skip


def _meant(masked: Masked, match: re.Match[str], words: dict[str, str]) -> bool:
    """Whether an undated war is one that was: "the war between", and no "must be avoided" after it."""
    language = masked.sentence.language
    definite = pattern(words["definite"], language).search(match[0]) is not None
    return definite and pattern(words["modal"], language).search(masked.text[match.end() :]) is None


def _sides(masked: Masked, match: re.Match[str]) -> Iterator[str]:
    for part in ("who", "other"):
        if match.groupdict().get(part):
            for mention in masked.actors(match.start(part), match.end(part)):
                if mention.actor:
                    yield mention.actor


def _when(masked: Masked, match: re.Match[str]) -> DateMention | None:
    for part in ("when", "early"):
        if match.groupdict().get(part):
            found = masked.dates(match.start(part), match.end(part))
            if found and found[0].span.start is not None:
                return found[0]
    return None


def _victims(masked: Masked, match: re.Match[str]) -> Value | None:
    numbers = masked.numbers(match.start("n"), match.end("n"))
    whole = len(numbers) == 1 and float(numbers[0].value).is_integer() and numbers[0].unit != "%"
    return Value(numbers[0].value, "persons", "level") if whole else None


def _of_war(sentence: Sentence, words: dict[str, str], discourse: Discourse) -> bool:
    if pattern(words["not_war"], sentence.language).search(sentence.text):
        return False
    here = pattern(words["setting"], sentence.language).search(sentence.text)
    last: int | None = discourse.topics.get("war at")
    return here is not None or (last is not None and sentence.index - last <= _NEAR)
