"""What the API answers: rows with their sources, a page at a time, or one line that says why not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, Field

from multipolar.server.downloads import as_json
from multipolar.server.held import Held
from multipolar.server.tables.model import Table
from multipolar.server.views import MOST_ROWS, asked, view


class Source(BaseModel):
    """A release of a source that rows come from."""

    source: str
    release: str
    publisher: str = ""
    licence: str = ""
    citation: str = ""


class Rows(BaseModel):
    """Rows with what they are about and their sources."""

    title: str
    columns: list[str]
    rows: list[dict[str, Any]]
    total: int = Field(description="rows that fit, over all pages")
    page: int
    pages: int
    notes: list[str] = Field(description="what a reader must know")
    definition: str | None = Field(description="address of what the figures mean")
    command: str | None = Field(description="the command that shows the same")
    sources: list[Source]


class Refusal(BaseModel):
    """Why a question is not answered."""

    error: str = Field(description="what is wrong, in one sentence")
    remedy: str = Field(description="what to do about it; empty where nothing can be said")
    candidates: list[str] = Field(description="the nearest things that there are")


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "The question cannot be answered as it was asked."},
    404: {"model": Refusal, "description": "What was named is not known; the nearest are listed."},
    414: {"model": Refusal, "description": "The address is too long."},
    422: {"model": Refusal, "description": "A parameter is not of the kind described."},
    503: {"model": Refusal, "description": "Too many heavy questions are being answered."},
}
Page = Annotated[int, Query(ge=1, le=100_000, description="which page of rows, from 1")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="rows to a page")]
Sort = Annotated[str, Query(max_length=40, description="a column to sort by, - before it to descend")]


def Text(about: str, **more: Any) -> Any:  # noqa: ANN401, N802 - a parameter is described, as by Query
    """A text of bounded length as a parameter."""
    return Query(max_length=200, description=about, **more)


def OneOf(about: str) -> Any:  # noqa: ANN401, N802
    """One of a few words as a parameter."""
    return Query(description=about)


def answered(held: Held, table: Table, page: int = 1, limit: int = 50, sort: str = "") -> Rows:
    """One page of a table as an answer.

    Raises:
        AskedWronglyError: The table has no such column to sort by.
    """
    wanted = asked({"sort": sort}, table)
    seen = view(table, "", replace(wanted, page=page, size=limit))
    body: Mapping[str, Any] = as_json(held, table, seen.rows)
    return Rows(**body, total=seen.found, page=min(page, seen.pages), pages=seen.pages)
