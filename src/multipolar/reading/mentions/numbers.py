"""Where a sentence holds a number, in digits or words, with its unit and how the wording bounds it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import Hedge, NumberMention

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_LONGEST = 18


@dataclass(frozen=True)
class _Grammar:
    number: re.Pattern[str]
    fraction: re.Pattern[str]
    hedge: re.Pattern[str]
    unit: re.Pattern[str]
    words: dict[str, Any]
    hedges: dict[str, Hedge]
    units: dict[str, str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon("numbers", language) or lexicon("numbers", "en")
    ones, tens, scales = (alternatives(words[name]) for name in ("ones", "tens", "scales"))
    spelled = rf"(?:(?:{tens})(?:[-\s](?:{ones}))?|(?:{ones})|a(?=\s+(?:hundred|thousand|million|billion)))"
    money = alternatives([m for m in words["currencies"] if not m[0].isalpha()] + ["us$"])
    number = (
        rf"(?<![\w.,/])(?:\\?(?P<money>{money})\s?)?"
        rf"(?:(?P<digits>{_DIGITS})|\b(?P<spelled>{spelled}(?:\s+hundred(?:\s+and\s+{spelled})?)?|{alternatives(words['collective'])})\b)"
        rf"(?:[\s-]?(?P<scale>{scales})\b)?(?![\w/]|[.,]\d)"
    )
    hedges = {word.lower(): hedge for hedge, group in words["hedges"].items() for word in group}
    units = {word.lower(): unit for unit, group in words["units"].items() for word in group}
    units |= {word: code for word, code in words["currencies"].items() if word[0].isalpha()}
    unit = rf"\s?(?:(?P<sign>%|-?fold\b)|(?P<word>{alternatives([u for u in units if u[0].isalpha()])})\b)"
    return _Grammar(
        re.compile(number, re.IGNORECASE),
        re.compile(rf"\b(?:{alternatives(words['fractions'])})\b", re.IGNORECASE),
        re.compile(rf"\b({alternatives(hedges)})\s+(?:the\s+|a\s+|an\s+)?(?:\\?[$€£])?$", re.IGNORECASE),
        re.compile(unit, re.IGNORECASE), words, cast(dict[str, Hedge], hedges), units,
    )  # fmt: skip


class NumberReader:
    """Finds numbers in the sentences of one document.

    Args:
        language: Two letters.
    """

    def __init__(self, language: str) -> None:
        self._grammar = _grammar(language)

    def read(
        self, text: str, start: int, end: int, taken: "tuple[tuple[int, int], ...]" = ()
    ) -> tuple[NumberMention, ...]:
        """The numbers of ``text[start:end]`` that stand in none of the taken stretches."""
        found: list[NumberMention] = []
        for pattern in (self._grammar.number, self._grammar.fraction):
            for match in pattern.finditer(text, start, end):
                inside = any(s < match.end() and match.start() < e for s, e in taken)
                again = any(m.start < match.end() and match.start() < m.end for m in found)
                if not inside and not again and (mention := self._mention(text, start, end, match)):
                    found.append(mention)
        return tuple(sorted(found, key=lambda m: m.start))

    def _mention(self, text: str, start: int, end: int, match: re.Match[str]) -> NumberMention | None:
        groups = match.groupdict()
        value = self._value(match[0], groups)
        if value is None:
            return None
        digits = groups.get("digits") or ""
        unit = self._unit(text, match.end(), end)
        if money := groups.get("money"):
            unit = self._grammar.words["currencies"].get(money.lower(), unit)
        before = self._grammar.hedge.search(text, max(start, match.start() - 40), match.start())
        hedge = self._grammar.hedges[" ".join(before[1].lower().split())] if before else "exact"
        return NumberMention(match.start(), match.end(), match[0], value, unit, hedge, _significant(digits))

    def _unit(self, text: str, place: int, end: int) -> str | None:
        match = self._grammar.unit.match(text, place, end)
        if match is None:
            return None
        word = " ".join((match["word"] or match["sign"]).lower().split())
        return self._grammar.units.get(word)

    def _value(self, written: str, groups: dict[str, Any]) -> float | None:
        words = self._grammar.words
        if "digits" not in groups:
            return float(words["fractions"][" ".join(written.lower().split())])
        if digits := groups["digits"]:
            value = _from_digits(digits)
        else:
            value = self._from_words(" ".join(str(groups["spelled"]).lower().split()))
        if value is None:
            return None
        scale = groups["scale"]
        return value * float(words["scales"][scale.lower()]) if scale else value

    def _from_words(self, spelled: str) -> float | None:
        words = self._grammar.words
        if spelled in words["collective"]:
            return float(words["collective"][spelled])
        total = 0.0
        for word in re.split(r"[\s-]+", spelled):
            if word == "hundred":
                total = (total or 1) * 100
            elif word == "a":
                total += 1
            elif word != "and":
                total += words["ones"].get(word, words["tens"].get(word, 0))
        return total


def _from_digits(digits: str) -> float | None:
    """Read digits with separators of either kind; a lone comma or point before three digits groups them."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    if len(plain) > _LONGEST:
        return None
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", "."))


def _significant(digits: str) -> int:
    return len(re.sub(r"\D", "", digits).lstrip("0"))
