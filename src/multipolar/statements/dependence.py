"""Dependence on a supplier, a good or a source of income, said in ways that the record has no figures for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multipolar.reading.model import NumberMention
from multipolar.statements.cues import cued
from multipolar.statements.forms import asserted, form_pattern, forms
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.passages import clause, factual, fit

_ALL = 100.0
_BACK = 2


@dataclass(frozen=True, slots=True)
class Dependence:
    """Somebody depends on something, or on somebody for it.

    Attributes:
        start: First character, in the masked text.
        end: Character after the last.
        who: Ids of those who depend; none when the page leaves it open.
        on: Ids of those on whom.
        what: What for, in words.
        number: How far, where a number says it.
        share: Per cent, where told; 100 for "all".
    """

    start: int
    end: int
    who: tuple[str, ...]
    on: tuple[str, ...]
    what: str
    number: NumberMention | None
    share: float | None


def dependences(masked: Masked, discourse: Discourse) -> Iterator[Dependence]:
    """Every dependence that a sentence tells as a fact, the first of a place."""
    taken: list[tuple[int, int]] = []
    for _, match in forms(masked, "dependence"):
        if any(s < match.end() and match.start() < e for s, e in taken) or not asserted(masked, match):
            continue
        if not factual(masked, *clause(masked, *match.span()), match.end()):
            continue
        who, on = _named(masked, match, "who"), _named(masked, match, "on")
        if not who and match.groupdict().get("own"):
            who = _meant(masked, match, on, discourse)
        if who or on:
            taken.append(match.span())
            yield _dependence(masked, match, who, on)


def told(masked: Masked, discourse: Discourse, taken: Sequence[tuple[int, int]]) -> Iterator[Dependence]:
    """What a sentence tells of dependence in words of which no phrasing is.

    Args:
        masked: The sentence.
        discourse: What was said before.
        taken: Places already read, in the masked text.
    """
    language = masked.sentence.language
    words = phrases("dependence", language).get("told")
    if not words or not cued(words["cue"], masked.text, language):
        return
    held = list(taken)
    for source in words["forms"]:
        for match in form_pattern(source, "dependence", language).finditer(masked.text):
            if any(s < match.end() and match.start() < e for s, e in held) or not asserted(masked, match):
                continue
            place = clause(masked, *match.span())
            if not factual(masked, *place, match.end()) or not fit(masked, *place):
                continue
            who = _near(masked, place, discourse, words["goes_on"])
            if who:
                held.append(match.span())
                yield _dependence(masked, match, who, ())


def _near(masked: Masked, place: tuple[int, int], discourse: Discourse, goes_on: str) -> tuple[str, ...]:
    """The actors of a clause, else of its sentence; of the ones before where it goes on about them."""
    sentence = masked.sentence
    for named in (masked.actors(*place), sentence.actors):
        found = tuple(dict.fromkeys(str(m.actor) for m in named if m.actor))
        if found:
            return found
    if not pattern(goes_on, sentence.language).search(masked.text):
        return ()
    for before in reversed(discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        found = tuple(dict.fromkeys(str(m.actor) for m in before.actors if m.actor))
        if found and before.paragraph >= sentence.paragraph - 1:
            return found[:1]
    return discourse.reading.document.about[:1]


def _dependence(
    masked: Masked, match: re.Match[str], who: tuple[str, ...], on: tuple[str, ...]
) -> Dependence:
    words = match.groupdict()
    group = "n" if words.get("n") else "share" if words.get("share") else ""
    numbers = masked.numbers(match.start(group), match.end(group)) if group else ()
    number = numbers[0] if numbers else None
    share = None if number is None else number.value if number.value >= 1 else 100 * number.value
    if number is None and (words.get("all") or "").lower().endswith("all"):
        share = _ALL
    what = " ".join((words.get("what") or "").split())
    return Dependence(*match.span(), who, tuple(o for o in on if o not in who), what, number, share)


def _named(masked: Masked, match: re.Match[str], group: str) -> tuple[str, ...]:
    if not match.groupdict().get(group):
        return ()
    mentions = masked.actors(match.start(group), match.end(group))
    return tuple(dict.fromkeys(str(m.actor) for m in mentions if m.actor))


def _meant(
    masked: Masked, match: re.Match[str], on: tuple[str, ...], discourse: Discourse
) -> tuple[str, ...]:
    """Whom "its" or "the country" stands for: the one named before it, else the one the page is about."""
    before = [str(m.actor) for m in masked.actors(0, match.start()) if m.actor and m.actor not in on]
    if before:
        return (before[0],)
    about = [a for a in discourse.reading.document.about[:2] if a not in on]
    return tuple(about[:1])
