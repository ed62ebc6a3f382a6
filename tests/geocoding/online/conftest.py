"""A server of faults, and an online geocoder that asks it, with files of its own."""

import pytest
import pytest_socket
from tests.geocoding.faults import FaultServer

import sitmap

AGENT = "sitmap-tests/1.0 (maps@newsdesk.example)"


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Answers and rate limits of the tests don't meet the user's.

    Processes that are started have the same.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))


@pytest.fixture
def server():
    """The server of faults."""
    pytest_socket.enable_socket()
    with FaultServer() as running:
        yield running
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture
def make(server, tmp_path):
    """Make an online geocoder for the server, fast where nothing else is asked for."""

    def make_online(service="nominatim", **options):
        usual = {
            "user_agent": AGENT,
            "per_second": 200,
            "deadline_s": 20,
            "cache": tmp_path / "answers.sqlite",
            "scheme": "http",
            "proxies": {},
            "domain": server.domain,
        }
        return sitmap.Online(service, **{**usual, **options})

    return make_online
