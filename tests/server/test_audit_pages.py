"""A document is handed in, watched, read, taken away; what is too large, slow or unreadable is refused."""

import io
import time
import zipfile
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from multipolar.basics.errors import MultipolarError
from multipolar.server.audit_work import Task
from multipolar.server.audits import Audits
from multipolar.server.bounded import MOST_BYTES, Bounded
from multipolar.server.held import BusyError

TEXT = "On 24 March 2014 Chile voted against A/RES/68/262. <script>alert(1)</script>"
_SECONDS = 60


def handed_in(client: httpx.Client, **form: object) -> str:
    answer = client.post("/audit", **form)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def done(client: httpx.Client, address: str) -> str:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        page = client.get(address)
        assert page.status_code == 200
        if "progress" not in page.text:
            return page.text
        time.sleep(0.1)
    raise AssertionError("not audited in time")


def test_a_text_is_audited_read_and_taken_away(client: httpx.Client) -> None:
    address = handed_in(client, data={"text": TEXT, "date": "2022-05-01", "about": "Chile, Russia"})
    assert "contradicted" in done(client, address)
    report = client.get(f"{address}/report")
    assert "&lt;script&gt;" in report.text
    assert "<script>alert" not in report.text
    assert "<style>" not in report.text
    assert "unsafe" not in report.headers["content-security-policy"]
    assert report.headers["cache-control"] == "no-store"
    for name, sort in (("page.css", "text/css"), ("page.js", "text/javascript")):
        assert client.get(f"/styles/{name}").headers["content-type"].startswith(sort)
    found = client.get(f"{address}/report.json").json()
    assert [f["verdict"] for f in found["findings"]].count("contradicted") >= 1
    assert "A/RES/68/262" in client.get(f"{address}/report.md").text
    assert zipfile.is_zipfile(io.BytesIO(client.get(f"{address}/report.docx").content))
    assert "<style>" in client.get(f"{address}/report.html").text


def test_a_file_keeps_its_name_and_nothing_of_its_path(client: httpx.Client) -> None:
    file = ("../../etc/<b>note.txt", TEXT.encode(), "text/plain")
    address = handed_in(client, files={"file": file})
    done(client, address)
    found = client.get(f"{address}/report.json")
    assert found.json()["document"]["path"] == "<b>note.txt"
    assert found.headers["content-disposition"] == 'attachment; filename="audit-b-note-txt.json"'


def test_a_result_is_forgotten_when_told_and_nobody_else_can_name_it(client: httpx.Client) -> None:
    address = handed_in(client, data={"text": TEXT})
    done(client, address)
    assert client.post(f"{address}/forget").status_code == 303
    assert client.get(address).status_code == 404
    assert client.get("/audit/AAAAAAAAAAAAAAAAAAAAAAAA").status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"data": {"text": "   "}}, "No document was given"),
        ({"files": {"file": ("a.exe", b"MZ", "text/plain")}}, "a.exe is no file that can be read here"),
        ({"data": {"text": TEXT, "about": "Atlantis"}}, "No actor is called"),
    ],
)
def test_what_cannot_be_audited_is_refused_at_once(client: httpx.Client, form: dict, said: str) -> None:
    answer = client.post("/audit", **form)
    assert answer.status_code in (400, 404)
    assert said in answer.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.pdf", b"%PDF-1.4 broken", "a.pdf"), ("a.docx", b"PK\x03\x04nothing", "a.docx")],
)
def test_what_turns_out_unreadable_says_so_under_its_own_name(
    client: httpx.Client, name: str, content: bytes, said: str
) -> None:
    page = done(client, handed_in(client, files={"file": (name, content, "application/octet-stream")}))
    assert 'class="failure"' in page
    assert said in page
    assert "/tmp" not in page


def test_a_date_that_is_none_is_told_on_the_page(client: httpx.Client) -> None:
    page = done(client, handed_in(client, data={"text": TEXT, "date": "someday"}))
    assert "is not a date" in page


def test_too_large_a_document_is_refused(client: httpx.Client) -> None:
    large = ("a.txt", b"x" * (MOST_BYTES + 1), "text/plain")
    assert client.post("/audit", files={"file": large}).status_code == 413


def test_a_body_that_says_no_length_is_counted_and_one_that_dawdles_is_ended() -> None:
    def status(parts: list[bytes], pause: float) -> int:
        sent: list[Message] = []

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            while (await receive()).get("more_body"):
                pass
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive() -> Message:
            await anyio.sleep(pause)
            part = parts.pop(0) if parts else b""
            return {"type": "http.request", "body": part, "more_body": bool(parts)}

        async def send(message: Message) -> None:
            sent.append(message)

        bounded = Bounded(app, most=100, seconds=0.5)
        anyio.run(bounded, {"type": "http", "method": "POST", "headers": []}, receive, send)
        return sent[0]["status"]

    assert status([b"x" * 60, b"x" * 30], 0) == 200
    assert status([b"x" * 60, b"x" * 60], 0) == 413
    assert status([b"x"] * 40, 0.1) == 408


def test_a_process_that_dies_fails_its_document_and_not_the_next(tmp_path: Path) -> None:
    audits = Audits(tmp_path / "record")
    task = Task("note", "", TEXT.encode())
    try:
        assert audits.job(audits.submit(task)).result.result(_SECONDS).counts["contradicted"] >= 1
        process, _ = audits._worker
        process.kill()
        process.join()
        with pytest.raises(MultipolarError, match="note: the audit failed"):
            audits.job(audits.submit(task)).result.result(_SECONDS)
        assert audits.job(audits.submit(task)).result.result(_SECONDS).files["json"]
    finally:
        audits.close()


def test_no_more_documents_wait_than_may(tmp_path: Path) -> None:
    audits = Audits(tmp_path / "record")
    try:
        with pytest.raises(BusyError):
            _submit(audits, 20)
    finally:
        audits.close()


def _submit(audits: Audits, times: int) -> None:
    for _ in range(times):
        audits.submit(Task("note", "", TEXT.encode() * 2000))
