"""Services that misbehave: one outcome each, bounds in bytes and steps, a table that stays."""

from datetime import date

import pytest
from tests.desk.services import (
    ENVIRON,
    Services,
    event,
    ged,
    submission,
)
from tests.geocoding.faults import FAULTS, as_json, reply

from sitmap.desk.fetch import Acled, Kobo, Ucdp, fetch_table
from sitmap.desk.fetch.door import Door
from sitmap.desk.fetch.keys import Keys
from sitmap.errors import ServiceError

FORM = "aBcDeFgHiJkLmNoPqRsTuV"
DAY = date(2026, 11, 28)
KINDS = ("acled", "ucdp", "kobo")

PASSING = {
    **{
        name: FAULTS[name]
        for name in (
            "429-always",
            "500-always",
            "closed",
            "truncated",
            "truncated-chunked",
        )
    },
    "truncated-gzip": FAULTS["truncated-gzip"],
    **{
        status: as_json({}, f"{status} X")
        for status in ("408", "425", "502", "503", "504")
    },
    "429-soon": as_json({}, "429 X", Retry_After="soon"),
    "429-past": as_json(
        {}, "429 X", Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"
    ),
}
"""What may pass: the page is asked for again, and comes."""

LASTING = {
    "401": "HTTP 401: invalid key",
    "403": "HTTP 403",
    "404": "HTTP 404|has no form|has no release",
    "400": "HTTP 400: bad viewbox|has no release",
    "429-after-an-hour": "asks to wait 3,600 s",
    "501": "HTTP 501",
    "error-html-500": "HTTP 500, 2 times",
    "gzip-bomb": "larger than 1,000,000 bytes",
    "endless": "larger than 1,000,000 bytes",
    "garbage-gzip": "unpacked",
    "brotli": "'br'",
    "empty": "no JSON",
    "no-content": "no JSON",
    "html": "no JSON: '<!doctype html>",
    "invalid-utf8": "no text",
    "unknown-charset": "klingon",
    "garbage": "no JSON",
    "deep": "no JSON",
    "long-number": "no JSON|in no layout",
    "schema-null": "in no layout",
    "schema-text": "in no layout",
    "schema-object": "without its list|in no layout",
    "schema-results": "without its list|in no layout",
    "nan": "no JSON",
    "no-http": "broke off",
    "to-elsewhere": "redirects to http://127.0.0.2, which isn't followed",
    "to-file": "redirects to file://",
    "to-ftp": "redirects to ftp://",
    "loop": "more than 3 times|HTTP 404|has no form|has no release",
}
"""What won't pass, and what the line says."""

OWN = {
    "acled": {
        "an error with status 200": (
            {"status": 500, "success": False, "error": {"message": "down"}},
            "error: down",
        ),
        "fewer than it says": (
            {"status": 200, "count": 2, "data": [event(1)]},
            "of 2 rows holds 1",
        ),
        "rows that are none": (
            {"status": 200, "data": ["x"]},
            "row 1 of an answer has no event_id_cnty",
        ),
        "a row without id": (
            {"status": 200, "data": [event(1), event(2, event_id_cnty="")]},
            "row 2",
        ),
        "data that are no list": (
            {"status": 200, "data": {"a": 1}},
            "without its list",
        ),
        "a page again and again": (
            {"status": 200, "data": [event(1)]},
            "repeats what came before .XKX1.",
        ),
    },
    "ucdp": {
        "a page again and again": (
            {
                "TotalCount": 9,
                "NextPageUrl": "https://x/?page=1",
                "Result": [ged(1)],
            },
            "repeats what came before",
        ),
        "empty pages for ever": (
            {
                "TotalCount": 9,
                "NextPageUrl": "https://x/?page=1",
                "Result": [],
            },
            "empty page",
        ),
        "an empty page": (
            {"TotalCount": 9, "NextPageUrl": "", "Result": []},
            "has 9 rows, and handed over 0",
        ),
        "a row without id": (
            {"TotalCount": 1, "NextPageUrl": "", "Result": [{"x": 1}]},
            "row 1 of an answer has no id",
        ),
        "a total that is none": (
            {"TotalCount": "9", "Result": []},
            "in no layout",
        ),
    },
    "kobo": {
        "an empty page with a next": (
            {"count": 9, "next": "x", "results": []},
            "empty page that says",
        ),
        "a page again and again": (
            {"count": 9, "next": "x", "results": [submission(1)]},
            "repeats what came before",
        ),
        "a list that is none": (
            {"count": 1, "next": None, "results": None},
            "without its list",
        ),
    },
}
"""What each service alone can do wrong."""


@pytest.fixture
def services():
    """One row of each, in two pages."""
    return Services(
        events=[event(1), event(2, 1_700_000_100)],
        releases={"26.1": [ged(1), ged(2)]},
        submissions=[submission(1), submission(2)],
        page_rows=1,
    )


@pytest.fixture
def bring(server, tmp_path):
    """Bring a table up to date within small bounds; waits are counted, not waited."""
    waits = []

    def run(kind, **options):
        address = f"http://{server.domain}"
        service = {
            "acled": lambda: Acled(server=address),
            "ucdp": lambda: Ucdp(server=address),
            "kobo": lambda: Kobo(FORM, server=address),
        }[kind]()
        usual = {"attempts": 2, "most_bytes": 1_000_000, "timeout_s": 60}
        door = Door(service.name, wait=waits.append, **{**usual, **options})
        return fetch_table(
            service,
            tmp_path / f"{kind}.csv",
            door=door,
            keys=Keys(ENVIRON),
            today=DAY,
        )

    run.waits = waits
    return run


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_asked_again(bring, services, kind, fault):
    """Once, on the second page."""
    services.faults = [None, PASSING[fault]]
    assert bring(kind).rows == 2
    assert len(bring.waits) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", LASTING)
def test_what_lasts_is_one_line_and_the_table_stays(
    bring, services, kind, fault, tmp_path
):
    """A table keeps its bytes; when the fault is gone, all is as if it had never been."""
    bring(kind)
    before = (tmp_path / f"{kind}.csv").read_bytes()
    services.lasting = FAULTS[fault]
    services.events.append(event(3, 1_700_000_200))
    services.releases = {"26.1": services.releases["26.1"], "26.2": []}
    services.submissions.append(submission(3, "2025-01-01T10:00:00"))
    if kind == "ucdp":  # a release that is there isn't asked for again
        (tmp_path / "ucdp.csv").unlink()
        (tmp_path / ".ucdp.csv.fetched").unlink()
    with pytest.raises(ServiceError, match=LASTING[fault]) as caught:
        bring(kind)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    assert (
        kind == "ucdp" or (tmp_path / f"{kind}.csv").read_bytes() == before
    )
    services.lasting = None
    assert bring(kind).rows == (2 if kind == "ucdp" else 3)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [(kind, fault) for kind in OWN for fault in OWN[kind]],
)
def test_what_a_service_alone_does_wrong_is_told(
    bring, services, kind, fault, tmp_path
):
    """And no table is made of it."""
    answer, told = OWN[kind][fault]
    services.lasting = as_json(answer)
    with pytest.raises(ServiceError, match=told):
        bring(kind)
    assert not (tmp_path / f"{kind}.csv").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_wait_that_a_service_asks_for_is_kept(bring, services, kind):
    """Ninety seconds, as it says."""
    services.faults = [
        as_json({}, "429 Too Many Requests", Retry_After="90")
    ]
    assert bring(kind).rows == 2
    assert bring.waits == [90]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:9/steal", "https://elsewhere.example/steal"],
)
def test_no_redirect_takes_a_key_to_another_host(
    bring, services, server, kind, target
):
    """Nor what is sent for a token."""
    services.lasting = as_json({}, "302 Found", Location=target)
    with pytest.raises(ServiceError, match="which isn't followed"):
        bring(kind)
    assert all(
        each.headers["host"] == server.domain
        for each in server.log.requests
    )


def test_a_token_that_redirects_is_none(bring, server, monkeypatch):
    """Even within the host: a password isn't sent twice."""
    moved = as_json(
        {}, "307 Temporary Redirect", Location="/oauth/token?again"
    )
    monkeypatch.setattr(Services, "_token", lambda *_: moved)
    with pytest.raises(
        ServiceError, match=r"gives no token.*redirects what was sent"
    ):
        bring("acled")
    assert len(server.log.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [{}, {"access_token": 7}, {"access_token": "a\r\nHost: x"}, [], "x"],
)
def test_a_token_that_is_none_is_told(bring, monkeypatch, answer):
    """It goes into no header."""
    monkeypatch.setattr(Services, "_token", lambda *_: as_json(answer))
    with pytest.raises(ServiceError, match="without a token"):
        bring("acled")


def test_what_has_no_end_ends(bring, services, monkeypatch):
    """A service that always has another page, with new rows on it."""
    from sitmap.desk.fetch import acled

    monkeypatch.setattr(acled, "MOST_PAGES", 6)
    numbers = iter(range(1_000))
    services.lasting = lambda _: as_json(
        {"status": 200, "data": [event(next(numbers))]}
    )
    with pytest.raises(ServiceError, match="no end after 6 pages"):
        bring("acled")


def test_a_wrong_kind_of_content_is_told_by_what_it_is(bring, services):
    """JSON is JSON whatever the head says; a page to sign in is none."""
    services.faults = [
        reply(b"<html>Sign in</html>", kind="application/json")
    ]
    with pytest.raises(
        ServiceError, match="no JSON: '<html>Sign in</html>'"
    ):
        bring("kobo")
