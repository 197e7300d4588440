"""Why the record has no figure of a flow, as one of the kinds of nothing, and which source to pull."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from multipolar.record import Record
from multipolar.record.coverage import sources_of
from multipolar.record.engines.duck import reading

if TYPE_CHECKING:
    from multipolar.measures.trade_cells import Reporter
    from multipolar.record.sources.base import Coverage, Nothing


@dataclass(frozen=True, slots=True)
class TradeGap:
    """Why there is no figure.

    Attributes:
        kind: ``not_reported``, ``out_of_coverage`` or ``not_yet_published``.
        reason: The same in one sentence, with the source that decides it.
        sources: Sources that decide it, or that could be pulled.
    """

    kind: "Nothing"
    reason: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Extent:
    """The years in which a source has a reporter's figures of one sort."""

    source: str
    first: int
    last: int


# (actor that reports, sort of reporter): what each source holds of it.
_HELD: "WeakKeyDictionary[Record, dict[tuple[str, str], tuple[_Extent, ...]]]" = WeakKeyDictionary()
KINDS = ("not_reported", "not_yet_published", "out_of_coverage")


def trade_gap(record: Record, exporter: str, importer: str, year: int, reporter: "Reporter") -> TradeGap:
    """Why a flow that the record does not hold is not there.

    A source speaks of a flow where it has any figure of the one who reports it in the years around; a pair
    without a row is then not reported, which is not zero.
    """
    who = importer if reporter == "importer" else exporter
    held = _extents(record, who, reporter)
    if inside := [one.source for one in held if one.first <= year <= one.last]:
        words = f"{', '.join(inside)} has figures of {who} in {year} and none of this pair"
        return TradeGap("not_reported", words, tuple(inside))
    going_on = [one for one in held if record.spec(one.source).coverage.last is None]
    if going_on and year > max(one.last for one in held):
        last = max(one.last for one in going_on)
        names = tuple(sorted({one.source for one in going_on}))
        return TradeGap("not_yet_published", f"the releases in force end in {last}", names)
    could = pullable(record, year)
    spans = ", ".join(f"{one.source} {one.first} to {one.last}" for one in held)
    words = f"only {spans}" if held else f"no source in force holds figures of {who} as {reporter}"
    if reporter == "reconciled":
        words = f"only {spans}" if held else "no source in force reconciles the two reports"
    return TradeGap("out_of_coverage", words, could)


def pullable(record: Record, year: int | None = None) -> tuple[str, ...]:
    """Shipped sources of trade that are not in force, and whose coverage does not leave out a year."""
    from multipolar.record.sources import registry

    found = (registry.spec(name) for name in sources_of("flow") if name not in record.sources())
    return tuple(spec.name for spec in found if year is None or _may_cover(spec.coverage, year))


def _may_cover(coverage: "Coverage", year: int) -> bool:
    return (coverage.first or year) <= year <= (coverage.last or year)


def worst(gaps: Sequence[TradeGap]) -> TradeGap:
    """The gap that stands for several: the one most of them have."""
    counts: Mapping[str, int] = {kind: sum(g.kind == kind for g in gaps) for kind in KINDS}
    kind = max(KINDS, key=lambda k: counts[k])
    return next(g for g in gaps if g.kind == kind)


def _extents(record: Record, who: str, reporter: str) -> tuple[_Extent, ...]:
    held = _HELD.setdefault(record, {})
    if (who, reporter) not in held:
        held[who, reporter] = _read(record, who, reporter)
    return held[who, reporter]


def _read(record: Record, who: str, reporter: str) -> tuple[_Extent, ...]:
    if not record.files.get("flow"):
        return ()
    column = {"exporter": "exporter = ?", "importer": "importer = ?"}.get(
        reporter, "? IN (exporter, importer)"
    )
    text = (
        "SELECT source, min(year), max(year) FROM flow "
        f"WHERE reporter = ? AND {column} AND usd IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    with reading(record.files, ("flow",)) as connection:
        return tuple(_Extent(*row) for row in connection.execute(text, [reporter, who]).fetchall())
