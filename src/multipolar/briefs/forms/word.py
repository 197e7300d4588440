"""An audit as a Word file, for those who comment and sign there."""

import io
import re
from typing import Any

from multipolar.audit.report import Report
from multipolar.briefs.forms.told import CLOSING, NOTHING, asked, head, one_line, reasons_open, sources
from multipolar.briefs.verdicts import LABELS
from multipolar.statements.model import Finding

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not in XML
_MOST_SOURCES = 6
_TONES = {
    "contradicted": "B3261E", "imprecise": "9A5B00", "superseded": "5B4BB5", "premature": "5B4BB5",
    "depends": "7A2E8D", "silent": "5A6478", "supported": "0B6E4F", "not_checkable": "6B7280",
}  # fmt: skip


def word(report: Report) -> bytes:
    """The report as the bytes of a ``.docx`` file: summary, then a section for each finding."""
    import docx

    page = docx.Document()
    page.core_properties.author = "multipolar"
    page.core_properties.title = _plain(f"Audit: {head(report).title}")[:250]
    _head(page, report)
    for finding in report.ranked:
        _finding(page, finding, report.document.page_of(finding.claim.start))
    page.add_heading("The record asked", 2)
    page.add_paragraph(_plain(asked(report)))
    page.add_paragraph(CLOSING)
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def _head(page: Any, report: Report) -> None:  # noqa: ANN401 - python-docx is imported inside a function
    top = head(report)
    page.add_heading(_plain(f"Audit: {top.title}"), 0)
    page.add_paragraph(_plain(top.facts))
    if not report.findings:
        page.add_paragraph(NOTHING)
        return
    table = page.add_table(rows=0, cols=3, style="Light List Accent 1")
    for label, number in top.counts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = f"{label.sign} {label.word}", str(number), label.meaning
    if top.telling:
        page.add_heading("What matters most", 2)
        for finding in top.telling:
            line = page.add_paragraph(style="List Number")
            _verdict(line, finding)
            line.add_run(_plain(f" “{finding.claim.quote}”: {finding.judgement.reason}."))
    left = reasons_open(report.findings)
    if left:
        page.add_heading("What could not be checked", 2)
        for settle, number in left[:8]:
            page.add_paragraph(_plain(f"{number}: {settle}"), style="List Bullet")
    page.add_heading("Findings, what matters first", 1)


def _finding(page: Any, finding: Finding, number: int | None) -> None:  # noqa: ANN401
    judgement, claim = finding.judgement, finding.claim
    heading = page.add_heading(level=3)
    heading.add_run(f"{finding.id[1:]} ")
    _verdict(heading, finding)
    heading.add_run(f": {claim.kind.replace('_', ' ')}")
    page.add_paragraph(_plain(f"“{claim.quote}”"), style="Quote")
    where = f"Characters {claim.start} to {claim.end}" + (f", page {number}" if number else "")
    speaker = f"; {claim.sentence.speaker}" if claim.sentence.speaker else ""
    page.add_paragraph(_plain(f"{where}{speaker}. Read as: {judgement.statement}."))
    page.add_paragraph(_plain(f"{judgement.reason}."))
    for place in sources(judgement.evidence)[:_MOST_SOURCES]:
        page.add_paragraph(_plain(place), style="List Bullet")
    if judgement.reproduce:
        run = page.add_paragraph().add_run(_plain(judgement.reproduce))
        run.font.name = "Consolas"


def _verdict(line: Any, finding: Finding) -> None:  # noqa: ANN401
    from docx.shared import RGBColor

    label = LABELS[finding.judgement.verdict]
    run = line.add_run(f"{label.sign} {label.word}")
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(_TONES[label.code])


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", one_line(text))
