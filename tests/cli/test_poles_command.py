"""``multipolar poles`` as a person runs it: on the embedded record, in every form, and asked wrongly."""

import csv
import io
import json
from pathlib import Path

import pytest

from multipolar.cli import main

Ran = tuple[int, str, str]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    code = main(["poles", *map(str, words), "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_what_the_embedded_record_has_is_printed_and_the_rest_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys)
    assert code == 0
    assert "gdp_market" in out
    assert "Shares of groups" in out
    assert "G7" in out
    assert "capabilities: the record has no figures; pull cow_nmc" in err
    assert "ideal_points: the record has no positions; pull voeten_ideal_points" in err
    # Every series shown is defined, with its source.
    assert "gdp_market: gross domestic product at market exchange rates, in current US dollars (World" in err


def test_json_is_one_object_with_definitions_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--json", "--definition", "gdp", "--group", "Rest=UN,-G7", "--since", "2020")
    found = json.loads(out)
    assert code == 0
    assert [row["year"] for row in found["concentration"]] == [2020, 2021, 2022, 2023]
    assert found["definitions"]["gdp_market"]["unit"] == "current US dollars"
    assert found["groups"]["Rest"] == "UN without G7"
    shares = {
        r["group"]: r["share"] for r in found["weights"] if (r["measure"], r["year"]) == ("gdp_market", 2023)
    }
    # The figures of a group and of all other Members, but for states that are no Members.
    assert 0.4 < shares["G7"] < 0.5
    assert shares["G7"] + shares["Rest"] == pytest.approx(1, abs=0.01)
    assert all(isinstance(row["without"], list) for row in found["concentration"])


def test_csv_is_one_tidy_table(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--csv", "--quiet", "--definition", "population")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert {row["table"] for row in rows} == {"concentration", "weights"}
    assert {row["measure"] for row in rows} >= {"poles", "hhi", "cr1", "cr4", "con", "population", "seats"}
    poles = next(float(row["value"]) for row in rows if row["measure"] == "poles")
    squares = next(float(row["value"]) for row in rows if row["measure"] == "hhi")
    # Both are printed rounded, to two and to four places.
    assert poles == pytest.approx(1 / squares, rel=0.01)


@pytest.mark.parametrize("chart", ["poles", "weights"])
def test_a_chart_is_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path, chart: str) -> None:
    path = tmp_path / "out.svg"
    code, _, err = run(capsys, "--definition", "gdp", "--plot", path, "--chart", chart)
    assert code == 0
    assert f"drawn in {path}" in err
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--definition", "soft_power"], "There is no definition 'soft_power'. Choose from capabilities"),
        (["--group", "Chile"], "Chile is not a group"),
        (["--group", "X="], "defines no group"),
        (["--since", "2020", "--until", "2010"], "The period ends in 2010, before it begins in 2020"),
        (["--since", "soon"], "soon"),
        (["--alpha", "3"], "alpha is 3"),
        (["--plot", "out.txt"], "does not end in .svg or .png"),
        (["--plot", "out.svg", "--chart", "pie"], "There is no chart 'pie'"),
        (["--plot", "out.svg", "--chart", "polarization"], "nothing to draw"),
    ],
)
def test_asked_wrongly_is_one_line(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    last = err.strip().splitlines()[-1]
    assert last.startswith("error: ")
    assert told in last
