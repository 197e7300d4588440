"""``multipolar evaluate`` as a person runs it: scores, lists, every form, refusals in a line."""

import csv
import io
import json

import pytest

from multipolar.cli import main

TEXT = "Chile voted against resolution A/RES/ES-11/1. Spring is the finest of the seasons.\n"


@pytest.fixture
def labels(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT)
    path = tmp_path / "labels.jsonl"
    held = {"doc": "page", "quote": "Chile voted against", "start": 0, "end": 19, "type": "vote"}
    absent = {
        "doc": "page",
        "quote": "Spring",
        "start": 46,
        "end": 52,
        "type": "conflict",
        "truth": "unknown",
    }
    path.write_text(json.dumps(held | {"truth": "contradicted"}) + "\n" + json.dumps(absent) + "\n")
    return path


def run(capsys, path, *words):
    code = main(["evaluate", str(path), "--documents", str(path.parent), *words, "--record", "/nonexistent"])
    out, err = capsys.readouterr()
    return code, out, err


def test_scores_are_tables_with_a_summary(capsys, labels):
    code, out, err = run(capsys, labels)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split()[:4] == ["type", "labels", "found", "recall"]
    assert lines[1].split()[:4] == ["vote", "1", "1", "1.00"]
    assert lines[3].split()[:4] == ["all", "2", "1", "0.50"]
    assert lines[-1] == (
        "1 document: 1 of 2 labelled statements found, 0% of findings false, 1 of 1 verdicts right, "
        "0 supported called contradicted"
    )
    assert "Spring" not in out


def test_the_missed_are_listed_when_asked(capsys, labels):
    assert "missed" in run(capsys, labels, "--missed")[1]


def test_csv_has_every_label(capsys, labels):
    rows = list(csv.DictReader(io.StringIO(run(capsys, labels, "--csv")[1])))
    assert [(row["outcome"], row["type"]) for row in rows] == [("right", "vote"), ("missed", "conflict")]


def test_json_has_scores_and_statements(capsys, labels):
    held = json.loads(run(capsys, labels, "--json")[1])
    assert held["false_share"] == 0
    assert held["scores"][0]["verdict"] == [1, 1]
    assert {row["outcome"] for row in held["statements"]} == {"right", "missed"}


def test_labels_that_are_not_there_are_one_line(capsys, tmp_path):
    code, out, err = run(capsys, tmp_path / "none.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "the labels cannot be read" in err
    assert err.count("\n") == 1
