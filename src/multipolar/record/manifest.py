"""Which releases a record holds, and which of them was in force on a given day: ``manifest.json``."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from multipolar.basics.errors import RecordError
from multipolar.record.files import replace_text

NAME = "manifest.json"
VERSION = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Activation(_Frozen):
    """The moment at which a release of a source came into force, with its rows by table."""

    source: str
    release: str
    activated: AwareDatetime
    rows: dict[str, int]


class Manifest(_Frozen):
    """All activations, oldest first; the last one of a source is in force."""

    version: int = Field(default=VERSION, description="version of the record's layout")
    activations: tuple[Activation, ...] = ()

    def active(self, as_of: date | None = None) -> dict[str, Activation]:
        """The activation in force by source, today or at the end of a day (UTC)."""
        in_force: dict[str, Activation] = {}
        for one in self.activations:
            if as_of is None or one.activated.astimezone(UTC).date() <= as_of:
                in_force[one.source] = one
        return in_force

    def activating(self, source: str, release: str, rows: dict[str, int]) -> "Manifest":
        """The manifest with one more activation, now."""
        new = Activation(source=source, release=release, activated=datetime.now(UTC), rows=rows)
        return Manifest(activations=(*self.activations, new))

    def holds(self, source: str, release: str) -> bool:
        """Whether the release has ever been in force."""
        return any(one.source == source and one.release == release for one in self.activations)


def load(record: Path) -> Manifest:
    """Read the manifest; a folder that does not exist, or holds no release, is an empty record.

    Raises:
        RecordError: The manifest is damaged, missing beside releases, or of a newer multipolar.
    """
    path = record / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _empty(record)
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path} cannot be read: {error}.") from error
    return _parse(path, text)


def save(record: Path, manifest: Manifest) -> None:
    """Swap the manifest in one atomic rename."""
    replace_text(record / NAME, manifest.model_dump_json(indent=1) + "\n")


def _empty(record: Path) -> Manifest:
    if any((record / "releases").glob("*/*/release.json")):
        raise RecordError(
            f"{record / NAME} is missing although releases are there. Restore it, or pull the sources again "
            "into another folder."
        )
    return Manifest()


def _parse(path: Path, text: str) -> Manifest:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordError(f"{path} is damaged (line {error.lineno}). Restore it from a copy.") from None
    version = content.get("version") if isinstance(content, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise RecordError(
            f"{path} was written by a newer multipolar (layout {version}; this one reads {VERSION}). "
            "Upgrade multipolar."
        )
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path} is damaged at {where}: {first['msg']}. Restore it from a copy.") from None
