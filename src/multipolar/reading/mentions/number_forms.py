"""How numbers are written in a language: digits, money, scales, hedges, units, ordinals and labels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from multipolar.basics.patterns import compiled
from multipolar.reading.lexicon import alternatives, lexicon
from multipolar.reading.model import Hedge
from multipolar.reading.vocabulary import first_words

_SPACES = "\u00a0\u202f\u2009 "
_BLANKS = re.compile(f"[{_SPACES}]")
_HALVES = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}
LONGEST = 18
"""Digits of the longest number; more are an identifier."""


@dataclass(frozen=True)
class Grammar:
    """The patterns of one language, and what their words mean.

    Attributes:
        digits: A number in digits, with money before it and a scale after it.
        scale: A scale after a number in words.
        phrase: Fractions, dozens and multiples of a scale.
        hedge: What bounds a number, just before it.
        hedge_after: What bounds it, just after it.
        unit: What it counts, just after it.
        ordinal: "First", "19th".
        label: A word after which a number names a thing.
        money: The code of each sign, code or letters that mean money before digits.
        phrase_words: The words with which a phrase begins.
        ordinal_words: The words with which an ordinal in words begins.
    """

    digits: re.Pattern[str]
    scale: re.Pattern[str]
    phrase: re.Pattern[str]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    unit: re.Pattern[str]
    ordinal: re.Pattern[str]
    label: re.Pattern[str]
    words: dict[str, Any]
    hedges: dict[str, Hedge]
    hedges_after: dict[str, Hedge]
    units: dict[str, str]
    money: dict[str, str | None]
    phrase_words: frozenset[str]
    ordinal_words: frozenset[str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; that of English where it has none."""
    words = lexicon("numbers", language) or lexicon("numbers", "en")
    hedges, after = (_turned(words[name]) for name in ("hedges", "hedges_after"))
    units = _turned(words["units"])
    units |= {str(word): code for word, code in words["currencies"].items() if code and word[0].isalpha()}
    phrases = [*words["fractions"], *words["collective"]]
    scales = any_of(words["scales"])
    return Grammar(
        _compiled(_digits(words)),
        _compiled(rf"[\s-]?(?P<scale>{any_of(_full(words))})(?!\w)"),
        _compiled(
            rf"(?<![\w-])(?:(?P<multiple>{any_of(words['multiples'])})\s+(?P<scale>{scales})"
            rf"|(?P<phrase>{any_of(phrases)}))(?![\w-]|{words['not_fractions']})"
        ),
        _compiled(rf"(?<!\w)({any_of(hedges)})\s*{words['between_hedge']}\Z"),
        _compiled(rf"[\s-]({any_of(after)})(?!\w)"),
        _compiled(rf"[\s-]?(?P<unit>%|(?:{any_of(units)})(?!\w))"),
        _compiled(
            rf"(?<![\w-])(?:(?P<word>{any_of(words['ordinals'])})|(?P<n>\d{{1,3}})(?:{words['ordinal_endings']}))(?!\w)"
        ),
        _compiled(rf"(?<!\w)(?:{any_of(words['labels'])})\s?\Z"),
        words, cast(dict[str, Hedge], hedges), cast(dict[str, Hedge], after), units,
        words["currencies"] | words.get("before_digits", {}),
        first_words([*words["multiples"], *phrases]), first_words(words["ordinals"]),
    )  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, whose blanks may be line breaks."""
    return alternatives([str(word) for word in words]).replace(r"\ ", r"\s+")


def number_of(written: str, words: dict[str, Any]) -> float | None:
    """Read digits with the separators of a language; those of the other kind where they cannot be its own.

    "1,200" and "1.200" are what the language makes of them; "1.200.000" and "1 200,5" are clear anywhere.
    """
    if written.isdecimal():
        return float(written) if len(written) <= LONGEST else None
    plain = _BLANKS.sub("", written)
    if plain and plain[-1] in _HALVES:
        whole = number_of(plain[:-1], words) if len(plain) > 1 else 0.0
        return None if whole is None else whole + _HALVES[plain[-1]]
    if sum(c.isdigit() for c in plain) > LONGEST:
        return None
    group, decimal = words["group"], words["decimal"]
    for mark, point in ((group, decimal), (decimal, group)):
        grouped = rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:{re.escape(point)}\d+)?"
        clear = mark == group or plain.count(mark) > 1 or point in plain
        if clear and re.fullmatch(grouped, plain):
            return float(plain.replace(mark, "").replace(point, "."))
    return float(plain.replace(",", ".")) if len(re.findall("[.,]", plain)) < 2 else None


def _digits(words: dict[str, Any]) -> str:
    signs = any_of(str(c) for c in words["currencies"] if not str(c).isalpha() and " " not in str(c))
    codes = any_of(str(c).upper() for c in words["currencies"] if len(str(c)) == 3 and str(c).isalpha())
    before = _before_digits(words)
    number = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
    scale, short = any_of(_full(words)), any_of(words["after_money_only"])
    glued = any_of(_glued(words))
    return (
        rf"(?<![\w.,/])(?<![^\W\d_]-)(?<!\d:)(?:\\?(?P<money>{signs}|(?-i:{codes})(?=[\s\d]){before})\s?)?"
        rf"(?P<minus>(?<![\w)-])[−-])?(?P<digits>(?:{number})[½⅓⅔¼¾]?|[½⅓⅔¼¾])"
        rf"(?:[\s-]?(?P<scale>{scale})(?!\w)|(?P<short>{short})(?!\w))?"
        rf"(?=\Z|[^\w/]|(?:{glued})(?!\w)|(?-i:[A-ZА-Я][a-zа-я]{{2}}))(?![.,:]\d)"
    )


def _before_digits(words: dict[str, Any]) -> str:
    """Letters that mean money right before digits; one letter does so only in capitals and with a scale."""
    letters = [str(c) for c in words.get("before_digits", ())]
    if not letters:
        return ""
    short = any_of(c.upper() for c in letters if len(c) == 1)
    scaled = rf"(?-i:{short})(?=\d[\d.,]*\s?(?:{any_of(_full(words))}|m)(?!\w))"
    return rf"|(?:{any_of(c for c in letters if len(c) > 1)})(?=\s?\d)|{scaled}"


def _full(words: dict[str, Any]) -> list[str]:
    return [word for word in words["scales"] if word not in words["after_money_only"]]


def _glued(words: dict[str, Any]) -> list[str]:
    """Units that are written without a blank: "25km", "40MW"."""
    return [unit for group in words["units"].values() for unit in group if len(unit) <= 3 and unit != "%"]


def _turned(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word.lower(): name for name, group in groups.items() for word in group}


def _compiled(source: str) -> re.Pattern[str]:
    return compiled(source, re.IGNORECASE)
