"""Whom a clause is about: a list of states, or a group with a quantifier such as all, none or the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from multipolar.reading.model import ActorMention, NumberMention
from multipolar.statements.cues import cued
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.wording import wording

Quantifier = Literal["list", "only", "all", "all_but", "none", "rest", "count", "most", "bare"]
_STATES = ("state", "territory")
_REACH = 700


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a clause is about.

    Attributes:
        quantifier: How the actors are meant.
        start: First character, in the document's text.
        end: Character after the last.
        actors: Actors named: the list itself, the exceptions of ``all_but``, the ones of ``only``.
        groups: Regions and organisations that bound the group, ids.
        anaphoric: Whether the group is named by a word such as "the region" and left to discourse.
        number: The number of a ``count``.
        examples: Actors named as examples or members of a counted group.
        exhaustive: Whether the examples claim to be all of them.
        mentions: The mentions behind ``actors`` and ``examples``.
    """

    quantifier: Quantifier
    start: int
    end: int
    actors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    anaphoric: bool = False
    number: NumberMention | None = None
    examples: tuple[str, ...] = ()
    exhaustive: bool = False
    mentions: tuple[ActorMention, ...] = ()


def _forms(language: str, words: str) -> Iterator[tuple[Quantifier, str]]:
    """The forms whose cue stands among the words."""
    for form in phrases("subjects", language)["forms"]:
        if "cue" not in form or cued(form["cue"], words, language):
            yield form["quantifier"], form["source"]


def before(masked: Masked, end: int, gap: str) -> tuple[Subject, str] | None:
    """The subject that ends just before a place of the masked text.

    Args:
        masked: The sentence.
        end: Where the predicate begins.
        gap: What may stand between subject and predicate, as a phrasing.

    Returns:
        The subject and the words of the gap, or ``None``.
    """
    left = masked.text[max(0, end - _REACH) : end]
    shift = end - len(left)
    language = masked.sentence.language
    for quantifier, source in _forms(language, left):
        match = pattern(f"{source}(?P<gap>{gap})$", language).search(left)
        if match is not None and _set_beside(left, quantifier, match, language):
            continue
        if match is not None and (subject := _subject(masked, quantifier, match, shift)) is not None:
            return subject, match["gap"]
    return None


def _set_beside(left: str, quantifier: Quantifier, match: re.Match[str], language: str) -> bool:
    """Whether a group stands beside those it is said of, or only a share of it is meant."""
    words = phrases("subjects", language)
    if quantifier not in ("all", "bare", "most") or "set_beside" not in words:
        return False
    before_it = left[: match.start()]
    if quantifier == "bare" and pattern(words["share_of"], language).search(before_it):
        return True
    beside = pattern(words["set_beside"], language).search(before_it)
    return beside is not None and pattern(words["beside_ends"], language).match(match["gap"]) is not None


def bounded(masked: Masked, before_place: int) -> tuple[tuple[str, ...], bool]:
    """The group that an opening sets for what follows: "Of the members of the European Union, only ...".

    Args:
        masked: The sentence.
        before_place: Where the subject begins, in the document's text.

    Returns:
        The groups named, and whether a word such as "regional" stands for one.
    """
    left = masked.text[: max(0, before_place - masked.sentence.start)]
    language = masked.sentence.language
    found: tuple[tuple[str, ...], bool] = ((), False)
    for match in pattern(phrases("subjects", language)["opening"], language).finditer(left):
        found = _groups(masked, match, 0)
    return found


def after(masked: Masked, start: int) -> Subject | None:
    """The subject that begins at a place of the masked text (``opposed by ...``)."""
    right = masked.text[start : start + _REACH]
    language = masked.sentence.language
    for quantifier, source in _forms(language, right):
        match = pattern(rf"\s*{source}", language).match(right)
        if match is not None and (subject := _subject(masked, quantifier, match, start, True)) is not None:
            return subject
    return None


def _subject(
    masked: Masked, quantifier: Quantifier, match: re.Match[str], shift: int, opened: bool = False
) -> Subject | None:
    """What a form matched; ``opened`` when an opening has already said that a list follows."""
    named = _named(masked, match, shift)
    start = match.start() + shift + masked.sentence.start
    if quantifier == "list":
        kept = named if opened else _without_introduction(masked, named)
        named, start = kept, kept[0].start if len(kept) < len(named) else start
        if any(m.kind not in _STATES for m in named):
            return _bloc(masked, match, named, shift)
    if (quantifier in ("list", "only", "all_but") and not named) or any(m.actor is None for m in named):
        return None
    groups, anaphoric = _groups(masked, match, shift)
    end = (match.start("gap") if "gap" in match.re.groupindex else match.end()) + shift
    actors = tuple(str(m.actor) for m in named)
    number = _number(masked, match, shift)
    if quantifier == "rest" and number is None:
        counted_out = masked.numbers(match.start() + shift, end)
        number = counted_out[-1] if counted_out else None
    counted = quantifier == "count"
    exhaustive = counted and bool(actors) and not match["open"] and number is not None
    exhaustive = exhaustive and number is not None and len(actors) == number.value
    return Subject(
        quantifier, start, end + masked.sentence.start, () if counted else actors, groups, anaphoric, number,
        actors if counted else (), exhaustive, named,
    )  # fmt: skip


def _number(masked: Masked, match: re.Match[str], shift: int) -> NumberMention | None:
    if "number" not in match.re.groupindex:
        return None
    found = masked.numbers(match.start("number") + shift, match.end("number") + shift)
    words = phrases("subjects", masked.sentence.language)
    said = masked.text[match.end("number") + shift : match.end() + shift]
    if "open_number" in words and pattern(words["open_number"], masked.sentence.language).search(said):
        return None
    return found[0] if found and found[0].unit != "%" else None


def _without_introduction(masked: Masked, named: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Leave out an actor that closes an opening phrase: "In the vote on Ukraine, Brazil abstained"."""
    if len(named) < 2:
        return named
    begin = masked.sentence.start
    language = masked.sentence.language
    words = phrases("subjects", language)
    left = masked.text[max(0, named[0].start - begin - 60) : named[0].start - begin]
    between = masked.text[named[0].end - begin : named[1].start - begin]
    if "," not in between or not pattern(words["introduced"], language).search(left):
        return named
    return named if pattern(words["governed"], language).search(left) else named[1:]


def _bloc(
    masked: Masked, match: re.Match[str], named: tuple[ActorMention, ...], shift: int
) -> Subject | None:
    blocs = [m.actor for m in named if m.kind not in _STATES and m.actor]
    if len(named) != 1 or not blocs:
        return None
    offset = masked.sentence.start
    end = match.start("gap") if "gap" in match.re.groupindex else match.end()
    return Subject(
        "bare", match.start() + shift + offset, end + shift + offset, (), tuple(blocs), mentions=named
    )


def _named(masked: Masked, match: re.Match[str], shift: int) -> tuple[ActorMention, ...]:
    if "named" not in match.re.groupindex or match["named"] is None:
        return ()
    return masked.actors(match.start("named") + shift, match.end("named") + shift)


def _groups(masked: Masked, match: re.Match[str], shift: int) -> tuple[tuple[str, ...], bool]:
    groups: tuple[str, ...] = ()
    words = ""
    for part in ("group", "within"):
        if part in match.re.groupindex and match[part] is not None:
            inside = masked.actors(match.start(part) + shift, match.end(part) + shift)
            groups += tuple(m.actor for m in inside if m.kind not in _STATES and m.actor)
            words += match[part]
    said = wording("group_meant", masked.sentence.language).search(words)
    return groups, not groups and said is not None
