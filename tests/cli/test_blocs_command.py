"""``multipolar votes blocs`` as a person runs it, on the embedded record."""

import csv
import io
import json
from pathlib import Path

import pytest

from multipolar.cli import main

pytest.importorskip("leidenalg")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["votes", "blocs", *map(str, words), "--runs", "3", "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_every_bloc_of_a_year_with_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--json", "--since", "2022", "--until", "2022")
    rows = json.loads(out)
    assert code == 0
    members = [m for row in rows for m in row["members"]]
    assert len(members) == len(set(members)) == sum(row["states"] for row in rows)
    assert len({row["roll_calls"] for row in rows}) == 1
    assert "best of 3 runs from seed 0" in err
    assert "most cited votes alone" in err


def test_states_can_be_chosen_and_are_placed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "USA", "Israel", "IND", "--show", "states", "--csv", "--since", "2022", "--until", "2022"
    )
    rows = {row["actor"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert set(rows) == {"USA", "ISR", "IND"}
    assert rows["USA"]["bloc"] == rows["ISR"]["bloc"] != rows["IND"]["bloc"]


def test_distances_and_moves_have_their_tables(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--show", "distances", "--csv", "--since", "2022", "--until", "2022")
    assert out.splitlines()[0].startswith("period,a,b,distance")
    code, out, _ = run(capsys, "--show", "moves", "--csv", "--since", "2019", "--until", "2025")
    assert code == 0
    assert out.splitlines()[0].startswith("before,after,actor,name,left,joined,kind,kept")


def test_one_seed_gives_one_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--show", "states", "--csv", "--since", "2022", "--until", "2022", "--seed", "7")
    assert run(capsys, *words)[1] == run(capsys, *words)[1]


def test_a_map_is_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "blocs.svg"
    code, _, err = run(capsys, "--since", "2022", "--until", "2022", "--map", path)
    assert code == 0
    assert f"drawn in {path}" in err
    assert "Blocs in the General Assembly, 2022" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--definition", "love"], "There is no definition 'love'. Choose from identical"),
        (["--by", "decade"], "There is no way to divide by 'decade'"),
        (["--show", "stars"], "There is nothing called 'stars' to show"),
        (["CHL"], "Add --show states or --show moves"),
        (["Atlantis", "--show", "states"], "No actor is called 'Atlantis'"),
        (["--since", "1900", "--until", "1901"], "no recorded vote"),
        (["--resolution", "0"], "Resolution must be above 0"),
        (["--since", "2022", "--until", "2022", "--least", "1.5"], "Fewer than two states"),
    ],
)
def test_asked_wrongly_is_one_line(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert told in err.strip().splitlines()[-1]
