"""Where two sources or two reporters differ on one fact: both stay, and the difference is listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.record.engines.duck import reading

if TYPE_CHECKING:
    import duckdb

    from multipolar.record.store import Record

Subject = Literal["vote", "rollcall", "flow"]
SUBJECTS: tuple[Subject, ...] = ("vote", "rollcall", "flow")
TALLY = ("yes", "no", "abstain", "absent")
TOLERANCE = 0.01
"""Figures of trade within one per cent of the larger one are the same: sources round differently."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact on which two reports differ.

    Attributes:
        fact: What it is about, as ``A/RES/68/262 CHL`` or ``CHL → RUS 2018 TOTAL``.
        column: What they differ on.
        first: Whose report comes first: a source, with the reporter where it gives several.
        first_value: What that one says.
        second: Whose report comes second.
        second_value: What the other one says.
        preferred: The source that is believed, by priority; empty where both are of one source.
    """

    fact: str
    column: str
    first: str
    first_value: Any
    second: str
    second_value: Any
    preferred: str

    @property
    def sentence(self) -> str:
        """The same for a person."""
        return f"{self.fact} {self.column}: {self.first} {_said(self.first_value)}, {self.second} " + _said(
            self.second_value
        )


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How two reports of one table compare.

    Attributes:
        table: The table.
        first: Whose report comes first.
        second: Whose report comes second.
        compared: Facts that both report.
        differing: Those on which they differ.
        differences: The first of them.
    """

    table: Subject
    first: str
    second: str
    compared: int
    differing: int
    differences: tuple[Difference, ...]


def reconcile(
    record: "Record", table: Subject, sources: Sequence[str] = (), limit: int = 100
) -> tuple[Reconciled, ...]:
    """Compare every two reports of one table: of votes and tallies by source, of trade also by reporter.

    Args:
        record: The record asked.
        table: ``vote``, ``rollcall`` (official tallies) or ``flow`` (dollars; exporter's against
            importer's report, and source against source). Exports are usually free on board and imports
            include freight, so these differ by design.
        sources: Only these sources; all by default.
        limit: How many differences of each pair are listed.

    Returns:
        One comparison for each two reports that share a fact.

    Raises:
        AskedWronglyError: Another table, or a source that has none of it in force.
    """
    if table not in SUBJECTS:
        raise AskedWronglyError(f"{table!r} is not reconciled", f"Reconciled are: {', '.join(SUBJECTS)}")
    if not record.files.get(table):
        return ()
    with reading(record.files, (table,)) as connection:
        held = _reports(connection, table)
        _known(table, {source for source, _ in held}, sources)
        chosen = [one for one in held if not sources or one[0] in sources]
        pairs = [(a, b) for number, a in enumerate(chosen) for b in chosen[number + 1 :]]
        found = [_pair(record, connection, table, a, b, limit) for a, b in pairs]
    return tuple(one for one in found if one.compared)


def _reports(connection: "duckdb.DuckDBPyConnection", table: Subject) -> list[tuple[str, str | None]]:
    """Each source, and for trade each of its reporters."""
    reporter = "reporter" if table == "flow" else "NULL"
    return connection.execute(f"SELECT DISTINCT source, {reporter} FROM {table} ORDER BY ALL").fetchall()


def _known(table: Subject, held: set[str], sources: Sequence[str]) -> None:
    for name in sources:
        if name not in held:
            raise AskedWronglyError(
                f"No release of {name!r} in force holds {table}", f"These do: {', '.join(sorted(held))}"
            )


def _pair(
    record: "Record",
    connection: "duckdb.DuckDBPyConnection",
    table: Subject,
    first: tuple[str, str | None],
    second: tuple[str, str | None],
    limit: int,
) -> Reconciled:
    key, values = _columns(table)
    for number, side in enumerate((first, second)):
        _side(connection, table, number, side)
    names = _name(*first), _name(*second)
    joined = f"FROM side0 a JOIN side1 b USING ({', '.join(key)})"
    tests = {value: _differs(table, value) for value in values}
    anything = " OR ".join(tests.values())
    both = " OR ".join(f"(a.{value} IS NOT NULL AND b.{value} IS NOT NULL)" for value in values)
    compared, differing = connection.execute(
        f"SELECT count(*) FILTER ({both}), count(*) FILTER ({anything}) {joined}"
    ).fetchone() or (0, 0)
    chosen = ", ".join((*key, *(f"a.{v}, b.{v}, {test}" for v, test in tests.items())))
    rows = connection.execute(
        f"SELECT {chosen} {joined} WHERE {anything} ORDER BY {', '.join(key)} LIMIT {int(limit)}"
    ).fetchall()
    believed = "" if first[0] == second[0] else _believed(record, first[0], second[0])
    listed = [d for row in rows for d in _differences(table, key, values, row, names, believed)]
    return Reconciled(table, *names, compared, differing, tuple(listed))


def _side(
    connection: "duckdb.DuckDBPyConnection", table: Subject, number: int, side: tuple[str, str | None]
) -> None:
    """One report as a table of its own."""
    key, values = _columns(table)
    source, reporter = side
    of_reporter = " AND reporter IS NOT DISTINCT FROM $reporter" if table == "flow" else ""
    parameters: dict[str, object] = {"source": source}
    if of_reporter:
        parameters["reporter"] = reporter
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE side{number} AS SELECT {', '.join((*key, *values))} FROM {table}"
        f" WHERE source = $source{of_reporter}",
        parameters,
    )


def _columns(table: Subject) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What makes two rows the same fact, and what they say about it."""
    if table == "vote":
        return ("rollcall", "actor"), ("choice",)
    if table == "rollcall":
        return ("id",), TALLY
    return ("exporter", "importer", "year", "product", "nomenclature"), ("usd",)


def _differs(table: Subject, value: str) -> str:
    if table == "flow":
        return f"abs(a.{value} - b.{value}) > {TOLERANCE} * greatest(abs(a.{value}), abs(b.{value}))"
    return f"a.{value} <> b.{value}"


def _differences(
    table: Subject,
    key: Sequence[str],
    values: Sequence[str],
    row: Sequence[Any],
    names: tuple[str, str],
    believed: str,
) -> list[Difference]:
    fact, cells = row[: len(key)], row[len(key) :]
    words = f"{fact[0]} → {fact[1]} {fact[2]} {fact[3]}" if table == "flow" else " ".join(map(str, fact))
    found = []
    for number, value in enumerate(values):
        one, other, differs = cells[3 * number : 3 * number + 3]
        if differs:
            found.append(Difference(words, value, names[0], one, names[1], other, believed))
    return found


def _believed(record: "Record", first: str, second: str) -> str:
    return min((first, second), key=lambda source: (-record.priority(source), source))


def _name(source: str, reporter: str | None) -> str:
    return f"{source} ({reporter})" if reporter else source


def _said(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, float) else str(value)
