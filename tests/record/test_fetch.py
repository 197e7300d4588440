"""Downloads from a server on this machine: what arrives is whole and sent once, or refused in a line."""

import time

import pytest
from _loopback import Page, serving

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.download import USER_AGENT, Download, linked, read_page
from multipolar.record.fetch.names import release_name, stamp_of
from multipolar.record.fetch.retry import Patience, retry_after

QUICK = Patience(attempts=3, first_wait=0.01, longest_wait=0.02, longest_asked=2.0)
# A votes file in the layout of the UN Digital Library, long enough to be cut in many places.
LINE = b"4025240,AFG,AFGHANISTAN,Y,2023-10-27,ES-10,A/RES/ES-10/21,A/ES-10/L.25,,A/ES-10/PV.41\n"
BODY = b"undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee,meeting\n" + LINE * 20_000


class Notes:
    def __init__(self):
        self.notes, self.last = [], 0

    def step(self, text, total=None, unit="steps"):
        self.total = total

    def at(self, done):
        self.last = done

    def note(self, text):
        self.notes.append(text)


def download(server, folder, page="votes.csv", **options):
    options = {"max_bytes": 10_000_000, "patience": QUICK} | options
    return Download("undl_ga", server.url + page, folder, "votes", **options)


def refused(download):
    with pytest.raises(SourceError) as failure:
        download.run()
    text = str(failure.value)
    assert "\n" not in text
    assert text.startswith("undl_ga: ")
    return text


def test_a_file_arrives_whole_under_its_own_name(tmp_path):
    with serving(votes_csv=Page(BODY)) as server:
        watcher = Notes()
        path = download(server, tmp_path, progress=watcher).run()
    assert path.name == "votes.csv"
    assert path.read_bytes() == BODY
    assert server.asked[0]["User-Agent"] == USER_AGENT
    assert (watcher.total, watcher.last) == (len(BODY), len(BODY))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["votes.csv", "votes.part.finished.json"]


def test_a_broken_connection_is_resumed_where_it_broke(tmp_path):
    with serving(votes_csv=Page(BODY, cuts=[700_000, 300_000])) as server:
        path = download(server, tmp_path).run()
    assert path.read_bytes() == BODY
    # Nothing was served twice: resumed, not begun again.
    assert server.sent == len(BODY)
    assert [a.get("Range") for a in server.asked] == [None, "bytes=700000-", "bytes=1000000-"]
    assert all(a["If-Range"] == '"v1"' for a in server.asked[1:])


def test_more_cuts_than_attempts_are_borne_while_bytes_come(tmp_path):
    with serving(votes_csv=Page(BODY, cuts=[100_000] * 12)) as server:
        assert download(server, tmp_path).run().read_bytes() == BODY
    assert server.sent == len(BODY)


def test_a_later_run_goes_on_from_the_bytes_kept(tmp_path):
    page = Page(BODY, cuts=[500_000, 0, 0, 0, 0, 0, 0, 0])
    with serving(votes_csv=page) as server:
        message = refused(download(server, tmp_path))
        assert "the connection failed" in message
        assert "what has been received is kept" in message
        page.cuts.clear()
        assert download(server, tmp_path).run().read_bytes() == BODY
    assert server.sent == len(BODY)


def test_a_server_that_ignores_range_is_taken_from_the_start(tmp_path):
    with serving(votes_csv=Page(BODY, ranges=False, cuts=[700_000])) as server:
        assert download(server, tmp_path).run().read_bytes() == BODY
    assert server.sent == len(BODY) + 700_000


def test_a_new_version_during_the_download_is_taken_from_the_start(tmp_path):
    newer = BODY.replace(b"AFGHANISTAN", b"AFGANISTAN!")

    def change(page):
        page.body, page.etag, page.change = newer, '"v2"', None

    with serving(votes_csv=Page(BODY, cuts=[700_000], change=change)) as server:
        assert download(server, tmp_path).run().read_bytes() == newer


def test_without_a_version_nothing_is_resumed(tmp_path):
    with serving(votes_csv=Page(BODY, etag="", cuts=[700_000])) as server:
        assert download(server, tmp_path).run().read_bytes() == BODY
    assert all("Range" not in asked for asked in server.asked)


def test_a_part_that_turns_out_whole_needs_no_byte_more(tmp_path):
    # The server claims ten bytes more than there are, breaks off, and answers 416 to the rest.
    with serving(votes_csv=Page(BODY, length=len(BODY) + 10)) as server:
        path = download(server, tmp_path).run()
    assert (path.name, path.read_bytes()) == ("votes.csv", BODY)
    assert server.sent == len(BODY)


def test_an_unchanged_file_is_not_sent_again(tmp_path):
    with serving(votes_csv=Page(BODY)) as server:
        first = download(server, tmp_path).run()
        assert download(server, tmp_path).run() == first
        assert server.sent == len(BODY)
        server.pages["/votes.csv"].body, server.pages["/votes.csv"].etag = BODY + LINE, '"v2"'
        assert download(server, tmp_path).run().read_bytes() == BODY + LINE


def test_an_overloaded_server_is_given_the_time_it_asks_for(tmp_path):
    watcher = Notes()
    with serving(votes_csv=Page(BODY, statuses=[503, 429], headers={"Retry-After": "1"})) as server:
        before = time.monotonic()
        assert download(server, tmp_path, progress=watcher).run().read_bytes() == BODY
    assert time.monotonic() - before >= 2.0
    assert len(server.asked) == 3
    assert all("as the server asks" in note for note in watcher.notes)


def test_a_wait_too_long_is_not_sat_out(tmp_path):
    with serving(votes_csv=Page(BODY, statuses=[503], headers={"Retry-After": "3600"})) as server:
        assert "answered 503 Service Unavailable. Try again later." in refused(download(server, tmp_path))
        assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(tmp_path, status):
    with serving(votes_csv=Page(BODY, statuses=[status, status])) as server:
        message = refused(download(server, tmp_path))
    assert f"answered {status}" in message
    assert "multipolar record pull undl_ga --from PATH" in message
    assert len(server.asked) == 1


def test_too_large_by_its_own_word_is_refused_before_a_byte(tmp_path):
    with serving(votes_csv=Page(BODY)) as server:
        assert "larger than the 1,000 bytes" in refused(download(server, tmp_path, max_bytes=1000))
    assert list(tmp_path.iterdir()) == []


def test_too_large_without_a_word_is_stopped_while_it_comes(tmp_path):
    # An answer without a length ends with the connection, so only counting can stop it.
    with serving(votes_csv=Page(BODY * 20, length=-1)) as server:
        assert "larger than the 900,000 bytes" in refused(download(server, tmp_path, max_bytes=900_000))
        assert server.sent < len(BODY) * 20
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>",
        b"\xef\xbb\xbf\n<html><title>Just a moment...</title>",
        b'<?xml version="1.0"?><!-- x --><HTML><TITLE>Just a moment...</TITLE>',
    ],
)
def test_a_web_page_in_place_of_data_is_refused(tmp_path, page):
    with serving(votes_csv=Page(page, headers={"Content-Type": "text/html"})) as server:
        message = refused(download(server, tmp_path))
    assert 'the server sent a web page titled "Just a moment..." in place of votes' in message
    assert "multipolar record pull undl_ga --from PATH" in message
    assert list(tmp_path.iterdir()) == []


def test_the_link_is_taken_from_the_page(tmp_path):
    html = b'<html><a href="/record/1/files/2026_02_06_ga_voting.csv?ln=en&amp;x=1">data</a>'
    with serving(record_html=Page(html)) as server:
        page_url = server.url + "record.html"
        page = read_page("undl_ga", page_url, QUICK)
        address = linked("undl_ga", page_url, page, r'href="([^"]+_ga_voting\.csv[^"]*)"')
    assert address == server.url + "record/1/files/2026_02_06_ga_voting.csv?ln=en&x=1"
    with pytest.raises(SourceError, match="no longer links to the file"):
        linked("undl_ga", page_url, page, r'href="([^"]+\.zip)"')


def test_redirects_are_followed_but_not_for_ever_nor_elsewhere(tmp_path):
    def redirect(to):
        return Page(b"", statuses=[302] * 9, headers={"Location": to})

    with serving(a_csv=redirect("/votes.csv"), b_csv=redirect("/b.csv"), votes_csv=Page(BODY)) as server:
        assert download(server, tmp_path / "1", "a.csv").run().read_bytes() == BODY
        assert "redirects more than 5 times" in refused(download(server, tmp_path / "2", "b.csv"))
        for elsewhere in ("file:///etc/passwd", "ftp://example.org/x"):
            server.pages["/c.csv"] = redirect(elsewhere)
            assert "is not an http or https address" in refused(download(server, tmp_path / "3", "c.csv"))
        server.pages["/d.csv"] = redirect("http://example.org/x")
        assert "which is not https" in refused(download(server, tmp_path / "4", "d.csv"))


def test_a_server_that_is_not_there_is_one_line(tmp_path):
    with serving(votes_csv=Page(BODY)) as server:
        pass
    message = refused(download(server, tmp_path))
    assert "the connection failed" in message
    assert message.endswith("Try again later.")


def test_the_publishers_name_is_kept_but_cannot_leave_the_folder(tmp_path):
    told = {"Content-Disposition": 'attachment; filename="../../2026_02_06_ga_voting.csv"'}
    with serving(votes_csv=Page(BODY, headers=told)) as server:
        path = download(server, tmp_path / "x").run()
    assert path == tmp_path / "x" / "2026_02_06_ga_voting.csv"


def test_retry_after_reads_seconds_and_dates():
    assert retry_after("7") == 7.0
    assert retry_after("Fri, 06 Feb 2026 00:00:30 GMT", now=1770336000.0) == 30.0
    assert retry_after("soon") is None
    assert retry_after(None) is None


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("2026_02_06_ga_voting.csv", "2026-02-06"),
        ("2025_9_19_ga_voting.csv", "2025-09-19"),
        ("BACI_HS92_V202601.zip", "2026-01"),
        ("Gravity_csv_V202211.zip", "2022-11"),
        ("version4.1_csv.zip", "v4.1"),
        ("desta_list_of_treaties_02_03.csv", "v02.03"),
        ("gsdb_v4.zip", "v4"),
        ("states2016.csv", None),
        ("2025_13_45_x.csv", None),
    ],
)
def test_a_release_is_named_by_what_its_file_says(name, stamp):
    assert stamp_of(name) == stamp


def test_other_bytes_never_have_the_same_release_name(tmp_path):
    one = release_name({"votes": tmp_path / "2026_02_06_a.csv"}, {"votes": "aa"})
    two = release_name({"votes": tmp_path / "2026_02_06_a.csv"}, {"votes": "bb"})
    assert one != two
    assert one.startswith("2026-02-06-")
