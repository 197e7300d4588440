"""Names to actors: a million from the cache, fifty thousand that were never asked before."""

import time

from benchmarks.case import Case, Job

_HERE = "benchmarks.names"


def _names() -> list[str]:
    from multipolar import actors
    from multipolar.actors.registry import registry
    from multipolar.basics.errors import AskedWronglyError

    def certain(name: str) -> bool:
        try:
            return bool(actors.find(name))
        except AskedWronglyError:
            return False

    states = [actor for actor in registry().values() if actor.kind == "state" and actor.until is None]
    old = [actor.name for actor in states if actor.since is None or actor.since.year < 1995]
    return [name for name in old if certain(name)]


def cached() -> tuple[float, str]:
    """One million look-ups of names asked before."""
    from multipolar import actors

    names = _names()
    wanted = (names * (1_000_000 // len(names) + 1))[:1_000_000]
    for name in names:
        actors.find(name)
    began = time.perf_counter()
    for name in wanted:
        actors.find(name)
    return _told(len(wanted), began)


def uncached() -> tuple[float, str]:
    """Fifty thousand look-ups of a name on a day that was never asked together before."""
    from datetime import date, timedelta

    from multipolar import actors

    names = _names()
    days = [date(2000, 1, 1) + timedelta(days=17 * n) for n in range(50_000 // len(names) + 1)]
    wanted = [(name, day) for day in days for name in names][:50_000]
    actors.find("Chile")
    began = time.perf_counter()
    for name, day in wanted:
        actors.find(name, on=day)
    return _told(len(wanted), began)


def pandas_cached() -> tuple[float, str]:
    """One million names mapped through a dictionary; no dates, no refusals."""
    import pandas as pd

    names = _names()
    wanted = pd.Series((names * (1_000_000 // len(names) + 1))[:1_000_000])
    known = {name: name[:3].upper() for name in names}
    began = time.perf_counter()
    wanted.map(known)
    return _told(len(wanted), began)


def pandas_uncached() -> tuple[float, str]:
    """Fifty thousand names lowered, stripped of accents, and mapped."""
    import pandas as pd

    names = _names()
    wanted = pd.Series((names * (50_000 // len(names) + 1))[:50_000])
    known = {name.lower(): name[:3].upper() for name in names}
    began = time.perf_counter()
    wanted.str.lower().str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii").map(known)
    return _told(len(wanted), began)


def _told(count: int, began: float) -> tuple[float, str]:
    seconds = time.perf_counter() - began
    return seconds, f"{count / seconds:,.0f} names per second"


CASES = (
    Case(
        "names-cached", "a million names from the cache",
        Job("multipolar", f"{_HERE}:cached"), (Job("pandas map", f"{_HERE}:pandas_cached"),),
        1.0, None, None, 3,
    ),
    Case(
        "names-uncached", "fifty thousand names on days never asked before",
        Job("multipolar", f"{_HERE}:uncached"), (Job("pandas fold and map", f"{_HERE}:pandas_uncached"),),
        1.0, None, None, 3,
    ),
)  # fmt: skip
