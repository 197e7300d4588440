"""The text of a Word file: paragraphs and tables in their order, then its notes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from multipolar.basics.errors import DocumentError

_MOST_PARTS = 5_000
_MOST_BYTES = 300_000_000  # of all parts, pictures included, once unpacked
_MOST_XML = 60_000_000  # of one part of text
_MOST_RATIO = 200  # unpacked to packed; text packs to a tenth, a bomb to a thousandth
_LEAST_JUDGED = 5_000_000  # bytes from which a ratio tells anything
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("/footnotes", "/endnotes")
# What Word writes twice (the second time for old readers), and what the author struck out.
_UNSEEN = frozenset([
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}del", f"{_W}moveFrom",
    f"{_W}instrText", f"{_W}pPr", f"{_W}rPr",
])  # fmt: skip
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
_LOCKED = b"\xd0\xcf\x11\xe0"


def docx_text(raw: bytes, path: str) -> tuple[str, str | None]:
    """The text of a Word file, and its title where its properties give one.

    Paragraphs stand apart by an empty line, items open with ``- ``, the cells of a row are apart by ``|``,
    notes stand at the end as ``[1] ...``. Text that was struck out is left out.

    Args:
        raw: The file.
        path: Where it came from, for the message of an error.

    Raises:
        DocumentError: The file is locked, damaged, without text, or made to unpack to more than a document.
    """
    _refuse(raw, path)
    document = _opened(raw, path)
    parts = [*_blocks(document.element.body), *_notes(document)]
    text = _joined(parts)
    if not text:
        raise DocumentError(path, "the file holds no text", "Save its text as .txt")
    title = " ".join((document.core_properties.title or "").split())
    return text, title or None


def _refuse(raw: bytes, path: str) -> None:
    """Look at the archive before anything of it is unpacked."""
    if raw.startswith(_LOCKED):
        problem = "it is an old Word file, or one locked with a password"
        raise DocumentError(path, problem, "Save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if _too_large(entries):
                raise DocumentError(path, "it unpacks to more than a document holds", "Save its text as .txt")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and _declares(archive.read(entry)):
                    problem = "it declares entities, which no Word file does"
                    raise DocumentError(path, problem, "Save its text as .txt")
    except _UNREADABLE as error:
        raise _damaged(path) from error


def _too_large(entries: list[zipfile.ZipInfo]) -> bool:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_PARTS or total > _MOST_BYTES:
        return True
    return any(
        entry.file_size > (_MOST_XML if entry.filename.endswith(".xml") else _MOST_BYTES)
        or entry.file_size > max(_LEAST_JUDGED, _MOST_RATIO * entry.compress_size)
        for entry in entries
    )


def _declares(xml: bytes) -> bool:
    """Whether a part has a document type, in any encoding of two bytes a letter too."""
    return b"<!DOCTYPE" in xml[:4096].replace(b"\0", b"").upper() or b"<!ENTITY" in xml.replace(b"\0", b"")


def _damaged(path: str) -> DocumentError:
    return DocumentError(path, "it is damaged or no Word file", "Open it in Word and save it again")


def _opened(raw: bytes, path: str) -> Any:  # noqa: ANN401 - python-docx is imported inside a function
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        return docx.Document(io.BytesIO(raw))
    except (OpcError, etree.XMLSyntaxError, AttributeError, LookupError, ValueError, OSError) as error:
        raise _damaged(path) from error


def _blocks(body: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - an element of lxml
    """Paragraphs, items and rows in their order, with what each is."""
    for element in body:
        if element.tag == f"{_W}p":
            yield ("item" if _listed(element) else "paragraph"), _text(element)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(element)


def _rows(table: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    yield "table", ""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue  # of a table inside a cell, read with the cell
        cells = [" ".join(_text(cell).split()) for cell in row.iterchildren(f"{_W}tc")]
        yield "row", " | ".join(cells)
    yield "table", ""


def _listed(paragraph: Any) -> bool:  # noqa: ANN401
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    style = properties.find(f"{_W}pStyle")
    named = "" if style is None else (style.get(f"{_W}val") or "")
    return properties.find(f"{_W}numPr") is not None or named.startswith("List")


def _text(element: Any) -> str:  # noqa: ANN401
    """What a reader sees of a paragraph or cell."""
    parts: list[str] = []
    pending = list(reversed(element))
    while pending:
        one = pending.pop()
        if one.tag in _UNSEEN or not isinstance(one.tag, str):
            continue
        parts.append(_sign(one))
        pending.extend(reversed(one))
    return "".join(parts)


def _sign(element: Any) -> str:  # noqa: ANN401
    if element.tag == f"{_W}t":
        return element.text or ""
    signs = {
        f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}tc": " ",
        f"{_W}p": " ",
    }  # fmt: skip
    return signs.get(element.tag, "")


def _notes(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        try:
            root = etree.fromstring(relation.target_part.blob, parser)
        except etree.XMLSyntaxError:
            continue  # the document stands without its notes
        for note in root:
            text = " ".join(_text(note).split())
            if note.get(f"{_W}type") is None and text:  # those with a type are lines between text and notes
                yield "note", f"[{note.get(f'{_W}id')}] {text}"


def _joined(parts: list[tuple[str, str]]) -> str:
    """Paragraphs apart by an empty line; items and rows under one another."""
    lines: list[str] = []
    before = ""
    for sort, found in parts:
        text = found.replace("\0", " ").strip()
        if sort == "table":
            before = "table"
        if not text.strip("| "):
            continue
        if lines and not (sort == before and sort != "paragraph"):
            lines.append("")
        lines.append(f"- {text}" if sort == "item" else text)
        before = sort
    return "\n".join(lines)
