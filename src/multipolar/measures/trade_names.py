"""What products are called: by the source's own list where the record holds it, else by their chapter."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from multipolar.record import Record

_CHAPTERS = Path(__file__).parent / "data" / "hs_chapters.csv"
_HARMONIZED = "HS"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of products of one nomenclature.

    Attributes:
        own: Names that a source gives, by code.
        chapters: Names of two-digit chapters, where the nomenclature is the Harmonized System.
    """

    own: Mapping[str, str]
    chapters: Mapping[str, str]

    def of(self, code: str) -> str:
        """The source's name of a code; for want of one its chapter, so marked; empty for none."""
        if code in self.own:
            return self.own[code]
        chapter = self.chapters.get(code[:2], "")
        return chapter if len(code) <= 2 or not chapter else f"in chapter {code[:2]}: {chapter}"


def product_names(record: Record, nomenclature: str) -> Names:
    """The names of a nomenclature's products."""
    rows = record.rows("product", {"nomenclature": nomenclature}, ["code", "name"])
    chapters = _chapters() if nomenclature.startswith(_HARMONIZED) else {}
    return Names({row["code"]: row["name"] for row in rows}, chapters)


@cache
def _chapters() -> Mapping[str, str]:
    with _CHAPTERS.open(encoding="utf-8", newline="") as file:
        return {row["chapter"]: row["name"] for row in csv.DictReader(file)}
