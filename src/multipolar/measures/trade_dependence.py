"""How much of a side's trade and product hangs on one partner, with what each is a share of."""

from collections.abc import Sequence
from dataclasses import dataclass

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.indicators import figure, together
from multipolar.measures.resources import existing
from multipolar.measures.trade_flow import REPORTS, trade_flow
from multipolar.measures.trade_partners import DIRECTIONS, Direction, Partners, trade_partners
from multipolar.measures.trade_sides import Side
from multipolar.record import Record


@dataclass(frozen=True, slots=True)
class Share:
    """One way in which a side depends on a partner.

    Attributes:
        measure: ``exports``, ``imports`` or ``turnover``, with ``of trade`` or ``of product``.
        year: Calendar year.
        share: The partner's part; ``None`` where it cannot be told.
        usd: Trade with the partner, current US dollars.
        of: What it is a part of, current US dollars.
        whole: What that is, in words.
        rank: The partner's place among all partners, for trade with a single actor.
        report: Whose figures.
        source: The sources.
        note: Why there is no share, or what must be known of it.
    """

    measure: str
    year: int
    share: float | None
    usd: float | None
    of: float | None
    whole: str
    rank: int | None
    report: str
    source: str
    note: str


def trade_dependence(record: Record, side: Side, partner: Side, year: int | None = None) -> tuple[Share, ...]:
    """The partner's share in a side's exports, imports and turnover, and each as a share of its product.

    The whole is the total with the world where the same report gives one, else the sum over the partners on
    record, and is then named so; where these are fewer than half of the states there is no share. Product is
    gross domestic product at exchange rates, of the same year.

    Args:
        record: The record.
        side: Who depends.
        partner: On whom; a group's members are added up.
        year: Calendar year; the last in which the two have a figure when left out.

    Raises:
        AskedWronglyError: No figure of either direction, or a side that did not exist.
    """
    if partner.world or (side == partner):
        raise AskedWronglyError(f"{side.name} cannot be held against {partner.name}", "Name another partner")
    if year is None:
        flows = trade_flow(record, side, partner).flows
        year = max(f.year for f in flows if f.exports.usd is not None or f.imports.usd is not None)
    found: list[Share] = []
    failed: list[AskedWronglyError] = []
    for direction in DIRECTIONS:
        try:
            partners = _fullest(record, side, partner, year, direction)
        except AskedWronglyError as error:
            failed.append(error)
            continue
        found += _shares(record, side, partner, partners, direction)
    if not found:
        raise failed[0]
    return tuple(found)


def _fullest(record: Record, side: Side, partner: Side, year: int, direction: Direction) -> Partners:
    """The partners by the report that has the one meant, and of those by the one that has most.

    Raises:
        AskedWronglyError: No report has any partner.
    """
    found: list[Partners] = []
    for report in REPORTS:
        try:
            found.append(trade_partners(record, side, year, direction, report))
        except AskedWronglyError as error:
            failed = error
    if not found:
        raise failed
    wanted = set(partner.members(year))
    return max(found, key=lambda p: (sum(one.actor in wanted for one in p.partners), len(p.partners)))


def _shares(record: Record, side: Side, partner: Side, held: Partners, direction: Direction) -> list[Share]:
    wanted = set(partner.members(held.year))
    ours = [one for one in held.partners if one.actor in wanted]
    usd = sum(one.usd for one in ours) if ours else None
    missing = len(wanted) - len(ours)
    note = f"{missing} of {len(wanted)} members without a figure" if ours and missing else ""
    if usd is None:
        blank = wanted & set(held.blank)
        note = "not reported: the row has no figure" if blank else "no row of this pair: that is not zero"
    source = ", ".join(sorted({one.source for one in ours or held.partners[:1]}))
    of, whole = _whole(held)
    product = _of_product(record, side, held, direction, usd, source, note)
    if not held.world and 2 * len(held.partners) < len(existing(held.year)):
        of, note = None, f"too few partners ({len(held.partners)} on record) and no total with the world"
    rank = ours[0].rank if len(wanted) == 1 and ours else None
    share = usd / of if usd is not None and of else None
    trade = Share(f"{direction} of trade", held.year, share, usd, of, whole, rank, held.report, source, note)
    return [trade, product]


def _whole(held: Partners) -> tuple[float | None, str]:
    if held.world:
        return held.world, "total with the world"
    return held.total or None, f"sum over {len(held.partners)} partners on record"


def _of_product(
    record: Record, side: Side, held: Partners, direction: str, usd: float | None, source: str, note: str
) -> Share:
    members: Sequence[str] = side.members(held.year)
    known = figure(record, "gdp", members[0], held.year, 0) if len(members) == 1 else None
    if len(members) > 1:
        known = together(record, "gdp", members, held.year)
    product = known.value if known is not None else None
    words = note if usd is None or known is not None else "no product on record; pull world_bank"
    if known is not None and known.missing:
        words = f"product without {', '.join(known.missing)}"
    sources = {source, *(row["source"] for row in (known.rows if known else ()))}
    share = usd / product if usd is not None and product else None
    return Share(
        f"{direction} of product", held.year, share, usd, product, "gross domestic product", None,
        held.report, ", ".join(sorted(sources)), words,
    )  # fmt: skip
