"""The explorer: fifty readers at once on the loopback address, what they wait, and what memory does."""

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.case import Case, Job

_HERE = "benchmarks.explorer"
_READERS = 50
_SEED = 20261122
_PATIENCE = 60.0


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The explorer of the embedded record in a process of its own: its address and its number."""
    with tempfile.TemporaryDirectory() as folder:
        words = [
            sys.executable,
            "-m",
            "multipolar",
            "serve",
            "--port",
            "0",
            "--no-browser",
            "--record",
            f"{folder}/none",
        ]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        try:
            yield (process.stdout.readline() if process.stdout else "").split()[-1].rstrip("/"), process.pid
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def pages(count: int) -> list[str]:
    """What readers ask for: half of it the same few pages, half any state, resolution, table or file."""
    from multipolar import actors
    from multipolar.measures.votes import roll_calls
    from multipolar.record import Record
    from multipolar.server.frame import path

    with tempfile.TemporaryDirectory() as folder:
        calls = list(roll_calls(Record.open(Path(folder) / "none")))
    states = [actor.id for actor in actors.all_actors("state")]
    few = ["/", "/actors", "/resolutions", "/actors/CHL", "/pairs/CHL/RUS", "/search?q=Chile", "/definitions"]
    draw = random.Random(_SEED)
    made = []
    for _ in range(count):
        any_ = (
            path("actors", draw.choice(states)), path("resolutions", draw.choice(calls)),
            f"/actors/{draw.choice(states)}/votes?sort=-date",
            f"/api/votes/record?state={draw.choice(states)}",
            f"/search?q={draw.choice(states)}", path("resolutions", draw.choice(calls)) + "/votes.csv",
        )  # fmt: skip
        made.append(draw.choice(few) if draw.random() < 0.5 else draw.choice(any_))
    return made


async def _read(address: str, asked: list[str], pause: float) -> list[float]:
    """One reader after the other page; how long each took, in seconds."""
    import httpx

    took = []
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE) as client:
        for page in asked:
            await asyncio.sleep(pause)
            began = time.perf_counter()
            answer = await client.get(page)
            took.append(time.perf_counter() - began)
            if answer.status_code >= 500:
                raise RuntimeError(f"{page} gave {answer.status_code}")
    return took


async def _all(address: str, asked: list[str], pause: float) -> list[float]:
    parts = [asked[at::_READERS] for at in range(_READERS)]
    found = await asyncio.gather(*(_read(address, part, pause) for part in parts))
    return sorted(second for one in found for second in one)


def _resident(process: int) -> float:
    """Resident memory of a process in megabytes."""
    import psutil

    return float(psutil.Process(process).memory_info().rss) / 1e6


def _worked(process: int) -> float:
    """Processor time of a process so far, in seconds: what other work on the machine does not change much."""
    import psutil

    spent = psutil.Process(process).cpu_times()
    return float(spent.user + spent.system)


def readers(requests: str, pause: str) -> tuple[float, str]:
    """The wait that 95 of 100 requests stay under, with fifty readers at once; pauses lie between pages."""
    asked = pages(int(requests))
    with served() as (address, process):
        asyncio.run(_all(address, asked[:_READERS], 0.0))
        before, worked = _resident(process), _worked(process)
        took = asyncio.run(_all(address, asked, float(pause)))
        after, worked = _resident(process), _worked(process) - worked
    middle, worst = took[len(took) // 2], took[-1]
    p95 = took[int(len(took) * 0.95)]
    return p95, (
        f"{worked / len(took) * 1000:.1f} ms of processor a request; {len(took):,} requests by {_READERS} "
        f"readers: half under {middle * 1000:.0f} ms, 95 % under {p95 * 1000:.0f} ms, all under "
        f"{worst * 1000:.0f} ms; {before:.0f} MB before, {after:.0f} MB after"
    )


CASES = (
    Case(
        "explorer", "50 readers at once, a page each every second, 2,000 requests: the time 95 % stay under",
        Job("multipolar", f"{_HERE}:readers", ("2000", "1.0")), (), 0.3,
    ),
    Case(
        "explorer-long", "the same for ten minutes, 15,000 requests",
        Job("multipolar", f"{_HERE}:readers", ("15000", "2.0")), (), 0.3,
    ),
)  # fmt: skip
