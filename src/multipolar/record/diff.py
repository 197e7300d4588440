"""What one release of a source says that another did not: rows added, removed and changed, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError
from multipolar.record.engines.duck import relation
from multipolar.record.schema import TABLES, Table

if TYPE_CHECKING:
    import duckdb

    from multipolar.record.store import Record, ReleaseInfo

# Where a row stands in its source, and when the source was read, is not what it says.
_ASIDE = ("source", "release", "locator", "observed")


@dataclass(frozen=True, slots=True)
class TableDiff:
    """What happened to one table.

    Attributes:
        table: The table.
        before: Rows of the older release.
        after: Rows of the newer release.
        added: Rows whose key is new.
        removed: Rows whose key is gone.
        changed: Rows of one key that say something else.
        words: A line for each of the first of them, as ``A/RES/68/262: CHL abstain → yes``.
    """

    table: str
    before: int
    after: int
    added: int
    removed: int
    changed: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What a newer release of a source changed against an older one; ``tables`` that changed only."""

    source: str
    old: str
    new: str
    tables: tuple[TableDiff, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same for a person: one line a table, then the rows."""
        head = f"{self.source}: {self.old} → {self.new}"
        if not self.tables:
            return (f"{head}: the rows are the same.",)
        lines = [head]
        for one in self.tables:
            counts = f"{one.added:,} added, {one.removed:,} removed, {one.changed:,} changed"
            lines.append(f"{one.table}: {one.before:,} → {one.after:,} rows; {counts}")
            lines += [f"  {line}" for line in one.words]
            untold = one.added + one.removed + one.changed - len(one.words)
            if untold > 0:
                lines.append(f"  and {untold:,} more")
        return tuple(lines)


def diff(
    record: "Record", source: str, old: str | None = None, new: str | None = None, limit: int = 20
) -> Diff:
    """Compare two releases of a source.

    Args:
        record: The record that holds them.
        source: The source's name.
        old: The older release; by default the one in force before ``new``.
        new: The newer release; by default the one in force.
        limit: How many rows of each table are put in words.

    Raises:
        AskedWronglyError: No such release, or nothing to compare it with.
    """
    import duckdb

    later = _named(record, source, new) if new else record.active(source)
    earlier = _named(record, source, old) if old else _before(record, later)
    names = [name for name in TABLES if name in earlier.rows or name in later.rows]
    with duckdb.connect(":memory:") as connection:
        tables = [_table(connection, TABLES[name], earlier, later, limit) for name in names]
    changed = tuple(one for one in tables if one.added or one.removed or one.changed)
    return Diff(source, earlier.release, later.release, changed)


def _named(record: "Record", source: str, release: str) -> "ReleaseInfo":
    held = [one for one in record.releases() if one.source == source]
    for one in held:
        if one.release == release:
            return one
    names = list(dict.fromkeys(one.release for one in held))
    remedy = f"Releases: {', '.join(names)}" if names else "Pull the source first"
    raise AskedWronglyError(f"The record holds no release {release!r} of {source}", remedy)


def _before(record: "Record", later: "ReleaseInfo") -> "ReleaseInfo":
    held = [one for one in record.releases() if one.source == later.source]
    earlier = [one for one in held[: held.index(later)] if one.release != later.release]
    if not earlier:
        raise AskedWronglyError(
            f"{later.source} has no release before {later.release}", "There is nothing to compare it with"
        )
    return earlier[-1]


def _table(
    connection: "duckdb.DuckDBPyConnection",
    table: Table,
    old: "ReleaseInfo",
    new: "ReleaseInfo",
    limit: int,
) -> TableDiff:
    for name, release in (("old", old), ("new", new)):
        paths = (release.path / f"{table.name}.parquet",) if table.name in release.rows else ()
        connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {relation(table, paths)}')
    values = [c.name for c in table.all_columns if c.name not in (*table.key, *_ASIDE)]
    same_key = " AND ".join(f'o."{name}" IS NOT DISTINCT FROM n."{name}"' for name in table.key)
    differs = " OR ".join(f'o."{name}" IS DISTINCT FROM n."{name}"' for name in values) or "false"
    gone, come = "n.source IS NULL", "o.source IS NULL"
    joined = f"FROM old o FULL JOIN new n ON {same_key}"
    changed = f"NOT ({gone}) AND NOT ({come}) AND ({differs})"
    before, after, added, removed, rewritten = connection.execute(
        f"SELECT count(o.source), count(n.source), count(*) FILTER ({come}), count(*) FILTER ({gone}),"
        f" count(*) FILTER ({changed}) {joined}"
    ).fetchone() or (0, 0, 0, 0, 0)
    words = _words(connection, table, values, f"{joined} WHERE {come} OR {gone} OR ({changed})", limit)
    return TableDiff(table.name, before, after, added, removed, rewritten, tuple(words))


def _words(
    connection: "duckdb.DuckDBPyConnection", table: Table, values: Sequence[str], joined: str, limit: int
) -> list[str]:
    keys = [f'coalesce(o."{name}", n."{name}")' for name in table.key]
    pairs = [f'o."{name}", n."{name}"' for name in values]
    order = ", ".join(f"{key} NULLS FIRST" for key in keys)
    found = connection.execute(
        f"SELECT o.source IS NULL, n.source IS NULL, {', '.join((*keys, *pairs))} {joined}"
        f" ORDER BY {order} LIMIT {int(limit)}"
    ).fetchall()
    return [_line(table, values, row) for row in found]


def _line(table: Table, values: Sequence[str], row: Sequence[object]) -> str:
    come, gone, *cells = row
    keys, pairs = cells[: len(table.key)], cells[len(table.key) :]
    before, after = pairs[0::2], pairs[1::2]
    first, *rest = (_said(value) for value in keys if value is not None)
    subject = f"{first}: {' '.join(rest)}".rstrip(": ") if rest else first
    main = [name for name in values if name in {c.name for c in table.columns}]
    if come or gone:
        side = after if come else before
        telling = [c.name for c in table.columns if c.name in main and c.type in ("string", "float64")][:1]
        said = [_said(v) for name, v in zip(values, side, strict=True) if name in telling and v is not None]
        return " ".join([subject, *said, "added" if come else "removed"])
    changes = [
        f"{'' if [name] == main else name + ' '}{_said(o)} → {_said(n)}"
        for name, o, n in zip(values, before, after, strict=True)
        if o != n
    ]
    return f"{subject} {', '.join(changes)}"


def _said(value: object) -> str:
    if value is None:
        return "(empty)"
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "(none)"
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
