"""How the flows of the record answer levels, changes and balances of trade, report by report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.measures.trade import Trade, trade
from multipolar.reading.model import NumberMention
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import members_of, name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantities import Closeness, measured, significant, unit_words

if TYPE_CHECKING:
    from multipolar.statements.trade import TradeStatement

# Mirror reports of one flow differ by about this much as a rule (freight and insurance, transit, timing):
# a claim within it of a report is off in number, not in kind.
_NEAR = 0.25
# A surplus said to be large or very favourable: the one direction is at least this many times the other.
_LARGE = 1.5
# A day stated beside a figure dates the figure; weeks or months are its period.
_WEEKS, _FULL = 6, 360
_PART = re.compile(
    r"\b(?:first|second|third|fourth|last|same|next)\s+(?:[\w-]+\s+)?(?:half|quarter|months?|weeks?)\b|\bhalf-year\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november)"
    r"\s*(?:to|through|until|and|[-–—])\s*(?:february|march|april|may|june|july|august|september|october|november)\b|"
    r"\b[1-4]?Q[1-4]?\s+20\d\d|\bH[12]\s+20\d\d|\bmonths\s+of\b",
    re.IGNORECASE,
)
_AROUND = 90
_ROWS = 80
_PULL = "multipolar record pull baci"
_VERDICTS: dict[Closeness, Verdict] = {
    "right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What one report says of a statement."""

    verdict: Verdict
    told: str
    used: tuple[Trade, ...]


def judge(statement: "TradeStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a statement about trade against every report the record has.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    from multipolar.statements import trade_rank_checks

    if statement.told and (statement.kind != "trade_level" or not statement.side):
        return silent(statement, "The words leave open of whose trade, and with whom, this is said")
    if statement.goods:
        what = f"The record has totals of all goods, not of {statement.goods}"
        return silent(statement, f"{what}; flows by product (BACI) would show goods")
    if not statement.side or not statement.others:
        inside = statement.others and not statement.side
        told = "Trade within a group is not held" if inside else "The page leaves open whose trade this is"
        return silent(statement, told)
    number = statement.number
    if number is not None and statement.kind in ("trade_level", "trade_balance") and number.unit != "USD":
        return silent(statement, f"Flows are in US dollars, the amount is in {unit_words(number.unit)}")
    if _part_of_year(statement.time) or _PART.search(_around(statement)):
        return silent(statement, "Figures are of full years, the statement is of a part of one")
    if statement.kind == "trade_share":
        return trade_rank_checks.judge(statement, record, spoken)
    if statement.kind == "trade_change":
        return _change(statement, record, spoken)
    year = _year(statement)
    if year is None:
        return _undated(statement, record, spoken)
    answers = _answers(statement, record, year)
    return _combined(statement, answers) if answers else _nothing(statement, record, year)


def _around(statement: "TradeStatement") -> str:
    """The words of a statement and those just before and after it."""
    sentence = statement.sentence
    low = max(0, statement.start - sentence.start - _AROUND)
    return sentence.text[low : statement.end - sentence.start + _AROUND]


def partners(others: Sequence[str], year: int) -> tuple[str, ...]:
    """The states meant by partners: themselves, or the members of a group in the year."""
    found: list[str] = []
    for other in others:
        kind = actors.get(other).kind
        if kind in ("region", "organisation"):
            members = members_of(other, date(year, 12, 31))
            found += [m for m in members if actors.get(m).kind == "state"]
        else:
            found.append(other)
    return tuple(dict.fromkeys(found))


def whose(statement: "TradeStatement", one: Trade) -> str:
    """Whose figures a total is made of, in words."""
    if one.report == "own":
        return f"{name(statement.side)}'s figures"
    if one.report == "partner":
        single = len(statement.others) == 1 and len(one.partners) == 1
        return f"{name(one.partners[0])}'s figures" if single else "its partners' figures"
    return "reconciled figures"


def money(usd: float) -> str:
    """An amount in words: ``1.18 billion dollars``.

    >>> money(1_181_452_000.0), money(3.4e5)
    ('1.18 billion dollars', '340 thousand dollars')
    """
    for scale, word in ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1e3, "thousand ")):
        if abs(usd) >= scale:
            return f"{usd / scale:.3g} {word}dollars"
    return f"{usd:.0f} dollars"


def _year(statement: "TradeStatement") -> int | None:
    time = statement.time
    if time is None or time.start is None or time.end is None or time.start.year != time.end.year:
        return None
    return None if _part_of_year(time) else time.end.year


def _part_of_year(time: Span | None) -> bool:
    """Whether a time is several weeks or months, whose trade yearly figures do not tell."""
    if time is None or time.start is None or time.end is None:
        return False
    return _WEEKS < (time.end - time.start).days < _FULL


def _undated(statement: "TradeStatement", record: Record, spoken: date | None) -> Judgement:
    """Without a year, the last two full years before it was said may be meant; a miss proves nothing."""
    if spoken is None or statement.time is not None:
        return silent(statement, "No year is told for which the record could be asked")
    for year in (spoken.year - 1, spoken.year - 2):
        answers = _answers(statement, record, year)
        if any(a.verdict is Verdict.SUPPORTED for a in answers):
            return _combined(statement, answers)
    return silent(statement, "No year is told, and neither of the last two full years has that figure")


def _answers(statement: "TradeStatement", record: Record, year: int) -> list[Answer]:
    whom = partners(statement.others, year)
    if statement.kind == "trade_balance":
        return _balances(statement, record, whom, year)
    return [_level(statement, t) for t in trade(record, statement.side, whom, year, statement.direction)]


def _level(statement: "TradeStatement", one: Trade) -> Answer:
    number = statement.number
    if number is None or one.usd is None:
        return Answer(Verdict.SILENT, "no figure", (one,))
    closeness = measured(number.value, number.hedge, _digits(number), one.usd, _NEAR)
    return Answer(_VERDICTS[closeness], _told(statement, one), (one,))


def _digits(number: NumberMention) -> int:
    return significant(number.value, number.digits)


def _told(statement: "TradeStatement", one: Trade) -> str:
    told = f"{money(one.usd or 0.0)} in {one.year} by {whose(statement, one)}"
    if one.missing:
        told += f" ({len(one.partners)} of {len(one.partners) + len(one.missing)} partners on record)"
    return f"{told}, estimated" if one.estimated else told


def _balances(statement: "TradeStatement", record: Record, whom: tuple[str, ...], year: int) -> list[Answer]:
    out = {t.report: t for t in trade(record, statement.side, whom, year, "exports")}
    back = {t.report: t for t in trade(record, statement.side, whom, year, "imports")}
    return [_balance(statement, out[r], back[r]) for r in out if r in back]


def _balance(statement: "TradeStatement", out: Trade, back: Trade) -> Answer:
    sold, bought = out.usd or 0.0, back.usd or 0.0
    surplus = statement.side if sold > bought else "+".join(statement.others)
    ahead, behind = max(sold, bought), min(sold, bought)
    told = (
        f"{name(statement.side)} sold {money(sold)} and bought {money(bought)} in {out.year} "
        f"by {whose(statement, out)}"
    )
    if surplus != statement.winner:
        return Answer(Verdict.CONTRADICTED, told, (out, back))
    if statement.number is not None:
        number = statement.number
        closeness = measured(number.value, number.hedge, _digits(number), ahead - behind, _NEAR)
        return Answer(_VERDICTS[closeness], f"{told}, a balance of {money(ahead - behind)}", (out, back))
    small = statement.very and ahead < _LARGE * behind
    return Answer(Verdict.IMPRECISE if small else Verdict.SUPPORTED, told, (out, back))


def _change(statement: "TradeStatement", record: Record, spoken: date | None) -> Judgement:
    period = _period(statement, spoken)
    if period is None or statement.factor is None:
        return silent(statement, "No period is told over which the change could be reckoned")
    first, last = period
    whom = partners(statement.others, last)
    answers = []
    for before in trade(record, statement.side, whom, first, statement.direction):
        after = next(
            (
                t for t in trade(record, statement.side, before.partners, last, statement.direction)
                if t.report == before.report
            ), None,
        )  # fmt: skip
        if after is not None:
            both = trade(record, statement.side, after.partners, first, statement.direction)
            same = next(t for t in both if t.report == before.report)
            answers.append(_grown(statement, same, after, len(whom)))
    if not answers:
        return _nothing(statement, record, last, first)
    return _combined(statement, answers)


def _period(statement: "TradeStatement", spoken: date | None) -> tuple[int, int] | None:
    """First and last year of a change; one that runs into the year of speaking ends a year earlier."""
    time, base = statement.time, statement.base
    if time is None or time.end is None:
        return None
    last = time.end.year
    first = base.start.year if base is not None and base.start is not None else last - 1
    if spoken is not None and last >= spoken.year and base is not None:
        shift = last - (spoken.year - 1)
        last = spoken.year - 1
        first = first - shift if last <= first else first
    return (first, last) if first < last else None


def _grown(statement: "TradeStatement", before: Trade, after: Trade, number: int) -> Answer:
    was, now = before.usd or 0.0, after.usd or 0.0
    if not was or statement.factor is None:
        return Answer(Verdict.SILENT, f"nothing on record in {before.year}", (before, after))
    factor = now / was
    told = (
        f"from {money(was)} in {before.year} to {money(now)} in {after.year}, "
        f"{_in_words(factor)}, by {whose(statement, after)}"
    )
    if len(after.partners) < number:
        told += f" ({len(after.partners)} of {number} partners on record in both years)"
    if after.estimated:
        told += f", {after.year} estimated"
    return Answer(_growth(statement, statement.factor, factor), told, (before, after))


def _in_words(factor: float) -> str:
    if factor >= 2:
        return f"{factor:.2g} times as much"
    return f"{'up' if factor >= 1 else 'down'} {abs(factor - 1) * 100:.3g} per cent"


def _growth(statement: "TradeStatement", claimed: float, factor: float) -> Verdict:
    """Growth is right within its wording, or one point of per cent; off in number within a quarter of it."""
    number = statement.number
    percent = number is not None and statement.value is not None and statement.value.unit == "%"
    if percent and number is not None:
        actual = (factor - 1) * (100 if claimed >= 1 else -100)
        closeness = measured(number.value, number.hedge, number.digits, actual, _NEAR)
        if closeness != "right" and abs(number.value - actual) <= 1:
            closeness = "right" if number.hedge in ("exact", "about") else "near"
        return _VERDICTS[closeness]
    # "Doubled" and "tripled" are round words: a tenth off is still as said.
    hedge = number.hedge if number is not None else "about"
    closeness = measured(claimed, hedge, number.digits if number else 0, factor, _NEAR)
    return _VERDICTS[closeness]


def _combined(statement: "TradeStatement", answers: Sequence[Answer]) -> Judgement:
    verdicts = {a.verdict for a in answers}
    if len(verdicts) == 1:
        verdict, reason = answers[0].verdict, "; ".join(a.told for a in answers)
    else:
        verdict = Verdict.DEPENDS
        reason = "; ".join(f"{a.told}: {a.verdict}" for a in answers)
    if verdict is Verdict.SILENT:
        return silent(statement, reason)
    return judgement(
        statement, verdict, reason[:1].upper() + reason[1:], [t for a in answers for t in a.used]
    )


def _nothing(statement: "TradeStatement", record: Record, year: int, first: int | None = None) -> Judgement:
    """Which of the four kinds of nothing the record has."""
    whom = partners(statement.others, year)
    gap = record.nothing("flow", {"exporter": statement.side, "importer": whom[:1], "year": year})
    span = f"{first} and {year}" if first is not None else str(year)
    reason = f"The record has no trade of {name(statement.side)} with {names(statement.others)} in {span}"
    return silent(statement, f"{reason}. {gap.reason}" if gap is not None else reason)


def silent(statement: "TradeStatement", reason: str) -> Judgement:
    """A judgement of a statement that no row decides, with what would."""
    return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=_PULL)


def judgement(statement: "TradeStatement", verdict: Verdict, reason: str, used: Sequence[Trade]) -> Judgement:
    """A judgement with the rows of the totals used."""
    rows = {id(r): r for t in used for r in t.rows}
    years = ", ".join(str(y) for y in sorted({t.year for t in used}))
    whom = ", ".join(f"'{p}'" for p in dict.fromkeys(p for t in used for p in t.partners))
    side = statement.side
    out, back = (
        f"({one} = '{side}' AND {other} IN ({whom}))"
        for one, other in (("exporter", "importer"), ("importer", "exporter"))
    )
    sql = (
        f"SELECT exporter, importer, year, reporter, usd, status FROM flow "
        f"WHERE product = 'TOTAL' AND year IN ({years}) AND ({out} OR {back}) ORDER BY year, exporter"
    )
    evidence = tuple(evidence_of(r) for r in list(rows.values())[:_ROWS])
    return Judgement(verdict, plain(statement), reason, evidence, query(sql))


def plain(statement: "TradeStatement") -> str:
    """The statement in one plain sentence."""
    if statement.told:
        about = f" of {names(statement.actors)}" if statement.actors else ""
        return f"Said of the trade{about}: {' '.join(statement.quote.split())}"
    side = name(statement.side) if statement.side else "somebody"
    others = names(statement.others) if statement.others else "all partners"
    preposition = {"exports": "to", "imports": "from", "both": "with"}[statement.direction]
    noun = {"both": "trade"}.get(statement.direction, statement.direction)
    goods = f" of {statement.goods}" if statement.goods else ""
    topic = f"{side}'s {noun}{goods} {preposition} {others}"
    when = ""
    if statement.time is not None and statement.time.start and statement.time.end:
        years = dict.fromkeys((statement.time.start.year, statement.time.end.year))
        when = f" in {' to '.join(str(y) for y in years)}"
    number = statement.number
    if statement.kind == "trade_balance":
        winner = names(statement.winner.split("+"))
        size = f" of {money(number.value)}" if number else ""
        return f"{winner} had the surplus{size} in trade between {side} and {others}{when}"
    if statement.kind == "trade_change":
        since = f" since {statement.base.start.year}" if statement.base and statement.base.start else ""
        return f"{topic} changed by a factor of {statement.factor:.3g}{when}{since}"
    if statement.kind == "trade_share":
        if statement.rank:
            return f"{others} ranks {statement.rank} among the partners of {side}'s {noun}{when}"
        return f"{others} accounts for {number.value if number else 0:g} per cent of {side}'s {noun}{when}"
    amount = f"{number.value:,.0f} {unit_words(number.unit, 'of money')}" if number else "an amount"
    return f"{topic} was {amount}{when}"
