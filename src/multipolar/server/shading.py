"""By what the world map may be coloured, and the value of each actor in a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.maps.values import Kind, Value
from multipolar.record import Record
from multipolar.server.tables import alike
from multipolar.server.tables.links import name
from multipolar.server.tables.trade import VALUED

_MEMBERS = ("member", "founding")
FIRST, LAST = 1946, date.today().year


@dataclass(frozen=True, slots=True)
class Shade:
    """What a map shows.

    Attributes:
        title: What is shown.
        legend: The unit.
        values: A number or word for each actor.
        kind: How numbers become colours.
        order: The words in the order of the legend.
        breaks: Where classes part; the same in every year.
        marked: Actors that are outlined.
        sources: Names of the sources.
        command: The command that shows the same.
        definition: The entry of ``/definitions``.
        note: What a reader must know.
    """

    title: str
    legend: str
    values: Mapping[str, Value]
    kind: Kind = "sequential"
    order: Sequence[str] = ()
    breaks: Sequence[float] = ()
    marked: Sequence[str] = ()
    sources: Sequence[str] = ()
    command: str = ""
    definition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """One thing by which the map may be coloured.

    Attributes:
        label: What it is called in the form.
        asks: What must be named besides the year; empty for nothing.
        usual: What is named when nothing is.
        make: Its values, from the record, what is named, and the year.
    """

    label: str
    asks: str
    usual: str
    make: Callable[[Record, str, int], Shade] = field(repr=False)


def _agreement(record: Record, named: str, year: int) -> Shade:
    actor = actors.find(named, on=f"{year}-12-31").id
    table = alike.alike(record, actor, {"since": str(year), "until": str(year)})
    values: dict[str, Value] = {str(row["other"]): row["agreement"] for row in table.rows}
    return Shade(
        f"Agreement with {name(actor)} in the General Assembly, {year}", "Share of identical votes", values,
        breaks=(0.2, 0.4, 0.6, 0.8), marked=(actor,), sources=[o.source for o in table.origins],
        command=f"multipolar votes agreement {actor} STATE --since {year} --until {year}",
        definition="identical", note=" ".join(table.notes),
    )  # fmt: skip


def _points(record: Record, _: str, year: int) -> Shade:
    from multipolar.measures.camps import published_points

    held = published_points(record)
    if year not in held:
        raise AskedWronglyError(
            f"The record holds no published ideal points of the session that opens in {year}",
            "Pull them with `multipolar record pull ideal_points`, or choose a year that it has",
        )
    values, source = held[year]
    return Shade(
        f"Ideal points in the General Assembly, session of {year}", "Ideal point", dict(values), "diverging",
        sources=[source], definition="ideal-point", command=f"multipolar votes positions --since {year}",
    )  # fmt: skip


def _vote(record: Record, named: str, _: int) -> Shade:
    from multipolar.measures.rollcall_find import one_roll_call
    from multipolar.measures.votes import CHOICES, ballots, tally_words

    held = ballots(record, one_roll_call(record, named).id)
    words = {"yes": "yes", "no": "no", "abstain": "abstained", "absent": "did not vote"}
    return Shade(
        f"{held.rollcall.id}: {held.rollcall.title}", "Vote", {a: words[c] for a, c in held.choices.items()},
        "category", [words[choice] for choice in CHOICES],
        sources=sorted({str(row["source"]) for row in held.rows.values()}),
        command=f"multipolar votes who {held.rollcall.id}", definition="vote",
        note=f"{held.rollcall.when}: {tally_words(held) or 'no tally given'}.",
    )  # fmt: skip


def _trade(record: Record, named: str, year: int) -> Shade:
    from multipolar.measures.trade_partners import trade_partners
    from multipolar.measures.trade_sides import side

    found = trade_partners(record, side(named), year, "turnover")
    return Shade(
        f"Trade in goods with {found.side.name}, {year}", "Share of its trade, per cent",
        {p.actor: 100 * p.share for p in found.partners}, breaks=(0.1, 1, 5, 10), marked=[found.side.id],
        sources=sorted({p.source for p in found.partners}), definition="partners", note=VALUED,
        command=f"multipolar trade partners {found.side.id} --year {year}",
    )  # fmt: skip


def _membership(record: Record, named: str, year: int) -> Shade:
    group = actors.find(named)
    if group.kind != "organisation":
        raise AskedWronglyError(f"{group.name} is no organisation", "Name one, as BRICS or NATO")
    rows = [row for row in record.rows("membership", {"organisation": group.id}) if _held(row, year)]
    if not rows:
        raise AskedWronglyError(f"The record has nobody in {group.name} at the end of {year}")
    roles: dict[str, Value] = {}
    for row in sorted(rows, key=lambda row: row["role"] not in _MEMBERS):
        role = "member" if row["role"] == "founding" else str(row["role"])
        roles.setdefault(str(row["actor"]), role)
    order = sorted({str(role) for role in roles.values()}, key=lambda role: (role != "member", role))
    return Shade(
        f"{group.name}, end of {year}", "Role", roles, "category", order,
        sources=sorted({str(row["source"]) for row in rows}), definition="membership",
        command=f"multipolar actors members {group.id} --on {year}-12-31",
    )  # fmt: skip


def _held(row: Mapping[str, Any], year: int) -> bool:
    """Whether a spell held at the end of a year; of one without a beginning only membership is believed."""
    begin, end = row["valid_from"], row["valid_to"]
    begun = begin.year <= year if begin else row["role"] in _MEMBERS
    return begun and (end is None or end.year > year)


SORTS: Mapping[str, Sort] = {
    "agreement": Sort("agreement in votes with a state", "A state", "Chile", _agreement),
    "vote": Sort("vote on a resolution", "A resolution", "A/RES/68/262", _vote),
    "membership": Sort("membership in an organisation", "An organisation", "BRICS", _membership),
    "trade": Sort("trade with a state", "A state", "Russia", _trade),
    "points": Sort("ideal point", "", "", _points),
}
"""In the order of the form."""


def shade(record: Record, by: str, named: str, year: int) -> Shade:
    """What the map shows.

    Args:
        record: The record.
        by: A key of ``SORTS``.
        named: The state, resolution or organisation meant; the usual one when empty.
        year: The year.

    Raises:
        AskedWronglyError: No such sort or year, or nothing on record.
    """
    if by not in SORTS:
        raise AskedWronglyError(f"The map cannot be coloured by {by!r}", f"Choose from {', '.join(SORTS)}")
    if not FIRST <= year <= LAST:
        raise AskedWronglyError(f"{year} is out of bounds", f"Name a year from {FIRST} to {LAST}")
    return SORTS[by].make(record, named.strip() or SORTS[by].usual, year)


def drawn(found: Shade, year: int) -> str:
    """The map as SVG."""
    from multipolar.briefs.maps import with_non_members, world_map
    from multipolar.briefs.maps.world import world

    # What to pull stands on the page, and is left out of the drawing.
    values, said = found.values, found.note.split(". For all")[0].rstrip(".")
    if found.definition in ("identical", "vote", "ideal-point"):
        values = with_non_members(values, f"{year}-12-31")
    return world_map(
        values, title=found.title, legend=found.legend, kind=found.kind, order=found.order,
        breaks=found.breaks, marked=[actor for actor in found.marked if world().has(actor)],
        note=" ".join(part for part in (said and f"{said}.", f"Source: {', '.join(found.sources)}") if part),
    )  # fmt: skip
