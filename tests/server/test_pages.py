"""Pages of the explorer as a reader without a script gets them."""

import re

import pytest
from lxml import html

PAGES = (
    "/", "/search", "/search?q=Chile", "/actors", "/actors/CHL", "/actors/SUN", "/actors/M49-419",
    "/actors/CHL/votes", "/organisations", "/organisations/BRICS", "/resolutions",
    "/resolutions/A/RES/68/262", "/resolutions/A/RES/68/262/groups", "/agreements", "/agreements/ABM",
    "/agreements/AIIB%20Articles", "/pairs", "/pairs/CHL/RUS", "/sources", "/sources/tables",
    "/sources/starter", "/sources/undl_ga", "/definitions", "/about", "/api",
)  # fmt: skip


def tree(answer):
    return html.fromstring(answer.text)


def words(node):
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_heading_a_title_labels_and_a_language(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    page = tree(answer)
    assert len(page.xpath("//h1")) == 1
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)").strip().endswith("multipolar")
    labelled = {label.get("for") for label in page.xpath("//label")}
    fields = page.xpath("//input[not(@type='hidden')]|//select")
    assert fields == [field for field in fields if field.get("id") in labelled]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_an_address_elsewhere_or_holds_script_or_style_of_its_own(client, path):
    page = tree(client.get(path))
    links = page.xpath("//@href|//@src|//@action")
    assert [link for link in links if not re.match(r"[/?#]", link)] == []
    assert [link for link in links if link.startswith("//")] == []
    assert page.xpath("//script[not(@src)]|//style|//*[@style]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_under_150_kb_compressed(client, path):
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert int(answer.headers["content-length"]) < 150_000


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_a_page_answers(client, path):
    page = tree(client.get(path))
    links = {link.partition("#")[0] for link in page.xpath("//@href|//@src") if not link.startswith("#")}
    for link in sorted(links)[:25]:
        assert client.get(link).status_code in (200, 303, 307), link


def test_every_definition_that_a_table_points_to_is_there(client):
    defined = set(tree(client.get("/definitions")).xpath("//dt/@id"))
    pointed = set()
    for path in PAGES:
        links = tree(client.get(path)).xpath("//@href[starts-with(., '/definitions#')]")
        pointed |= {link.partition("#")[2] for link in links}
    assert len(pointed) > 8
    assert pointed <= defined


def test_a_page_of_a_roll_call_says_the_official_tally_and_names_each_member(client):
    page = words(tree(client.get("/resolutions/A/RES/68/262")).find(".//main"))
    assert "100 in favour, 11 against, 58 abstained" in page
    assert "Armenia, Belarus, Bolivia, Cuba, Nicaragua, North Korea, Russia, Sudan, Syria" in page


def test_members_of_a_day_are_those_of_the_day(client):
    rows = tree(client.get("/organisations/BRICS/members?on=2010-01-01")).xpath("//tbody/tr")
    assert sorted(words(row[0]) for row in rows) == ["Brazil", "China", "India", "Russia"]


def test_a_state_that_ended_says_so_and_leads_to_its_successors(client):
    page = tree(client.get("/actors/SUN"))
    assert "1991-12-26" in words(page.find(".//main"))
    assert "/actors/RUS" in page.xpath("//dl[@class='facts']//a/@href")


def test_what_the_record_lacks_is_said_by_kind(client):
    page = tree(client.get("/actors/TUV"))
    silent = words(page.get_element_by_id("silent"))
    assert "Trade partners of Tuvalu" in silent
    assert "multipolar record pull" in silent or "may have it" in silent


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Chile", "/actors/CHL"), ("россия", "/actors/RUS"), ("BRICS", "/organisations/BRICS"),
        ("Chile and Russia", "/pairs/CHL/RUS"), ("CHL RUS", "/pairs/CHL/RUS"),
        ("South Korea Timor-Leste", "/pairs/KOR/TLS"), ("Chile y Perú", "/pairs/CHL/PER"),
    ],
)  # fmt: skip
def test_a_name_that_means_one_thing_stands_first(client, asked, first):
    page = tree(client.get("/search", params={"q": asked}))
    assert page.xpath("//main//ul[contains(@class, 'exact')]//a/@href")[0] == first


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("68/262", "/resolutions/A/RES/68/262"), ("Crimea resolution", "/resolutions/A/RES/68/262"),
        ("test ban treaty", "/agreements/CTBT"), ("Latin Amer", "/actors/M49-419"),
    ],
)  # fmt: skip
def test_words_find_roll_calls_agreements_and_beginnings_of_names(client, asked, found):
    assert found in tree(client.get("/search", params={"q": asked})).xpath("//main//a/@href")


def test_a_name_of_several_shows_them_and_none_is_guessed(client):
    page = tree(client.get("/search", params={"q": "Korea"}))
    assert page.xpath("//ul[contains(@class, 'exact')]") == []
    assert {"/actors/KOR", "/actors/PRK"} <= set(page.xpath("//main//a/@href"))


@pytest.mark.parametrize(
    ("path", "status", "said", "candidate"),
    [
        ("/actors/Chiel", 404, "No actor is called", "/actors/CHL"),
        ("/actors/Korea", 404, "may be South Korea", "/actors/KOR"),
        ("/resolutions/A/RES/68/1", 404, "holds no roll call", None),
        ("/agreements/CTB", 404, "holds no agreement", None),
        ("/sources/voten_votes", 404, "", None),
        ("/pairs/CHL/CHL", 400, "twice", None),
        ("/pairs/CHL/Atlantis", 404, "No actor", None),
        ("/actors/CHL/votes?sort=colour", 400, "no column", None),
        ("/actors/CHL/votes?page=0", 400, "whole number", None),
        ("/actors/CHL/votes?since=soon", 400, "not a date", None),
        ("/resolutions?since=2020&until=2010", 400, "has no day", None),
        ("/nowhere", 404, "no page", None),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_clear_page(client, path, status, said, candidate):
    answer = client.get(path)
    assert answer.status_code == status
    page = tree(answer)
    assert said in words(page.find(".//main"))
    assert "Traceback" not in answer.text
    if candidate:
        assert candidate in page.xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/actors/Chile", "/actors/CHL"), ("/actors/BRICS", "/organisations/BRICS"),
        ("/organisations/Russia", "/actors/RUS"), ("/pairs/Chile/Russia", "/pairs/CHL/RUS"),
        ("/pairs?a=Chile&b=Russia", "/pairs/CHL/RUS"),
        ("/resolutions/68/262", "/resolutions/A/RES/68/262"),
        ("/actors/Chile/votes", "/actors/CHL/votes"),
    ],
)  # fmt: skip
def test_other_names_lead_to_the_one_address(client, path, leads):
    answer = client.get(path)
    assert answer.status_code in (303, 307)
    assert answer.headers["location"] == leads


def test_the_brief_of_a_pair_has_its_notes_in_the_page(client):
    page = tree(client.get("/pairs/CHL/RUS"))
    marks = set(page.xpath("//a[@class='ref']/@href"))
    assert len(marks) > 5
    assert {mark[1:] for mark in marks} <= set(page.xpath("//@id"))


@pytest.mark.parametrize(
    ("ending", "begins"), [("html", "<!doctype html>"), ("md", "# Chile and Russia"), ("json", "{")]
)
def test_a_brief_may_be_taken_away(client, ending, begins):
    answer = client.get(f"/pairs/CHL/RUS.{ending}")
    assert answer.text.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="brief-CHL-RUS.{ending}"'
