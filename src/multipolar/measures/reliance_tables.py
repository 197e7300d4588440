"""Net import reliance as tables: of an importer, on a supplier, and with one supplier removed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.named_groups import NamedGroup
from multipolar.measures.reliance import Reliance, head
from multipolar.record import Record
from multipolar.record.coverage import sources_of
from multipolar.record.prefer import preferred

OTHER = "other"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dependence:
    """An importer's reliance on imports of one commodity, and on whom.

    Attributes:
        importer: Actor id.
        commodity: As the source names it.
        year: Of the figure.
        edition: Edition of the publication.
        share: Net import reliance, per cent of apparent consumption; ``None`` for a net exporter or where it
            is not reported.
        qualifier: ``>``, ``<`` or ``E`` (net exporter), as printed.
        suppliers: Main sources of imports, the largest first.
        shares: Per cent of imports by supplier, where given, without the remainder.
        other: Per cent of imports from suppliers that are not named.
        from_group: Suppliers that belong to the group asked about.
        group_share: Their part of imports, per cent; ``None`` where shares are not given.
        concentration: Sum of squared shares of the suppliers named, the remainder taken as many small ones:
            a lower bound, 0 to 1; ``None`` where shares are not given.
        upper: The same with the remainder as one supplier: an upper bound.
        source: The source.
    """

    importer: str
    commodity: str
    year: int
    edition: str
    share: float | None
    qualifier: str | None
    suppliers: tuple[str, ...]
    shares: Mapping[str, float]
    other: float | None
    from_group: tuple[str, ...]
    group_share: float | None
    concentration: float | None
    upper: float | None
    source: str

    @property
    def exposed(self) -> float | None:
        """Per cent of consumption that comes, net, from the group: reliance times its part of imports."""
        if self.share is None or self.group_share is None:
            return None
        return self.share * self.group_share / 100


@dataclass(frozen=True, slots=True)
class Without:
    """What is left of a commodity's imports when one supplier falls out and nobody replaces it.

    Attributes:
        before: The dependence as it is.
        removed: Actor id of the supplier.
        lost: Per cent of imports lost; ``None`` where shares are not given.
        lost_consumption: Per cent of apparent consumption lost: reliance times lost imports.
        needed: Per cent by which all other suppliers together would have to raise their deliveries to make
            it up; ``None`` where there are none or shares are not given.
        left: The suppliers that remain.
        concentration: As in `Dependence`, over the remaining imports.
        note: What a reader must know.
    """

    before: Dependence
    removed: str
    lost: float | None
    lost_consumption: float | None
    needed: float | None
    left: tuple[str, ...]
    concentration: float | None
    note: str


def reliance_table(
    record: Record,
    importer: str | None = None,
    *,
    supplier: str | None = None,
    group: NamedGroup | None = None,
    commodity: str | None = None,
    year: int | None = None,
    edition: str | None = None,
) -> tuple[Dependence, ...]:
    """Reliance by commodity, the highest first: of one importer, or of all on one supplier.

    Args:
        record: The record.
        importer: Only this importer.
        supplier: Only commodities of which this actor is a main source.
        group: Only commodities of which a member is a main source; membership is that of the year's end.
        commodity: The whole of a source's name, or its leading words, in lower case.
        year: Only this year, whatever the edition; of each commodity the last that has suppliers, else the
            last, when left out.
        edition: Only this edition of the publication; each importer's newest when neither is given.

    Raises:
        AskedWronglyError: No such importer, commodity, year or edition; what is there is said.
    """
    rows = _rows(record)
    rows = _only(rows, "importer", importer)
    if commodity is not None:
        wanted = commodity.lower()
        named = [r for r in rows if wanted in (r["commodity"], head(r["commodity"]))]
        rows = named or _only(rows, "commodity", wanted)
    rows = _only(rows, "edition", edition) if edition or year else _newest(rows)
    rows = _only(rows, "year", year)
    if year is None:
        rows = _latest(rows)
    found = [_dependence(row, group) for row in rows]
    if supplier is not None:
        found = [one for one in found if supplier in one.suppliers]
    if group is not None:
        found = [one for one in found if one.from_group]
    return tuple(sorted(found, key=_high_first))


def without_supplier(found: Iterable[Dependence], removed: str) -> tuple[Without, ...]:
    """Each commodity with one supplier gone; those it does not supply by name are left out.

    Nothing is modelled: no one else delivers more, stocks and substitutes are left out. Main sources are
    those of the years that the publication averages over.
    """
    return tuple(_without(one, removed) for one in found if removed in one.suppliers)


def _rows(record: Record) -> list[Row]:
    rows = preferred(record, "reliance", record.rows("reliance"))
    if not rows:
        could = ", ".join(sources_of("reliance"))
        raise AskedWronglyError("The record holds no import reliance", f"Pull {could}")
    return rows


def _only(rows: list[Row], column: str, value: object) -> list[Row]:
    if value is None:
        return rows
    kept = [row for row in rows if row[column] == value]
    if not kept:
        import difflib

        there = sorted({str(row[column]) for row in rows})
        near = difflib.get_close_matches(str(value), there, 3, 0.5)
        shown = ", ".join(there[:12]) + (f" and {len(there) - 12} more" if len(there) > 12 else "")
        raise AskedWronglyError(
            f"There is no import reliance for {column} {value}", f"There are: {shown}", near
        )
    return kept


def _newest(rows: list[Row]) -> list[Row]:
    """Rows of the edition of each importer that reaches furthest."""
    last: dict[str, tuple[int, str]] = {}
    for row in rows:
        key = (row["year"], row["edition"] or "")
        last[row["importer"]] = max(last.get(row["importer"], key), key)
    return [row for row in rows if (row["edition"] or "") == last[row["importer"]][1]]


def _latest(rows: list[Row]) -> list[Row]:
    """Of each importer's commodity the last year with suppliers, else the last."""
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row["importer"], row["commodity"])
        held = best.get(key)
        if held is None or _worth(row) > _worth(held):
            best[key] = row
    return list(best.values())


def _worth(row: Row) -> tuple[bool, int]:
    return bool(row["suppliers"]), row["year"]


def _dependence(row: Row, group: NamedGroup | None) -> Dependence:
    one = Reliance(
        row["commodity"], row["year"], row["share"], row["qualifier"],
        tuple(row["suppliers"] or ()),
        dict(_pair(t) for t in row["supplier_shares"] or ()), dict(row),
    )  # fmt: skip
    shares = {a: s for a, s in one.shares.items() if a != OTHER}
    named = sum(shares.values())
    rest = one.shares.get(OTHER, max(0.0, 100.0 - named)) if shares else None
    inside = group.members(date(one.year, 12, 31)) if group is not None else frozenset()
    ours = tuple(s for s in one.suppliers if s in inside)
    low = sum((s / 100) ** 2 for s in shares.values()) if shares else None
    return Dependence(
        row["importer"], one.commodity, one.year, row["edition"] or "", one.share, one.qualifier,
        one.suppliers, shares, rest, ours,
        sum(shares[s] for s in ours if s in shares) if shares and ours else None, low,
        None if low is None or rest is None else low + (rest / 100) ** 2, row["source"],
    )  # fmt: skip


def _pair(text: str) -> tuple[str, float]:
    actor, _, share = text.partition(":")
    return actor, float(share)


def _high_first(one: Dependence) -> tuple[bool, float, str, str]:
    return one.share is None, -(one.share or 0.0), one.commodity, one.importer


def _without(one: Dependence, removed: str) -> Without:
    left = tuple(s for s in one.suppliers if s != removed)
    lost = one.shares.get(removed)
    if lost is None:
        note = "the only source named" if not left else "the source gives no shares of suppliers"
        return Without(one, removed, None, None, None, left, None, note)
    remaining = 100.0 - lost
    needed = 100 * lost / remaining if remaining > 0 else None
    spread = (
        sum((s / remaining) ** 2 for a, s in one.shares.items() if a != removed) if remaining > 0 else None
    )
    consumed = one.share * lost / 100 if one.share is not None else None
    bound = "at least" if one.qualifier == ">" else "at most" if one.qualifier == "<" else ""
    note = (
        f"{bound} that much of consumption, for reliance is a bound" if bound and consumed is not None else ""
    )
    return Without(one, removed, lost, consumed, needed, left, spread, note)


def concentration_by_supplier(found: Iterable[Dependence]) -> dict[str, int]:
    """In how many commodities each actor is a main source, the most frequent first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for one in found:
        for supplier in one.suppliers:
            counts[supplier] += 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
