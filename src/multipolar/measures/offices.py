"""Who held which office when, and whether two spellings can name one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from multipolar.basics.cyrillic import is_cyrillic, latin
from multipolar.basics.dates import PartialDate, Span
from multipolar.basics.text import fold
from multipolar.record import Record

_ALIKE = 0.84
_SHORTEST_ALIKE = 6
_PARTICLES = frozenset((
    "de", "del", "la", "las", "los", "da", "do", "dos", "das", "di", "van", "von", "der", "den", "bin",
    "bint", "ibn", "al", "el", "e", "y", "du", "le", "ben", "abu",
))  # fmt: skip
# Romanisations differ in these; each is brought to one spelling before names are compared.
_SOUNDS = (
    (r"tch|tsch|č|ç", "ch"), (r"zh|dzh|dj", "j"), (r"kh", "h"), (r"sch|sh", "s"), (r"ph", "f"),
    (r"ou|oo", "u"),
    (r"w", "v"), (r"x", "ks"), (r"(?:[eiy]y|iy|ij|ii|ei|ey|yi|y)", "i"), (r"(.)\1", r"\1"), (r"['’`-]", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office.

    Attributes:
        person: Name in its usual English form.
        title: ``president``, ``foreign_minister``, ...
        actor: The state or organisation.
        start: First day, as finely as known.
        end: Last day; ``None`` while in office.
        row: The row of the record.
    """

    person: str
    title: str
    actor: str | None
    start: PartialDate | None
    end: PartialDate | None
    row: Any

    def held(self, when: Span) -> bool:
        """Whether the tenure covers any day of a span (dates known to the year read generously)."""
        starts = self.start is None or when.end is None or self.start.first <= when.end
        ends = self.end is None or when.start is None or when.start <= self.end.last
        return starts and ends

    @property
    def words(self) -> str:
        """Person and dates in words."""
        return f"{self.person} ({self.start or '?'} to {self.end or 'today'})"


_TENURES: "WeakKeyDictionary[Record, tuple[Tenure, ...]]" = WeakKeyDictionary()
# Whom a name may mean, by record: pages say the same names over and over.
_NAMED: "WeakKeyDictionary[Record, dict[str, tuple[Tenure, ...]]]" = WeakKeyDictionary()
_MOST_NAMES = 10_000


def tenures(record: Record) -> tuple[Tenure, ...]:
    """Every tenure of the record."""
    if record not in _TENURES:
        _TENURES[record] = tuple(_tenure(row) for row in record.rows("office"))
    return _TENURES[record]


def of_person(record: Record, name: str, titles: Iterable[str] = ()) -> tuple[Tenure, ...]:
    """The tenures of everyone whom a name as written may mean, in offices of some titles or of all."""
    wanted = frozenset(titles)
    known = _NAMED.setdefault(record, {})
    if name not in known:
        if len(known) >= _MOST_NAMES:
            known.clear()
        known[name] = tuple(t for t in tenures(record) if may_be_same(name, t.person))
    return tuple(t for t in known[name] if not wanted or t.title in wanted)


def holders(record: Record, actor: str, title: str, when: Span) -> tuple[Tenure, ...]:
    """Who held an office of an actor within a span."""
    return tuple(t for t in tenures(record) if t.actor == actor and t.title == title and t.held(when))


@lru_cache(maxsize=65_536)
def may_be_same(written: str, known: str) -> bool:
    """Whether a name as written can mean a person: its surname is one of theirs, other names do not clash.

    >>> may_be_same("Sergei Lavrov", "Sergey Lavrov"), may_be_same("George Bush", "Kate Bush")
    (True, False)
    """
    said, held = _sounds(written), _sounds(known)
    if not said or not held:
        return False
    # A name alone is a surname; a first name or a family name set first ("Xi") must stand letter for letter.
    surname = _in(said[-1], held[1:] or held) or (len(said) == 1 and said[0] == held[0])
    return surname and (len(said) == 1 or _fits(said[0], held))


def _fits(given: str, held: tuple[str, ...]) -> bool:
    if len(given) == 1:
        return any(h.startswith(given) for h in held)
    return _in(given, held) or any(len(h) == 1 and given.startswith(h) for h in held)


def _in(word: str, words: Iterable[str]) -> bool:
    return any(word == w or _alike(word, w) for w in words)


def _alike(one: str, other: str) -> bool:
    """Whether two spellings differ by no more than a romanisation; short names must be the same."""
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    if shorter < _SHORTEST_ALIKE or 2 * shorter < _ALIKE * both:  # the ratio can be no larger
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


@lru_cache(maxsize=8192)
def _sounds(name: str) -> tuple[str, ...]:
    spelled = latin(name) if is_cyrillic(name) else fold(name)
    words = [w.strip(".") for w in re.split(r"[\s\u00a0-]+", spelled.replace(".", ". "))]
    plain = [w for w in words if w and w not in _PARTICLES]
    for pattern, sound in _SOUNDS:
        plain = [re.sub(pattern, sound, w) for w in plain]
    return tuple(w for w in plain if w)


def _tenure(row: dict[str, Any]) -> Tenure:
    return Tenure(
        row["person"], row["title"], row["actor"], PartialDate.stored(row["start"], row["start_precision"]),
        PartialDate.stored(row["end"], row["end_precision"]), row,
    )  # fmt: skip
