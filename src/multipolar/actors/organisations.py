"""Which organisations, forums and treaties there are, what they are called, and since when."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import cast

from multipolar.actors.model import Actor, Language, Name, NameForm, UnknownActorError
from multipolar.basics.dates import PartialDate

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation, forum, partnership or treaty that states belong to.

    Attributes:
        id: Identifier; the usual English abbreviation unless that is a state's code too
            (``ANDEAN``, not ``CAN``; ``NON-ALIGNED``, not ``NAM``).
        name: Usual English name.
        kind: What it is, in words (``customs union``, ``treaty``, ``intergovernmental forum``).
        founded: Founding act: signature of the treaty, first summit or declaration.
        in_force: When the founding treaty took effect or the work began, where that differs.
        ended: When it ended; ``None`` when it still exists.
        seat: City of the secretariat.
        wikidata: Wikidata identifier.
        source: What the dates were read from.
        notes: What a reader should know.
    """

    id: str
    name: str
    kind: str
    founded: PartialDate | None
    in_force: PartialDate | None
    ended: PartialDate | None
    seat: str
    wikidata: str
    source: str
    notes: str

    def as_actor(self) -> Actor:
        """The organisation as an actor."""
        return Actor(id=self.id, kind="organisation", name=self.name, since=self.founded, until=self.ended)


@cache
def organisations() -> Mapping[str, Organisation]:
    """All organisations by identifier, in the order of the table."""
    rows = _rows("organisations.csv")
    return {
        row["id"]: Organisation(
            id=row["id"], name=row["name"], kind=row["kind"], founded=_date(row["founded"]),
            in_force=_date(row["in_force"]), ended=_date(row["ended"]), seat=row["seat"],
            wikidata=row["wikidata"], source=row["source"], notes=row["notes"],
        )
        for row in rows
    }  # fmt: skip


@cache
def organisation_names() -> tuple[Name, ...]:
    """Names and abbreviations in English, Spanish, Portuguese, Russian and French."""
    return tuple(
        Name(row["organisation"], cast(Language, row["language"]), row["text"], cast(NameForm, row["form"]))
        for row in _rows("organisation_names.csv")
    )


@cache
def organisation_id(text: str) -> str:
    """The identifier meant by an identifier or an abbreviation, written as usual.

    Raises:
        UnknownActorError: No organisation is written so; the nearest are listed.
    """
    if text in organisations():
        return text
    found = {name.actor for name in organisation_names() if name.text == text}
    if len(found) != 1:
        known = [*organisations(), *(n.text for n in organisation_names() if n.form == "abbreviation")]
        near = get_close_matches(text.upper(), dict.fromkeys(known), n=3)
        raise UnknownActorError(text, sorted(found) or near)
    return found.pop()


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
