"""Pages of treaties and other agreements."""

from collections.abc import Mapping
from difflib import get_close_matches

from fastapi import APIRouter

from multipolar.measures.agreements import agreements
from multipolar.server.failures import MissingError
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
    held = about_agreements.one(holds.record, key)
    if held is None:
        known = [one.id for one in agreements(holds.record)]
        raise MissingError(
            f"The record holds no agreement {key!r}", "Search for a word of its name",
            get_close_matches(key, known, 3, 0.5),
        )  # fmt: skip
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
