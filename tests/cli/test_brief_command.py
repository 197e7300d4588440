"""``multipolar brief`` as a person runs it: what is printed, what is written, what is refused."""

import csv
import io
import json

import pytest

from multipolar.cli import main


@pytest.fixture
def run(capsys, tmp_path):
    """Run the command on the embedded record alone: exit code, results, notes."""

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["brief", *words, "--record", str(tmp_path / "none")])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_without_a_file_the_brief_is_printed(run):
    code, out, err = run("Chile", "Russia")
    assert (code, err) == (0, "")
    assert out.startswith("# Chile and Russia")
    assert "## Trade in goods" in out


def test_files_are_written_and_named(run, tmp_path):
    names = {form: tmp_path / f"b.{form}" for form in ("html", "markdown", "docx", "bibtex", "csl")}
    code, out, err = run("CHL", "RUS", *(w for form, path in names.items() for w in (f"--{form}", str(path))))
    assert (code, out) == (0, "")
    assert all(path.stat().st_size > 500 for path in names.values())
    assert err.count("brief written to") == len(names)
    assert json.loads(names["csl"].read_text())[0]["type"] == "dataset"


def test_json_and_csv(run):
    found = json.loads(run("FJI", "EST", "--json")[1])
    assert found["title"] == "Fiji and Estonia"
    rows = list(csv.DictReader(io.StringIO(run("FJI", "EST", "--csv")[1])))
    assert any(row["gap"] == "not_reported" for row in rows)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("CHL", "RUS", "PER"), "one subject or two"), (("CHL", "CHL"), "twice"),
        (("CHL", "Rusia del Sur"), "No actor"), (("BRICS", "EU"), "both groups"),
        (("A/RES/68/9999",), "is not the symbol"), (("A/RES/68/999",), "holds no roll call"),
        (("CHL", "RUS", "--lang", "fr"), "no brief in 'fr'"),
        (("CHL", "--documents", "/nowhere/none.txt"), "none.txt"),
        (("CHL", "RUS", "--html", "/proc/none/b.html"), "cannot be written"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_one_clear_line(run, words, message):
    code, out, err = run(*words)
    assert code in (1, 2)
    assert out == ""
    assert err.startswith("error: ")
    assert message in err
    assert len(err.splitlines()) == 1
