"""``multipolar serve`` as a person runs it: it says where it listens, answers, and stops when told."""

import signal
import socket
import subprocess
import sys

import httpx
import pytest

from multipolar.cli import main


@pytest.fixture
def started(tmp_path):
    """The command in a process of its own, and what it printed first."""
    words = [
        sys.executable,
        "-m",
        "multipolar",
        "serve",
        "--port",
        "0",
        "--no-browser",
        "--record",
        str(tmp_path / "none"),
    ]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process, process.stdout.readline()
    process.kill()
    process.communicate()


def test_it_listens_answers_and_stops_quietly(started):
    process, said = started
    assert said.startswith("Listening at http://127.0.0.1:")
    answer = httpx.get(said.split()[-1], timeout=60)
    assert answer.status_code == 200
    assert "server" not in answer.headers
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert err == ""


def test_a_port_that_is_taken_is_one_clear_line(capsys, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code = main(
            [
                "serve",
                "--no-browser",
                "--port",
                str(taken.getsockname()[1]),
                "--record",
                str(tmp_path / "none"),
            ]
        )
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err.startswith("error: Port ")
    assert "--port" in err
    assert len(err.splitlines()) == 1


def test_a_port_that_is_none_is_refused(capsys, tmp_path):
    assert main(["serve", "--port", "99999", "--record", str(tmp_path / "none")]) == 1
    assert "no port 99999" in capsys.readouterr().err
