"""What may be sent to the server: bodies of bounded size that arrive within a bounded time."""

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 16_000_000
"""Bytes of one body: a document of some hundred pages, with room for the form around it."""

_SECONDS = 60.0
_THROWN_AWAY = 64_000_000
_PATIENCE = 5.0


class Bounded:
    """Ends a request whose body is too large or too slow, before more of it is read.

    Args:
        app: What answers.
        most: Bytes that a body may have.
        seconds: Time within which all of it arrives.
    """

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES, seconds: float = _SECONDS) -> None:
        self._app, self._most, self._seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            await _let_pass(receive)
            await self._too_large()(scope, receive, send)
            return
        body = _Body(receive, self._most, self._seconds)
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, body, watched)
        except _TooMuchError:
            if not begun:
                await _let_pass(receive)
                await self._too_large()(scope, receive, send)
        except TimeoutError:
            if not begun:
                said = f"The document did not arrive within {self._seconds:.0f} seconds.\n"
                await PlainTextResponse(said, 408)(scope, receive, send)

    def _too_large(self) -> PlainTextResponse:
        said = f"The document is larger than {self._most // 1_000_000} MB. Audit it on the command line.\n"
        return PlainTextResponse(said, 413, {"Connection": "close"})


async def _let_pass(receive: Receive) -> None:
    """Throw away some more of a body: whoever still sends does not hear the answer."""
    left, more = _THROWN_AWAY, True
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while more and left > 0:
                message = await receive()
                left -= len(message.get("body", b"")) + 1
                more = message.get("more_body", False)


class _TooMuchError(Exception):
    """More bytes came than may."""


class _Body:
    """The parts of a body, counted and timed."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive, self._left, self._seconds = receive, most, seconds
        self._until: float | None = None
        self._whole = False

    async def __call__(self) -> Message:
        """The next part."""
        if self._whole:
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + self._seconds
        async with asyncio.timeout(self._until - now):
            message = await self._receive()
        self._left -= len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._left < 0:
            raise _TooMuchError
        return message
