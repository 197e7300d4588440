"""How figures become words: names with their article, dates, money, counts and the direction of a change."""

import math
from collections.abc import Sequence

from multipolar.basics.dates import PartialDate
from multipolar.briefs.charts.text import listed as listed
from multipolar.briefs.charts.text import number

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# Endings and beginnings of names that take the article in running text ("the Dominican Republic").
_ENDS = (
    "Republic", "Islands", "Emirates", "States", "Union", "Kingdom", "Federation", "Empire", "Group",
    "Organization", "Organisation", "Nations", "Community", "League", "Bank", "Fund", "Court", "Agency",
    "Movement", "Alliance", "Area", "System", "Conference", "Association", "Treaty",
)  # fmt: skip
_STARTS = ("United ", "Democratic ", "Republic of", "Federal ", "Kingdom of", "Union of", "Treaty of")
_ARTICLE = frozenset(("Netherlands", "Bahamas", "Gambia", "Philippines", "Maldives", "Comoros", "Congo"))
# Figures of a year are revised by a few per cent; what moves less is called level.
LEVEL = 0.05
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def named(name: str) -> str:
    """A name as it stands in a sentence.

    >>> named("United States"), named("Chile")
    ('the United States', 'Chile')
    """
    takes = name in _ARTICLE or name.endswith(_ENDS) or name.startswith(_STARTS)
    return f"the {name}" if takes and not name.startswith("the ") else name


def owned(name: str) -> str:
    """A name in the possessive: ``Chile's``, ``the United States'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def upper(text: str) -> str:
    """A text with its first letter large, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def when(on: PartialDate) -> str:
    """A date in words, as finely as it is known.

    >>> when(PartialDate(1990, 3, 11)), when(PartialDate(1993, 6)), when(PartialDate(1986))
    ('11 March 1990', 'June 1993', '1986')
    """
    parts = [str(on.day)] if on.day else []
    parts += [_MONTHS[on.month - 1]] if on.month else []
    return " ".join([*parts, str(on.year)])


def at(on: PartialDate) -> str:
    """A date with its preposition: ``on 11 March 1990``, ``in June 1993``."""
    return f"{'on' if on.day else 'in'} {when(on)}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``one visit``, ``14 visits``, ``no visits``."""
    written = _SMALL[count] if count < len(_SMALL) else f"{count:,}"
    return f"{written} {one if count == 1 else many or f'{one}s'}"


def times(count: int) -> str:
    """How often: ``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(count) or counted(count, "time")


def money(usd: float) -> str:
    """An amount of US dollars: ``$772 million``, ``$1.06 billion``."""
    return f"{'−' if usd < 0 else ''}${number(abs(usd))}"


def share(value: float) -> str:
    """A share as per cent: ``40 %``; of a share under one per cent one decimal."""
    percent = 100 * value
    return f"{percent:.1f} %" if 0 < percent < 1 else f"{percent:.0f} %"


def change(now: float, before: float) -> str:
    """How a figure moved, as a verb with its size: ``rose by 34 %``, ``was about level``.

    A figure that grew to more than three times is said as a multiple; from zero no rate can be said.

    >>> change(134, 100), change(101, 100), change(50, 100), change(0, 100), change(5, 0)
    ('rose by 34 %', 'was about level', 'fell by 50 %', 'fell to zero', 'rose from zero')
    """
    if now == before == 0:
        return "stayed at zero"
    if before == 0:
        return "rose from zero"
    if now == 0:
        return "fell to zero"
    ratio = now / before
    if abs(ratio - 1) < LEVEL:
        return "was about level"
    if ratio > 3:
        return f"rose {ratio:.1f}-fold" if ratio < 10 else f"rose {ratio:.0f}-fold"
    if ratio < 1:
        return f"fell by {share(1 - ratio)}"
    return f"rose by {share(ratio - 1)}"


def rows_of(names: Sequence[str], most: int = 12) -> str:
    """Names in a row, the last joined by ``and``; of very many the first, and how many more."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {counted(len(names) - most, 'other')}"


def years(since: PartialDate, until: PartialDate) -> int:
    """Whole years between two dates, never more than surely passed."""
    return max(0, math.floor((until.first - since.last).days / 365.2425))
