"""Barriers and fit of trade: how complementary economies, and how low tariffs, are said to be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from multipolar.reading.model import NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.cues import cued
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.forms import asserted, forms, said_when
from multipolar.statements.groups import name, names
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value, Verdict
from multipolar.statements.passages import clause, factual
from multipolar.statements.quantities import measured
from multipolar.statements.trade_topics import sides

_NEAR = 0.15


@dataclass(frozen=True)
class BarrierStatement(Statement):
    """Economies complement each other, or tariffs are of some height.

    Attributes:
        importer: Whose tariffs, an id.
        exporter: On whose goods, an id.
        number: Per cent claimed.
        goods: Words for goods that a tariff is limited to.
    """

    importer: str = ""
    exporter: str = ""
    number: NumberMention | None = None
    goods: str = ""


class BarrierKind:
    """Statements about complementarity and tariffs."""

    names: tuple[KindName, ...] = ("complementarity", "tariff")

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[BarrierStatement]:
        """Both kinds, first of a place first."""
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        for statement in (
            *_complementarity(masked, discourse),
            *_tariffs(masked, discourse),
            *_told(masked, discourse),
        ):
            if not any(s < statement.end and statement.start < e for s, e in taken):
                taken.append((statement.start, statement.end))
                yield statement

    def check(self, statement: BarrierStatement, record: Record, _discourse: Discourse) -> Judgement:
        """Hold a tariff against the rates on record; complementarity has no agreed measure."""
        if statement.kind == "complementarity":
            reason = "Complementarity has no agreed measure; an index of it needs flows by product (BACI)"
            return Judgement(
                Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull baci"
            )
        return _tariff(statement, record)


def _complementarity(masked: Masked, discourse: Discourse) -> Iterator[BarrierStatement]:
    for _, match in forms(masked, "barrier", "complementarity"):
        who = sides(masked, match, "who") or sides(masked, match, "of") or _page(discourse)
        if len(who) > 1 and asserted(masked, match):
            yield _statement(masked, match, "complementarity", who, "", "")


def _tariffs(masked: Masked, discourse: Discourse) -> Iterator[BarrierStatement]:
    for _, match in forms(masked, "barrier", "tariff"):
        if not asserted(masked, match):
            continue
        importer, exporter = sides(masked, match, "importer"), sides(masked, match, "exporter")
        both = sides(masked, match, "both")
        if not importer and not both:
            both = _page(discourse)
        who = tuple(dict.fromkeys((*importer, *exporter, *both)))
        if not who:
            continue
        words = match.groupdict()
        goods = f"{words.get('goods') or ''} {words.get('goods2') or ''}".strip()
        goods = "" if re.fullmatch(r"(?:all|goods|imports|products|exports|in|from|\s)*", goods) else goods
        one = importer[0] if len(importer) == 1 else ""
        yield _statement(masked, match, "tariff", who, one, exporter[0] if exporter else "", goods)


def _told(masked: Masked, discourse: Discourse) -> Iterator[BarrierStatement]:
    """Tariffs told in words of which no phrasing is: whose on whose goods stays open."""
    language = masked.sentence.language
    words = phrases("barrier", language)
    if not words or not cued(words["cue"], masked.text, language):
        return
    named = tuple(dict.fromkeys(str(m.actor) for m in masked.sentence.actors if m.actor))
    for source in words.get("told", ()) if named or _page(discourse) else ():
        for match in pattern(source, language).finditer(masked.text):
            if asserted(masked, match) and factual(masked, *clause(masked, *match.span()), match.end()):
                who = masked.actors(*clause(masked, *match.span()))
                mine = tuple(dict.fromkeys(str(m.actor) for m in who if m.actor))
                yield _statement(masked, match, "tariff", mine or named or _page(discourse), "", "")


def _page(discourse: Discourse) -> tuple[str, ...]:
    about = discourse.reading.document.about
    return tuple(about[:2]) if len(about) >= 2 else ()


def _statement(
    masked: Masked,
    match: re.Match[str],
    kind: KindName,
    who: tuple[str, ...],
    importer: str,
    exporter: str,
    goods: str = "",
) -> BarrierStatement:
    sentence = masked.sentence
    start, end = match.span()
    number = None
    if match.groupdict().get("n"):
        found = masked.numbers(match.start("n"), match.end("n"))
        number = found[0] if found else None
    when = said_when(masked, start, end)
    value = Value(number.value, "%", "level") if number else None
    return BarrierStatement(
        kind, start + sentence.start, end + sentence.start, sentence.text[start:end], sentence, who,
        when.span if when else None, value, importer, exporter, number, goods,
    )  # fmt: skip


def _tariff(statement: BarrierStatement, record: Record) -> Judgement:
    rows = []
    if statement.importer and not statement.goods:
        where = {"importer": statement.importer, "exporter": statement.exporter or "WLD", "product": "TOTAL"}
        rows = [r for r in record.rows("tariff", where, order="year") if r["rate"] is not None]
    if statement.time is not None and statement.time.end is not None:
        year = statement.time.end.year
        rows = [r for r in rows if r["year"] == year]
    number = statement.number
    if not rows or number is None:
        told = (
            "What counts as low or high is not defined"
            if rows
            else "The record has no tariff schedule of theirs"
        )
        reason = f"{told}; a user's own table of tariffs can be added"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce="multipolar record add --help")
    last = [r for r in rows if r["year"] == rows[-1]["year"]]
    found = {measured(number.value, number.hedge, number.digits, r["rate"], _NEAR) for r in last}
    verdict = (
        Verdict.SUPPORTED if found == {"right"} else Verdict.DEPENDS if "right" in found
        else Verdict.IMPRECISE if "near" in found else Verdict.CONTRADICTED
    )  # fmt: skip
    told = "; ".join(f"{r['rate']:g} per cent ({r['regime']}) in {r['year']}" for r in last)
    sql = f"SELECT * FROM tariff WHERE importer = '{statement.importer}' AND product = 'TOTAL'"
    rows_shown = tuple(evidence_of(r) for r in last)
    return Judgement(verdict, plain(statement), told, rows_shown, query(sql))


def plain(statement: BarrierStatement) -> str:
    """The statement in one plain sentence."""
    degree = f" ({statement.number.value:g} per cent)" if statement.number else ""
    if statement.kind == "complementarity":
        return f"The economies of {names(statement.actors)} are complementary{degree}"
    whose = name(statement.importer) if statement.importer else names(statement.actors)
    on = f" on goods of {name(statement.exporter)}" if statement.exporter else ""
    return f"Tariffs of {whose}{on}: {statement.quote}"
