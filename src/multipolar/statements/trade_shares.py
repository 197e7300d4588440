"""What share of somebody's trade a partner is said to have, and which place among the partners."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from multipolar.measures.trade import Direction
from multipolar.reading.model import NumberMention
from multipolar.statements.forms import asserted, forms
from multipolar.statements.mask import Masked, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.trade_topics import Topic, goods_of, sides

_GOODS = re.compile(r"oil|gas|lng|coal|wheat|copper|crude", re.I)
_STATES = ("state", "territory")
_SOLD = re.compile(
    r"export|sells|sold|ships|market|destination|customer|goods|products|output|production|mercado|destino|"
    r"client|comprador|экспорт(?![её]р)|импорт[её]р|рын|покупател",
    re.I,
)
_BOUGHT = re.compile(r"import|supplier|source|proveedor|fornecedor|импорт|поставщик|экспорт[её]р", re.I)


@dataclass(frozen=True, slots=True)
class Share:
    """A share or a rank.

    Attributes:
        topic: Whose trade, with whom; the side is empty where the page leaves it open.
        number: The share, in per cent or as a fraction; ``None`` for a rank.
        rank: The place claimed, 1 for the largest; 0 for a share.
        among: Whether only one of several is claimed.
        within: Region or organisation within which a rank is claimed.
    """

    topic: Topic
    number: NumberMention | None = None
    rank: int = 0
    among: bool = False
    within: str = ""


def shares(masked: Masked, discourse: Discourse) -> Iterator[Share]:
    """Every share and rank of a sentence, the first of a place."""
    taken: list[tuple[int, int]] = []
    for form, match in forms(masked, "trade", "shares"):
        if any(s < match.end() and match.start() < e for s, e in taken) or not asserted(masked, match):
            continue
        made = _made(masked, match, form["sort"], discourse)
        if made is not None:
            taken.append(match.span())
            yield made


def _made(masked: Masked, match: re.Match[str], sort: str, discourse: Discourse) -> Share | None:
    words: dict[str, Any] = match.groupdict()
    others = sides(masked, match, "b")
    inside = sides(masked, match, "a") if words.get("a") else ()
    side = inside[0] if len(inside) == 1 else "" if words.get("a") else _own(masked, match, others, discourse)
    if words.get("b") is None:  # trade within a group
        others = inside or _page_group(discourse)
        side = ""
    elif not others or side in others or (words.get("a") and not inside):
        return None
    topic = Topic(*match.span(), _direction(words["noun"]), side, others, _goods(masked, match, words))
    if sort == "share":
        numbers = masked.numbers(match.start("n"), match.end("n"))
        number = numbers[0] if numbers else None
        plain = number is not None and (number.unit == "%" or 0 < number.value < 1 or _percent(masked, match))
        return Share(topic, number) if plain else None
    rank = _rank(masked, words["rank"])
    within = sides(masked, match, "within")
    among = (
        bool(words.get("one")) or len(others) > 1 or re.match(r"major|key", words["rank"], re.I) is not None
    )
    return Share(topic, None, rank, among, within[0] if within else "")


def _percent(masked: Masked, match: re.Match[str]) -> bool:
    return re.match(r"\s*(?:%|per\s?cent)", masked.text[match.end("n") : match.end("n") + 12]) is not None


def _rank(masked: Masked, words: str) -> int:
    ranks: dict[str, int] = phrases("trade", masked.sentence.language)["ranks"]
    return ranks.get(re.split(r"[\s-]", words.lower())[0], 1)


def _goods(masked: Masked, match: re.Match[str], words: dict[str, Any]) -> str:
    if _GOODS.match(words["noun"]):
        return str(words["noun"]).lower()
    return goods_of(masked, match) if "kind" in words else ""


def _direction(noun: str) -> Direction:
    if _SOLD.search(noun):
        return "exports"
    if _GOODS.match(noun):
        return "exports"
    return "imports" if _BOUGHT.search(noun) else "both"


def _own(masked: Masked, match: re.Match[str], others: tuple[str, ...], discourse: Discourse) -> str:
    """Whom "our", "its" or "the country's" stands for: the subject before it, else whom the page is about."""
    before = [
        str(m.actor) for m in masked.actors(0, match.start("own"))
        if m.actor and m.actor not in others and m.kind in _STATES
    ]  # fmt: skip
    if before and match["own"].lower() != "our":
        return before[0]
    about = [a for a in discourse.reading.document.about[:2] if a not in others]
    return about[0] if len(about) == 1 else ""


def _page_group(discourse: Discourse) -> tuple[str, ...]:
    found = discourse.topics.get("group") or discourse.topics.get("page group") or ()
    return tuple(found)
