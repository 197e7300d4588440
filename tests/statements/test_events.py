"""The wider reader: what a clause tells by its words, what carries on from it, and what is only a story."""

import pytest

from multipolar.audit import audit
from multipolar.statements.mask import phrases
from multipolar.statements.model import Finding
from tests.statements._cases import starter

LANGUAGES = ("en", "es", "pt", "ru")
DEEDS = ("agreement", "conflict", "membership", "vote", "sanction", "visa", "mission")
KINDS = (*DEEDS, "meeting", "office", "relations", "visit")
MENTIONS = {
    "date", "actor", "pair", "mention", "mentions", "state", "states", "organisation", "person", "who",
    "stand_in", "topic",
}  # fmt: skip
KEYS = {"source", "needs", "claim", "real", "whole", "allows", "long", "cue", "near"}


def _of(text: str, kind: str, day: str = "2025-11-01") -> list[Finding]:
    return [f for f in audit(text, record=starter(), date=day).findings if f.claim.kind == kind]


@pytest.mark.parametrize(
    ("kind", "language"), [(k, n) for k in KINDS for n in LANGUAGES if "events" in phrases(k, n)]
)
def test_entries_ask_for_what_the_reader_knows(kind: str, language: str) -> None:
    events = phrases(kind, language)["events"]
    assert events.get("shares", "events") == ("events" if kind in DEEDS else "encounter")
    known = MENTIONS | set(phrases(events.get("shares", "events"), language))
    for form in events["forms"]:
        assert set(form) <= KEYS, form
        assert {part for need in form.get("needs", "").split() for part in need.split("|")} <= known, form


def test_what_was_told_before_gives_no_time_to_what_carries_on() -> None:
    found = _of(
        "Finland joined NATO in April 2023. Sweden joined in March 2024, and Austria did not.", "membership"
    )
    assert [f.claim.time for f in found if f.claim.actors[:1] == ("AUT",)] in ([], [None])


def test_a_comma_that_only_the_words_make_a_break_keeps_who_does_it() -> None:
    text = "El presidente de Argentina, Javier Milei, asumió el cargo el 10 de diciembre de 2023."
    assert [f.judgement.verdict.value for f in _of(text, "office")] == ["supported", "supported"]


def test_what_is_told_is_left_open_and_names_a_command() -> None:
    (found,) = _of("Kuwait and Iraq demarcated their border in 1993.", "agreement")
    assert found.judgement.verdict.value == "silent"
    assert found.judgement.reproduce.startswith("multipolar record pull ")
    assert set(found.claim.actors) == {"KWT", "IRQ"}
    assert found.claim.time is not None
    assert found.claim.time.words == "in 1993"


def test_a_paragraph_carries_what_was_spoken_of() -> None:
    alone = "Uruguay did the same a year later."
    assert _of(alone, "agreement") == []
    before = "Peru ratified the Treaty of Tlatelolco in 1969. Uruguay did the same in 1970."
    assert [f.claim.quote for f in _of(before, "agreement")][-1] == "Uruguay did the same in 1970"
    between = "The weather was fine that year. " * 2
    apart = "\n\n".join(
        ["Peru ratified the Treaty of Tlatelolco in 1969.", *[between] * 3, "Uruguay did the same in 1970."]
    )
    assert [f.claim.quote for f in _of(apart, "agreement") if "Uruguay" in f.claim.quote] == []


def test_a_story_claims_nothing() -> None:
    story = "Her first novel is set in a bad year. Egypt and Sudan go to war. Norway joined NATO in 1949."
    assert audit(story, record=starter()).findings == ()
    fact = "Norway joined NATO in 1949."
    assert len(_of(fact, "membership")) == 1


def test_two_states_with_two_dates_are_dated_each_by_its_own() -> None:
    found = _of("Malta and Croatia joined the European Union in 2004 and 2013.", "membership")
    assert [(f.claim.actors[0], f.judgement.verdict.value) for f in found] == [
        ("MLT", "supported"),
        ("HRV", "supported"),
    ]


@pytest.mark.parametrize(
    ("adjective", "verdict"),
    [
        ("Arab", "supported"),
        ("Zorblax", "silent"),
    ],
)
def test_an_adjective_bounds_a_group_or_leaves_it_open(adjective: str, verdict: str) -> None:
    said = (
        f"In March 2022 Syria was the only {adjective} state that voted against the UN resolution on Ukraine."
    )
    verdicts = {f.judgement.verdict.value for f in _of(said, "vote") if f.claim.actors}
    assert verdicts == {verdict}


def test_an_implied_organisation_is_never_held_against_anybody() -> None:
    text = (
        "South Sudan joined the United Nations in 2011. A regional authority met. Eritrea walked out in 2007."
    )
    assert all(f.judgement.verdict.value != "contradicted" for f in _of(text, "membership"))
