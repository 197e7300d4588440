"""How a file, a page or standard input becomes a document."""

import datetime
import sys
from pathlib import Path

from multipolar.basics.errors import DocumentError, reason
from multipolar.reading.blocks import blocks
from multipolar.reading.context import date_of, title_of
from multipolar.reading.decode import MAX_BYTES, decode
from multipolar.reading.language import language_of
from multipolar.reading.lexicon import LANGUAGES
from multipolar.reading.model import Document

TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
ENDINGS = TEXT_ENDINGS | HTML_ENDINGS | {".pdf", ".docx"}
_HEAD = 6_000  # characters in which a page tells its date
MAX_PACKED = 100_000_000  # bytes of a PDF or Word file, which hold pictures too
_REMEDIES = {
    ".doc": "Save it as .docx", ".rtf": "Save it as .docx", ".odt": "Save it as .docx",
    ".epub": "Save it as .html", ".mhtml": "Save it as .html", ".zip": "Unpack it and name the folder",
}  # fmt: skip


def load(source: Path | str, *, date: datetime.date | None = None, about: tuple[str, ...] = ()) -> Document:
    """Load a ``.txt``, ``.md``, ``.html``, ``.pdf`` or ``.docx`` file, or standard input for ``-``.

    Args:
        source: The file, or ``-``; what standard input holds is told by its first bytes.
        date: The date of speaking; looked for in the page when not given.
        about: Ids of the actors it is about; guessed when it is read if not given.

    Returns:
        The document. For text files ``text`` holds every character of the file: newlines as they
        are, and a byte-order mark, where there is one, as its first character.

    Raises:
        DocumentError: The file is missing, empty, too large, binary, or of a kind that is not read.
    """
    path = str(source)
    ending = Path(path).suffix.lower()
    if path != "-" and ending not in ENDINGS:
        remedy = _REMEDIES.get(ending, f"Known: {', '.join(sorted(ENDINGS))}")
        raise DocumentError(path, f"files ending in {ending or 'nothing'} are not read", remedy)
    raw = _bytes(path, MAX_PACKED if ending in (".pdf", ".docx", "") else MAX_BYTES)
    kind = ending if path != "-" else _ending_of(raw)
    if kind == ".pdf":
        return _from_pdf(raw, path, date, about)
    if kind == ".docx":
        return _from_docx(raw, path, date, about)
    if kind in HTML_ENDINGS:
        return _from_html(decode(raw, path, html=True), path, date, about)
    return from_text(decode(raw, path), path, date=date, about=about)


def _ending_of(raw: bytes) -> str:
    """What standard input holds."""
    if raw.startswith(b"%PDF-"):
        return ".pdf"
    if raw.startswith(b"PK\x03\x04"):
        return ".docx"
    return ".html" if _looks_like_html(raw) else ".txt"


def from_text(
    text: str,
    path: str = "-",
    *,
    title: str | None = None,
    date: datetime.date | None = None,
    about: tuple[str, ...] = (),
    pages: tuple[int, ...] = (),
) -> Document:
    """Take a text as a document; its date, title and language are looked for in its first lines."""
    language = language_of(text)
    return Document(
        text=text,
        path=path,
        title=title or title_of(text),
        date=date or _past(date_of(_head(text), language)),
        language=language,
        about=tuple(about),
        date_given=date is not None,
        pages=pages,
    )


def _head(text: str) -> str:
    """The first lines with those that were broken by hand joined: half a sentence dates no page."""
    head = text[:_HEAD]
    whole = [b for b in blocks(head) if b.end < len(head) or len(text) == len(head)]
    return "\n".join(" ".join(head[b.start : b.end].split()) for b in whole)


def _past(day: datetime.date | None) -> datetime.date | None:
    """A day that a page names as its own; a day to come is of something announced, not of speaking."""
    return day if day is not None and day <= datetime.date.today() else None


def _from_pdf(raw: bytes, path: str, date: datetime.date | None, about: tuple[str, ...]) -> Document:
    from multipolar.reading.pdf import pdf_text

    _sized(raw, path)
    text, pages = pdf_text(raw, path)
    return from_text(text, path, date=date, about=about, pages=pages)


def _from_docx(raw: bytes, path: str, date: datetime.date | None, about: tuple[str, ...]) -> Document:
    from multipolar.reading.docx import docx_text

    _sized(raw, path)
    text, title = docx_text(raw, path)
    return from_text(text, path, title=title_of(text) or title, date=date, about=about)


def _sized(raw: bytes, path: str) -> None:
    if not raw.strip():
        raise DocumentError(path, "the file is empty", "Name the file that holds the document")
    if len(raw) > MAX_PACKED:
        raise DocumentError(path, f"it is over the limit of {MAX_PACKED // 1_000_000} MB", "Split the file")


def _from_html(markup: str, path: str, date: datetime.date | None, about: tuple[str, ...]) -> Document:
    from multipolar.reading.html import main_text

    page = main_text(markup, path)
    declared = page.language if page.language in LANGUAGES else None
    language = language_of(page.text, declared or "en")
    return Document(
        text=page.text,
        path=path,
        title=page.title,
        date=date or _past(page.date) or _past(date_of(_head(page.text), language)),
        language=language,
        about=tuple(about),
        date_given=date is not None,
    )


def _bytes(path: str, most: int) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise DocumentError(path, reason(error).lower(), "Name a file that can be read") from error


def _looks_like_html(raw: bytes) -> bool:
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
