"""The audit as Python offers it: the same call however the package was imported."""

import subprocess
import sys
from pathlib import Path

import multipolar

TEXT = "Kenya abstained on resolution 68/262 of the General Assembly."


def test_the_package_is_the_verb_before_and_after_its_import(tmp_path: Path) -> None:
    code = (
        "import multipolar\n"
        f"first = multipolar.audit({TEXT!r})\n"
        "import multipolar.audit.run\n"
        f"second = multipolar.audit({TEXT!r})\n"
        "from multipolar import audit\n"
        f"third = audit({TEXT!r})\n"
        "print([len(r.findings) for r in (first, second, third)])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.strip() == "[1, 1, 1]"


def test_a_path_a_text_and_a_name_of_a_file_are_told_apart(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    by_path, by_name, by_text = (multipolar.audit(s) for s in (page, str(page), TEXT))
    assert by_path.document.path == by_name.document.path == str(page)
    assert by_text.document.path == "-"
    assert [f.claim.quote for f in by_path.findings] == [f.claim.quote for f in by_text.findings]


def test_the_published_shape() -> None:
    found = multipolar.audit(TEXT, date="2020-01-01").to_dict()
    assert set(found) == {"document", "record", "findings", "counts", "seconds"}
    assert set(found["document"]) == {"path", "title", "date", "language", "characters", "pages"}
    assert found["document"]["date"] == "2020-01-01"
    (finding,) = found["findings"]
    assert set(finding) == {
        "id", "kind", "quote", "start", "end", "page", "statement", "actors", "time", "value", "speaker",
        "verdict", "reason", "evidence", "reproduce",
    }  # fmt: skip
    assert finding["actors"] == ["KEN"]
    assert set(finding["evidence"][0]) == {"source", "release", "locator", "row"}
    assert sum(found["counts"].values()) == 1


def test_nothing_checkable_is_not_a_pass() -> None:
    report = multipolar.audit("The weather in the capital was fine.")
    assert report.findings == ()
    assert sum(report.counts.values()) == 0
