"""Which wordings of time a language has, and where they stand in a stretch of text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.vocabulary import words_in

_YEARS = r"(?:1[5-9]|20)\d{2}"
_DAYS = r"(?:3[01]|[12]\d|0?[1-9])"
_ENDINGS = r"(?:st|nd|rd|th|er|ro|\.?[ºo°]|-?го)?"
_FOUR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d0")


@dataclass(frozen=True)
class Wording:
    """One way of writing a time.

    Attributes:
        kind: How it is understood: the name of a rule in ``date_values``.
        cues: Words of which one must stand in the text, or the names of a sort of them.
        form: The pattern, with fragments in braces.
        language: Two letters.
    """

    kind: str
    cues: frozenset[str]
    form: str
    language: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        expanded = self.form
        for name, fragment in _fragments(self.language).items():
            expanded = expanded.replace(name, fragment)
        return compiled(expanded, re.IGNORECASE)


@cache
def words_of(language: str) -> dict[str, Any]:
    """The words of time of a language; those of English where it has none."""
    return lexicon("dates", language) or lexicon("dates", "en")


@cache
def wordings(language: str) -> tuple[Wording, ...]:
    """The wordings of a language; where two fit one place, the first of them counts."""
    return tuple(
        Wording(entry["kind"], frozenset(entry["cue"]), entry["form"], language)
        for entry in words_of(language)["wordings"]
    )


def matches(text: str, start: int, end: int, language: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every place of ``text[start:end]`` where a wording fits, wording by wording."""
    cues = _cues(language)
    present = _present(text[start:end], language).intersection(cues)
    for place in sorted({place for cue in present for place in cues[cue]}):
        wording = wordings(language)[place]
        for match in wording.pattern.finditer(text, start, end):
            yield wording.kind, match


@cache
def _cues(language: str) -> dict[str, tuple[int, ...]]:
    """For each cue, the places of the wordings that it stands for."""
    found: dict[str, list[int]] = {}
    for place, wording in enumerate(wordings(language)):
        for cue in wording.cues:
            found.setdefault(cue, []).append(place)
    return {cue: tuple(places) for cue, places in found.items()}


def _present(stretch: str, language: str) -> set[str]:
    """The words of a stretch, and the sorts of cues in it."""
    found = set(words_in(stretch))
    if _FOUR.search(stretch):
        found.add("digits")
    if _DECADE.search(stretch):
        found.add("decade")
    held = words_of(language)
    if not found.isdisjoint(held["months"]):
        found.add("months")
    if not found.isdisjoint(held["weekdays"]):
        found.add("weekdays")
    return found


@cache
def _fragments(language: str) -> Mapping[str, str]:
    """What the names in braces stand for in a language."""
    held = words_of(language)

    def one_of(name: str, group: str) -> str:
        return rf"(?P<{group}>{_any_of(held.get(name, ()) or ['-'])})"

    month = _any_of(held["months"])
    number = rf"(?:{_any_of([*held['small'], *held['vague']])}|\d{{1,3}})"
    ordinal = rf"(?:\d{{1,2}}{_ENDINGS}|{_any_of(held['ordinals'])})"
    decades = _any_of(held.get("decades", ()) or ["-"])
    return {
        "{YEAR}": rf"(?P<year>{_YEARS})", "{YEAR1}": rf"(?P<year1>{_YEARS})",
        "{YEAR2}": rf"(?P<year2>{_YEARS})",
        "{YEARS}": _YEARS, "{DAY}": rf"(?P<day>{_DAYS}){_ENDINGS}", "{DAY2}": rf"(?P<day2>{_DAYS}){_ENDINGS}",
        "{MONTH}": rf"(?P<month>{month})\.?", "{MONTH2}": rf"(?P<month2>{month})\.?", "{N}": number,
        "{UNIT}": one_of("units", "unit"), "{DASH}": "[-–—‑]", "{PART}": one_of("parts", "part"),
        "{QUARTER}": one_of("quarters", "part"), "{SEASON}": one_of("seasons", "season"),
        "{WHICH}": one_of("which", "which"), "{ANAPHOR}": one_of("anaphors", "anaphor"),
        "{WEEKDAY}": one_of("weekdays", "weekday"), "{TODAY}": one_of("days", "today"),
        "{ORDINAL}": ordinal,
        "{DECADE}": rf"(?P<decade>(?:1[5-9]|20)\d0|\d0|{decades})",
        "{ROMAN}": "[IVX]{1,5}", "{NOTYEAR}": _joined(held["not_year_before"]),
    }  # fmt: skip


def _any_of(words: "list[str] | dict[str, Any]") -> str:
    return alternatives(words).replace(r"\ ", r"\s+")


def _joined(source: str) -> str:
    return re.sub(r"\|\s+", "|", source.strip())
