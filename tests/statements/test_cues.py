"""A cue is found by how words begin exactly where the search of the whole pattern finds it."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.audit import audit
from multipolar.basics.patterns import compiled
from multipolar.statements.beginnings import needed, words
from multipolar.statements.cues import cued
from multipolar.statements.mask import expanded
from multipolar.statements.phrasing import Phrasing
from multipolar.statements.signs import NUMBER, STATE
from tests.statements._cases import starter

DOCUMENTS = Path(__file__).parents[1] / "audit" / "corpus" / "dev"


def cues_of(node):
    """Every cue of a phrasing file, wherever it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and "cue" in key:
                yield value
            elif key == "cues":
                yield from value.values()
            else:
                yield from cues_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from cues_of(item)


def english():
    folder = files("multipolar.statements").joinpath("phrases")
    found = set()
    for file in folder.iterdir():
        if file.name.endswith(".en.yml"):
            found |= set(cues_of(yaml.safe_load(file.read_text(encoding="utf-8"))))
    return sorted(cue for cue in found if not re.search(r"\{[A-Z_]+\}", cue))


CUES = english()
WORDS = sorted({w for cue in CUES for w in re.findall(r"[a-z]{2,}", expanded(cue))})


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from([*WORDS, STATE * 5, NUMBER * 2, "x", "19", "-", ", ", "Reports", "unvoted"]),
        max_size=8,
    ),
    st.sampled_from([" ", "-", "", " "]),
)
def test_a_cue_is_found_where_its_pattern_is(words, joint):
    text = joint.join(words)
    for cue in CUES:
        assert cued(cue, text, "en") == (compiled(expanded(cue), re.I).search(text) is not None), cue


def test_most_cues_are_told_from_beginnings():
    told = [cue for cue in CUES if needed(expanded(cue))]
    assert len(told) >= 0.8 * len(CUES)


@pytest.mark.parametrize(
    ("source", "conditions"),
    [
        (r"\bvisas?\b", [{"visa"}]),
        (r"\b(?:re-?)?join", []),
        (r"\b(?:re-?join|join)", [{"re", "join"}]),
        (r"\b(?:no|absence\s+of)\b", [{"no ", "absen"}]),
        (r"\bjoins?|\bmet\b", [{"join", "met "}]),
        ("<N>", [{NUMBER}]),
        (r"<S>++(?:\s+has)?\s+(?:joined|left)\b", [{"joine", "left "}, {STATE}]),
        (r"(?:the\s+)?\w+\s+votes?\s+(?:for|against)", [{"vote"}, {"again", "for"}]),
        (r"\bco-operat", [{"co "}, {"opera"}]),
        (r"\bab?c", [{"a"}]),
        (r"\b(?<![A-Z])(?:oil|gas)", [{"oil", "gas"}]),
        (r"\s*join", []),
        (r"join", []),
        (r"\b\d", []),
        (r"\b[ab]c", []),
        (r"\b(?:a|[|)]b)", []),
        (r"\b(?-i:[A-Z]x)\s(?=y)z", [{"z"}]),
    ],
)  # fmt: skip
def test_what_a_phrasing_needs(source, conditions):
    assert [set(one) for one in needed(expanded(source))] == conditions


def test_nothing_is_passed_over_in_documents():
    """Every search that is spared in our documents would have found nothing."""
    spared = Counter()

    def nowhere(phrasing, text):
        missing = any(one.isdisjoint(words(text)) for one in needed(phrasing.pattern))
        if missing:
            spared[phrasing.pattern] += 1
            assert phrasing._compiled.search(text) is None, (phrasing.pattern, text)
        return missing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Phrasing, "_nowhere", nowhere)
        for file in sorted(DOCUMENTS.glob("*.txt"))[:12]:
            audit(file, record=starter())
    assert len(spared) > 100
