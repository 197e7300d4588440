"""What is kept of a broken download, and when it may be continued."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """Which version of which file a part belongs to.

    Attributes:
        url: The address asked for.
        validator: A strong ETag or the Last-Modified date, by which the server recognises the version;
            empty when it gave none, and then a part is never continued.
        length: Bytes of the whole file; ``None`` when the server did not say.
    """

    url: str
    validator: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An unfinished download: its bytes, and a note beside them of where they came from."""

    path: Path

    @property
    def _note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

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

    def finish(self, target: Path) -> None:
        """Give the complete file its name."""
        self.path.replace(target)
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the bytes and the note."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
