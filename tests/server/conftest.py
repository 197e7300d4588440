"""The embedded record served on a loopback port, and a client that asks it."""

import httpx
import pytest

from multipolar.record import Record
from tests.server._running import running


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    """The embedded record alone."""
    return Record.open(tmp_path_factory.mktemp("none") / "none")


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the explorer of the embedded record is."""
    with running(Record.open(tmp_path_factory.mktemp("served") / "none")) as at:
        yield at


@pytest.fixture(scope="session")
def client(address):
    """Asks the explorer; redirects are not followed."""
    with httpx.Client(base_url=address, timeout=60) as asking:
        yield asking
