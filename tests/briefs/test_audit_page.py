"""The report as a page and in other forms: no document is markup, forms agree, nothing is fetched."""

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import docx
import pytest
from lxml import html

from multipolar.audit import audit
from multipolar.audit.corpus import Corpus, summary
from multipolar.audit.ranking import ORDER
from multipolar.briefs.audit_page import pieces, render
from multipolar.briefs.corpus_page import write_index
from multipolar.briefs.forms import claim_review, markdown, rows, word
from multipolar.briefs.forms.rows import safe
from multipolar.reading import Document
from multipolar.record import Record

TEXT = (
    "Report <script>alert(1)</script> & more\n\n"
    "On 2 March 2022 the General Assembly adopted resolution A/RES/ES-11/1 by 141 votes to 5, with 35 "
    "abstentions. Chile, Peru, Brazil and Mexico voted against it. India abstained.\n\n"
    "Trade between Russia and Chile was $3 billion in 2018. Turkey is a member of the European Union. "
    "The Chaco War lasted from 1932 to 1935. We hope that Kenya will join BRICS.\n"
)


@pytest.fixture(scope="module")
def record():
    return Record.open(Path("/nonexistent"))


@pytest.fixture(scope="module")
def report(record):
    return audit(TEXT, record=record, date="2025-05-14")


@pytest.fixture(scope="module")
def page(report, record):
    return render(report, record)


def test_each_finding_has_a_card_and_a_place_in_the_text(report, page):
    tree = html.document_fromstring(page)
    cards = [card.get("id") for card in tree.xpath('//article[contains(@class, "card")]')]
    assert cards == [finding.id for finding in report.ranked]
    for finding in report.findings:
        assert tree.xpath(f'//a[@id="at-{finding.id}"][@href="#{finding.id}"]')
        (card,) = tree.xpath(f'//article[@id="{finding.id}"]')
        assert card.xpath("string(.//blockquote)") == finding.claim.quote
    targets = {link[1:] for link in tree.xpath("//a/@href")}
    assert targets <= set(tree.xpath("//*/@id"))


def test_the_text_stands_in_the_page_character_for_character(report, page):
    tree = html.document_fromstring(page)
    (shown,) = tree.xpath('//div[@class="page"]')
    for mark in shown.xpath('.//a[contains(@class, "num")]'):
        mark.drop_tree()
    assert shown.text_content() == TEXT
    assert "".join(piece.text for piece in pieces(report)) == TEXT


def test_nothing_of_the_document_is_markup_and_nothing_is_fetched(page):
    assert "<script>alert" not in page
    assert not re.search(r"\bon[a-z]+\s*=\s*[\"']", page.partition("<body>")[2].partition("<script>")[0])
    tree = html.document_fromstring(page)
    assert not tree.xpath("//*[@style] | //img | //link | //iframe | //*[@src]")


def test_the_policy_names_the_style_and_the_script_of_the_page(page):
    tree = html.document_fromstring(page)
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    for tag in ("style", "script"):
        content = page.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_a_map_of_a_vote_and_the_series_of_trade_are_drawn(report, page):
    tree = html.document_fromstring(page)
    kinds = {f.id: f.claim.kind for f in report.findings}
    drawn = {kinds[card] for card in tree.xpath("//article[.//figure]/@id")}
    assert drawn == {"vote", "trade_level"} or drawn == {"tally", "trade_level"}
    # One map a roll call: the other findings about it point there.
    assert len(tree.xpath('//figure[.//ul[@class="keys"]]')) == 1
    assert "A map of this vote stands at" in page
    assert "<figure" not in render(report)


def test_what_is_wrong_comes_first(report):
    places = [ORDER.index(finding.judgement.verdict) for finding in report.ranked]
    assert places == sorted(places)


def test_pages_of_a_file_are_shown(record):
    text = "Turkey is a member of the European Union.\n\nIndia is a member of BRICS."
    found = audit(Document(text, pages=(0, text.index("India"))), record=record)
    assert [f["page"] for f in found.to_dict()["findings"]] == [1, 2]
    shown = render(found)
    assert '<span class="leaf">page 2</span>' in shown
    assert "page 2" in markdown(found)


def test_a_document_without_statements_says_that_nothing_was_checked(record):
    empty = audit("The weather was fine.", record=record)
    for told in (render(empty, record), markdown(empty)):
        assert "That is not a pass: nothing was checked." in told
    assert claim_review(empty)["@graph"] == []
    assert word(empty).startswith(b"PK")


def test_cells_are_never_formulas(report):
    assert [safe(v) for v in ("=1+1", "+1", "-x", "@a", "\tb", "plain", 3, None)] == [
        "'=1+1", "'+1", "'-x", "'@a", "'\tb", "plain", 3, None,
    ]  # fmt: skip
    found = list(rows(report))
    assert [row["id"] for row in found] == [f.id for f in report.ranked]
    out = io.StringIO()
    csv.DictWriter(out, list(found[0])).writerows(found)
    assert "\n=" not in out.getvalue()


def test_claim_reviews_rate_what_was_decided_and_nothing_else(report):
    reviews = {review["@id"]: review for review in json.loads(json.dumps(claim_review(report)))["@graph"]}
    scale = {"contradicted": 1, "imprecise": 3, "supported": 5}
    for finding in report.findings:
        verdict = finding.judgement.verdict.value
        if verdict == "not_checkable":
            assert f"#{finding.id}" not in reviews
            continue
        review = reviews[f"#{finding.id}"]
        assert review["@type"] == "ClaimReview"
        assert review["itemReviewed"]["text"] == " ".join(finding.claim.quote.split())
        if verdict == "silent":
            assert "reviewRating" not in review
        else:
            assert review["reviewRating"].get("ratingValue") == scale.get(verdict)
    assert {f.judgement.verdict.value for f in report.findings} >= {"contradicted", "supported", "silent"}


def test_markdown_and_word_tell_every_finding(report):
    told = markdown(report)
    assert "<script>" not in told
    paper = docx.Document(io.BytesIO(word(report)))
    lines = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for finding in report.findings:
        assert f"\n### {finding.id[1:]} " in told
        assert f"“{' '.join(finding.claim.quote.split())}”" in lines
        assert finding.judgement.reason[:40] in lines


def test_documents_are_listed_with_what_they_say_alike_and_otherwise(record, tmp_path):
    first = Document("Finland joined NATO in 2023. Turkey is a member of the European Union.", path="a.txt")
    second = Document("Finland joined NATO in 2021. Turkey is a member of the European Union.", path="b.txt")
    corpus = Corpus(
        tuple(summary(audit(d, record=record)) for d in (first, second)), (("c.pdf", "c.pdf: no."),)
    )
    assert [r.statement for r in corpus.repeated()] == ["Türkiye is a member of the European Union"]
    (apart,) = corpus.disagreements()
    assert {value for value, _ in apart.answers} == {"2023", "2021"}
    assert corpus.ranked == (1, 0)
    write_index(corpus, {"a.txt": Path("a.html"), "b.txt": Path("b.html")}, tmp_path / "index.html")
    shown = (tmp_path / "index.html").read_text()
    assert "c.pdf: no." in shown
    assert "<script" not in shown
    assert shown.index('href="b.html"') < shown.index('href="a.html"')
    assert json.loads((tmp_path / "index.json").read_text())["repeated"][0]["verdicts"] == ["contradicted"]
