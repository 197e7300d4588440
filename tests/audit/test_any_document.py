"""No document brings an audit down or holds it up: hostile files, and runs of one thing."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipolar.audit import audit
from multipolar.basics.errors import DocumentError
from multipolar.briefs.audit_page import render
from multipolar.record import Record

# A megabyte may take 20 s; twice that, for machines under load.
_SECONDS_A_BYTE = 40 / 1_000_000
_PIECES = st.sampled_from(
    [
        "Chile",
        "Russia and China",
        "the United States",
        "ASEAN",
        "voted against",
        "abstained",
        "resolution 68/262",
        "141 votes to 5",
        "is a member of",
        "joined",
        "in 2014",
        "on 2 March 2022",
        "President Putin",
        "visited Moscow",
        "bilateral trade",
        "grew by 25 per cent",
        "$3 billion",
        "the largest exporter of",
        "copper",
        "signed the treaty",
        "sanctions",
        "none of them",
        "the rest",
        "(2001-2005)",
        "war",
        "Niobium 100% Brazil",
        ".",
        ", ",
        "\n",
        "\n\n",
        "- ",
        "\t",
        "|",
        "\u202e",
        "\u00a0",
        "“",
        "”",
        "(",
        ")",
        "[1]",
        "JP:",
        "not",
        "only",
        "and",
    ]
)


@pytest.fixture(scope="module")
def record():
    return Record.open(Path("/nonexistent"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=50).map(" ".join)))
def test_any_text_is_audited_and_drawn(text):
    report = audit(document_of(text), record=_RECORD)
    for finding in report.findings:
        assert text[finding.claim.start : finding.claim.end] == finding.claim.quote
    assert "<main>" in render(report)


def document_of(text):
    from multipolar.reading import from_text

    return from_text(text)


_RECORD = Record.open(Path("/nonexistent"))


@pytest.mark.parametrize(
    "unit",
    [
        "Chile voted against it ",
        "China abstained, ",
        "Chile is a member of the UN ",
        "Putin visited Chile. ",
        "In 1972, Richard Nixon visited China. ",
        "trade grew by 5 per cent ",
        "the resolution was adopted by 141 votes to 5 ",
        "not a single country of the region ",
        "Brazil 100%",
        "7",
        "\u202e",
        "((((",
        "None of them supports the sanctions. ",
    ],
)
@pytest.mark.slow
def test_a_line_that_says_one_thing_for_ever_is_audited_in_time(unit, record):
    text = (unit * 30_000)[:30_000]
    audit(unit, record=record)
    began = time.process_time()
    audit(document_of(text), record=record)
    # Checks of the first statements read the record; after that the cost is that of the text.
    assert time.process_time() - began < 2 + len(text) * _SECONDS_A_BYTE


@pytest.mark.slow
def test_megabytes_of_digits_are_audited(tmp_path, record):
    path = tmp_path / "digits.txt"
    path.write_text("1234567890" * 200_000)
    began = time.process_time()
    assert audit(path, record=record).findings == ()
    assert time.process_time() - began < 2_000_000 * _SECONDS_A_BYTE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nul.txt", b"Chile\0 voted"),
        ("deep.html", b"<div>" * 50_000 + b"Chile voted."),
        ("bomb.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"),
        (
            "kids.pdf",
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]"
            b"/Count 2>>endobj\ntrailer<</Root 1 0 R>>",
        ),
        ("zip.docx", b"PK\x05\x06" + bytes(18)),
        ("empty.pdf", b""),
        ("empty.docx", b"  "),
    ],
)
def test_hostile_files_are_refused_on_one_line(name, content, tmp_path, record):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        audit(path, record=record)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
