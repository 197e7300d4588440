"""Writes a file in one step, so that an old one stays until the new one is whole."""

from pathlib import Path

from multipolar.basics.errors import RecordError, reason


def put(path: Path, content: bytes) -> None:
    """Write a file in one step; folders are made.

    Raises:
        RecordError: It cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RecordError(f"{path} cannot be written: {reason(error)}. Name another place.") from error
