"""Pages of treaties and other agreements."""

from collections.abc import Mapping

from fastapi import APIRouter

from multipolar.server.frame import path
from multipolar.server.held import Held
from multipolar.server.pages.shown import Sort, add_list, add_subject
from multipolar.server.subjects import Maker, Subject, fact, facts
from multipolar.server.tables import agreements as about_agreements
from multipolar.server.tables.links import words

router = APIRouter()
_TABLES: Mapping[str, Maker] = {"parties": about_agreements.parties}


def find(holds: Held, key: str) -> Subject:
    """The agreement with an id."""
    held = about_agreements.known(holds.record, key)
    row = held.row
    return Subject(
        held.id, held.name, f"{held.kind} agreement", path("agreements", held.id),
        facts(
            fact("Signed", words(held.signed)),
            fact("In force", words(held.in_force)),
            fact("Ended", words(held.ended)),
            fact("Also called", *held.names),
            fact("Source", (f"{row['source']} {row['release']}", path("sources", row["source"]))),
            fact("Read from", row["locator"]),
        ),
        _TABLES,
    )  # fmt: skip


add_list(router, "/agreements", about_agreements.listed, "agreements")
add_subject(router, Sort("/agreements", find, _TABLES, whole=True))
