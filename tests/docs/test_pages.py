"""The pages hold together: links lead somewhere, one page leads to all, blocks of Python run."""

import re

import pytest

from ._pages import HOME, blocks, pages, prose, run_python, title

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_TINY = "On 27 March 2014 the General Assembly adopted resolution 68/262. Russia voted against.\n"
_PYTHON = [page for page in pages() if blocks(page, "python")]
_SPARK = [page for page in _PYTHON if any("pyspark" in block.text for block in blocks(page, "python"))]


def anchors(page):
    """The anchors that a page's headings make, as forges spell them."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page):
    """Relative links of a page as (text, file, anchor)."""
    for target in _LINK.findall(prose(page)):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield target, (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", pages(), ids=title)
def test_links_lead_somewhere(page):
    wrong = []
    for target, path, anchor in links(page):
        if not path.exists() or (anchor and anchor not in anchors(path)):
            wrong.append(target)
    assert wrong == []


def test_the_index_leads_to_every_page():
    index = HOME / "docs" / "index.md"
    reached, todo = set(), [index]
    while todo:
        page = todo.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            todo += [path for _, path, _ in links(page)]
    assert {title(page) for page in pages()} - {title(page) for page in reached} == set()
    assert index in {path for _, path, _ in links(HOME / "README.md")}


@pytest.mark.parametrize("page", _PYTHON, ids=title)
def test_python_blocks_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MULTIPOLAR_RECORD", str(tmp_path / "record"))
    (tmp_path / "examples").mkdir()
    for name in ("examples/briefing.md", "interview.html", "speech.txt"):
        (tmp_path / name).write_text(_TINY, encoding="utf-8")
    held, wrong = {"__name__": "page"}, []
    for block in blocks(page, "python"):
        if "pyspark" not in block.text:
            wrong += run_python(block, held)
    assert wrong == []


@pytest.mark.spark
@pytest.mark.parametrize("page", _SPARK, ids=title)
def test_blocks_on_spark_run(page, tmp_path, monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("MULTIPOLAR_RECORD", str(tmp_path / "record"))
    wrong = [
        said for block in blocks(page, "python") if "pyspark" in block.text for said in run_python(block, {})
    ]
    assert wrong == []


def test_the_findings_in_the_readme_are_those_of_the_example():
    from multipolar import Record, audit

    shown = [
        (line.split("  ")[0][2:].strip(), line[16:64].strip().rstrip("…").strip())
        for block in blocks(HOME / "README.md")
        for line in block.text.splitlines()
        if line[:1] in "✗≈✓" and line[:1]
    ]
    report = audit(HOME / "examples" / "briefing.md", record=Record.open("/nonexistent"))
    found = [(f.judgement.verdict.value, " ".join(f.claim.quote.split())) for f in report.findings]
    assert len(shown) >= 6
    for verdict, quote in shown:
        assert any(verdict == v and q.startswith(quote) for v, q in found), quote
