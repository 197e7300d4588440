"""How a release comes into force: written beside, checked, moved into place, then named in the manifest."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar import __version__
from multipolar.basics.errors import SourceError
from multipolar.record import files as disk
from multipolar.record import manifest as manifests
from multipolar.record import rules, staging
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import ReadContext, Rows, SourceSpec
from multipolar.record.store import ReleaseInfo

if TYPE_CHECKING:
    import duckdb

SHRINK = 0.8
"""A table with fewer than this share of the previous release's rows is refused: an upstream truncation."""


def write_release(
    record: Path,
    spec: SourceSpec,
    release: str,
    rows: Iterator[Rows],
    context: ReadContext,
    files: Mapping[str, Path],
    *,
    force: bool = False,
    wait: float = 600.0,
    note: Callable[[str], None] = lambda _: None,
) -> ReleaseInfo:
    """Write, check and bring into force one release of a source.

    Args:
        record: The record's folder, made when it does not exist.
        spec: The source's description.
        release: The release's name as the publisher or its date gives it.
        rows: What the reader yields; consumed as a stream.
        context: What the reader was given; its issues go to the release.
        files: The files read, whose digests are kept.
        force: Accept a release that shrank or lost years against the one in force.
        wait: Seconds to wait for another writer.
        note: Told in words what a person should know while it runs.

    Returns:
        The release in force afterwards; ``new`` is false when it already was.

    Raises:
        SourceError: The rows break a rule; the previous release stays in force.
        RecordError: The folder cannot be written or locked; the record is unchanged.
    """
    with disk.writing(record, wait, note), disk.staging(record) as folder:
        known = manifests.load(record)
        if not (record / manifests.NAME).exists():
            manifests.save(record, known)
        counts = staging.write(rows, spec, release, folder)
        _check(spec, counts, folder)
        _describe(folder, spec, release, counts, context, files)
        final = record / "releases" / spec.name / release
        disk.move_folder(folder, final)
        manifests.save(record, known.activating(spec.name, release, counts))
    return ReleaseInfo(spec.name, release, True, counts, datetime.now(UTC), final, new=True)


def _check(spec: SourceSpec, counts: Mapping[str, int], folder: Path) -> None:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        problems = [
            problem
            for table in counts
            for problem in rules.broken(connection, TABLES[table], folder / f"{table}.parquet")
        ]
    for table, expected in spec.tables.items():
        count = counts.get(table, 0)
        if not expected.min_rows <= count <= expected.max_rows:
            problems.append(
                f"{table} has {count:,} rows; {expected.min_rows:,} to {expected.max_rows:,} expected"
            )
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise SourceError(spec.name, problems[0] + more, "The previous release stays in force")


def _describe(
    folder: Path,
    spec: SourceSpec,
    release: str,
    counts: Mapping[str, int],
    context: ReadContext,
    files: Mapping[str, Path],
) -> None:
    described: dict[str, Any] = {
        "source": spec.name,
        "release": release,
        "read_at": datetime.now(UTC).isoformat(),
        "multipolar": __version__,
        "spec": spec.model_dump(mode="json"),
        "spec_sha256": sha256(spec.model_dump_json().encode()).hexdigest(),
        "inputs": {
            name: {"file": path.name, "bytes": path.stat().st_size, "sha256": disk.sha256(path)}
            for name, path in files.items()
        },
        "tables": {
            table: {"rows": rows, "sha256": disk.sha256(folder / f"{table}.parquet")}
            for table, rows in counts.items()
        },
        "issues": sum(issue.count for issue in context.issues),
    }
    (folder / "release.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
