"""Findings as rows of a spreadsheet, in cells that no program takes for a formula."""

from collections.abc import Iterator

from multipolar.audit.report import Report

COLUMNS = (
    "document", "id", "kind", "start", "end", "page", "speaker", "verdict", "quote", "statement", "reason",
    "sources", "reproduce",
)  # fmt: skip
# A spreadsheet runs a cell that begins so; the full-width signs are read like their narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(report: Report) -> Iterator[dict[str, object]]:
    """One row a finding, what matters first.

    Texts that a spreadsheet would run get a ``'`` before them; a quotation that begins so differs from the
    document by that sign.
    """
    for finding in report.ranked:
        judgement, claim = finding.judgement, finding.claim
        sources = dict.fromkeys(f"{one.source} {one.release}: {one.locator}" for one in judgement.evidence)
        found: dict[str, object] = {
            "document": report.document.path, "id": finding.id, "kind": claim.kind, "start": claim.start,
            "end": claim.end, "page": report.document.page_of(claim.start), "speaker": claim.sentence.speaker,
            "verdict": judgement.verdict.value, "quote": claim.quote, "statement": judgement.statement,
            "reason": judgement.reason, "sources": "; ".join(sources), "reproduce": judgement.reproduce,
        }  # fmt: skip
        yield {column: safe(value) for column, value in found.items()}


def safe(value: object) -> object:
    """A cell that is shown as it stands."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
