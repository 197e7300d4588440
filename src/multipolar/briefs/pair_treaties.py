"""Agreements to which two states are both parties: between them alone, and with others."""

from datetime import date

from multipolar.briefs.notes import literal
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.measures.agreements import Agreement, agreements


def bilateral(pair: Pair) -> tuple[list[Agreement], int]:
    """Agreements between the two alone, with the number of their note."""
    found = [a for a in common(pair) if len(a.parties) == 2]
    return found, _cite(pair, found, "bilateral", " HAVING count(*) = 2")


def multilateral(pair: Pair) -> tuple[list[Agreement], int]:
    """Agreements of more parties to which both belong, the newest first, with the number of their note."""
    found = [a for a in common(pair) if len(a.parties) > 2]
    found.sort(key=_day, reverse=True)
    return found, _cite(pair, found, "multilateral", " HAVING count(*) > 2")


def _day(one: Agreement) -> date:
    on = one.signed or one.in_force
    return on.first if on else date.min


def common(pair: Pair) -> list[Agreement]:
    """Every agreement to which both are parties, made by the day spoken of."""
    ones, others = set(persons(pair.a.id)), set(persons(pair.b.id))
    return [
        a for a in agreements(pair.record)
        if ones & set(a.parties) and others & set(a.parties) and pair.past(a.signed or a.in_force)
    ]  # fmt: skip


def standing(pair: Pair, one: Agreement) -> str:
    """Whether an agreement is in force on the day, as far as the record tells."""
    if one.ended is not None and one.ended.first <= pair.on:
        return pair.text("ties.treaty_ended", day=one.ended)
    ids = {*persons(pair.a.id), *persons(pair.b.id)}
    left = [p for k, p in one.parties.items() if k in ids and p.withdrew and p.withdrew.first <= pair.on]
    if left:
        return pair.text("ties.treaty_left", a=pair.name(left[0].actor), day=left[0].withdrew)
    if one.in_force is not None:
        key = "ties.treaty_in_force" if one.in_force.first <= pair.on else "ties.treaty_ahead"
        return pair.text(key, day=one.in_force)
    return pair.text("ties.treaty_unknown")


def _cite(pair: Pair, found: list[Agreement], note: str, count: str) -> int:
    ones, others = (", ".join(map(literal, sorted(persons(x.id)))) for x in (pair.a, pair.b))
    of = "SELECT agreement FROM party WHERE actor IN"
    sql = (
        f"SELECT * FROM agreement WHERE id IN ({of} ({ones})) AND id IN ({of} ({others})) AND id IN "
        f"(SELECT agreement FROM party GROUP BY agreement{count}) ORDER BY signed"
    )
    return pair.cite(note, sql, [a.row for a in found], **pair.named)
