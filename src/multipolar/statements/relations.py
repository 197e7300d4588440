"""Diplomatic relations: who is said to have begun, broken, resumed or to lack them, and since when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, DateMention, Sentence
from multipolar.record import Record
from multipolar.statements.encounters import (
    Scene,
    cued,
    encounter,
    negated,
    scene,
    spanned,
    trimmed,
    unpeopled,
    unreal,
    when,
)
from multipolar.statements.events import Told, quotation, told
from multipolar.statements.mask import pattern, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.relations_checks import judge
from multipolar.statements.relations_lines import dated_lines
from multipolar.statements.stand_ins import page_pair
from multipolar.statements.walk import apart, matches
from multipolar.statements.wording import wording

Claim = Literal[
    "established", "re-established", "severed", "suspended", "have", "none", "switched", "recognised",
    "anniversary",
]  # fmt: skip

# "Diplomatic relations were established in 1973", on a page about two states: theirs.
_TWO = 2
_BEGUN = re.compile(r"\b(?:diplomatic|official)\b.*\b(?:established|dat(?:e|es|ed))\b", re.I)


@dataclass(frozen=True)
class RelationsStatement(Statement):
    """Two sides stand, came to stand or ceased to stand in diplomatic relations.

    Attributes:
        pairs: The pairs of actors it is about.
        claim: What is said to be or to have happened.
        negated: Whether it is denied.
        past: Whether it is said of the past.
        of: Whom or what was recognised, when it is no actor the registry has.
        told: What a clause tells of relations that is none of these acts: independence, borders, a level, ...
    """

    pairs: tuple[tuple[str, str], ...] = ()
    claim: Claim = "have"
    negated: bool = False
    past: bool = False
    of: str | None = None
    told: str | None = None


class RelationsKind:
    """Statements about diplomatic relations and recognition."""

    names: tuple[KindName, ...] = ("relations",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[RelationsStatement]:
        """One statement for each act."""
        taken: list[tuple[int, int]] = []
        laid_out = list(apart(_laid_out(sentence, discourse), taken))
        yield from laid_out
        topic = sentence.paragraph == discourse.topics.get("relations", (-1, None))[0]
        if not cued("relations", sentence) and not (topic and sentence.dates and sentence.actors):
            return
        shot = scene(sentence, discourse)
        exact = _told(unpeopled(sentence, discourse), discourse)
        for statement in apart(chain(exact, _besides(shot, discourse, taken)), taken):
            discourse.topics["relations"] = (sentence.paragraph, statement)
            yield statement

    def check(self, statement: RelationsStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold it against the acts of the record."""
        return judge(statement, record, discourse.reading.document.date)


def _laid_out(sentence: Sentence, discourse: Discourse) -> Iterator[RelationsStatement]:
    """Days that a label or a row sets beside relations."""
    for found in dated_lines(sentence, discourse):
        pairs = (found.pair,) if found.pair else ()
        yield RelationsStatement(
            "relations", found.start + sentence.start, found.end + sentence.start,
            sentence.text[found.start : found.end], sentence, found.pair or ((found.of,) if found.of else ()),
            found.date.span, None, pairs, "re-established" if found.again else "established",
            told=None if pairs else "dated",
        )  # fmt: skip


def _told(shot: Scene, discourse: Discourse) -> Iterator[RelationsStatement]:
    for form, match in matches("relations", shot):
        if unreal(shot.masked, match.start(), match.end("verb")):
            continue
        statement = _statement(shot, match, form["claim"], discourse)
        if statement is not None:
            yield statement
            yield from _further(shot, statement)


def _besides(
    shot: Scene, discourse: Discourse, taken: Sequence[tuple[int, int]]
) -> Iterator[RelationsStatement]:
    """What clauses tell of relations in other words: independence, borders, their level, envoys."""
    sentence = shot.masked.sentence

    def near() -> bool:
        return bool(sentence.paragraph == discourse.topics.get("relations", (-1, None))[0]) or _spoken_of(
            sentence, discourse
        )

    for found in told("relations", shot, discourse, taken, near):
        start, end, quote = quotation(shot.masked, found)
        actors = found.actors(discourse)
        claim, pair = _understood(found, shot, discourse)
        yield RelationsStatement(
            "relations", start, end, quote, sentence,
            pair or actors, found.span, None, (pair,) if pair else (), claim or "established",
            told=None if pair else str(found.form["claim"]),
        )  # fmt: skip


def _understood(
    found: Told, shot: Scene, discourse: Discourse
) -> tuple[Claim | None, tuple[str, str] | None]:
    """The act that a told clause dates and its two sides, where its words leave one reading."""
    words = phrases("relations", shot.masked.sentence.language)
    told_, clause = found.match.group(), shot.text[found.start : found.end]
    states = tuple(dict.fromkeys(m.actor for m in found.mentions if m.kind in ("state", "territory")))
    if not states and _BEGUN.search(told_):
        pair = page_pair(discourse)
        return ("established", pair) if pair is not None else (None, None)
    if found.form["claim"] not in words.get("dated_acts", ()) or found.negated or found.span is None:
        return None, None
    two = len(states) == _TWO and all(states) and not any(m.kind == "organisation" for m in found.mentions)
    dates = shot.masked.dates(found.clause.start, found.clause.end)
    act = re.search(words["act_words"], told_, re.IGNORECASE)
    if not two or len(dates) != 1 or act is None or found.when is None or found.when.role != "at":
        return None, None
    formal = re.search(words["formal"], clause, re.IGNORECASE) is not None
    claim = _claim_of(act[0], words)
    if claim == "established" and not formal:
        return None, None
    return claim, (str(states[0]), str(states[1]))


def _claim_of(verb: str, words: Mapping[str, Any]) -> Claim:
    if re.search(words["again"], verb, re.IGNORECASE):
        return "re-established"
    if re.search(words["suspended"], verb, re.IGNORECASE):
        return "suspended"
    return "severed" if re.search(words["ended"], verb, re.IGNORECASE) else "established"


def _spoken_of(sentence: Sentence, discourse: Discourse) -> bool:
    """Whether the sentence before, or the heading above, names diplomatic relations or recognition."""
    words = phrases("relations", sentence.language).get("spoken_of")
    if words is None or not sentence.index:
        return False
    before = discourse.reading.sentences[sentence.index - 1]
    near = before.paragraph == sentence.paragraph or before.part == "heading"
    return near and pattern(words, sentence.language).search(before.text) is not None


def _further(shot: Scene, first: RelationsStatement) -> Iterator[RelationsStatement]:
    """What the same sides did later: "and restored them in July 2015"."""
    sentence = shot.masked.sentence
    source = phrases("relations", sentence.language)["further"]
    match = encounter("relations", source, sentence.language).match(shot.text, first.end - sentence.start)
    date = when(shot.masked, *match.span()) if match else None
    if match is None or date is None or not first.pairs:
        return
    start, end = trimmed(sentence, *spanned(sentence, *match.span("verb"), date))
    yield replace(
        first, start=start, end=end, quote=sentence.text[start - sentence.start : end - sentence.start],
        time=date.span, claim=_claim("act", match, sentence.language), negated=False,
    )  # fmt: skip


def _statement(
    shot: Scene, match: re.Match[str], form: str, discourse: Discourse
) -> RelationsStatement | None:
    words = match.groupdict()
    pairs = _pairs(shot, match, discourse)
    what = words.get("what")
    if not pairs and what is None:
        return None
    sentence = shot.masked.sentence
    date = _date(shot, match)
    start, end = trimmed(sentence, *spanned(sentence, *match.span(), date))
    quote = sentence.text[start - sentence.start : end - sentence.start]
    value = _years(shot, match) if form == "anniversary" else None
    if form == "anniversary" and value is None:
        return None
    actors = tuple(dict.fromkeys(a for pair in pairs for a in pair)) or _ids(shot, match, "a")
    denied = bool(words.get("be")) and negated(shot.masked, *match.span("be"))
    past = _past(words["verb"], sentence.language)
    return RelationsStatement(
        "relations", start, end, quote, sentence, actors, _span(date), value, pairs,
        _claim(form, match, sentence.language), denied, past, _of(sentence, match),
    )  # fmt: skip


def _of(sentence: Sentence, match: re.Match[str]) -> str | None:
    if "what" not in match.re.groupindex or match["what"] is None:
        return None
    return sentence.text[match.start("what") : match.end("what")].strip()


def _past(verb: str, language: str) -> bool:
    return wording("related_once", language).search(verb) is not None


def _claim(form: str, match: re.Match[str], language: str) -> Any:  # noqa: ANN401 - a Claim, by a table
    if form != "act":
        return form
    return _claim_of(match["verb"], phrases("relations", language))


def _mentions(shot: Scene, match: re.Match[str], group: str) -> list[ActorMention]:
    if group not in match.re.groupindex or match[group] is None:
        return []
    found = shot.masked.actors(*match.span(group))
    return [m for m in found if m.actor and m.kind != "region"]


def _ids(shot: Scene, match: re.Match[str], *groups: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(m.actor) for g in groups for m in _mentions(shot, match, g)))


def _pairs(shot: Scene, match: re.Match[str], discourse: Discourse) -> tuple[tuple[str, str], ...]:
    """The two sides: told on both sides of "with", or two of a list, or one and whom the page is about."""
    left, right = _ids(shot, match, "a", "a2"), _ids(shot, match, "b", "b2", "c")
    if left and right:
        return tuple((a, b) for a in left for b in right if a != b)
    if len(left) >= 2:
        return ((left[0], left[1]),) if len(left) == 2 else ()
    alone = left or right
    recognising = bool(left) and match.groupdict().get("what") is not None
    if len(alone) != 1 or recognising:
        return ()
    other = _other(shot, alone[0], discourse)
    return ((other, alone[0]),) if other is not None else ()


def _other(shot: Scene, known: str, discourse: Discourse) -> str | None:
    """The side left open: the one other state of the sentence, else the one the page is about."""
    sentence = shot.masked.sentence
    beside = wording("beside", sentence.language)
    others = (
        m.actor
        for m in sentence.actors
        if m.kind == "state" and m.actor != known and not beside.search(shot.text[: m.start - sentence.start])
    )
    states = dict.fromkeys(actor for actor in others if actor)
    if len(states) == 1:
        return next(iter(states))
    about = [a for a in discourse.reading.document.about if a != known]
    return about[0] if len(about) == 1 and not states else None


def _date(shot: Scene, match: re.Match[str]) -> DateMention | None:
    found = when(shot.masked, match.start(), match.end())
    if found is not None:
        return found
    after = shot.text[match.end() : match.end() + 60]
    tail = wording("since_after", shot.masked.sentence.language).match(after)
    dates = shot.masked.dates(match.start(), match.end() + 60)
    since = [d for d in dates if d.role == "since" and d.span.start is not None]
    return since[0] if since or tail else None


def _span(date: DateMention | None) -> Span | None:
    """The time of an act: "since 1992" dates it to 1992."""
    if date is None:
        return None
    if date.role == "since" and date.when is not None:
        return Span.of(date.when)
    if date.role == "since" and date.span.start is not None:
        return Span(date.span.start, date.span.start.replace(month=12, day=31))
    return date.span


def _years(shot: Scene, match: re.Match[str]) -> Value | None:
    """The number of an anniversary."""
    sentence = shot.masked.sentence
    for number in (*shot.masked.numbers(*match.span("verb")), *sentence.ordinals):
        if match.start("verb") <= number.start - sentence.start < match.end("verb"):
            return Value(number.value, "years", "level")
    word = sentence.text[match.start("verb") : match.end("verb")].lower()
    known: dict[str, int] = phrases("relations", sentence.language)["ordinals"]
    for part in re.findall(r"[\w-]+", word):
        if part in known:
            return Value(float(known[part]), "years", "level")
        if digits := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", part):
            return Value(float(digits[1]), "years", "level")
    return None
