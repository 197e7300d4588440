"""Projects: what a state or organisation is said to have built, opened, financed or delivered."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from multipolar.reading.model import NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.forms import forms, said_when
from multipolar.statements.groups import names
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Value, Verdict
from multipolar.statements.passages import Cored, apart, clause, factual, fit


@dataclass(frozen=True)
class ProjectStatement(Cored):
    """Something built, opened, financed or delivered.

    Attributes:
        what: The thing, as written.
    """

    what: str = ""


class ProjectKind:
    """Plants, railways, ports, hospitals, deliveries: built, opened, financed or handed over."""

    names: tuple[KindName, ...] = ("project",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[ProjectStatement]:
        """At most one of a clause, where a place, an actor, a date or a number stands with it."""
        words = phrases("project", sentence.language)
        if not words or sentence.part == "heading":
            return
        masked = mask(sentence)
        if not _about_actors(sentence, discourse):
            return
        found = tuple(_projects(masked, discourse))
        if found and fit(masked, 0, len(masked.text)):
            yield from apart(found)

    def check(self, statement: ProjectStatement, _record: Record, _discourse: Discourse) -> Judgement:
        """The record has no table of projects."""
        who = f" of {names(statement.actors)}" if statement.actors else ""
        reason = (
            "The record has no table of projects; the operator's or the lender's own register "
            "(AidData, a development bank, a ministry) would settle it"
        )
        said = " ".join(statement.quote.split())
        return Judgement(
            Verdict.SILENT, f"A project{who}: {said}", reason, reproduce="multipolar record add --help"
        )


def _projects(masked: Masked, discourse: Discourse) -> Iterator[ProjectStatement]:
    for _, match in forms(masked, "project"):
        place = clause(masked, *match.span())
        if _is_fact(masked, *place, match.end()):
            yield _statement(masked, match, place, discourse)


def _about_actors(sentence: Sentence, discourse: Discourse) -> bool:
    return bool(sentence.actors) or (
        bool(discourse.reading.document.about) and bool(sentence.dates or sentence.numbers)
    )


def _is_fact(masked: Masked, first: int, last: int, said: int) -> bool:
    language = masked.sentence.language
    words = phrases("project", language)
    anchored = pattern(words["anchor"], language).search(masked.text, first, last)
    planned = pattern(words["planned"], language).search(masked.text, first, last)
    return anchored is not None and planned is None and factual(masked, first, last, said)


def _statement(
    masked: Masked, match: re.Match[str], place: tuple[int, int], discourse: Discourse
) -> ProjectStatement:
    sentence = masked.sentence
    first, last = place
    inside = masked.actors(first, last) or sentence.actors
    actors = tuple(dict.fromkeys(str(m.actor) for m in inside if m.actor))
    numbers: tuple[NumberMention, ...] = masked.numbers(first, last)
    number = max(numbers, key=lambda n: n.value, default=None)
    when = said_when(masked, *match.span())
    offset = sentence.start
    return ProjectStatement(
        "project", first + offset, last + offset, sentence.text[first:last], sentence,
        actors or tuple(discourse.reading.document.about[:2]), when.span if when else None,
        Value(number.value, number.unit, "level") if number else None,
        (match.start() + offset, match.end() + offset),
        sentence.text[match.start("what") : match.end("what")],
    )  # fmt: skip
