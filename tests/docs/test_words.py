"""What every file keeps to: a sentence that opens each module, and nothing about where it was written."""

import ast
import re

import pytest

from ._pages import HOME

_TREES = ("src", "tests", "docs", "scripts", "benchmarks", "examples", "requirements", ".ci")
_TEXT = {
    ".py", ".md", ".yml", ".yaml", ".toml", ".txt", ".csv", ".jsonl", ".json", ".html", ".lock", ".j2", "",
}  # fmt: skip
# Put together here, so that this file does not name them.
_PLACES = tuple("".join(parts) for parts in (
    ("/wo", "rk/"), ("/tmp/", "team"), ("py", "pi.org"), ("python", "hosted.org"), ("npm", "js"),
    ("debian", ".org"),
))  # fmt: skip
_WORKERS = re.compile(
    r"\b(?:sub-?agents?|coding agents?|language agents?|agents? (?:wrote|made|at work)"
    r"|(?:another|other|fellow|parallel) (?:agents?|helpers?|engineers?)"
    r"|(?:this|earlier|previous|other|another|parallel) (?:work(?:ing)? )?sessions? "
    r"(?:of (?:work|the project)|wrote|made|did|found|left))\b",
    re.IGNORECASE,
)


def files():
    """Every text file of the project, without what is made beside it."""
    alone = [path for path in HOME.iterdir() if path.is_file()]
    below = [path for tree in _TREES for path in (HOME / tree).rglob("*") if path.is_file()]
    return [p for p in (*alone, *below) if p.suffix in _TEXT and "__pycache__" not in p.parts]


def modules():
    return sorted(path for path in (HOME / "src").rglob("*.py"))


def test_no_file_names_where_it_was_made():
    wrong = []
    for path in files():
        text = path.read_text("utf-8", errors="replace").lower()
        wrong += [f"{path.relative_to(HOME)}: {place}" for place in _PLACES if place in text]
    assert wrong == []


def test_no_file_speaks_of_who_worked_on_it():
    wrong = [
        f"{path.relative_to(HOME)}: {found[0]}"
        for path in files()
        if path.suffix in (".py", ".md", ".yml", ".toml", "") and path.name != "test_words.py"
        for found in [_WORKERS.search(path.read_text("utf-8", errors="replace"))]
        if found
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["the twelfth session of the Assembly", "a US agent", "User-Agent", "an earlier session voted"]
)
def test_ordinary_words_stay(text):
    assert _WORKERS.search(text) is None


def test_every_module_opens_with_a_sentence():
    wrong = []
    for path in modules():
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        first = said.split("\n\n")[0]
        if not said or not first.rstrip().endswith(".") or re.search(r"[a-z]\. [A-Z]", first):
            wrong.append(f"{path.relative_to(HOME)}: {first!r}")
    assert wrong == []
