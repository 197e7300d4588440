"""How a published zip or gzip is unpacked without trusting what it says of itself."""

import fnmatch
import gzip
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from multipolar.basics.errors import SourceError

_CHUNK = 1 << 20
# Below this size nothing can fill a disk, and short repetitive files may pack very tightly.
_SMALL = 50_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may unpack to.

    Attributes:
        total: Bytes of all members taken together.
        ratio: Unpacked bytes for one packed byte; published tables reach 5 to 60, bombs over 1000.
        members: Number of entries.
    """

    total: int = 20_000_000_000
    ratio: int = 300
    members: int = 20_000


USUAL = Limits()


def inspect(source: str, path: Path, limits: Limits = USUAL) -> None:
    """Refuse an archive before anything reads it: unsafe names, links, encryption, bombs, not a zip.

    Other files pass untouched.

    Raises:
        SourceError: What is wrong with it.
    """
    if zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
        with _opened(source, path) as archive:
            for info in _safe_entries(source, path, archive, limits):
                _refuse_bomb(source, path, info, limits)


def extract(source: str, path: Path, pattern: str, into: Path, limits: Limits = USUAL) -> list[Path]:
    """Unpack the members of a zip whose file name matches a pattern, without their folders.

    Args:
        source: The source's name, for messages.
        path: The zip.
        pattern: A glob against the member's own name, as ``BACI_HS92_Y*.csv``; letters' case is ignored.
        into: A folder that exists.
        limits: How much may be unpacked.

    Returns:
        The unpacked files in order of name; never empty.

    Raises:
        SourceError: Not a sound zip, an entry that leaves the folder, a link, a bomb, no match.
    """
    with _opened(source, path) as archive:
        chosen = _matching(source, path, archive, pattern, limits)
        names = [PurePosixPath(info.filename).name for info in chosen]
        if len(set(names)) < len(names):
            raise SourceError(source, f"{path.name} holds two files called {_first_double(names)}")
        budget = limits.total
        written = []
        for info, name in zip(chosen, names, strict=True):
            with archive.open(info) as packed:
                target = into / name
                budget -= _copy(source, path, packed, target, min(budget, info.file_size))
                written.append(target)
    return sorted(written)


@contextmanager
def member(source: str, path: Path, pattern: str, limits: Limits = USUAL) -> Iterator[IO[bytes]]:
    """Open the one member of a zip that matches, for reading as a stream.

    Raises:
        SourceError: As for `extract`, and when several members match.
    """
    with _opened(source, path) as archive:
        chosen = _matching(source, path, archive, pattern, limits)
        if len(chosen) > 1:
            listed = ", ".join(info.filename for info in chosen[:4])
            raise SourceError(source, f"{path.name} holds several files like {pattern}: {listed}")
        with archive.open(chosen[0]) as stream:
            yield stream


def listing(source: str, path: Path) -> list[str]:
    """The names of the files in a zip, as the zip has them, each proven to stay in its folder.

    Raises:
        SourceError: Not a sound zip, an entry that leaves the folder, a link.
    """
    with _opened(source, path) as archive:
        entries = archive.infolist()
        for info in entries:
            _refuse_unsafe(source, path, info)
        return [info.filename for info in entries if not info.is_dir()]


def gunzip(source: str, path: Path, into: Path, limits: Limits = USUAL) -> Path:
    """Unpack a gzip file into a folder, under its name without ``.gz``.

    Raises:
        SourceError: Not a sound gzip, cut short, or larger than the limits allow.
    """
    target = into / path.name.removesuffix(".gz")
    allowed = min(limits.total, max(_SMALL, path.stat().st_size * limits.ratio))
    with _sound(source, path, "gzip"), gzip.open(path) as packed:
        _copy(source, path, packed, target, allowed)
    return target


@contextmanager
def _opened(source: str, path: Path) -> Iterator[zipfile.ZipFile]:
    with _sound(source, path, "zip"), zipfile.ZipFile(path) as archive:
        yield archive


@contextmanager
def _sound(source: str, path: Path, kind: str) -> Iterator[None]:
    """Turn every way an archive can be broken into one line."""
    again = f"Download it again, or give another copy: multipolar record pull {source} --from PATH"
    try:
        yield
    except EOFError:
        raise SourceError(source, f"{path.name} is cut short: the {kind} ends too early", again) from None
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(source, f"{path.name} is not a sound {kind} file ({error})", again) from None
    except NotImplementedError as error:
        raise SourceError(source, f"{path.name} is packed in a way that cannot be read ({error})") from None


def _matching(
    source: str, path: Path, archive: zipfile.ZipFile, pattern: str, limits: Limits
) -> list[zipfile.ZipInfo]:
    files = [info for info in _safe_entries(source, path, archive, limits) if not info.is_dir()]
    wanted = pattern.lower()
    chosen = [i for i in files if fnmatch.fnmatchcase(PurePosixPath(i.filename).name.lower(), wanted)]
    if not chosen:
        listed = ", ".join(info.filename for info in files[:6]) or "nothing"
        raise SourceError(source, f"{path.name} holds no file like {pattern} (it holds {listed})")
    for info in chosen:
        _refuse_bomb(source, path, info, limits)
    total = sum(info.file_size for info in chosen)
    if total > limits.total:
        raise SourceError(
            source, f"{path.name} would unpack to {total:,} bytes; at most {limits.total:,} are"
        )
    return chosen


def _safe_entries(source: str, path: Path, archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > limits.members:
        problem = f"{path.name} holds {len(entries):,} files; at most {limits.members:,} are read"
        raise SourceError(source, problem)
    for info in entries:
        _refuse_unsafe(source, path, info)
    return entries


def _refuse_unsafe(source: str, path: Path, info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in name.partition("/")[0] or "\0" in name:
        raise SourceError(
            source, f"{path.name} holds {name!r}, a name that leaves its folder; nothing was unpacked"
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise SourceError(source, f"{path.name} holds {name!r}, a link; nothing was unpacked")
    if info.flag_bits & 1:
        raise SourceError(source, f"{path.name} is encrypted ({name!r})")


def _refuse_bomb(source: str, path: Path, info: zipfile.ZipInfo, limits: Limits) -> None:
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _SMALL and ratio > limits.ratio:
        problem = f"{path.name} holds {info.filename!r}, which would grow {ratio:,.0f} times to "
        raise SourceError(source, f"{problem}{info.file_size:,} bytes; nothing was unpacked")


def _copy(source: str, path: Path, packed: IO[bytes] | gzip.GzipFile, target: Path, allowed: int) -> int:
    """Write a member out, never more than it may be; an unfinished file is removed."""
    done = 0
    try:
        with target.open("wb") as plain:
            while chunk := packed.read(_CHUNK):
                done += len(chunk)
                _refuse_growth(source, path, done, allowed)
                plain.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return done


def _refuse_growth(source: str, path: Path, done: int, allowed: int) -> None:
    if done > allowed:
        raise SourceError(source, f"{path.name} unpacks to more than the {allowed:,} bytes it may")


def _first_double(names: list[str]) -> str:
    seen: set[str] = set()
    return next(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]
