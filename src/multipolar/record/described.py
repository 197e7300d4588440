"""What a release says of itself: the files it was read from, its tables with digests, what was put right."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from multipolar import __version__
from multipolar.basics.errors import RecordError
from multipolar.record import files as disk
from multipolar.record.schema import ISSUES as ISSUE_TABLE
from multipolar.record.sources import registry
from multipolar.record.sources.base import ReadContext, SourceSpec

NAME = "release.json"
ISSUES = "issues"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Input(_Frozen):
    """One published file as it was read."""

    file: str
    bytes: int
    sha256: str


class Stored(_Frozen):
    """One Parquet file of the release."""

    rows: int
    bytes: int
    sha256: str


class Corrected(_Frozen):
    """One correction of the source's description: in how many rows the expected error stood."""

    table: str
    column: str
    reason: str
    rows: int


class Description(_Frozen):
    """The content of ``release.json``.

    Attributes:
        source: The source's name.
        release: The release's name.
        read_at: When the files were read.
        multipolar: Version of multipolar that read them.
        reader_sha256: Digest of the reader's code; empty for a user's own table.
        spec: The source's description as it was then.
        spec_sha256: Its digest.
        inputs: The files read, by their names in the description.
        files: The Parquet files, tables and issues, without their extension.
        issues: Rows and names refused, as counted in the table of issues.
        corrections: What was put right.
    """

    source: str
    release: str
    read_at: AwareDatetime
    multipolar: str
    reader_sha256: str
    spec: dict[str, Any]
    spec_sha256: str
    inputs: dict[str, Input]
    files: dict[str, Stored]
    issues: int
    corrections: tuple[Corrected, ...] = ()

    def read_like(self, spec: SourceSpec, inputs: Mapping[str, Input]) -> bool:
        """Whether reading these files by today's description and code can only give the same rows."""
        mine = {name: one.sha256 for name, one in self.inputs.items()}
        theirs = {name: one.sha256 for name, one in inputs.items()}
        return (mine, self.spec_sha256, self.reader_sha256, self.multipolar) == (
            theirs, digest(spec), registry.reader_digest(spec.name), __version__,
        )  # fmt: skip


def read(folder: Path) -> Description:
    """What a release says of itself.

    Raises:
        RecordError: Its ``release.json`` is missing or damaged.
    """
    path = folder / NAME
    try:
        return Description.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise RecordError(f"{path} cannot be read: {reason}. Pull the source again with --force.") from None


def write(
    folder: Path,
    spec: SourceSpec,
    release: str,
    rows: Mapping[str, int],
    context: ReadContext,
    inputs: Mapping[str, Input],
    corrections: Iterable[Corrected],
) -> Description:
    """Write the issues and ``release.json`` beside the tables of a staged release."""
    counted = {**rows, ISSUES: _write_issues(folder / f"{ISSUES}.parquet", spec.name, release, context)}
    described = Description(
        source=spec.name,
        release=release,
        read_at=datetime.now(UTC),
        multipolar=__version__,
        reader_sha256=registry.reader_digest(spec.name),
        spec=spec.model_dump(mode="json"),
        spec_sha256=digest(spec),
        inputs=dict(inputs),
        files={name: _stored(folder / f"{name}.parquet", count) for name, count in counted.items()},
        issues=sum(issue.count for issue in context.issues) + sum(context.refused.values()),
        corrections=tuple(corrections),
    )
    (folder / NAME).write_text(described.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return described


def inputs_of(files: Mapping[str, Path]) -> dict[str, Input]:
    """Size and digest of the published files."""
    return {
        name: Input(file=path.name, bytes=path.stat().st_size, sha256=disk.sha256(path))
        for name, path in files.items()
    }


def digest(spec: SourceSpec) -> str:
    """A digest of a description that does not depend on the order of its fields."""
    return sha256(json.dumps(spec.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()


def _stored(path: Path, rows: int) -> Stored:
    return Stored(rows=rows, bytes=path.stat().st_size, sha256=disk.sha256(path))


def _write_issues(path: Path, source: str, release: str, context: ReadContext) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    refused = context.refused.items()
    rows: list[tuple[object, ...]] = [
        (i.table or None, i.reason, i.value, i.count, i.locator) for i in context.issues
    ]
    rows += [(None, reason, value, count, scheme) for (scheme, value, reason), count in refused]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(5)]
    held = pa.table(
        [*columns[:4], [source] * len(rows), [release] * len(rows), columns[4]], schema=ISSUE_TABLE.arrow()
    )
    pq.write_table(held, path, compression="zstd", store_schema=False)
    return len(rows)
