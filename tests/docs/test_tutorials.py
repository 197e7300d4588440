"""The tutorial of the agreement: its commands are run on published files, and print what the page shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ._pages import HOME, blocks

# Where the files of a pull lie in the optional folder.
_AT = {"cow_trade": "peacesciencer-cow", "world_bank": "world-bank", "desta": "desta"}


def steps() -> list[tuple[str, list[str]]]:
    """Each command of the page with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(HOME / "docs" / "tutorial-agreement.md", ""):
        for line in block.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def apart(shown: list[str], printed: list[str]) -> list[str]:
    """Lines shown that are not printed, in their order; ``...`` stands for any."""
    rest, missing = iter(printed), []
    for line in shown:
        if line != "..." and line not in rest:
            missing.append(line)
            break
    return missing


@pytest.mark.shared
@pytest.mark.slow
def test_the_agreement_of_chile(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyfixest")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    around = {**os.environ, "PATH": path, "MULTIPOLAR_RECORD": str(tmp_path / "record")}
    for command, shown in steps():
        if pulled := re.fullmatch(r"multipolar record pull (\w+)", command):
            command += f" --from {shared / 'data' / _AT[pulled[1]]}"
        done = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=around, capture_output=True, text=True, timeout=600
        )
        printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        assert apart(shown, printed) == [], command
    assert (tmp_path / "income.svg").read_text("utf-8").startswith("<svg")
    assert (tmp_path / "map.svg").read_text("utf-8").startswith("<svg")


def test_the_page_has_commands_and_a_line_that_is_not_printed_is_missed() -> None:
    assert len(steps()) == 10
    assert apart(["a", "...", "c"], ["a", "b", "c"]) == []
    assert apart(["a", "c", "b"], ["a", "b", "c"]) == ["b"]
