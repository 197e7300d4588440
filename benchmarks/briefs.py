"""The brief of two states as a page: the first of a process, and the next."""

import gzip
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.case import Case, Job

if TYPE_CHECKING:
    from multipolar.record import Record

_HERE = "benchmarks.briefs"


def _record() -> "Record":
    """The embedded record alone."""
    from multipolar.record import Record

    return Record.open(Path("/nonexistent"))


def _page(record: "Record", *subjects: str, language: str = "en") -> str:
    from multipolar import briefs
    from multipolar.briefs.language import known

    html = briefs.page(briefs.brief(record, *subjects, language=known(language)))
    return f"{len(gzip.compress(html.encode())) / 1000:.0f} kB gzipped"


def cold() -> str:
    """The first brief, all imports included."""
    return _page(_record(), "CHL", "RUS")


def warm() -> tuple[float, str]:
    """Another brief from the same record: as on a server."""
    return _second(("FRA", "DEU"), ("CHL", "RUS"))


def resolution() -> tuple[float, str]:
    """A resolution with its map, after another."""
    return _second(("A/RES/ES-11/1",), ("A/RES/68/262",))


def state() -> tuple[float, str]:
    """One state after another."""
    return _second(("FRA",), ("CHL",))


def _second(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[float, str]:
    """How long the second of two briefs from one record takes."""
    record = _record()
    _page(record, *first)
    began = time.perf_counter()
    told = _page(record, *then)
    return time.perf_counter() - began, told


CASES = tuple(
    Case(
        f"brief-{name}", f"a brief as HTML from the starter record: {what}",
        Job("multipolar", f"{_HERE}:{name}"), (), target, None, None, 5,
    )
    for name, what, target in (
        ("cold", "two states, first of a process, imports included", 2.0),
        ("warm", "two states, the next", 0.3), ("resolution", "a resolution, the next", None),
        ("state", "one state, the next", None),
    )
)  # fmt: skip
