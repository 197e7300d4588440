"""How the flows of the record answer what share of an actor's trade a partner has, and its rank."""

from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from multipolar.measures.trade import WORLD, Direction, Trade, trade
from multipolar.record import Record
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantities import measured
from multipolar.statements.trade_checks import judgement, money, partners, silent, whose

if TYPE_CHECKING:
    from multipolar.statements.trade import TradeStatement

_Asked = tuple[str, str, int, str]

# Shares vary with the report; within a quarter they are off in number.
_NEAR = 0.25
# A rank among all partners needs partners on record that hold this much of the total with the world.
_COVERED = 0.8
# "One of the largest" means among the first five.
_FEW = 5
_BACK = 5
# A page may say of twenty partners where they rank: the totals are added up once.
_HELD: "WeakKeyDictionary[Record, dict[_Asked, list[tuple[str, list[Trade]]]]]" = WeakKeyDictionary()


def judge(statement: "TradeStatement", record: Record, spoken: date | None) -> Judgement:
    """Hold a share or a rank against the flows of the year, or of the last years before it was said.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    for year in _years(statement, spoken):
        answered = _rank(statement, record, year) if statement.rank else _share(statement, record, year)
        if answered is not None:
            return answered
    what = "all partners" if not statement.within else name(statement.within)
    return silent(
        statement, f"The record does not hold {name(statement.side)}'s trade with {what} as a whole"
    )


def _years(statement: "TradeStatement", spoken: date | None) -> list[int]:
    if statement.time is not None and statement.time.end is not None:
        return [statement.time.end.year]
    last = (spoken or date.today()).year
    return list(range(last, last - _BACK - 1, -1))


def _share(statement: "TradeStatement", record: Record, year: int) -> Judgement | None:
    whole = {t.report: t for t in trade(record, statement.side, (WORLD,), year, statement.direction)}
    whom = partners(statement.others, year)
    for part in trade(record, statement.side, whom, year, statement.direction):
        total = whole.get(part.report)
        number = statement.number
        if total is None or not total.usd or part.usd is None or number is None:
            continue
        share = 100 * part.usd / total.usd
        closeness = measured(number.value, number.hedge, number.digits, share, _NEAR)
        verdict = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}
        reason = (
            f"{money(part.usd)} of {money(total.usd)} in {year} by {whose(statement, part)}, "
            f"{share:.3g} per cent"
        )
        return judgement(statement, verdict[closeness], reason, [part, total])
    return None


def _rank(statement: "TradeStatement", record: Record, year: int) -> Judgement | None:
    candidates = _candidates(statement, record, year)
    if candidates is None:
        return None
    report, totals = candidates
    order = sorted(totals, key=lambda t: -(t.usd or 0.0))
    places = {t.partners[0]: place for place, t in enumerate(order, 1)}
    ranks = [places.get(o) for o in statement.others]
    if None in ranks:
        return None
    held = [r for r in ranks if r is not None]
    right = max(held) <= _FEW if statement.among else held[0] == statement.rank
    near = not statement.among and abs(held[0] - statement.rank) == 1
    verdict = Verdict.SUPPORTED if right else Verdict.IMPRECISE if near else Verdict.CONTRADICTED
    first = ", ".join(f"{name(t.partners[0])} {money(t.usd or 0.0)}" for t in order[:4])
    told = f"In {year}, by {report}, {names(statement.others)} ranked {', '.join(map(str, held))}: {first}"
    used = [t for t in order if t.partners[0] in statement.others] + order[:4]
    return judgement(statement, verdict, told, used)


def _candidates(statement: "TradeStatement", record: Record, year: int) -> tuple[str, list[Trade]] | None:
    """Totals with every partner that a rank runs over, by one report; ``None`` when too few are on record."""
    held = _HELD.setdefault(record, {})
    asked = (statement.side, statement.within, year, statement.direction)
    if asked not in held:
        held[asked] = _whole(*asked[:3], statement.direction, record)
    found = held[asked]
    return (whose_words(statement, found[0][0]), found[0][1]) if found else None


def _whole(
    side: str, within: str, year: int, direction: Direction, record: Record
) -> list[tuple[str, list[Trade]]]:
    """By report, the totals of a side with all partners of a group, where enough of them are held."""
    whom = partners((within or "M49-001",), year)
    totals: dict[str, list[Trade]] = {}
    for partner in whom:
        for one in trade(record, side, (partner,), year, direction):
            totals.setdefault(one.report, []).append(one)
    world: dict[str, float] = {t.report: t.usd or 0.0 for t in trade(record, side, (WORLD,), year, direction)}
    return [
        (report, found)
        for report, found in totals.items()
        if (within and 2 * len(found) >= len(whom))
        or (world.get(report) and sum(t.usd or 0.0 for t in found) >= _COVERED * world[report])
    ]


def whose_words(statement: "TradeStatement", report: str) -> str:
    """Whose figures a rank rests on."""
    return {"own": f"{name(statement.side)}'s figures", "partner": "its partners' figures"}.get(
        report, "reconciled figures"
    )
