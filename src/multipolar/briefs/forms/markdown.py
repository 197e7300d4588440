"""An audit as Markdown: the summary, then each finding with its reason, sources and command."""

import re
from collections.abc import Iterator

from multipolar.audit.report import Report
from multipolar.briefs.forms.told import CLOSING, NOTHING, asked, head, one_line, reasons_open, sources
from multipolar.briefs.verdicts import LABELS
from multipolar.statements.model import Finding

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_OPENING = re.compile(r"\A(?=[-+>]|\d+[.)])")
_MOST_SOURCES = 6


def markdown(report: Report) -> str:
    """The report as Markdown that every renderer takes; what stands in the document is never markup."""
    return "\n".join([*_head(report), *_findings(report), "", "---", "", *_foot(report), ""])


def _head(report: Report) -> Iterator[str]:
    top = head(report)
    yield f"# Audit: {_plain(top.title)}"
    yield ""
    yield _plain(top.facts)
    if not report.findings:
        yield from ("", NOTHING)
        return
    yield from ("", "| verdict | findings | meaning |", "| --- | ---: | --- |")
    for label, number in top.counts:
        yield f"| {label.sign} {label.word} | {number} | {label.meaning} |"
    if top.telling:
        yield from ("", "## What matters most", "")
        for finding in top.telling:
            label = LABELS[finding.judgement.verdict]
            quote, reason = _plain(finding.claim.quote), _plain(finding.judgement.reason)
            yield f"1. **{label.sign} {label.word}** “{quote}”: {reason}."
    left = reasons_open(report.findings)
    if left:
        yield from ("", "## What could not be checked", "")
        yield from (f"- {number}: {_code(settle)}" for settle, number in left[:8])


def _findings(report: Report) -> Iterator[str]:
    if report.findings:
        yield from ("", "## Findings, what matters first")
    for finding in report.ranked:
        yield ""
        yield from _finding(finding, report.document.page_of(finding.claim.start))


def _finding(finding: Finding, page: int | None) -> Iterator[str]:
    judgement, claim = finding.judgement, finding.claim
    label = LABELS[judgement.verdict]
    where = f"characters {claim.start} to {claim.end}" + (f", page {page}" if page else "")
    speaker = f", {_plain(claim.sentence.speaker)}" if claim.sentence.speaker else ""
    yield f"### {finding.id[1:]} {label.sign} {label.word}: {claim.kind.replace('_', ' ')}"
    yield from ("", f"> {_plain(claim.quote)}", "", f"*{where}{speaker}*", "")
    yield f"Read as: {_plain(judgement.statement)}."
    yield from ("", f"{_plain(judgement.reason)}.")
    places = sources(judgement.evidence)
    if places:
        yield from ("", f"Evidence, {len(judgement.evidence)} rows:", "")
        yield from (f"- {_plain(place)}" for place in places[:_MOST_SOURCES])
        if len(places) > _MOST_SOURCES:
            yield f"- and {len(places) - _MOST_SOURCES} more places"
    if judgement.reproduce:
        yield from ("", "```sh", judgement.reproduce.replace("```", "'''"), "```")


def _foot(report: Report) -> Iterator[str]:
    yield f"The record asked: {_plain(asked(report))}."
    yield from ("", CLOSING)


def _plain(text: str) -> str:
    """A text on one line with nothing in it that Markdown reads."""
    return _OPENING.sub(r"\\", _SIGNS.sub(r"\\\1", one_line(text)))


def _code(text: str) -> str:
    return f"`{text}`" if text.startswith("multipolar") and "`" not in text else _plain(text)
