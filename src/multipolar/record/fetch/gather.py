"""How all files of one source are brought together in its downloads folder."""

from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.download import Download, linked, read_page
from multipolar.record.fetch.locate import refuse_missing
from multipolar.record.fetch.progress import Progress
from multipolar.record.fetch.retry import Patience
from multipolar.record.sources.base import FileSpec, SourceSpec


def download_all(
    spec: SourceSpec, folder: Path, progress: Progress, patience: Patience | None = None
) -> dict[str, Path]:
    """Fetch every file of a source that has an address.

    A file that is not required and cannot be had is noted and left out.

    Args:
        spec: The source's description.
        folder: Its downloads folder.
        progress: Who watches.
        patience: How often and how long to try.

    Returns:
        The files by the names of the description.

    Raises:
        SourceError: A required file, or every file, could not be had.
    """
    addressed = [file for file in spec.files if file.url or file.page]
    if not addressed:
        by_hand = f"Get it from {spec.homepage}, then run: multipolar record pull {spec.name} --from PATH"
        raise SourceError(spec.name, "its publisher gives no address to download from", by_hand)
    found: dict[str, Path] = {}
    failures: list[SourceError] = []
    for file in addressed:
        try:
            found[file.name] = _download(spec, file, folder, progress, patience or Patience())
        except SourceError as error:
            if file.required:
                raise
            failures.append(error)
            progress.note(f"{error} It is not required and is left out.")
    if failures and not found:
        raise failures[0]
    refuse_missing(spec, found, spec.homepage)
    return found


def _download(spec: SourceSpec, file: FileSpec, folder: Path, progress: Progress, patience: Patience) -> Path:
    url = file.url or ""
    if file.page and not url:
        page = read_page(spec.name, file.page, patience, progress)
        url = linked(spec.name, file.page, page, file.link or "")
    place = folder / file.name
    path = Download(spec.name, url, place, file.name, file.max_bytes, patience, progress).run()
    if file.md5:
        _refuse_digest(spec.name, path, file.md5)
    return path


def _refuse_digest(source: str, path: Path, expected: str) -> None:
    import hashlib

    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    if found != expected.lower():
        path.unlink()
        problem = f"{path.name} has the MD5 {found}; its publisher gives {expected}"
        raise SourceError(source, problem, "Pull it again; if it stays so, the publisher changed the file")
