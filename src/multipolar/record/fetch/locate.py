"""Which of the files at hand is which of the files that a source's description names."""

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.sources.base import FileSpec, SourceSpec


def locate(spec: SourceSpec, paths: Iterable[Path]) -> dict[str, Path]:
    """Match files and folders at hand with the files of a source by their name patterns.

    A single file given for a source of a single file is taken whatever its name.

    Args:
        spec: The source's description.
        paths: Files, or folders whose files are looked at (not those in folders below).

    Returns:
        The paths by the names of the description.

    Raises:
        SourceError: A path does not exist, nothing matches, a required file is missing, or two files
            match where one is wanted.
    """
    given = list(paths)
    candidates = [file for path in given for file in _files(spec.name, path)]
    if len(spec.files) == 1 and len(given) == 1 and given[0].is_file():
        return {spec.files[0].name: given[0]}
    found: dict[str, Path] = {}
    for file in spec.files:
        if file.many:
            found |= {f"{file.name}: {p.name}": p for p in candidates if matches(file, p.name)}
        elif path := _one(spec.name, file, candidates):
            found[file.name] = path
    refuse_missing(spec, found, _shown(given))
    return found


def refuse_missing(spec: SourceSpec, found: Mapping[str, Path], where: str) -> None:
    """Refuse a set of files that lacks a required one, or that is empty.

    Raises:
        SourceError: What is missing, and by which names it would be known.
    """
    missing = [file for file in spec.files if file.required and not file.many and file.name not in found]
    if not found and not missing:
        missing = list(spec.files)
    if missing:
        wanted = "; ".join(" or ".join(file.patterns) or file.name for file in missing)
        raise SourceError(spec.name, f"{where} holds no file named like {wanted}", f"See {spec.homepage}")


def matches(file: FileSpec, name: str) -> bool:
    """Whether a file's name is one by which it is recognised; letters' case is ignored."""
    return any(fnmatch.fnmatchcase(name.lower(), pattern.lower()) for pattern in file.patterns)


def _files(source: str, path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        return sorted(entry for entry in path.iterdir() if entry.is_file())
    raise SourceError(source, f"{path} does not exist", "Give --from a file or a folder that does")


def _one(source: str, file: FileSpec, candidates: Sequence[Path]) -> Path | None:
    """The candidate that fits best: earlier patterns are the better ones."""
    for pattern in file.patterns:
        only = FileSpec(name=file.name, patterns=(pattern,))
        fitting = [path for path in candidates if matches(only, path.name)]
        if len(fitting) > 1:
            names = ", ".join(path.name for path in fitting[:4])
            raise SourceError(source, f"several files could be {file.name}: {names}", "Give one with --from")
        if fitting:
            return fitting[0]
    return None


def _shown(paths: Sequence[Path]) -> str:
    return ", ".join(str(path) for path in paths[:3]) + (" ..." if len(paths) > 3 else "")
