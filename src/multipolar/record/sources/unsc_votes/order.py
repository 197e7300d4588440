"""Which of two days a date with day and month possibly swapped means, by the order of meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """A date as written and the number of the meeting it belongs to; ``None`` when it has none."""

    written: date
    meeting: int | None

    @property
    def candidates(self) -> tuple[date, ...]:
        """The days it may mean: as written and, where the day could be a month, swapped."""
        if self.written.day > 12 or self.written.day == self.written.month:
            return (self.written,)
        return (self.written, self.written.replace(month=self.written.day, day=self.written.month))


def days(told: Mapping[str, Told]) -> dict[str, date | None]:
    """The day of each roll call, or ``None`` when the meetings around it do not decide.

    Meetings are numbered in the order of their days. A day that cannot be swapped bounds those of
    the meetings before and after it; of two candidates the one inside the bounds is meant.
    """
    anchors = sorted(
        (t.meeting, t.written) for t in told.values() if t.meeting is not None and len(t.candidates) == 1
    )
    return {key: _decide(one, anchors) for key, one in told.items()}


def _decide(one: Told, anchors: list[tuple[int, date]]) -> date | None:
    if len(one.candidates) == 1:
        return one.written
    if one.meeting is None:
        return None
    before = max((day for meeting, day in anchors if meeting <= one.meeting), default=date.min)
    after = min((day for meeting, day in anchors if meeting >= one.meeting), default=date.max)
    inside = [day for day in one.candidates if before <= day <= after]
    return inside[0] if len(inside) == 1 else None
