"""Words that stand for states and persons: each page leaves one answer, or none."""

import pytest

from multipolar import reading
from multipolar.reading.model import Sentence
from multipolar.statements.encounters import scene
from multipolar.statements.model import Discourse
from multipolar.statements.own_side import page_owner
from multipolar.statements.setting import begin
from multipolar.statements.stand_ins import in_context


def _last(text: str) -> tuple[Sentence, Discourse]:
    discourse = begin(reading.read(reading.from_text(text)))
    return discourse.reading.sentences[-1], discourse


def _meant(text: str) -> list[str | None]:
    sentence, discourse = _last(text)
    known = {(m.start, m.end) for m in sentence.actors}
    full = in_context(sentence, discourse).actors
    return [m.actor for m in full if (m.start, m.end) not in known]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Embassy of Kenya in Brazil\n\nOur country joined in 2001.", ["KEN"]),
        ("Ministry of Foreign Affairs of Vietnam\n\nToday we broke relations with nobody.", ["VNM"]),
        ("Remarks by the Minister\nAnkara, 17 June 2021\n\nOur border has been closed.", ["TUR"]),
        ("A day at the lake\n\nOur country is green.", []),
        ("Peru and Chile share a border. The two countries trade.", ["PER", "CHL"]),
        ("Peru, Chile and Bolivia share a lake. The two countries trade.", []),
        ("Ghana thanked Togo, and the latter agreed.", ["TGO"]),
        ("Ghana, Mali and Togo met, and the latter agreed.", []),
        ("Japan and Nepal\n\nThey established relations in 1956.", ["JPN", "NPL"]),
        ("Both sides won.", []),
    ],
)
def test_states_meant(text: str, meant: list[str]) -> None:
    assert _meant(text) == meant


def test_an_interview_gives_each_side_its_own_country() -> None:
    text = (
        "An interview with Anna Berg, Ambassador of Norway\n\n"
        "Jo Field: Ambassador, what of our country?\n\nAnna Berg: Our country is far away.\n\n"
        "Jo Field: And trade?\n\nAnna Berg: We never broke relations with Cuba."
    )
    discourse = begin(reading.read(reading.from_text(text)))
    meant = {
        sentence.speaker: [m.actor for m in in_context(sentence, discourse).actors if m.form == "stand-in"]
        for sentence in discourse.reading.sentences
        if "country" in sentence.text
    }
    assert meant == {"Jo Field": [], "Anna Berg": ["NOR"]}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Joko Widodo spoke in Jakarta. He left in 2024.", ["Joko Widodo"]),
        ("President Joko Widodo met Prime Minister Fumio Kishida. He left in 2024.", []),
        ("President Joko Widodo spoke.\n\nLater the President left.", ["Joko Widodo"]),
        ("President Joko Widodo met President Moon Jae-in.\n\nLater the President left.", []),
    ],
)
def test_persons_meant(text: str, names: list[str]) -> None:
    sentence, discourse = _last(text)
    assert [party.name for party in scene(sentence, discourse).parties] == names


def test_a_page_is_owned_by_whom_its_first_lines_name() -> None:
    _, discourse = _last("Consulate General of Brazil\nNairobi, 22 March 2019\n\nBrazil and Kenya trade.")
    assert page_owner(discourse) == "BRA"
