"""The map: its figures are those of the measures, each year has an address, and what is not there is said."""

import shutil

import pytest

from multipolar import actors
from multipolar.measures import vote_answers
from multipolar.measures.votes import ballots

AGREEMENT = "by=agreement&named=Chile&year=2022"


def values(client, query: str) -> dict[str, object]:
    answer = client.get(f"/map/values.json?{query}")
    assert answer.status_code == 200, answer.text
    return {row["actor"]: row["value"] for row in answer.json()["rows"]}


def test_agreement_is_that_of_the_measure(client, embedded):
    from datetime import date

    found = values(client, AGREEMENT)
    said = vote_answers.alike(embedded, "CHL", "USA", since=date(2022, 1, 1), until=date(2022, 12, 31))
    assert found["USA"] == pytest.approx(said.value, abs=1e-4)
    assert "CHL" not in found


def test_votes_are_those_of_the_roll_call(client, embedded):
    held = ballots(embedded, "A/RES/68/262").choices
    found = values(client, "by=vote&named=68/262")
    assert {a for a, word in found.items() if word == "no"} == {a for a, c in held.items() if c == "no"}


def test_members_are_those_of_the_year(client):
    for year in (2005, 2015, 2024):
        found = values(client, f"by=membership&named=BRICS&year={year}") if year >= 2009 else None
        if found is None:
            assert client.get(f"/map.svg?by=membership&named=BRICS&year={year}").status_code == 400
            continue
        known = {spell.actor for spell in actors.members("BRICS", on=f"{year}-12-30")}
        assert {a for a, role in found.items() if role == "member"} == known


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("by=x", 400, "The map cannot be coloured by"),
        ("year=1500", 400, "1500 is out of bounds"),
        ("year=x", 400, "is no year"),
        ("by=agreement&named=Atlantis", 200, "No actor is called"),
        ("by=points&year=2000", 200, "record pull ideal_points"),
        ("by=membership&named=Chile", 200, "Chile is no organisation"),
    ],
)
def test_what_cannot_be_shown_is_said(client, query, status, said):
    answer = client.get(f"/map?{query}")
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_the_slider_moves_the_map(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/map?{AGREEMENT}")
        page.locator("#m-year").evaluate("e => { e.value = 2014; e.dispatchEvent(new Event('input')) }")
        page.locator("h1", has_text="2014").wait_for(timeout=20000)
        assert "year=2014" in page.url
        assert "2014" in (page.locator("#mapped img").get_attribute("src") or "")
        browser.close()
