"""The figures of docs/accuracy.md do not fall, and the corpus is what its README says."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.statements._cases import starter

from multipolar.audit.evaluate import Evaluation, evaluate
from multipolar.audit.labels import read_labels

CORPUS = Path(__file__).parent / "corpus"
# A little under what was measured (dev 0.74, held 0.49), so that one phrasing may be given up for a
# better one, and a kind that stops working is noticed.
RECALL = {"dev": 0.70, "held": 0.45}
# The kinds whose phrasings were written on the dev half, as measured there less two labels each.
BY_TYPE = {"vote": 17, "membership": 35, "office": 8, "conflict": 5}
FALSE, RIGHT = 0.10, 0.95
# One supported statement of the held half is called contradicted; it is not looked at, and must stay alone.
LIBELS = {"dev": 0, "held": 1}


@cache
def measured(half: str) -> Evaluation:
    folder = CORPUS / half
    return evaluate(read_labels(folder / "labels.jsonl"), folder, record=starter())


@pytest.mark.parametrize("half", ["dev", "held"])
def test_what_was_reached_is_kept(half):
    result = measured(half)
    score = result.score()
    right, given = score.verdict
    assert score.recall is not None
    assert score.recall >= RECALL[half]
    assert result.false_share is not None
    assert result.false_share <= FALSE
    assert right >= RIGHT * given
    assert score.libels <= LIBELS[half]


@pytest.mark.parametrize(("type_", "floor"), BY_TYPE.items())
def test_each_kind_finds_what_it_found(type_, floor):
    assert measured("dev").score(type_).found >= floor


def labels(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / half / "labels.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("half", ["dev", "held"])
def test_labels_stand_where_they_say(half):
    texts = {path.stem: path.read_text() for path in (CORPUS / half).glob("*.txt")}
    for label in labels(half):
        assert texts[label["doc"]][label["start"] : label["end"]] == label["quote"]
        assert (label["truth"] == "unknown") == (label["basis"] == "not checked")


def test_the_corpus_is_large_and_wide():
    both = [*labels("dev"), *labels("held")]
    assert len(both) >= 150
    assert len(labels("held")) >= 100
    assert len({label["type"] for label in both}) >= 12
    states = {actor for label in both for actor in label["actors"]}
    assert len(states) >= 100
    # In each half one document says nothing checkable at all.
    for half in ("dev", "held"):
        assert {p.stem for p in (CORPUS / half).glob("*.txt")} - {label["doc"] for label in labels(half)}
