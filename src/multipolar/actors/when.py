"""The forms in which a caller may give a date."""

from datetime import date

from multipolar.basics.dates import PartialDate

When = date | str | int | PartialDate | None
"""A day, month or year (also as a number), or ``None`` for no particular time."""


def as_date(when: When) -> PartialDate | None:
    """The date in one form.

    Raises:
        AskedWronglyError: The text is no date.
    """
    if when is None:
        return None
    return PartialDate.parse(f"{when:04d}") if isinstance(when, int) else PartialDate.of(when)
