"""Where a sentence says that somebody voted in some way: predicates, their subjects, and negation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from multipolar.measures.votes import Choice
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.subjects import Subject, after, before

_NEGATED = re.compile(r"\b(?:not|never|n['’]t)\b|n['’]t\b", re.I)
_CLAUSE_END = re.compile(r"[.;:()]|,\s+(?:while|whereas|but|and)\b|\s(?:while|whereas)\s")
_TAIL = 120
_GROUPS = ("region", "organisation")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said about how somebody voted; offsets are the document's."""

    subject: Subject
    choice: Choice
    negated: bool
    start: int
    end: int


def clauses(masked: Masked) -> Iterator[Clause]:
    """Every clause of a sentence that says how somebody voted, without repeats, in order."""
    seen: list[tuple[int, int]] = []
    found = [*_inverted(masked), *_active(masked), *_participles(masked)]
    for clause in sorted(found, key=lambda c: (c.start, c.subject.start)):
        place = (clause.start, clause.subject.end)
        if not any(s < place[1] and place[0] < e for s, e in seen):
            seen.append(place)
            yield clause


def _choices(language: str) -> dict[Choice, dict[str, Any]]:
    choices: dict[Choice, dict[str, Any]] = phrases("vote", language)["choices"]
    return choices


def predicates(choice: Choice, language: str) -> str:
    """One pattern of every active predicate of a choice."""
    forms = _choices(language)[choice]
    return "|".join([*forms["active"], *forms["weak"]])


def _active(masked: Masked) -> Iterator[Clause]:
    language = masked.sentence.language
    settings = phrases("vote", language)
    for choice in _choices(language):
        for match in pattern(predicates(choice, language), language).finditer(masked.text):
            found = before(masked, match.start(), settings["gap"])
            if found is None:
                continue
            subject, between = found
            # "did not participate" is the absent predicate itself, not its negation.
            refused = bool(re.search(settings["negated_weak"], between, re.I))
            negated = refused or bool(_NEGATED.search(between))
            yield _clause(masked, subject, choice, negated, match.end())


def _participles(masked: Masked) -> Iterator[Clause]:
    """Clauses without a verb of their own: "Chile in favour, Cuba against", "with Mali voting against"."""
    language = masked.sentence.language
    for choice, forms in _choices(language).items():
        source = rf"{forms['participle']}(?=[\s,.;:)]|$)"
        for match in pattern(source, language).finditer(masked.text):
            found = before(masked, match.start(), r"\s*(?:was\s+|were\s+|being\s+|,\s*)?")
            if found is not None and found[0].quantifier in (
                "list",
                "only",
                "rest",
                "count",
                "none",
                "all_but",
            ):
                yield _clause(masked, found[0], choice, False, match.end())


def _inverted(masked: Masked) -> Iterator[Clause]:
    language = masked.sentence.language
    settings = phrases("vote", language)
    for choice, forms in _choices(language).items():
        fillers = {
            "{PREDICATE}": f"(?:{predicates(choice, language)}|{forms['participle']})",
            "{PASSIVE}": f"(?:{'|'.join(forms['passive'])})" if forms["passive"] else None,
            "{VOTENOUN}": f"(?:{'|'.join(forms['noun'])})" if forms["noun"] else None,
        }
        for source in settings["inverted"]:
            if any(value is None and key in source for key, value in fillers.items()):
                continue
            for key, value in fillers.items():
                source = source.replace(key, value or "")
            for match in pattern(source, language).finditer(masked.text):
                yield from _after(masked, match, choice, settings)


def _after(
    masked: Masked, match: re.Match[str], choice: Choice, settings: dict[str, str]
) -> Iterator[Clause]:
    subject = after(masked, match.end())
    if subject is None or subject.quantifier == "bare":
        return
    opening, language = match[0], masked.sentence.language
    closed = not pattern(settings["inclusive"], language).search(opening) and pattern(
        settings["exclusive"], language
    ).search(opening)
    groups = tuple(
        m.actor for m in masked.actors(match.start(), match.end()) if m.kind in _GROUPS and m.actor
    )
    if subject.quantifier == "list":
        subject = replace(subject, quantifier="only" if closed else "list", groups=groups)
    start = match.start() + masked.sentence.start
    yield Clause(subject, choice, False, start, subject.end)


def _clause(masked: Masked, subject: Subject, choice: Choice, negated: bool, end: int) -> Clause:
    tail = masked.text[end : end + _TAIL]
    stop = _CLAUSE_END.search(tail)
    reach = end + (stop.start() if stop else 0 if len(tail) == _TAIL else len(tail.rstrip()))
    comma = tail.find(",")
    if comma >= 0:
        reach = min(reach, end + comma)
    return Clause(subject, choice, negated, subject.start, masked.sentence.start + reach)
