"""What the process beside the server does: it audits one document after another over its own record."""

import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.basics.errors import MultipolarError

if TYPE_CHECKING:
    from multipolar.audit import Report
    from multipolar.reading.model import Document
    from multipolar.record import Record

STYLES = "/styles"
"""Where the server has the style and script of reports."""


@dataclass(frozen=True, slots=True)
class Task:
    """A document to audit.

    Attributes:
        name: Its name as its reader knows it.
        ending: The ending of its file, as ``.pdf``; empty for a text that was pasted.
        content: The file, or the text in UTF-8.
        date: The day of speaking; empty where the page tells it.
        about: Ids of the actors it is about.
    """

    name: str
    ending: str
    content: bytes
    date: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What an audit came to.

    Attributes:
        title: The document's title or name.
        counts: Findings by verdict.
        page: The report as a page of the server.
        files: The report to take away, by the ending of its file.
    """

    title: str
    counts: Mapping[str, int]
    page: bytes
    files: Mapping[str, bytes]


def serve(ends: Connection, folder: Path, as_of: date | None) -> None:
    """Answer tasks until the other end closes: what was made, or in one line why it could not be.

    Args:
        ends: Tasks come in and answers go out here.
        folder: The record's folder.
        as_of: The date whose releases are read.
    """
    from multipolar.record import Record

    record = Record.open(folder, as_of=as_of)
    with suppress(EOFError, OSError):
        while True:
            ends.send(_answer(ends.recv(), record))


def _answer(task: Task, record: "Record") -> "Made | str":
    try:
        return made(task, record)
    except MultipolarError as error:
        return str(error)


def made(task: Task, record: "Record") -> Made:
    """Audit a document and write its report in every form.

    Raises:
        MultipolarError: The document cannot be read, or what was said of it is wrong.
    """
    from multipolar.audit import audit

    report = audit(_document(task), record=record, date=task.date or None, about=task.about)
    return Made(report.document.title or task.name, report.counts, *_forms(report, record))


def _document(task: Task) -> "Document":
    """The document under its reader's name; its file is gone once it is read."""
    from multipolar import reading
    from multipolar.audit.run import day_of_speaking

    day = day_of_speaking(task.date) if task.date else None
    if not task.ending:
        return reading.from_text(task.content.decode("utf-8", "replace"), date=day, about=task.about)
    with tempfile.TemporaryDirectory(prefix="multipolar-") as folder:
        file = Path(folder) / f"document{task.ending}"
        file.write_bytes(task.content)
        try:
            return replace(reading.load(file, date=day, about=task.about), path=task.name)
        except MultipolarError as error:
            raise MultipolarError(str(error).replace(str(file), task.name)) from None


def _forms(report: "Report", record: "Record") -> tuple[bytes, Mapping[str, bytes]]:
    from multipolar.briefs.audit_page import render
    from multipolar.briefs.forms import markdown, word

    files = {
        "html": render(report, record).encode("utf-8", "replace"),
        "json": json.dumps(report.to_dict(), ensure_ascii=False).encode("utf-8", "replace"),
        "md": markdown(report).encode("utf-8", "replace"),
        "docx": word(report),
    }
    return render(report, record, "/audit", STYLES).encode("utf-8", "replace"), files
