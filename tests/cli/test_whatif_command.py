"""``multipolar whatif`` as a person runs it: in every form, drawn, and asked wrongly."""

import csv
import io
import json
from pathlib import Path

import pytest

from multipolar.cli import main

FOUR = ("ARG", "CHL", "KAZ", "RUS")


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    path = tmp_path / "flows.csv"
    lines = [
        f"{a},{b},{100 if a == b else 3 + i + j}e9" for i, a in enumerate(FOUR) for j, b in enumerate(FOUR)
    ]
    path.write_text("exporter,importer,usd\n" + "\n".join(lines), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["whatif", *map(str, words), "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


ASKED = ("agreement", "CHL", "EAEU", "--members", "2018", "--draws", "20", "--flows")


def test_a_table_with_its_assumptions(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    code, out, _ = run(capsys, *ASKED, flows)
    assert code == 0
    assert out.startswith("Trade agreement of Chile and Eurasian Economic Union")
    assert "Chile to Eurasian Economic Union" in out
    assert "Head and Mayer 2014" in out
    assert "Bajzik, Havranek, Irsova and Schwarz 2020" in out
    assert "figure not confirmed" in out
    assert "middle 90 per cent of 20 draws" in out
    assert "Armenia is not in the model" in out
    assert "Largest error of an equation" in out


def test_json_and_csv_hold_every_country(capsys: pytest.CaptureFixture[str], flows: Path) -> None:
    _, out, _ = run(capsys, *ASKED, flows, "--json")
    found = json.loads(out)
    assert {row["country"] for row in found["countries"]} == set(FOUR)
    assert found["residual"] < 1e-9
    assert found["totals"][0]["per_cent"]["low"] < found["totals"][0]["per_cent"]["value"]
    _, out, err = run(capsys, *ASKED, flows, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["country"] == "CHL"
    assert float(rows[0]["real_income"]) == pytest.approx(found["countries"][0]["real_income"])
    assert "trade elasticity" in err


def test_it_draws(capsys: pytest.CaptureFixture[str], flows: Path, tmp_path: Path) -> None:
    bars, world = tmp_path / "bars.svg", tmp_path / "world.svg"
    code, _, err = run(capsys, *ASKED, flows, "--plot", bars, "--map", world)
    assert code == 0
    assert "change in real income" in bars.read_text(encoding="utf-8")
    assert "<svg" in world.read_text(encoding="utf-8")
    assert f"drawn in {world}" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("agreement", "CHL", "RUS"), "No year of trade was given. Add --year 2018, or --flows FILE."),
        (("agreement", "CHL", "EAEU", "--year", "2018"), "Pull baci (`multipolar record pull baci`)"),
        (("agreement", "CHL", "Ruritania", "--year", "2018"), "No actor is called 'Ruritania'"),
        (("agreement", "CHL", "RUS", "--year", "2018", "--imbalances", "none"), "There is no rule 'none'"),
        (("agreement", "CHL", "RUS", "--flows", "/nonexistent.csv"), "cannot be read: No such file"),
        (("agreement", "CHL", "CHL", "--year", "2018"), "Chile was named twice"),
    ],
)
def test_what_is_asked_wrongly(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 1
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [("leave", "RUS", "EAEU"), ("sanction", "CHL", "RUS"), ("tariff", "CHL", "RUS")]
)
def test_the_other_verbs(capsys: pytest.CaptureFixture[str], flows: Path, words: tuple[str, ...]) -> None:
    more = ("--rate", "10") if words[0] == "tariff" else ()
    code, out, _ = run(capsys, *words, *more, "--members", "2018", "--draws", "5", "--flows", flows)
    assert code == 0, out
    assert "Assumed:" in out


def test_a_table_of_changes(capsys: pytest.CaptureFixture[str], flows: Path, tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text("exporter,importer,cost\nCHL,RUS,-5\nRUS,CHL,-5\n", encoding="utf-8")
    code, out, _ = run(capsys, "table", changes, "--flows", flows, "--elasticity", "5")
    assert code == 0
    assert "the flows that are named" in out
