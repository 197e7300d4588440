"""How a question that cannot be answered is answered: a page or one JSON object, never a traceback."""

import re
import sys
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from multipolar.actors import AmbiguousActorError, UnknownActorError
from multipolar.actors.registry import registry
from multipolar.basics.errors import AskedWronglyError, MultipolarError
from multipolar.server.cells import clean
from multipolar.server.frame import path, render
from multipolar.server.held import BusyError
from multipolar.server.missing import MissingError

_ID = re.compile(r"\(([^()]+)\)$")
_MOST = 300


def status_of(error: MultipolarError) -> int:
    """The HTTP status of a failure: not there, asked wrongly, busy, or the record's own."""
    if isinstance(error, (UnknownActorError, AmbiguousActorError, MissingError)):
        return 404
    if isinstance(error, AskedWronglyError):
        return 400
    return 503 if isinstance(error, BusyError) else 500


def add(app: FastAPI) -> None:
    """Answer every failure of an application."""
    app.add_exception_handler(MultipolarError, _foreseen)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_exception_handler(Exception, _unforeseen)


def _foreseen(request: Request, error: Exception) -> Response:
    if not isinstance(error, MultipolarError):
        raise error
    wrong = isinstance(error, AskedWronglyError)
    candidates = error.candidates if isinstance(error, AskedWronglyError) else ()
    if isinstance(error, AmbiguousActorError):
        candidates = error.choices
    problem = error.problem if isinstance(error, AskedWronglyError) else str(error).rstrip(".")
    remedy = error.remedy if isinstance(error, AskedWronglyError) else ""
    return _answer(request, status_of(error), problem, remedy, candidates if wrong else ())


def _malformed(request: Request, error: Exception) -> Response:
    """A parameter that the description of the API does not allow."""
    first: dict[str, Any] = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    where = ".".join(str(part) for part in first.get("loc", ())[1:])
    return _answer(request, 422, f"{where or 'the request'}: {first.get('msg', 'not understood')}", "", ())


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return _answer(
            request, 404, f"There is no page {request.url.path}", "Search for what you look for", ()
        )
    if status == 405:
        return _answer(request, 405, f"{request.method} is not answered here", "Use GET", (), error)
    detail = error.detail if isinstance(error, HTTPException) else ""
    return _answer(request, status, str(detail) or f"Status {status}", "", ())


def _unforeseen(request: Request, error: Exception) -> Response:
    print(f"error: {request.url.path}: {type(error).__name__}: {error}", file=sys.stderr)
    return _answer(request, 500, "This page failed; the server's terminal says why", "", ())


def _answer(
    request: Request,
    status: int,
    problem: str,
    remedy: str,
    candidates: Sequence[str],
    error: Exception | None = None,
) -> Response:
    problem = clean(problem)[:_MOST]
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
        body = {
            "error": f"{problem}.",
            "remedy": f"{remedy}." if remedy else "",
            "candidates": list(candidates),
        }
        return JSONResponse(body, status, headers)
    page = render(
        "failure.html", status, problem=problem, remedy=remedy, status=status,
        candidates=[(text, _address(text)) for text in candidates],
    )  # fmt: skip
    page.headers.update(headers)
    return page


def _address(text: str) -> str:
    """Where a candidate leads: its page, or a search for it."""
    named = _ID.search(text)
    if named and named[1] in registry():
        return path("actors", named[1])
    if text.startswith(("A/", "S/")):
        return path("resolutions", text)
    return f"/search?q={path(text)[1:]}"
