"""What a statement about a figure, a share or a rank of states holds, and how it is made from a match."""

import re
from dataclasses import dataclass
from typing import Any

from multipolar.measures.indicators import Concept
from multipolar.reading.model import NumberMention
from multipolar.statements.forms import said_when
from multipolar.statements.mask import Masked
from multipolar.statements.model import KindName, Statement, Value

WORLD = "M49-001"
_UNITS: dict[Concept, str | None] = {
    "population": "persons", "gdp": "USD", "gdp_per_head": "USD", "area": "km2", "density": "persons per km2",
    "military_spending": "USD", "military_share": "%", "water": None, "water_per_head": None,
}  # fmt: skip
_OUTDONE = re.compile(
    r"\b(?:overt(?:ook|aken|aking)|surpass(?:ed|ing)|replac(?:ed|ing)|displac(?:ed|ing)|passed|dethroned|than|"
    r"unlike|behind|ahead\s+of|succeeded|instead\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PARITY = re.compile(
    r"purchasing[\s-]+power|\bppp\b|parity|in\s+real\s+terms|constant\s+(?:prices|dollars)", re.I
)


@dataclass(frozen=True)
class IndicatorStatement(Statement):
    """A figure of a state or group, its share of a whole, or its rank.

    Attributes:
        concept: What is measured; ``None`` for what no source of the record measures.
        who: Actor ids; none when the page leaves it open.
        number: The number claimed.
        within: The whole of a share, or the group of a rank, an id.
        rank: The rank claimed, 1 for the first.
        low: Whether the rank counts from the smallest.
        among: Whether only "one of" is claimed.
        majority: Whether more than half is claimed.
        other: The actor compared with; ``*`` for any other.
        part: A part of a state that the figure is about, or a group of its people: not in the record.
    """

    concept: Concept | None = None
    who: tuple[str, ...] = ()
    number: NumberMention | None = None
    within: str = ""
    rank: int = 0
    low: bool = False
    among: bool = False
    majority: bool = False
    other: str = ""
    part: str = ""


def who_of(masked: Masked, match: re.Match[str]) -> tuple[str, ...]:
    """Ids of the actors of the part ``who``; none where one is not certain."""
    if "who" not in match.re.groupindex or not match["who"]:
        return ()
    mentions = masked.actors(match.start("who"), match.end("who"))
    if any(m.actor is None for m in mentions):
        return ()
    return tuple(dict.fromkeys(str(m.actor) for m in mentions))


def number_of(masked: Masked, match: re.Match[str], group: str) -> NumberMention | None:
    """The first number of a part of a match."""
    found = masked.numbers(match.start(group), match.end(group))
    return found[0] if found else None


def of_city(masked: Masked, match: re.Match[str]) -> bool:
    """Whether a state is only named by its capital, whose people and land are not the state's."""
    mentions = masked.actors(match.start("who"), match.end("who"))
    return any(m.form == "capital" for m in mentions)


def outdone(masked: Masked, match: re.Match[str]) -> bool:
    """Whether what opens a match is only the object of what stands before it: "overtook China as"."""
    return _OUTDONE.search(masked.text[max(0, match.start() - 40) : match.start()]) is not None


def purchasing_power(masked: Masked, match: re.Match[str]) -> bool:
    """Whether product is meant at purchasing power parity, in real terms or a head, by the words around."""
    around = masked.text[max(0, match.start() - 40) : match.end() + 60]
    return _PARITY.search(re.split(r"[;]", around)[0]) is not None


def made(
    masked: Masked,
    match: re.Match[str],
    kind: KindName,
    concept: Concept | None,
    who: tuple[str, ...],
    number: NumberMention | None,
    **more: Any,  # noqa: ANN401 - further fields of the statement
) -> IndicatorStatement:
    """A statement over what a phrasing matched.

    Args:
        masked: The sentence.
        match: The words.
        kind: ``indicator``, ``share`` or ``rank``.
        concept: What is measured; ``None`` for what the record has no series of.
        who: Whose figure it is, ids.
        number: The number claimed.
        more: Further fields of the statement.
    """
    sentence = masked.sentence
    start, end = match.span()
    when = said_when(masked, start, end)
    value = None
    if number is not None:
        unit = "%" if kind == "share" else _UNITS.get(concept) if concept else number.unit
        value = Value(number.value, unit, "share" if kind == "share" else "level")
    elif more.get("rank"):
        value = Value(more["rank"], "rank", "rank")
    within = more.get("within", "")
    return IndicatorStatement(
        kind, start + sentence.start, end + sentence.start, sentence.text[start:end], sentence,
        (*who, *((within,) if within else ())), when.span if when else None, value, concept, who, number,
        **more,
    )  # fmt: skip
