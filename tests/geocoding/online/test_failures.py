"""Every fault has one outcome, within a bound of time and memory.

None is taken for an answer, none is kept.
"""

import time
import tracemalloc

import pytest
from tests.geocoding.faults import FAULTS, place

import sitmap
from sitmap.geocoding.online.failures import OnlineError
from sitmap.geocoding.online.rate_limit import Turn

DEADLINE_S = 120.0
"""For faults that the answer itself shows, however long a busy machine takes to read it."""
SOON_S = 3.0
"""For faults that only a deadline ends."""
BOUND_S = 50.0
"""The server hangs and drips for a minute: a missing deadline shows, a busy machine doesn't."""
MOST_BYTES = 1_000_000
BOUND_BYTES = 60_000_000
"""A parsed answer takes some twenty times its text; the bomb would take 300 MB, the endless body
3 GB."""

FOUND = {
    "plain": 1,
    "packed": 1,
    "null-island": 1,
    "redirect": 2,
    "slow": 1,
    "429-once": 2,
    "429-once-after-1": 2,
    "429-once-after-2": 2,
    "429-once-date": 2,
    "429-once-past": 2,
    "429-once-garbage": 2,
    "500-once": 2,
    "502-once": 2,
    "503-once": 2,
    "504-once": 2,
}
"""What ends well, and with how many requests."""

REFUSED = {
    "401": "HTTP 401",
    "403": "HTTP 403",
    "407": "HTTP 407",
    "quota-402": "HTTP 402",
    "429-after-an-hour": "3,600 s",
}
"""What stops the asking at once, and what the line says."""

ERRORS = {
    "429-always": "slow down",
    "429-after-20": "slow down",
    "quota-200": "quota",
    "400": "bad viewbox",
    "404": "HTTP 404",
    "500-always": "HTTP 500",
    "501": "HTTP 501",
    "error-html-500": "HTTP 500",
    "hang": "no whole answer",
    "drip-headers": "no whole answer",
    "drip-body": "no whole answer",
    "continue-endless": "no whole answer|broke off",
    "reset": "broke off|reset",
    "closed": "broke off",
    "no-http": "broke off",
    "headers-endless": "broke off|no whole",
    "truncated": "breaks off",
    "truncated-chunked": "broke off|breaks off",
    "truncated-gzip": "breaks off",
    "gzip-bomb": "larger than 1,000,000 bytes",
    "endless": "larger than",
    "garbage-gzip": "unpacked",
    "brotli": "'br'",
    "empty": "no JSON",
    "no-content": "no JSON",
    "html": "no JSON",
    "invalid-utf8": "no text",
    "unknown-charset": "klingon",
    "garbage": "no JSON",
    "deep": "no JSON|no layout",
    "long-number": "no JSON",
    "schema-null": "neither",
    "schema-number": "layout",
    "schema-text": "layout|neither",
    "schema-object": "neither",
    "schema-results": "layout|coordinates",
    "schema-texts": "layout",
    "schema-nested": "layout",
    "no-address": "layout",
    "nan": "NaN|no JSON",
    "nan-text": "layout",
    "infinite": "layout",
    "no-lat": "layout|coordinates",
    "no-lon": "layout|coordinates",
    "no-point": "coordinates",
    "null-point": "coordinates",
    "empty-point": "layout",
    "object-point": "layout",
    "lat-142": "layout",
    "lon-1000": "impossible",
    "loop": "more than 3 times",
    "to-elsewhere": "127.0.0.2",
    "to-file": "file://",
    "to-ftp": "ftp://",
    "to-endless": "more than 3 times",
    "to-nothing": "neither",
}
"""What is an error, and what the line says."""

ENDLESS = frozenset(
    {
        "hang",
        "drip-headers",
        "drip-body",
        "continue-endless",
        "headers-endless",
    }
)
"""What nothing but the deadline ends, on some machines or on all."""

COUNTED = sorted(set(ERRORS) - ENDLESS - {"400", "429-after-20"})
"""Errors that speak against the service, and not only against the query; without those that take
their time."""


def test_no_fault_is_left_out():
    """Every fault of the server is in one of the lists; `gate` is for other tests."""
    assert set(FAULTS) | {"plain"} == {
        *FOUND,
        *REFUSED,
        *ERRORS,
        "not-there",
        "gate",
    }


@pytest.fixture
def watched():
    """Time and memory of the test stay within the bounds, the server's own included."""
    started = time.monotonic()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    yield
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert time.monotonic() - started < DEADLINE_S
    assert peak < BOUND_BYTES


@pytest.fixture
def online(make, request):
    """One that gives up soon where only that ends a fault."""
    fault = getattr(
        getattr(request.node, "callspec", None), "params", {}
    ).get("fault")
    deadline_s = (
        SOON_S if fault in {*ENDLESS, "429-after-20"} else DEADLINE_S
    )
    return make(deadline_s=deadline_s, most_bytes=MOST_BYTES)


def row(online, name):
    """The row that a table has for a name."""
    return sitmap.geocode([name], geocoder=online).iloc[0]


@pytest.mark.parametrize(("fault", "requests"), FOUND.items())
@pytest.mark.usefixtures("watched")
def test_what_passes_is_found(online, server, fault, requests):
    """With the service's own point, asked no oftener than it takes; and then never again."""
    found = row(online, f"{fault} 1")
    expected = (
        place(f"{fault} 1")
        if fault != "null-island"
        else {"lat": 0, "lon": 0}
    )
    assert found["status"] == "found", found["why"]
    assert (found.geometry.y, found.geometry.x) == (
        float(expected["lat"]),
        float(expected["lon"]),
    )
    assert len(server.log.requests) == requests
    assert row(online, f"{fault} 1")["status"] == "found"
    assert len(server.log.requests) == requests


@pytest.mark.usefixtures("watched")
def test_what_is_not_there_is_not_found(online, server):
    """An empty list is an answer, and is kept."""
    assert online.geocode("not-there 1") is None
    missing = row(online, "not-there 1")
    assert (missing["status"], missing.geometry) == ("not_found", None)
    assert missing["why"] == "nominatim knows no such place"
    assert len(server.log.requests) == 1


@pytest.mark.parametrize(("fault", "told"), ERRORS.items())
@pytest.mark.usefixtures("watched")
def test_a_fault_is_an_error_and_never_an_answer(
    online, server, fault, told
):
    """No point, one line that says what went wrong, nothing kept.

    The next time it is asked again.
    """
    failed = row(online, f"{fault} 1")
    assert failed["status"] == "error"
    assert failed.geometry is None
    assert failed["why"].startswith("nominatim: ")
    assert any(part in failed["why"] for part in told.split("|")), failed[
        "why"
    ]
    assert "\n" not in failed["why"]
    assert len(failed["why"]) < 300
    assert (
        "A1B2C3D4" not in failed["why"] or fault == "quota-200"
    )  # a key is hidden where we know it
    assert (
        online.cache.get_many(
            [online.question(f"{fault} 1", frozenset()).key]
        )
        == {}
    )
    asked = len(server.log.requests)
    assert asked <= 4
    online.breaker.check()


@pytest.mark.parametrize(
    "fault", ["hang", "html", "no-lon", "500-always", "400"]
)
def test_an_error_is_asked_again(make, server, fault):
    """As soon as somebody wants to know again."""
    online = make(
        deadline_s=SOON_S if fault in ENDLESS else DEADLINE_S, attempts=1
    )
    for times in (1, 2):
        assert row(online, f"{fault} 1")["status"] == "error"
        assert len(server.log.requests) == times


@pytest.mark.parametrize(("fault", "told"), REFUSED.items())
@pytest.mark.usefixtures("watched")
def test_a_refusal_stops_the_asking(online, server, fault, told):
    """The service isn't asked for the other rows.

    Each says why, and what was kept still answers.
    """
    row(online, "Prizren")
    found = sitmap.geocode(
        [f"{fault} 1", "Peja", "Prizren"], geocoder=online
    )
    assert found["status"].tolist() == ["error", "error", "found"]
    assert told in found["why"].iloc[0]
    assert found["why"].iloc[1].startswith("nominatim is no longer asked: ")
    assert server.log.queries == ["Prizren", f"{fault} 1"]


@pytest.mark.parametrize("fault", COUNTED)
def test_failures_in_a_row_stop_the_asking(make, server, fault):
    """After two, as asked for; and `reset` begins anew."""
    online = make(
        deadline_s=DEADLINE_S,
        attempts=1,
        most_failures=2,
        most_bytes=MOST_BYTES,
    )
    found = sitmap.geocode(
        [f"{fault} {number}" for number in range(4)], geocoder=online
    )
    assert found["status"].tolist() == ["error"] * 4
    assert (
        found["why"]
        .iloc[3]
        .startswith(
            "nominatim is no longer asked, after 2 failures in a row: "
        )
    )
    assert len({each.query for each in server.log.requests}) == 2
    with pytest.raises(OnlineError, match="no longer asked"):
        online.geocode("Prizren")
    online.reset()
    assert online.geocode("Prizren") is not None


def test_a_success_between_failures_keeps_the_service(make):
    """Failures in a row count, not failures altogether."""
    online = make(attempts=1, most_failures=2)
    names = ["html 1", "Prizren", "html 2", "Peja", "html 3", "Gjakova"]
    assert (
        sitmap.geocode(names, geocoder=online)["status"].tolist()
        == ["error", "found"] * 3
    )


def test_what_only_a_query_did_wrong_does_not_speak_against_the_service(
    make,
):
    """Ten queries that it can't read, and the eleventh is answered."""
    online = make(most_failures=2)
    names = [*(f"400 {number}" for number in range(10)), "Prizren"]
    assert sitmap.geocode(names, geocoder=online)["status"].tolist() == [
        "error"
    ] * 10 + ["found"]


def test_keys_are_in_no_message(make, server):
    """Not even where the service repeats them."""
    online = make("opencage", api_key="A1B2C3D4")
    with pytest.raises(OnlineError, match="HTTP 401") as error:
        online.geocode("401 1")
    assert "A1B2C3D4" not in f"{error.value}{online!r}"
    assert "key=A1B2C3D4" in server.log.requests[0].path


@pytest.mark.parametrize("fault", ["to-elsewhere", "to-file", "loop"])
def test_where_a_redirect_leads_is_not_asked(make, server, fault):
    """The loop is followed three times, elsewhere never."""
    with pytest.raises(OnlineError):
        make(attempts=1).geocode(f"{fault} 1")
    assert len(server.log.requests) == (4 if fault == "loop" else 1)


def test_the_deadline_holds_over_all_attempts(make, server, monkeypatch):
    """Of 60 s, pauses of 1, 2, 4, 8, 16 and 32 seconds leave none: six attempts and no seventh."""
    pauses = []
    monkeypatch.setattr(
        Turn, "pause", lambda _, pause_s: pauses.append(pause_s)
    )
    with pytest.raises(OnlineError, match="HTTP 500"):
        make(deadline_s=60, attempts=10).geocode("500-always 1")
    assert pauses == [1, 2, 4, 8, 16, 32]
    assert len(server.log.requests) == 6


def test_a_wait_that_is_asked_for_is_waited(make, server):
    """The second request comes a second after the first, as Retry-After says.

    Backing off alone would be 1 s, not 2.
    """
    assert make().geocode("429-once-date 1") is not None
    assert server.log.smallest_gap_s() >= 1.0  # a date has whole seconds


def test_a_wait_longer_than_the_deadline_is_told_and_holds_for_the_next_query(
    make, server
):
    """The query that met it is an error at once; the next one waits."""
    with pytest.raises(OnlineError, match="slow down"):
        make(deadline_s=1.9).geocode("429-once-after-2 1")
    assert make(deadline_s=DEADLINE_S).geocode("Prizren") is not None
    assert server.log.smallest_gap_s() >= 2.0


def test_a_deadline_for_one_query(make):
    """geopy's timeout is the deadline of that query."""
    started = time.monotonic()
    with pytest.raises(OnlineError, match=r"within 0\.5 s"):
        make().geocode("hang 1", timeout=0.5)
    assert time.monotonic() - started < BOUND_S


@pytest.mark.filterwarnings("error")
def test_no_connection_is_left_open(make):
    """Warnings of unclosed sockets are errors here."""
    import gc

    online = make(deadline_s=1, attempts=1)
    for fault in ("hang", "reset", "endless", "html", "truncated"):
        with pytest.raises(OnlineError):
            online.geocode(f"{fault} 1")
    gc.collect()


def test_no_network(make):
    """A host that isn't there: one line, and the breaker opens after a while."""
    online = make(domain="host.invalid", attempts=1, most_failures=2)
    found = sitmap.geocode(["Prizren", "Peja", "Gjakova"], geocoder=online)
    assert found["status"].tolist() == ["error"] * 3
    assert found["why"].iloc[0] == "nominatim: no such host, or no network"
    assert "after 2 failures in a row" in found["why"].iloc[2]


def test_a_name_look_up_that_hangs(make, monkeypatch):
    """It can't be interrupted; the query ends in time all the same."""
    started = time.monotonic()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: time.sleep(60))
    with pytest.raises(OnlineError, match="no whole answer within 1 s"):
        make(deadline_s=1.0, domain="host.invalid").geocode("Prizren")
    assert time.monotonic() - started < BOUND_S


def test_a_handshake_that_hangs(make):
    """A server that never answers a TLS greeting."""
    started = time.monotonic()
    with pytest.raises(OnlineError, match="no whole answer"):
        make(deadline_s=1.0, scheme="https").geocode("Prizren")
    assert time.monotonic() - started < BOUND_S


def test_a_closed_port(make):
    """Refused, and said so."""
    with pytest.raises(OnlineError, match="the connection is refused"):
        make(domain="127.0.0.1:9", attempts=1).geocode("Prizren")
