"""Pages of the sources of the record, and what each table holds."""

from fastapi import APIRouter, Response

from multipolar.basics.errors import AskedWronglyError
from multipolar.server.frame import path, render
from multipolar.server.held import Holds
from multipolar.server.missing import MissingError
from multipolar.server.pages.shown import add_list
from multipolar.server.tables import sources

router = APIRouter(include_in_schema=False)
add_list(router, "/sources", sources.listed, "sources")
add_list(router, "/sources/tables", sources.tables, "sources")


@router.get("/sources/{name}")
def source(name: str, holds: Holds) -> Response:
    """One source: publisher, licence, citation, coverage and release."""
    try:
        spec = holds.record.spec(name)
    except AskedWronglyError as error:
        raise MissingError(error.problem, error.remedy, error.candidates) from None
    release = next((r for r in holds.record.releases() if r.active and r.source == name), None)
    return render("source.html", spec=spec, release=release, nav="sources", address=path("sources", name))
