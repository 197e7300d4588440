"""The figures of docs/accuracy.md do not fall, and the corpus is what its README says."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.statements._cases import starter

from multipolar import reading
from multipolar.audit.evaluate import Evaluation, evaluate
from multipolar.audit.labels import read_labels

CORPUS = Path(__file__).parent / "corpus"
SETS = [one for one in ("dev", "held") if (CORPUS / one / "labels.jsonl").is_file()]
# A little under what was measured (dev 0.62), so that one phrasing may be given up for a better one,
# and a kind that stops working is noticed. What is held back has no floor: its score informs, it is no aim.
RECALL = {"dev": 0.60}
# As measured less two labels each.
BY_TYPE = {"vote": 37, "membership": 56, "office": 20, "conflict": 13, "treaty": 7, "visit": 4}
FALSE, RIGHT = 0.10, 0.95
LIBELS = {"dev": 1}


@cache
def measured(name: str) -> Evaluation:
    folder = CORPUS / name
    return evaluate(read_labels(folder / "labels.jsonl"), folder, record=starter())


@pytest.mark.parametrize("name", SETS)
def test_what_was_reached_is_kept(name):
    result = measured(name)
    score = result.score()
    right, given = score.verdict
    assert score.recall is not None
    assert score.recall >= RECALL.get(name, 0)
    assert result.false_share is not None
    assert result.false_share <= FALSE
    assert right >= RIGHT * given
    assert score.libels <= LIBELS.get(name, 0)


@pytest.mark.parametrize(("type_", "floor"), BY_TYPE.items())
def test_each_kind_finds_what_it_found(type_, floor):
    assert measured("dev").score(type_).found >= floor


def documents(name: str) -> dict[str, str]:
    return {
        path.stem: reading.load(path).text
        for path in (CORPUS / name).iterdir()
        if path.suffix in (".txt", ".md", ".html")
    }


def labels(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name / "labels.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", SETS)
def test_labels_stand_where_they_say(name):
    texts = documents(name)
    for label in labels(name):
        assert texts[label["doc"]][label["start"] : label["end"]] == label["quote"]
        assert (label["truth"] == "unknown") == (label["basis"] == "not checked")


def test_the_corpus_is_large_and_wide():
    everything = [label for name in SETS for label in labels(name)]
    assert len(everything) >= 250
    assert len({label["type"] for label in everything}) >= 12
    states = {actor for label in everything for actor in label["actors"]}
    assert len(states) >= 100
    # In each set one document says nothing checkable at all.
    for name in SETS:
        assert set(documents(name)) - {label["doc"] for label in labels(name)}
