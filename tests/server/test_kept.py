"""Answers kept and compressed once, bounded, and never those that must not be stored."""

import asyncio
import gzip

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from multipolar.server.kept import Kept


class Counting:
    """An application that counts how often it was asked."""

    def __init__(self, control="no-cache", size=2000, status=200):
        self.asked = 0
        self.control, self.size, self.status = control, size, status
        self.app = Starlette(routes=[Route("/{rest:path}", self.answer)])

    async def answer(self, request):
        self.asked += 1
        await asyncio.sleep(0.02)
        return PlainTextResponse("x" * self.size, self.status, {"Cache-Control": self.control})


def client(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")


async def _ask(app, *paths, **more):
    async with client(app) as asking:
        return await asyncio.gather(*(asking.get(path, **more) for path in paths))


def test_equal_questions_together_are_answered_once():
    counting = Counting()
    answers = asyncio.run(_ask(Kept(counting.app), *["/a?b=1"] * 20))
    assert counting.asked == 1
    assert {len(answer.text) for answer in answers} == {2000}


def test_what_must_not_be_stored_is_asked_each_time_and_at_once():
    counting = Counting("no-store")
    asyncio.run(_ask(Kept(counting.app), *["/a"] * 5))
    assert counting.asked == 5


def test_failures_are_not_kept():
    counting = Counting(status=404)
    kept = Kept(counting.app)
    asyncio.run(_ask(kept, "/a"))
    asyncio.run(_ask(kept, "/a"))
    assert counting.asked == 2
    assert kept.size == 0


def test_what_is_kept_is_bounded_and_the_oldest_goes_first():
    counting = Counting(size=2000)
    kept = Kept(counting.app, most=10_000)
    for number in range(50):
        asyncio.run(_ask(kept, f"/{number}"))
    assert 0 < kept.size <= 10_000
    asyncio.run(_ask(kept, "/49"))
    assert counting.asked == 50
    asyncio.run(_ask(kept, "/0"))
    assert counting.asked == 51


@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_the_body_is_whole_with_and_without_compression(accepts):
    counting = Counting()
    (answer,) = asyncio.run(_ask(Kept(counting.app), "/a", headers={"Accept-Encoding": accepts}))
    assert answer.text == "x" * 2000
    assert answer.headers["vary"] == "Accept-Encoding"
    packed = answer.headers.get("content-encoding") == "gzip"
    assert packed is (accepts == "gzip")
    if packed:
        assert int(answer.headers["content-length"]) == len(gzip.compress(b"x" * 2000, 6, mtime=0))


def test_head_is_get_without_its_body():
    async def ask():
        async with client(Kept(Counting().app)) as asking:
            return await asking.head("/a", headers={"Accept-Encoding": "identity"})

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "2000")
