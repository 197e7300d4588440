"""The contract of a source: what its description says, what its reader gets, and what it gives back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError

if TYPE_CHECKING:
    import pyarrow as pa


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileSpec(_Strict):
    """One published file.

    ``url`` is a plain address; where the publisher renames the file each release, ``page`` is the
    page to read and ``link`` a regular expression whose first group is the file's address.
    """

    name: str
    url: str | None = None
    page: str | None = None
    link: str | None = None
    patterns: tuple[str, ...] = Field(default=(), description="globs by which a file at hand is recognised")
    required: bool = True
    many: bool = Field(
        default=False,
        description="several files at hand may match; each goes by this name, a colon and its own name",
    )
    max_bytes: int = Field(default=1_000_000_000, description="download larger than this is refused")
    md5: str | None = None


class Expected(_Strict):
    """Bounds on the rows of one table in a release of the real file."""

    min_rows: int = 1
    max_rows: int


class Coverage(_Strict):
    """What a source says anything about; outside it, silence means nothing."""

    first: int | None = Field(default=None, description="first year")
    last: int | None = Field(default=None, description="last year of this release, when fixed")
    scope: str = Field(description="in words, for `record status`")
    complete: tuple[str, ...] = Field(
        default=(), description="scopes within which absence is evidence, e.g. 'vote by rollcall'"
    )


class Correction(_Strict):
    """A known error of the publisher, put right only where the expected wrong value still stands."""

    table: str
    where: dict[str, str]
    column: str
    expect: str | None
    value: str | None
    reason: str


class SourceSpec(_Strict):
    """A source's description, read from its ``source.yml``."""

    name: str
    title: str
    publisher: str
    licence: str
    redistribute: bool
    citation: str
    homepage: str
    tables: dict[str, Expected]
    files: tuple[FileSpec, ...]
    coverage: Coverage
    priority: int = Field(default=50, description="where two sources hold one roll call or flow, higher wins")
    actors: dict[str, str | None] = Field(
        default_factory=dict, description="spellings of this source's own: text to actor id, null to refuse"
    )
    corrections: tuple[Correction, ...] = ()
    max_refused: float = Field(
        default=0.2, description="share of a table's rows the reader may refuse before the source stops"
    )
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for one canonical table: its own columns and any shared ones but source and release.

    Columns left out are filled with nulls (``status`` with ``reported``); unknown ones stop the source.
    """

    table: str
    batches: "pa.Table | pa.RecordBatchReader"


@dataclass(frozen=True, slots=True)
class Issue:
    """One row or value that was refused, with its reason."""

    table: str
    locator: str
    reason: str
    value: str = ""
    count: int = 1


@dataclass
class ReadContext:
    """What a reader may use: its description, actor look-up that refuses and counts, and issues.

    Attributes:
        spec: The source's description.
        scratch: A folder for temporary files, removed afterwards.
        progress: Called with rows read so far, for a progress bar.
    """

    spec: SourceSpec
    scratch: Path
    progress: Callable[[int], None] = lambda _: None
    issues: list[Issue] = field(default_factory=list)
    refused: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _cache: dict[tuple[str, str, date | None], str | None] = field(default_factory=dict)

    def issue(self, table: str, locator: str, reason: str, value: str = "", count: int = 1) -> None:
        """Refuse one row: it goes to the release's issues table and the run goes on."""
        self.issues.append(Issue(table, locator, reason, value, count))

    def actor(self, value: str, scheme: "actors.Scheme" = "name", on: date | None = None) -> str | None:
        """The actor a code or name of this source means on a date; ``None`` when refused (and counted)."""
        key = (scheme, value, on)
        if key not in self._cache:
            self._cache[key] = self._resolve(value, scheme, on)
        return self._cache[key]

    def _resolve(self, value: str, scheme: "actors.Scheme", on: date | None) -> str | None:
        if value in self.spec.actors:
            own = self.spec.actors[value]
            if own is None:
                self.refused[(scheme, value, "refused by the source's description")] += 1
            return own
        try:
            return actors.resolve(value, scheme, on).id
        except AskedWronglyError as error:
            self.refused[(scheme, value, str(error))] += 1
            return None


class Reader(Protocol):
    """The one function of a source's ``read.py``."""

    def __call__(self, files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
        """Parse the files, keyed by their names in the description, into canonical rows.

        Raises:
            SourceError: The structure is not the one known (a renamed or new column, another format).
        """
        ...


Nothing = Literal["zero", "not_reported", "out_of_coverage", "not_yet_published"]
