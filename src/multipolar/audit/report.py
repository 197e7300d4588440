"""What an audit gives back: the document, the releases used, the findings, and their counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from multipolar.audit.ranking import ranked
from multipolar.basics.dates import Span
from multipolar.reading.model import Document
from multipolar.statements.model import Evidence, Finding, Verdict


@dataclass(frozen=True)
class Report:
    """The audit of one document.

    Attributes:
        document: The document as loaded; offsets of findings count characters of its text.
        releases: Source and release of everything the record was opened with.
        findings: In order of place.
        seconds: Time the audit took, loading included.
    """

    document: Document
    releases: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def counts(self) -> dict[str, int]:
        """Findings by verdict, every verdict named."""
        found = Counter(finding.judgement.verdict for finding in self.findings)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def ranked(self) -> tuple[Finding, ...]:
        """What is wrong and matters first (``audit.ranking``)."""
        return ranked(self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The audit as one JSON object, in the published shape."""
        document = self.document
        return {
            "document": {
                "path": document.path, "title": document.title,
                "date": document.date.isoformat() if document.date else None,
                "language": document.language, "characters": len(document.text),
                "pages": list(document.pages),
            },
            "record": [{"source": source, "release": release} for source, release in self.releases],
            "findings": [_finding(finding, document) for finding in self.findings],
            "counts": self.counts,
            "seconds": round(self.seconds, 4),
        }  # fmt: skip


def _finding(finding: Finding, document: Document) -> dict[str, Any]:
    claim, judgement = finding.claim, finding.judgement
    value = claim.value
    return {
        "id": finding.id, "kind": claim.kind, "quote": claim.quote, "start": claim.start, "end": claim.end,
        "page": document.page_of(claim.start), "statement": judgement.statement,
        "actors": list(claim.actors), "time": _time(claim.time),
        "value": {"number": value.number, "unit": value.unit, "kind": value.kind} if value else None,
        "speaker": claim.sentence.speaker, "verdict": judgement.verdict.value, "reason": judgement.reason,
        "evidence": [_evidence(row) for row in judgement.evidence], "reproduce": judgement.reproduce,
    }  # fmt: skip


def _time(span: Span | None) -> dict[str, str | None] | None:
    if span is None:
        return None
    return {
        "from": span.start.isoformat() if span.start else None,
        "to": span.end.isoformat() if span.end else None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    row = {key: plain(value) for key, value in evidence.row.items()}
    return {"source": evidence.source, "release": evidence.release, "locator": evidence.locator, "row": row}


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell of any column type
    """A cell as JSON holds it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
