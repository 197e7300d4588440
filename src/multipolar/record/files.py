"""How files reach the disk whole or not at all: digests, flushes, atomic renames, one writer at a time."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from multipolar.basics.errors import RecordError, reason

STAGING = ".staging"
LOCK = ".lock"


def sha256(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Force a file or folder to the disk."""
    if path.is_dir() and os.name == "nt":  # Windows cannot flush folders
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that readers see the old one or the new one, nothing between."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        beside.write_text(text, encoding="utf-8")
        flush(beside)
        os.replace(beside, path)  # noqa: PTH105 - named so that tests can make it fail
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    # The rename has happened: readers see the new file. Were the power cut before the folder reaches the
    # disk they would see the old one, which is whole as well, so a failure here is none of the caller's.
    with suppress(OSError):
        flush(path.parent)


def move_folder(staged: Path, final: Path) -> None:
    """Flush a finished folder and rename it into place."""
    for file in staged.iterdir():
        flush(file)
    flush(staged)
    final.parent.mkdir(parents=True, exist_ok=True)
    os.replace(staged, final)  # noqa: PTH105 - named so that tests can make it fail
    flush(final.parent)


@contextmanager
def writing(
    record: Path, wait: float = 600.0, note: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the record's only writing place, waiting for another writer to finish.

    Args:
        record: The record's folder; made when it does not exist.
        wait: Seconds to wait before giving up.
        note: Told once, in words, when another writer has to be waited for.

    Raises:
        RecordError: The folder cannot be written, or the other writer did not finish in time.
    """
    from filelock import FileLock, Timeout

    try:
        record.mkdir(parents=True, exist_ok=True)
        lock = FileLock(record / LOCK, is_singleton=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            note(f"Another process is writing to {record}; waiting for it.")
            lock.acquire(timeout=wait)
    except Timeout:
        raise RecordError(
            f"Another process has been writing to {record} for {wait:.0f} seconds. Try again when it is done."
        ) from None
    except OSError as error:
        raise cannot_write(record, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staging(record: Path) -> Iterator[Path]:
    """A fresh folder beside the releases, removed at the end; those of killed runs are removed first."""
    home = record / STAGING
    try:
        shutil.rmtree(home, ignore_errors=True)
        folder = home / uuid.uuid4().hex[:8]
        folder.mkdir(parents=True)
    except OSError as error:
        raise cannot_write(record, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def storing(record: Path) -> Iterator[None]:
    """A full disk or a folder that cannot be written, as one line."""
    try:
        yield
    except OSError as error:
        raise cannot_write(record, error) from error


def cannot_write(record: Path, error: OSError) -> RecordError:
    """The one line for a read-only folder, a full disk and their like."""
    return RecordError(
        f"The record at {record} cannot be written: {reason(error)}. What it held is unchanged. "
        "Free space or permissions, or name another folder with --record."
    )
