"""How an audit is written to a file: which forms there are, and in one step, so that no half file stays."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from multipolar.audit.report import Report
from multipolar.briefs.putting import put

if TYPE_CHECKING:
    from multipolar.record import Record

Form = Literal["html", "markdown", "docx", "claimreview"]
FORMS: Mapping[Form, tuple[str, ...]] = {
    "html": (".html", ".htm"), "markdown": (".md", ".markdown"), "docx": (".docx",),
    "claimreview": (".json", ".jsonld"),
}  # fmt: skip


def write(report: Report, form: Form, path: Path, record: "Record | None" = None, home: str = "") -> None:
    """Write a report; folders are made, and an old file stays until the new one is whole.

    Args:
        report: The audit.
        form: What to write.
        path: The file.
        record: Where the series and votes of charts and maps are read; none are drawn without it.
        home: Address of the page that lists all documents.

    Raises:
        RecordError: The file cannot be written.
    """
    put(path, _content(report, form, record, home))


def _content(report: Report, form: Form, record: "Record | None", home: str) -> bytes:
    if form == "docx":
        from multipolar.briefs.forms.word import word

        return word(report)
    if form == "markdown":
        from multipolar.briefs.forms.markdown import markdown

        text = markdown(report)
    elif form == "claimreview":
        from multipolar.briefs.forms.claimreview import claim_review

        text = json.dumps(claim_review(report), ensure_ascii=False, indent=2) + "\n"
    else:
        from multipolar.briefs.audit_page import render

        text = render(report, record, home)
    return text.encode("utf-8", "replace")
