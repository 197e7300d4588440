"""What a statement, a piece of evidence and a finding are, and the verdicts there can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol, TypeVar

from multipolar.basics.dates import Span
from multipolar.reading.model import Reading, Sentence
from multipolar.record import Record

KindName = Literal[
    "vote", "tally", "trade_level", "trade_balance", "trade_share", "trade_change", "complementarity",
    "tariff", "membership", "composition", "office", "visit", "meeting", "agreement", "relations",
    "reliance", "indicator", "rank", "share", "sanction", "visa", "mission", "conflict", "project",
    "quantity", "consistency", "opinion",
]  # fmt: skip


class Verdict(StrEnum):
    """What the record says of a statement (the definitions are in docs/verdicts.md)."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    PREMATURE = "premature"
    DEPENDS = "depends"
    SILENT = "silent"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a statement claims: its unit, and whether it is a level, share, growth, ..."""

    number: float
    unit: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the record that bears on a statement."""

    source: str
    release: str
    locator: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Statement:
    """A typed, checkable thing that a sentence says. Each kind adds its own fields in a subclass.

    Attributes:
        kind: The kind's name.
        start: First character in the document's text.
        end: Character after the last.
        quote: Exactly ``text[start:end]``.
        sentence: The sentence it stands in.
        actors: Ids of the actors it is about, in order of mention.
        time: The time it speaks of, or ``None``.
        value: The number it claims, or ``None``.
    """

    kind: KindName
    start: int
    end: int
    quote: str
    sentence: Sentence
    actors: tuple[str, ...] = ()
    time: Span | None = None
    value: Value | None = None


@dataclass(frozen=True)
class Judgement:
    """What a check answers: verdict, one sentence of reason with the numbers, rows, a command."""

    verdict: Verdict
    statement: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    reproduce: str = ""


@dataclass(frozen=True)
class Finding:
    """A statement with its judgement, numbered within its document."""

    id: str
    claim: Statement
    judgement: Judgement


@dataclass
class Discourse:
    """What the sentences so far leave open for the next: the resolution under discussion, groups, dates.

    Kinds may read and write ``topics``; the audit hands one discourse through a document in order.
    """

    reading: Reading
    topics: dict[str, Any] = field(default_factory=dict)


S = TypeVar("S", bound=Statement)


class Kind(Protocol[S]):
    """One kind of statement: how it is phrased, and how the record answers it."""

    names: tuple[KindName, ...]

    def find(self, sentence: Sentence, discourse: Discourse, /) -> Iterable[S]:
        """Statements of this kind in one sentence."""
        ...

    def check(self, statement: S, record: Record, discourse: Discourse, /) -> Judgement | None:
        """What the record says of one of them; ``None`` when it turns out to state nothing of the kind."""
        ...
