"""Which releases a record holds, and which of them was in force on a given day: ``manifest.json``."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from multipolar.basics.errors import RecordError, reason
from multipolar.record.files import replace_text

NAME = "manifest.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Activation:
    """The moment (UTC) at which a release of a source came into force, with its rows by table."""

    source: str
    release: str
    activated: datetime
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All activations, oldest first; the last one of a source is in force. ``version`` is the layout's."""

    activations: tuple[Activation, ...] = ()
    version: int = VERSION

    def active(self, as_of: date | None = None) -> dict[str, Activation]:
        """The activation in force by source, today or at the end of a day (UTC)."""
        in_force: dict[str, Activation] = {}
        for one in self.activations:
            if as_of is None or one.activated.astimezone(UTC).date() <= as_of:
                in_force[one.source] = one
        return in_force

    def activating(self, source: str, release: str, rows: dict[str, int]) -> "Manifest":
        """The manifest with one more activation, now."""
        new = Activation(source, release, datetime.now(UTC), dict(rows))
        return Manifest((*self.activations, new))

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
        raise RecordError(
            f"{path} cannot be read: {reason(error)}. Name the record's folder with --record."
        ) from error
    return _parse(path, text)


def save(record: Path, manifest: Manifest) -> None:
    """Swap the manifest in one atomic rename."""
    content = {"version": manifest.version, "activations": [asdict(one) for one in manifest.activations]}
    text = json.dumps(content, indent=1, default=lambda moment: moment.isoformat())
    replace_text(record / NAME, text + "\n")


def _empty(record: Path) -> Manifest:
    if any((record / "releases").glob("*/*/release.json")):
        raise RecordError(
            f"{record / NAME} is missing although releases are there. Restore it, or pull the sources again "
            "into another folder."
        )
    return Manifest()


# Read by hand and not by pydantic, whose import takes longer than opening the record and a first answer.
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
    if version != VERSION or not isinstance(content.get("activations"), list):
        raise RecordError(f"{path} is damaged: no list of activations. Restore it from a copy.")
    found = []
    for number, one in enumerate(content["activations"]):
        try:
            found.append(_activation(one))
        except (KeyError, TypeError, ValueError) as error:
            said = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise RecordError(
                f"{path} is damaged at activations.{number}: {said}. Restore it from a copy."
            ) from None
    return Manifest(tuple(found))


def _activation(content: dict[str, Any]) -> Activation:
    if unknown := content.keys() - {"source", "release", "activated", "rows"}:
        raise ValueError(f"unknown field {min(unknown)}")
    source, release, rows = content["source"], content["release"], content["rows"]
    moment = datetime.fromisoformat(content["activated"])
    # Names become paths: nothing in the manifest may lead out of the record's folder.
    for name in (source, release):
        if not isinstance(name, str) or not name or name.startswith(".") or set(name) & set("/\\"):
            raise ValueError(f"{name!r} is no name of a source or release")
    if moment.tzinfo is None:
        raise ValueError(f"the moment {content['activated']} has no time zone")
    if not isinstance(rows, dict) or not all(type(count) is int and count >= 0 for count in rows.values()):
        raise ValueError("rows are not counts by table")
    return Activation(source, release, moment, rows)
