"""``python -m benchmarks [names]``: runs the cases, prints what each cost beside its rivals."""

import importlib
import importlib.util
import platform
import sys
from collections.abc import Iterator

from benchmarks.case import Case, Figure, Job
from benchmarks.measure import measure

_JOBS = "benchmarks.jobs"
CASES = (
    Case(
        "votes", "947,000 votes of the official layout (360 MB of CSV) to a checked release",
        Job("multipolar", f"{_JOBS}:votes_ours"),
        (Job("pandas", f"{_JOBS}:votes_pandas"), Job("polars", f"{_JOBS}:votes_polars")),
        10.0, 1000.0, "benchmarks.files:votes",
    ),
    Case(
        "baci", "a BACI year of 11 million flows from its zip to a checked release",
        Job("multipolar", f"{_JOBS}:baci_ours"),
        (Job("pandas", f"{_JOBS}:baci_pandas"), Job("polars", f"{_JOBS}:baci_polars")),
        15.0, 2000.0, "benchmarks.files:baci",
    ),
    Case(
        "pair", "opening the record and asking for one pair's trade, after import",
        Job("multipolar", f"{_JOBS}:pair_ours"),
        (Job("pandas", f"{_JOBS}:pair_pandas"), Job("polars", f"{_JOBS}:pair_polars")),
        0.1, None, "benchmarks.jobs:both", 3,
    ),
    Case(
        "votes-pair", "opening the record and asking for all votes of two states, after import",
        Job("multipolar", f"{_JOBS}:votes_pair_ours"),
        (Job("polars", f"{_JOBS}:votes_pair_polars"),),
        0.1, None, "benchmarks.jobs:both", 3,
    ),
    Case(
        "help", "multipolar --help, the whole process",
        Job("multipolar", f"{_JOBS}:help_ours"),
        (Job("python alone", f"{_JOBS}:python_alone"), Job("import pandas", f"{_JOBS}:pandas_alone")),
        0.3, None, None, 5,
    ),
)  # fmt: skip
# Further cases come from these modules where they exist, each with a ``CASES`` of its own.
MORE = (
    "benchmarks.names",
    "benchmarks.audit",
    "benchmarks.briefs",
    "benchmarks.corpus",
    "benchmarks.ideal_points",
    "benchmarks.equilibrium",
    "benchmarks.trade",
    "benchmarks.gravity",
    "benchmarks.explorer",
)
_COLUMNS = ("case", "who", "seconds", "of ours", "processor s", "peak MB", "target", "", "")


def cases() -> dict[str, Case]:
    """All cases by name."""
    found = list(CASES)
    for name in MORE:
        if importlib.util.find_spec(name) is not None:
            found += importlib.import_module(name).CASES
    return {case.name: case for case in found}


def run(case: Case) -> Iterator[tuple[str, ...]]:
    """The lines of one case: ours, then each rival."""
    if case.prepare and (failed := _prepared(case.prepare)):
        yield (case.name, "the files", "failed", "", "", failed, "", "", "")
        return
    ours = measure(case.ours, case.repeat)
    yield (case.name, *_line(ours, ours), *_verdict(case, ours), ours.note)
    for job in case.peers:
        figure = measure(job, case.repeat)
        yield ("", *_line(figure, ours), "", "", figure.note)


def _prepared(function: str) -> str:
    """Make the files, in a process of its own: on Linux a child's peak memory begins with its parent's."""
    return measure(Job("the files", function)).failed


def _line(figure: Figure, ours: Figure) -> tuple[str, ...]:
    if figure.failed:
        return figure.who, "failed", "", "", figure.failed
    ratio = f"{figure.seconds / ours.seconds:.2f}" if ours.seconds else ""
    processor = f"{figure.processor:.2f}"
    return figure.who, _seconds(figure.seconds), ratio, processor, f"{figure.megabytes:,.0f}"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value >= 1 else f"{value:.4f}"


def _verdict(case: Case, ours: Figure) -> tuple[str, str]:
    wanted, met = [], not ours.failed
    if case.seconds is not None:
        wanted.append(f"{case.seconds:g} s")
        met = met and ours.seconds <= case.seconds
    if case.megabytes is not None:
        wanted.append(f"{case.megabytes:,.0f} MB")
        met = met and ours.megabytes <= case.megabytes
    return ", ".join(wanted), ("met" if met else "MISSED") if wanted else ""


def machine() -> str:
    """What the figures were measured on."""
    import os

    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    processor = f"{os.cpu_count()} processors ({platform.machine()})"
    return f"{processor}, {pages / 2**30:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def main(names: list[str]) -> int:
    """Run the cases named, or all."""
    known = cases()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}. There are: {', '.join(known)}.", file=sys.stderr)
        return 1
    print(f"Measured on {machine()}.\n")
    print("| " + " | ".join(_COLUMNS) + " |\n" + "|---" * len(_COLUMNS) + "|")
    for name in names or known:
        for line in run(known[name]):
            print("| " + " | ".join(line) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
