"""What a record covers and what it does not, table by table, in numbers and in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.record.coverage import STARTER, extents, sources_of
from multipolar.record.schema import ISSUES, TABLES

if TYPE_CHECKING:
    from multipolar.record.starter import Scope
    from multipolar.record.store import Record, ReleaseInfo

_PARENTS = {"participant": "event", "side": "dispute"}
"""Tables whose scopes are those of the rows that theirs belong to."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one source holds in one table.

    Attributes:
        source: The source's name.
        release: Its release in force.
        rows: Rows in the table.
        first: Year of the earliest; ``None`` when the rows are not dated.
        last: Year of the latest.
        refused: Rows and values of this table that the release refused.
    """

    source: str
    release: str
    rows: int
    first: int | None
    last: int | None
    refused: int


@dataclass(frozen=True, slots=True)
class TableStatus:
    """What the record holds in one table.

    Attributes:
        table: The table.
        meaning: What its rows are.
        rows: Rows of all sources together; one fact held by two sources counts twice.
        first: Year of the earliest row.
        last: Year of the latest row.
        held: The same by source.
        complete: Scopes within which a missing row means that there was none, in words.
        limits: What is covered only in part or not at all, in words.
        could: Shipped sources of the table that have no release in force.
    """

    table: str
    meaning: str
    rows: int
    first: int | None
    last: int | None
    held: tuple[Held, ...]
    complete: tuple[str, ...]
    limits: tuple[str, ...]
    could: tuple[str, ...]


def status(record: "Record", table: str | None = None) -> tuple[TableStatus, ...]:
    """What the record covers, for every table of the schema, empty ones too, or for one.

    Raises:
        AskedWronglyError: There is no such table.
    """
    from multipolar.record import where

    names = [where.table(table).name] if table is not None else list(TABLES)
    active = {one.source: one for one in record.releases() if one.active}
    refused = _refused(record)
    return tuple(_table(record, name, active, refused) for name in names if name in TABLES)


def _table(
    record: "Record",
    name: str,
    active: "Mapping[str, ReleaseInfo]",
    refused: Mapping[tuple[str, str | None], int],
) -> TableStatus:
    held = tuple(
        Held(one.source, active[one.source].release, one.rows, one.first, one.last, refused[one.source, name])
        for one in extents(record, name)
    )
    complete: list[str] = []
    limits: list[str] = []
    for one in held:
        words = _embedded(name) if one.source == STARTER else _announced(record, one.source, name)
        complete += [f"{one.source}: {text}" for text in words[0]]
        limits += [f"{one.source}: {text}" for text in words[1]]
    could = tuple(source for source in sources_of(name) if source not in active)
    if not held:
        limits.append("nothing is held")
    return TableStatus(
        name,
        TABLES[name].meaning,
        sum(one.rows for one in held),
        min((one.first for one in held if one.first is not None), default=None),
        max((one.last for one in held if one.last is not None), default=None),
        held,
        tuple(complete),
        tuple(limits),
        could,
    )


def _refused(record: "Record") -> Counter[tuple[str, str | None]]:
    """Refused rows and values by source and table."""
    found: Counter[tuple[str, str | None]] = Counter()
    for row in record.rows(ISSUES.name, columns=["source", "table", "count"]):
        found[row["source"], row["table"]] += row["count"]
    return found


def _announced(record: "Record", source: str, table: str) -> tuple[list[str], list[str]]:
    """What a source's description says: scopes of the table or of its kinds, and what it is about."""
    coverage = record.spec(source).coverage
    others = {name for name in TABLES if name != table}
    complete = [text for text in coverage.complete if text.partition(" by ")[0] not in others]
    return complete, [coverage.scope]


def _embedded(table: str) -> tuple[list[str], list[str]]:
    """The scopes of the embedded record; memberships, which have three for each organisation, are counted."""
    from multipolar.record.starter import scopes

    mine = [one for one in scopes() if one.table == _PARENTS.get(table, table)]
    if table == "membership":
        return _memberships(mine)
    complete = [_words(one) for one in mine if one.complete]
    return complete, [_words(one) for one in mine if not one.complete]


def _words(scope: "Scope") -> str:
    return scope.words if scope.scope == "*" else f"{scope.scope}: {scope.words}"


def _memberships(mine: "list[Scope]") -> tuple[list[str], list[str]]:
    """Members today, past members and other standings, each with how many organisations it holds for."""
    sorts = {"": "members today", "past": "former members and days of joining", "others": "other standings"}
    complete, limits = [], []
    for sort, words in sorts.items():
        of_sort = {one.scope.partition(":")[0]: one.complete for one in mine if _sort(one) == sort}
        whole = sorted(name for name, is_complete in of_sort.items() if is_complete)
        partly = sorted(name for name, is_complete in of_sort.items() if not is_complete)
        if whole:
            complete.append(f"{words} of {len(whole)} organisations: {', '.join(whole)}")
        if partly and whole:
            limits.append(f"{words} in part for {len(partly)}: {', '.join(partly)}")
        elif partly:
            limits.append(f"{words} (observers, partners, candidates) only as far as a page was read")
    limits.append(f"no organisation but these {len({one.scope.partition(':')[0] for one in mine})}")
    return complete, limits


def _sort(scope: "Scope") -> str:
    return scope.scope.partition(":")[2]
