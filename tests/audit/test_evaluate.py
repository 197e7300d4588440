"""Scores of audits against labels: each count on small documents worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.statements._cases import starter

from multipolar.audit.evaluate import Evaluation, evaluate
from multipolar.audit.labels import read_labels
from multipolar.basics.errors import DocumentError

TEXT = (
    "On 2 March 2022 the General Assembly adopted resolution A/RES/ES-11/1 by 141 votes to 5, with 35 "
    "abstentions. Chile voted against it. Sweden is a member of NATO. Spring is the finest of the seasons.\n"
)


def label(quote: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    held = {"doc": "page", "quote": quote, "start": start, "end": start + len(quote), "type": "vote"}
    return {**held, "truth": "supported", "actors": [], "time": None, "value": None, **fields}


def scored(folder: Path, *labels: dict[str, Any], text: str = TEXT) -> Evaluation:
    (folder / "page.txt").write_text(text)
    lines = folder / "labels.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in labels))
    return evaluate(read_labels(lines), folder, record=starter())


def test_found_right_and_missed_are_counted_by_type(tmp_path):
    tally = label(
        "by 141 votes to 5, with 35 abstentions",
        time="2022-03",
        value={"number": 141, "unit": "votes", "kind": "level"},
    )
    wrong = label("Chile voted against it", actors=["CHL"])
    absent = label("Spring is the finest", type="conflict", truth="unknown")
    result = scored(tmp_path, tally, wrong, absent)
    votes = result.score("vote")
    assert (votes.labels, votes.found, votes.recall) == (2, 2, 1.0)
    assert votes.actors == (1, 1)
    assert votes.time == (1, 1)
    assert votes.value == (1, 1)
    assert votes.verdict == (1, 2)
    assert votes.libels == 1
    assert result.score("conflict").found == 0
    assert [a.outcome for a in result.answered] == ["right", "wrong", "missed"]
    assert result.score().labels == 3
    assert result.score("treaty").recall is None


def test_truth_that_nobody_checked_counts_against_no_verdict(tmp_path):
    result = scored(tmp_path, label("Chile voted against it", truth="unknown"))
    assert result.answered[0].outcome == "not known"
    assert result.score().verdict == (0, 0)


def test_what_was_true_when_said_is_right(tmp_path):
    text = "1 June 2021\n\nSweden is not a member of NATO.\n"
    quote = "Sweden is not a member of NATO"
    one = {"doc": "page", "quote": quote, "start": 13, "end": 13 + len(quote), "type": "membership"}
    result = scored(tmp_path, {**one, "truth": "supported"}, text=text)
    assert result.answered[0].verdict == "superseded"
    assert result.answered[0].outcome == "right"


def test_findings_that_fit_no_label_are_placed(tmp_path):
    # The membership stands in a sentence without a label; a vote labelled as a war is of the wrong kind.
    result = scored(tmp_path, label("Chile voted against it", type="conflict"), label("2 March 2022"))
    assert {(p.finding.claim.kind, p.place) for p in result.placed} == {
        ("vote", "fits"),
        ("tally", "beside"),
        ("vote", "wrong kind"),
        ("membership", "nothing there"),
    }
    assert result.false_share == pytest.approx(2 / 4)
    assert sum(result.findings("vote").values()) == 2


def test_several_findings_over_the_same_words_answer_together(tmp_path):
    text = "Chile is a member of MERCOSUR and NATO, in 2020.\n"
    quote = "Chile is a member of MERCOSUR and NATO"
    one = {"doc": "page", "quote": quote, "start": 0, "end": len(quote), "type": "membership"}
    result = scored(tmp_path, {**one, "truth": "contradicted"}, text=text)
    assert len(result.answered[0].findings) == 2
    assert result.answered[0].outcome == "right"


def test_a_document_without_labels_holds_nothing_checkable(tmp_path):
    (tmp_path / "other.txt").write_text("Chile voted against resolution A/RES/ES-11/1.\n")
    result = scored(tmp_path)
    assert result.documents == 2
    assert {p.place for p in result.placed} == {"nothing there"}
    assert result.false_share == 1.0


def test_no_findings_give_no_share(tmp_path):
    assert scored(tmp_path, text="Spring.\n").false_share is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": 3}, "the label of line 1 quotes 'Chile voted against it' where"),
        ({"doc": "elsewhere"}, "it holds no document elsewhere, which has labels"),
        ({"type": "weather"}, "line 1 is no label: its type 'weather' is neither"),
        ({"truth": "perhaps"}, "its truth 'perhaps' is not one of supported"),
        ({"time": "soon"}, "'soon' is not a date"),
    ],
)
def test_a_label_that_cannot_be_used_is_refused(tmp_path, change, said):
    with pytest.raises(DocumentError) as caught:
        scored(tmp_path, label("Chile voted against it") | change)
    assert said in str(caught.value)


@pytest.mark.parametrize("line", ["{", "[1]", "3", '{"doc": "page"}'])
def test_a_line_that_is_no_label_is_named(tmp_path, line):
    path = tmp_path / "labels.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(DocumentError, match="line 2 is no label"):
        read_labels(path)


def test_numbers_and_times_are_read_as_written(tmp_path):
    path = tmp_path / "labels.jsonl"
    held = label("Chile", time="2014-03/", value={"number": 1.5, "unit": "USD billion", "kind": "level"})
    path.write_text(json.dumps(held) + "\n" + json.dumps(held | {"time": "1979/1990"}) + "\n")
    first, second = read_labels(path)
    assert first.value is not None
    assert first.value.number == 1.5e9
    assert first.time is not None
    assert (str(first.time.start), first.time.end) == ("2014-03-01", None)
    assert second.time is not None
    assert (str(second.time.start), str(second.time.end)) == ("1979-01-01", "1990-12-31")
