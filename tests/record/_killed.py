"""A process that holds the imports and forks a pull or an add on demand, to be killed.

One line of JSON in starts one, ``[function, argument, ...]``, and prints its process id; the line ``wait``
prints how it ended.
"""

import contextlib
import importlib
import json
import os
import sys
from pathlib import Path

_HEAVY = (
    "duckdb", "pandas", "pyarrow.parquet", "multipolar.record.pull", "multipolar.record.releases",
    "multipolar.record.sources.undl_ga.read", "multipolar.record.fetch.download", "httpx", "stamina",
    "multipolar.record.usertable", "_small",
)  # fmt: skip


def pull_small(record: str, path: str, url: str = "") -> None:
    """Pull the Assembly's votes from a small file, or from an address."""
    from _small import small_spec

    from multipolar.record.pull import pull
    from multipolar.record.sources import registry
    from multipolar.record.sources.base import FileSpec

    changes = {"files": (FileSpec(name="ga_voting", url=url),)} if url else {}
    spec = small_spec(**changes)
    registry.spec = lambda _: spec
    pull(Path(record), "undl_ga", [Path(path)] if path else None)


def add_small(record: str, path: str) -> None:
    """Add a table of the user's own."""
    from multipolar.record.usertable import add

    add(Path(record), Path(path), Path(path).with_suffix(".yml"))


def serve() -> None:
    """Answer lines until there are no more."""
    for name in _HEAVY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    child = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        child = os.fork()
        if child == 0:
            _run(*json.loads(line))
        print(child, flush=True)


def _run(name: str, *arguments: str) -> None:
    code = 1
    try:
        with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
            globals()[name](*arguments)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
