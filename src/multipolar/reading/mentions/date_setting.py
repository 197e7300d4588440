"""What a wording of time means, and the setting that it is read against."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.errors import AskedWronglyError
from multipolar.reading.lexicon import plain
from multipolar.reading.mentions.date_forms import words_of

Groups: TypeAlias = Mapping[str, str | None]
"""The parts of a wording as they stand in the text."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a wording means.

    Attributes:
        span: The days it covers; open where the setting does not tell.
        when: The date, for one written or reckoned as a year, month or day.
        relative: Whether the setting was needed.
    """

    span: Span
    when: PartialDate | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a wording is read against.

    Attributes:
        language: Two letters.
        on: The day of speaking, when known.
        last: The date spoken of shortly before, when there is one.
    """

    language: str
    on: date | None
    last: PartialDate | None = None

    @property
    def words(self) -> dict[str, Any]:
        """The words of time of the language."""
        return words_of(self.language)

    def word(self, table: str, written: str | None) -> Any:  # noqa: ANN401 (tables hold words and numbers)
        """What a table of words says of one, as it stands in the text; ``None`` when it is not there."""
        return self.words.get(table, {}).get(plain(written or ""))


def as_written(when: PartialDate | None, relative: bool = False) -> Meaning | None:
    """A date as written: the days it covers are its own."""
    return None if when is None else Meaning(Span.of(when), when, relative)


def made_of(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date of these numbers; ``None`` when the calendar has none such."""
    parts = [f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None]
    try:
        return PartialDate.parse("-".join(parts))
    except AskedWronglyError:
        return None


def month_of(groups: Groups, setting: Setting, name: str = "month") -> int | None:
    """The number of a month in figures or words; ``None`` when it is no month."""
    written = (groups.get(name) or "").rstrip(".")
    if written.isdigit():
        return int(written)
    number = setting.word("months", written)
    return number if isinstance(number, int) else None


def number_of(groups: Groups, name: str) -> int | None:
    """The digits that a group opens with, as a number."""
    digits = re.match(r"\d+", groups.get(name) or "")
    return int(digits[0]) if digits else None


Rule: TypeAlias = Callable[[Groups, Setting], Meaning | None]
"""How the parts of a wording make a date; ``None`` when they make none after all (31 June)."""
