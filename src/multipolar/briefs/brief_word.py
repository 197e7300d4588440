"""A brief as a Word file, for those who edit and sign there."""

import io
import re
from typing import Any

from multipolar.briefs.brief_markdown import head, origins_words
from multipolar.briefs.language.words import words
from multipolar.briefs.parts import Brief, Section, Sentence, Table

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not in XML


def word(brief: Brief) -> bytes:
    """The brief as the bytes of a ``.docx`` file."""
    import docx

    said = words(brief.language)
    page = docx.Document()
    page.core_properties.author = "multipolar"
    page.core_properties.title = _plain(said.text("page.document_title", title=brief.title))[:250]
    page.add_heading(_plain(brief.title), 0)
    page.add_paragraph(_plain(head(brief)))
    for sentence in brief.standing:
        page.add_paragraph(_said(sentence), style="Intense Quote")
    for section in brief.sections:
        _section(page, section)
    page.add_heading(said.text("page.notes"), 1)
    for note in brief.notes:
        line = page.add_paragraph()
        line.add_run(f"{note.number}. ").bold = True
        line.add_run(_plain(f"{note.what}: {origins_words(note, said)}"))
        run = page.add_paragraph().add_run(_plain(note.command))
        run.font.name = "Consolas"
    page.add_paragraph(said.text("page.closing"))
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def _section(page: Any, section: Section) -> None:  # noqa: ANN401 - python-docx is imported inside a function
    page.add_heading(section.title, 1)
    for sentence in section.sentences:
        page.add_paragraph(_said(sentence), style="List Bullet")
    for table in section.tables:
        _table(page, table)


def _table(page: Any, table: Table) -> None:  # noqa: ANN401
    page.add_paragraph().add_run(_plain(f"{table.caption}{_marks(table.notes)}")).bold = True
    grid = page.add_table(rows=1, cols=len(table.columns), style="Light List Accent 1")
    for row, cells in zip(
        (grid.rows[0], *(grid.add_row() for _ in table.rows)), (table.columns, *table.rows), strict=True
    ):
        for place, text in enumerate(cells):
            row.cells[place].text = _plain(text)
            if place in table.numeric:
                row.cells[place].paragraphs[0].alignment = 2
    if table.more:
        page.add_paragraph(_plain(table.more))


def _said(sentence: Sentence) -> str:
    return _plain(f"{sentence.text.replace('`', '')}{_marks(sentence.notes)}")


def _marks(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", " ".join(text.split()))
