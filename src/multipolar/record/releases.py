"""How a release comes into force: written beside, checked, moved into place, then named in the manifest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record import described, history, rules, staging
from multipolar.record import files as disk
from multipolar.record import manifest as manifests
from multipolar.record.corrections import ours, put_right
from multipolar.record.described import Corrected
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import ReadContext, Rows, SourceSpec
from multipolar.record.store import ReleaseInfo

if TYPE_CHECKING:
    import duckdb

_KEPT = "The previous release stays in force"
_FORBIDDEN = set('/\\:*?"<>|')


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

    Files and descriptions already read by the same code are not read again. Rows equal to those of the
    release in force make no new release. A name already taken by other rows gets ``-r2``, ``-r3`` ...

    Args:
        record: The record's folder, made when it does not exist.
        spec: The source's description.
        release: The release's name as the publisher or its date gives it.
        rows: What the reader yields; consumed as a stream.
        context: What the reader was given; its issues go to the release.
        files: The files read, whose digests are kept.
        force: Accept a release that shrank or lost years against the one in force.
        wait: Seconds to wait for another writer.
        note: Told in words when another writer has to be waited for.

    Returns:
        The release in force afterwards; ``new`` is false when it already was.

    Raises:
        SourceError: The rows break a rule; the previous release stays in force.
        RecordError: The folder cannot be written or locked; the record is unchanged.
    """
    _name(release)
    with disk.writing(record, wait, note), disk.staging(record) as scratch:
        known = _manifest(record)
        inputs = described.inputs_of(files)
        if not force and (held := _unread(record, known, spec, inputs)):
            return held
        name = _free(known, spec.name, release)
        folder = scratch / "release"
        with disk.storing(record):
            folder.mkdir()
        counts = staging.write(rows, spec, name, folder, record)
        _refusals(spec, counts, context)
        with disk.storing(record), _checking(record, scratch) as connection:
            corrected = [
                c for table in counts for c in put_right(connection, spec, table, _file(folder, table))
            ]
            _check(connection, spec, counts, folder)
            if held := _unchanged(connection, record, known, spec, counts, folder, force):
                return held
        with disk.storing(record):
            described.write(folder, spec, name, counts, context, inputs, corrected)
            return _activate(record, known, spec.name, name, counts, folder, _notes(spec, corrected))


def _name(release: str) -> None:
    if not release or release.startswith(".") or _FORBIDDEN & set(release) or len(release) > 100:
        raise AskedWronglyError(
            f"{release!r} cannot name a release", "Use letters, digits, dots and dashes, at most 100"
        )


def _manifest(record: Path) -> manifests.Manifest:
    """The manifest, written empty before anything else: releases without one mean that it was lost."""
    known = manifests.load(record)
    if not (record / manifests.NAME).exists():
        with disk.storing(record):
            manifests.save(record, known)
    return known


def _held(record: Path, active: manifests.Activation, note: str) -> ReleaseInfo:
    home = folder_of(record, active.source, active.release)
    return ReleaseInfo(
        active.source, active.release, True, active.rows, active.activated, home, notes=(note,)
    )


def folder_of(record: Path, source: str, release: str) -> Path:
    """Where the files of a release are."""
    return record / "releases" / source / release


def _unread(
    record: Path, known: manifests.Manifest, spec: SourceSpec, inputs: Mapping[str, described.Input]
) -> ReleaseInfo | None:
    """The release in force, when reading the files again could only give the same rows."""
    active = known.active().get(spec.name)
    if active is None or not inputs:
        return None
    if described.read(folder_of(record, spec.name, active.release)).read_like(spec, inputs):
        return _held(record, active, f"the same files are in force as release {active.release}")
    return None


def _unchanged(
    connection: "duckdb.DuckDBPyConnection",
    record: Path,
    known: manifests.Manifest,
    spec: SourceSpec,
    counts: Mapping[str, int],
    folder: Path,
    force: bool,
) -> ReleaseInfo | None:
    """The release in force, when the staged one holds the same rows.

    Raises:
        SourceError: The staged one lost rows or years, and was not forced.
    """
    active = known.active().get(spec.name)
    if active is None:
        return None
    old = folder_of(record, spec.name, active.release)
    if history.same(connection, counts, folder, old, active.rows):
        return _held(record, active, f"the rows are those of release {active.release}, which stays in force")
    lost = history.losses(connection, counts, folder, old, active.rows)
    if lost and not force:
        raise SourceError(spec.name, lost[0], f"{_KEPT}; accept the new one with --force")
    return None


def _free(known: manifests.Manifest, source: str, release: str) -> str:
    """The release's name, numbered when other rows already have it: releases never change."""
    name, number = release, 1
    while known.holds(source, name):
        number += 1
        name = f"{release}-r{number}"
    return name


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.parquet"


@contextmanager
def _checking(record: Path, scratch: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection that spills to the staging folder rather than take the machine's memory."""
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET memory_limit = '1GB'")
        connection.execute("SET temp_directory = ?", [str(scratch / "spill")])
        yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise disk.cannot_write(record, OSError(str(error).splitlines()[0])) from error
    finally:
        connection.close()


def _refusals(spec: SourceSpec, counts: Mapping[str, int], context: ReadContext) -> None:
    """Stop a source whose reader refused too many rows: its structure is not the one known."""
    for table, rows in counts.items():
        mine = [issue for issue in context.issues if issue.table == table]
        refused = sum(issue.count for issue in mine)
        if refused > spec.max_refused * (rows + refused):
            worst = max(mine, key=lambda issue: issue.count)
            raise SourceError(
                spec.name,
                f"{refused:,} of {rows + refused:,} rows of {table} were refused, e.g. {worst.locator}: "
                + worst.reason.rstrip("."),
                _KEPT,
            )


def _check(
    connection: "duckdb.DuckDBPyConnection", spec: SourceSpec, counts: Mapping[str, int], folder: Path
) -> None:
    problems = [
        f"{table} has {counts.get(table, 0):,} rows; {bounds.min_rows:,} to {bounds.max_rows:,} expected"
        for table, bounds in spec.tables.items()
        if not bounds.min_rows <= counts.get(table, 0) <= bounds.max_rows
    ]
    for table in counts:
        problems += rules.broken(connection, TABLES[table], _file(folder, table))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise SourceError(spec.name, problems[0] + more, _KEPT)


def _notes(spec: SourceSpec, corrected: Sequence[Corrected]) -> tuple[str, ...]:
    stale = tuple(
        f"the correction of {one.table}.{one.column} found nothing to put right ({one.reason})"
        for one in corrected
        if one.rows == 0
    )
    unused = tuple(
        f"a correction of {one.table}.{one.column} was not tried: the release has no such table"
        for one in spec.corrections
        if ours(one) and one.table not in {c.table for c in corrected}
    )
    done = sum(one.rows for one in corrected)
    return (*((f"{done:,} known errors were put right",) if done else ()), *stale, *unused)


def _activate(
    record: Path,
    known: manifests.Manifest,
    source: str,
    release: str,
    counts: Mapping[str, int],
    folder: Path,
    notes: tuple[str, ...],
) -> ReleaseInfo:
    final = folder_of(record, source, release)
    if final.exists():  # moved by a run that was killed before it could name it in the manifest
        final.rename(folder.parent / "orphan")
    disk.move_folder(folder, final)
    manifests.save(record, known.activating(source, release, dict(counts)))
    info = ReleaseInfo(source, release, True, counts, datetime.now(UTC), final, new=True)
    return replace(info, notes=notes)
