"""Indicators: population, product, area, military spending and water of states; their shares and ranks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from multipolar.measures.indicators import Concept
from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.cues import cued
from multipolar.statements.figures import figures
from multipolar.statements.figures_told import told
from multipolar.statements.forms import asserted, forms
from multipolar.statements.indicator_checks import judge
from multipolar.statements.indicator_model import (
    WORLD,
    IndicatorStatement,
    made,
    number_of,
    of_city,
    outdone,
    purchasing_power,
    who_of,
)
from multipolar.statements.mask import Masked, mask, phrases
from multipolar.statements.model import Discourse, Judgement, KindName

_LOW = ("smallest", "poorest", "least")
# What a population counts but its people: "a population of 1.2 million Ukrainians".
_OTHERS = re.compile(
    r"\s+(?!people|inhabitants|persons|citizens|residents|souls|in\b|as\b|and\b|according|at\b|by\b|with\b|which|"
    r"while|or\b|on\b|is\b|was\b|today|now|but\b|last|this|million|billion|of\s+whom|to\b|from\b|for\b|making|the\b"
    r"|living|spread|inhabit|en\b|em\b|no\b|na\b|y\b|e\b|según|segundo|hoy|hoje|repart|distrib|в\b|на\b|и\b|по\b|а\b)"
    r"[^\W\d]",
    re.I,
)
_OF_LAND = ("population", "area", "density")
_WHOLE = re.compile(
    r"the|total|a|an|whole|entire|overall|current|estimated|present|and|where|that|with|as|while|today|combined|"
    r"resident|national|official|its|their|in|of|by|to|la|el|una|un|su|o|uma|um|sua|seu|y|e|con|com|и|с|при|общая|"
    r"численность",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*,?\s*((?:by|in\s+terms\s+of)\s+(?:[a-z]+\s+){0,2}?(?:population|people|area|territory|size|gdp))\b",
    re.I,
)
_ANAPHORIC = ("region", "continent")


class IndicatorKind:
    """Statements about indicators."""

    names: tuple[KindName, ...] = ("indicator", "share", "rank")

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[IndicatorStatement]:
        """Levels, shares, ranks and comparisons of a sentence."""
        words = phrases("indicator", sentence.language)
        if not words or sentence.text.rstrip().endswith("?"):
            return
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        for statement in _all(masked, discourse):
            if not any(s < statement.end and statement.start < e for s, e in taken):
                taken.append((statement.start, statement.end))
                yield statement
        offset = sentence.start
        yield from told(masked, discourse, [(s - offset, e - offset) for s, e in taken])

    def check(self, statement: IndicatorStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against the figures of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _all(masked: Masked, discourse: Discourse) -> Iterator[IndicatorStatement]:
    makers = {
        "compare": _compared, "ranks": _ranked, "shares": _shared, "of_population": _people, "levels": _level,
    }  # fmt: skip
    if cued(
        phrases("indicator", masked.sentence.language)["open"], masked.sentence.text, masked.sentence.language
    ):
        yield from _measured(masked, discourse, makers)
    yield from figures(masked, discourse)


def _measured(
    masked: Masked, discourse: Discourse, makers: Mapping[str, Any]
) -> Iterator[IndicatorStatement]:
    for key, make in makers.items():
        for _, match in forms(masked, "indicator", key):
            statement = make(masked, match, discourse) if asserted(masked, match) else None
            if statement is not None:
                yield statement


def concept_of(masked: Masked, words: str) -> Concept | None:
    """What words say is measured."""
    language = masked.sentence.language
    for entry in phrases("indicator", language)["concepts"]:
        if cued(entry["words"], words, language):
            concept: Concept = entry["name"]
            return concept
    return None


def _level(masked: Masked, match: re.Match[str], _: Discourse) -> IndicatorStatement | None:
    number = number_of(masked, match, "n")
    who = who_of(masked, match)
    concept = concept_of(masked, match[0])
    if number is None or concept is None or len(who) > 1:
        return None
    after = masked.text[match.end() : match.end() + 40]
    percent = number.unit == "%" or re.match(r"\s*(?:%|per\s*cent|percent)", after, re.I) is not None
    military = concept in ("military_spending", "military_share")
    if percent and not (military and re.search(r"gdp|gross", match[0] + after, re.I)):
        return None
    if percent:
        concept = "military_share"
    if concept in ("gdp", "gdp_per_head", "military_spending") and not (number.unit or "").isupper():
        return None
    part = ""
    if concept == "gdp" and purchasing_power(masked, match):
        part = "product at purchasing power parity"
    if concept == "population" and (_OTHERS.match(after) or _of_some(masked, match)):
        part = "a part of a population"
    if concept in _OF_LAND and who and of_city(masked, match):
        part = "a city"
    if concept == "density" and not who:
        part = "a place that is no state"
        who = _nearby(masked, match.start())
    return made(masked, match, "indicator", concept, who, number, part=part)


def _of_some(masked: Masked, match: re.Match[str]) -> bool:
    """Whether a word before "population" limits it: "the Muslim population of"."""
    words = re.search(r"([^\W\d_]+)\s+$", masked.text[: match.start()])
    opens = match.start() == match.start("concept")
    return opens and words is not None and _WHOLE.fullmatch(words[1]) is None


def _nearby(masked: Masked, place: int) -> tuple[str, ...]:
    """The last actor named before a place."""
    before = [m for m in masked.actors(0, place) if m.actor]
    return (str(before[-1].actor),) if before else ()


def _people(masked: Masked, match: re.Match[str], _: Discourse) -> IndicatorStatement | None:
    number = number_of(masked, match, "n")
    if number is None:
        return None
    who = who_of(masked, match) or _nearby(masked, match.start())
    return made(masked, match, "share", None, who, number, part="a part of a population")


def _shared(masked: Masked, match: re.Match[str], _: Discourse) -> IndicatorStatement | None:
    words = match.groupdict()
    number = number_of(masked, match, "n") if words.get("n") else None
    majority = bool(words.get("majority"))
    whole = masked.actors(match.start("per"), match.end("per"))
    within = str(whole[0].actor) if whole and whole[0].actor else WORLD
    who = who_of(masked, match)
    tail = masked.text[match.end("n") : match.end("n") + 12] if number else ""
    shares = number is not None and (
        number.unit == "%" or number.value < 1 or re.match(r"\s*(?:%|per)", tail)
    )
    if not (majority or shares) or within in who:
        return None
    concept = concept_of(masked, match["concept"])
    if concept == "gdp" and purchasing_power(masked, match):
        concept = None
    return made(masked, match, "share", concept, who, number, within=within, majority=majority)


def _ranked(masked: Masked, match: re.Match[str], discourse: Discourse) -> IndicatorStatement | None:
    words: dict[str, Any] = match.groupdict()
    who = who_of(masked, match)
    within = _within(masked, match, discourse)
    if len(who) != 1 or not within or within == who[0] or words.get("one"):
        return None
    if outdone(masked, match) or of_city(masked, match):
        return None
    nths: Mapping[str, int] = phrases("indicator", masked.sentence.language)["nths"]
    rank = nths.get((words.get("nth") or "").lower(), 1)
    adjective = words["adj"].lower()
    described = adjective
    tail = _BY.match(masked.text[match.end() :])
    by = (words.get("by") or (tail[1] if tail else "")).lower()
    concept = concept_of(masked, by) if by else None
    if concept is None and "popul" in described:
        concept = "density" if "densely" in described else "population"
    if concept is None and adjective in ("richest", "poorest"):
        concept = "gdp_per_head"
    concept = concept or concept_of(masked, words["thing"].lower().replace("spender", "spending"))
    if concept == "gdp" and purchasing_power(masked, match):
        concept = None
    low = adjective.startswith(_LOW)
    return made(masked, match, "rank", concept, who, None, within=within, rank=rank, low=low)


def _within(masked: Masked, match: re.Match[str], discourse: Discourse) -> str:
    mentions = masked.actors(match.start("within"), match.end("within"))
    if mentions:
        return str(mentions[0].actor or "")
    if match["within"].lower() in _ANAPHORIC:
        spoken_of = discourse.topics.get("group") or discourse.topics.get("page group") or ()
        return spoken_of[0] if spoken_of else ""
    return WORLD


def _compared(masked: Masked, match: re.Match[str], _: Discourse) -> IndicatorStatement | None:
    number = number_of(masked, match, "n")
    who = who_of(masked, match)
    others = masked.actors(match.start("other"), match.end("other"))
    concept = concept_of(masked, match["concept"])
    if number is None or len(who) != 1 or concept is None:
        return None
    other = str(others[0].actor) if others and others[0].kind != "region" else "*"
    return made(masked, match, "rank", concept, who, number, within=WORLD, rank=1, other=other)
