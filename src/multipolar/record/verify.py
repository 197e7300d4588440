"""Whether what a record holds is still what was written: digests, counts, columns, and every rule again."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record import described, rules
from multipolar.record import files as disk
from multipolar.record.engines.duck import SQL_TYPES
from multipolar.record.schema import READABLE, TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from multipolar.record.store import Record, ReleaseInfo


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was written.

    Attributes:
        source: The source's name.
        release: The release's name.
        file: The file in the release's folder.
        words: What is wrong.
    """

    source: str
    release: str
    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what was found. ``sound`` only where something was checked at all.

    Attributes:
        releases: Releases looked at, those no longer in force included.
        files: Parquet files read.
        rows: Rows in them.
        problems: What is wrong, by source and release.
    """

    releases: int
    files: int
    rows: int
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether every file was read and none has a problem."""
        return self.files > 0 and not self.problems


def verify(record: "Record", sources: "Sequence[str]" = ()) -> Checked:
    """Check every release of a record, or of some sources, against its own description and the rules.

    The embedded record has no digests of its own; its columns, keys and values are checked.

    Raises:
        AskedWronglyError: A source of which the record holds no release.
    """
    import duckdb

    held = {one.source for one in record.releases()}
    if unknown := [name for name in sources if name not in held]:
        raise AskedWronglyError(
            f"The record holds no release of {unknown[0]!r}", f"It holds: {', '.join(sorted(held))}"
        )
    # A release that came into force twice is one folder.
    folders = {one.path: one for one in record.releases() if not sources or one.source in sources}
    files = rows = 0
    problems: list[Problem] = []
    with duckdb.connect(":memory:") as connection:
        for release in folders.values():
            for path, wrong, count in _release(connection, release):
                files, rows = files + 1, rows + count
                problems += [Problem(release.source, release.release, path.name, words) for words in wrong]
    return Checked(len(folders), files, rows, tuple(problems))


def _release(
    connection: "duckdb.DuckDBPyConnection", release: "ReleaseInfo"
) -> "Iterator[tuple[Path, list[str], int]]":
    """Every file of a release with its problems and rows."""
    if release.activated is None:
        for table in release.rows:
            path = release.path / f"{table}.parquet"
            yield path, *_table(connection, table, path)
        return
    try:
        description = described.read(release.path)
    except RecordError as error:
        yield release.path / described.NAME, [str(error).rstrip(".")], 0
        return
    for table in release.rows:
        if table not in description.files:
            yield release.path / f"{table}.parquet", [f"{described.NAME} does not mention it"], 0
    for name, stored in description.files.items():
        path = release.path / f"{name}.parquet"
        if not path.is_file():
            yield path, ["the file is missing"], 0
        elif disk.sha256(path) != stored.sha256:
            yield path, ["its bytes are not those that were written (SHA-256 differs)"], 0
        else:
            wrong, rows = _table(connection, name, path)
            if rows != stored.rows:
                wrong.append(f"it has {rows:,} rows; {stored.rows:,} were written")
            yield path, wrong, rows


def _table(connection: "duckdb.DuckDBPyConnection", name: str, path: Path) -> tuple[list[str], int]:
    """The problems of one table's file, and its rows."""
    import duckdb

    if name not in READABLE:
        return [f"the record has no table {name!r}"], 0
    try:
        wrong = _columns(connection, READABLE[name], path)
        if not wrong and name in TABLES:
            wrong = rules.broken(connection, TABLES[name], path)
        found = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
    except duckdb.Error as error:
        return [f"it cannot be read: {str(error).splitlines()[0].rstrip('.')}"], 0
    return wrong, int((found or (0,))[0])


def _columns(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> list[str]:
    """Columns that are missing, unknown or of another type."""
    described_ = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    there = {row[0]: row[1] for row in described_}
    wanted = {column.name: SQL_TYPES[column.type] for column in table.all_columns}
    wrong = [f"it has no column {name}" for name in wanted.keys() - there.keys()]
    wrong += [f"the column {name} is unknown to {table.name}" for name in there.keys() - wanted.keys()]
    wrong += [
        f"{name} holds {there[name]}, not {kind}"
        for name, kind in wanted.items()
        if name in there and there[name] != kind
    ]
    return sorted(wrong)
