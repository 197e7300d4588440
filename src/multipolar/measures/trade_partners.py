"""With whom a side trades in a year: partners by rank and share, and how concentrated its trade is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.concentration import Concentration, concentration
from multipolar.measures.trade_cells import Cell, Key, Reporter, cells, sources_in
from multipolar.measures.trade_flow import REPORTS, Report
from multipolar.measures.trade_gaps import pullable
from multipolar.measures.trade_sides import WORLD, Side, check_lived
from multipolar.record import Record
from multipolar.record.engines.duck import reading

Direction = Literal["exports", "imports", "turnover"]
DIRECTIONS: tuple[Direction, ...] = ("exports", "imports", "turnover")


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner of a side in a year.

    Attributes:
        actor: Actor id.
        name: Its name.
        rank: From 1, the largest.
        usd: Current US dollars.
        share: Of all partners on record.
        of_world: Of the total with the world that the same report gives; ``None`` where it gives none.
        estimated: Whether a part is the source's estimate.
        source: The sources.
    """

    actor: str
    name: str
    rank: int
    usd: float
    share: float
    of_world: float | None
    estimated: bool
    source: str


@dataclass(frozen=True, slots=True)
class Partners:
    """All partners of a side in a year, by one report.

    Attributes:
        side: The side.
        direction: Its exports, its imports, or both together.
        year: Calendar year.
        report: Whose figures.
        partners: The largest first, zeros last.
        concentration: Of the amounts over partners with a figure; ``None`` where all are zero.
        blank: Partners with a row but without a figure of each direction wanted: not reported, not zero.
        world: The total with the world that the same report gives.
        total: Sum over the partners on record.
    """

    side: Side
    direction: Direction
    year: int
    report: Report
    partners: tuple[Partner, ...]
    concentration: Concentration | None
    blank: tuple[str, ...]
    world: float | None
    total: float


def trade_partners(
    record: Record,
    side: Side,
    year: int | None = None,
    direction: Direction = "turnover",
    report: Report | None = None,
) -> Partners:
    """With whom a side trades; for a group, partners outside it.

    Args:
        record: The record.
        side: A state or a group.
        year: Calendar year; the last that has at least half as many partners as the fullest, when left out.
        direction: Exports, imports, or both together (then only partners for which both are known).
        report: ``own``, ``partner`` or ``reconciled``; the one with most partners when left out.

    Raises:
        AskedWronglyError: No such direction or report, a state that did not exist, or no figure, with what
            to pull.
    """
    _check(side, direction, report)
    if year is not None:
        check_lived(side, range(year, year + 1))
    chosen = year if year is not None else _last_year(record, side, direction)
    held, members = _held(record, side, chosen), side.members(chosen)
    found = [_partners(held, side, members, chosen, direction, r) for r in REPORTS if report in (None, r)]
    fullest = max(found, key=lambda one: len(one.partners))
    if not fullest.partners:
        raise _none(record, side, chosen, direction, report)
    return fullest


def _check(side: Side, direction: str, report: str | None) -> None:
    if side.world:
        raise AskedWronglyError("The world has no partners", "Name a state or a group")
    if direction not in DIRECTIONS:
        raise AskedWronglyError(
            f"There is no direction {direction!r}", f"Choose from {', '.join(DIRECTIONS)}"
        )
    if report not in (None, *REPORTS):
        raise AskedWronglyError(f"There is no report {report!r}", f"Choose from {', '.join(REPORTS)}")


def _last_year(record: Record, side: Side, direction: Direction) -> int:
    """The last year that has at least half as many partners as the fullest, in each direction wanted."""
    from datetime import date

    members = side.members(date.today().year) or (side.id,)
    ours = ", ".join("?" * len(members))
    out, back = (
        f"count(DISTINCT {other}) FILTER (WHERE {one} IN ({ours}))"
        for one, other in (("exporter", "importer"), ("importer", "exporter"))
    )
    many = {"exports": out, "imports": back, "turnover": f"least({out}, {back})"}[direction]
    text = (
        f"SELECT year, {many} FROM flow WHERE (exporter IN ({ours}) OR importer IN ({ours})) "
        "AND usd IS NOT NULL GROUP BY 1"
    )
    if not record.files.get("flow"):
        raise _none(record, side, None, direction, None)
    values = [*members] * (text.count("?") // len(members))
    with reading(record.files, ("flow",)) as connection:
        counts: dict[int, int] = dict(connection.execute(text, values).fetchall())
    most = max(counts.values(), default=0)
    if not most:
        raise _none(record, side, None, direction, None)
    return max(year for year, count in counts.items() if 2 * count >= most)


def _held(record: Record, side: Side, year: int) -> dict[Key, Cell]:
    members, years = side.members(year), range(year, year + 1)
    return {**cells(record, members, None, years), **cells(record, None, members, years)}


def _partners(
    held: Mapping[Key, Cell],
    side: Side,
    members: tuple[str, ...],
    year: int,
    direction: Direction,
    report: Report,
) -> Partners:
    sums: dict[str, list[Cell]] = {}
    blank: set[str] = set()
    whole = {other for key in held for other in key[:2]} - set(members)
    for other in whole:
        found = [held.get(key) for one in members for key in _keys(one, other, year, direction, report)]
        known = [cell for cell in found if cell is not None and cell.usd is not None]
        if len(known) == len(found) if len(members) == 1 else known:
            sums[other] = known
        elif any(cell is not None for cell in found):
            blank.add(other)
    world = sums.pop(WORLD, None)
    amounts = {a: sum(c.usd or 0.0 for c in found) for a, found in sums.items()}
    total = sum(amounts.values())
    of_world = sum(c.usd or 0.0 for c in world) if world else None
    ranked = sorted(amounts, key=lambda a: (-amounts[a], a))
    partners = tuple(
        Partner(
            a, actors.get(a).name, rank, amounts[a], amounts[a] / total if total else 0.0,
            amounts[a] / of_world if of_world else None, any(c.status == "estimated" for c in sums[a]),
            sources_in(sums[a]),
        )
        for rank, a in enumerate(ranked, 1)
    )  # fmt: skip
    spread = concentration(amounts.values()) if total > 0 else None
    return Partners(
        side, direction, year, report, partners, spread, tuple(sorted(blank - {WORLD})), of_world, total
    )


def _keys(one: str, other: str, year: int, direction: Direction, report: Report) -> list[Key]:
    """The cells that make up a direction between a member and a partner."""

    def reporter(exports: bool) -> Reporter:
        if report == "reconciled":
            return "reconciled"
        return "exporter" if exports is (report == "own") else "importer"

    out: Key = (one, other, year, reporter(True))
    back: Key = (other, one, year, reporter(False))
    return {"exports": [out], "imports": [back], "turnover": [out, back]}[direction]


def _none(
    record: Record, side: Side, year: int | None, direction: str, report: str | None
) -> AskedWronglyError:
    could = pullable(record, year)
    by = f" by the report {report}" if report else ""
    return AskedWronglyError(
        f"The record has no partner of {side.name} with {direction}{f' in {year}' if year else ''}{by}",
        f"Not in force, and may have it: {', '.join(could)} (`multipolar record pull {could[0]}`)"
        if could
        else "",
    )
