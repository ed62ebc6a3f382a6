"""The rate limit, measured where it counts: at the server."""

import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import ROOT

import sitmap
from sitmap.errors import InputError, ServiceError
from sitmap.geocoding.online.rate_limit import Pacer

CLIENT = Path(__file__).parent / "client.py"


def start(server, cache, per_second, threads, names):
    """Start a process that geocodes."""
    command = [
        sys.executable,
        str(CLIENT),
        server.domain,
        str(cache),
        str(per_second),
        str(threads),
        *names,
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_two_processes_of_four_threads_never_come_closer_than_the_limit(
    server, tmp_path
):
    """Ten a second at most: sixteen queries, a tenth of a second between any two of them, each asked once."""
    names = [f"name {number}" for number in range(16)]
    running = [
        start(server, tmp_path / "a.sqlite", 10, 4, names[part::2])
        for part in (0, 1)
    ]
    assert [process.communicate()[0].strip() for process in running] == [
        ",".join(["found"] * 8)
    ] * 2
    assert sorted(server.log.queries) == sorted(names)
    assert server.log.smallest_gap_s() >= 0.1


def test_two_processes_that_want_the_same_names_ask_once(server, tmp_path):
    """Who waits for the turn looks again at what is kept."""
    names = [f"name {number}" for number in range(6)]
    running = [
        start(server, tmp_path / "a.sqlite", 10, 2, names) for _ in (0, 1)
    ]
    assert [process.communicate()[0].strip() for process in running] == [
        ",".join(["found"] * 6)
    ] * 2
    assert Counter(server.log.queries) == dict.fromkeys(names, 1)


def test_retries_and_redirects_are_paced_too(make, server):
    """Each is a request."""
    online = make(per_second=4)
    assert online.geocode("redirect 1") is not None
    assert online.geocode("Prizren") is not None
    assert len(server.log.requests) == 3
    assert server.log.smallest_gap_s() >= 0.25


def test_the_limit_holds_after_a_kill(tmp_path):
    """It is noted when a request goes out, not when its answer is there."""
    pacer = Pacer("host", 0.002, tmp_path)  # one in 500 s
    with pacer.turn() as turn:
        turn.leaves()
    assert Pacer("host", 0.002, tmp_path).allowed_at() > time.time()


@pytest.mark.parametrize(
    "text", ["", "no number", "99999999999999", "inf", "nan"]
)
def test_a_broken_note_blocks_nobody(tmp_path, text):
    """Killed while writing, or a clock that was set back: the interval at most."""
    pacer = Pacer("host", 10.0, tmp_path)
    (tmp_path / "host.time").write_text(text)
    started = time.monotonic()
    with pacer.turn() as turn:
        turn.wait()
    assert time.monotonic() - started < 60  # and not an hour


def test_without_a_limit_requests_overlap(make, server):
    """For a server of one's own: two queries at the gate at once."""
    online = make(per_second=None)
    threads = [
        threading.Thread(target=online.geocode, args=(f"gate {number}",))
        for number in range(2)
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 120
    while len(server.log.requests) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(server.log.requests) == 2
    server.log.gate.set()
    for thread in threads:
        thread.join()


def test_the_public_server_has_its_limit():
    """One a second, whoever asks for more; a server of one's own may be asked faster."""
    agent = "newsdesk-maps/1.0 (maps@newsdesk.example)"
    for per_second in (2, None):
        with pytest.raises(InputError, match="one request a second"):
            sitmap.Online(
                "nominatim", user_agent=agent, per_second=per_second
            )
    assert (
        sitmap.Online(
            "nominatim",
            user_agent=agent,
            domain="localhost:1",
            per_second=None,
        ).per_second
        is None
    )


def test_a_folder_that_can_not_be_written_is_named(tmp_path):
    """With the remedy."""
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(ServiceError, match="XDG_CACHE_HOME"),
        Pacer("host", 1.0, tmp_path / "file").turn(),
    ):
        pass
