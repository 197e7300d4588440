"""What every written form of an audit says in the same words: its head, and each finding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from multipolar.audit.ranking import PROBLEMS
from multipolar.audit.report import Report
from multipolar.briefs.verdicts import LABELS, Label
from multipolar.statements.model import Evidence, Finding, Verdict

NOTHING = "No checkable statement was found. That is not a pass: nothing was checked."
CLOSING = (
    "Statements are held against the record; opinions and states are not judged. "
    "What is not listed was not checked."
)
MATTER = 3
_SETTLES = re.compile(r"multipolar record (?:pull|add)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a report.

    Attributes:
        title: The document's title, else its name.
        facts: Where it comes from, its day of speaking, its length.
        counts: Verdicts there are, with their numbers.
        telling: The findings that matter most, of those that are wrong or hang on a definition.
    """

    title: str
    facts: str
    counts: tuple[tuple[Label, int], ...]
    telling: tuple[Finding, ...]


def head(report: Report) -> Head:
    """What stands above the findings."""
    document = report.document
    spoken = f"spoken {document.date}" if document.date else "no date found (give one with --date)"
    pages = f"{len(document.pages)} pages, " if document.pages else ""
    facts = f"{document.path}; {spoken}; {pages}{len(document.text):,} characters; audited {date.today()}"
    counts = tuple((label, report.counts[label.code]) for label in LABELS.values())
    telling: dict[str, Finding] = {}  # what a document says twice, once
    for finding in report.ranked:
        if finding.judgement.verdict in PROBLEMS:
            telling.setdefault(finding.judgement.statement, finding)
    worst = tuple(telling.values())[:MATTER]
    return Head(document.title or document.path, facts, tuple(c for c in counts if c[1]), worst)


def reasons_open(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """Why findings are silent, as what would settle them, the most frequent first."""
    counted: dict[str, int] = {}
    for finding in findings:
        if finding.judgement.verdict is Verdict.SILENT:
            command = one_line(finding.judgement.reproduce)
            settle = command if _SETTLES.match(command) else "no source that the tool knows"
            counted[settle] = counted.get(settle, 0) + 1
    return tuple(sorted(counted.items(), key=lambda pair: -pair[1]))


def sources(evidence: Iterable[Evidence]) -> list[str]:
    """Where rows come from, each place once."""
    return list(dict.fromkeys(f"{one.source}, release {one.release}: {one.locator}" for one in evidence))


def asked(report: Report) -> str:
    """The releases that the record was asked in."""
    return "; ".join(f"{source} (release {release})" for source, release in report.releases) or "none"


def one_line(text: str) -> str:
    """A text without line breaks and double blanks."""
    return " ".join(text.split())
