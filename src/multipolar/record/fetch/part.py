"""What is kept of a broken download, and when it may be continued."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """Which version of which file a part belongs to.

    Attributes:
        url: The address asked for.
        validator: A strong ETag or the Last-Modified date, by which the server recognises the version;
            empty when it gave none, and then a part is never continued.
        length: Bytes of the whole file; ``None`` when the server did not say.
        name: What the publisher calls the file.
    """

    url: str
    validator: str = ""
    length: int | None = None
    name: str = ""

    def unless_changed(self) -> dict[str, str]:
        """The headers that ask for the file only if it is another version by now."""
        if not self.validator:
            return {}
        tag = self.validator.startswith('"')
        return {"If-None-Match" if tag else "If-Modified-Since": self.validator}


@dataclass(frozen=True, slots=True)
class Part:
    """An unfinished download: its bytes, and a note beside them of where they came from."""

    path: Path

    @property
    def _note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    @property
    def _kept(self) -> Path:
        return self.path.with_name(f"{self.path.name}.finished.json")

    @property
    def size(self) -> int:
        """Bytes held so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    def origin(self) -> Origin | None:
        """Where the bytes came from; ``None`` when that is not known, and the bytes are then worthless."""
        try:
            return Origin(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def resumable(self, url: str) -> Origin | None:
        """The origin, when a download of this address may go on after the bytes held."""
        origin = self.origin()
        usable = origin is not None and origin.url == url and origin.validator and self.size > 0
        return origin if usable else None

    def restart(self, origin: Origin) -> None:
        """Begin anew with another version of the file."""
        self.path.write_bytes(b"")
        self._note.write_text(json.dumps(asdict(origin)), encoding="utf-8")

    def finish(self, usual: str) -> Path:
        """Give the complete file its publisher's name, in place of the one finished before."""
        before = self.finished()
        origin = self.origin() or Origin("")
        target = self.path.with_name(origin.name or usual)
        self.path.replace(target)
        if before is not None and before[1] != target:
            before[1].unlink(missing_ok=True)
        note = json.dumps(asdict(replace(origin, name=target.name)))
        self._kept.write_text(note, encoding="utf-8")
        self._note.unlink(missing_ok=True)
        return target

    def finished(self, url: str | None = None) -> tuple[Origin, Path] | None:
        """The file an earlier download finished, if it is still whole; of this address, when one is given."""
        try:
            origin = Origin(**json.loads(self._kept.read_text(encoding="utf-8")))
            path = self.path.with_name(origin.name)
            whole = path.is_file() and origin.length in (None, path.stat().st_size)
        except (OSError, ValueError, TypeError):
            return None
        return (origin, path) if whole and url in (None, origin.url) else None

    def discard(self) -> None:
        """Remove the bytes and the note."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
