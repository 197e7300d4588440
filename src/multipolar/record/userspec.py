"""The short YAML beside a person's own CSV: what it may say, and the source that it describes."""

import re
from pathlib import Path
from typing import cast, get_args

from pydantic import BaseModel, ConfigDict, Field

from multipolar.actors import Scheme
from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record.schema import TABLES
from multipolar.record.sources import registry
from multipolar.record.sources.base import Coverage, Expected, FileSpec, SourceSpec
from multipolar.record.where import table as known_table

KEY = "own"
"""The name by which the description knows its one file."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_FILLED = ("source", "release", "status", "locator")


class Constant(BaseModel):
    """A column that holds the same value in every row."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value: str


class UserTable(BaseModel):
    """The description of a person's own CSV.

    Attributes:
        name: The source's name: lower-case letters, digits and underscores.
        source: Where the rows come from, as a reader should see it.
        licence: Under which terms.
        table: The canonical table that the rows belong to.
        columns: Column of that table to column of the CSV, or to ``{value: ...}`` for all rows.
        scheme: How actors are written: ``name`` (the default), ``iso3``, ``cow`` ...
        on: Column of the CSV with the day, month or year for which an actor's name is understood; by
            default the row's own date or year.
        actors: Spellings of this file's own: text to actor id, null to refuse.
        ignore: Columns of the CSV left out on purpose; any other that is not named is refused.
        missing: Texts that mean an empty cell, besides the empty one.
        delimiter: What separates cells.
        complete: Scopes within which a missing row means that there is none: ``membership by organisation``.
        first: First year covered.
        last: Last year covered.
        scope: What is covered, in words.
        priority: Where two sources hold one fact, the higher is believed; published ones have 10 to 90.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    source: str
    licence: str
    table: str
    columns: dict[str, str | Constant]
    scheme: str = "name"
    on: str | None = None
    actors: dict[str, str | None] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    complete: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    scope: str = ""
    priority: int = 50

    @property
    def actor_scheme(self) -> Scheme:
        """The scheme, once checked."""
        return cast("Scheme", self.scheme)

    def csv_columns(self) -> list[str]:
        """Columns that the CSV must have."""
        named = [column for column in self.columns.values() if isinstance(column, str)]
        return [*named, *([self.on] if self.on else [])]


def read(path: Path) -> UserTable:
    """Read and check a description.

    Raises:
        SourceError: Not YAML, a field missing or wrong, a table, column or scheme that does not exist.
    """
    found = registry.validated(path, path.stem, UserTable)
    try:
        _check(found)
    except AskedWronglyError as error:
        raise SourceError(path.stem, f"{path.name}: {str(error).rstrip('.')}") from None
    return found


def spec(described: UserTable, csv_path: Path) -> SourceSpec:
    """The source that a description makes of a CSV."""
    return SourceSpec(
        name=described.name,
        title=described.source,
        publisher=described.source,
        licence=described.licence,
        redistribute=False,
        citation=described.source,
        homepage="",
        tables={described.table: Expected(min_rows=1, max_rows=10**10)},
        files=(FileSpec(name=KEY, patterns=(csv_path.name,)),),
        coverage=Coverage(
            first=described.first,
            last=described.last,
            scope=described.scope or described.source,
            complete=described.complete,
        ),
        priority=described.priority,
        actors=described.actors,
        notes="a person's own table",
    )


def _check(described: UserTable) -> None:
    if not _NAME.fullmatch(described.name):
        raise AskedWronglyError(
            f"name: {described.name!r} cannot name a source", "Use lower-case letters, digits, underscores"
        )
    if described.name in registry.folders():
        raise AskedWronglyError(f"name: {described.name!r} is a published source", "Choose another name")
    schemes = get_args(Scheme)
    if described.scheme not in schemes:
        raise AskedWronglyError(
            f"scheme: no such scheme as {described.scheme!r}", f"One of {', '.join(schemes)}"
        )
    if described.table not in TABLES:
        known_table(described.table)
        raise AskedWronglyError(f"table: nothing can be added to {described.table!r}")
    _check_columns(described)


def _check_columns(described: UserTable) -> None:
    table = TABLES[described.table]
    known = {column.name: column for column in table.all_columns}
    for name in described.columns:
        if name not in known or name in ("source", "release"):
            raise AskedWronglyError(
                f"columns: the table {table.name} has no column {name!r} to fill",
                f"Columns: {', '.join(known)}",
            )
        if name.removesuffix("_precision") != name and name.removesuffix("_precision") in known:
            raise AskedWronglyError(
                f"columns: {name} is read from the date itself (2004, 2004-03 or 2004-03-09)", "Leave it out"
            )
    for name, column in known.items():
        if not column.nullable and name not in described.columns and name not in _FILLED:
            raise AskedWronglyError(f"columns: the table {table.name} needs {name!r} ({column.meaning})")
