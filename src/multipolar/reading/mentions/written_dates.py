"""Which days a time covers that is written out: years, months, days, stretches, decades, centuries."""

import calendar
import re
from collections.abc import Mapping
from datetime import date

from multipolar.basics.dates import PartialDate, Span
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

_PART_OF_YEAR: Mapping[str, tuple[int, int]] = {
    "early": (1, 4), "mid": (4, 9), "late": (9, 12), "first_half": (1, 6), "second_half": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_PART_OF_MONTH: Mapping[str, tuple[int, int]] = {"early": (1, 12), "mid": (9, 22), "late": (19, 31)}
_PART_OF_TEN: Mapping[str, tuple[int, int]] = {
    "early": (0, 3), "mid": (3, 7), "late": (6, 9), "first_half": (0, 4), "second_half": (5, 9),
    "q1": (0, 2), "q2": (2, 5), "q3": (5, 7), "q4": (7, 9),
}  # fmt: skip
_ROMAN: Mapping[str, int] = {"i": 1, "v": 5, "x": 10}


def _year(groups: Groups, _setting: Setting) -> Meaning | None:
    year = number_of(groups, "year")
    return as_written(PartialDate(year)) if year else None


def _of_month(groups: Groups, setting: Setting) -> Meaning | None:
    return as_written(made_of(int(groups["year"] or 0), month_of(groups, setting)))


def _day(groups: Groups, setting: Setting) -> Meaning | None:
    month = month_of(groups, setting)
    return as_written(made_of(int(groups["year"] or 0), month, number_of(groups, "day"))) if month else None


def _iso(groups: Groups, _setting: Setting) -> Meaning | None:
    year, month, day = (groups["iso"] or "").split("-")
    return as_written(made_of(int(year), int(month), int(day)))


def _numeric(groups: Groups, setting: Setting) -> Meaning | None:
    """Digits with points and those of languages that do so put the day first; else both are possible."""
    a, b, year = (number_of(groups, name) or 0 for name in ("a", "b", "year"))
    day_first, month_first = made_of(year, b, a), made_of(year, a, b)
    if groups["sign"] == "." or setting.words["day_first"]:
        month_first = None
    if day_first is None or month_first is None or day_first == month_first:
        return as_written(day_first or month_first)
    first, last = sorted((day_first.first, month_first.first))
    return Meaning(Span(first, last), PartialDate(year))


def _between(first: PartialDate | None, last: PartialDate | None) -> Meaning | None:
    if first is None or last is None or first.first > last.last:
        return None
    return Meaning(Span(first.first, last.last))


def _between_days(groups: Groups, setting: Setting) -> Meaning | None:
    last_year = int(groups.get("year2") or groups["year"] or 0)
    month = month_of(groups, setting)
    last_month = month_of(groups, setting, "month2") or month
    if month is None or last_month is None:
        return None
    first_year = int(groups["year"] or 0)
    if "year2" not in groups and month > last_month:
        first_year -= 1  # 28 December to 3 January 2014
    first = made_of(first_year, month, number_of(groups, "day"))
    return _between(first, made_of(last_year, last_month, number_of(groups, "day2")))


def _months(groups: Groups, setting: Setting) -> Meaning | None:
    month, last_month = month_of(groups, setting), month_of(groups, setting, "month2")
    if month is None or last_month is None:
        return None
    last_year = int(groups.get("year2") or groups["year"] or 0)
    first_year = int(groups["year"] or 0) - int("year2" not in groups and month > last_month)
    return _between(made_of(first_year, month), made_of(last_year, last_month))


def _range(groups: Groups, _setting: Setting) -> Meaning | None:
    first, last = int(groups["year"] or 0), int(groups["to"] or 0)
    if last < 100:
        last += first - first % 100
        if last <= first:
            return as_written(made_of(first, last % 100)) if 1 <= last % 100 <= 12 else None
    return _between(PartialDate(first), PartialDate(last))


def _open(groups: Groups, setting: Setting) -> Meaning | None:
    year = number_of(groups, "year") or number_of(groups, "year1")
    return Meaning(Span(date(year, 1, 1), setting.on)) if year else None


def _onward(groups: Groups, _setting: Setting) -> Meaning | None:
    year = int(groups["year"] or 0)
    return Meaning(Span(date(year, 1, 1), None), PartialDate(year))


def _part(groups: Groups, setting: Setting) -> Meaning | None:
    part = setting.word("parts", groups["part"]) or setting.word("quarters", groups["part"])
    year = int(groups["year"] or 0)
    if groups.get("month"):
        month = month_of(groups, setting)
        if month is None or part not in _PART_OF_MONTH:
            return None
        first, last = _PART_OF_MONTH[part]
        end = min(last, calendar.monthrange(year, month)[1])
        return Meaning(Span(date(year, month, first), date(year, month, end)), PartialDate(year, month))
    if part not in _PART_OF_YEAR:
        return None
    first, last = _PART_OF_YEAR[part]
    return Meaning(Span(date(year, first, 1), PartialDate(year, last).last), PartialDate(year))


def _season(groups: Groups, setting: Setting) -> Meaning | None:
    """The whole year: seasons lie at its other end south of the equator. A winter may reach into the next."""
    year = int(groups["year"] or 0)
    if setting.word("seasons", groups["season"]) == "winter":
        return Meaning(Span(date(year, 1, 1), PartialDate(year + 1, 2).last))
    return as_written(PartialDate(year))


def _decade(groups: Groups, setting: Setting) -> Meaning | None:
    digits = re.sub(r"\D", "", groups["decade"] or "")
    decade = int(digits) if digits else setting.word("decades", groups["decade"])
    if decade < 100:
        this = setting.on.year if setting.on else 2000
        decade += 2000 if 2000 + decade <= this and decade < 30 else 1900
    part = setting.word("parts", groups.get("part"))
    first, last = _PART_OF_TEN.get(part, (0, 9))
    return Meaning(Span(date(decade + first, 1, 1), date(decade + last, 12, 31)))


def _century(groups: Groups, setting: Setting) -> Meaning | None:
    first = _century_number(groups["century"] or "", setting)
    last = _century_number(groups.get("second") or groups["century"] or "", setting)
    if first is None or last is None or not 1 <= first <= last <= 21:
        return None
    part = setting.word("parts", groups.get("part"))
    begin, end = _PART_OF_TEN.get(part, (0, 9)) if first == last else (0, 9)
    base = first * 100 - 99
    return Meaning(Span(date(base + begin * 10, 1, 1), date((last * 100 - 90) + end * 10, 12, 31)))


def _century_number(written: str, setting: Setting) -> int | None:
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits[0])
    if (named := setting.word("ordinals", written)) is not None:
        return int(named)
    letters = [_ROMAN.get(letter, 0) for letter in written.lower()]
    if not letters or 0 in letters:
        return None
    return sum(-n if n < max(letters[i:]) else n for i, n in enumerate(letters))


WRITTEN: Mapping[str, Rule] = {
    "year": _year, "month": _of_month, "day": _day, "iso": _iso, "numeric": _numeric,
    "between_days": _between_days, "months": _months, "range": _range, "open": _open, "onward": _onward,
    "part": _part, "season": _season, "decade": _decade, "century": _century,
}  # fmt: skip
