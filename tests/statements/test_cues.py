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
from multipolar.statements.phrasing import Choice, Phrasing, settle
from multipolar.statements.signs import NUMBER, STATE
from multipolar.statements.single_words import parted
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
    settle()
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
    """Every search that is spared in our documents would have found nothing, alone or with others."""
    spared, told = Counter(), Counter()
    nowhere, within, stands = Phrasing.nowhere, Choice.within, Phrasing.stands

    def asked(phrasing, text):
        missing = nowhere(phrasing, text)
        if missing:
            spared[phrasing.pattern] += 1
            assert phrasing._compiled.search(text) is None, (phrasing.pattern, text)
        return missing

    def chosen(choice, text):
        found = within(choice, text)
        for one, held in choice._entries:
            if not any(one is other for other in found):
                assert any(p._compiled.search(text) is None for p in held), (held[0].pattern, text)
        return found

    def seen(phrasing, text):
        answer = stands(phrasing, text)
        told[phrasing.pattern] += 1
        assert answer == (phrasing._compiled.search(text) is not None), (phrasing.pattern, text)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Phrasing, "nowhere", asked)
        patch.setattr(Choice, "within", chosen)
        patch.setattr(Phrasing, "stands", seen)
        for file in sorted(DOCUMENTS.glob("*.txt"))[:12]:
            audit(file, record=starter())
    assert len(spared) > 100
    assert len(told) > 50


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*WORDS, STATE * 3, "ſo", "İn", "x", "—", "vot", "'s"]), max_size=7))
def test_all_phrasings_at_once_are_told_as_each_alone(parts):
    text = " ".join(parts)
    asked = [Phrasing(expanded(cue)) for cue in CUES[:60]]
    before = [(p.nowhere(text), p.stands(text)) for p in asked]  # before they are known together
    settle()
    assert [(p.nowhere(text), p.stands(text)) for p in asked] == before
    held = words(text)
    assert [nowhere for nowhere, _ in before] == [
        any(one.isdisjoint(held) for one in needed(p.pattern)) for p in asked
    ]
    assert Choice((n, [p]) for n, p in enumerate(asked)).within(text) == [
        n for n, (nowhere, _) in enumerate(before) if not nowhere
    ]


@pytest.mark.parametrize(
    ("source", "whole", "begun", "rest"),
    [
        (r"\b(?:visas?|a\s+ban|treat(?:y|ies))\b|z", "treaties treaty visa visas", "", r"\b(?:a\s+ban)\b|z"),
        (r"\b(?:came|term\b|diplom)", "term", "came diplom", ""),
        (r"\b(?:occup\w*|invad\w+)\b", "", "occup", r"\b(?:invad\w+)\b"),
        (r"\bunga\b|\bU\.?N\.?\b", "unga", "", r"\bU\.?N\.?\b"),
        (r"\b(?:a|b)+\b", "", "", r"\b(?:a|b)+\b"),
        (r"\b(?:favou?r|[ab]x)\b(?!s)", "", "", r"\b(?:favou?r|[ab]x)\b(?!s)"),
        (r"\b(?:favou?r|[ab]x)\b", "ax bx favor favour", "", ""),
    ],
)  # fmt: skip
def test_choices_that_are_words(source, whole, begun, rest):
    assert parted(source) == (tuple(whole.split()), tuple(begun.split()), rest)
