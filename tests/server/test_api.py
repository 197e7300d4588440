"""The API says what Python says, with its sources, and refuses in one JSON object."""

import pytest

from multipolar import actors
from multipolar.measures.dissent import dissent
from multipolar.measures.trade_partners import trade_partners
from multipolar.measures.trade_sides import side
from multipolar.measures.vote_matrix import vote_matrix
from multipolar.measures.votes import ballots, roll_calls

EVERY = (
    "/api/search?text=Chile", "/api/suggest?text=Chi", "/api/actors/list", "/api/actors/find?text=Chile",
    "/api/actors/members?organisation=BRICS&on=2024-02-01", "/api/actors/organisations?state=CHL",
    "/api/votes/find?words=Ukraine", "/api/votes/who?resolution=68/262", "/api/votes/record?state=CHL",
    "/api/votes/agreement?one=CHL&other=RUS", "/api/votes/alike?state=CHL", "/api/votes/cohesion?group=BRICS",
    "/api/votes/key?by=close", "/api/votes/dissent?state=NIC&from=GRULAC",
    "/api/trade/flow?first=CHL&second=RUS",
    "/api/trade/change?first=CHL&second=RUS&since=2013&until=2018", "/api/trade/partners?side=RUS",
    "/api/reliance?importer=USA", "/api/record/status", "/api/agreements/list",
    "/api/agreements/parties?agreement=CTBT",
)  # fmt: skip


@pytest.mark.parametrize("path", EVERY)
def test_every_answer_carries_rows_and_the_release_of_their_sources(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    held = answer.json()
    assert held["rows"]
    assert set(held["rows"][0]) == set(held["columns"])
    assert held["sources"]
    assert all(one["release"] and one["licence"] and one["citation"] for one in held["sources"])
    assert held["total"] >= len(held["rows"])


def test_who_voted_how_is_as_in_python(client, embedded):
    rows = client.get("/api/votes/who?resolution=A/RES/68/262&limit=500").json()["rows"]
    assert {row["actor"]: row["choice"] for row in rows} == ballots(embedded, "A/RES/68/262").choices


def test_members_of_a_day_are_as_in_python(client):
    rows = client.get("/api/actors/members?organisation=BRICS&on=2024-02-01&limit=500").json()["rows"]
    assert {row["id"] for row in rows} == {spell.actor for spell in actors.members("BRICS", "2024-02-01")}


def test_departures_and_partners_are_as_in_python(client, embedded):
    matrix = vote_matrix(embedded)
    group = actors.find("GRULAC").id
    told = dissent(embedded, matrix, "NIC", group).departures
    rows = client.get("/api/votes/dissent?state=NIC&from=GRULAC&limit=500").json()
    assert rows["total"] == len(told)
    found = trade_partners(embedded, side("RUS"), 2015)
    rows = client.get("/api/trade/partners?side=RUS&year=2015&limit=500").json()["rows"]
    assert [(row["actor"], row["usd"]) for row in rows] == [(one.actor, one.usd) for one in found.partners]


def test_pages_are_bounded_and_together_whole(client, embedded):
    first = client.get("/api/votes/find?limit=100").json()
    assert (first["total"], first["pages"]) == (len(roll_calls(embedded)), 4)
    ids = [
        row["id"]
        for page in range(1, 5)
        for row in client.get(f"/api/votes/find?limit=100&page={page}").json()["rows"]
    ]
    assert sorted(ids) == sorted(roll_calls(embedded))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/actors/find?text=Chiel", 404, "Chile (CHL)"), ("/api/actors/find?text=Korea", 404,
        "South Korea (KOR)"),
        ("/api/actors/find", 422, "text"), ("/api/votes/find?limit=501", 422, "limit"),
        ("/api/votes/find?page=0", 422, "page"),
        ("/api/votes/find?sort=colour", 400, "no column"), ("/api/votes/find?since=soon", 400, "not a date"),
        ("/api/votes/who?resolution=68/1", 404, "no roll call"), ("/api/votes/agreement?one=CHL&other=CHL",
        400, "twice"),
        ("/api/votes/agreement?one=CHL&other=PER&definition=x", 422, "definition"),
        ("/api/trade/flow?first=CHL&second=PER", 400, "no figure"), ("/api/nothing", 404, "no page"),
        ("/api/agreements/parties?agreement=CTB", 404, "CTBT"), ("/api/votes/find?words=" + "x" * 300, 422,
        "words"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_json_object_with_candidates(client, path, status, said):
    answer = client.get(path)
    assert answer.status_code == status
    held = answer.json()
    assert set(held) == {"error", "remedy", "candidates"}
    assert said in answer.text
    assert "\n" not in held["error"]


def test_another_method_is_refused(client):
    answer = client.post("/api/record/status")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert "GET" in answer.json()["remedy"]


def test_the_description_names_every_question_and_each_parameter_has_words(client):
    described = client.get("/api/openapi.json").json()
    asked = {path.partition("?")[0] for path in EVERY}
    assert asked <= set(described["paths"])
    for ways in described["paths"].values():
        for question in ways.values():
            assert question["summary"]
            assert all(one.get("description") for one in question.get("parameters", []))


def test_a_brief_carries_notes_and_sources(client):
    held = client.get("/api/brief?subject=CHL&subject=RUS").json()
    assert held["title"] == "Chile and Russia"
    assert held["sources"][0]["source"] == "starter"
    assert len(held["notes"]) > 5


def test_numbers_that_are_none_are_null(client):
    rows = client.get("/api/votes/alike?state=CHL&definition=kappa&limit=500").json()["rows"]
    assert all(row["agreement"] is None or -9 < row["agreement"] <= 1 for row in rows)
