"""How tables and subjects get their addresses: a page, and beside it the same rows as CSV and JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from multipolar.record import Record
from multipolar.server import downloads
from multipolar.server.frame import path, render
from multipolar.server.held import Held, Holds
from multipolar.server.subjects import Drawer, Maker, Subject
from multipolar.server.tables.model import Table
from multipolar.server.views import Asked, asked, fitting, view

Lister = Callable[[Record, Mapping[str, str]], Table]
_SHORT = 8
_FORMS = ("", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of subject.

    Attributes:
        base: The address of the sort, as ``/actors``.
        find: The subject that an id means.
        tables: Every table that such a subject may have.
        drawings: Every drawing that it may have.
        whole: Whether ids hold strokes.
    """

    base: str
    find: Callable[[Held, str], Subject]
    tables: Mapping[str, Maker]
    drawings: Mapping[str, Drawer] = field(default_factory=dict)
    whole: bool = False

    @property
    def pattern(self) -> str:
        """The address of one, as a route."""
        return f"{self.base}/{{key:path}}" if self.whole else f"{self.base}/{{key}}"

    def stands_at(self, subject: Subject, key: str) -> bool:
        """Whether a subject has its address under this sort and by this very id."""
        return subject.address == path(self.base.strip("/"), key)

    @property
    def nav(self) -> str:
        """Which entry of the navigation is marked."""
        return self.base.strip("/")


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
        return _table(holds, request, table, base, nav=nav, about=None)

    for form in _FORMS:
        router.add_api_route(base + form, show, methods=["GET"], include_in_schema=False)


def add_subject(router: APIRouter, sort: Sort) -> None:
    """Give a sort of subject its addresses: its page, and for each table a page, CSV and JSON."""
    for name in sort.tables:
        for form in _FORMS:
            _get(router, f"{sort.pattern}/{name}{form}", _table_of(sort, name))
    for name in sort.drawings:
        _get(router, f"{sort.pattern}/{name}.svg", _drawing_of(sort, name))

    def page(key: str, holds: Holds) -> Response:
        subject = sort.find(holds, key)
        if not sort.stands_at(subject, key):
            return RedirectResponse(subject.address, 307)
        return _subject(holds, subject, sort.nav)

    _get(router, sort.pattern, page)


def _get(router: APIRouter, address: str, answer: Callable[..., Response]) -> None:
    router.add_api_route(address, answer, methods=["GET"], include_in_schema=False)


def _table_of(sort: Sort, name: str) -> Callable[..., Response]:
    def show(key: str, request: Request, holds: Holds) -> Response:
        subject = sort.find(holds, key)
        address = f"{subject.address}/{name}"
        if name not in subject.tables or not sort.stands_at(subject, key):
            return RedirectResponse(address if name in subject.tables else subject.address, 307)
        table = subject.tables[name](holds.record, subject.id, request.query_params)
        return _table(holds, request, table, address, nav=sort.nav, about=subject)

    return show


def _drawing_of(sort: Sort, name: str) -> Callable[..., Response]:
    def show(key: str, holds: Holds) -> Response:
        subject = sort.find(holds, key)
        if name not in {figure.name for figure in subject.figures}:
            return RedirectResponse(subject.address, 307)
        with holds.heavy():
            drawn = sort.drawings[name](holds.record, subject.id)
        return Response(drawn, media_type="image/svg+xml")

    return show


def _table(
    holds: Held, request: Request, table: Table, address: str, *, nav: str, about: Subject | None
) -> Response:
    """One table in the form that the address ends with."""
    wanted = asked(request.query_params, table)
    ending = request.url.path.rpartition(".")[2]
    if ending in ("csv", "json") and request.url.path.endswith(f"{table.name}.{ending}" if about else ending):
        named = about.id if about else address.strip("/")
        form = cast(downloads.Form, ending)
        return downloads.file(holds, table, fitting(table, wanted), form, named)
    return render("table.html", view=view(table, address, wanted), about=about, nav=nav)


def _subject(holds: Held, subject: Subject, nav: str) -> Response:
    views = []
    for name, maker in subject.tables.items():
        table = maker(holds.record, subject.id, {})
        views.append(view(table, f"{subject.address}/{name}", Asked(), _SHORT))
    held = [one for one in views if one.table.rows]
    silent = [one for one in views if not one.table.rows]
    return render("subject.html", subject=subject, views=held, silent=silent, nav=nav)
