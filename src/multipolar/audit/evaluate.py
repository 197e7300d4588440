"""How well audits find and judge statements that people have labelled (definitions in docs/accuracy.md)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from multipolar import reading
from multipolar.audit.labels import Label
from multipolar.audit.run import audit
from multipolar.basics.dates import Span
from multipolar.basics.errors import DocumentError
from multipolar.record import Record
from multipolar.statements.model import Finding, Verdict

Place = Literal["fits", "beside", "wrong kind", "nothing there", "not checkable"]
Outcome = Literal["missed", "right", "wrong", "open", "not known"]

GIVEN = (
    Verdict.SUPPORTED, Verdict.IMPRECISE, Verdict.CONTRADICTED, Verdict.SUPERSEDED, Verdict.PREMATURE,
)  # fmt: skip
# What holds only for one time still answers what was labelled for the time of speaking.
_WHEN_SAID = {Verdict.SUPERSEDED: "supported", Verdict.PREMATURE: "contradicted"}
_SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
# Numbers are read from the same digits: what differs by more than rounding is another number.
_SAME = 0.005


@dataclass(frozen=True, slots=True)
class Answered:
    """A label, and the findings that answer it: those that fit and overlap most; none when it was missed.

    ``spoken`` is the date of speaking, which a finding that states no time speaks of.
    """

    label: Label
    findings: tuple[Finding, ...] = ()
    spoken: date | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the findings together; where they differ, it is right in part: imprecise."""
        verdicts = {f.judgement.verdict for f in self.findings}
        given = verdicts & set(GIVEN)
        if len(verdicts) < 2 or not given:
            return min(verdicts, default=None)
        return next(iter(given)) if len(given) == 1 else Verdict.IMPRECISE

    @property
    def outcome(self) -> Outcome:
        """Whether it was found, and whether the verdict is the labelled truth."""
        verdict, truth = self.verdict, self.label.truth
        if verdict is None:
            return "missed"
        if verdict not in GIVEN:
            return "open"
        if truth == "unknown":
            return "not known"
        return "right" if truth in (verdict.value, _WHEN_SAID.get(verdict)) else "wrong"


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and whether what it says was labelled where it stands."""

    doc: str
    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over the labels of one type, or over all.

    Attributes:
        labels: How many there are.
        found: Those that a fitting finding overlaps.
        actors: Labelled actors named by those findings, and how many were labelled.
        time: Times of found labels that the findings' times overlap, and how many were labelled.
        value: Numbers of found labels that are the findings' numbers, and how many were labelled.
        verdict: Verdicts given that are the labelled truth, and how many were given where it is known.
        open: Found labels whose verdict is ``depends``, ``silent`` or ``not_checkable``.
        libels: Supported statements called contradicted.
    """

    labels: int
    found: int
    actors: tuple[int, int]
    time: tuple[int, int]
    value: tuple[int, int]
    verdict: tuple[int, int]
    open: int
    libels: int

    @property
    def recall(self) -> float | None:
        """Share of the labels found; ``None`` without labels."""
        return self.found / self.labels if self.labels else None


@dataclass(frozen=True)
class Evaluation:
    """Everything labelled and everything found, set side by side, in order of document and place."""

    answered: tuple[Answered, ...]
    placed: tuple[Placed, ...]
    documents: int = 0
    types: tuple[str, ...] = field(default=())

    def score(self, type_: str | None = None) -> Score:
        """The counts of one type of label, or of all."""
        return _score([a for a in self.answered if type_ in (None, a.label.type)])

    def findings(self, kind: str | None = None) -> dict[Place, int]:
        """How many findings of one kind, or of all, stand in each sort of place."""
        chosen = [p.place for p in self.placed if kind in (None, p.finding.claim.kind)]
        places: tuple[Place, ...] = ("fits", "beside", "wrong kind", "nothing there", "not checkable")
        return {place: chosen.count(place) for place in places}

    @property
    def false_share(self) -> float | None:
        """Share of the checkable findings that are of the wrong kind, or stand where nothing is checkable."""
        counts = self.findings()
        checkable = sum(counts.values()) - counts["not checkable"]
        return (counts["wrong kind"] + counts["nothing there"]) / checkable if checkable else None


def evaluate(
    labels: Sequence[Label],
    documents: Path,
    *,
    record: Record | None = None,
) -> Evaluation:
    """Audit every document of a folder and compare with what was labelled there.

    Args:
        labels: The labelled statements.
        documents: A folder; every ``.txt``, ``.md``, ``.html``, ``.pdf`` and ``.docx`` in it is audited, one
            without labels too: nothing in it is checkable.
        record: The record to ask; by default the user's, with the embedded starter record.

    Raises:
        DocumentError: A labelled document is not there, or a label does not stand where it says.
    """
    paths = _paths(documents, labels)
    asked = record if record is not None else Record.open()
    answered: list[Answered] = []
    placed: list[Placed] = []
    for path in paths:
        own = [label for label in labels if label.doc == path.stem]
        page = reading.load(path)
        for label in own:
            _hold_quote(label, page.text, path)
        found = audit(page, record=asked).findings
        mine = [_answer(label, found, page.date) for label in own]
        answered += mine
        missed = [a.label for a in mine if not a.findings]
        placed += [Placed(path.stem, f, _place(f, own, missed)) for f in found]
    return Evaluation(
        tuple(answered), tuple(placed), len(paths), tuple(dict.fromkeys(x.type for x in labels))
    )


def _paths(folder: Path, labels: Sequence[Label]) -> list[Path]:
    if not folder.is_dir():
        raise DocumentError(str(folder), "there is no such folder", "Name the one of the documents")
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES and p.stem != "README")
    absent = sorted({label.doc for label in labels} - {p.stem for p in paths})
    if absent:
        raise DocumentError(str(folder), f"it holds no document {absent[0]}, which has labels")
    return paths


def _hold_quote(label: Label, text: str, path: Path) -> None:
    if text[label.start : label.end] != label.quote:
        there = text[label.start : label.end][:40]
        raise DocumentError(
            str(path),
            f"the label of line {label.line} quotes {label.quote[:40]!r} "
            f"where characters {label.start} to {label.end} are {there!r}",
            "Label the text as it was loaded",
        )


def _shared(finding: Finding, label: Label) -> int:
    return min(finding.claim.end, label.end) - max(finding.claim.start, label.start)


def _closeness(finding: Finding, label: Label) -> float:
    """Characters in both, as a share of those in either."""
    shared = _shared(finding, label)
    return shared / (finding.claim.end - finding.claim.start + label.end - label.start - shared)


def _answer(label: Label, findings: Iterable[Finding], spoken: date | None) -> Answered:
    fitting = [f for f in findings if _shared(f, label) > 0 and f.claim.kind in label.kinds]
    best = max((_closeness(f, label) for f in fitting), default=0.0)
    return Answered(label, tuple(f for f in fitting if _closeness(f, label) == best), spoken)


def _place(finding: Finding, labels: Sequence[Label], missed: Sequence[Label]) -> Place:
    over = [label for label in labels if _shared(finding, label) > 0]
    if any(finding.claim.kind in label.kinds for label in over):
        return "fits"
    if finding.judgement.verdict is Verdict.NOT_CHECKABLE:
        return "not checkable"
    if any(label in missed for label in over) and finding.claim.kind != "consistency":
        return "wrong kind"
    sentence = finding.claim.sentence
    held = any(label.start < sentence.end and sentence.start < label.end for label in labels)
    return "beside" if held else "nothing there"


def _score(answered: Sequence[Answered]) -> Score:
    found = [a for a in answered if a.findings]
    judged = [a for a in found if a.outcome in ("right", "wrong")]
    actors = [pair for a in found for pair in _actors(a)]
    times = [_same_time(a) for a in found if a.label.time is not None]
    values = [_same_value(a) for a in found if a.label.value is not None]
    libels = sum(a.label.truth == "supported" and a.verdict is Verdict.CONTRADICTED for a in judged)
    return Score(
        len(answered), len(found), (sum(actors), len(actors)), (sum(times), len(times)),
        (sum(values), len(values)), (sum(a.outcome == "right" for a in judged), len(judged)),
        sum(a.outcome == "open" for a in found), libels,
    )  # fmt: skip


def _actors(answered: Answered) -> Iterator[bool]:
    named = {actor for f in answered.findings for actor in f.claim.actors}
    return (actor in named for actor in answered.label.actors)


def _same_time(answered: Answered) -> bool:
    now = Span(answered.spoken, answered.spoken) if answered.spoken else None
    times = [time for f in answered.findings if (time := f.claim.time or now) is not None]
    return any(answered.label.time is not None and answered.label.time.overlaps(time) for time in times)


def _same_value(answered: Answered) -> bool:
    claimed = answered.label.value
    numbers = [f.claim.value.number for f in answered.findings if f.claim.value is not None]
    return claimed is not None and any(
        abs(n - claimed.number) <= _SAME * abs(claimed.number) for n in numbers
    )
