"""Where the explorer listens: on the loopback address of this machine, and nowhere else."""

import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from multipolar.basics.errors import AskedWronglyError, reason
from multipolar.record import Record

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

HOST = "127.0.0.1"
PORT = 8765
_BACKLOG = 128
_IDLE_SECONDS = 5
_SECONDS_TO_END = 3


def serve(
    record: Record, port: int = PORT, *, browser: bool = True, ready: Callable[[str], None] = print
) -> None:
    """Serve a record until interrupted.

    Args:
        record: Opened for reading.
        port: Where to listen; 0 for any that is free.
        browser: Whether to open the first page.
        ready: Called with the address once it is listened at.

    Raises:
        AskedWronglyError: The port cannot be listened at.
    """
    listening = bound(port)
    import uvicorn

    from multipolar.server.app import create

    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    ready(address)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    try:
        uvicorn.Server(configured(create(record))).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()


def configured(app: "FastAPI") -> "uvicorn.Config":
    """How an application is served: quietly, telling nothing of itself, believing no proxy."""
    import uvicorn

    return uvicorn.Config(
        app, log_level="error", access_log=False, proxy_headers=False, server_header=False,
        timeout_keep_alive=_IDLE_SECONDS, timeout_graceful_shutdown=_SECONDS_TO_END, lifespan="on",
    )  # fmt: skip


def bound(port: int) -> socket.socket:
    """A socket that listens on the loopback address.

    Raises:
        AskedWronglyError: No such port, or it is taken.
    """
    if not 0 <= port <= 65535:
        raise AskedWronglyError(
            f"There is no port {port}", "Name one from 0 to 65535; 0 takes any that is free"
        )
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise AskedWronglyError(
            f"Port {port} cannot be listened at: {reason(error)}", "Name another with --port, or --port 0"
        ) from error
    return made
