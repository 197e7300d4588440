"""Kill -9 at any moment: the record opens, the last good release answers, the next run completes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from _loopback import Page, serving
from _small import STATES, ga_csv, ga_rows

from multipolar.record import Record

KILLS = 60
SEED = 20260206
NAME = "2026_02_06_ga_voting.csv"

pytestmark = pytest.mark.slow


class Starter:
    """Starts pulls in processes of their own, forked from one that holds the imports."""

    def __init__(self):
        self.server = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("_killed.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def ask(self, line):
        self.server.stdin.write(line + "\n")
        return int(self.server.stdout.readline())

    def start(self, function, *arguments):
        return self.ask(json.dumps([function, *map(str, arguments)]))

    def end(self):
        """The exit code of the process started last; minus nine when it was killed."""
        return self.ask("wait")

    def whole(self, function, *arguments):
        self.start(function, *arguments)
        assert self.end() == 0

    def killed(self, seconds, function, *arguments):
        process = self.start(function, *arguments)
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        return self.end()


@pytest.fixture(scope="module")
def processes():
    starter = Starter()
    yield starter
    starter.server.stdin.close()
    starter.server.wait(30)
    starter.server.stdout.close()


def held(record, table="vote"):
    """How many releases the record holds, and how many rows of the one in force it answers with."""
    opened = Record.open(record, starter=False)
    active = [release for release in opened.releases() if release.active]
    rows = opened.rows(table, columns=["release"])
    assert {row["release"] for row in rows} <= {release.release for release in active}
    return len(opened.releases()), len(rows)


def test_pull_killed_at_random_moments(tmp_path, processes):
    moments = random.Random(SEED)
    record, path = tmp_path / "record", tmp_path / NAME
    for rollcalls in (2, 3):
        path.write_bytes(ga_csv(ga_rows(rollcalls)))
        began = time.monotonic()
        processes.whole("pull_small", record, path)
        whole = time.monotonic() - began
    good, outcomes, span = held(record), set(), whole * 1.1
    assert good == (2, 30)
    for round_ in range(KILLS):
        rollcalls = 4 + round_
        path.write_bytes(ga_csv(ga_rows(rollcalls)))
        ended = processes.killed(moments.uniform(0, span), "pull_small", record, path)
        assert ended in (0, -signal.SIGKILL)
        now = held(record)
        # The old release answers, or the new one; nothing between, and nothing lost.
        assert now in (good, (good[0] + 1, rollcalls * 10)), f"after kill {round_}"
        outcomes.add(now == good)
        # A busy machine changes its pace: later after a kill that came too early, earlier after one too late.
        span *= 1.15 if now == good else 0.9
        good = now
    assert outcomes == {True, False}, "the kills were all too early or all too late to prove anything"
    path.write_bytes(ga_csv(ga_rows(90)))
    processes.whole("pull_small", record, path)
    assert held(record) == (good[0] + 1, 900)
    assert not list(record.rglob(".scratch"))
    assert not list((record / ".staging").glob("*"))


DESCRIPTION = """
name: embassies
source: the ministry's list
licence: our own
table: tie
columns:
  kind: {value: mission}
  a: sender
  b: host
  directed: {value: "true"}
  value: {value: embassy}
  locator: line
scheme: iso3
"""


def test_add_killed_at_random_moments(tmp_path, processes):
    moments = random.Random(SEED + 1)
    record, path = tmp_path / "record", tmp_path / "embassies.csv"
    path.with_suffix(".yml").write_text(DESCRIPTION)
    pairs = [(a, b) for a in STATES for b in STATES if a != b]

    def write(count):
        lines = [f"{a},{b},{n}" for n, (a, b) in enumerate(pairs[:count])]
        path.write_text("\n".join(["sender,host,line", *lines, ""]))

    for count in (2, 3):
        write(count)
        began = time.monotonic()
        processes.whole("add_small", record, path)
        whole = time.monotonic() - began
    good, outcomes, span = held(record, "tie"), set(), whole * 1.1
    assert good == (2, 3)
    for round_ in range(KILLS):
        write(4 + round_)
        ended = processes.killed(moments.uniform(0, span), "add_small", record, path)
        assert ended in (0, -signal.SIGKILL)
        now = held(record, "tie")
        assert now in (good, (good[0] + 1, 4 + round_)), f"after kill {round_}"
        outcomes.add(now == good)
        # A busy machine changes its pace: later after a kill that came too early, earlier after one too late.
        span *= 1.15 if now == good else 0.9
        good = now
    assert outcomes == {True, False}, "the kills were all too early or all too late to prove anything"
    write(90)
    processes.whole("add_small", record, path)
    assert held(record, "tie") == (good[0] + 1, 90)
    assert not list((record / ".staging").glob("*"))


def test_a_download_killed_goes_on_where_it_was(tmp_path, processes):
    body = ga_csv(ga_rows(30))
    page = Page(body, pause=(len(body) // 2, 30.0))
    with serving(votes_csv=page) as server:
        url = server.url + "votes.csv"
        process = processes.start("pull_small", tmp_path / "record", "", url)
        part = tmp_path / "record/downloads/undl_ga/ga_voting/ga_voting.part"
        deadline = time.monotonic() + 20
        while (not part.exists() or part.stat().st_size < len(body) // 2) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(process, signal.SIGKILL)
        assert processes.end() == -signal.SIGKILL
        kept = part.stat().st_size
        page.pause = None
        processes.whole("pull_small", tmp_path / "record", "", url)
    assert kept == len(body) // 2
    assert server.asked[-1]["Range"] == f"bytes={kept}-"
    assert held(tmp_path / "record") == (1, 300)
