"""Quantities and dated acts of public life that no other kind takes: troops, aid, doctrines, bans."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from multipolar.reading.model import NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.forms import form_pattern, forms, said_when
from multipolar.statements.groups import names
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Value, Verdict
from multipolar.statements.passages import Cored, apart, clause, factual, fit

_STRONG = 10.0
# A page about two states counts things of theirs; so much of it may be searched for whom.
_BACK = 2
_SOURCES = {
    "money": "the giver's or the lender's published accounts", "years": "dated sources on both ends",
    "age": "a biography", "act": "the published text of the act", "vote held": "the authority that held it",
    "life": "an official biography", "ban": "the law itself", "comparison": "figures of both sides",
    "capital": "the law itself", "law": "the law itself", "status": "the act itself, or a dated history",
    "court": "the court's own records", "frontier": "dated reports of the authorities concerned",
    "name": "the act itself", "holiday": "the calendar of those who keep it",
    "standing": "the body's own records", "service": "the ministries concerned",
    "seat": "the body's own statutes", "rule": "the body's own statutes",
}  # fmt: skip


@dataclass(frozen=True)
class QuantityStatement(Cored):
    """A number or a dated act that the record has no table for.

    Attributes:
        sort: What is said: ``count``, ``share``, ``money``, ``years``, ``act``, ...
        topic: What is counted, and empty where that is not told.
        settles: Who keeps figures of it.
    """

    sort: str = "count"
    topic: str = ""
    settles: str = ""


class QuantityKind:
    """Whatever else of states and organisations is said with a number or a date."""

    names: tuple[KindName, ...] = ("quantity",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[QuantityStatement]:
        """At most one of a clause; the audit drops those of which another kind says more."""
        if not phrases("quantity", sentence.language) or sentence.part == "heading":
            return
        masked = mask(sentence)
        if not _public(masked, discourse):
            return
        found = (*_numbers(masked, discourse), *_money(masked, discourse), *_acts(masked, discourse))
        if found and fit(masked, 0, len(masked.text)):
            yield from apart(found)

    def check(self, statement: QuantityStatement, _record: Record, _discourse: Discourse) -> Judgement:
        """The record has no table for it; the reason names who would know."""
        who = f" of {names(statement.actors)}" if statement.actors else ""
        what = statement.topic or (
            "a dated act" if statement.sort in ("act", "vote held") else statement.sort
        )
        reason = (
            f"The record has no table that could decide this ({what}); {statement.settles} would settle it"
        )
        said = " ".join(statement.quote.split())
        return Judgement(
            Verdict.SILENT, f"Said{who}: {said}", reason, reproduce="multipolar record add --help"
        )


def _public(masked: Masked, discourse: Discourse) -> bool:
    """Whether a sentence is about a state or organisation, named in it or, for "our country", by its page."""
    sentence = masked.sentence
    if sentence.actors or sentence.people:
        return True
    anaphors = phrases("quantity", sentence.language)["anaphors"]
    if pattern(anaphors, sentence.language).search(sentence.text) is None:
        return False
    near = discourse.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]
    return bool(discourse.reading.document.about) or any(s.actors for s in near)


@cache
def _with_nouns(source: str, language: str) -> str:
    nouns = "|".join(entry["words"] for entry in phrases("quantity", language)["topics"])
    return source.replace("{NOUN}", f"(?:{nouns})")


def _numbers(masked: Masked, discourse: Discourse) -> Iterator[QuantityStatement]:
    for form, match in forms(masked, "quantity", "numbers", _with_nouns):
        number = _number(masked, match)
        sort = form["sort"]
        if (number is None and sort != "years") or (number is not None and _of_states(number)):
            continue
        if number is not None and sort == "count" and _vague(masked, number):
            continue
        topic, settles = _topic(masked, match)
        yield from _made(masked, match.span(), discourse, sort, (topic, settles), number)


def _number(masked: Masked, match: re.Match[str]) -> NumberMention | None:
    """The number of a match; "1800 voters" counts, though four digits were read as a year."""
    first, last = match.span("n")
    found = masked.numbers(first, last)
    if found:
        return found[0]
    offset = masked.sentence.start
    written = masked.sentence.text[first:last]
    if not written.isdecimal():
        return None
    return NumberMention(
        first + offset, last + offset, written, float(written), "people", digits=len(written)
    )


def _of_states(number: NumberMention) -> bool:
    """Abstentions are tallies, and countries are counted by other kinds."""
    return number.unit in ("countries", "abstentions")


def _vague(masked: Masked, number: NumberMention) -> bool:
    vague = phrases("quantity", masked.sentence.language)["vague"]
    plain = number.text.strip().lower()
    return pattern(vague, masked.sentence.language).search(plain) is not None and number.value < _STRONG


def _topic(masked: Masked, match: re.Match[str]) -> tuple[str, str]:
    noun = match.groupdict().get("noun")
    entries: list[Mapping[str, str]] = phrases("quantity", masked.sentence.language)["topics"]
    if noun:
        for entry in entries:
            if pattern(rf"^{entry['words']}$", masked.sentence.language).search(noun):
                return entry["name"], entry["of"]
    return "", "official statistics"


def _money(masked: Masked, discourse: Discourse) -> Iterator[QuantityStatement]:
    language = masked.sentence.language
    source = phrases("quantity", language)["money"]
    offset = masked.sentence.start
    for number in masked.sentence.numbers:
        if number.unit is None or not number.unit.isupper():
            continue
        place = (number.start - offset, number.end - offset)
        first, last = clause(masked, *place)
        if form_pattern(source, "quantity", language).search(masked.text, first, last):
            topic = ("an amount of money", _SOURCES["money"])
            yield from _made(masked, place, discourse, "money", topic, number)


def _acts(masked: Masked, discourse: Discourse) -> Iterator[QuantityStatement]:
    for form, match in forms(masked, "quantity", "acts"):
        sort = form["sort"]
        yield from _made(
            masked, match.span(), discourse, sort, ("", _SOURCES[sort]), None, bool(form.get("dated"))
        )


def _made(
    masked: Masked,
    core: tuple[int, int],
    discourse: Discourse,
    sort: str,
    topic: tuple[str, str],
    number: NumberMention | None,
    dated: bool = False,
) -> Iterator[QuantityStatement]:
    sentence = masked.sentence
    first, last = clause(masked, *core)
    if not factual(masked, first, last, core[1]):
        return
    when = said_when(masked, *core)
    if dated and (when is None or when.role == "by"):
        return
    actors = _actors(masked, (first, last), discourse)
    value = Value(number.value, number.unit, _value_kind(sort)) if number is not None else None
    offset = sentence.start
    yield QuantityStatement(
        "quantity", first + offset, last + offset, sentence.text[first:last], sentence, actors,
        when.span if when else None, value, (core[0] + offset, core[1] + offset), sort, topic[0],
        topic[1] if topic[0] else _SOURCES.get(sort, topic[1]),
    )  # fmt: skip


def _value_kind(sort: str) -> str:
    return {"share": "share", "growth": "growth", "times": "multiple"}.get(sort, "level")


def _actors(masked: Masked, place: tuple[int, int], discourse: Discourse) -> tuple[str, ...]:
    """Actors of the clause, else of the sentence, else those the page is about."""
    inside = masked.actors(*place) or masked.sentence.actors
    found = tuple(dict.fromkeys(str(m.actor) for m in inside if m.actor))
    return found or tuple(discourse.reading.document.about[:2])
