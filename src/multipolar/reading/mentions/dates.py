"""Where a sentence names a time, and which days it covers."""

import re
from datetime import date, timedelta
from functools import cache

from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.errors import AskedWronglyError
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import DateMention, DateRole

_YEAR = r"(?:1[5-9]|20)\d{2}"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"


@cache
def _patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    words = lexicon("dates", language) or lexicon("dates", "en")
    month = rf"(?:{alternatives(words['months'])})\.?"
    small = rf"(?:{alternatives(words['small'])}|\d{{1,3}})"
    forms = (
        ("range", rf"\b(?P<from>{_YEAR})\s?(?:-|–|—|\bto\b|\band\b)\s?(?P<to>{_YEAR}|\d{{2}})\b(?![-/]\d)"),
        ("open", rf"\b(?P<from>{_YEAR})\s?[-–—]\s?(?:(?P<present>present(?:[ -]time)?|today|now)\b|(?=[),;]))"),
        ("iso", r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"),
        ("numeric", rf"\b(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./](?P<year>{_YEAR})\b"),
        ("day", rf"\b(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{month}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b"),
        ("day", rf"\b(?P<month>{month})\s+(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})\b"),
        ("month", rf"\b(?P<month>{month}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b"),
        ("yearless", rf"\b(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{month})\b(?!\s+\d)"),
        ("yearless", rf"\b(?P<month>{month})\s+(?P<day>{_DAY})\b(?!\s*\d)"),
        ("decade", r"(?:\b(?P<part>early|mid|middle|late|end|beginning|first half|second half)(?:\s+of)?[\s-]+)?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0|\d0)['’]?s\b"),
        ("century", r"\b(?:the\s+)?(?P<century>\d{1,2})(?:st|nd|rd|th)\s+(?:and\s+(?:the\s+)?(?P<second>\d{1,2})(?:st|nd|rd|th)\s+)?centur(?:y|ies)\b"),
        ("ago", rf"\b(?P<n>{small}|few|several)\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b"),
        ("past", rf"\b(?:over|in|during|for)\s+the\s+(?:past|last)\s+(?:(?P<n>{small}|few|several)\s+)?(?P<unit>day|week|month|year|decade)s?\b"),
        ("last", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b"),
        ("now", r"\b(?P<now>currently|today|now|at\s+present|at\s+the\s+moment|these\s+days|nowadays)\b"),
        ("year", rf"(?<![\w/.,-])(?P<year>{_YEAR})\b(?![/,.]?\d|\s?(?:%|per\s+cent|percent|votes?|countries|states|km|million|billion|people|troops|tonnes))"),
    )  # fmt: skip
    return [(kind, re.compile(source, re.IGNORECASE)) for kind, source in forms]


class DateReader:
    """Finds times in the sentences of one document.

    Args:
        language: Two letters.
        on: The date of speaking; without it relative times keep an open span.
    """

    def __init__(self, language: str, on: date | None) -> None:
        words = lexicon("dates", language) or lexicon("dates", "en")
        self._patterns = _patterns(language)
        self._months: dict[str, int] = words["months"]
        self._small: dict[str, int] = words["small"]
        self._roles = re.compile(rf"\b({alternatives(words['roles'])})\s+(?:the\s+)?$", re.IGNORECASE)
        self._role_of: dict[str, DateRole] = words["roles"]
        self._on = on
        self._year: int | None = on.year if on else None

    def read(self, text: str, start: int, end: int) -> tuple[DateMention, ...]:
        """The mentions of ``text[start:end]``, in order of place; the first form that fits a place wins."""
        found: list[DateMention] = []
        for kind, pattern in self._patterns:
            for match in pattern.finditer(text, start, end):
                if any(m.start < match.end() and match.start() < m.end for m in found):
                    continue
                if (mention := self._mention(text, start, kind, match)) is not None:
                    found.append(mention)
        ordered = tuple(sorted(found, key=lambda m: m.start))
        dated = [m.when.year for m in ordered if m.when is not None]
        self._year = dated[-1] if dated else self._year
        return ordered

    def _mention(self, text: str, start: int, kind: str, match: re.Match[str]) -> DateMention | None:
        read = getattr(self, f"read_{kind}")(match)
        if read is None:
            return None
        when, span, relative = read
        before = self._roles.search(text, max(start, match.start() - 20), match.start())
        role: DateRole = self._role_of[before[1].lower()] if before else "at"
        return DateMention(match.start(), match.end(), match[0], when, _bounded(span, role), relative, role)

    def _number(self, word: str | None) -> int | None:
        if word is None:
            return 1
        return int(word) if word.isdigit() else self._small.get(word.lower())

    def _partial(self, year: int, month: str | int, day: str | None = None) -> PartialDate | None:
        number = month if isinstance(month, int) else self._months[month.lower().rstrip(".")]
        try:
            text = f"{year:04d}-{number:02d}" + (
                f"-{int(re.sub(r'[a-z]', '', day.lower())):02d}" if day else ""
            )
            return PartialDate.parse(text)
        except AskedWronglyError:
            return None

    def read_iso(self, match: re.Match[str]) -> "_Read | None":
        try:
            return _plain(PartialDate.parse(match["iso"]))
        except AskedWronglyError:
            return None

    def read_numeric(self, match: re.Match[str]) -> "_Read | None":
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if a > 12 >= b:
            return _plain(self._partial(year, b, str(a)))
        if b > 12 >= a:
            return _plain(self._partial(year, a, str(b)))
        return _plain(self._partial(year, a, str(b)) if a == b else PartialDate(year))

    def read_day(self, match: re.Match[str]) -> "_Read | None":
        return _plain(self._partial(int(match["year"]), match["month"], match["day"]))

    def read_month(self, match: re.Match[str]) -> "_Read | None":
        return _plain(self._partial(int(match["year"]), match["month"]))

    def read_yearless(self, match: re.Match[str]) -> "_Read | None":
        if match["month"].lower() in ("may", "mar") and match["month"][0].islower():
            return None
        if self._year is None:
            return None, Span(), True
        when = self._partial(self._year, match["month"], match["day"])
        return None if when is None else (when, Span.of(when), True)

    def read_year(self, match: re.Match[str]) -> "_Read | None":
        return _plain(PartialDate(int(match["year"])))

    def read_range(self, match: re.Match[str]) -> "_Read | None":
        first, last = int(match["from"]), int(match["to"])
        last = first - first % 100 + last if last < 100 else last
        return (None, Span(date(first, 1, 1), date(last, 12, 31)), False) if last >= first else None

    def read_open(self, match: re.Match[str]) -> "_Read | None":
        return None, Span(date(int(match["from"]), 1, 1), self._on), False

    def read_decade(self, match: re.Match[str]) -> "_Read | None":
        decade = int(match["decade"])
        decade = decade + (1900 if decade >= 30 else 2000) if decade < 100 else decade
        first, last = {
            "early": (0, 3), "beginning": (0, 3), "mid": (3, 7), "middle": (3, 7), "late": (6, 9), "end": (7, 9),
            "first half": (0, 4), "second half": (5, 9),
        }.get((match["part"] or "").lower(), (0, 9))  # fmt: skip
        return None, Span(date(decade + first, 1, 1), date(decade + last, 12, 31)), False

    def read_century(self, match: re.Match[str]) -> "_Read | None":
        century = int(match["century"])
        last = int(match["second"] or century)
        if not 1 <= century <= last <= 21:
            return None
        return None, Span(date(century * 100 - 99, 1, 1), date(last * 100, 12, 31)), False

    def read_ago(self, match: re.Match[str]) -> "_Read | None":
        number = self._number(match["n"])
        if self._on is None or number is None:
            return None, Span(None, self._on), True
        moment = _back(self._on, match["unit"].lower(), number)
        if match["unit"].lower() in ("year", "decade"):
            return None, Span(date(moment.year, 1, 1), date(moment.year, 12, 31)), True
        slack = timedelta(days={"day": 0, "week": 4, "month": 16}[match["unit"].lower()])
        return None, Span(moment - slack, moment + slack), True

    def read_past(self, match: re.Match[str]) -> "_Read | None":
        number = self._number(match["n"])
        if self._on is None or number is None:
            return None, Span(None, self._on), True
        return None, Span(_back(self._on, match["unit"].lower(), number), self._on), True

    def read_last(self, match: re.Match[str]) -> "_Read | None":
        if self._on is None:
            return None, Span(), True
        shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        unit = match["unit"].lower()
        if unit == "year":
            when = PartialDate(self._on.year + shift)
        elif unit == "month":
            months = self._on.year * 12 + self._on.month - 1 + shift
            when = PartialDate(months // 12, months % 12 + 1)
        else:
            monday = self._on - timedelta(days=self._on.weekday()) + timedelta(weeks=shift)
            return None, Span(monday, monday + timedelta(days=6)), True
        return when, Span.of(when), True

    def read_now(self, _match: re.Match[str]) -> "_Read | None":
        return None, Span(self._on, self._on), True


_Read = tuple[PartialDate | None, Span, bool]


def _plain(when: PartialDate | None) -> "_Read | None":
    return None if when is None else (when, Span.of(when), False)


def _back(day: date, unit: str, number: int) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=number * (7 if unit == "week" else 1))
    months = number * {"month": 1, "year": 12, "decade": 120}[unit]
    total = day.year * 12 + day.month - 1 - months
    return date(max(total // 12, 1), total % 12 + 1, min(day.day, 28))


def _bounded(span: Span, role: DateRole) -> Span:
    """Follow the word before the date: ``since 2014`` runs on, ``by 2030`` ends there."""
    if role in ("since", "after"):
        return Span(span.start, None)
    return Span(None, span.end) if role in ("until", "by", "before") else span
