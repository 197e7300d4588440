"""What a source says of itself: as it was described when its release in force was read, or as shipped."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import RecordError, reason

if TYPE_CHECKING:
    from multipolar.record.sources.base import SourceSpec
    from multipolar.record.store import Record, ReleaseInfo

_NAME = "release.json"


def spec_of(record: "Record", source: str) -> "SourceSpec":
    """The description of a source: of its release in force, else the one shipped with multipolar.

    A release keeps its description, so that a user's own table has one too and so that what was believed
    then can be read now. One that a newer or older multipolar wrote differently gives way to the shipped.

    Raises:
        AskedWronglyError: No such source is in force or shipped.
        RecordError: The description of a user's own table is damaged.
    """
    from pydantic import ValidationError

    from multipolar.record.sources import registry
    from multipolar.record.sources.base import SourceSpec

    release = _kept(record, source)
    if release is None:
        return registry.spec(source)
    try:
        return SourceSpec.model_validate(_stored(release)["spec"])
    except ValidationError as error:
        if source in registry.folders():
            return registry.spec(source)
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(
            f"{release.path / _NAME} is damaged at {field}: {first['msg']}. Add the table again."
        ) from None


def priority_of(record: "Record", source: str) -> int:
    """How far a source is believed; read without validating the whole description."""
    release = _kept(record, source)
    if release is None:
        return _shipped_priority(source)
    priority = _stored(release)["spec"].get("priority")
    if not isinstance(priority, int):
        raise RecordError(f"{release.path / _NAME} names no priority. Pull or add {source} again.")
    return priority


@cache
def _shipped_priority(source: str) -> int:
    from multipolar.record.sources import registry

    return registry.spec(source).priority


def _kept(record: "Record", source: str) -> "ReleaseInfo | None":
    """The release in force whose folder keeps a description; the embedded one has the shipped."""
    found = (one for one in record.releases() if one.active and one.source == source)
    return next((one for one in found if one.activated is not None), None)


def _stored(release: "ReleaseInfo") -> dict[str, Any]:
    path = release.path / _NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError(
            f"{path} cannot be read: {reason(error)}. Pull or add {release.source} again with --force."
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("spec"), dict):
        raise RecordError(f"{path} holds no description. Pull or add {release.source} again with --force.")
    return content
