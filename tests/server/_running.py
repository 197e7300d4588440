"""A server on a free loopback port, as `multipolar serve` runs it, for the length of a block."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from multipolar.record import Record
from multipolar.server.app import create
from multipolar.server.run import HOST, bound, configured

_PATIENCE = 20.0


@contextmanager
def running(record: Record) -> Iterator[str]:
    """Serve a record in a thread; gives the address without a stroke at its end."""
    listening = bound(0)
    server = uvicorn.Server(configured(create(record)))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    end = time.monotonic() + _PATIENCE
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        listening.close()
