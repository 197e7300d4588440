"""Reliance: how much of a commodity a state is said to import, and from whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from multipolar.basics.dates import Span
from multipolar.reading.model import Hedge, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.cues import cued
from multipolar.statements.dependence import Dependence, dependences, told
from multipolar.statements.forms import asserted, form_pattern, forms, said_when
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.reliance_checks import judge

Claim = Literal["reliance", "supplier_share", "main_supplier", "dependence"]
_ALL = 100.0
# How many sentences off a table's caption or heading may stand.
_CAPTION_REACH = 14
# "48 per cent of its copper from Chile" is Chile's share; with a comma or "mostly" before "from" it is not.
_OF_ONE = re.compile(
    r"(?<!mostly)(?<!mainly)(?<!chiefly)(?<!primarily)(?<!largely)(?<!principally)\s+from\s+[^,]+$"
)
_MOST = re.compile(r"most|bulk|majority", re.I)
_BOUNDS: dict[str, Hedge] = {
    ">": "more_than", "≥": "at_least", "<": "less_than", "≤": "up_to", "~": "about",
}  # fmt: skip


@dataclass(frozen=True)
class RelianceStatement(Statement):
    """A state imports so much of a commodity, or from these suppliers.

    Attributes:
        claim: What the number or list is about.
        importer: Actor id.
        commodity: Leading words of the source's name.
        share: Per cent claimed.
        hedge: How the wording bounds it.
        digits: Significant digits written; 0 for words.
        suppliers: Suppliers named, ids, in order.
        main: Whether they are said to be the largest.
        most: Whether they are said to supply more than half.
    """

    claim: Claim = "reliance"
    importer: str = ""
    commodity: str = ""
    share: float | None = None
    hedge: Hedge = "exact"
    digits: int = 0
    suppliers: tuple[str, ...] = ()
    main: bool = False
    most: bool = False


class RelianceKind:
    """Statements about reliance on imports of a commodity."""

    names: tuple[KindName, ...] = ("reliance",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[RelianceStatement]:
        """Rows of a table of reliance, and statements in prose."""
        if not phrases("reliance", sentence.language):
            return
        row = _row(sentence, discourse)
        if row is not None:
            yield row
            return
        found = list(_prose(mask(sentence))) if sentence.actors and _named(sentence) else []
        if not found:
            found = list(_running(mask(sentence), discourse))
        yield from found
        offset, masked = sentence.start, mask(sentence)
        taken = [(s.start - offset, s.end - offset) for s in found]
        for one in (*dependences(masked, discourse), *told(masked, discourse, taken)):
            if not any(s < one.end and one.start < e for s, e in taken):
                taken.append((one.start, one.end))
                yield _told(masked, one)

    def check(self, statement: RelianceStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against the figures of the record."""
        return judge(statement, record, discourse.reading.document.date)


@cache
def _commodities(language: str) -> dict[str, str]:
    """What each written form of a commodity stands for, longest first."""
    held: dict[str, list[str]] = phrases("reliance", language)["commodities"]
    written = {form: head for head, forms_of in held.items() for form in forms_of}
    return dict(sorted(written.items(), key=lambda item: -len(item[0])))


@cache
def _with_commodity(source: str, language: str) -> str:
    names = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in _commodities(language))
    return source.replace("{COMMODITY}", f"\\b(?<![A-Za-z-])(?P<commodity>{names})(?![A-Za-z-])")


def _named(sentence: Sentence) -> bool:
    """Whether a sentence names a commodity."""
    source = _with_commodity("{COMMODITY}", sentence.language)
    return cued(source, sentence.text, sentence.language)


def _prose(masked: Masked) -> Iterator[RelianceStatement]:
    taken: list[tuple[int, int]] = []
    for form, match in forms(masked, "reliance", fill=_with_commodity):
        statement = _of(masked, form["claim"], match) if asserted(masked, match) else None
        if statement is None or any(s < statement.end and statement.start < e for s, e in taken):
            continue
        taken.append((statement.start, statement.end))
        yield statement


def _of(masked: Masked, claim: Claim, match: re.Match[str]) -> RelianceStatement | None:
    words = match.groupdict()
    importers = masked.actors(match.start("importer"), match.end("importer"))
    suppliers: tuple[Any, ...] = ()
    if words.get("suppliers"):
        suppliers = masked.actors(match.start("suppliers"), match.end("suppliers"))
    if len(importers) != 1 or importers[0].actor is None or any(m.actor is None for m in suppliers):
        return None
    number = _number(masked, match) if words.get("share") else None
    share = number.value if number else _ALL if words.get("all") else None
    if claim != "main_supplier" and share is None:
        return None
    when = said_when(masked, *match.span())
    start, end = match.span()
    sentence = masked.sentence
    one = words.get("one") or ""
    if claim == "reliance" and suppliers and share != _ALL and _OF_ONE.search(match[0]):
        claim = "supplier_share"
    return RelianceStatement(
        "reliance", start + sentence.start, end + sentence.start, sentence.text[start:end], sentence,
        (importers[0].actor, *(str(m.actor) for m in suppliers)), when.span if when else None,
        Value(share, "%", "share") if share is not None else None, claim, importers[0].actor,
        _commodities(sentence.language)[" ".join(words["commodity"].lower().split())], share,
        number.hedge if number else "exact", number.digits if number else 0,
        tuple(str(m.actor) for m in suppliers), claim == "main_supplier" and not one,
        bool(_MOST.search(words.get("rank") or "")),
    )  # fmt: skip


def _running(masked: Masked, discourse: Discourse) -> Iterator[RelianceStatement]:
    """Goods, shares and suppliers in a paragraph that has said whose imports it is about."""
    sentence = masked.sentence
    if not (sentence.numbers or sentence.actors) or not _named(sentence):
        return
    importer = _paragraph_of(sentence, discourse)
    if importer is None:
        return
    language = sentence.language
    taken: list[tuple[int, int]] = []
    for source in phrases("dependence", language).get("running", ()):
        filled = _with_commodity(source, language)
        for match in form_pattern(filled, "dependence", language).finditer(masked.text):
            if any(s < match.end() and match.start() < e for s, e in taken) or not asserted(masked, match):
                continue
            taken.append(match.span())
            yield _listed(masked, match, importer)


def _listed(masked: Masked, match: re.Match[str], importer: str) -> RelianceStatement:
    words = match.groupdict()
    sentence = masked.sentence
    suppliers: tuple[str, ...] = ()
    if words.get("suppliers"):
        named = masked.actors(match.start("suppliers"), match.end("suppliers"))
        suppliers = tuple(str(m.actor) for m in named if m.actor)
    number = _number(masked, match) if words.get("share") else None
    share = number.value if number else None
    when = said_when(masked, *match.span())
    commodity = _commodities(sentence.language)[" ".join(words["commodity"].lower().split())]
    return RelianceStatement(
        "reliance", match.start() + sentence.start, match.end() + sentence.start, match_text(masked, match),
        sentence, (importer, *suppliers), when.span if when else None,
        Value(share, "%", "share") if share is not None else None,
        "reliance" if share is not None else "main_supplier", importer, commodity, share,
        number.hedge if number else "exact", number.digits if number else 0, suppliers, share is None,
        bool(words.get("main")),
    )  # fmt: skip


def match_text(masked: Masked, match: re.Match[str]) -> str:
    """The document's words that a phrasing matched."""
    return masked.sentence.text[match.start() : match.end()]


def _paragraph_of(sentence: Sentence, discourse: Discourse) -> str | None:
    """Whose imports a paragraph is about: the first state it names, once it speaks of imports or reliance."""
    cue = pattern(phrases("reliance", sentence.language)["caption"], sentence.language)
    first, spoken = None, False
    for other in reversed(discourse.reading.sentences[: sentence.index]):
        if other.paragraph != sentence.paragraph:
            break
        spoken = spoken or cue.search(other.text) is not None
        first = next((m.actor for m in other.actors if m.kind == "state" and m.actor), first)
    return first if spoken else None


def _told(masked: Masked, one: Dependence) -> RelianceStatement:
    """A dependence of which the record has no figure."""
    sentence = masked.sentence
    when = said_when(masked, one.start, one.end)
    number = one.number
    value = Value(one.share, "%", "share") if one.share is not None else None
    return RelianceStatement(
        "reliance", one.start + sentence.start, one.end + sentence.start, sentence.text[one.start : one.end],
        sentence, (*one.who, *one.on), when.span if when else None, value, "dependence",
        one.who[0] if one.who else "", one.what, one.share, number.hedge if number else "exact",
        number.digits if number else 0, one.on,
    )  # fmt: skip


def _number(masked: Masked, match: re.Match[str]) -> NumberMention | None:
    found = masked.numbers(match.start("share"), match.end("share"))
    return found[0] if found else None


def _row(sentence: Sentence, discourse: Discourse) -> RelianceStatement | None:
    """A row such as "Niobium 100% Brazil, Canada", near a caption that says whose imports they are."""
    if sentence.part not in ("row", "item", "prose") or "%" not in sentence.text[:80]:
        return None
    masked = mask(sentence)
    # Numbers of a row may be read or not; they stand as written here.
    text = "".join(
        w if m in "0123456789.,%$\\" or w in "0123456789.,%" else m
        for w, m in zip(sentence.text, masked.text, strict=True)
    )
    language = sentence.language
    source = _with_commodity(phrases("reliance", language)["row"], language)
    match = form_pattern(source, "reliance", language).match(text)
    importer = _captioned(sentence, discourse) if match else None
    if match is None or importer is None:
        return None
    suppliers = masked.actors(match.start("suppliers"), match.end("suppliers")) if match["suppliers"] else ()
    if any(m.actor is None for m in suppliers):
        return None
    share = float(match["percent"].replace(",", "."))
    who, when = importer
    digits = len(match["percent"].replace(".", "").replace(",", "").lstrip("0"))
    return RelianceStatement(
        "reliance", sentence.start + match.start(), sentence.start + match.end(),
        sentence.text[match.start() : match.end()], sentence, (who, *(str(m.actor) for m in suppliers)), when,
        Value(share, "%", "share"), "reliance", who,
        _commodities(language)[" ".join(match["commodity"].lower().split())], share,
        _BOUNDS.get(match["bound"] or "", "exact"), digits, tuple(str(m.actor) for m in suppliers), False,
    )  # fmt: skip


def _captioned(sentence: Sentence, discourse: Discourse) -> tuple[str, Span | None] | None:
    """Whose imports a table is about, and of when, by the nearest caption before or after it."""
    words = phrases("reliance", sentence.language)
    cue = pattern(words["caption"], sentence.language)
    every = discourse.reading.sentences
    low = max(0, sentence.index - _CAPTION_REACH)
    near = [s for s in every[low : sentence.index + _CAPTION_REACH] if s.index != sentence.index]
    for other in sorted(near, key=lambda s: abs(s.index - sentence.index)):
        states = [m.actor for m in other.actors if m.kind == "state" and m.actor]
        if "%" in other.text or not states or not cue.search(other.text):
            continue
        following = every[other.index + 1 : other.index + 3]
        notes = [s for s in following if pattern(words["source"], s.language).search(s.text)]
        dates = [d for s in (other, *notes) for d in s.dates if d.when is not None]
        if notes and not dates:
            dates = [d for s in following for d in s.dates if d.when is not None]
        return states[0], dates[-1].span if dates else None
    return None
