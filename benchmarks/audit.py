"""A document of 40,000 characters: the first audit of a process, and the next."""

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.case import Case, Job

if TYPE_CHECKING:
    from multipolar.record import Record

_HERE = "benchmarks.audit"
_CHARACTERS = 40_000
_PAGE = Path(__file__).resolve().parent.parent / "examples" / "briefing.md"


_PROSE = (
    "In {year} the government of {state} presented a long report on its relations with its neighbours. "
    "Commentators in {other} called the meeting useful, and most newspapers wrote about little else. "
    "It remains to be seen what becomes of these plans, which depend on prices, elections and goodwill. "
)
_STATES = ("Chile", "Brazil", "Peru", "India", "Kenya", "Norway", "Japan", "Egypt", "Mexico", "Poland")


def _text() -> str:
    """The example once, then prose that names states and years and says little that a record holds."""
    parts = [_PAGE.read_text(encoding="utf-8")]
    while sum(map(len, parts)) < _CHARACTERS:
        n = len(parts)
        parts.append(
            _PROSE.format(year=1990 + n % 35, state=_STATES[n % 10], other=_STATES[(n * 3 + 1) % 10])
        )
    return "\n\n".join(parts)[:_CHARACTERS]


def _dense() -> str:
    """The example over and over: a statement every eighty characters, as no page has them."""
    page = _PAGE.read_text(encoding="utf-8")
    return "\n\n".join([page] * (_CHARACTERS // len(page) + 1))[:_CHARACTERS]


def _record() -> "Record":
    """The embedded record alone."""
    from multipolar.record import Record

    return Record.open(Path("/nonexistent"))


def _audit(text: str, record: "Record | None" = None) -> str:
    from multipolar.audit import audit

    report = audit(text, record=record or _record(), date="2026-01-01")
    return f"{len(report.findings)} statements"


def cold() -> str:
    """The first audit, all imports included."""
    return _audit(_text())


def first() -> str:
    """The first audit on a machine: no pattern has been compiled there before."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MULTIPOLAR_CACHE"] = folder
        return _audit(_text())


def warm() -> tuple[float, str]:
    """The second audit with a record, of a text that differs: as in a corpus, or on a server."""
    text, record = _text(), _record()
    _audit(text, record)
    began = time.perf_counter()
    told = _audit(text.replace("voted", "has voted"), record)
    return time.perf_counter() - began, told


def dense() -> tuple[float, str]:
    """The second audit of a page that is nothing but statements."""
    text, record = _dense(), _record()
    _audit(text, record)
    began = time.perf_counter()
    told = _audit(text.replace("voted", "has voted"), record)
    return time.perf_counter() - began, told


CASES = tuple(
    Case(
        f"audit-{name}", f"40,000 characters, {what}", Job("multipolar", f"{_HERE}:{name}"),
        (), target, None, None, 3,
    )
    for name, what, target in (
        ("first", "first audit on a machine, imports included", 2.0),
        ("cold", "first audit of a process, imports included", 2.0), ("warm", "next audit", 0.5),
        ("dense", "next audit, one statement every eighty characters", None),
    )
)  # fmt: skip
