"""The how-tos work: their lines of shell are run as they stand, in a folder like the one they speak of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ._pages import HOME, blocks

_TINY = "On 27 March 2014 the General Assembly adopted resolution 68/262. Chile voted against it.\n"


@pytest.fixture
def run(tmp_path):
    """Run the shell blocks of a how-to; gives what each printed."""
    home = tmp_path / "home"
    for folder in ("archive", "home/Downloads"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("interview.txt", "archive/2014-04-01-remarks.txt", "archive/2022-03-02-speech.txt"):
        (tmp_path / name).write_text(_TINY, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    around = {**os.environ, "HOME": str(home), "PATH": path, "MULTIPOLAR_RECORD": str(tmp_path / "record")}

    def each(name):
        for block in blocks(HOME / "docs" / "howto" / name, "sh"):
            done = subprocess.run(
                ["sh", "-e", "-c", block.text],
                cwd=tmp_path,
                env=around,
                capture_output=True,
                text=True,
                timeout=120,
            )
            assert done.returncode == 0, f"{block.text}\n{done.stderr}"
            yield done.stdout

    return each


def test_as_of(run):
    *_, votes, audited = run("as-of.md")
    assert "Russia" in votes
    assert '"findings"' in audited


def test_folder(run, tmp_path):
    _, contradicted, *_ = run("folder.md")
    assert contradicted.count("Chile voted against it") == 2
    assert len(list((tmp_path / "audits").glob("*.json"))) == 2
    assert len(list((tmp_path / "pages").glob("*.html"))) == 3  # one a document, and the list
    assert len((tmp_path / "audits.jsonl").read_text().splitlines()) == 2


@pytest.mark.shared
def test_pull_a_file(run, tmp_path, shared):
    name = "unsc_vetoes_1946_sept2022.csv"
    shutil.copy(shared / "data" / "unsc-vetoes" / name, tmp_path / "home" / "Downloads" / name)
    first, second, *_ = run("pull-a-file.md")
    assert "yes" in first
    assert second.splitlines()[1].split()[2] == "no"
