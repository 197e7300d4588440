"""Dates known to the day, the month or only the year, and the spans between them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from multipolar.basics.errors import AskedWronglyError

Precision = Literal["year", "month", "day"]
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as a source knows it: ``2004``, ``2004-03`` or ``2004-03-09``.

    Attributes:
        year: Four-digit year.
        month: 1 to 12, or ``None`` when only the year is known.
        day: 1 to 31, or ``None`` when the day is not known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ISO ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            AskedWronglyError: The text is no such date, or names a day that does not exist.
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise AskedWronglyError(f"{text!r} is not a date", "Write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError:
            raise AskedWronglyError(f"{text!r} is not a day of the calendar") from None
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, value: "date | str | PartialDate") -> "PartialDate":
        """Take a date in any of the forms callers hold it in."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, str):
            return cls.parse(value)
        return cls(value.year, value.month, value.day)

    @classmethod
    def stored(cls, day: date | None, precision: str | None) -> "PartialDate | None":
        """A date as the record's tables hold it: its first day, and how finely it is known."""
        if day is None:
            return None
        month = day.month if precision in ("month", "day") else None
        return cls(day.year, month, day.day if precision == "day" else None)

    @property
    def precision(self) -> Precision:
        """How finely the date is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        if self.day is not None:
            return self.first
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; either end may be open (``None``). ``end`` is the last day it may include."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def of(cls, when: PartialDate) -> "Span":
        """The span a partial date covers: a year, a month or a day."""
        return cls(when.first, when.last)

    def overlaps(self, other: "Span") -> bool:
        """Whether any day lies in both."""
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        return not starts or not ends or max(starts) <= min(ends)

    def contains(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def words(self) -> str:
        """The span as a person says it: ``in 2016``, ``since 2016-12-02``, ``from 2004 to 2007``.

        >>> Span(date(2016, 1, 1), None).words, Span(date(2004, 1, 1), date(2007, 12, 31)).words
        ('since 2016', 'from 2004 to 2007')
        """
        first = _opening(self.start) if self.start else ""
        last = _closing(self.end) if self.end else ""
        if self.start is None or self.end is None:
            return f"since {first}" if self.start else f"until {last}" if self.end else "at any time"
        if self.start == self.end:
            return f"on {self.start}"
        for known in (PartialDate(self.start.year), PartialDate(self.start.year, self.start.month)):
            if (known.first, known.last) == (self.start, self.end):
                return f"in {known}"
        return f"from {first} to {last}"


def _opening(day: date) -> str:
    return str(day.year) if (day.month, day.day) == (1, 1) else str(day)


def _closing(day: date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else str(day)
