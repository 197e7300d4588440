"""PDF and Word files, folders and patterns: what their text is, and what is refused in one clear line."""

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipolar import reading
from multipolar.basics.errors import DocumentError
from multipolar.reading.docx import docx_text
from multipolar.reading.gather import gather
from multipolar.reading.pdf import pdf_text


def make_pdf(pages: list[list[str]], packed: bool = False) -> bytes:
    """A PDF of one font, a line of text below the other, written by hand."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        text = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 72 760 Td {text} ET".encode("latin-1")
        kind = b""
        if packed:
            stream, kind = zlib.compress(stream), b" /Filter /FlateDecode"
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), kind, stream))
        font = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
            % (font, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def test_pages_are_kept_and_what_is_printed_on_each_is_not() -> None:
    words = ("bread", "peace", "trade", "water")
    middles = (
        ("Its inter-", "national standing grew.", "Peru did not."),
        ("Bolivia had", "left the inter-", "national fair."),
    )
    pages = [
        ["Annual report", f"Chile voted for {word}.", *middles[n % 2], f"Page {n} of 4"]
        for n, word in enumerate(words, 1)
    ]
    text, starts = pdf_text(make_pdf(pages), "a.pdf")
    assert "Annual report" not in text
    assert "Page 2" not in text
    assert text.count("international") == 4
    assert len(starts) == 4
    assert all(text.startswith("Chile voted", place) for place in starts)
    page = reading.Document(text, pages=starts)
    assert [page.page_of(text.index(word)) for word in words] == [1, 2, 3, 4]


def test_words_cut_at_the_end_of_a_line_are_joined_but_names_in_two_parts_keep_their_sign() -> None:
    text, _ = pdf_text(
        make_pdf([["The agree-", "ment of the Sino-", "Soviet border in 2001-", "2004."]]), "a.pdf"
    )
    assert text == "The agreement of the Sino-Soviet border in 2001-\n2004."


def test_a_page_without_text_keeps_its_number() -> None:
    _, starts = pdf_text(make_pdf([["First."], [], ["Third."]]), "a.pdf")
    assert starts[0] == 0
    assert len(starts) == 3
    assert reading.Document("First.\n\nThird.", pages=starts).page_of(8) == 3


def test_a_pdf_is_audited_on_standard_input_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = make_pdf([["On 2 March 2022 India abstained."]], packed=True)
    (tmp_path / "a.pdf").write_bytes(raw)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert (
        reading.load("-").text == reading.load(tmp_path / "a.pdf").text == "On 2 March 2022 India abstained."
    )


def bomb() -> bytes:
    """A page whose contents unpack to 300 MB."""
    packed = zlib.compress(b"(" + b"A" * 300_000_000 + b") Tj", 9)
    raw = make_pdf([["x"]], packed=True)
    first = raw.index(b"stream\n") + 7
    end = raw.index(b"\nendstream")
    length = f"/Length {end - first} ".encode()
    body = raw[:first].replace(length, b"/Length %d " % len(packed)) + packed + raw[end:]
    assert b"/Length %d " % len(packed) in body
    return body


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (make_pdf([[], []]), "pictures without text"),
        (b"%PDF-1.4\nnothing more", "damaged or no PDF"),
        (b"<html>a page</html>", "damaged or no PDF"),
        (make_pdf([["Text."]])[:300], "damaged or no PDF|pictures without text"),
    ],
)
def test_what_is_no_readable_pdf_is_refused_with_a_remedy(raw: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        pdf_text(raw, "a.pdf")
    assert caught.value.remedy


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_more_than_a_document_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        pdf_text(bomb(), "a.pdf")
    assert "\n" not in str(caught.value)


def test_a_locked_pdf_says_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["Secret."]]))))
    writer.encrypt("key", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(DocumentError, match="locked with a password"):
        pdf_text(stream.getvalue(), "a.pdf")


def make_docx() -> bytes:
    page = docx.Document()
    page.core_properties.title = "From a template"
    page.add_heading("Votes on Ukraine", 0)
    page.add_paragraph("On 2 March 2022 India abstained.")
    page.add_paragraph("Chile", style="List Bullet")
    page.add_paragraph("Peru", style="List Bullet")
    table = page.add_table(2, 2)
    for row, cells in enumerate((("State", "Vote"), ("Chile", "yes"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    page.add_paragraph("After the table.")
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def test_a_word_file_is_read_in_order_with_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make_docx())
    page = reading.load(path)
    assert page.text == (
        "Votes on Ukraine\n\nOn 2 March 2022 India abstained.\n\n- Chile\n- Peru\n\n"
        "State | Vote\nChile | yes\n\nAfter the table."
    )
    assert page.title == "Votes on Ukraine"


def rewritten(
    raw: bytes, part: str, change: "bytes | None", extra: "dict[str, bytes] | None" = None
) -> bytes:
    """A Word file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change if entry.filename == part and change else old.read(entry))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_what_was_struck_out_is_left_out_and_what_was_put_in_is_read() -> None:
    body = (
        f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>Chile </w:t></w:r><w:del><w:r><w:delText>never '
        "</w:delText></w:r></w:del><w:ins><w:r><w:t>at last </w:t></w:r></w:ins><w:r><w:t>joined.</w:t></w:r>"
        "</w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Peru</w:t><w:tab/><w:t>left.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "</w:body></w:document>"
    )
    text, _ = docx_text(rewritten(make_docx(), "word/document.xml", body.encode()), "a.docx")
    assert text == "Chile at last joined.\n\nPeru\tleft."


def test_entities_and_bombs_are_refused_before_the_file_is_opened() -> None:
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><w:document/>'
    with pytest.raises(DocumentError, match="declares entities"):
        docx_text(rewritten(make_docx(), "word/document.xml", entity), "a.docx")
    with pytest.raises(DocumentError, match="declares entities"):
        docx_text(rewritten(make_docx(), "word/document.xml", entity.decode().encode("utf-16")), "a.docx")
    with pytest.raises(DocumentError, match="unpacks to more"):
        docx_text(rewritten(make_docx(), "", None, {"word/media/a.bin": bytes(20_000_000)}), "a.docx")
    with pytest.raises(DocumentError, match="unpacks to more"):
        docx_text(rewritten(make_docx(), "", None, {f"a{n}.txt": b"" for n in range(6_000)}), "a.docx")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xd0\xcf\x11\xe0old", "old Word file, or one locked"),
        (b"PK\x03\x04broken", "damaged or no Word file"),
        (make_docx()[:2_000], "damaged or no Word file"),
        (rewritten(make_docx(), "word/document.xml", b"<w:document"), "damaged or no Word file"),
    ],
)
def test_what_is_no_readable_word_file_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        docx_text(raw, "a.docx")


def refusal(read: Callable[[bytes, str], object], raw: bytes, name: str) -> str:
    """What a reader says of a file it refuses; nothing when it reads it."""
    try:
        read(raw, name)
    except DocumentError as error:
        return str(error)
    return ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 30_000), st.binary(max_size=12))
def test_a_damaged_word_file_is_read_or_refused(place: int, noise: bytes) -> None:
    raw = bytearray(_DOCX)
    place %= len(raw)
    raw[place : place + len(noise)] = noise
    assert "\n" not in refusal(docx_text, bytes(raw), "a.docx")


_DOCX = make_docx()


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=12))
def test_a_damaged_pdf_is_read_or_refused(place: int, noise: bytes) -> None:
    raw = bytearray(make_pdf([["Chile voted for it."], ["Peru too."]]))
    place %= len(raw)
    raw[place : place + len(noise)] = noise
    assert "\n" not in refusal(pdf_text, bytes(raw), "a.pdf")


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.zip", "a", "a.xlsx"])
def test_files_of_other_kinds_are_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"text")
    with pytest.raises(DocumentError, match="are not read") as caught:
        reading.load(tmp_path / name)
    assert caught.value.remedy


def test_a_pdf_named_txt_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4 ...")
    with pytest.raises(DocumentError, match=r"this is a PDF, not text\. Let its name end in \.pdf"):
        reading.load(tmp_path / "a.txt")


def test_a_day_to_come_dates_no_page() -> None:
    day = date.today() + timedelta(days=400)
    assert reading.from_text(f"Summit\n{day:%d %B %Y}\nWill be held.").date is None
    assert reading.from_text("Summit\n3 May 2019\nWas held.").date == date(2019, 5, 3)


def test_half_a_sentence_dates_no_page() -> None:
    wrapped = (
        "The ministry has published a long account of how it came to\nbe that the envoys of both states met\n"
        "on 3 May 1998 in the old harbour of the town, and of what\nfollowed from it in all the years.\n"
    )
    assert reading.from_text(wrapped * 3).date is None


def test_names_stand_for_files_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.pdf", ".hidden/d.txt", "e.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    found = gather([str(tmp_path)])
    assert [Path(f).name for f in found.files] == ["a.md", "b.txt", "c.pdf"]
    assert found.left_out == 1
    assert gather([str(tmp_path / "**/*.pdf"), "-", "-"]).files == (str(tmp_path / "deep/c.pdf"), "-")
    assert gather([str(tmp_path / "nowhere.txt")]).files == (str(tmp_path / "nowhere.txt"),)
    assert [e.path for e in gather([str(tmp_path / "*.xyz"), str(tmp_path / ".hidden" / "x*")]).errors] == [
        str(tmp_path / "*.xyz"), str(tmp_path / ".hidden" / "x*"),
    ]  # fmt: skip
