"""Answers kept while the server runs, compressed once; what is kept is bounded by size."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 48_000_000
LONGEST = 4_000_000
_LEAST_COMPRESSED = 600
_PLAIN = ("image/png", "application/octet-stream", "application/pdf")

Key = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer.

    Attributes:
        status: Its status.
        headers: Its headers, without length and encoding.
        body: As it is.
        packed: Compressed; empty where that does not pay.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes held."""
        return len(self.body) + len(self.packed)


class Kept:
    """Keeps answers to GET, but for those that say ``no-store``; the record does not change under it.

    Equal questions that arrive together are answered once. HEAD is answered as GET without a body.
    """

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._under_way: dict[Key, asyncio.Event] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        key = (scope.get("raw_path") or scope["path"].encode(), scope["query_string"])
        while key not in self._answers and key in self._under_way:
            await self._under_way[key].wait()
        answer = self._answers.get(key)
        if answer is None:
            answer = await self._made(key, scope, receive, send)
        else:
            self._answers.move_to_end(key)
        if answer is not None:
            await _give(answer, scope, send)

    async def _made(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Answer | None:
        """A new answer; ``None`` where it went out as it was made."""
        done = self._under_way.setdefault(key, asyncio.Event())

        def let_go() -> None:
            self._under_way.pop(key, None)
            done.set()

        try:
            gathered = Gathered(send, scope["method"] == "HEAD", let_go)
            await self._app({**scope, "method": "GET"}, receive, gathered)
            answer = gathered.answer()
            if answer is not None and answer.status == 200:
                self._keep(key, answer)
            return answer
        finally:
            let_go()

    def _keep(self, key: Key, answer: Answer) -> None:
        if answer.size > LONGEST:
            return
        before = self._answers.pop(key, None)
        self.size -= before.size if before else 0
        self._answers[key] = answer
        self.size += answer.size
        while self.size > self._most:
            _, oldest = self._answers.popitem(last=False)
            self.size -= oldest.size


class Gathered:
    """Gathers the parts of an answer, unless it must not be stored: then they pass through at once.

    Args:
        send: Where parts go that pass.
        headless: Whether the body is left out.
        passing: Called when an answer passes through, so that equal questions need not wait for it.
    """

    def __init__(self, send: Send, headless: bool, passing: Callable[[], None]) -> None:
        self._send = send
        self._headless = headless
        self._passing = passing
        self._passes = False
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        """Take one part."""
        if message["type"] == "http.response.start":
            self._start = message
            self._passes = "no-store" in Headers(raw=message["headers"]).get("cache-control", "")
        elif not self._passes:
            self._parts.append(message.get("body", b""))
        if self._passes:
            self._passing()
            bare = self._headless and message["type"] == "http.response.body"
            await self._send({**message, "body": b""} if bare else message)

    def answer(self) -> Answer | None:
        """The whole answer; ``None`` where it passed through."""
        if self._passes or self._start is None:
            return None
        body = b"".join(self._parts)
        raw = [(k, v) for k, v in self._start["headers"] if k.lower() != b"content-length"]
        sort = Headers(raw=raw).get("content-type", "")
        pays = len(body) >= _LEAST_COMPRESSED and not sort.startswith(_PLAIN)
        return Answer(
            self._start["status"], tuple(raw), body, gzip.compress(body, 6, mtime=0) if pays else b""
        )


async def _give(answer: Answer, scope: Scope, send: Send) -> None:
    packed = bool(answer.packed) and "gzip" in Headers(scope=scope).get("accept-encoding", "")
    body = answer.packed if packed else answer.body
    start: Message = {
        "type": "http.response.start", "status": answer.status, "headers": list(answer.headers),
    }  # fmt: skip
    headers = MutableHeaders(scope=start)
    headers["Content-Length"] = str(len(body))
    if answer.packed:
        headers.add_vary_header("Accept-Encoding")
    if packed:
        headers["Content-Encoding"] = "gzip"
    await send(start)
    shown = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": shown})
