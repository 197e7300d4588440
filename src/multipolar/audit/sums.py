"""Where numbers told in one place cannot all be right: sums, shares, levels told twice, growth of a part."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from multipolar.statements.groups import names
from multipolar.statements.indicator_model import IndicatorStatement
from multipolar.statements.model import Statement
from multipolar.statements.trade import TradeStatement
from multipolar.statements.trade_checks import money

# Rounding of figures told beside each other: as much off is no clash.
_ROUNDING = 0.06
_WHOLE = 101.0
# A part that grew so much more than the whole can only have been this share of it at first.
_SHARE = 0.67
# Figures of so many sentences apart are told beside each other.
_NEAR = 3

Pair = tuple[Statement, Statement, str]


def clashing(found: Sequence[Statement]) -> Iterator[Pair]:
    """Two places whose numbers clash, with what is wrong, in one plain sentence without a full stop.

    Args:
        found: The statements of the document, in order of place.
    """
    trades = [s for s in found if isinstance(s, TradeStatement) and s.side and s.others and not s.goods]
    levels = [s for s in trades if s.kind == "trade_level" and s.number is not None]
    yield from _told_twice(levels)
    yield from _sums(levels)
    yield from _growth([s for s in trades if s.kind == "trade_change" and s.factor])
    yield from _shares([s for s in found if s.kind in ("trade_share", "share") and s.value is not None])
    yield from _figures_twice([s for s in found if isinstance(s, IndicatorStatement)])


def _key(one: TradeStatement) -> tuple[object, ...]:
    """Whose trade, with whom, in which year; turnover is the same from either side."""
    time = one.time
    when = (time.start, time.end) if time else None
    sides: object = (one.side, one.others)
    if one.direction == "both":
        sides = frozenset((one.side, *one.others))
    return one.direction, sides, when, one.number.unit if one.number else None


def _told_twice(levels: Sequence[TradeStatement]) -> Iterator[Pair]:
    for one, other in combinations(levels, 2):
        if one.time is None or _key(one) != _key(other) or one.number is None or other.number is None:
            continue
        if _far(one.number.value, other.number.value):
            amounts = f"{money(one.number.value)} here, {money(other.number.value)} there"
            yield one, other, f"One figure is told twice: {amounts}"


def _sums(levels: Sequence[TradeStatement]) -> Iterator[Pair]:
    """Exports and imports that do not add up to the turnover told beside them."""
    for whole in (s for s in levels if s.direction == "both"):
        parts = [s for s in levels if s.direction != "both" and _beside(whole, s) and _of_one_pair(whole, s)]
        sold = [p for p in parts if _flow(p) == (whole.side, whole.others[:1])]
        bought = [p for p in parts if _flow(p) == (whole.others[0], (whole.side,))]
        if not (sold and bought and whole.number and sold[0].number and bought[0].number):
            continue
        total = sold[0].number.value + bought[0].number.value
        if _far(total, whole.number.value):
            told = f"{money(sold[0].number.value)} and {money(bought[0].number.value)}"
            yield sold[0], whole, f"{told} are not {money(whole.number.value)}"


def _flow(one: TradeStatement) -> tuple[str, tuple[str, ...]]:
    """Who sells to whom."""
    if one.direction == "imports":
        return one.others[0], (one.side,)
    return one.side, one.others[:1]


def _of_one_pair(one: TradeStatement, other: TradeStatement) -> bool:
    same_year = one.time is None or other.time is None or one.time == other.time
    same_unit = bool(one.number and other.number and one.number.unit == other.number.unit)
    single = len(one.others) == len(other.others) == 1
    return single and same_year and same_unit and {one.side, *one.others} == {other.side, *other.others}


def _growth(changes: Sequence[TradeStatement]) -> Iterator[Pair]:
    """A part of trade that grew so much that the rest must have fallen, which the page may not mean."""
    for whole in (s for s in changes if s.direction == "both"):
        for part in (s for s in changes if s.direction != "both" and _beside(whole, s)):
            if {whole.side, *whole.others} != {part.side, *part.others}:
                continue
            grown, factor = part.factor or 0.0, whole.factor or 0.0
            if grown > 1 and factor > 0 and factor / grown <= _SHARE:
                yield whole, part, _strain(part.direction, grown, factor)


def _strain(direction: str, grown: float, whole: float) -> str:
    other = "imports" if direction == "exports" else "exports"
    return (
        f"{direction.capitalize()} {grown:g} times as large within a turnover {whole:g} times as large leave "
        f"{other} to fall, and {direction} at most {100 * whole / grown:.0f} per cent of it at first"
    )


def _shares(shares: Sequence[Statement]) -> Iterator[Pair]:
    """Shares of one whole in one sentence that come to more than all of it."""
    for one, other in combinations(shares, 2):
        beside = one.sentence.index == other.sentence.index and one.kind == other.kind
        if not beside or not _one_whole(one, other):
            continue
        values = [s.value.number for s in (one, other) if s.value is not None and s.value.kind == "share"]
        if len(values) == 2 and sum(values) > _WHOLE:
            yield one, other, f"Shares of one whole come to {sum(values):g} per cent"


def _one_whole(one: Statement, other: Statement) -> bool:
    if isinstance(one, TradeStatement) and isinstance(other, TradeStatement):
        apart = not set(one.others) & set(other.others)
        same = (one.side, one.direction, one.goods) == (other.side, other.direction, other.goods)
        return apart and same and bool(one.side)
    if isinstance(one, IndicatorStatement) and isinstance(other, IndicatorStatement):
        apart = bool(one.who) and bool(other.who) and not set(one.who) & set(other.who)
        same = one.concept is not None and one.concept == other.concept and one.within == other.within
        return apart and same
    return False


def _figures_twice(found: Sequence[IndicatorStatement]) -> Iterator[Pair]:
    levels = [s for s in found if s.kind == "indicator" and s.concept and s.who and s.number and not s.part]
    for one, other in combinations(levels, 2):
        same = (one.concept, one.who, one.time) == (other.concept, other.who, other.time)
        if same and one.number and other.number and _far(one.number.value, other.number.value):
            what = str(one.concept).replace("_", " ")
            numbers = f"{_plain(one.number.value)} here, {_plain(other.number.value)} there"
            yield one, other, f"Two figures of the {what} of {names(one.who)}: {numbers}"


def _plain(value: float) -> str:
    """A number as people write it.

    >>> _plain(19_000_000.0), _plain(2.5)
    ('19,000,000', '2.5')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"


def _beside(one: Statement, other: Statement) -> bool:
    return abs(one.sentence.index - other.sentence.index) <= _NEAR


def _far(one: float, other: float) -> bool:
    return abs(one - other) > _ROUNDING * max(abs(one), abs(other))
