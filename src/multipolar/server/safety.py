"""What a request must be to be answered, and what every answer tells the browser."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names under which this machine alone is meant; any other in Host is a page elsewhere that rebinds DNS."""

_LONGEST = 8192
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Guard:
    """Refuses requests from elsewhere and overlong ones; adds headers that an answer does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = _refusal(scope)
        await (refused or self._app)(scope, receive, guarded)


def _refusal(scope: Scope) -> Response | None:
    """Why a request is not answered; ``None`` where it is."""
    headers = Headers(scope=scope)
    if _name(headers.get("host", "")) not in LOOPBACK:
        return _refused(scope, "This address answers to 127.0.0.1 and localhost only.", 421)
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST:
        return _refused(scope, f"The address is longer than {_LONGEST} bytes.", 414)
    if scope["method"] not in _READING and not _from_here(headers):
        return _refused(scope, "Forms are taken from pages of this address only.", 403)
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
        return _refused(scope, "Pages elsewhere may link here, and do no more.", 403)
    return None


def _refused(scope: Scope, words: str, status: int) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": words, "remedy": "", "candidates": []}, status)
    return PlainTextResponse(f"{words}\n", status)


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    bare = host.strip().lower()
    return bare[: bare.rindex("]") + 1] if "]" in bare else bare.partition(":")[0]


def _from_here(headers: Headers) -> bool:
    """Whether a form comes from a page of this very address; programs other than browsers name none.

    A page that tells nobody where it was left sends the origin "null", so the browser's own word comes first.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
