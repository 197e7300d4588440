"""How the bytes of a file become text: by byte-order mark, by declaration, by UTF-8, by statistics."""

import codecs
import re

from multipolar.basics.errors import DocumentError

MAX_BYTES = 20_000_000
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_PICTURE = "Run text recognition (OCR) on it and save the text"
_KNOWN_BINARY = (
    (b"%PDF-", "a PDF", "Let its name end in .pdf"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX)", "Unpack it, or let the name of a Word file end in .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as .docx"),
    (b"\x89PNG", "a PNG image", _PICTURE), (b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (b"GIF8", "a GIF image", _PICTURE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it"), (b"{\\rtf", "an RTF file", "Save it as .docx"),
)  # fmt: skip


def decode(raw: bytes, path: str, *, html: bool = False) -> str:
    """The text of a file, code point by code point: newlines and a byte-order mark are kept.

    Raises:
        DocumentError: The file is empty, too large, binary, or in no encoding that can be told.
    """
    _refuse(raw, path)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(_strict(raw, encoding, path), path)
    declared = _DECLARED.search(raw[:4096]) if html else None
    if declared is not None:
        text = _try(raw, declared.group(1).decode("ascii"))
        if text is not None:
            return _checked(text, path)
    text = _try(raw, "utf-8")
    return _checked(text if text is not None else _by_statistics(raw, path), path)


def _refuse(raw: bytes, path: str) -> None:
    if not raw.strip():
        raise DocumentError(path, "the file is empty", "Name the file that holds the document")
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB"
        raise DocumentError(
            path, f"{size} is over the limit of {MAX_BYTES // 1_000_000} MB", "Split the file"
        )
    for magic, what, remedy in _KNOWN_BINARY:
        if raw.startswith(magic):
            raise DocumentError(path, f"this is {what}, not text", remedy)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(raw: bytes, encoding: str, path: str) -> str:
    text = _try(raw, encoding)
    if text is None:
        raise DocumentError(path, f"the file announces {encoding} but is not in it", "Save it as UTF-8")
    return text


def _by_statistics(raw: bytes, path: str) -> str:
    if b"\0" in raw:
        raise DocumentError(path, "the file holds NUL bytes, so it is binary", "Save it as UTF-8 text")
    from charset_normalizer import from_bytes  # 60 ms, and only for files that are not UTF-8

    best = from_bytes(raw[:200_000]).best()
    text = _try(raw, best.encoding) if best is not None else None
    if text is None:
        raise DocumentError(path, "the encoding cannot be told", "Save it as UTF-8")
    return text


def _checked(text: str, path: str) -> str:
    if "\0" in text:
        raise DocumentError(path, "the file holds NUL characters, so it is binary", "Save it as UTF-8 text")
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise DocumentError(path, "the file holds no text", "Name the file that holds the document")
    return text
