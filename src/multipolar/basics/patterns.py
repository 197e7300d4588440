"""Compiled patterns, kept between processes: compiling them is half of what a first audit takes.

Python compiles a pattern to a program of its matching engine, and cannot store it. Here the program is kept
in the user's cache folder, as Python keeps its own compiled modules: for one version of Python and of this
package, checked when read, and made anew where anything about it is unexpected.
"""

import contextlib
import hashlib
import marshal
import os
import re
import sys
import tempfile
import threading
import zlib
from array import array
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

from multipolar import __version__

_LARGEST = 16 << 20
_MOST = 8_000
_DIGEST = hashlib.sha256().digest_size
_UNREADABLE = (OSError, ValueError, EOFError, TypeError, zlib.error)
_NOT_AS_EXPECTED = (AttributeError, ImportError, TypeError, ValueError, OverflowError, RuntimeError)
# Source and flags; then the engine's flags, the program, the number of groups and their names.
_Key = tuple[str, int | str]
_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_lock = threading.Lock()
_new: dict[_Key, Any] = {}
T = TypeVar("T")


@cache
def compiled(source: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern as ``re.compile`` makes it.

    Args:
        source: The pattern.
        flags: Flags of ``re``.

    Raises:
        re.error: The pattern is none.
    """
    key = (source, int(flags))
    known = _kept().get(key)
    try:
        program = known or _made(source, int(flags))
        pattern = _assembled(source, program)
    except _NOT_AS_EXPECTED:  # another engine than the one known here, or a damaged program
        return re.compile(source, flags)
    if known is None:
        with _lock:
            _new[key] = program
    return pattern


def kept(sort: str, source: str, make: Callable[[str], T], by: tuple[str, ...]) -> T:
    """What is worked out from a pattern once and kept beside its program.

    Args:
        sort: What it is; a name of the caller's own.
        source: The pattern.
        make: Works it out: numbers, texts, tuples and sets of them.
        by: Names of the modules that hold what works it out: where their code is another, it is made anew.
    """
    key = (source, f"{sort} {_digest(by)}")
    known = _kept().get(key)
    if known is None:
        known = (make(source),)
        with _lock:
            _new[key] = known
    return cast("T", known[0])


@cache
def _digest(modules: tuple[str, ...]) -> str:
    """A digest of the code of some modules, as it stands in their files."""
    files = [Path(sys.modules[name].__file__ or "") for name in modules]
    try:
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    except OSError:  # code that stands in no file of its own changes with the package alone
        return __version__


def keep() -> bool:
    """Write the programs that were made since the last time; whether there was something to write.

    A folder that cannot be written to leaves everything as it is.
    """
    with _lock:
        if not _new:
            return False
        held = _kept()
        if len(held) + len(_new) > _MOST:
            held.clear()
        held.update(_new)
        _new.clear()
        body = zlib.compress(marshal.dumps(held), 1)
    with contextlib.suppress(OSError):
        _write(hashlib.sha256(body).digest() + body)
    return True


def _assembled(source: str, program: _Program) -> "re.Pattern[str]":
    flags, code, groups, names, places = program
    numbers = array("I", code).tolist()
    made: re.Pattern[str] = import_module("_sre").compile(source, flags, numbers, groups, names, places)
    return made


def _made(source: str, flags: int) -> _Program:
    """Compile a pattern to its program, the way ``re`` does."""
    compiler: Any = import_module("re._compiler")
    parsed = import_module("re._parser").parse(source, flags)
    code = compiler._code(parsed, flags)
    names: dict[str, int] = dict(parsed.state.groupdict)
    places: list[str | None] = [None] * parsed.state.groups
    for name, place in names.items():
        places[place] = name
    flags |= parsed.state.flags
    return flags, array("I", code).tobytes(), parsed.state.groups - 1, names, tuple(places)


@cache
def _kept() -> dict[_Key, Any]:
    """The programs of earlier processes; empty when there are none that can be trusted."""
    try:
        with _file().open("rb") as file:
            stored = file.read(_LARGEST + 1)
        digest, body = stored[:_DIGEST], stored[_DIGEST:]
        if len(stored) > _LARGEST or hashlib.sha256(body).digest() != digest:
            return {}
        opener = zlib.decompressobj()
        held = marshal.loads(opener.decompress(body, 8 * _LARGEST))  # noqa: S302 - our own, checked
    except _UNREADABLE:
        return {}
    return held if isinstance(held, dict) else {}


def _write(content: bytes) -> None:
    """Put the file in its place in one step, so that no process reads half of it."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".patterns-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _file() -> Path:
    """One file for each build of Python, of its engine and of this package, in the user's cache folder."""
    from platformdirs import user_cache_path

    magic = getattr(import_module("_sre"), "MAGIC", 0)
    name = f"patterns-{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}-{magic}.bin"
    named = os.environ.get("MULTIPOLAR_CACHE")
    return (Path(named) if named else user_cache_path("multipolar")) / name
