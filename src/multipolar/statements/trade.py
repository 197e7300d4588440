"""Trade: how much is said to be traded between whom, how it changed, who gains, and what share it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from multipolar.basics.dates import Span
from multipolar.measures.trade import Direction
from multipolar.reading.model import DateMention, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.cues import cued
from multipolar.statements.forms import asserted, form_pattern, said_when
from multipolar.statements.mask import Masked, mask, pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value, Verdict
from multipolar.statements.trade_checks import judge, silent
from multipolar.statements.trade_shares import Share, shares
from multipolar.statements.trade_told import Told, told
from multipolar.statements.trade_topics import Topic, direction_of, sides, topics

# A weight may stand before the value: "amounted to 22,000 tons worth $31 million".
_TRIES = 3
# The parts of a phrasing that name who has the surplus or deficit.
_WINNERS = ("winner", "winner2", "winner3", "loser")
_OF_TRADE = re.compile(r"\b(?:trade|exchanges?|exports?|imports?|commerce|turnover)\b", re.IGNORECASE)
_PER_CENT = ("%", "per", "por", "процент")
_DEFICIT = re.compile(r"d[eé]fici|дефицит|отрицательн", re.IGNORECASE)


@dataclass(frozen=True)
class TradeStatement(Statement):
    """Something said of the trade between two sides.

    Attributes:
        side: The actor whose exports, imports or turnover are meant.
        others: Its partners, states, regions or organisations.
        direction: Exports, imports, or both.
        goods: Words for goods that it is limited to; empty for all goods.
        number: The number claimed, if any.
        factor: Growth claimed, as a factor (1.25 for 25 per cent more).
        base: The year a change is reckoned from, where told.
        winner: Who is said to have the surplus.
        very: Whether the surplus is said to be large.
        rank: The rank of a partner claimed, 1 for the largest.
        among: Whether only one of several is claimed ("one of the largest").
        within: Region or organisation within which a rank is claimed.
        told: Whether it was told in words of which no phrasing is, which leave open what exactly is meant.
    """

    side: str = ""
    others: tuple[str, ...] = ()
    direction: Direction = "both"
    goods: str = ""
    number: NumberMention | None = None
    factor: float | None = None
    base: Span | None = None
    winner: str = ""
    very: bool = False
    rank: int = 0
    among: bool = False
    within: str = ""
    told: bool = False


class TradeKind:
    """Statements about trade between states."""

    names: tuple[KindName, ...] = ("trade_level", "trade_change", "trade_balance", "trade_share")

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[TradeStatement]:
        """Levels, changes, balances, shares and ranks of a sentence."""
        words = phrases("trade", sentence.language)
        goes_on = sentence.index - discourse.topics.get("trade told", -9) == 1 and bool(sentence.numbers)
        if not words or not (goes_on or cued(words["cue"], sentence.text, sentence.language)):
            return
        masked = mask(sentence)
        if masked.sentence.text.rstrip().endswith("?"):
            return
        found = topics(masked, discourse)
        taken: list[tuple[int, int, str]] = []
        for statement in (
            *(_shared(masked, one) for one in shares(masked, discourse)),
            *_verbs(masked), *_of_topics(masked, found),
            *_balances(masked, found, discourse),
        ):  # fmt: skip
            spot = (statement.start, statement.end, statement.kind)
            if not any(s < spot[1] and spot[0] < e and k == spot[2] for s, e, k in taken):
                taken.append(spot)
                yield statement
        offset = sentence.start
        for one in told(masked, discourse, [(s - offset, e - offset) for s, e, _ in taken]):
            yield _told(masked, one, found)

    def check(self, statement: TradeStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against the flows of the record; what was told in open words is never contradicted."""
        found = judge(statement, record, discourse.reading.document.date)
        if statement.told and found.verdict in (Verdict.CONTRADICTED, Verdict.DEPENDS):
            return silent(statement, f"The words leave open which figure is meant; {found.reason}")
        return found


def _told(masked: Masked, one: Told, found: list[Topic]) -> TradeStatement:
    """A statement of what was told in any words; whose trade it is where a topic stands there."""
    meant = next((t for t in found if t.start <= one.word < t.end), None)
    topic = meant or Topic(one.start, one.end, "both", None, ())
    number = one.number
    sort = {"trade_share": "share", "trade_change": "growth", "trade_balance": "balance"}.get(
        one.kind, "level"
    )
    value = Value(number.value, number.unit, sort) if number else None
    when = said_when(masked, one.start, one.end)
    span = when.span if when else None
    made = _statement(masked, one.kind, topic, (one.start, one.end), value, number, span)
    named = masked.actors(one.start, one.end) or masked.sentence.actors
    return replace(
        made, told=True, side="" if one.kind != "trade_level" else made.side,
        actors=made.actors or tuple(dict.fromkeys(str(m.actor) for m in named if m.actor)),
    )  # fmt: skip


def _of_topics(masked: Masked, found: list[Topic]) -> Iterator[TradeStatement]:
    for index, topic in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else len(masked.text)
        stop = _clause_end(masked, topic.end, limit)
        tail = masked.text[topic.end : stop]
        yield from _changes(masked, topic, tail)
        yield from _levels(masked, topic, tail)


def _clause_end(masked: Masked, start: int, limit: int) -> int:
    match = re.compile(r";|\b(?:whereas|whilst)\b").search(masked.text, start, limit)
    return match.start() if match else limit


def _changes(masked: Masked, topic: Topic, tail: str) -> Iterator[TradeStatement]:
    language = masked.sentence.language
    for key in ("growth", "growth_noun", "factor"):
        match = form_pattern(phrases("trade", language)[key], "trade", language).search(tail)
        if match is None or not _fact(masked, topic, tail[: match.end()]):
            continue
        number, factor = _factor(masked, match, topic.end, language)
        if factor is None:
            continue
        end = topic.end + match.end()
        when, base = _period(masked, topic.start, end)
        value = Value(number.value if number else factor, number.unit if number else "times", "growth")
        statement = _statement(masked, "trade_change", topic, (topic.start, end), value, number, when)
        yield replace(statement, factor=factor, base=base)
        return


def _factor(
    masked: Masked, match: re.Match[str], shift: int, language: str
) -> tuple[NumberMention | None, float | None]:
    """The number of a change, and what it makes of the level before."""
    words = match.groupdict()
    known = phrases("trade", language)
    verb = (words.get("verb") or words.get("verb2") or "").lower()
    group = "n" if words.get("n") else "n2"
    if not words.get(group):
        fold = re.sub(r"[\s-]?fold$", "fold", verb).split()[-1] if verb else ""
        times = known["factors"].get(verb) or known["folds"].get(fold)
        return None, float(times) if times else None
    numbers = masked.numbers(shift + match.start(group), shift + match.end(group))
    if not numbers:
        return None, None
    unit = (words.get("unit") or words.get("unit2") or "").lower()
    falls = pattern(known["falling"], language).search(verb) is not None
    value = numbers[0].value
    if not unit:  # "fell by a fifth"
        part = -value if falls else value
        return (numbers[0], 1 + part) if 0 < value < 1 else (None, None)
    if unit.startswith(_PER_CENT):
        return numbers[0], 1 - value / 100 if falls else 1 + value / 100
    return numbers[0], 1 / value if falls and value else value


def _levels(masked: Masked, topic: Topic, tail: str) -> Iterator[TradeStatement]:
    language = masked.sentence.language
    level = form_pattern(phrases("trade", language)["level"], "trade", language)
    number, span, place = None, (0, 0), 0
    for _ in range(_TRIES):
        match = level.search(tail[place:])
        if match is None or number is not None:
            break
        end = place + match.end()
        if _fact(masked, topic, tail[:end]):
            number = _money(masked, topic.end + place + match.start("n"), topic.end + end)
            span = (topic.start, topic.end + end)
        place = end
    if number is None:
        head = masked.text[max(0, topic.start - 60) : topic.start]
        before = form_pattern(phrases("trade", language)["level_before"], "trade", language).search(head)
        if before is None or not _fact(masked, topic, head):
            return
        place = max(0, topic.start - 60) + before.start("n")
        number = _money(masked, place, place + 1)
        span = (place, topic.end)
    if number is None:
        return
    when = said_when(masked, *span)
    value = Value(number.value, number.unit, "level")
    yield _statement(masked, "trade_level", topic, span, value, number, when.span if when else None)


def _money(masked: Masked, start: int, end: int) -> NumberMention | None:
    """The first number of a stretch, when it is one of money."""
    found = masked.numbers(start, end)
    if not found or found[0].unit is None or not found[0].unit.isupper():
        return None
    return found[0]


def _fact(masked: Masked, topic: Topic, words: str) -> bool:
    """Whether what is said of a topic is said as a fact and not as a plan or forecast."""
    language = masked.sentence.language
    known = phrases("asserted", language)
    modal = pattern(phrases("trade", language)["forecast"], language)
    if modal.search(words):
        return False
    before = re.split(known["breaks"], masked.text[max(0, topic.start - 70) : topic.start])[-1]
    return pattern(known["unreal"], language).search(before) is None and modal.search(before) is None


def _period(masked: Masked, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The time a change reaches to, and the one it is reckoned from."""
    language = masked.sentence.language
    known = phrases("trade", language)
    for key in ("between", "compared"):
        match = pattern(known[key], language).search(masked.text, max(0, start - 60))
        if match is None:
            continue
        first = [g for g in ("one", "one2") if g in match.re.groupindex and match[g]]
        ones = masked.dates(match.start(first[0]), match.end(first[0]))
        if key == "between":
            second = "two" if match["two"] else "two2"
            twos = masked.dates(match.start(second), match.end(second))
            if ones and twos:
                return twos[0].span, ones[0].span
        elif ones and _years(ones[0]) > 0:
            return _ends(ones[0])
        elif ones:
            rest = [d for d in masked.sentence.dates if d is not ones[0] and d.span.start is not None]
            return (rest[0].span if len(rest) == 1 else None), ones[0].span
    when = said_when(masked, start, end)
    if when is None or when.span.start is None or when.span.end is None:
        return None, None
    return _ends(when)


def _years(when: DateMention) -> int:
    """How many years a date spans beyond one."""
    first, last = when.span.start, when.span.end
    return last.year - first.year if first is not None and last is not None else 0


def _ends(when: DateMention) -> tuple[Span | None, Span | None]:
    """A stretch of years is a change from its first to its last; one year, from the year before."""
    first, last = when.span.start, when.span.end
    if first is None or last is None:
        return None, None
    if last.year > first.year:
        return Span(last.replace(month=1, day=1), last), Span(first, first)
    return when.span, None


def _balances(masked: Masked, found: list[Topic], discourse: Discourse) -> Iterator[TradeStatement]:
    language = masked.sentence.language
    known = phrases("trade", language)
    for match in form_pattern(known["surplus"], "trade", language).finditer(masked.text):
        one, other = sides(masked, match, "a"), sides(masked, match, "b")
        if len(one) != 1 or not other or one[0] in other or not asserted(masked, match):
            continue
        winner = "+".join(other) if _DEFICIT.match(match["sign"]) else one[0]
        group = "n" if match["n"] else "n2"
        number = _money(masked, match.start(group), match.end(group)) if match[group] else None
        topic = Topic(match.start(), match.end(), "both", one[0], other)
        yield _balance(masked, topic, match.span(), winner, bool(match["very"]), number)
    for match in form_pattern(known["balance"], "trade", language).finditer(masked.text):
        winner_of = sides(masked, match, "winner" if match["winner"] else "winner2")
        about = _about(masked, found, discourse, winner_of)
        if len(winner_of) != 1 or about is None or not asserted(masked, match):
            continue
        yield _balance(masked, about, match.span(), winner_of[0], bool(match["very"]), None)
    yield from _gaps(masked, found, discourse)


def _about(masked: Masked, found: list[Topic], discourse: Discourse, winner: tuple[str, ...]) -> Topic | None:
    """The pair whose balance is meant: of the sentence, else of the page; open where neither tells."""
    for topic in (*found, *_open_pair(masked, discourse)):
        if topic.side and topic.others:
            fits = not winner or winner[0] in (topic.side, *topic.others)
            return topic if fits else None
    return Topic(0, 0, "both", winner[0] if winner else None, ())


def _gaps(masked: Masked, found: list[Topic], discourse: Discourse) -> Iterator[TradeStatement]:
    """Surpluses and deficits of which only one side, or none, stands beside the word."""
    language = masked.sentence.language
    for source in phrases("trade", language)["gap"]:
        for match in form_pattern(source, "trade", language).finditer(masked.text):
            words = match.groupdict()
            winner = next((w for g in _WINNERS if (w := sides(masked, match, g))), ())
            number = _money(masked, match.start("n"), match.end("n")) if words.get("n") else None
            about = _about(masked, found, discourse, winner)
            if len(winner) > 1 or about is None or not asserted(masked, match):
                continue
            if words.get("loser") and (number is None or _OF_TRADE.search(masked.text) is None):
                continue
            if not winner:
                about = replace(about, side=None)
            deficit = _DEFICIT.match(words.get("sign") or "") is not None
            lost = "+".join(o for o in (about.side, *about.others) if o and o not in winner)
            won = (lost if deficit else winner[0]) if winner else ""
            if winner and not won:
                about = replace(about, side=None)
            yield _balance(masked, about, match.span(), won, bool(words.get("very")), number)


def _open_pair(masked: Masked, discourse: Discourse) -> list[Topic]:
    about = discourse.reading.document.about[:2]
    named = {m.actor for m in masked.sentence.actors}
    if len(about) == 2 and named <= set(about):
        return [Topic(0, 0, "both", about[0], about[1:])]
    return []


def _balance(
    masked: Masked, topic: Topic, span: tuple[int, int], winner: str, very: bool, number: NumberMention | None
) -> TradeStatement:
    when = said_when(masked, *span)
    value = Value(number.value, number.unit, "balance") if number else None
    statement = _statement(masked, "trade_balance", topic, span, value, number, when.span if when else None)
    return replace(statement, winner=winner, very=very)


def _shared(masked: Masked, one: Share) -> TradeStatement:
    when = said_when(masked, one.topic.start, one.topic.end)
    span = when.span if when else None
    place = (one.topic.start, one.topic.end)
    if one.rank:
        value = Value(one.rank, "rank", "rank")
        statement = _statement(masked, "trade_share", one.topic, place, value, None, span)
        return replace(statement, rank=one.rank, among=one.among, within=one.within)
    number = one.number
    share = Value(number.value if number.value >= 1 else 100 * number.value, "%", "share") if number else None
    return _statement(masked, "trade_share", one.topic, place, share, number, span)


def _verbs(masked: Masked) -> Iterator[TradeStatement]:
    language = masked.sentence.language
    for form in phrases("trade", language)["verbs"]:
        for match in form_pattern(form["source"], "trade", language).finditer(masked.text):
            one, other = sides(masked, match, "a"), sides(masked, match, "c")
            number = _money(masked, match.start("n"), match.end("n"))
            if len(one) != 1 or not other or number is None or not asserted(masked, match):
                continue
            topic = Topic(*match.span(), direction_of(match["noun"]), one[0], other)
            when = said_when(masked, *match.span())
            value = Value(number.value, number.unit, "level")
            span = when.span if when else None
            yield _statement(masked, "trade_level", topic, match.span(), value, number, span)
    for source in phrases("trade", language)["goods"]:
        for match in form_pattern(source, "trade", language).finditer(masked.text):
            yield from _goods(masked, match)


def _goods(masked: Masked, match: re.Match[str]) -> Iterator[TradeStatement]:
    """So many tonnes, or most, of something sold to somebody."""
    one, other = sides(masked, match, "a"), sides(masked, match, "c")
    if len(one) != 1 or not other or one[0] in other or not asserted(masked, match):
        return
    numbers = masked.numbers(match.start("n"), match.end("n")) if match["n"] else ()
    number = numbers[0] if numbers else None
    when = said_when(masked, *match.span())
    topic = Topic(*match.span(), direction_of(match["noun"]), one[0], other, match["what"].strip())
    value = Value(number.value, number.unit, "level") if number else None
    yield _statement(masked, "trade_level", topic, match.span(), value, number, when.span if when else None)


def _statement(
    masked: Masked,
    kind: KindName,
    topic: Topic,
    span: tuple[int, int],
    value: Value | None,
    number: NumberMention | None,
    time: Span | None,
) -> TradeStatement:
    sentence = masked.sentence
    start, end = span
    if number is not None:
        end = max(end, min(number.end - sentence.start, len(sentence.text)))
    side = topic.side or ""
    return TradeStatement(
        kind, start + sentence.start, end + sentence.start, sentence.text[start:end], sentence,
        tuple(dict.fromkeys(filter(None, (side, *topic.others)))), time, value, side, topic.others,
        topic.direction, topic.goods, number,
    )  # fmt: skip
