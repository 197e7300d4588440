"""Search over everything, and suggestions while a name is typed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from multipolar.server import finding
from multipolar.server.api.answers import REFUSALS, OneOf, Rows, Text, answered
from multipolar.server.held import Holds
from multipolar.server.tables.actors import held_in
from multipolar.server.tables.model import Column, Table

router = APIRouter(prefix="/api", tags=["search"], responses=REFUSALS)


@router.get("/search", summary="Find actors, roll calls and agreements by any name, code, symbol or words")
def search(holds: Holds, text: Annotated[str, Text("what is looked for", min_length=1)]) -> Rows:
    """Everything that some words find."""
    found = finding.search(holds.record, text)
    hits = [*found.exact, *(hit for _, held, _ in found.groups for hit in held), *found.candidates]
    rows = [{"text": hit.title, "kind": hit.sort, "about": hit.about, "address": hit.address} for hit in hits]
    columns = tuple(Column(name) for name in ("text", "kind", "about", "address"))
    notes = (found.refused,) if found.refused and not found.exact else ()
    return answered(
        holds,
        Table("search", f"Found for {text}", columns, rows, held_in(holds.record, "actor"), notes=notes),
        limit=500,
    )


@router.get("/suggest", summary="Names that begin with, or hold, what has been typed")
def suggest(
    holds: Holds,
    text: Annotated[str, Text("the beginning of a name", min_length=1)],
    kind: Annotated[Literal["", "actor"], OneOf("actors alone")] = "",
    limit: Annotated[int, Query(ge=1, le=20, description="how many")] = 8,
) -> Rows:
    """The first few names for a box."""
    hits = finding.suggestions(holds.record, text, actors_only=kind == "actor")[:limit]
    rows = [{"text": hit.title, "about": hit.about, "address": hit.address} for hit in hits]
    columns = tuple(Column(name) for name in ("text", "about", "address"))
    return answered(
        holds, Table("suggest", f"Names for {text}", columns, rows, held_in(holds.record, "actor"))
    )
