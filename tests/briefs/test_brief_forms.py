"""A brief as page, Markdown, Word and references: nothing hostile executes, nothing is fetched."""

import dataclasses
import io
import json
import re
import shutil
import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import lxml.html
import pytest

from multipolar.briefs import brief as make
from multipolar.briefs import brief_files
from multipolar.briefs.brief_markdown import markdown
from multipolar.briefs.brief_page import render
from multipolar.briefs.brief_word import word
from multipolar.briefs.notes import Note, Notes, Origin, command, select
from multipolar.briefs.parts import Brief, Section, Sentence, Table
from multipolar.briefs.plot import Band, plot
from multipolar.briefs.references import bibtex, csl
from multipolar.record import Record

HOSTILE = "<script>alert(1)</script> & \"x\" onload='y' | `rm` } \\end{document} $HOME"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return make(Record.open(tmp_path_factory.mktemp("none") / "record"), "CHL", "RUS")


@pytest.fixture
def hostile():
    note = Note(1, HOSTILE, "SELECT 1", command("SELECT 1"), (Origin(HOSTILE, HOSTILE, (HOSTILE,), 1, 1),))
    table = Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, "c"),), (1,))
    part = Section("glance", HOSTILE, (Sentence(HOSTILE, (1,)), Sentence(HOSTILE, (1,), "zero")), (table,))
    said = (Sentence(HOSTILE),)
    return Brief(("A", "B"), HOSTILE, date(2026, 1, 1), said, (part,), (note,), {HOSTILE: HOSTILE})


def test_hostile_text_is_text_on_the_page(hostile):
    page = render(hostile)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    tree = lxml.html.fromstring(page)
    assert not [a for element in tree.iter() for a in element.attrib if a.startswith("on")]
    assert tree.xpath("//h1")[0].text == HOSTILE


def test_the_page_runs_no_script_and_fetches_nothing(rich):
    page = render(rich)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1).replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "<script" not in page
    assert " style=" not in page
    addresses = re.findall(r'(?:href|src|action|data)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert "url(" not in page


def test_every_number_on_the_page_leads_to_its_note(rich):
    page = render(rich)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {a.removeprefix("#") for a in re.findall(r'href="(#[^"]*)"', page)} <= set(ids)


def test_the_page_is_small(rich):
    import gzip

    assert len(gzip.compress(render(rich).encode())) < 150_000  # the figure of the project's pages


def test_markdown_keeps_hostile_text_out_of_its_markup(hostile):
    text = markdown(hostile)
    assert not re.search(r"(?<!\\)<script", text)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "c |" in line]
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 3


def test_word_holds_sentences_tables_and_notes(rich, hostile):
    import docx

    page = docx.Document(io.BytesIO(word(rich)))
    text = "\n".join(p.text for p in page.paragraphs)
    assert "Diplomatic relations between Chile and Russia" in text
    assert "multipolar record query" in text
    assert len(page.tables) == sum(len(s.tables) for s in rich.sections)
    assert docx.Document(io.BytesIO(word(hostile))).paragraphs


def test_references_name_the_release_and_every_place_once(rich):
    items = csl(rich)
    assert items[0]["title"] == "Embedded starter record"
    assert items[0]["version"] == rich.releases["starter"]
    assert len({i["id"] for i in items}) == len(items)
    assert any("fruitnet.com" in i["title"] for i in items)
    entries = bibtex(rich)
    assert entries.count("@misc{") == len(items)
    assert entries.count("{") == entries.count("}")


def test_bibtex_survives_hostile_titles(hostile):
    text = bibtex(hostile)
    assert "\\$HOME" in text
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")


def test_a_query_with_signs_of_the_shell_is_one_word():
    sql = select("event", {"title": 'O\'Higgins "x" $HOME `id` \\'})
    line = command(sql, date(2020, 1, 2))
    done = subprocess.run(["sh", "-c", f'set -- {line}; printf "%s\\n" "$@"'], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["multipolar", "record", "query", sql, "--as-of", "2020-01-02"]


def test_the_same_query_is_one_note(tmp_path):
    notes = Notes(Record.open(tmp_path / "none"))
    _, one = notes.ask("a", "actor", {"id": "CHL"})
    _, other = notes.ask("b", "actor", {"id": ["CHL"]})
    assert (one, other, len(notes.all)) == (1, 1, 1)


def test_a_chart_breaks_where_a_year_is_missing_and_is_told_in_words():
    svg = plot(
        [Band("a <b>", [2000, 2001, 2005], [1, 2, 3], [0, 1, 2], [2, 3, 4])],
        label="a & b",
        written=lambda v: f"{v:g} %",
    )
    root = ET.fromstring(svg)
    assert root.get("aria-label") == "a & b"
    assert svg.count("<circle") == 1  # the year on its own
    assert 'stroke-width="2"' in svg


def test_json_is_plain_values(rich):
    found = json.loads(json.dumps(brief_files.as_json(rich), default=str))
    assert found["subject"] == ["CHL", "RUS"]
    assert found["sections"][0]["sentences"][0]["notes"] == [1]
    assert "described" not in found
    rows = list(brief_files.sentence_rows(rich))
    assert {r["gap"] for r in rows} >= {"", "out_of_coverage"}


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no browser that prints")
def test_the_page_prints(rich):
    from pypdf import PdfReader

    from multipolar.briefs.brief_pdf import pdf

    pages = PdfReader(io.BytesIO(pdf(rich))).pages
    text = " ".join(p.extract_text() for p in pages)
    assert "Chile and Russia" in text
    assert 2 <= len(pages) <= 12


def test_without_a_browser_the_remedy_is_told(rich, monkeypatch):
    from multipolar.basics.errors import MultipolarError
    from multipolar.briefs import brief_pdf

    monkeypatch.setattr(brief_pdf.shutil, "which", lambda _: None)
    with pytest.raises(MultipolarError, match="--docx"):
        brief_pdf.pdf(dataclasses.replace(rich))
