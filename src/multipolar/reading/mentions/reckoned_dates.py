"""Which days a time covers that is reckoned from the day of speaking or from the date before it."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from multipolar.basics.dates import PartialDate, Span
from multipolar.reading.lexicon import plain
from multipolar.reading.mentions.date_setting import (
    Groups,
    Meaning,
    Rule,
    Setting,
    as_written,
    made_of,
    month_of,
    number_of,
)

_MONTHS: Mapping[str, int] = {"month": 1, "year": 12, "decade": 120, "century": 1200}
# Of what is said to lie some units back or to last so long: how much it may be off either way.
_SLACK: Mapping[str, timedelta] = {
    "day": timedelta(0), "week": timedelta(4), "month": timedelta(16), "decade": timedelta(2 * 366),
    "century": timedelta(10 * 366),
}  # fmt: skip
_FEW = (2, 10)  # how many "a few" or "several" may be


def _yearless(groups: Groups, setting: Setting) -> Meaning | None:
    return _without_year(groups, setting, number_of(groups, "day"))


def _bare_month(groups: Groups, setting: Setting) -> Meaning | None:
    return _without_year(groups, setting, None)


def _without_year(groups: Groups, setting: Setting, day: int | None) -> Meaning | None:
    """In the year spoken of just before; failing that, the nearest to the day of speaking."""
    if setting.words["months_in_capitals"] and not (groups["month"] or "a")[0].isupper():
        return None
    month = month_of(groups, setting)
    if month is None or made_of(2000, month, day) is None:
        return None
    if setting.last is not None:
        return as_written(made_of(setting.last.year, month, day), relative=True)
    if setting.on is None:
        return Meaning(Span(), None, True)
    years = (setting.on.year - 1, setting.on.year, setting.on.year + 1)
    dates = [made for year in years if (made := made_of(year, month, day)) is not None]
    on = setting.on
    return as_written(min(dates, key=lambda made: abs(made.first - on)), relative=True)


def _month_of(groups: Groups, setting: Setting) -> Meaning | None:
    month, which = month_of(groups, setting), setting.word("which", groups["which"])
    if month is None or which is None:
        return None
    if setting.on is None:
        return Meaning(Span(), None, True)
    year = setting.on.year
    if which < 0 and month >= setting.on.month:
        year -= 1
    elif which > 0 and month <= setting.on.month:
        year += 1
    return as_written(PartialDate(year, month), relative=True)


def _month_in(groups: Groups, setting: Setting) -> Meaning | None:
    """A month, or a day of it, of a year told from now ("junio del año pasado") or spoken of before."""
    month = month_of(groups, setting)
    shift = setting.word("which", groups.get("which"))
    known = setting.last.year if setting.last is not None and shift is None else None
    if known is None and setting.on is not None and shift is not None:
        known = setting.on.year + shift
    if month is None or known is None:
        return None
    return as_written(
        made_of(known, month, number_of(groups, "day") if groups.get("day") else None), relative=True
    )


def _back(day: date, unit: str, number: int) -> date:
    """The day so many units before a day (after it, when negative); the last of a shorter month."""
    if unit in ("day", "week"):
        reach = min(number * (7 if unit == "week" else 1), (day - date.min).days)
        return day - timedelta(days=reach)
    total = day.year * 12 + day.month - 1 - number * _MONTHS[unit]
    year, month = min(max(total // 12, 1), 9999), total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _how_many(groups: Groups, setting: Setting) -> tuple[int, int]:
    """The least and the most that a number before a unit may mean; without one, a single unit or a few."""
    written = groups.get("n")
    if not written:
        plural = plain(groups["unit"] or "") in setting.words["plurals"]
        return _FEW if plural else (1, 1)
    if written.isdigit():
        return int(written), int(written)
    number = setting.word("small", written)
    return (number, number) if isinstance(number, int) else _FEW


def _ago(groups: Groups, setting: Setting) -> Meaning | None:
    if setting.on is None:
        return Meaning(Span(), None, True)
    unit = setting.word("units", groups["unit"])
    least, most = _how_many(groups, setting)
    first, last = _back(setting.on, unit, most), _back(setting.on, unit, least)
    if unit == "year":
        return Meaning(Span(date(first.year, 1, 1), date(last.year, 12, 31)), None, True)
    return Meaning(Span(first - min(_SLACK[unit], first - date.min), last + _SLACK[unit]), None, True)


def _past(groups: Groups, setting: Setting) -> Meaning | None:
    if setting.on is None:
        return Meaning(Span(), None, True)
    _, most = _how_many(groups, setting)
    unit = setting.word("units", groups["unit"])
    return Meaning(Span(_back(setting.on, unit, most), setting.on), None, True)


def _coming(groups: Groups, setting: Setting) -> Meaning | None:
    if setting.on is None:
        return Meaning(Span(), None, True)
    _, most = _how_many(groups, setting)
    unit = setting.word("units", groups["unit"])
    return Meaning(Span(setting.on, _back(setting.on, unit, -most)), None, True)


def _stretch(unit: str, day: date, shift: int) -> Meaning:
    """The calendar's week, month, year, decade or century of a day, shifted by so many."""
    if unit == "day":
        return _certain(day + timedelta(days=shift))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return Meaning(Span(monday, monday + timedelta(days=6)), None, True)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        when = PartialDate(months // 12, months % 12 + 1)
        return Meaning(Span.of(when), when, True)
    if unit == "year":
        when = PartialDate(day.year + shift)
        return Meaning(Span.of(when), when, True)
    size = 10 if unit == "decade" else 100
    first = (day.year - (size == 100)) // size * size + (size == 100) + shift * size
    return Meaning(Span(date(first, 1, 1), date(first + size - 1, 12, 31)), None, True)


def _certain(day: date) -> Meaning:
    when = PartialDate.of(day)
    return Meaning(Span.of(when), when, True)


def _relative(groups: Groups, setting: Setting) -> Meaning | None:
    which, unit = setting.word("which", groups["which"]), setting.word("units", groups["unit"])
    if which is None or unit is None:
        return None
    if setting.on is None:
        return Meaning(Span(), None, True)
    meant = _stretch(unit, setting.on, which)
    if unit == "decade" and which < 0:  # the decade of the calendar, or the ten years up to now
        return Meaning(Span(meant.span.start, setting.on), None, True)
    return meant


def _edge(groups: Groups, setting: Setting) -> Meaning | None:
    if setting.on is None:
        return Meaning(Span(), None, True)
    whole = _stretch(setting.word("units", groups["unit"]), setting.on, 0).span
    earlier = setting.word("edges", groups["edge"]) == "earlier"
    return Meaning(Span(whole.start, setting.on) if earlier else Span(setting.on, whole.end), None, True)


def _anaphor(groups: Groups, setting: Setting) -> Meaning | None:
    """A day, month or year beside the date spoken of before, where that was given so finely."""
    shift, unit = setting.word("anaphors", groups["anaphor"]), setting.word("units", groups["unit"])
    if shift is None or unit is None:
        return None
    known = setting.last
    if known is None or (unit == "month" and not known.month) or (unit == "day" and not known.day):
        return Meaning(Span(), None, True)
    return _stretch(unit, known.first, shift)


def _year_before(groups: Groups, setting: Setting) -> Meaning | None:
    if setting.last is None:
        return Meaning(Span(), None, True)
    shift = -1 if setting.word("edges", groups["edge"]) == "earlier" else 1
    return _stretch("year", setting.last.first, shift)


def _weekday(groups: Groups, setting: Setting) -> Meaning | None:
    """The last or the next one; without a word that tells, the week between them."""
    number = setting.word("weekdays", groups["weekday"])
    if setting.on is None:
        return Meaning(Span(), None, True)
    since = (setting.on.weekday() - number) % 7
    before = setting.on - timedelta(days=since or 7)
    after = setting.on + timedelta(days=7 - since)
    which = setting.word("which", groups.get("which"))
    if which in (-1, 1):
        return _certain(before if which < 0 else after)
    return Meaning(Span(setting.on - timedelta(days=since), after), None, True)


def _today(groups: Groups, setting: Setting) -> Meaning | None:
    shift = setting.word("days", groups["today"])
    if shift is None:
        return None
    if setting.on is None:
        return Meaning(Span(), None, True)
    # "Today" may also mean these days: its day is known, but it is not given as a date.
    return _certain(setting.on + timedelta(days=shift)) if shift else _now(groups, setting)


def _now(_groups: Groups, setting: Setting) -> Meaning | None:
    return Meaning(Span(setting.on, setting.on), None, True)


RECKONED: Mapping[str, Rule] = {
    "yearless": _yearless, "bare_month": _bare_month, "month_of": _month_of, "month_in": _month_in,
    "ago": _ago, "past": _past,
    "coming": _coming, "edge": _edge, "anaphor": _anaphor, "relative": _relative,
    "year_before": _year_before, "weekday": _weekday, "today": _today, "now": _now,
}  # fmt: skip
