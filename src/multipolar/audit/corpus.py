"""Many documents side by side: what each came to, what several say, and where two disagree."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from multipolar.audit.facts import Said, said
from multipolar.audit.ranking import ORDER, PROBLEMS
from multipolar.audit.report import Report

_WORST = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of the audit of one document, so that thousands fit in memory.

    Attributes:
        path: The document, as the person named it.
        title: Its title.
        date: Its day of speaking.
        characters: Its length.
        counts: Findings by verdict.
        worst: The findings that matter most, of those that are wrong or hang on a definition.
        said: Its statements.
        seconds: What the audit took.
    """

    path: str
    title: str | None
    date: date | None
    characters: int
    counts: dict[str, int]
    worst: tuple[Said, ...]
    said: tuple[Said, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the number of the document in the corpus, and the finding."""

    document: int
    finding: Said


@dataclass(frozen=True, slots=True)
class Repeated:
    """One statement that several documents make."""

    statement: str
    kind: str
    places: tuple[Place, ...]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts it got, the gravest first; they may differ with the day of speaking."""
        found = {place.finding.verdict for place in self.places}
        return tuple(verdict.value for verdict in ORDER if verdict.value in found)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question that documents answer differently: each answer with its places."""

    topic: str
    answers: tuple[tuple[str, tuple[Place, ...]], ...]


def summary(report: Report) -> Summary:
    """What to keep of a report."""
    kept = {finding.id: one for finding in report.findings if (one := said(finding)) is not None}
    worst: dict[str, Said] = {}  # what a document says twice counts once here
    for finding in report.ranked:
        if finding.judgement.verdict in PROBLEMS and finding.id in kept:
            worst.setdefault(kept[finding.id].key, kept[finding.id])
    document = report.document
    return Summary(
        document.path, document.title, document.date, len(document.text), report.counts,
        tuple(worst.values())[:_WORST], tuple(kept.values()), report.seconds,
    )  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """The documents of one call, in the order read.

    Attributes:
        documents: What each came to.
        failed: Documents that could not be read: name and reason.
    """

    documents: tuple[Summary, ...]
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Findings of all documents by verdict."""
        total: Counter[str] = Counter()
        for document in self.documents:
            total.update(document.counts)
        return {verdict.value: total[verdict.value] for verdict in ORDER}

    @property
    def ranked(self) -> tuple[int, ...]:
        """Numbers of the documents, those with most that is wrong first, in the order read among equals."""
        grave = [verdict.value for verdict in PROBLEMS]
        keys = [tuple(-document.counts[verdict] for verdict in grave) for document in self.documents]
        return tuple(sorted(range(len(keys)), key=lambda number: (keys[number], number)))

    def repeated(self) -> tuple[Repeated, ...]:
        """Statements that two documents or more make: wrong ones first, then by how many make them."""
        groups: dict[str, list[Place]] = {}
        for place in self._places():
            groups.setdefault(place.finding.key, []).append(place)
        found = [
            Repeated(places[0].finding.statement, places[0].finding.kind, tuple(places))
            for places in groups.values()
            if len({place.document for place in places}) > 1
        ]
        order = {verdict.value: number for number, verdict in enumerate(ORDER)}
        return tuple(
            sorted(found, key=lambda r: (order[r.verdicts[0]], -len(r.places), r.places[0].document))
        )

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Questions that documents answer differently, in the order in which they first come up."""
        topics: dict[str, dict[str, list[Place]]] = {}
        for place in self._places():
            for fact in place.finding.facts:
                topics.setdefault(fact.topic, {}).setdefault(fact.value, []).append(place)
        return tuple(
            Disagreement(topic, tuple((value, tuple(places)) for value, places in answers.items()))
            for topic, answers in topics.items()
            if len(answers) > 1 and _apart(answers.values())
        )

    def to_dict(self) -> dict[str, Any]:
        """The overview as one JSON object."""
        return {
            "documents": [
                {"path": d.path, "title": d.title, "characters": d.characters, "counts": d.counts}
                for d in self.documents
            ],
            "failed": [{"path": path, "reason": reason} for path, reason in self.failed],
            "counts": self.counts,
            "repeated": [
                {"statement": r.statement, "kind": r.kind, "verdicts": list(r.verdicts),
                 "places": self._named(r.places)}
                for r in self.repeated()
            ],
            "disagreements": [
                {"topic": d.topic, "answers": {value: self._named(places) for value, places in d.answers}}
                for d in self.disagreements()
            ],
        }  # fmt: skip

    def _named(self, places: Iterable[Place]) -> list[dict[str, str]]:
        return [{"path": self.documents[p.document].path, "finding": p.finding.id} for p in places]

    def _places(self) -> Iterator[Place]:
        for number, document in enumerate(self.documents):
            for one in document.said:
                yield Place(number, one)


def _apart(answers: Iterable[list[Place]]) -> bool:
    """Whether the answers come from more than one document."""
    return len({place.document for places in answers for place in places}) > 1
