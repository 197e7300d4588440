"""Web pages of several makes: what is their text, and what they say of themselves."""

import time
from datetime import date
from pathlib import Path

import pytest

from multipolar import reading
from multipolar.basics.errors import DocumentError
from multipolar.reading.html import main_text

NEWS = """<!doctype html><html lang="en-GB"><head><title>Assembly votes | Daily Bulletin</title>
<meta property="article:published_time" content="2022-03-03T10:00:00Z">
<script>var actor = "Paraguay";</script><style>p::before {content: "Uruguay"}</style></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Assembly votes on withdrawal</h1>
<p>On 2 March 2022 the Assembly adopted a resolution by a large majority.
Only <em>Eritrea</em> and four others voted against it.</p>
<h2>Who abstained</h2><ul><li>India</li><li>China</li></ul>
<table><tr><th>State</th><th>Vote</th></tr><tr><td>Chile</td><td>yes</td></tr></table>
<p>The session goes on<br>next week.</p></article>
<aside class="related"><p>Read more: Brazil wins again</p></aside>
<footer>Copyright 2021 Daily Bulletin</footer></body></html>"""

MINISTRY = """<html lang="es"><head><title>Comunicado conjunto - Ministerio</title>
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"datePublished": "2019-11-05"}]}</script></head>
<body class="home"><div id="menu"><a href="#">Inicio</a><a href="#">Prensa</a></div>
<div class="contenido con-sidebar"><div class="titulo">Comunicado conjunto de los cancilleres</div>
<div>Los cancilleres de Ecuador y de Perú se reunieron en Quito el 4 de noviembre de 2019.
<div>Ambos países acordaron ampliar su comercio.</div>La próxima reunión será en Lima.</div></div>
<div id="footer">Todos los derechos reservados</div></body></html>"""


def test_a_news_page_gives_its_article() -> None:
    page = main_text(NEWS)
    assert page.title == "Assembly votes on withdrawal"
    assert page.date == date(2022, 3, 3)
    assert page.language == "en"
    assert "Only Eritrea and four others voted against it." in page.text
    assert "- India\n- China" in page.text
    assert "State | Vote\nChile | yes" in page.text
    for unseen in ("Paraguay", "Uruguay", "Home", "Brazil wins", "Copyright"):
        assert unseen not in page.text


def test_a_ministry_page_of_divs_only() -> None:
    page = main_text(MINISTRY)
    assert page.date == date(2019, 11, 5)
    assert page.language == "es"
    lines = page.text.split("\n")
    assert "Ambos países acordaron ampliar su comercio." in lines
    assert "La próxima reunión será en Lima." in lines
    assert "Inicio" not in page.text
    assert "derechos reservados" not in page.text


def test_paragraphs_never_run_together() -> None:
    page = main_text("<body><div>One state abstained.<div>Two voted.</div>Three left.<p>Four came.</div>")
    assert page.text.split("\n\n") == ["One state abstained.", "Two voted.", "Three left.", "Four came."]


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    page = main_text("<p>Togo <b>abstained<i></p></b> in the vote &amp <p>Mali</p <table><td>x<td>y")
    assert page.text.startswith("Togo abstained")
    assert "Mali" in page.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="DC.date.issued" content="2015-06-26">', date(2015, 6, 26)),
        ('<meta itemprop="datePublished" content="20150626">', date(2015, 6, 26)),
        ('<meta name="date" content="2015/6/26">', date(2015, 6, 26)),
        ('<meta name="date" content="2015-02-30">', None),
        ('<meta name="date" content="26/06/2015">', None),
        ('<script type="application/ld+json">{"datePublished": "2015-06-26T01:02</script>', None),
        ('<meta property="article:modified_time" content="2015-06-26">', None),
    ],
)
def test_dates_that_a_head_declares(head: str, expected: date | None) -> None:
    assert main_text(f"<html><head>{head}</head><body><p>Text of a page.</p></body></html>").date == expected


def test_times_count_when_they_agree_or_one_is_marked() -> None:
    one = '<time datetime="2020-01-02">2 Jan</time>'
    other = '<time class="published" datetime="2021-03-04T00:00">4 Mar</time>'
    unmarked = other.replace("published", "clock")
    assert main_text(f"<body><p>Text {one}</p></body>").date == date(2020, 1, 2)
    assert main_text(f"<body><p>Text {one} {other}</p></body>").date == date(2021, 3, 4)
    assert main_text(f"<body><p>Text {one} {unmarked}</p></body>").date is None


def test_the_name_of_a_site_is_no_part_of_a_title() -> None:
    assert main_text("<title>Visit to Accra | Ministry</title><p>Text.</p>").title == "Visit to Accra"
    assert main_text("<title>Russia-Mali relations</title><p>Text.</p>").title == "Russia-Mali relations"


def test_deep_nesting_is_read_or_refused_in_one_line() -> None:
    for depth in (300, 1_500):
        assert main_text("<div>" * depth + "<p>Peru voted.</p>" + "</div>" * depth).text == "Peru voted."
    with pytest.raises(DocumentError, match="nested too deeply"):
        main_text("<div>" * 100_000 + "Peru voted.")


def test_a_huge_page_is_read_in_a_few_seconds() -> None:
    begun = time.process_time()
    page = main_text("<body>" + "<p>Peru voted for it.</p>" * 100_000)
    assert page.text.count("Peru") == 100_000
    assert time.process_time() - begun < 15  # 2 s on a slow core; a search per element would take hours


def test_entities_and_outside_files_are_left_alone() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>'
    text = main_text(f"{bomb}<html><body><p>Fiji voted. &b; &f;</p></body></html>").text
    assert "Fiji voted." in text
    assert "lol" not in text
    assert "localhost" not in text


@pytest.mark.parametrize(
    "markup", ["", " \n", "<html></html>", "<body><script>x</script></body>", "<!-- -->"]
)
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(DocumentError, match="no text"):
        main_text(markup, "page.html")


def test_offsets_count_the_text_as_loaded(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(NEWS, encoding="utf-8")
    page = reading.read(reading.load(file))
    assert page.document.date == date(2022, 3, 3)
    assert {m.actor for s in page.sentences for m in s.actors} >= {"ERI", "IND", "CHN", "CHL"}
    for sentence in page.sentences:
        for mention in sentence.actors:
            assert page.document.text[mention.start : mention.end] == mention.text
