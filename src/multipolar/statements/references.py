"""Which decision a sentence speaks of, as far as the page tells: symbol, date, words, the one before."""

import re
from dataclasses import dataclass

from multipolar.basics.text import fold
from multipolar.reading.model import DateMention, Sentence
from multipolar.statements.cues import cued
from multipolar.statements.groups import name
from multipolar.statements.mask import STRAY, Masked, pattern, phrases
from multipolar.statements.model import Discourse
from multipolar.statements.signs import DATE
from multipolar.statements.wording import translated, wording

_WORD = re.compile(r"[^\W\d_]{3,}")
_REACH = 4


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
    """

    symbols: tuple[str, ...]
    dates: tuple[DateMention, ...]
    words: frozenset[str]
    body: str
    years_later: int | None
    previous: "Reference | None"
    sentence: int

    @property
    def bare(self) -> bool:
        """Whether it says nothing of its own and stands for the one before."""
        return not self.symbols and not self.dates and not self.words and self.years_later is None


NO_REFERENCE = Reference((), (), frozenset(), "GA", None, None, -1)


def reference(masked: Masked, discourse: Discourse) -> Reference | None:
    """The decision a sentence speaks of, or ``None`` when it speaks of none."""
    asked: int | None
    answer: Reference | None
    asked, answer = discourse.topics.get("resolution asked", (None, None))
    if asked != masked.sentence.index:
        answer = _reference(masked, discourse)
        discourse.topics["resolution asked"] = (masked.sentence.index, answer)
    return answer


def _reference(masked: Masked, discourse: Discourse) -> Reference | None:
    sentence = masked.sentence
    current: Reference | None = discourse.topics.get("resolution")
    left = discourse.topics.get("assembly left", -1)
    near = current is not None and left < current.sentence and sentence.index - current.sentence <= _REACH
    if not _says(masked, "cue"):
        if near and current is not None:
            return _carry(current, sentence, discourse)
        return None
    own = _own(masked, current, _said_before(sentence, discourse))
    if own.bare:
        return _carry(current, sentence, discourse) if near and current is not None else None
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
    carried = Reference(
        current.symbols, current.dates, current.words, current.body, current.years_later,
        current.previous, sentence.index,
    )  # fmt: skip
    discourse.topics["resolution"] = carried
    return carried


def _own(masked: Masked, current: Reference | None, said_before: int | None) -> Reference:
    sentence = masked.sentence
    later = _years_later(masked) if current is not None else None
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
        and d.span.end is not None
        and masked.text[d.start - sentence.start] == DATE
    )
    if not _says(masked, "dated"):
        dates = ()
    words = _words(masked) | ({"anniversary"} if anniversary is not None else set())
    same = _says(masked, "same") and not sentence.resolutions
    if same and not words and later is None and not any(d.when and d.when.day for d in dates):
        dates = ()
    council = wording("security_council", sentence.language).search(sentence.text)
    body = "SC" if council else "GA"
    if any(r.body == "SC" for r in sentence.resolutions):
        body = "SC"
    return Reference(
        tuple(r.symbol for r in sentence.resolutions), dates, words, body, later, current, sentence.index
    )


def _words(masked: Masked) -> frozenset[str]:
    language = masked.sentence.language
    found: set[str] = set()
    for key in ("topic", "quoted", "document", "before", "lead"):
        source = phrases("resolution", language).get(key)
        for match in pattern(source, language).finditer(masked.text) if source else ():
            found |= content_words(masked, match.start("words"), match.end("words"))
    return frozenset(found)


def content_words(masked: Masked, start: int, end: int) -> set[str]:
    """Folded words of a stretch without stop words; actors give the words of their English names."""
    stop = set(phrases("resolution", masked.sentence.language)["stop"].split())
    plain = STRAY.sub(" ", masked.text[start:end])
    words = {w for w in _WORD.findall(fold(plain)) if w not in stop}
    if masked.sentence.language != "en":
        words = set(translated(words, "resolution", masked.sentence.language))
    for mention in masked.actors(start, end):
        for actor in mention.actors:
            words |= {w for w in _WORD.findall(fold(name(actor))) if w not in stop}
    language = masked.sentence.language
    return {singular(w) for w in words} if language == "en" else words


def singular(word: str) -> str:
    """A crude stem that unites singular and plural of English nouns."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return (
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


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
