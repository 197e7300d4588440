"""How tables and subjects get their addresses: a page, and beside it the same rows as CSV and JSON."""

from collections.abc import Callable, Mapping
from typing import cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from multipolar.record import Record
from multipolar.server import downloads
from multipolar.server.frame import render
from multipolar.server.held import Held, Holds
from multipolar.server.subjects import Maker, Subject
from multipolar.server.tables.model import Table
from multipolar.server.views import Asked, asked, fitting, view

Lister = Callable[[Record, Mapping[str, str]], Table]
Finder = Callable[[Held, str], Subject]
_SHORT = 10
_FORMS = ("", ".csv", ".json")


def add_list(router: APIRouter, base: str, maker: Lister, nav: str) -> None:
    """Give a list its addresses: ``base``, ``base.csv`` and ``base.json``.

    Args:
        router: Where they are added.
        base: The address of the page.
        maker: Makes the table from the record and the query string.
        nav: Which entry of the navigation is marked.
    """

    def show(request: Request, holds: Holds) -> Response:
        table = maker(holds.record, request.query_params)
        return _table(holds, request, table, base, nav=nav, subject=base)

    for form in _FORMS:
        router.add_api_route(
            base + form, show, methods=["GET"], include_in_schema=False, name=f"{base}{form}"
        )


def add_subject(
    router: APIRouter, base: str, find: Finder, tables: Mapping[str, Maker], nav: str, *, whole: bool = False
) -> None:
    """Give a sort of subject its addresses: its page, and for each table a page, CSV and JSON.

    Args:
        router: Where they are added.
        base: The address of the sort, as ``/actors``.
        find: The subject that an id means.
        tables: Every table that such a subject may have.
        nav: Which entry of the navigation is marked.
        whole: Whether ids hold strokes.
    """
    pattern = f"{base}/{{key:path}}" if whole else f"{base}/{{key}}"

    def one(name: str) -> Callable[..., Response]:
        def show(key: str, request: Request, holds: Holds) -> Response:
            subject = find(holds, key)
            if subject.id != key or name not in subject.tables:
                return RedirectResponse(subject.address, 307)
            table = subject.tables[name](holds.record, subject.id, request.query_params)
            address = f"{subject.address}/{name}"
            return _table(holds, request, table, address, nav=nav, subject=subject.id, about=subject)

        return show

    def page(key: str, holds: Holds) -> Response:
        subject = find(holds, key)
        if subject.id != key:
            return RedirectResponse(subject.address, 307)
        return _subject(holds, subject, nav)

    for name in tables:
        for form in _FORMS:
            router.add_api_route(
                f"{pattern}/{name}{form}", one(name), methods=["GET"], include_in_schema=False
            )
    router.add_api_route(pattern, page, methods=["GET"], include_in_schema=False)


def _table(
    holds: Held, request: Request, table: Table, address: str, *, nav: str, subject: str,
    about: Subject | None = None,
) -> Response:  # fmt: skip
    """One table in the form that the address ends with."""
    wanted = asked(request.query_params, table)
    form = request.url.path.rpartition(".")[2]
    if form in ("csv", "json") and request.url.path.endswith(f".{form}"):
        rows = fitting(table, wanted)
        return downloads.file(holds, table, rows, cast(downloads.Form, form), subject.strip("/"))
    seen = view(table, address, wanted)
    return render("table.html", view=seen, about=about, nav=nav)


def _subject(holds: Held, subject: Subject, nav: str) -> Response:
    views = []
    for name, maker in subject.tables.items():
        table = maker(holds.record, subject.id, {})
        views.append(view(table, f"{subject.address}/{name}", Asked(), _SHORT))
    return render("subject.html", subject=subject, views=views, nav=nav)
