"""Where the written forms of each document's audit go: a file for one document, a folder for several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.forms.files import FORMS, Form

INDEX = "index"


@dataclass(frozen=True, slots=True)
class Targets:
    """What is written of each document.

    Attributes:
        files: By document, the file of each form.
        index: The page that lists all documents, when there are several and pages are written.
    """

    files: Mapping[str, Mapping[Form, Path]]
    index: Path | None = None

    def page(self, name: str) -> Path | None:
        """The HTML page of a document."""
        return self.files.get(name, {}).get("html")


def targets(files: Sequence[str], wanted: Mapping[Form, Path | None], several: bool) -> Targets:
    """Say where everything goes, before anything is read.

    Args:
        files: The documents.
        wanted: What was asked for each form.
        several: Whether a folder or more than one document was given.

    Raises:
        AskedWronglyError: One file for several documents, or a name that does not fit the form.
    """
    asked: dict[Form, Path] = {form: path for form, path in wanted.items() if path is not None}
    found: dict[str, dict[Form, Path]] = {name: {} for name in files}
    for form, path in asked.items():
        if several or path.is_dir():
            _check_folder(form, path)
            for name, stem in _stems(files).items():
                found[name][form] = path / f"{stem}{FORMS[form][0]}"
        else:
            _check_file(form, path)
            found[files[0]][form] = path
    folder = asked.get("html")
    return Targets(found, folder / f"{INDEX}.html" if several and folder is not None else None)


def _check_folder(form: Form, path: Path) -> None:
    if path.suffix.lower() in FORMS[form] and not path.is_dir():
        raise AskedWronglyError(f"{path} is one file, but several documents were given", "Name a folder")
    if path.exists() and not path.is_dir():
        raise AskedWronglyError(f"{path} is a file, but several documents were given", "Name a folder")


def _check_file(form: Form, path: Path) -> None:
    if path.suffix.lower() not in FORMS[form]:
        endings = " or ".join(FORMS[form])
        raise AskedWronglyError(f"{path} does not end in {endings}", f"Name a file for --{form} that does")


def _stems(files: Sequence[str]) -> dict[str, str]:
    """A name for each document's files: its own, with a number where another has the same."""
    taken = {INDEX}
    found: dict[str, str] = {}
    for name in files:
        own = "stdin" if name == "-" else Path(name).stem or "document"
        stem, number = own, 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{own}-{number}"
        taken.add(stem.casefold())
        found[name] = stem
    return found
