"""Where a sentence says that somebody voted in some way: predicates, their subjects, and negation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from multipolar.measures.votes import Choice
from multipolar.reading.model import Sentence
from multipolar.statements.antecedents import Passage
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.subjects import Subject, after, before
from multipolar.statements.wording import wording

_TAIL = 120
_NOT_BARE_OF_VERB = ("bare", "all", "most")
_GROUPS = ("region", "organisation")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said about how somebody voted; offsets are the document's.

    ``predicate`` is where the words that say how end; ``like`` names whose choice is claimed, where it is
    not said; ``open`` marks a clause whose subject or choice nothing before it tells.
    """

    subject: Subject
    choice: Choice
    negated: bool
    start: int
    end: int
    predicate: int
    like: tuple[str, ...] = ()
    open: bool = False


def spoken_of(sentence: Sentence, discourse: Discourse) -> Subject | None:
    """Whom a sentence may go on about without naming it: the actor that the one before opened with."""
    passage: Passage | None = discourse.topics.get("passage")
    if passage is None or passage.subject is None or passage.paragraph != sentence.paragraph:
        return None
    mention = passage.subject
    return Subject("list", sentence.start, sentence.start, mention.actors, mentions=(mention,))


def clauses(masked: Masked, spoken_before: Subject | None = None) -> Iterator[Clause]:
    """Every clause of a sentence that says how somebody voted, without repeats, in order.

    Args:
        masked: The sentence.
        spoken_before: Whom a clause without a subject is about, in languages that leave subjects out.
    """
    seen: list[tuple[int, int]] = []
    found = [*_inverted(masked), *_active(masked), *_participles(masked)]
    if phrases("vote", masked.sentence.language).get("subjects_left_out"):
        found += _left_out(masked, found, spoken_before)
    for clause in sorted(found, key=lambda c: (c.start, c.subject.start)):
        place = (clause.start, clause.subject.end)
        if not any(s < place[1] and place[0] < e for s, e in seen):
            seen.append(place)
            yield clause


def choices(language: str) -> dict[Choice, dict[str, Any]]:
    """The choices there are, and the words for each."""
    known: dict[Choice, dict[str, Any]] = phrases("vote", language)["choices"]
    return known


def predicates(choice: Choice, language: str) -> str:
    """One pattern of every active predicate of a choice."""
    forms = choices(language)[choice]
    return "|".join([*forms["active"], *forms["weak"]])


def _active(masked: Masked) -> Iterator[Clause]:
    language = masked.sentence.language
    settings = phrases("vote", language)
    for choice in choices(language):
        for match in pattern(predicates(choice, language), language).finditer(masked.text):
            found = before(masked, match.start(), settings["gap"])
            if found is None or (found[0].quantifier == "count" and "joined" in found[1].lower()):
                continue
            subject, between = _agreeing(masked, found[0], match), found[1]
            if _unreal(masked, subject) or _spoken_of(masked, subject):
                continue
            # "did not participate" is the absent predicate itself, not its negation.
            refused = bool(re.search(settings["negated_weak"], between, re.I))
            negated = refused or bool(wording("vote_denied", language).search(between))
            yield clause_at(masked, subject, choice, negated, match.end())


def _agreeing(masked: Masked, subject: Subject, predicate: re.Match[str]) -> Subject:
    """The last of a list before a verb in the singular: "la paz en Ucrania y Brasil votó" is of Brazil."""
    singular: str | None = phrases("vote", masked.sentence.language).get("singular")
    if subject.quantifier != "list" or len(subject.mentions) < 2 or singular is None:
        return subject
    if not pattern(singular, masked.sentence.language).search(predicate[0]):
        return subject
    last = subject.mentions[-1]
    return replace(subject, actors=last.actors, mentions=(last,), start=last.start)


def _left_out(masked: Masked, found: Sequence[Clause], spoken_before: Subject | None) -> Iterator[Clause]:
    """Clauses whose verb has no subject: they go on about whom the clause or sentence before is about."""
    language, offset = masked.sentence.language, masked.sentence.start
    settings = phrases("vote", language)
    for choice in choices(language):
        for match in pattern(predicates(choice, language), language).finditer(masked.text):
            place = match.start() + offset
            if any(
                c.start <= place < c.predicate or abs(c.predicate - match.end() - offset) < 2 for c in found
            ):
                continue
            left = masked.text[max(0, match.start() - _TAIL) : match.start()]
            earlier = [c.subject for c in found if c.predicate <= place]
            subject = earlier[-1] if earlier else spoken_before
            if subject is None or not pattern(settings["subjects_left_out"], language).search(left):
                continue
            if pattern(settings["unreal"], language).search(left):
                continue
            negated = wording("vote_denied", language).search(left[-12:]) is not None
            yield clause_at(masked, replace(subject, start=place, end=place), choice, negated, match.end())


def _unreal(masked: Masked, subject: Subject) -> bool:
    """Whether the clause is a condition or a wish: "had Ghana abstained", "whether India voted for it"."""
    language = masked.sentence.language
    left = masked.text[: max(0, subject.start - masked.sentence.start)][-_TAIL:]
    words: str | None = phrases("vote", language).get("unreal")
    return words is not None and pattern(words, language).search(left) is not None


def _spoken_of(masked: Masked, subject: Subject) -> bool:
    """Whether a bare number counts those named before: "all three voted against"."""
    words: str | None = phrases("vote", masked.sentence.language).get("counted_before")
    if words is None or subject.quantifier != "count" or subject.groups or subject.examples:
        return False
    left = masked.text[: max(0, subject.start - masked.sentence.start)]
    return pattern(words, masked.sentence.language).search(left) is not None


def _participles(masked: Masked) -> Iterator[Clause]:
    """Clauses without a verb of their own: "Chile in favour, Cuba against", "with Mali voting against"."""
    language = masked.sentence.language
    if masked.sentence.text.rstrip().endswith("?"):
        return
    for choice, forms in choices(language).items():
        source = rf"{forms['participle']}(?=[\s,.;:)]|$)"
        for match in pattern(source, language).finditer(masked.text):
            found = before(masked, match.start(), wording("vote_participle_gap", language).pattern)
            if found is not None and found[0].quantifier not in _NOT_BARE_OF_VERB:
                yield clause_at(masked, found[0], choice, False, match.end())


def _inverted(masked: Masked) -> Iterator[Clause]:
    """Clauses whose subject stands after: "opposed by Mali", "those abstaining were Chad and Togo"."""
    language = masked.sentence.language
    openings = phrases("vote", language)["inverted"]
    for choice, forms in choices(language).items():
        words = {
            "verb": f"(?:{predicates(choice, language)}|{forms['participle']})",
            "passive": "|".join(forms["passive"]), "noun": "|".join(forms["noun"]),
        }  # fmt: skip
        for kind, source in words.items():
            if source:
                wanted = [o for o in openings if o["words"] == kind]
                for match in pattern(source, language).finditer(masked.text):
                    yield from _after(masked, match, choice, wanted)


def _after(
    masked: Masked, words: re.Match[str], choice: Choice, openings: list[dict[str, str]]
) -> Iterator[Clause]:
    for opening in openings:
        stretch = _opening(masked, words, opening)
        if stretch is None:
            continue
        subject = after(masked, stretch[1])
        if subject is not None and subject.quantifier != "bare":
            subject = _opened(masked, subject, *stretch)
            offset = masked.sentence.start
            yield Clause(subject, choice, False, stretch[0] + offset, subject.end, words.end() + offset)


def _opening(masked: Masked, words: re.Match[str], opening: dict[str, str]) -> tuple[int, int] | None:
    """Where an opening around the words of a choice begins and ends, if it is that opening."""
    language = masked.sentence.language
    then = pattern(opening["after"], language).match(masked.text, words.end())
    if then is None:
        return None
    start = words.start()
    if "before" in opening:
        left = masked.text[max(0, start - _TAIL) : start]
        first = pattern(opening["before"], language).search(left)
        if first is None:
            return None
        start = start - len(left) + first.start()
    return start, then.end()


def _opened(masked: Masked, subject: Subject, start: int, end: int) -> Subject:
    """A list after an opening such as "those who abstained were" claims to be complete within its group."""
    if subject.quantifier != "list":
        return subject
    settings, language = phrases("vote", masked.sentence.language), masked.sentence.language
    opening = masked.text[start:end]
    open_list = pattern(settings["inclusive"], language).search(opening) is not None
    closed = not open_list and pattern(settings["exclusive"], language).search(opening) is not None
    groups = tuple(m.actor for m in masked.actors(start, end) if m.kind in _GROUPS and m.actor)
    return replace(subject, quantifier="only" if closed else "list", groups=groups)


def clause_at(masked: Masked, subject: Subject, choice: Choice, negated: bool, end: int) -> Clause:
    """A clause whose words that say how end at a place of the masked text."""
    tail = masked.text[end : end + _TAIL]
    stop = wording("vote_clause_end", masked.sentence.language).search(tail)
    reach = end + (stop.start() if stop else 0 if len(tail) == _TAIL else len(tail.rstrip()))
    comma = tail.find(",")
    if comma >= 0:
        reach = min(reach, end + comma)
    offset = masked.sentence.start
    return Clause(subject, choice, negated, subject.start, offset + reach, offset + end)
