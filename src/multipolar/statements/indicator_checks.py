"""How the figures of the record answer a statement about an indicator, a share or a rank."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.measures.indicators import WORLD, Concept, Figure, at_parity, figure, ranked, together
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import members_of, name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantities import Closeness, measured, significant

if TYPE_CHECKING:
    from multipolar.statements.indicator_model import IndicatorStatement

# Estimates of population and product are revised by several per cent; area differs with inland water.
_NEAR = 0.1
_ROWS = 60
_LONG_AGO = 10
# A page without a date is taken to have been written within so many years.
_LIFE = 20
_ALL = "M49-001"
# Words that make the size of a country its area, and not its people.
_BY_AREA = re.compile(r"\b(?:area|territor|size|extent|extensive|land|square)", re.IGNORECASE)
_AFTER = 30
# Small figures are said to the digit: two people per km2 are from one and a half to two and a half.
_SMALL: frozenset[Concept] = frozenset(("density", "military_share"))
_PULLS: dict[Concept, str] = {"military_spending": "world_bank", "military_share": "world_bank"}
_SOURCES = "the World Bank's indicators have it"
_WORDS: dict[Concept, tuple[str, str]] = {
    "population": ("population", "people"), "gdp": ("gross domestic product", "dollars"),
    "gdp_per_head": ("product per head", "dollars"), "area": ("surface", "km2"),
    "density": ("density", "people per km2"), "military_spending": ("military spending", "dollars"),
    "military_share": ("military spending", "per cent of product"),
    "water": ("freshwater", "cubic metres a year"),
    "water_per_head": ("freshwater per head", "cubic metres a year"),
}  # fmt: skip
_VERDICTS: dict[Closeness, Verdict] = {
    "right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED,
}  # fmt: skip


def judge(statement: "IndicatorStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a figure, share or rank against the record.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    if statement.part:
        return _silent(statement, f"No source has figures of {statement.part}", pull=False)
    if statement.concept is None:
        return _silent(
            statement, "The record has no series of it; official statistics would settle it", pull=False
        )
    if not statement.who:
        return _silent(statement, "The page leaves open whose figure it is", pull=False)
    number = statement.number
    if number is not None and statement.kind == "indicator" and _currency(statement) not in ("", "USD"):
        return _silent(statement, f"Figures are in US dollars, the amount is in {number.unit}", pull=False)
    year = _year(statement, spoken)
    check = {"indicator": _level, "share": _share, "rank": _rank}[statement.kind]
    answered = check(statement, statement.concept, record, year, spoken)
    if spoken is None and statement.time is None:
        answered = _undated(statement, record, year, answered)
    if answered is None:
        what = _WORDS[statement.concept][0]
        return _silent(
            statement, f"The record has no {what} of {names(statement.who)} around {year}; {_SOURCES}"
        )
    return answered


def _undated(
    statement: "IndicatorStatement", record: Record, year: int, answered: Judgement | None
) -> Judgement | None:
    """On a page without a date a figure that does not hold now may have held when the page was written."""
    if answered is None or answered.verdict is not Verdict.CONTRADICTED or statement.concept is None:
        return answered
    check = {"indicator": _level, "share": _share, "rank": _rank}[statement.kind]
    for earlier in range(year - 1, year - _LIFE, -1):
        then = check(statement, statement.concept, record, earlier, date(earlier, 12, 31))
        if then is not None and then.verdict is Verdict.SUPPORTED:
            reason = (
                f"The page has no date. {answered.reason}: {answered.verdict}; {then.reason}: {then.verdict}"
            )
            return Judgement(
                Verdict.DEPENDS, answered.statement, reason, (*answered.evidence, *then.evidence)[:_ROWS],
                then.reproduce,
            )  # fmt: skip
    return answered


def _currency(statement: "IndicatorStatement") -> str:
    money = statement.concept in ("gdp", "gdp_per_head", "military_spending")
    unit = statement.number.unit if statement.number else None
    return (unit or "") if money else ""


def _year(statement: "IndicatorStatement", spoken: date | None) -> int:
    if statement.time is not None and statement.time.end is not None:
        return statement.time.end.year
    return (spoken or date.today()).year


def _of(record: Record, concept: Concept, actor: str, year: int, reach: int = 3) -> Figure | None:
    """The figure of a state, the world, or a group added up."""
    if actor == _ALL:
        return figure(record, concept, WORLD, year, reach)
    if actors.get(actor).kind in ("region", "organisation"):
        return together(record, concept, members_of(actor, date(year, 12, 31)), year)
    return figure(record, concept, actor, year, reach)


def _level(
    statement: "IndicatorStatement", concept: Concept, record: Record, year: int, spoken: date | None
) -> Judgement | None:
    # A page without a date is held against the last figure there is.
    reach = 3 if statement.time is not None or spoken is not None else _LONG_AGO
    found = _of(record, concept, statement.who[0], year, reach)
    number = statement.number
    if found is None or number is None:
        return None
    digits = number.digits if number.unit == "%" else significant(number.value, number.digits)
    closeness = measured(number.value, number.hedge, digits, found.value, _NEAR)
    if concept in _SMALL and number.hedge == "exact" and _rounded(number.value, found.value):
        closeness = "right"
    return _judgement(statement, _VERDICTS[closeness], _told(statement.who[0], concept, found), (found,))


def _rounded(claimed: float, actual: float) -> bool:
    """Whether a figure rounds to what is claimed, as finely as that is written: 2.25 to 2 or 2.3."""
    written = f"{claimed:g}"
    return round(actual, len(written.partition(".")[2])) == claimed


def _share(
    statement: "IndicatorStatement", concept: Concept, record: Record, year: int, _spoken: date | None
) -> Judgement | None:
    whole = _of(record, concept, statement.within, year)
    parts = [_of(record, concept, actor, year) for actor in statement.who]
    held = [p for p in parts if p is not None]
    if whole is None or len(held) < len(parts) or not whole.value:
        return None
    share = 100 * sum(p.value for p in held) / whole.value
    told = (
        f"{names(statement.who)}: {share:.3g} per cent of the {_WORDS[concept][0]} of "
        f"{name(statement.within)} in {held[0].year}"
    )
    missing = [m for p in held for m in p.missing]
    told += f" (no figure of {names(missing, 4)})" if missing else ""
    if statement.majority:
        verdict = (
            Verdict.SUPPORTED if share > 50 else Verdict.IMPRECISE if share > 45 else Verdict.CONTRADICTED
        )
        return _judgement(statement, verdict, told, (*held, whole))
    number = statement.number
    if number is None:
        return None
    claimed = number.value if number.value >= 1 else 100 * number.value
    closeness = measured(claimed, number.hedge, number.digits, share, 2 * _NEAR)
    return _judgement(statement, _VERDICTS[closeness], told, (*held, whole))


def _rank(
    statement: "IndicatorStatement", concept: Concept, record: Record, year: int, _spoken: date | None
) -> Judgement | None:
    among = members_of(statement.within, date(year, 12, 31))
    states = [a for a in among if actors.get(a).kind == "state"]
    order = ranked(record, concept, states, year)
    places = {actor: place for place, (actor, _) in enumerate(order, 1)}
    who = statement.who[0]
    if who not in places:
        return None
    if statement.number is not None:
        return _times(statement, concept, dict(order))
    place = len(order) + 1 - places[who] if statement.low else places[who]
    gap = abs(place - statement.rank)
    verdict = (Verdict.SUPPORTED, Verdict.IMPRECISE)[gap] if gap <= 1 else Verdict.CONTRADICTED
    if gap == 1 and statement.rank == 1:
        verdict = Verdict.CONTRADICTED
    listed = list(reversed(order)) if statement.low else order
    first = ", ".join(f"{name(a)} {_amount(f.value)}" for a, f in listed[:3])
    end = "smallest" if statement.low else "largest"
    told = f"{name(who)} ranks {place} from the {end} of {len(order)} by {_WORDS[concept][0]}: {first}"
    if verdict is not Verdict.SUPPORTED:
        other = _otherwise(statement, concept, record, states, year)
        if other is not None:
            told, verdict = f"{told}: {verdict}; {other}: {Verdict.SUPPORTED}", Verdict.DEPENDS
    return _judgement(statement, verdict, told, [f for _, f in listed[: max(place, 3)]])


def _around(statement: "IndicatorStatement") -> str:
    """The words of a statement and the few after them."""
    sentence = statement.sentence
    return sentence.text[statement.start - sentence.start : statement.end - sentence.start + _AFTER]


def _otherwise(
    statement: "IndicatorStatement", concept: Concept, record: Record, states: Sequence[str], year: int
) -> str | None:
    """Where a rank holds by another usual reading: product at purchasing power, a country's people."""
    if concept == "gdp":
        held = {a: f.value for a in states if (f := at_parity(record, a, year)) is not None}
        words = "at purchasing power parity"
    elif concept == "area" and _BY_AREA.search(_around(statement)) is None:
        held = {a: f.value for a in states if (f := figure(record, "population", a, year)) is not None}
        words = "by population"
    else:
        return None
    order = sorted(held, key=lambda a: held[a], reverse=not statement.low)
    who = statement.who[0]
    if who not in held or order.index(who) + 1 != statement.rank:
        return None
    first = ", ".join(f"{name(a)} {_amount(held[a])}" for a in order[:3])
    return f"{words} {name(who)} ranks {statement.rank}: {first}"


def _times(statement: "IndicatorStatement", concept: Concept, held: dict[str, Figure]) -> Judgement | None:
    """A multiple of any other, held against the largest of the others, or of the one named."""
    number, who = statement.number, statement.who[0]
    rivals = (
        {a: f for a, f in held.items() if a != who}
        if statement.other == "*"
        else ({statement.other: held[statement.other]} if statement.other in held else {})
    )
    if number is None or not rivals:
        return None
    rival = max(rivals, key=lambda a: rivals[a].value)
    ratio = held[who].value / rivals[rival].value if rivals[rival].value else 0.0
    told = (
        f"{_told(who, concept, held[who])}; {_told(rival, concept, rivals[rival])}: {ratio:.3g} times as much"
    )
    closeness = measured(number.value, number.hedge, number.digits, ratio, 2 * _NEAR)
    return _judgement(statement, _VERDICTS[closeness], told, (held[who], rivals[rival]))


def _told(actor: str, concept: Concept, found: Figure) -> str:
    what, unit = _WORDS[concept]
    note = f" ({found.note})" if found.note else ""
    return f"{name(actor)}: {what} {_amount(found.value)} {unit} in {found.year}{note}"


def _amount(value: float) -> str:
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= scale:
            return f"{value / scale:.3g}{word}"
    return f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"


def _silent(statement: "IndicatorStatement", reason: str, *, pull: bool = True) -> Judgement:
    source = _PULLS.get(statement.concept, "world_bank") if statement.concept else "world_bank"
    command = f"multipolar record pull {source}" if pull else ""
    return Judgement(Verdict.SILENT, plain(statement), reason, reproduce=command)


def _judgement(
    statement: "IndicatorStatement", verdict: Verdict, reason: str, figures: Sequence[Figure]
) -> Judgement:
    rows = {id(r): r for f in figures for r in f.rows}
    codes = ", ".join(f"'{c}'" for c in sorted({r["code"] for r in rows.values()}))
    years = ", ".join(str(y) for y in sorted({r["year"] for r in rows.values()}))
    ids = ", ".join(f"'{a}'" for a in sorted({r["actor"] for r in rows.values()}))
    sql = (
        f"SELECT actor, code, year, value, unit FROM indicator WHERE code IN ({codes}) "
        f"AND year IN ({years}) AND actor IN ({ids}) ORDER BY value DESC"
    )
    evidence = tuple(evidence_of(r) for r in list(rows.values())[:_ROWS])
    return Judgement(verdict, plain(statement), reason, evidence, query(sql))


def plain(statement: "IndicatorStatement") -> str:
    """The statement in one plain sentence."""
    who = names(statement.who) if statement.who else "Somebody"
    what = _WORDS[statement.concept][0] if statement.concept else statement.part or "something"
    number = statement.number
    if statement.kind == "rank":
        if number is not None:
            other = "any other state" if statement.other == "*" else name(statement.other)
            return f"{who} has {number.value:g} times the {what} of {other}"
        end = "smallest" if statement.low else "largest"
        return f"{who} ranks {statement.rank} from the {end} by {what} in {name(statement.within)}"
    if statement.kind == "share":
        share = "more than half" if statement.majority else f"{number.value if number else 0:g} per cent"
        whole = f" of {name(statement.within)}" if statement.within else ""
        return f"{who}: {share} of the {what}{whole}"
    return f"{who}: {what} {number.value if number else 0:,g}"
