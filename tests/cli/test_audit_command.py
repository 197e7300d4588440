"""``multipolar audit`` as a person runs it: documents one after another, every form, failures in a line."""

import csv
import io
import json

import pytest

from multipolar.cli import main

TEXT = (
    "On 2 March 2022 the General Assembly adopted resolution A/RES/ES-11/1 by 141 votes to 5, with 35 "
    "abstentions. Chile voted against it. Spring is the finest of the seasons.\n"
)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


def run(capsys, *words):
    code = main(["audit", *map(str, words), "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_findings_stand_under_each_other_with_a_summary(capsys, page):
    code, out, err = run(capsys, page)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["verdict", "quote", "statement", "reason"]
    # What is wrong comes first.
    assert lines[1].startswith("✗ contradicted")
    assert "Chile" in lines[1]
    assert any(line.startswith("✓ supported") for line in lines)
    assert " 1 contradicted" in lines[-1]


def test_json_is_one_object_a_document_with_offsets_into_the_file(capsys, page):
    code, out, _ = run(capsys, page, page, "--json")
    assert code == 0
    reports = [json.loads(line) for line in out.splitlines()]
    assert len(reports) == 2
    assert reports[0]["document"]["path"] == str(page)
    for finding in reports[0]["findings"]:
        assert TEXT[finding["start"] : finding["end"]] == finding["quote"]
    assert sum(reports[0]["counts"].values()) == len(reports[0]["findings"])


def test_csv_has_one_row_a_finding(capsys, page):
    rows = list(csv.DictReader(io.StringIO(run(capsys, page, "--csv")[1])))
    assert {row["document"] for row in rows} == {str(page)}
    assert "contradicted" in {row["verdict"] for row in rows}
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


def test_text_comes_on_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, out, _ = run(capsys, "-", "--json")
    assert code == 0
    assert json.loads(out)["document"]["path"] == "-"


def test_a_document_that_fails_is_one_line_and_the_others_go_on(capsys, page, tmp_path):
    code, out, err = run(capsys, tmp_path / "nowhere.txt", page)
    assert code == 2
    assert err.count("\n") == 1
    assert err.startswith("error: ")
    assert "nowhere.txt" in err
    assert "contradicted" in out


def test_pages_are_written_where_asked(capsys, page, tmp_path):
    code, _, err = run(capsys, page, "--html", tmp_path / "out" / "report.html")
    assert code == 0
    assert err == f"report written to {tmp_path / 'out' / 'report.html'}\n"
    assert "Chile voted against it" in (tmp_path / "out" / "report.html").read_text()
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    assert run(capsys, page, other, "--html", tmp_path / "pages", "--quiet")[0] == 0
    assert {p.name for p in (tmp_path / "pages").iterdir()} == {"page.html", "other.html"}
    assert run(capsys, page, other, "--html", tmp_path / "one.html")[0] == 1
    assert run(capsys, page, page, "--html", tmp_path / "pages")[0] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "yesterday"), "'yesterday' is not a date."),
        (("--about", "CHL,Atlantis"), "No actor is called 'Atlantis'."),
    ],
)
def test_a_wrong_context_is_asked_wrongly(capsys, page, words, said):
    code, out, err = run(capsys, page, *words)
    assert (code, out) == (1, "")
    assert said in err


def test_the_context_given_is_used(capsys, page):
    _, out, _ = run(capsys, page, "--json", "--date", "2022-03-05", "--about", "CHL,RUS")
    assert json.loads(out)["document"]["date"] == "2022-03-05"


def test_a_folder_is_told_to_name_its_files(capsys, tmp_path):
    code, _, err = run(capsys, tmp_path)
    assert (code, err) == (
        2,
        f"error: {tmp_path}: it is a folder. Name its files: multipolar audit {tmp_path}/*.\n",
    )


def test_csv_of_several_documents_has_one_header(capsys, page):
    out = run(capsys, page, page, "--csv")[1]
    assert sum(line.startswith("document,id,") for line in out.splitlines()) == 1
