"""How a file, a page or standard input becomes a document."""

import datetime
import sys
from pathlib import Path

from multipolar.basics.errors import DocumentError
from multipolar.reading.context import date_of, title_of
from multipolar.reading.decode import MAX_BYTES, decode
from multipolar.reading.language import language_of
from multipolar.reading.lexicon import LANGUAGES
from multipolar.reading.model import Document

TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})


def load(source: Path | str, *, date: datetime.date | None = None, about: tuple[str, ...] = ()) -> Document:
    """Load a ``.txt``, ``.md`` or ``.html`` file, or standard input for ``-``.

    Args:
        source: The file, or ``-``.
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
    if path != "-" and ending not in TEXT_ENDINGS | HTML_ENDINGS:
        known = ", ".join(sorted(TEXT_ENDINGS | HTML_ENDINGS))
        raise DocumentError(path, f"files ending in {ending or 'nothing'} are not read", f"Known: {known}")
    raw = _bytes(path)
    if ending in HTML_ENDINGS or (path == "-" and _looks_like_html(raw)):
        return _from_html(decode(raw, path, html=True), path, date, about)
    return from_text(decode(raw, path), path, date=date, about=about)


def from_text(
    text: str,
    path: str = "-",
    *,
    title: str | None = None,
    date: datetime.date | None = None,
    about: tuple[str, ...] = (),
) -> Document:
    """Take a text as a document; its date, title and language are looked for in its first lines."""
    language = language_of(text)
    return Document(
        text=text,
        path=path,
        title=title or title_of(text),
        date=date or date_of(text, language),
        language=language,
        about=tuple(about),
        date_given=date is not None,
    )


def _from_html(markup: str, path: str, date: datetime.date | None, about: tuple[str, ...]) -> Document:
    from multipolar.reading.html import main_text

    page = main_text(markup, path)
    declared = page.language if page.language in LANGUAGES else None
    language = language_of(page.text, declared or "en")
    return Document(
        text=page.text,
        path=path,
        title=page.title,
        date=date or page.date or date_of(page.text, language),
        language=language,
        about=tuple(about),
        date_given=date is not None,
    )


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(path, (error.strerror or "it cannot be opened").lower()) from error


def _looks_like_html(raw: bytes) -> bool:
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
