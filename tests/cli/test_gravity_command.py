"""``multipolar gravity`` as a person runs it."""

import csv
import io
import math
import random
from pathlib import Path

import pytest

from multipolar.cli import main

pytest.importorskip("pyfixest")
pytestmark = pytest.mark.filterwarnings("ignore")
SIX = ("ARG", "BRA", "CHL", "KAZ", "PER", "RUS")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    draw = random.Random(3)
    lines = ["exporter,importer,year,trade,rta,dist"]
    for year in (2000, 2004):
        for i, a in enumerate(SIX):
            for j, b in enumerate(SIX):
                if a != b:
                    rta = int(draw.random() < 0.4)
                    trade = math.exp(3 + 0.5 * rta + draw.gauss(0, 0.2))
                    lines.append(f"{a},{b},{year},{trade},{rta},{100 + 10 * abs(i - j)}")
    path = tmp_path / "flows.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["gravity", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_estimates_and_what_was_left_out(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    asked = (flows, "--on", "rta", "--on", "log:dist", "--period", "year", "--correct", "--csv")
    code, out, err = run(capsys, *asked)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["regressor"] for row in rows] == ["rta"]
    # Sixty flows with noise of a fifth: the effect is found to within a few standard errors.
    assert abs(float(rows[0]["coefficient"]) - 0.5) < 4 * float(rows[0]["error"]) + 0.1
    assert float(rows[0]["corrected"]) != float(rows[0]["coefficient"])
    assert "left out: log:dist" in err
    assert "60 of 60 rows used; 0 left out" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--on", "rtx"), "has no column rtx"),
        (("--on", "rta"), "Name the column of periods"),
        (("--on", "log:rta", "--period", "year"), "rta has no log"),
        (("--on", "rta", "--period", "year", "--only", "1999"), "of the periods 1999"),
        (("--on", "rta", "--only", "2000"), "--only was given without --period"),
        (("--on", "rta", "--pairs", "all"), "There are no pair effects 'all'"),
        (("--on", "rta", "--cluster", "world"), "Cannot cluster by 'world'"),
    ],
)
def test_what_is_asked_wrongly(
    capsys: pytest.CaptureFixture[str], flows: Path, words: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, flows, *words)
    assert code == 1
    assert out == ""
    assert message in err
