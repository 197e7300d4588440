"""Which files are meant by the names a person gives: files, folders, patterns and standard input."""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from multipolar.basics.errors import DocumentError
from multipolar.reading.files import ENDINGS


@dataclass(frozen=True, slots=True)
class Gathered:
    """What names stand for.

    Attributes:
        files: Names of files to read, in the order given, those of a folder or pattern sorted; each once.
        errors: Names that stand for nothing.
        left_out: Files of folders that are of no kind that is read.
    """

    files: tuple[str, ...]
    errors: tuple[DocumentError, ...]
    left_out: int


def gather(names: Sequence[str]) -> Gathered:
    """Find the files. Folders are read with the folders in them; hidden files and links to folders are not.

    Args:
        names: Files, folders, patterns such as ``pages/*.html`` or ``**/*.pdf``, or ``-``.
    """
    files: dict[str, None] = {}
    errors: list[DocumentError] = []
    left_out = 0
    for name in names:
        try:
            found, others = _meant(name)
        except DocumentError as error:
            errors.append(error)
            continue
        files.update(dict.fromkeys(found))
        left_out += others
    return Gathered(tuple(files), tuple(errors), left_out)


def _meant(name: str) -> tuple[list[str], int]:
    path = Path(name)
    if name == "-":
        return [name], 0
    if path.is_dir():
        inside = sorted(_inside(path))
        known = [str(file) for file in inside if file.suffix.lower() in ENDINGS]
        if not known:
            kinds = ", ".join(sorted(ENDINGS))
            raise DocumentError(name, "the folder holds no document", f"Documents end in {kinds}")
        return known, len(inside) - len(known)
    if glob.has_magic(name) and not path.exists():
        found = sorted(file for file in _matches(name) if Path(file).is_file())
        if not found:
            raise DocumentError(name, "no file has such a name", "Name files, a folder, or another pattern")
        return found, 0
    return [name], 0


def _matches(pattern: str) -> list[str]:
    return glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute patterns


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _inside(path)
        elif path.is_file():
            yield path
