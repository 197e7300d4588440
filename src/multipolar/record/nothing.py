"""Which kind of nothing an empty answer is: zero, not reported, out of coverage, or not yet published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multipolar.record import where as asking
from multipolar.record.coverage import SCOPE_COLUMN, Extent, complete, extents, sources_of, value_column
from multipolar.record.schema import TABLES
from multipolar.record.where import Condition, Query, Where

if TYPE_CHECKING:
    from multipolar.record.engines.base import Row
    from multipolar.record.sources.base import Nothing
    from multipolar.record.store import Record

_SORTS = ("kind", "title", "code", "product", "commodity", "role")


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no value.

    Attributes:
        kind: ``zero`` (known to be none), ``not_reported``, ``out_of_coverage`` or ``not_yet_published``.
        reason: The same in one sentence, with the source that decides it.
        sources: Sources that decide it; for ``out_of_coverage``, those that could be pulled.
    """

    kind: "Nothing"
    reason: str
    sources: tuple[str, ...] = ()


def gap(record: "Record", table: str, where: Where) -> Gap | None:
    """Which kind of nothing the record has for a question; ``None`` where it has a value.

    Raises:
        AskedWronglyError: A table or column that does not exist, or a value of the wrong type.
    """
    query = asking.query(table, where)
    if query.table.name not in TABLES:
        return None if record.rows(table, where) else Gap("zero", "Nothing was refused so.")
    figure = value_column(table)
    found = record.rows(table, where, ["source", "status", *([figure] if figure else [])])
    if found:
        return _among(found, figure)
    held = extents(record, table)
    if not held:
        return _no_source(table)
    covered = [one for one in held if _covers(record, one, query)]
    return _inside(record, query, covered) if covered else _outside(record, query, held)


def _among(found: "Sequence[Row]", figure: str | None) -> Gap | None:
    """Where there are rows: a figure, a zero, or cells that the source left empty."""
    if figure is None or any(row[figure] for row in found):
        return None
    sources = tuple(sorted({row["source"] for row in found}))
    if any(row[figure] == 0 for row in found):
        return Gap("zero", f"{', '.join(sources)} reports a zero.", sources)
    return Gap("not_reported", f"{', '.join(sources)} has the row without a figure.", sources)


def _no_source(table: str) -> Gap:
    could = sources_of(table)
    hint = f" Pull one of: {', '.join(could)}." if could else ""
    return Gap("out_of_coverage", f"No source in force holds the table {table}.{hint}", could)


def _covers(record: "Record", one: Extent, query: Query) -> bool:
    """Whether the source speaks about the years, the list and the actors asked about."""
    low, high = _years(query)
    if one.first is not None and one.last is not None:
        if high is not None and high < one.first:
            return False
        if low is not None and low > one.last:
            return False
    return _unknown(record, one.source, query) is None


def _unknown(record: "Record", source: str, query: Query) -> Condition | None:
    """The first condition that no row of the source meets, years aside: it says nothing about that.

    Within a list, the list alone counts: that a state is on no list at all is told by the lists.
    """
    table = query.table.name
    texts = {column.name for column in query.table.columns if column.type == "string" and not column.allowed}
    about = {*texts, *query.table.key, *_SORTS}
    key = [c for c in query.conditions if c.column in about and c.operator == "in" and c.values]
    scope = SCOPE_COLUMN.get(table)
    listed = [c for c in key if c.column == scope] or [c for c in key if c.column != "year"]
    # Of one kind of tie, or one indicator, a source may know actors that it does not know of another.
    sorts = {c.column: c.values for c in listed if c.column in _SORTS}
    for condition in listed:
        where: Where = {**sorts, condition.column: condition.values, "source": source}
        if not record.rows(table, where, ["source"]):
            return condition
    return None


def _inside(record: "Record", query: Query, covered: Sequence[Extent]) -> Gap:
    table = query.table.name
    scope, kind = _one(query, SCOPE_COLUMN.get(table)), _one(query, "kind") or _one(query, "title")
    if value_column(table) is None:
        for one in covered:
            if complete(record, one.source, table, scope, kind):
                within = f" for {scope}" if scope else ""
                return Gap("zero", f"{one.source} is complete{within} and has no such row.", (one.source,))
    names = tuple(one.source for one in covered)
    return Gap(
        "not_reported", f"{', '.join(names)} speaks about it and has no row; that proves nothing.", names
    )


def _outside(record: "Record", query: Query, held: Sequence[Extent]) -> Gap:
    low, _ = _years(query)
    lasts = [one.last for one in held if one.last is not None]
    going_on = tuple(one.source for one in held if record.spec(one.source).coverage.last is None)
    if low is not None and lasts and low > max(lasts) and (going_on or low >= _today(record).year):
        decisive = going_on or tuple(one.source for one in held)
        return Gap("not_yet_published", f"The releases in force end in {max(lasts)}.", decisive)
    missing = {str(c.values[0]) for one in held if (c := _unknown(record, one.source, query))}
    about = f"about {', '.join(sorted(missing))}" if missing else f"about {_span(query)}"
    could = tuple(name for name in sources_of(query.table.name) if name not in record.sources())
    hint = f" Not in force, and may have it: {', '.join(could)}." if could else ""
    names = ", ".join(one.source for one in held)
    return Gap("out_of_coverage", f"{names} says nothing {about}.{hint}", could)


def _today(record: "Record") -> date:
    return record.as_of or date.today()


def _span(query: Query) -> str:
    low, high = _years(query)
    return " to ".join(dict.fromkeys(str(year) for year in (low, high) if year is not None)) or "it"


def _years(query: Query) -> tuple[int | None, int | None]:
    """First and last year asked about, as far as the question says."""
    lows: list[int] = []
    highs: list[int] = []
    for condition in query.conditions:
        if condition.column != "year" and not any(isinstance(v, date) for v in condition.values):
            continue
        years = [v.year if isinstance(v, date) else v for v in condition.values]
        if condition.operator == "between":
            lows += [int(y) for y in years[:1] if y is not None]
            highs += [int(y) for y in years[1:] if y is not None]
        elif years:
            lows.append(min(int(y) for y in years if y is not None))
            highs.append(max(int(y) for y in years if y is not None))
    return max(lows, default=None), min(highs, default=None)


def _one(query: Query, column: str | None) -> str | None:
    """The single value asked of a column."""
    for condition in query.conditions:
        if condition.column == column and condition.operator == "in" and len(condition.values) == 1:
            return str(condition.values[0])
    return None
