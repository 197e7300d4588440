"""An audit as schema.org ClaimReview, the form in which fact checks are exchanged."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from multipolar.audit.report import Report
from multipolar.briefs.forms.told import one_line, sources
from multipolar.briefs.verdicts import LABELS
from multipolar.statements.model import Finding, Verdict

# On the scale from 1, false, to 5, true. What was true at another time, or by another definition, has a word
# but no place on it; a record that is silent rates nothing.
RATINGS: Mapping[Verdict, int] = {Verdict.CONTRADICTED: 1, Verdict.IMPRECISE: 3, Verdict.SUPPORTED: 5}
_UNRATED = (Verdict.SILENT, Verdict.NOT_CHECKABLE)
_MOST_SOURCES = 10


def claim_review(report: Report) -> dict[str, Any]:
    """One ``ClaimReview`` for each checkable finding, as JSON-LD.

    Args:
        report: The audit.

    Returns:
        An object with ``@context`` and ``@graph``; the graph is empty when nothing was checkable. Opinions
        are left out. A silent finding has no ``reviewRating``.
    """
    checkable = [f for f in report.findings if f.judgement.verdict is not Verdict.NOT_CHECKABLE]
    return {
        "@context": "https://schema.org",
        "@graph": [_review(finding, report) for finding in checkable],
    }


def _review(finding: Finding, report: Report) -> dict[str, Any]:
    judgement = finding.judgement
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": f"#{finding.id}",
        "datePublished": date.today().isoformat(),
        "author": {"@type": "Organization", "name": "multipolar"},
        "claimReviewed": one_line(judgement.statement),
        "itemReviewed": _claim(finding, report),
        "reviewBody": f"{one_line(judgement.reason)}.",
    }
    if judgement.verdict not in _UNRATED:
        review["reviewRating"] = _rating(finding)
    places = sources(judgement.evidence)[:_MOST_SOURCES]
    if places:
        review["citation"] = places
    return review


def _rating(finding: Finding) -> dict[str, Any]:
    label = LABELS[finding.judgement.verdict]
    rating: dict[str, Any] = {
        "@type": "Rating", "alternateName": label.word.capitalize(), "ratingExplanation": label.meaning,
    }  # fmt: skip
    # A document that disagrees with itself does not tell which of its two places is wrong.
    value = RATINGS.get(finding.judgement.verdict) if finding.claim.kind != "consistency" else None
    if value is not None:
        rating |= {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    return rating


def _claim(finding: Finding, report: Report) -> dict[str, Any]:
    document, sentence = report.document, finding.claim.sentence
    work: dict[str, Any] = {"@type": "CreativeWork", "name": document.title or document.path}
    if document.date is not None:
        work["datePublished"] = document.date.isoformat()
    claim: dict[str, Any] = {"@type": "Claim", "text": one_line(finding.claim.quote), "appearance": work}
    if document.date is not None:
        claim["datePublished"] = document.date.isoformat()
    if sentence.speaker:
        claim["author"] = {"@type": "Person", "name": sentence.speaker}
    return claim
