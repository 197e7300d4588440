"""What a dispute or war is before it becomes rows: sides, spells, and how dates and deaths add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import after, dated
from multipolar.record.sources.base import ReadContext

ONGOING = "-7"
SideName = Literal["a", "b"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of fighting, inclusive; no end with ``ongoing`` means still going on when the data end."""

    first: PartialDate
    last: PartialDate | None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One participant: its state number (``None`` when no state), name, side, periods and battle deaths."""

    code: str | None
    name: str
    side: SideName
    periods: tuple[Period, ...]
    deaths: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A dispute or war; ``deaths`` overrides the sum of the sides, ``cutoff`` is the last day covered."""

    id: str
    name: str
    kind: str
    level: int | None
    sides: tuple[Side, ...]
    cutoff: date
    deaths: int | None = None

    @property
    def periods(self) -> list[Period]:
        """The periods of every side."""
        return [period for side in self.sides for period in side.periods]

    def row(self) -> dict[str, object]:
        """The row of ``dispute``: first start and last end of any side; no end while one goes on."""
        periods = self.periods
        first = min((p.first for p in periods), key=lambda when: when.first)
        ends = [p.last for p in periods if p.last is not None]
        last = max(ends, key=lambda when: when.last) if len(ends) == len(periods) else None
        ongoing = any(p.ongoing for p in periods)
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "level": self.level,
            **dated("start", first),
            **dated("end", last),
            "deaths": self._total(),
            "locator": self.id,
            **dated("valid_from", first),
            **dated("valid_to", after(last) if last else None),
            "observed": self.cutoff if ongoing else None,
        }

    def _total(self) -> int | None:
        """The published total, else the sum when every side's deaths are known."""
        if self.deaths is not None:
            return self.deaths
        known = [side.deaths for side in self.sides if side.deaths is not None]
        return sum(known) if known and len(known) == len(self.sides) else None

    def side_rows(self, context: ReadContext) -> Iterator[dict[str, object]]:
        """Rows of ``side``, one for each period; deaths of a participant stand on its first period."""
        for side in self.sides:
            actor = self._actor(side, context)
            if side.code is not None and actor is None:
                context.issue("side", f"{self.id} {side.name}", "no actor for the state number", side.code)
                continue
            for number, period in enumerate(side.periods):
                yield {
                    "dispute": self.id,
                    "actor": actor,
                    "side": side.side,
                    "name": side.name,
                    "deaths": side.deaths if number == 0 else None,
                    "locator": f"{self.id} {side.name} {period.first}",
                    **dated("valid_from", period.first),
                    **dated("valid_to", after(period.last) if period.last else None),
                    "observed": self.cutoff if period.ongoing else None,
                }

    def _actor(self, side: Side, context: ReadContext) -> str | None:
        if side.code is None:
            return None
        return context.actor(side.code, "cow", side.periods[0].first.last)
