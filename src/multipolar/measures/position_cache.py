"""Keeps estimates that took long in the record's folder, under the releases and options they rest on."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.basics.errors import reason
from multipolar.record import Record
from multipolar.record.files import replace_text

if TYPE_CHECKING:
    from multipolar.measures.positions import Positions

# Raised when the model, the choice of votes or the layout of the file changes.
_VERSION = 3
_FOLDER = "cache"


def name(record: Record, topic: str | None, dimensions: int, repeats: Path | None) -> str:
    """Name of the file for an estimate, from the releases that hold votes and the options."""
    releases = sorted(
        (one.source, one.release) for one in record.releases() if one.active and "vote" in one.rows
    )
    listed = hashlib.sha256(repeats.read_bytes()).hexdigest() if repeats and repeats.is_file() else None
    asked = [_VERSION, releases, topic and topic.casefold(), dimensions, listed]
    return f"positions-{hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]}.json"


def load(record: Record, file: str, note: Callable[[str], None]) -> "Positions | None":
    """The kept estimate; ``None`` where there is none, or where the file is damaged."""
    path = record.path / _FOLDER / file
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _positions(_checked(content))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        note(f"{path} is not used: {reason(error)}. The positions are estimated again.")
        return None


def _checked(content: dict[str, Any]) -> dict[str, Any]:
    if content["sha256"] != _digest(content["body"]):
        raise ValueError("its digest does not match")
    return dict(content["body"])


def timed(
    record: Record | None,
    file: str,
    seconds: float,
    note: Callable[[str], None],
    estimate: "Callable[[], Positions]",
) -> "Positions":
    """Run an estimate; keep it when it took long and the record's folder exists."""
    began = time.perf_counter()
    found = estimate()
    if record is not None and time.perf_counter() - began > seconds and record.path.is_dir():
        try:
            (record.path / _FOLDER).mkdir(exist_ok=True)
            body = _content(found)
            text = json.dumps({"sha256": _digest(body), "body": body})
            replace_text(record.path / _FOLDER / file, text)
        except OSError as error:
            note(f"The positions could not be kept in {record.path / _FOLDER}: {reason(error)}.")
    return found


def _digest(body: Any) -> str:  # noqa: ANN401 - a JSON value
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def _content(found: "Positions") -> dict[str, Any]:
    return dict(json.loads(json.dumps(asdict(found), default=_plain)))


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _positions(body: dict[str, Any]) -> "Positions":
    from multipolar.measures.positions import Positions, SessionCalls

    calls = [
        SessionCalls(**one | {side: date.fromisoformat(one[side]) for side in ("first", "last")})
        for one in body["calls"]
    ]
    arrays = {
        "session": np.int64, "votes": np.int64, "point": np.float64, "sd": np.float64,
    }  # fmt: skip
    typed = {key: np.array(body[key], dtype=kind) for key, kind in arrays.items()}
    return Positions(**body | typed | {"calls": tuple(calls), "actors": tuple(body["actors"])})
