"""Runs one job in a fresh process and reads off its time and peak memory.

As a program, ``python -m benchmarks.measure module:function [argument ...]``, it is that fresh process.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.case import Figure, Job

HOME = Path(__file__).resolve().parent.parent


def measure(job: Job, repeat: int = 1) -> Figure:
    """The best of some runs of a job."""
    figures = [_once(job) for _ in range(repeat)]
    return min(figures, key=lambda figure: (bool(figure.failed), figure.seconds))


def _once(job: Job) -> Figure:
    command = [sys.executable, "-m", "benchmarks.measure", job.function, *job.arguments]
    # Compiled modules are used, as in any installation, even where the shell forbids to write them.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, env=environment)
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return Figure(job.who, failed=reason[0][:200])
    told = json.loads(done.stdout.splitlines()[-1])
    return Figure(job.who, told["seconds"], told["processor"], told["megabytes"], told["note"])


def _child(function: str, *arguments: str) -> None:
    """Run the function; it may return ``(seconds, note)`` where it measures itself, or a note."""
    module, _, name = function.partition(":")
    began = time.perf_counter()
    told = getattr(importlib.import_module(module), name)(*arguments)
    seconds = time.perf_counter() - began
    if isinstance(told, tuple):
        seconds, told = told
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    figures = {
        "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in usage),
        "megabytes": max(one.ru_maxrss for one in usage) / unit,
        "note": told or "",
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    _child(*sys.argv[1:])
