"""Figures, shares, ranks and comparisons of states by whatever is measured, in the ways people say them."""

import re
from collections.abc import Callable, Iterator, Mapping

from multipolar.measures.indicators import Concept
from multipolar.reading.model import NumberMention
from multipolar.statements.forms import asserted, forms
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
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.passages import clause, factual

Maker = Callable[[Masked, re.Match[str], Discourse], IndicatorStatement | None]
_WORLDS = ("world", "globe", "planet", "earth", "global", "worldwide", "total", "overall", "combined")
# What the record measures, by the words of a rank; everything else it does not.
_RANKED: tuple[tuple[str, Concept], ...] = (
    (r"\bpopulous|\bpopulated|\bpopulation$|by population", "population"),
    (r"^econom(?:y|ies)$|by (?:nominal )?gdp$", "gdp"),
    (r"by (?:land |surface )?(?:area|size|territory)$|^(?:territory|area|land area)$", "area"),
)
_ASIDE = re.compile(
    r"(?<!economy )(?<!economies )(?<!gdp )(?<!population )(?<!according )(?<!share )"
    r"\b(?:from|of|in|at|near|by|for|against|to|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"^(?:member\s+)?(?:countr(?:y|ies)|states?|nations?)$", re.I)


def figures(masked: Masked, discourse: Discourse) -> Iterator[IndicatorStatement]:
    """Every figure, share, rank and comparison of a sentence that the general forms read."""
    makers: Mapping[str, Maker] = {
        "shares": _shared, "compare": _compared, "ranks": _ranked, "statistics": _figure,
    }  # fmt: skip
    unfit = phrases("figures", masked.sentence.language).get("unfit")
    for key, make in makers.items():
        for _, match in forms(masked, "figures", key):
            if (unfit and pattern(unfit, masked.sentence.language).search(match[0])) or _aside(masked, match):
                continue
            if not asserted(masked, match) or not factual(
                masked, *clause(masked, *match.span()), match.end()
            ):
                continue
            statement = make(masked, match, discourse)
            if statement is not None:
                yield statement


def _aside(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the state that opens a match only tells where its subject is: "the firm from Denmark"."""
    if match.groupdict().get("who") is None or match.start("who") != match.start():
        return False
    return (
        outdone(masked, match)
        or _ASIDE.search(masked.text[max(0, match.start() - 60) : match.start()]) is not None
    )


def _whose(masked: Masked, match: re.Match[str], discourse: Discourse) -> tuple[str, ...] | None:
    """Whom a figure is of: those named, else whom the page speaks of; ``None`` where nobody is."""
    if match.groupdict().get("who"):
        return who_of(masked, match) or None
    own = (match.groupdict().get("own") or "").lower()
    if re.search(r"region|continent|bloc|group|union|alliance|organi", own):
        found = discourse.topics.get("group") or discourse.topics.get("page group") or ()
        return tuple(found)
    before = [m for m in masked.actors(0, match.start()) if m.actor]
    if before:  # "and" goes on with the subject, "which" with what stands before it
        return (str(before[0 if own in ("and", "it", "they") else -1].actor),)
    return tuple(discourse.reading.document.about[:1]) or None


def _figure(masked: Masked, match: re.Match[str], discourse: Discourse) -> IndicatorStatement | None:
    number = number_of(masked, match, "n") if match.groupdict().get("n") else None
    who = _whose(masked, match, discourse)
    if who is None or (number is None and "n" in match.re.groupindex):
        return None
    if _of_votes(number):
        return None
    return made(masked, match, "indicator", None, who, number)


def _of_votes(number: NumberMention | None) -> bool:
    return number is not None and number.unit in ("votes", "abstentions", "countries")


def _shared(masked: Masked, match: re.Match[str], discourse: Discourse) -> IndicatorStatement | None:
    number = number_of(masked, match, "n")
    who = _whose(masked, match, discourse)
    if number is None or who is None:
        return None
    tail = masked.text[match.end("n") : match.end("n") + 12]
    if not (number.unit == "%" or 0 < number.value < 1 or re.match(r"\s*(?:%|per)", tail)):
        return None
    within = _scope(masked, match, "per", discourse)
    return None if within in who else made(masked, match, "share", None, who, number, within=within)


def _ranked(masked: Masked, match: re.Match[str], discourse: Discourse) -> IndicatorStatement | None:
    words = match.groupdict()
    who = _whose(masked, match, discourse)
    if who is None or (len(who) > 1 and not words.get("one")):
        return None
    within = _scope(masked, match, "within", discourse) if words.get("within") else WORLD
    if within in who:
        return None
    nths: Mapping[str, int] = phrases("figures", masked.sentence.language)["nths"]
    nth = (words.get("nth") or "").lower()
    rank = nths.get(nth) or (int(found[0]) if (found := re.findall(r"\d+", nth)) else 1)
    adjective = (words.get("adj") or "").lower()
    low = pattern(phrases("figures", masked.sentence.language)["low"]).search(adjective) is not None
    concept = None if words.get("one") or words.get("other") else _concept(match, adjective)
    if (concept == "gdp" and purchasing_power(masked, match)) or (
        words.get("who") and of_city(masked, match)
    ):
        concept = None
    if within != WORLD and not within:
        concept = None
    return made(
        masked,
        match,
        "rank",
        concept,
        who,
        None,
        within=within,
        rank=rank,
        low=low,
        among=bool(words.get("one")),
    )


def _concept(match: re.Match[str], adjective: str) -> Concept | None:
    what = " ".join((match.groupdict().get("what") or "").lower().split())
    tail = " ".join(match[0].lower().split())
    if not re.match(r"larg|bigg|small|most popul|least popul", adjective):
        return None
    by = re.search(r"\b(?:by|in terms of)\s+.*$", tail)
    said = f"by {by[0].split()[-1]}" if by else ""
    if said:
        return next((c for words, c in _RANKED if re.search(words, said)), None)
    if "popul" in adjective:
        return "population" if _COUNTRY.match(what) else None
    found = next((c for words, c in _RANKED if re.search(words, what)), None)
    return found or ("area" if _COUNTRY.match(what) else None)


def _compared(masked: Masked, match: re.Match[str], discourse: Discourse) -> IndicatorStatement | None:
    who = _whose(masked, match, discourse)
    if who is None:
        return None
    number = number_of(masked, match, "n") if match.groupdict().get("n") else None
    return made(masked, match, "rank", None, who, number, within=WORLD, rank=1, other="*")


def _scope(masked: Masked, match: re.Match[str], group: str, discourse: Discourse) -> str:
    mentions = masked.actors(match.start(group), match.end(group))
    if mentions:
        return str(mentions[0].actor or "")
    if any(word in match[group].lower() for word in _WORLDS):
        return WORLD
    found = discourse.topics.get("group") or discourse.topics.get("page group") or ()
    return found[0] if found else ""
