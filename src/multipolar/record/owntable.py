"""What a user says of a table of their own: the short YAML beside the CSV, checked and made a description."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record.schema import SHARED, TABLES, Table
from multipolar.record.sources import registry
from multipolar.record.sources.base import Coverage, Expected, FileSpec, SourceSpec

_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
_SET_BY_US = ("source", "release")
FILE = "table"
MAX_ROWS = 1_000_000_000


class Cell(BaseModel):
    """Where the values of a column come from: a column of the CSV, or one value for all rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str | None = None
    value: str | None = None
    scheme: str | None = None


class OwnTable(BaseModel):
    """The short YAML beside a user's CSV.

    Attributes:
        source: The name it gets in the record.
        licence: Under which terms the facts may be used; required, so that rows never lose it.
        origin: Where the facts were read: publication, office, address.
        table: The table of the record it fills.
        columns: Column of the record to column of the CSV, or to ``{value: ...}`` for all rows, or to
            ``{column: ..., scheme: ...}`` for codes of actors.
        title: What it is; the name when left out.
        actors: Scheme of the codes or names of actors, as ``name`` or ``iso3``.
        spellings: Own spellings of actors, to their ids.
        unused: Columns of the CSV that are left out on purpose.
        separator: Between values of a list in one cell.
        delimiter: Between cells.
        encoding: Of the CSV.
        complete: Scopes in which a missing row means that there was none, as ``vote by rollcall``.
        scope: What it covers, in words.
        priority: How far it is believed where another source holds the same fact; 0 to 100.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    licence: str = Field(min_length=1)
    origin: str = Field(min_length=1)
    table: str
    columns: dict[str, str | Cell]
    title: str = ""
    actors: str = "name"
    spellings: dict[str, str | None] = Field(default_factory=dict)
    unused: tuple[str, ...] = ()
    separator: str = Field(default=";", min_length=1)
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    encoding: str = "utf-8-sig"
    complete: tuple[str, ...] = ()
    scope: str = ""
    priority: int = Field(default=50, ge=0, le=100)

    @property
    def cells(self) -> Mapping[str, Cell]:
        """Where each column comes from."""
        return {
            name: cell if isinstance(cell, Cell) else Cell(column=cell) for name, cell in self.columns.items()
        }

    def spec(self) -> SourceSpec:
        """The description that its releases keep."""
        return SourceSpec(
            name=self.source,
            title=self.title or self.source,
            publisher=self.origin,
            licence=self.licence,
            redistribute=False,
            citation=self.origin,
            homepage="",
            tables={self.table: Expected(min_rows=1, max_rows=MAX_ROWS)},
            files=(FileSpec(name=FILE), FileSpec(name="description")),
            coverage=Coverage(scope=self.scope or self.title or self.source, complete=self.complete),
            priority=self.priority,
            actors=self.spellings,
        )


def described(path: Path) -> OwnTable:
    """Read and check the YAML.

    Raises:
        AskedWronglyError: It is not there, or names a source, table, column or scheme that cannot be.
    """
    own = _parsed(path)
    if not _NAME.fullmatch(own.source):
        raise AskedWronglyError(
            f"{path.name}: source {own.source!r} cannot name a source",
            "Use lower-case letters, digits and underscores, a letter first",
        )
    if own.source in registry.folders():
        raise AskedWronglyError(
            f"{path.name}: source {own.source!r} is the name of a source of multipolar", "Choose another"
        )
    if own.table not in TABLES:
        near = difflib.get_close_matches(own.table, TABLES, 3, 0.5)
        raise AskedWronglyError(
            f"{path.name}: the record has no table {own.table!r}", f"Tables: {', '.join(TABLES)}", near
        )
    _columns(path, own, TABLES[own.table])
    return own


def _parsed(path: Path) -> OwnTable:
    import yaml

    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return OwnTable.model_validate(content)
    except FileNotFoundError:
        raise AskedWronglyError(
            f"There is no description {path}", "Write one (source, licence, origin, table, columns)"
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(path.name, f"it cannot be read: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "(the file)"
        said = "it is required" if first["type"] == "missing" else first["msg"]
        raise AskedWronglyError(f"{path.name}, field {field}: {said}") from None


def _columns(path: Path, own: OwnTable, table: Table) -> None:
    known = {column.name: column for column in table.all_columns if column.name not in _SET_BY_US}
    for name, cell in own.cells.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.5)
            raise AskedWronglyError(
                f"{path.name}: the table {table.name} has no column {name!r}",
                f"Columns: {', '.join(known)}",
                near,
            )
        if (cell.column is None) == (cell.value is None):
            raise AskedWronglyError(f"{path.name}: {name} needs either a column or a value, not both")
        _scheme(path, cell.scheme or own.actors)
    given = {*own.columns, "locator", "status", *(c.name for c in SHARED if c.nullable)}
    if missing := [c.name for c in table.columns if not c.nullable and c.name not in given]:
        raise AskedWronglyError(
            f"{path.name}: {table.name} needs the column {missing[0]!r}",
            f"Name a column of the CSV for it, or a value: {missing[0]}: {{value: ...}}",
        )


def _scheme(path: Path, scheme: str) -> None:
    schemes = get_args(actors.Scheme)
    if scheme not in schemes:
        near = difflib.get_close_matches(scheme, schemes, 3, 0.5)
        raise AskedWronglyError(
            f"{path.name}: there is no scheme of codes {scheme!r}", f"Schemes: {', '.join(schemes)}", near
        )
