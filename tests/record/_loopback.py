"""A web server on this machine that misbehaves on order, and counts the bytes it serves."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class Page:
    """One address and how the server treats it.

    Attributes:
        body: What it holds.
        etag: Its version; empty for a server that gives none.
        ranges: Whether it honours Range.
        cuts: At how many bytes the next answers break off; each is used once.
        statuses: Codes that the next answers give instead; each is used once.
        headers: Further headers of every answer.
        length: The Content-Length claimed; the true one when left out, none at all when negative.
        pause: After how many bytes to fall silent, and for how many seconds.
        change: Called once an answer has begun, to turn the page into another version.
    """

    body: bytes
    etag: str = '"v1"'
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    pause: tuple[int, float] | None = None
    change: Callable[["Page"], None] | None = None


@dataclass
class Server:
    """What the server holds, and what it was asked and sent."""

    pages: dict[str, Page]
    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: int = 0
    stop: Event = field(default_factory=Event)


@contextmanager
def serving(**pages: Page) -> Iterator[Server]:
    """Serve pages by name at ``server.url + name``, with ``_`` in a name standing for a dot."""
    server = Server({"/" + name.replace("_", "."): page for name, page in pages.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(dict(self.headers))
            page = server.pages.get(self.path)
            if page is None:
                self.send_error(404)
            else:
                _answer(self, page, server)

        def log_message(self, *_):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}/"
    thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def _answer(handler: BaseHTTPRequestHandler, page: Page, server: Server) -> None:
    if page.statuses:
        status = page.statuses.pop(0)
        handler.send_response(status)
        for key, value in page.headers.items():
            handler.send_header(key, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    if page.etag and handler.headers.get("If-None-Match") == page.etag:
        handler.send_response(304)
        handler.end_headers()
        return
    start = _start(handler, page)
    if start >= len(page.body) and start:
        handler.send_response(416)
        handler.send_header("Content-Range", f"bytes */{len(page.body)}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    _send(handler, page, server, start)


def _start(handler: BaseHTTPRequestHandler, page: Page) -> int:
    """Where the answer begins: a range holds only while the version asked for is the one here."""
    match = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    same = handler.headers.get("If-Range") in (None, page.etag)
    return int(match[1]) if match and page.ranges and same else 0


def _send(handler: BaseHTTPRequestHandler, page: Page, server: Server, start: int) -> None:
    body = page.body[start:]
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(page.body) - 1}/{len(page.body)}")
    if page.etag:
        handler.send_header("ETag", page.etag)
    for key, value in page.headers.items():
        handler.send_header(key, value)
    claimed = page.length if page.length is not None and not start else len(body)
    if claimed >= 0:
        handler.send_header("Content-Length", str(claimed))
    handler.end_headers()
    if page.cuts:
        body = body[: page.cuts.pop(0)]
        handler.close_connection = True
    if page.change:
        page.change(page)
    pieces = [body[: page.pause[0]], body[page.pause[0] :]] if page.pause else [body]
    try:
        for piece in pieces:
            if piece is not pieces[0]:
                server.stop.wait(page.pause[1])
            handler.wfile.write(piece)
            handler.wfile.flush()
            server.sent += len(piece)
    except OSError:
        return
