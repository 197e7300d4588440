"""One language of a brief: its sentences, and how names, dates, numbers and amounts stand in them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from multipolar.actors import Actor
from multipolar.basics.dates import PartialDate
from multipolar.briefs.language import Language
from multipolar.briefs.language.names import Spoken, body, spanish_and, spoken
from multipolar.briefs.language.plurals import agreeing
from multipolar.briefs.language.template import Gap, filled

_FOLDER = Path(__file__).parent
# Figures of a year are revised by a few per cent; what moves less is called level.
LEVEL = 0.05
# Above this ratio growth is said as a multiple.
_FOLD = 3
_MOST_NAMES = 12
# An abbreviation's point is the sentence's full stop too.
_TWICE = re.compile(r"(?<!\.)\.\.(?!\.)")


@dataclass(frozen=True, slots=True)
class Words:
    """A language.

    Attributes:
        language: Which.
        sentences: Its sentences and words, by key.
        dates: How dates are written, by use and precision.
        numbers: Signs and names of large numbers.
    """

    language: Language
    sentences: Mapping[str, str]
    dates: Mapping[str, Any]
    numbers: Mapping[str, Any]

    def text(self, key: str, /, **values: object) -> str:
        """A sentence or phrase with its gaps filled.

        Raises:
            KeyError: The language has no such sentence, or a gap has no value.
        """
        return _TWICE.sub(".", filled(self.sentences[key], values, self._written))

    def sentence(self, key: str, /, **values: object) -> str:
        """The same with a large first letter."""
        return upper(self.text(key, **values))

    def name(self, actor: Actor) -> Spoken:
        """What an actor is called."""
        return body(actor.id, self.language) if actor.kind == "organisation" else spoken(actor, self.language)

    def body(self, organisation: str, long: bool = False) -> Spoken:
        """What an organisation is called, by its abbreviation where that is usual, or in full."""
        return body(organisation, self.language, long)

    def word(self, group: str, value: str) -> str:
        """A word of the record (a role, a choice) in the language; as it is where the language has none."""
        return self.sentences.get(f"{group}.{value}", value.replace("_", " "))

    def when(self, on: PartialDate, use: str = "plain") -> str:
        """A date in words, as finely as it is known; with a preposition for ``at``, ``since``, ``until``."""
        precision = "day" if on.day else "month" if on.month else "year"
        parts: dict[str, object] = {"d": str(on.day or ""), "y": str(on.year)}
        for names in ("month", "alone", "in"):
            if on.month and names in self.dates:
                parts[names] = self.dates[names][on.month - 1]
        return filled(self.dates[use][precision], parts, lambda _, value: str(value))

    def digits(self, value: float, decimals: int = 0) -> str:
        """A number with the language's signs: ``1,234.5``, ``1 234,5``."""
        whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
        if len(whole) >= self.numbers["grouped_from"]:
            places = range(len(whole) % 3 or 3, len(whole) + 1, 3)
            whole = self.numbers["group"].join(whole[max(0, p - 3) : p] for p in places)
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        return sign + whole + (f"{self.numbers['decimal']}{rest}" if rest else "")

    def rounded(self, value: float, most: int = 3) -> str:
        """A number to so many significant digits, never fewer than the whole number has."""
        if value == 0:
            return "0"
        decimals = max(0, most - 1 - math.floor(math.log10(abs(value))))
        return self.digits(value, len(f"{abs(value):.{decimals}f}".rstrip("0").partition(".")[2]))

    def large(self, value: float) -> str:
        """A number as people read it: ``1.3 million``."""
        return self._scaled(value, "scale")

    def money(self, usd: float) -> str:
        """An amount of US dollars: ``$772 million``."""
        return self._scaled(usd, "money")

    def _scaled(self, value: float, kind: str) -> str:
        for least, form in self.numbers[kind]:
            if abs(value) >= float(least):
                part = abs(value) / float(least or 1)
                shown = self.rounded(part, 4 if part >= 100 and least <= 1 else 3)
                told = filled(form, {"n": shown, "v": float(f"{part:.3g}")}, self._written)
                return f"\N{MINUS SIGN}{told}" if value < 0 else told
        raise ValueError(f"no form of {kind} for {value}")

    def share(self, value: float) -> str:
        """A share as per cent; of a share under one per cent one decimal."""
        return self.percent(100 * value, 1 if 0 < 100 * value < 1 else 0)

    def percent(self, value: float, decimals: int = 0) -> str:
        """A number of per cent."""
        return str(self.numbers["percent"]).format(self.digits(value, decimals))

    def interval(self, low: float, high: float) -> str:
        """Two shares as the ends of an interval: ``32 to 72 %``."""
        return self.text("interval", low=self.digits(100 * low), high=self.percent(100 * high))

    def listed(self, names: Sequence[object]) -> str:
        """Names in a row, the last joined by the word for "and"."""
        told = [str(name) for name in names]
        if len(told) < 2:
            return "".join(told)
        joined = spanish_and(told[-1]) if self.language == "es" else f"{self.sentences['and']} {told[-1]}"
        return f"{', '.join(told[:-1])} {joined}"

    def several(self, names: Sequence[object], most: int = _MOST_NAMES) -> str:
        """Names in a row; of very many the first, and how many more."""
        if len(names) <= most:
            return self.listed(names)
        return self.text("and_others", names=", ".join(map(str, names[:most])), n=len(names) - most)

    def change(self, now: float, before: float) -> str:
        """How a figure moved, as a verb with its size: ``rose by 34 %``, ``was about level``.

        A figure that grew to more than three times is said as a multiple; from zero no rate can be said.
        """
        if now == before == 0:
            return self.text("change.zero")
        if before == 0:
            return self.text("change.from_zero")
        if now == 0:
            return self.text("change.to_zero")
        ratio = now / before
        if abs(ratio - 1) < LEVEL:
            return self.text("change.level")
        if ratio > _FOLD:
            return self.text("change.fold", times=self.digits(ratio, 1 if ratio < 10 else 0))
        size = self.share(abs(ratio - 1))
        return self.text("change.fell" if ratio < 1 else "change.rose", size=size)

    def _written(self, gap: Gap, value: object) -> str:
        if gap.words:
            return agreeing(self.language, float(str(value)), gap.words)
        if isinstance(value, Spoken):
            return value.form(gap.form)
        if isinstance(value, PartialDate):
            return self.when(value, gap.form or "plain")
        if isinstance(value, int):
            small = self.numbers["small"]
            return small[value] if gap.spelled and 0 <= value < len(small) else self.digits(value)
        return str(value)


def upper(text: str) -> str:
    """A text with its first letter large, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


@cache
def words(language: Language) -> Words:
    """A language, read from its folder of sentences."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sentences: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.yml")):
        held = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader
        if path.stem == "signs":
            dates, numbers = held["dates"], held["numbers"]
        else:
            sentences |= {
                f"{path.stem}.{key}" if path.stem != "common" else key: v for key, v in held.items()
            }
    return Words(language, sentences, dates, numbers)
