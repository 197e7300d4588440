"""Which trade a clause speaks of: whose exports, imports or turnover, and with whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from multipolar.measures.trade import Direction
from multipolar.reading.model import ActorMention
from multipolar.statements.forms import form_pattern
from multipolar.statements.mask import Masked, pattern, phrases
from multipolar.statements.model import Discourse

_BACK = 3
_MOST = 40
_STATES = ("state", "territory")
_SOLD = re.compile(
    r"export|shipment|deliver|sold|s[eo]ll|ship|suppl|ve[nd]|envi|envío|embarq|экспорт|поста|вывоз|прода",
    re.I,
)
_BOUGHT = re.compile(r"import|bought|buy|purchase|compr|импорт|ввоз|вв[её]з|купи|закуп", re.I)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing traded between two sides.

    Attributes:
        start: First character, in the masked text.
        end: Character after the last.
        direction: The first side's exports, its imports, or both together.
        side: The actor whose trade it is; ``None`` when left open.
        others: Its partners, states, regions or organisations, ids.
        goods: Words for goods that it is limited to ("wheat"); empty for all goods.
        inside: Whether it is the trade of the members of a group among themselves.
    """

    start: int
    end: int
    direction: Direction
    side: str | None
    others: tuple[str, ...]
    goods: str = ""
    inside: bool = False


def topics(masked: Masked, discourse: Discourse) -> list[Topic]:
    """The topics of a sentence in order of place, open sides filled from what was said before."""
    language = masked.sentence.language
    found: list[Topic] = []
    for form in phrases("trade", language)["topics"]:
        for match in form_pattern(form["source"], "trade", language).finditer(masked.text):
            if any(t.start < match.end() and match.start() < t.end for t in found):
                continue
            topic = _topic(masked, match)
            if topic is not None:
                found.append(topic)
    found.sort(key=lambda t: t.start)
    return list(_filled(masked, found[:_MOST], discourse))


def sides(masked: Masked, match: re.Match[str], group: str) -> tuple[str, ...]:
    """Ids of the actors in a part of a match; none where one is not certain."""
    if group not in match.re.groupindex or match[group] is None:
        return ()
    mentions = masked.actors(match.start(group), match.end(group))
    if any(m.actor is None for m in mentions):
        return ()
    return tuple(dict.fromkeys(str(m.actor) for m in mentions))


def direction_of(noun: str) -> Direction:
    """What a word for trade means of the side whose trade it is."""
    if _SOLD.match(noun):
        return "exports"
    return "imports" if _BOUGHT.match(noun) else "both"


def goods_of(masked: Masked, match: re.Match[str]) -> str:
    """Words that limit a topic to some goods; empty for all goods."""
    words = match.groupdict()
    language = masked.sentence.language
    known = phrases("trade", language)
    kind, of = words.get("kind") or "", words.get("of") or ""
    after = masked.text[match.end("noun") : match.end("noun") + 40]
    tail = pattern(known["in_goods"], language).match(after) if not of else None
    if tail is not None:
        return tail[1]
    if not kind and match.start("noun") == match.start():
        before = re.search(r"([a-z-]+)\s+$", masked.text[max(0, match.start() - 30) : match.start()], re.I)
        if before is not None and not pattern(known["plain_before"], language).match(before[1]):
            return before[1].lower()
    if kind and not pattern(known["plain_words"], language).match(kind):
        return kind.strip()
    if of and not pattern(known["plain_of"], language).match(of):
        return of.strip().removeprefix("of ").strip()
    return ""


def _topic(masked: Masked, match: re.Match[str]) -> Topic | None:
    one, other, both = (sides(masked, match, g) for g in ("a", "b", "both"))
    if "inside" in match.re.groupindex:
        return Topic(match.start(), match.end(), "both", None, sides(masked, match, "inside"), "", True)
    if both:
        if len(both) < 2:
            return None
        one, other = both[:1], both[1:]
    if len(one) > 1 or set(one) & set(other):
        return None
    direction = direction_of(match["noun"])
    goods = goods_of(masked, match)
    return Topic(match.start(), match.end(), direction, one[0] if one else None, other, goods)


def _filled(masked: Masked, found: list[Topic], discourse: Discourse) -> Iterator[Topic]:
    """Give each topic the side or partner that the sentence or the page tells."""
    last: Topic | None = None
    for topic in found:
        side, others = topic.side, topic.others
        if last is not None and last.side is not None and last.others:
            if side is not None and not others:
                others = (
                    last.others
                    if side == last.side
                    else tuple(o for o in (last.side, *last.others) if o != side)
                )
            elif side is None and not others:
                side, others = last.side, last.others
            elif side is None:
                rest = tuple(o for o in (last.side, *last.others) if o not in others)
                side = rest[0] if len(rest) == 1 else None
        if (side is None or not others) and not topic.inside:
            side, others = _from_page(masked, side, others, discourse)
        if side is not None and side in others:
            continue
        filled = replace(topic, side=side, others=others)
        last = filled if side is not None and others else last
        yield filled


def _from_page(
    masked: Masked, side: str | None, others: tuple[str, ...], discourse: Discourse
) -> tuple[str | None, tuple[str, ...]]:
    """The pair that the sentence, the ones before it, or the page as a whole is about."""
    pair = _pair(discourse, masked, tuple(a for a in (side, *others) if a))
    if pair is None:
        return side, others
    if side is not None:
        return side, tuple(a for a in pair if a != side)
    if others:
        rest = [a for a in pair if a not in others]
        return (rest[0] if rest else None), others
    return pair[0], pair[1:]


def _pair(discourse: Discourse, masked: Masked, known: tuple[str, ...]) -> tuple[str, str] | None:
    """Two states that hold those known: of the sentence, of the ones just before, of the page."""
    sentence = masked.sentence
    every = discourse.reading.sentences
    window = every[max(0, sentence.index - _BACK) : sentence.index + 1]
    for part in (sentence, *reversed(window[:-1])):
        if part.paragraph < sentence.paragraph - 1:
            break
        states = _states(part.actors)
        if len(set(states) | set(known)) == 2 and set(known) <= set(states) | set(known) and len(states) == 2:
            ordered = tuple(dict.fromkeys(states))
            if set(known) <= set(ordered):
                return ordered[0], ordered[1]
    about = discourse.reading.document.about[:2]
    named = _states(sentence.actors)
    if len(about) == 2 and set(known) <= set(about) and set(named) <= set(about):
        return about[0], about[1]
    return None


def _states(mentions: tuple[ActorMention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(m.actor) for m in mentions if m.kind in _STATES and m.actor))
