"""``record pull``: a source's files are brought here, looked at, read, and become a release."""

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError, MultipolarError, SourceError
from multipolar.record import files as disk
from multipolar.record.fetch import archives, sniff
from multipolar.record.fetch.gather import download_all
from multipolar.record.fetch.locate import locate
from multipolar.record.fetch.names import release_name
from multipolar.record.fetch.progress import Progress, Silent
from multipolar.record.fetch.retry import Patience
from multipolar.record.sources import registry
from multipolar.record.sources.base import ReadContext, SourceSpec
from multipolar.record.store import ReleaseInfo

DOWNLOADS = "downloads"
_SCRATCH = ".scratch"


def pull(
    record: Path,
    source: str,
    from_paths: Sequence[Path] | None = None,
    progress: Progress | None = None,
    force: bool = False,
    patience: Patience | None = None,
) -> ReleaseInfo:
    """Bring the newest release of a source into force.

    Args:
        record: The record's folder, made when it does not exist.
        source: The source's name.
        from_paths: Files or folders at hand, read in place of a download.
        progress: Who watches.
        force: Read the files again although they are in force, and accept a release that shrank.
        patience: How often and how long downloads are tried.

    Returns:
        The release in force afterwards; ``new`` is false when it already was.

    Raises:
        AskedWronglyError: No such source.
        SourceError: The files cannot be had or understood; the previous release stays in force.
        RecordError: The folder cannot be written; the record is unchanged.
    """
    spec = registry.spec(source)
    if source == "starter":
        raise AskedWronglyError("The starter record is part of multipolar", "Pull another source")
    watcher = progress or Silent()
    folder = record / DOWNLOADS / source
    with disk.writing(folder, note=watcher.note), _scratch(folder) as scratch:
        if from_paths:
            found = locate(spec, from_paths)
        else:
            with _storing(record):
                found = download_all(spec, folder, watcher, patience)
        for path in found.values():
            sniff.check(source, path)
            archives.inspect(source, path)
        return _read(record, spec, found, scratch, watcher, force)


def _read(
    record: Path, spec: SourceSpec, found: Mapping[str, Path], scratch: Path, progress: Progress, force: bool
) -> ReleaseInfo:
    from multipolar.record.releases import write_release

    progress.step(f"looking at the files of {spec.name}")
    release = release_name(found, {name: disk.sha256(path) for name, path in found.items()})
    progress.step(f"reading {spec.name} {release}", unit="rows")
    context = ReadContext(spec, scratch, progress.at)
    with _understood(record, spec.name, found):
        rows = registry.reader(spec.name)(found, context)
        return write_release(record, spec, release, rows, context, found, force=force, note=progress.note)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for a reader's temporary files, removed at the end; a killed run's is removed first."""
    scratch = folder / _SCRATCH
    with _storing(folder):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _storing(record: Path) -> Iterator[None]:
    """A full disk or a read-only folder as one line."""
    try:
        yield
    except OSError as error:
        raise disk.cannot_write(record, error) from error


@contextmanager
def _understood(record: Path, source: str, found: Mapping[str, Path]) -> Iterator[None]:
    """Whatever a reader stumbles over stops this source with one line; the cause is kept for --verbose."""
    names = ", ".join(path.name for path in found.values())
    try:
        yield
    except MultipolarError:
        raise
    except UnicodeDecodeError as error:
        problem = f"{names} is not in the encoding {error.encoding} (byte {error.start}: {error.reason})"
        raise SourceError(
            source, problem, "Get the file as published, not saved again by another program"
        ) from error
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
        again = f"Download it again, or give another copy: multipolar record pull {source} --from PATH"
        raise SourceError(source, f"{names} is cut short or damaged ({error})", again) from error
    except OSError as error:
        raise disk.cannot_write(record, error) from error
    except Exception as error:
        said = " ".join(str(error).split())[:300].rstrip(".")
        problem = f"{names} could not be understood ({type(error).__name__}: {said})"
        raise SourceError(
            source, problem, "Run it again with --verbose for the place, and report it"
        ) from error
