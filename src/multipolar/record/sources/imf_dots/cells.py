"""What one published figure is, which of two downloads holds, and which years are extrapolations."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

from multipolar.record.sources.base import ReadContext

Flow = Literal["exporter", "importer"]
# A reporter's trade with its partners never moves in step: in 60 published reporter-years the largest
# group of partners with one rate of change (to four digits) was 3 of 235. Where nearly all have it, the
# year is the year before times a constant.
_PARTNERS = 20
_SHARE = 0.8
_WITHIN = 1e-3
# Below 0.01 million the six printed decimals leave too few digits for a rate of change.
_SMALL = 0.01


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as published.

    Attributes:
        reporter: Whose figures, as the Fund names it.
        flow: Whether the reporter is the exporter or the importer.
        partner: The other side, as the Fund names it.
        year: Calendar year.
        value: Millions of US dollars; ``None`` where the cell is blank.
        locator: File, sheet, row and year.
        file: The file's name.
    """

    reporter: str
    flow: Flow
    partner: str
    year: int
    value: float | None
    locator: str
    file: str


def newest(found: Iterable[Cell], context: ReadContext) -> list[Cell]:
    """One cell for each reporter, flow, partner and year.

    Where two downloads hold the same cell, that of the file that reaches further in time is kept, then
    of the later name; cells that differed are counted as issues.
    """
    cells = list(found)
    last: dict[str, int] = defaultdict(int)
    for cell in cells:
        last[cell.file] = max(last[cell.file], cell.year)
    held: dict[tuple[str, str, str, int], Cell] = {}
    differing: Counter[tuple[str, str]] = Counter()
    for cell in sorted(cells, key=lambda c: (last[c.file], c.file)):
        key = (cell.reporter, cell.flow, cell.partner, cell.year)
        before = held.get(key)
        if before is not None and before.value != cell.value:
            differing[before.file, cell.file] += 1
        held[key] = cell
    for (old, new), count in sorted(differing.items()):
        reason = f"figures differ from those of {new}, which are kept"
        context.issue("flow", old, reason, count=count)
    return list(held.values())


def extrapolated(held: Iterable[Cell]) -> set[tuple[str, Flow, int]]:
    """Reporters, flows and years that are another year's figures times one constant."""
    series: dict[tuple[str, Flow], dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for cell in held:
        if cell.value is not None and cell.value >= _SMALL:
            series[cell.reporter, cell.flow][cell.partner][cell.year] = cell.value
    found = set()
    for (reporter, flow), partners in series.items():
        years = {year for values in partners.values() for year in values}
        for year in years:
            rates = [v[year] / v[year - 1] for v in partners.values() if year in v and year - 1 in v]
            if len(rates) >= _PARTNERS and _in_step(rates):
                found.add((reporter, flow, year))
    return found


def _in_step(rates: list[float]) -> bool:
    centre = median(rates)
    return sum(abs(rate / centre - 1) <= _WITHIN for rate in rates) >= _SHARE * len(rates)
