"""Which decision a sentence speaks of, as far as the page tells: symbol, date, words, the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from multipolar.basics.text import fold
from multipolar.measures.rollcall_search import WORD, singular
from multipolar.reading.model import ActorMention, DateMention, Sentence
from multipolar.statements.cues import cued
from multipolar.statements.groups import name
from multipolar.statements.mask import STRAY, Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.signs import DATE, RESOLUTION
from multipolar.statements.wording import translated, wording

_REACH = 4
_DAYS: Mapping[str, int] = {"day": 1, "week": 7, "month": 30}
_BEFORE = 40


@dataclass(frozen=True)
class Reference:
    """What a page says of the decision it means.

    Attributes:
        symbols: Symbols written.
        dates: Times written beside it.
        words: Folded content words that describe it.
        body: ``GA``, or another body that the sentence names.
        years_later: Years after the decision spoken of before, when so phrased.
        previous: The decision spoken of before.
        sentence: Number of the sentence.
        loose: Folded content words of all it says, which tell a decision only among few.
        places: Words of the states that the decision is said to be about.
        every: Whether every decision on the matter is meant.
        days_later: Days after the decision spoken of before, about; for months, weeks and days.
    """

    symbols: tuple[str, ...]
    dates: tuple[DateMention, ...]
    words: frozenset[str]
    body: str
    years_later: int | None
    previous: "Reference | None"
    sentence: int
    loose: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days_later: int | None = None
    every: bool = False

    @property
    def bare(self) -> bool:
        """Whether it says nothing of its own and stands for the one before."""
        later = self.years_later is not None or self.days_later is not None
        return not self.symbols and not self.dates and not self.words and not later


NO_REFERENCE = Reference((), (), frozenset(), "GA", None, None, -1)


def reference(masked: Masked, discourse: Discourse) -> Reference | None:
    """The decision a sentence, or a part of it, speaks of, or ``None`` when it speaks of none."""
    index: int
    answers: dict[str, Reference | None]
    index, answers = discourse.topics.get("resolution asked", (-1, {}))
    if index != masked.sentence.index:
        answers = {}
        discourse.topics["resolution asked"] = (masked.sentence.index, answers)
    if masked.text not in answers:
        answers[masked.text] = _reference(masked, discourse)
    return answers[masked.text]


def _reference(masked: Masked, discourse: Discourse) -> Reference | None:
    sentence = masked.sentence
    current: Reference | None = discourse.topics.get("resolution")
    left = discourse.topics.get("assembly left", -1)
    near = current is not None and left < current.sentence and sentence.index - current.sentence <= _REACH
    own = _own(masked, current, _said_before(sentence, discourse))
    if own.bare and near and current is not None:
        return _carry(current, sentence, discourse)
    if own.bare and not (own.loose and _says(masked, "news")):
        return None
    discourse.topics["resolution"] = own
    return own


def note_years(masked: Masked, discourse: Discourse) -> None:
    """Keep "three years later" of a sentence that names no decision, for the one that does."""
    if (shift := _years_later(masked)) is not None:
        discourse.topics["years later"] = (masked.sentence.paragraph, shift)


def _said_before(sentence: Sentence, discourse: Discourse) -> int | None:
    """Years set earlier in the paragraph ("three years later") for the decision that follows; used once."""
    paragraph, shift = discourse.topics.pop("years later", (None, None))
    return shift if paragraph == sentence.paragraph else None


def _says(masked: Masked, key: str) -> bool:
    language = masked.sentence.language
    return cued(phrases("resolution", language)[key], masked.text, language)


def _carry(current: Reference, sentence: Sentence, discourse: Discourse) -> Reference:
    carried = replace(current, sentence=sentence.index)
    discourse.topics["resolution"] = carried
    return carried


def _own(masked: Masked, current: Reference | None, said_before: int | None) -> Reference:
    sentence = masked.sentence
    later = _years_later(masked) if current is not None else None
    every = _every(masked)
    anniversary = _anniversary(masked)
    if anniversary is not None and later is None and current is not None:
        later = anniversary
    if later is None and not sentence.dates and current is not None and _says(masked, "resolution"):
        later = said_before
    # Words such as "now" stand unmasked, and date nothing.
    dates = tuple(
        d
        for d in sentence.dates
        if d.span.start is not None
        and (d.span.end is not None or every)
        and masked.text[d.start - sentence.start] == DATE
    )
    part = len(masked.text.strip()) < len(sentence.text.strip())
    if not part and not _says(masked, "dated"):
        dates = ()
    symbols = tuple(
        r.symbol for r in sentence.resolutions if masked.text[r.start - sentence.start] == RESOLUTION
    )
    words = _words(masked) | ({"anniversary"} if anniversary is not None else set())
    same = _says(masked, "same") and not sentence.resolutions
    if same and not words and later is None and not any(d.when and d.when.day for d in dates):
        dates = ()
    council = wording("security_council", sentence.language).search(sentence.text)
    body = "SC" if council else "GA"
    if any(r.body == "SC" for r in sentence.resolutions):
        body = "SC"
    days = _days_later(masked) if current is not None and not dates and later is None else None
    told = _loose(masked)
    return Reference(symbols, dates, words, body, later, _cut(current), sentence.index, *told, days, every)


def _every(masked: Masked) -> bool:
    """Whether all decisions on a matter are spoken of: "every text on Ukraine since 2022"."""
    source = phrases("resolution", masked.sentence.language).get("every")
    return source is not None and pattern(source, masked.sentence.language).search(masked.text) is not None


def _cut(current: Reference | None) -> Reference | None:
    """The decision before, with the one before that and no more."""
    if current is None or current.previous is None or current.previous.previous is None:
        return current
    return replace(current, previous=replace(current.previous, previous=None))


def _words(masked: Masked) -> frozenset[str]:
    language = masked.sentence.language
    words = phrases("resolution", language)
    found: set[str] = set()
    for key in ("topic", "quoted", "document", "before", "lead"):
        for match in pattern(words[key], language).finditer(masked.text) if words.get(key) else ():
            start, end = match.span("words")
            if key != "quoted" and "words_end" in words:
                stop = pattern(words["words_end"], language).search(masked.text, start, end)
                end = stop.start() if stop else end
            found |= content_words(masked, start, end)
    return frozenset(found)


def _loose(masked: Masked) -> tuple[frozenset[str], frozenset[str]]:
    """Content words of a stretch, but for states that do something in it; and the names of those told of."""
    language, offset = masked.sentence.language, masked.sentence.start
    words = phrases("resolution", language)
    if "about" not in words:
        return frozenset(), frozenset()
    about, own = pattern(words["about"], language), pattern(words["own"], language)

    def told_of(mention: ActorMention) -> bool:
        place = mention.start - offset
        if own.match(masked.text, place + len(mention.text)):
            return False
        if mention.form == "demonym" or masked.text[place + len(mention.text) :][:2] in ("'s", "’s"):
            return True
        before = masked.text[max(0, place - _BEFORE) : place]
        return about.search(before) is not None

    mentions = [m for m in masked.actors(0, len(masked.text)) if told_of(m)]
    mentions = [m for m in mentions if masked.text[m.start - offset : m.end - offset].strip()]
    states = [
        m for m in mentions
        if m.kind in ("state", "territory") and masked.text[m.end - offset :][:2] not in ("'s", "’s")
    ]  # fmt: skip
    return frozenset(_content(masked, masked.text, mentions)), frozenset(_content(masked, "", states))


def content_words(masked: Masked, start: int, end: int) -> set[str]:
    """Folded words of a stretch without stop words; actors give the words of their English names."""
    return _content(masked, masked.text[start:end], masked.actors(start, end))


def _content(masked: Masked, text: str, mentions: Iterable[ActorMention]) -> set[str]:
    language = masked.sentence.language
    stop = set(phrases("resolution", language)["stop"].split())
    words = {w for w in WORD.findall(fold(STRAY.sub(" ", text))) if w not in stop}
    if language != "en":
        words = set(translated(words, "resolution", language))
    for mention in mentions:
        for actor in mention.actors:
            words |= {w for w in WORD.findall(fold(name(actor))) if w not in stop}
    return set(alike(singular(w) for w in words) if language == "en" else alike(words))


def alike(words: Iterable[str]) -> frozenset[str]:
    """Words with those that mean the same as one: a truce is a ceasefire."""
    known = _alike()
    return frozenset(other for word in words for other in known.get(word, (word,)))


@cache
def _alike() -> Mapping[str, tuple[str, ...]]:
    groups: Mapping[str, str] = phrases("resolution")["alike"]
    return {word: tuple(main.split()) for main, others in groups.items() for word in others.split()}


def _anniversary(masked: Masked) -> int | None:
    """Which anniversary a sentence dates by ("on the first anniversary of the invasion")."""
    language = masked.sentence.language
    words = phrases("resolution", language)
    match = pattern(words["anniversary"], language).search(masked.text)
    if match is None:
        return None
    ordinals: dict[str, int] = words["ordinals"]
    return ordinals[(match["ordinal"] or "first").lower()]


def _years_later(masked: Masked) -> int | None:
    language = masked.sentence.language
    match = pattern(phrases("resolution", language)["later"], language).search(masked.text)
    if match is None:
        return None
    if match["one"]:
        return 1
    group = "n" if match["n"] else "n2"
    numbers = masked.numbers(match.start(group), match.end(group))
    return int(numbers[0].value) if numbers else None


def _days_later(masked: Masked) -> int | None:
    """About how many days after the decision before, where weeks or months are told."""
    language = masked.sentence.language
    source = phrases("resolution", language).get("soon_after")
    match = pattern(source, language).search(masked.text) if source else None
    if match is None:
        return None
    numbers = masked.numbers(match.start("n"), match.end("n")) if match["n"] else ()
    many = int(numbers[0].value) if numbers else 1
    return many * _DAYS[(match["unit"] or match["unit2"]).lower().rstrip("s")]
