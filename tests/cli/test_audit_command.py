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


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.txt"
    path.write_text(TEXT.replace("Chile", "Peru").replace("141", "140"))
    return path


def test_json_is_one_object_a_document_with_offsets_into_the_file(capsys, page, other):
    code, out, _ = run(capsys, page, other, "--json")
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


def test_several_documents_get_a_page_each_and_a_list(capsys, page, other, tmp_path):
    folder = tmp_path / "pages"
    code, out, err = run(capsys, page, other, page, "--html", folder, "--quiet")
    assert (code, err) == (0, "")
    assert {p.name for p in folder.iterdir()} == {"page.html", "other.html", "index.html", "index.json"}
    assert "2 documents, " in out
    assert "documents disagree: votes in favour on A/RES/ES-11/1: 141" in out
    overview = json.loads((folder / "index.json").read_text())
    assert [d["path"] for d in overview["documents"]] == [str(page), str(other)]
    assert overview["disagreements"][0]["answers"].keys() == {"141", "140"}
    assert 'href="index.html"' in (folder / "page.html").read_text()
    assert 'href="page.html#f' in (folder / "index.html").read_text()
    assert run(capsys, page, other, "--html", tmp_path / "one.html")[0] == 1


def test_documents_of_one_name_keep_apart(capsys, page, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "Page.md").write_text(TEXT)
    (tmp_path / "more" / "index.txt").write_text(TEXT)
    assert run(capsys, page, tmp_path / "more", "--html", tmp_path / "out", "--quiet")[0] == 0
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {"page.html", "Page-2.html", "index-2.html", "index.html", "index.json"}


def test_folders_and_patterns_stand_for_their_documents(capsys, page, other, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    code, out, err = run(capsys, tmp_path, "--json")
    assert code == 0
    assert [json.loads(line)["document"]["path"] for line in out.splitlines()] == [str(other), str(page)]
    assert err == "files of other kinds left out: 1\n"
    assert run(capsys, tmp_path / "p*.txt", "--csv")[1].count("contradicted") == 1
    assert run(capsys, tmp_path / "z*.txt")[2].startswith(
        f"error: {tmp_path / 'z*.txt'}: no file has such a name"
    )


def test_two_processes_find_what_one_finds(capsys, page, other, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    alone, shared = (run(capsys, tmp_path, "--json", "--quiet", "--jobs", n) for n in (1, 2))
    assert (alone[0], alone[2]) == (shared[0], shared[2])
    assert alone[0] == 2
    for one, same in zip(alone[1].splitlines(), shared[1].splitlines(), strict=True):
        assert json.loads(one)["findings"] == json.loads(same)["findings"]


def test_every_form_is_written_and_tells_the_same(capsys, page, tmp_path):
    out = tmp_path / "out"
    wanted = {"--html": "a.html", "--markdown": "a.md", "--docx": "a.docx", "--claimreview": "a.jsonld"}
    words = [word for form, name in wanted.items() for word in (form, out / name)]
    code, said, _ = run(capsys, page, "--json", *words)
    assert code == 0
    findings = json.loads(said)["findings"]
    reviews = json.loads((out / "a.jsonld").read_text())["@graph"]
    checkable = [f for f in findings if f["verdict"] != "not_checkable"]
    assert [r["claimReviewed"] for r in reviews] == [f["statement"] for f in checkable]
    for name in ("a.html", "a.md"):
        assert all(f["verdict"].replace("_", " ") in (out / name).read_text() for f in findings)
    assert (out / "a.docx").read_bytes().startswith(b"PK")
    assert run(capsys, page, "--docx", tmp_path / "a.txt")[2].startswith("error: ")


def test_a_day_still_to_come_is_no_day_of_speaking(capsys, page):
    code, _, err = run(capsys, page, "--date", "2999")
    assert code == 1
    assert err.startswith("error: The day of speaking 2999 is still to come. ")
    assert err.count("\n") == 1


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


def test_an_empty_folder_is_one_line(capsys, tmp_path):
    code, _, err = run(capsys, tmp_path)
    assert code == 2
    assert err.startswith(f"error: {tmp_path}: the folder holds no document. Documents end in .docx, ")
    assert err.count("\n") == 1


def test_many_documents_are_a_line_each(capsys, tmp_path):
    for number in range(14):
        (tmp_path / f"{number:02}.txt").write_text(TEXT if number == 7 else "The weather was fine.")
    code, out, err = run(capsys, tmp_path)
    assert code == 0
    assert err == "audit (14 documents)\n"
    lines = out.splitlines()
    assert lines[0].split()[:2] == ["document", "statements"]
    assert lines[1].split()[0] == str(tmp_path / "07.txt")
    assert lines[-1].startswith("14 documents, ")


def test_csv_of_several_documents_has_one_header(capsys, page, other):
    out = run(capsys, page, other, "--csv")[1]
    assert sum(line.startswith("document,id,") for line in out.splitlines()) == 1
