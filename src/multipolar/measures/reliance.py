"""How far a state relies on imports of a commodity, by year, and who supplies it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from multipolar.record import Record
from multipolar.record.prefer import preferred

Row = dict[str, Any]
# Sources are "main" sources: a list names nearly all when it covers this much, or when it is as long as
# the Geological Survey makes it (four names).
_COVERED, _LONG = 80.0, 4


@dataclass(frozen=True, slots=True)
class Reliance:
    """One figure of reliance.

    Attributes:
        commodity: As the source names it.
        year: Of the figure.
        share: Net import reliance, per cent of apparent consumption; ``None`` for a net exporter or where not
            reported.
        qualifier: ``>``, ``<`` or ``E`` (net exporter), as printed.
        suppliers: Main sources of imports, largest first.
        shares: Per cent of imports by supplier, where given.
        row: The row of the record.
    """

    commodity: str
    year: int
    share: float | None
    qualifier: str | None
    suppliers: tuple[str, ...]
    shares: dict[str, float]
    row: Row

    @property
    def closed(self) -> bool:
        """Whether the suppliers listed are nearly all, so that one missing is no main supplier."""
        named = sum(share for actor, share in self.shares.items() if actor != "other")
        return named >= _COVERED or len(self.suppliers) >= _LONG

    @property
    def words(self) -> str:
        """The figure in words."""
        bound = {">": "more than ", "<": "less than "}.get(self.qualifier or "", "")
        figure = f"{bound}{self.share:g} per cent" if self.share is not None else "no figure"
        return f"{figure} of {self.commodity} in {self.year}"


_HELD: "WeakKeyDictionary[Record, dict[tuple[str, str], list[Reliance]]]" = WeakKeyDictionary()


def series(record: Record, importer: str, commodity: str) -> tuple[Reliance, ...]:
    """Every figure of an importer for a commodity, by the source's name and year.

    Args:
        record: The record.
        importer: Actor id.
        commodity: The leading word or words of the source's name, in lower case: ``mica`` stands for both
            ``mica (natural), sheet`` and ``mica (natural), scrap and flake``.
    """
    if record not in _HELD:
        _HELD[record] = _read(record)
    return tuple(sorted(_HELD[record].get((importer, commodity), ()), key=lambda r: (r.commodity, r.year)))


def nearest(figures: Iterable[Reliance], year: int) -> tuple[Reliance, ...]:
    """For each commodity as the source names it, the figure nearest to a year, the later of two."""
    best: dict[str, Reliance] = {}
    for one in figures:
        held = best.get(one.commodity)
        if held is None or (abs(one.year - year), -one.year) < (abs(held.year - year), -held.year):
            best[one.commodity] = one
    closest = min((abs(one.year - year) for one in best.values()), default=0)
    near = tuple(one for one in best.values() if abs(one.year - year) <= max(closest, 2))
    return near or tuple(best.values())


def head(commodity: str) -> str:
    """The leading words of a source's name: before a comma, bracket or the word "all".

    >>> head("mica (natural), sheet"), head("rare earths, compounds and metals")
    ('mica', 'rare earths')
    """
    return re.split(r"[,(]", commodity)[0].strip()


def _read(record: Record) -> dict[tuple[str, str], list[Reliance]]:
    held: dict[tuple[str, str], list[Reliance]] = {}
    rows = preferred(record, "reliance", record.rows("reliance"), ("importer", "commodity", "year"))
    for row in rows:
        one = Reliance(
            row["commodity"], row["year"], row["share"], row["qualifier"], tuple(row["suppliers"] or ()),
            dict(_share(text) for text in row["supplier_shares"] or ()), row,
        )  # fmt: skip
        held.setdefault((row["importer"], head(row["commodity"])), []).append(one)
    return held


def _share(text: str) -> tuple[str, float]:
    actor, _, share = text.partition(":")
    return actor, float(share)
