"""Which agreement of the record a name or description on a page means, or none for certain."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.basics.text import fold
from multipolar.measures.agreements import Agreement, agreements
from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.mask import Masked, mask, phrases
from multipolar.statements.wording import translated, wording

TREATY = "\u148f"
# A name is meant when its share that is said, and the share of what is said that it holds, have this mean.
_SURE = 0.75
_WORDS = re.compile(r"[^\W_]+")
# Before an organisation's name: what is signed is the treaty behind it.
_SIGNED = re.compile(r"\b(?:sign|initial|ratif)\w{2,5}\s+(?:the\s+)?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NOUNS = frozenset((
    "treaty", "agreement", "convention", "protocol", "charter", "memorandum", "statute", "act", "declaration",
    "zone",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement as a page names it.

    Attributes:
        text: The words.
        start: First character, in the document's text.
        end: Character after the last.
        sides: Actors named within it ("between Chile and Uruguay").
        described: Whether it is a description and no name.
        language: The language of the words.
    """

    text: str
    start: int
    end: int
    sides: tuple[str, ...]
    described: bool
    language: str = "en"

    @property
    def dispute(self) -> bool:
        """Whether a dispute is named, which an agreement settles, and no agreement."""
        return wording("treaty_dispute", self.language).search(self.text) is not None


@cache
def _reference(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    words = phrases("agreement", language)
    if not words:
        return None
    if "name" in words:
        return re.compile(words["name"]), re.compile(words["description"], re.I)
    capital = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,40}(?<![.'’-])"
    small = r"(?:(?:of|on|for|to|the|and|in|against|concerning|establishing|under)\s+){0,3}"
    before = rf"(?:{capital}\s+{small}){{0,12}}?"
    after = rf"(?:\s+(?:between\s+)?(?=[a-z]){small}{capital}(?:\s+{small}{capital}){{0,12}})?"
    name = (
        rf"(?<![\w-])(?:{before}(?:{words['nouns']})(?![\w-]){after}"
        rf"|(?:{words['acronyms']})(?![\w-])(?:\s+[Tt]reaty)?"
        rf"|{capital}\s+(?:{words['small_nouns']})(?![\w-]))"
    )
    described = (
        rf"\b{words['described']}\s+(?:and\s+[\w-]+\s+)?(?:{words['described_nouns']})\b"
        rf"|\b{words['disputes']}\b"
        r"|\b(?:free\s+trade|peace|association|economic\s+partnership)\s+(?:agreement|treaty)\b"
    )
    return re.compile(name), re.compile(described, re.I)


def masked_with_treaties(sentence: Sentence) -> tuple[Masked, tuple[Named, ...]]:
    """A sentence with its agreements masked too, and what they are called."""
    patterns = _reference(sentence.language)
    base = mask(sentence)
    if patterns is None:
        return base, ()
    text = list(base.text)
    found: list[Named] = []
    for described, form in ((False, patterns[0]), (True, patterns[1])):
        for match in form.finditer(sentence.text):
            start, end = _bounds(match, described, sentence)
            if any(s < end and start < e for s, e in ((n.start, n.end) for n in found)):
                continue
            named = _named(sentence, start, end, described)
            found.append(named)
            text[start:end] = TREATY * (end - start)
    # After these an organisation's name is that of the treaty behind it ("RCEP was signed").
    acted_on = wording("treaty_acted_on", sentence.language)
    for mention in sentence.actors:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        free = not any(n.start < end and start < n.end for n in found)
        if (
            mention.kind == "organisation"
            and free
            and (
                acted_on.match(sentence.text, end)
                or _SIGNED.search(sentence.text[max(0, start - 24) : start])
            )
        ):
            found.append(Named(mention.text, start, end, (), False, sentence.language))
            text[start:end] = TREATY * (end - start)
    shifted = tuple(replace(n, start=n.start + sentence.start, end=n.end + sentence.start) for n in found)
    return Masked(sentence, "".join(text)), tuple(sorted(shifted, key=lambda n: n.start))


def _bounds(match: re.Match[str], described: bool, sentence: Sentence) -> tuple[int, int]:
    """Where a name stands, without an article or opening word before it, or a date after it."""
    lead = None if described else wording("treaty_lead", sentence.language).match(match[0])
    start, end = match.start() + (len(lead[0]) if lead else 0), match.end()
    for mention in sentence.dates:
        place = mention.start - sentence.start
        if start < place < end and (
            cut := wording("treaty_date", sentence.language).search(sentence.text[start:place])
        ):
            end = start + cut.start()
    return start, end


def _named(sentence: Sentence, start: int, end: int, described: bool) -> Named:
    tail = wording("treaty_between", sentence.language).match(sentence.text[end:])
    reach = end + (120 if tail else 0)
    inside = [
        m
        for m in sentence.actors
        if m.actor and m.kind in ("state", "organisation") and start <= m.start - sentence.start < reach
    ]
    joined = wording("treaty_joined", sentence.language)
    sides: list[str] = []
    last = end + (tail.end() if tail else 0)
    for mention in inside:
        begin = mention.start - sentence.start
        if begin >= end and not joined.fullmatch(sentence.text[last:begin]):
            break
        sides.append(str(mention.actor))
        last = max(last, mention.end - sentence.start)
    return Named(
        sentence.text[start:end], start, end, tuple(dict.fromkeys(sides)), described, sentence.language
    )


class _Index:
    """The agreements of the record with the weight of each word in their names."""

    def __init__(self, record: Record) -> None:
        self.agreements = agreements(record)
        self.names = {a.id: [content(n) for n in _forms_of(a)] for a in self.agreements}
        self.by_word: dict[str, list[Agreement]] = defaultdict(list)
        seen: Counter[str] = Counter()
        for agreement in self.agreements:
            for word in frozenset().union(*self.names[agreement.id]):
                self.by_word[word].append(agreement)
                seen[word] += 1
        total = len(self.agreements) + 1
        self.weight: Mapping[str, float] = {w: math.log(1 + total / n) for w, n in seen.items()}

    def score(self, agreement: Agreement, said: frozenset[str]) -> float:
        """How well words name an agreement: 0 not at all, 1 exactly. Words of no name count as rare."""
        rare = math.log(2 + len(self.agreements))
        whole_said = sum(self.weight.get(w, rare) for w in said)
        best = 0.0
        for words in self.names[agreement.id]:
            nouns = said & _NOUNS
            if nouns and words & _NOUNS and not nouns & words:
                continue
            common = sum(self.weight[w] for w in words & said)
            whole = sum(self.weight[w] for w in words)
            if whole and whole_said:
                best = max(best, 0.5 * common / whole + 0.5 * common / whole_said)
        return best

    def told_apart(self, agreement: Agreement, said: frozenset[str]) -> bool:
        """Whether words differ from each of its names by one that tells agreements from one another.

        "Comprehensive economic partnership" lacks the "regional" of a name that holds its other words.
        """
        common, names = _common(), self.names[agreement.id]
        if not said - common:
            return said not in names
        return bool(said - common.union(*names)) or all(words - said - common for words in names)


def _forms_of(agreement: Agreement) -> tuple[str, ...]:
    """What an agreement is called, its full name also without what stands in brackets."""
    return tuple(dict.fromkeys((agreement.name, _BRACKETS.sub(" ", agreement.name), *agreement.names)))


@cache
def _common() -> frozenset[str]:
    """Words that many agreements have in their names, and that tell none from another."""
    return _NOUNS | frozenset(phrases("agreement")["common"].split())


_INDEXES: "WeakKeyDictionary[Record, _Index]" = WeakKeyDictionary()


@cache
def content(text: str, language: str = "en") -> frozenset[str]:
    """The words of a name that tell it from others, in English, nouns of agreements brought to one form."""
    words = phrases("agreement")
    stop, alike = frozenset(words["stop"].split()), words["alike"]
    said = _WORDS.findall(fold(text).replace("'s", ""))
    if language != "en":
        said = translated(said, "agreement", language)
    found = (alike.get(w, w) for w in said)
    return frozenset(w for w in found if w not in stop)


def identify(named: Named, sides: Sequence[str], record: Record) -> tuple[Agreement, ...]:
    """The agreements a name may mean, best first; a description means one by its sides.

    Args:
        named: The name or description.
        sides: Actors the clause names as its parties.
        record: The record.
    """
    if record not in _INDEXES:
        _INDEXES[record] = _Index(record)
    index = _INDEXES[record]
    said = content(named.text, named.language)
    everyone = tuple(dict.fromkeys((*named.sides, *sides)))
    if named.described or len(said - _NOUNS) == 0:
        return _by_sides(index, said, everyone)
    candidates = {a.id: a for word in said - _NOUNS for a in index.by_word.get(word, ())}
    parties = frozenset(_persons(everyone))
    meant = (
        a for a in candidates.values()
        if not index.told_apart(a, said) or (len(parties) > 1 and parties <= set(_persons(a.parties)))
    )  # fmt: skip
    scored = sorted(((index.score(a, said), a) for a in meant), key=lambda s: (-s[0], s[1].id))
    if not scored or scored[0][0] < _SURE:
        return _by_sides(index, said, everyone) if len(everyone) > 1 else ()
    return tuple(a for s, a in scored if s >= scored[0][0] - 0.05)


def _by_sides(index: _Index, said: frozenset[str], sides: Sequence[str]) -> tuple[Agreement, ...]:
    """Agreements whose parties are just the sides, of the sort described."""
    wanted = frozenset(_persons(sides))
    if len(wanted) < 2:
        return ()
    return tuple(
        a for a in index.agreements if frozenset(_persons(tuple(a.parties))) == wanted and _of_sort(a, said)
    )


_BORDERS = ("peace", "border", "boundary", "limits", "territorial")
_SORTS = (
    ("trade", ("trade agreement",)), ("peace", ("peace",)), ("association", ("association",)),
    ("strategic", ("strategic",)), ("visa", ("visa",)), ("memorandum", ("memorandum",)),
    ("partnership", ("partnership",)), ("territorial", _BORDERS), ("border", _BORDERS),
    ("boundary", _BORDERS), ("maritime", _BORDERS),
)  # fmt: skip


def _of_sort(agreement: Agreement, said: frozenset[str]) -> bool:
    about = f"{agreement.kind} {agreement.name}".lower()
    asked = [cues for word, cues in _SORTS if word in said]
    return bool(asked) and all(any(cue in about for cue in cues) for cues in asked)


def _persons(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple("RUS" if a == "SUN" else a for a in ids)


def shared_name(named: Named) -> bool:
    """Whether a name is that of a city of state where several agreements were made ("Treaty of Paris")."""
    words = content(named.text, named.language) - _NOUNS
    if len(words) != 1:
        return False
    try:
        actors.find(next(iter(words)))
    except AskedWronglyError:
        return False
    return True
