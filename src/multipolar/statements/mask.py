"""How phrasings are matched: a sentence with its mentions masked, and patterns written with their names.

A sentence is copied with every actor, date, number and resolution replaced by a private character of
the same length, so that a pattern such as ``{LIST} abstained`` matches any states and its offsets are
those of the document. Patterns stand in ``phrases/*.yml``, one file a kind and language.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from multipolar.reading.model import ActorMention, DateMention, NumberMention, ResolutionMention, Sentence
from multipolar.statements.phrasing import Phrasing
from multipolar.statements.signs import DATE, NUMBER, ORGANISATION, REGION, RESOLUTION, STATE, WRITTEN

STRAY = re.compile(f"[{STATE}{ORGANISATION}{REGION}{NUMBER}{DATE}{RESOLUTION}]")
_NAME = re.compile(r"\{([A-Z_]+)\}")
_KIND = {"state": STATE, "territory": STATE, "organisation": ORGANISATION, "region": REGION}


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence in masked form. Positions in ``text`` plus ``sentence.start`` are the document's."""

    sentence: Sentence
    text: str

    def actors(self, start: int, end: int) -> tuple[ActorMention, ...]:
        """The actor mentions that begin within a stretch of ``text``."""
        return _within(self.sentence.actors, start + self.sentence.start, end + self.sentence.start)

    def dates(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The date mentions that begin within a stretch of ``text``."""
        return _within(self.sentence.dates, start + self.sentence.start, end + self.sentence.start)

    def numbers(self, start: int, end: int) -> tuple[NumberMention, ...]:
        """The number mentions that begin within a stretch of ``text``."""
        return _within(self.sentence.numbers, start + self.sentence.start, end + self.sentence.start)

    def resolutions(self, start: int, end: int) -> tuple[ResolutionMention, ...]:
        """The resolution mentions that begin within a stretch of ``text``."""
        return _within(self.sentence.resolutions, start + self.sentence.start, end + self.sentence.start)


def _within(mentions: tuple[Any, ...], start: int, end: int) -> tuple[Any, ...]:
    low = bisect_left(mentions, start, key=lambda m: m.start)
    high = bisect_left(mentions, end, key=lambda m: m.start)
    return mentions[low:high]


_last: "tuple[Sentence, Masked] | None" = None


def mask(sentence: Sentence) -> Masked:
    """Mask a sentence; actors win over dates, dates over numbers where they overlap.

    Every kind asks for the sentence at hand, so the last one is kept.
    """
    global _last
    kept = _last
    if kept is None or kept[0] is not sentence:
        kept = _last = (sentence, _masked(sentence))
    return kept[1]


def _masked(sentence: Sentence) -> Masked:
    text = list(STRAY.sub(" ", sentence.text))
    adverbs = _words("adverbs", sentence.language)
    dates = tuple(d for d in sentence.dates if not adverbs.fullmatch(d.text))
    layers: list[tuple[tuple[Any, ...], str | None]] = [
        (_counting(sentence), NUMBER), (dates, DATE), (sentence.resolutions, RESOLUTION),
        (sentence.actors, None),
    ]  # fmt: skip
    for mentions, sign in layers:
        for mention in mentions:
            letter = sign or _KIND[mention.kind]
            start, end = mention.start - sentence.start, mention.end - sentence.start
            text[start:end] = letter * (end - start)
    return Masked(sentence, "".join(text))


def _counting(sentence: Sentence) -> tuple[NumberMention, ...]:
    """The numbers but for the "one" of "one of the members", and an article, which count nothing."""
    text, start = sentence.text, sentence.start
    one_of = _words("one_of", sentence.language)
    return tuple(
        n for n in sentence.numbers
        if n.value != 1 or not one_of.match(text, n.start - start)
    )  # fmt: skip


def _words(key: str, language: str) -> Phrasing:
    """What ``phrases/words.<language>.yml`` says; the English words where a language has no such file."""
    own = phrases("words", language)
    return pattern(own[key], language) if own else pattern(phrases("words")[key])


def spans(masked: Masked, pattern: Phrasing) -> Iterator[re.Match[str]]:
    """Every match of a pattern in the masked sentence."""
    yield from pattern.finditer(masked.text)


@cache
def phrases(name: str, language: str = "en") -> dict[str, Any]:
    """The phrasings of ``phrases/<name>.<language>.yml`` as written; empty when the language has none."""
    import yaml

    file = files("multipolar.statements").joinpath("phrases", f"{name}.{language}.yml")
    if not file.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return loaded


@cache
def _fragments(language: str) -> dict[str, str]:
    """Named parts of patterns; a list in the file is a choice between its items."""
    held: dict[str, str | list[str]] = phrases("common", language)["fragments"]
    return {name: "|".join(part) if isinstance(part, list) else part.strip() for name, part in held.items()}


@cache
def pattern(source: str, language: str = "en") -> Phrasing:
    """A phrasing ready to be looked for: ``{NAME}`` is a fragment of ``phrases/common.<language>.yml``."""
    return Phrasing(expanded(source, language))


@cache
def expanded(source: str, language: str = "en") -> str:
    """A phrasing with its fragments and signs written out."""
    fragments = _fragments(language)
    whole = source.strip()
    while (replaced := _NAME.sub(lambda m: f"(?:{fragments[m[1]]})", whole)) != whole:
        whole = replaced
    for name, sign in WRITTEN.items():
        whole = whole.replace(name, sign)
    return whole
