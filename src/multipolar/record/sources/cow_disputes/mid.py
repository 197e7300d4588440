"""Reads the dyadic Militarized Interstate Disputes, one row a pair and year, as disputes with their sides."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import (
    cow_date,
    csv_rows,
    file_rows,
    parsed,
    whole,
    zip_member,
)
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.cow_disputes.conflict import Conflict, Period, Side, SideName

CUTOFF = date(2014, 12, 31)
LEVELS = range(1, 6)
COLUMNS = (
    "disno", "dyindex", "statea", "namea", "stateb", "nameb", "strtday", "strtmnth", "strtyr",
    "endday", "endmnth", "endyear", "outcome", "settlmnt", "fatlev", "highact", "hihost", "recip",
    "noinit", "notarg", "sideaa", "revstata", "revtypea", "fatleva", "highmcaa", "hihosta", "orignata",
    "sideab", "revstatb", "revtypeb", "fatlevb", "highmcab", "hihostb", "orignatb", "rolea", "roleb",
    "dyad_rolea", "dyad_roleb", "war", "durindx", "duration", "cumdurat", "mid5hiact", "mid5hiacta",
    "mid5hiactb", "severity", "severitya", "severityb", "year", "ongo2014", "new", "change",
    "changetype_1", "changetype_2", "dyad", "abbreva", "abbrevb", "lastobs", "newar",
)  # fmt: skip
LOCATIONS = (
    "year", "dispnum", "midloc2_location", "midloc2_measuringpoint", "midloc2_xlongitude",
    "midloc2_ylatitude", "midloc2_precision", "midloc2_howobtained", "midloc2_precision_comment",
    "midloc2_general_comment", "priogrid_cell", "midloc11_location", "midloc11_midlocmeasuringpoint",
    "midloc11_latitude", "midloc11_longitude", "midloc11_precision",
)  # fmt: skip
_SIDES: dict[str, SideName] = {"1": "a", "0": "b"}


@dataclass(slots=True)
class _Gathered:
    """One dispute while its pair-years are read: highest level, dates and sides of each state."""

    level: int = 0
    names: dict[str, str] = field(default_factory=dict)
    sides: dict[str, set[SideName]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[str, list[PartialDate]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[PartialDate]] = field(default_factory=lambda: defaultdict(list))

    def conflict(self, number: str, place: str | None) -> Conflict:
        where = f", {place}" if place else ""
        sides = tuple(
            Side(code, self.names[code], side, (self._period(code),))
            for code in sorted(self.sides, key=int)
            for side in sorted(self.sides[code])
        )
        return Conflict(f"MID-{number}", f"Dispute {number}{where}", "dispute", self.level, sides, CUTOFF)

    def _period(self, code: str) -> Period:
        first = min(self.starts[code], key=lambda when: when.first)
        return Period(first, max(self.ends[code], key=lambda when: when.last))


def disputes(path: Path, locations: Path | None, context: ReadContext) -> Iterator[Conflict]:
    """Every dispute, named by its number and, where the location list is given, its place."""
    source = context.spec.name
    places = _places(locations, context) if locations else {}
    if path.suffix == ".zip":
        stream = zip_member(source, path, "dyadic_mid*.csv")
        rows = csv_rows(source, stream, path.name, COLUMNS)
    else:
        rows = file_rows(source, path, COLUMNS)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for number, row in parsed(context, "dispute", rows, lambda row: (str(whole(row["disno"])), row)):
        try:
            _gather(gathered[number], row)
        except ValueError as error:
            context.issue("side", f"MID-{number} {row['namea']}-{row['nameb']} {row['year']}", str(error))
    for number in sorted(gathered, key=int):
        dispute = gathered[number]
        for code, sides in dispute.sides.items():
            if len(sides) > 1:
                context.issue("side", f"MID-{number}", "a state is coded on both sides; both kept", code)
        if dispute.sides:
            yield dispute.conflict(number, places.get(number))


def _gather(dispute: _Gathered, row: dict[str, str]) -> None:
    """Add one pair-year: the level, and for each of the two states its side, name and dates."""
    level = whole(row["hihost"])
    first = cow_date(row["strtyr"], row["strtmnth"], row["strtday"])
    last = cow_date(row["endyear"], row["endmnth"], row["endday"])
    if level not in LEVELS or first is None or last is None:
        raise ValueError("no hostility level of 1 to 5, or no start or end")
    sides = (row["sideaa"], row["sideab"])
    if set(sides) != {"0", "1"}:
        raise ValueError(f"side codes {sides[0]} and {sides[1]} do not oppose the two states")
    dispute.level = max(dispute.level, level)
    for end, side in zip("ab", sides, strict=True):
        code = str(whole(row[f"state{end}"]))
        dispute.names[code] = row[f"name{end}"]
        dispute.sides[code].add(_SIDES[side])
        dispute.starts[code].append(first)
        dispute.ends[code].append(last)


def _places(path: Path, context: ReadContext) -> dict[str, str]:
    """Location of each dispute's onset by dispute number (MIDLOC 2.1)."""
    rows = file_rows(context.spec.name, path, LOCATIONS, encoding="cp1252")
    pairs = parsed(
        context, "dispute", rows, lambda row: (str(whole(row["dispnum"])), row["midloc2_location"].strip())
    )
    return {number: place for number, place in pairs if place}
