"""The record as everyone else sees it: opened at a folder, asked for rows, tables, sources and gaps."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError, RecordError
from multipolar.record import where as asking
from multipolar.record.engines.base import Engine, Files, Name, Row
from multipolar.record.schema import ISSUES, TABLES
from multipolar.record.where import Where

if TYPE_CHECKING:
    import pyarrow as pa

    from multipolar.record.nothing import Gap
    from multipolar.record.sources.base import SourceSpec

STARTER = "starter"
ENGINES: tuple[Name, ...] = ("duckdb", "pyspark")
_STARTER_FOLDER = Path(__file__).parent / "starter" / "tables"


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """One release of one source.

    Attributes:
        source: The source's name.
        release: The release's name.
        active: Whether the record as opened reads it.
        rows: Rows by table.
        activated: When it came into force (UTC); ``None`` for the embedded record.
        path: Its folder.
        new: For a release just written: whether anything was written (``False`` when the same
            content was already there).
        notes: For a release just written: what a person should know.
    """

    source: str
    release: str
    active: bool
    rows: Mapping[str, int]
    activated: datetime | None
    path: Path
    new: bool = False
    notes: tuple[str, ...] = ()


def default_path() -> Path:
    """``$MULTIPOLAR_RECORD``, else the platform's folder for a user's data."""
    if named := os.environ.get("MULTIPOLAR_RECORD"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("multipolar", appauthor=False) / "record"


class Record:
    """All that is known: the tables of every release in force, with the embedded starter record."""

    def __init__(
        self, path: Path, engine: Name, as_of: date | None, releases: tuple[ReleaseInfo, ...]
    ) -> None:
        self.path = path
        self.engine = engine
        self.as_of = as_of
        self._releases = releases
        self._priorities: dict[str, int] = {}

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        engine: Name = "duckdb",
        as_of: date | str | None = None,
        starter: bool = True,
    ) -> "Record":
        """Open a record for reading; nothing is created.

        Args:
            path: The record's folder, by default ``$MULTIPOLAR_RECORD`` or the user's data folder.
                One that does not exist is an empty record.
            engine: Who answers.
            as_of: Read the releases in force at the end of that day (UTC) instead of today's.
            starter: Whether to lay the embedded starter record over it, as one more source.

        Raises:
            AskedWronglyError: Unknown engine or malformed date.
            RecordError: The folder holds a record that cannot be read.
        """
        if engine not in ENGINES:
            raise AskedWronglyError(f"There is no engine {engine!r}", f"Engines: {', '.join(ENGINES)}")
        folder = Path(path) if path is not None else default_path()
        day = PartialDate.of(as_of).last if as_of is not None else None
        releases = _releases(folder, day)
        if starter:
            releases = (*releases, *_starter())
        return cls(folder, engine, day, releases)

    def rows(
        self,
        table: str,
        where: Where | None = None,
        columns: Sequence[str] | None = None,
        order: str | Sequence[str] | None = None,
    ) -> list[Row]:
        """Rows of a table, as dictionaries of plain Python values.

        Args:
            table: A canonical table.
            where: Column to value, collection of values (``None`` matches empty cells), ``range`` of
                whole numbers or ``Span`` of days; all must hold. For a column of lists: holds any of them.
            columns: Columns wanted; all by default.
            order: Column or columns to sort by, ``-`` before one that descends; empty cells come last.

        Raises:
            AskedWronglyError: A table or column that does not exist, or a value of the wrong type.
        """
        return self._engine.rows(asking.query(table, where, columns, order))

    def table(self, name: str) -> Any:  # noqa: ANN401 - ibis carries no types
        """A table as an Ibis expression, to be composed and executed on the record's engine."""
        return self._engine.table(asking.table(name).name)

    def sql(self, text: str) -> "pa.Table":
        """The answer to one read-only SQL statement over the record's tables.

        Raises:
            AskedWronglyError: Not one statement, not read-only, or not understood.
        """
        return self._engine.sql(text)

    def releases(self) -> tuple[ReleaseInfo, ...]:
        """Every release the record holds, by source and time, the starter last."""
        return self._releases

    def sources(self) -> tuple[str, ...]:
        """Names of the sources that have a release in force."""
        return tuple(one.source for one in self._releases if one.active)

    def spec(self, source: str) -> "SourceSpec":
        """The description of a source, as its release in force was read, or as shipped.

        Raises:
            AskedWronglyError: No such source.
        RecordError: The description kept with its release is damaged.
        """
        from multipolar.record.specs import spec_of

        return spec_of(self, source)

    def priority(self, source: str) -> int:
        """How far a source in force is believed where two hold one fact; the highest wins."""
        if source not in self._priorities:
            from multipolar.record.specs import priority_of

            self._priorities[source] = priority_of(self, source)
        return self._priorities[source]

    def nothing(self, table: str, where: Where) -> "Gap | None":
        """Which of the four kinds of nothing the record has for a question; ``None`` where it has a value.

        Raises:
            AskedWronglyError: A table or column that does not exist, or a value of the wrong type.
        """
        from multipolar.record.nothing import gap

        return gap(self, table, where)

    def active(self, source: str) -> ReleaseInfo:
        """The release of a source that is read.

        Raises:
            AskedWronglyError: None of that source is in force; those that are, are listed.
        """
        found = next((one for one in self._releases if one.active and one.source == source), None)
        if found is None:
            when = f" on {self.as_of}" if self.as_of else ""
            held = ", ".join(self.sources()) or "none"
            raise AskedWronglyError(
                f"No release of {source!r} is in force{when}",
                f"In force: {held}; others are brought by `multipolar record pull`",
            )
        return found

    def close(self) -> None:
        """Give back what the engine holds; the record may be asked again afterwards."""
        if "_engine" in self.__dict__:
            self._engine.close()
            del self.__dict__["_engine"]

    @cached_property
    def _engine(self) -> Engine:
        if self.engine == "pyspark":
            from multipolar.record.engines.spark import SparkEngine

            engine: Engine = SparkEngine(self.files)
            return engine
        from multipolar.record.engines.duck import DuckEngine

        return DuckEngine(self.files)

    @cached_property
    def files(self) -> Files:
        """The Parquet files that are read, by table."""
        files: dict[str, tuple[Path, ...]] = {}
        for release in self._releases:
            for table in release.rows if release.active else ():
                if table not in TABLES:
                    raise RecordError(
                        f"Release {release.release} of {release.source} holds a table {table!r} that this "
                        "multipolar does not know. Upgrade multipolar."
                    )
                files[table] = (*files.get(table, ()), release.path / f"{table}.parquet")
            refused = release.path / f"{ISSUES.name}.parquet"
            if release.active and refused.is_file():
                files[ISSUES.name] = (*files.get(ISSUES.name, ()), refused)
        return files


def _releases(record: Path, as_of: date | None) -> tuple[ReleaseInfo, ...]:
    if not record.exists():
        return ()
    from multipolar.record import manifest

    known = manifest.load(record)
    in_force = set(map(id, known.active(as_of).values()))
    return tuple(
        ReleaseInfo(
            one.source,
            one.release,
            id(one) in in_force,
            one.rows,
            one.activated,
            record / "releases" / one.source / one.release,
        )
        for one in known.activations
    )


class _Counted(Mapping[str, int]):
    """Rows of the embedded tables, counted when someone asks: opening the record must stay quick."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        self._tables = tables

    def __getitem__(self, table: str) -> int:
        if table not in self._tables:
            raise KeyError(table)
        import duckdb

        with duckdb.connect(":memory:") as connection:
            path = str(_STARTER_FOLDER / f"{table}.parquet")
            found = connection.execute("SELECT num_rows FROM parquet_file_metadata(?)", [path]).fetchone()
        return int((found or (0,))[0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _starter() -> tuple[ReleaseInfo, ...]:
    tables = tuple(path.stem for path in sorted(_STARTER_FOLDER.glob("*.parquet")) if path.stem in TABLES)
    if not tables:
        return ()
    from multipolar.record.starter import RELEASE

    return (ReleaseInfo(STARTER, RELEASE, True, _Counted(tables), None, _STARTER_FOLDER),)
