"""A cue is found by how words begin exactly where the search of the whole pattern finds it."""

import re
from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.basics.patterns import compiled
from multipolar.statements.beginnings import beginnings
from multipolar.statements.cues import cued
from multipolar.statements.mask import expanded
from multipolar.statements.signs import NUMBER, STATE


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
    told = [cue for cue in CUES if beginnings(expanded(cue)) is not None]
    assert len(told) >= 0.8 * len(CUES)


@pytest.mark.parametrize(
    ("source", "starts"),
    [
        (r"\bvisas?\b", {"vis"}),
        (r"\b(?:re-?)?join", {"re", "joi"}),
        (r"\b(?:no|absence\s+of)\b", {"no", "abs"}),
        (r"\bjoins?|\bmet\b", {"joi", "met"}),
        ("<N>", {NUMBER}),
        (r"\bab?c", {"a"}),
        (r"\b(?<![A-Z])(?:oil|gas)", {"oil", "gas"}),
        (r"join", None),
        (r"\b\d", None),
        (r"\b[ab]c", None),
        (r"\b(?:a|[|)]b)", None),
    ],
)  # fmt: skip
def test_how_a_cue_can_begin(source, starts):
    found = beginnings(expanded(source))
    assert (found if found is None else set(found)) == starts
