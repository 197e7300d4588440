"""How a brief leaves the program: which forms there are, as files and as values for other programs."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.parts import Brief
from multipolar.briefs.putting import put

COLUMNS = ("section", "sentence", "notes", "gap")


def write(brief: Brief, form: str, path: Path) -> None:
    """Write a brief, or its references, to a file; an old one stays until the new one is whole.

    Args:
        brief: The brief.
        form: ``html``, ``markdown``, ``docx``, ``pdf``, ``bibtex`` or ``csl``.
        path: The file.

    Raises:
        AskedWronglyError: No such form.
        RecordError: The file cannot be written.
        MultipolarError: No browser is at hand that prints a PDF.
    """
    put(path, _content(brief, form))


def _content(brief: Brief, form: str) -> bytes:
    if form == "docx":
        from multipolar.briefs.brief_word import word

        return word(brief)
    if form == "pdf":
        from multipolar.briefs.brief_pdf import pdf

        return pdf(brief)
    return _text(brief, form).encode("utf-8", "replace")


def _text(brief: Brief, form: str) -> str:
    if form == "html":
        from multipolar.briefs.brief_page import render

        return render(brief)
    if form == "markdown":
        from multipolar.briefs.brief_markdown import markdown

        return markdown(brief)
    from multipolar.briefs import references

    if form == "bibtex":
        return references.bibtex(brief)
    if form == "csl":
        return json.dumps(references.csl(brief), ensure_ascii=False, indent=2) + "\n"
    raise AskedWronglyError(
        f"A brief has no form {form!r}", "Choose html, markdown, docx, pdf, bibtex or csl"
    )


def as_json(brief: Brief) -> dict[str, Any]:
    """The brief for other programs: sections, sentences, tables and notes; drawings are left out."""
    found = dataclasses.asdict(dataclasses.replace(brief, described={}))
    del found["described"]
    for section in found["sections"]:
        section.pop("charts")
        for table in section["tables"]:
            table["numeric"] = sorted(table["numeric"])
    return found


def sentence_rows(brief: Brief) -> Iterator[dict[str, Any]]:
    """One row for each sentence, with the numbers of its notes."""
    for section in brief.sections:
        for sentence in section.sentences:
            yield {
                "section": section.id, "sentence": sentence.text, "notes": list(sentence.notes),
                "gap": sentence.gap or "",
            }  # fmt: skip
