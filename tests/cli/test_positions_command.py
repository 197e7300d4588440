"""``multipolar votes positions`` as a person runs it."""

import builtins
import csv
import io
import json
import sys

import pytest

from multipolar.cli import main
from multipolar.measures import positions as measure

UNCACHED = measure._estimate


@pytest.fixture(scope="module", autouse=True)
def fitted_once():
    """The embedded record's points are estimated once for all tests of this file."""
    kept = {}

    def once(record, *asked):
        if asked not in kept:
            kept[asked] = UNCACHED(record, *asked)
        return kept[asked]

    measure._estimate = once
    yield
    measure._estimate = UNCACHED


def run(capsys, *words):
    code = main(["votes", "positions", *map(str, words), "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_embedded_record_answers_and_says_what_that_means(capsys):
    code, out, err = run(capsys, "CHL", "Russia", "USA", "--since", "2022", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(dict.fromkeys(row["actor"] for row in rows)) == ["CHL", "RUS", "USA"]
    assert all(float(row["low"]) < float(row["point"]) < float(row["high"]) for row in rows)
    last = {row["actor"]: float(row["point"]) for row in rows}
    assert last["RUS"] < last["CHL"] < last["USA"]
    assert "most cited votes" in err
    assert "NOT converged" not in err
    assert "multipolar record pull voeten_votes undl_ga" in err


def test_without_states_or_dates_the_last_session_is_shown(capsys):
    code, out, _ = run(capsys, "--json", "--quiet")
    rows = json.loads(out)
    assert code == 0
    assert len({row["session"] for row in rows}) == 1
    assert len(rows) > 180


def test_a_state_that_is_gone_in_the_period_is_named(capsys):
    code, _, err = run(capsys, "SUN", "USA", "--since", "2022")
    assert code == 0
    assert "SUN cast no vote that was used in the period shown." in err


def test_a_plot(capsys, tmp_path):
    path = tmp_path / "plot.svg"
    code, _, err = run(capsys, "CHL", "USA", "--plot", path)
    assert code == 0
    assert f"drawn in {path}" in err
    text = path.read_text()
    assert "United States" in text
    assert "Bands hold 90 %" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Atlantis",), "Atlantis"),
        (("CHL", "--topic", "fisheries"), "No recorded vote has the topic 'fisheries'"),
        (("CHL", "--topic", "Gibraltar"), "too few for positions"),
        (("CHL", "--dimensions", "3"), "3 dimensions"),
        (("TWN",), "TWN cast no vote that was used"),
        (("CHL", "--since", "soon"), "'soon' is not a date"),
        (("CHL", "--repeats", "none.csv"), "none.csv cannot be read"),
        (("CHL", "--plot", "plot.gif"), "does not end in .svg or .png"),
        (("--since", "1946", "--plot", "plot.svg"), "All states do not fit in one plot"),
        (("CHL", "--dimensions", "2", "--plot", "plot.svg"), "two dimensions is not drawn"),
    ],
)
def test_what_cannot_be_answered_is_one_line(capsys, words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words, "--quiet")
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_without_the_extra_it_says_how_to_install_it(capsys, monkeypatch):
    monkeypatch.setattr(measure, "_estimate", UNCACHED)
    for name in [one for one in sys.modules if one.startswith(("numba", "multipolar.models.ideal_points"))]:
        monkeypatch.delitem(sys.modules, name)
    given = builtins.__import__

    def absent(name, *rest, **options):
        if name.partition(".")[0] == "numba":
            raise ModuleNotFoundError("No module named 'numba'", name="numba")
        return given(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", absent)
    code, out, err = run(capsys, "CHL", "--quiet")
    assert (code, out) == (1, "")
    assert (
        err
        == "error: Ideal points need the library numba. Install it with: pip install 'multipolar[models]'.\n"
    )
