"""Prices of US dollars over the years, by which values of trade are deflated, where the record holds any."""

from collections.abc import Mapping
from dataclasses import dataclass

from multipolar.record import Record
from multipolar.record.prefer import preferred

# In the order of preference; both are of the United States, because the values are in its dollars.
_INDICES: Mapping[str, str] = {
    "NY.GDP.DEFL.ZS": "deflator of the gross domestic product of the United States",
    "FP.CPI.TOTL": "consumer prices in the United States",
}
NONE = (
    "the record holds no prices of the United States, so that only current dollars are shown; "
    "`multipolar record pull world_bank` brings a deflator"
)


@dataclass(frozen=True, slots=True)
class Prices:
    """A price index of US dollars.

    Attributes:
        words: What it measures.
        code: The publisher's code.
        source: The source.
        index: Level by year; only ratios of two years mean something.
    """

    words: str
    code: str
    source: str
    index: Mapping[int, float]

    def deflated(self, usd: float, year: int, base: int) -> float | None:
        """A value of one year in dollars of another; ``None`` where one of the two has no index."""
        now, then = self.index.get(year), self.index.get(base)
        return usd * then / now if now and then else None


def prices(record: Record) -> Prices | None:
    """The price index of US dollars; ``None`` where no source in force has one."""
    for code, words in _INDICES.items():
        rows = [r for r in record.rows("indicator", {"actor": "USA", "code": code}) if r["value"]]
        if rows:
            best = preferred(record, "indicator", rows, ("actor", "code", "year"))
            sources = ", ".join(sorted({row["source"] for row in best}))
            return Prices(words, code, sources, {row["year"]: row["value"] for row in best})
    return None
