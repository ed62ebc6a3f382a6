"""Tables from services: whole at first, then what changed; no key told, nothing lost."""

import json
from datetime import date

import pandas as pd
import pytest
import pytest_socket
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.fetch import Acled, Kobo, Ucdp, fetch_table
from sitmap.desk.fetch.door import Door
from sitmap.desk.fetch.keys import Keys
from sitmap.errors import InputError, OutputError, ServiceError
from sitmap.readers import read
from tests.desk import services as made
from tests.desk.services import (
    ENVIRON,
    KOBO_TOKEN,
    PASSWORD,
    UCDP_TOKEN,
    Services,
    event,
    ged,
    serve,
    submission,
)
from tests.geocoding.faults import as_json

DAY = date(2026, 11, 28)
FORM = "aBcDeFgHiJkLmNoPqRsTuV"


class Ring:
    """A keyring in memory."""

    def __init__(self, **kept):
        self.kept = kept

    def get_password(self, service, name):
        """Return what is kept under a name."""
        assert service == "sitmap"
        return self.kept.get(name.replace("-", "_"))

    def set_password(self, service, name, secret):
        """Keep it."""
        assert service == "sitmap"
        self.kept[name.replace("-", "_")] = secret


@pytest.fixture
def services():
    """What the services hold: three events, a release of three, three submissions."""
    return Services(
        events=[
            event(1, 100_000_000),
            event(2, 200_000_000),
            event(3, 300_000_000),
        ],
        releases={"25.1": [ged(1), ged(2), ged(3)]},
        submissions=[
            submission(1),
            submission(2),
            submission(3, "2024-01-02T10:00:00"),
        ],
    )


@pytest.fixture
def server(services, monkeypatch):
    """The server they are on."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pytest_socket.enable_socket()
    with serve(services) as running:
        yield running
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture
def bring(server, tmp_path):
    """Bring a table up to date, without waiting."""
    waits = []

    def run(
        kind, *, ring=None, environ=ENVIRON, day=DAY, door=None, **options
    ):
        choice = {
            name: options.pop(name)
            for name in ("countries", "release", "first", "last")
            if name in options
        }
        address = f"http://{server.domain}"
        service = {
            "acled": lambda: Acled(server=address, **choice),
            "ucdp": lambda: Ucdp(server=address, **choice),
            "kobo": lambda: Kobo(FORM, server=address),
        }[kind]()
        door = door or Door(service.name, wait=waits.append, timeout_s=20)
        return fetch_table(
            service,
            tmp_path / f"{kind}.csv",
            door=door,
            keys=Keys(environ, ring),
            today=day,
            **options,
        )

    run.waits = waits
    run.table = lambda kind: pd.read_csv(tmp_path / f"{kind}.csv")
    run.paths = lambda: [each.path for each in server.log.requests]
    return run


@pytest.mark.parametrize("kind", ["acled", "ucdp", "kobo"])
def test_a_table_is_fetched_whole_and_read_as_what_it_is(
    bring, kind, tmp_path, services
):
    """Two rows a page: three rows, each with source, licence and day, in its service's layout."""
    services.releases["26.1"] = services.releases.pop("25.1")
    found = bring(kind)
    assert (found.rows, found.new, found.changed, found.gone) == (
        3,
        3,
        0,
        0,
    )
    table = bring.table(kind)
    assert set(table["fetched_on"]) == {"2026-11-28"}
    assert table["data_licence"].notna().all()
    incidents = read(tmp_path / f"{kind}.csv")
    assert len(incidents) == 3
    assert incidents.geometry.notna().all()
    first = {
        "acled": (20.84, 42.9),
        "ucdp": (38.0, 48.59),
        "kobo": (20.84, 42.9),
    }[kind]
    assert (
        incidents.geometry.iloc[0].x,
        incidents.geometry.iloc[0].y,
    ) == first
    assert {"acled": "XKX1", "ucdp": "1", "kobo": "uuid-1"}[kind] == str(
        incidents["incident_id"].iloc[0]
    )


def test_acled_is_asked_for_what_changed_and_for_what_was_taken_back(
    bring, services
):
    """From a day before the newest stamp; one new, one changed, one gone; the rest stays."""
    bring("acled")
    services.events[1] = event(2, 400_000_000, fatalities="2")
    services.events.append(event(4, 400_000_000))
    services.events.pop(0)
    services.deleted = [
        {"event_id_cnty": "XKX1", "deleted_timestamp": "400000000"}
    ]
    before = len(bring.paths())
    found = bring("acled", day=date(2026, 11, 29))
    assert (found.rows, found.new, found.changed, found.gone) == (
        3,
        1,
        1,
        1,
    )
    asked = bring.paths()[before:]
    assert all(
        f"timestamp={300_000_000 - 86_400}" in path
        for path in asked
        if "token" not in path
    )
    table = bring.table("acled").set_index("event_id_cnty")
    assert table["fatalities"].to_dict() == {
        "XKX2": 2,
        "XKX3": 0,
        "XKX4": 0,
    }
    assert table["fetched_on"].to_dict() == {
        "XKX2": "2026-11-29",
        "XKX3": "2026-11-28",
        "XKX4": "2026-11-29",
    }


def test_what_did_not_change_is_not_written(bring, tmp_path):
    """The second time nothing is new: the table's bytes stay."""
    bring("acled")
    before = (tmp_path / "acled.csv").read_bytes()
    found = bring("acled", day=date(2026, 12, 1))
    assert not found.is_written
    assert (tmp_path / "acled.csv").read_bytes() == before


def test_acled_countries_and_days_are_asked_for_as_its_api_wants_them(
    bring, services
):
    """Several with a bar between, a span as BETWEEN."""
    services.events.append(event(9, country="Serbia"))
    services.events.append(event(10, country="Albania"))
    found = bring(
        "acled",
        countries=("Kosovo", "Serbia"),
        first=date(2023, 1, 1),
        last=date(2023, 12, 31),
    )
    assert found.rows == 4
    assert (
        "country=Kosovo%7CSerbia&event_date=2023-01-01%7C2023-12-31&event_date_where=BETWEEN"
        in bring.paths()[1]
    )


def test_acled_signs_in_by_the_refresh_token_of_the_keyring(
    bring, server, services
):
    """First by password, and the refresh token goes to the keyring; then by that alone."""
    ring = Ring()
    bring("acled", ring=ring)
    assert ring.kept == {"acled_refresh": services.refresh}
    before = len(server.log.requests)
    bring("acled", ring=ring)
    bodies = [
        each.body
        for each in server.log.requests[before:]
        if each.path == "/oauth/token"
    ]
    assert bodies == [
        f"grant_type=refresh_token&refresh_token={services.refresh}&client_id=acled"
    ]


def test_acled_signs_in_by_password_where_the_refresh_token_is_too_old(
    bring, server
):
    """It holds for two weeks."""
    bring("acled", ring=Ring(acled_refresh="refresh-from-last-month"))
    grants = [
        each.body.partition("&")[0]
        for each in server.log.requests
        if each.path == "/oauth/token"
    ]
    assert grants == ["grant_type=refresh_token", "grant_type=password"]


def test_a_token_that_ends_in_the_middle_is_replaced(bring, services):
    """The second page is refused with 401; a new token, and the page is asked for again."""
    services.faults = [
        None,
        as_json({"message": "expired"}, "401 Unauthorized"),
    ]
    assert bring("acled").rows == 3
    assert sum(path == "/oauth/token" for path in bring.paths()) == 2


def test_a_wrong_password_is_told_without_it(bring):
    """The server repeats it in its answer; the line doesn't."""
    with pytest.raises(
        ServiceError, match=r"gives no token.*no such user or …"
    ) as caught:
        bring(
            "acled",
            environ={
                **ENVIRON,
                "SITMAP_ACLED_PASSWORD": "wrong password 1",
            },
        )
    assert "wrong password 1" not in str(caught.value)


def test_ucdp_finds_the_newest_release_and_asks_for_it_once(
    bring, services
):
    """No 26.1 yet: 25.1, twice; then 26.1 is out, with one event corrected and one less."""
    assert bring("ucdp").rows == 3
    assert set(bring.table("ucdp")["data_source"]) == {"UCDP GED 25.1"}
    before = len(bring.paths())
    assert not bring("ucdp").is_written
    assert len(bring.paths()) == before + 1
    services.releases["26.1"] = [ged(1), ged(2, best=4)]
    found = bring("ucdp")
    assert (found.rows, found.new, found.changed, found.gone) == (
        2,
        0,
        1,
        1,
    )
    table = bring.table("ucdp")
    assert set(table["data_source"]) == {"UCDP GED 26.1"}
    assert table["best"].to_list() == [3, 4]
    assert not bring("ucdp").is_written


def test_a_named_release_is_not_asked_for_again(bring, services):
    """It doesn't change once it is out."""
    services.releases["26.0.8"] = [ged(7)]
    assert bring("ucdp", release="26.0.8").rows == 1
    before = len(bring.paths())
    assert not bring("ucdp", release="26.0.8").is_written
    assert len(bring.paths()) == before


def test_ucdp_that_hands_over_less_than_it_says_is_no_table(
    bring, services, tmp_path
):
    """Three are told, and a page is short."""
    services.faults = [
        as_json({"TotalCount": 3, "NextPageUrl": "", "Result": [ged(1)]})
    ]
    with pytest.raises(ServiceError, match="has 3 rows, and handed over 1"):
        bring("ucdp", release="25.1")
    assert not (tmp_path / "ucdp.csv").exists()
    assert bring("ucdp", release="25.1").rows == 3


def test_kobo_is_asked_for_what_was_sent_since(bring, services):
    """One more submission: it alone comes, with those of the last second."""
    bring("kobo")
    services.submissions.append(submission(4, "2024-01-03T09:00:00"))
    before = len(bring.paths())
    found = bring("kobo")
    assert (found.rows, found.new, found.changed) == (4, 1, 0)
    assert "2024-01-02T10%3A00%3A00" in bring.paths()[before]
    assert (
        len(bring.paths()) - before == 2
    )  # what is new, and how many there are


def test_a_kobo_submission_that_was_deleted_goes(bring, services):
    """No page tells it: the count does."""
    bring("kobo")
    services.submissions.pop(1)
    found = bring("kobo")
    assert (found.rows, found.gone) == (2, 1)
    assert bring.table("kobo")["_id"].to_list() == [1, 3]


def test_a_kobo_submission_that_was_edited_comes_with_all(bring, services):
    """Its time of sending stays: only asking for everything shows it."""
    bring("kobo")
    services.submissions[0]["event/what"] = "looting"
    assert not bring("kobo").is_written
    assert bring("kobo", anew=True).changed == 1
    assert bring.table("kobo")["event/what"].to_list() == [
        "looting",
        "shelling",
        "shelling",
    ]


def test_a_stop_in_the_middle_loses_no_page(bring, services, server):
    """The third page fails for good: the same command begins with that page."""
    services.page_rows = 1
    services.faults = [None, None, *[as_json({}, "500 Oops")] * 4]
    with pytest.raises(
        ServiceError, match=r"HTTP 500.*4 times.*goes on from there"
    ):
        bring("acled")
    assert bring.waits == [1, 2, 4]
    before = len(server.log.requests)
    assert bring("acled").rows == 3
    pages = [
        path.rpartition("page=")[2]
        for path in bring.paths()[before:]
        if "page=" in path
    ]
    assert pages == ["3", "4"]


def test_the_next_day_begins_anew(bring, services):
    """Rows move between pages from day to day; those that came stay until all are there."""
    services.page_rows = 1
    services.faults = [None, None, *[as_json({}, "500 Oops")] * 4]
    with pytest.raises(ServiceError):
        bring("acled")
    before = len(bring.paths())
    assert bring("acled", day=date(2026, 11, 29)).rows == 3
    assert "page=1" in bring.paths()[before + 1]


def test_a_table_changed_by_hand_is_kept(bring, tmp_path, services):
    """As is one that was never fetched; --force replaces it."""
    bring("acled")
    path = tmp_path / "acled.csv"
    path.write_text(path.read_text().replace("Zvecan", "Zvečan"))
    services.events.append(event(4, 400_000_000))
    with pytest.raises(OutputError, match="not as it was fetched"):
        bring("acled")
    assert "Zvečan" in path.read_text()
    assert bring("acled", replace=True).rows == 4
    assert "Zvečan" not in path.read_text()


def test_another_choice_is_another_table(bring):
    """Kosovo's events don't become the world's in silence."""
    bring("acled", countries=("Kosovo",))
    with pytest.raises(
        OutputError,
        match=r"another choice \(service ACLED, country Kosovo\)",
    ):
        bring("acled")
    assert bring("acled", replace=True).rows == 3


def test_a_table_that_is_lost_is_written_again(bring, tmp_path):
    """What was fetched is kept beside it."""
    bring("ucdp", release="25.1")
    whole = (tmp_path / "ucdp.csv").read_bytes()
    (tmp_path / "ucdp.csv").unlink()
    assert bring("ucdp", release="25.1").is_written
    assert (tmp_path / "ucdp.csv").read_bytes() == whole


def test_nothing_at_all_is_said_and_not_written(bring, tmp_path):
    """A country in other words than ACLED's has no events."""
    with pytest.raises(
        InputError, match="ACLED has nothing for country Kosova"
    ):
        bring("acled", countries=("Kosova",))
    assert not (tmp_path / "acled.csv").exists()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("acled", "SITMAP_ACLED_USER"),
        ("ucdp", "SITMAP_UCDP_TOKEN"),
        ("kobo", "SITMAP_KOBO_TOKEN"),
    ],
)
def test_a_missing_key_is_told_with_where_to_put_it(
    bring, kind, name, server
):
    """And nothing is asked."""
    with pytest.raises(
        InputError, match=f"set {name}, or keep it in the keyring"
    ):
        bring(kind, environ={})
    assert not server.log.requests


def test_keys_come_from_the_keyring_too(bring):
    """Where the environment has none."""
    assert (
        bring("kobo", environ={}, ring=Ring(kobo_token=KOBO_TOKEN)).rows
        == 3
    )


def test_a_keyring_that_is_locked_has_nothing():
    """Each system's raises its own errors."""

    class Locked:
        def get_password(self, *_):
            raise RuntimeError("locked")

    with pytest.raises(InputError, match="SITMAP_UCDP_TOKEN"):
        Keys({}, Locked()).need("ucdp-token", "a token", where="there")


def test_a_key_with_a_line_end_makes_no_header():
    """And is not told."""
    with pytest.raises(InputError, match="line ends") as caught:
        Keys({"SITMAP_UCDP_TOKEN": "abc\r\nHost: x"}).need(
            "ucdp-token", "a token", where="there"
        )
    assert "abc" not in str(caught.value)


def run(server, tmp_path, *words):
    """Run the command as a user does."""
    told = [
        "fetch",
        *words,
        "--server",
        f"http://{server.domain}",
        "-o",
        str(tmp_path / "table.csv"),
    ]
    return CliRunner().invoke(main, told, env=ENVIRON)


@pytest.mark.parametrize(
    "words",
    [
        ["acled", "--country", "Kosovo"],
        ["ucdp", "--release", "25.1"],
        ["kobo", FORM],
    ],
)
def test_no_key_is_told_or_kept_anywhere(server, services, tmp_path, words):
    """Not where all goes well, nor where the server repeats each in its answers and rows."""
    secrets = {
        "acled": [PASSWORD, services.token, services.refresh],
        "ucdp": [UCDP_TOKEN],
        "kobo": [KOBO_TOKEN],
    }[words[0]]
    result = run(server, tmp_path, *words)
    assert result.exit_code == 0, result.output
    services.lasting = as_json(
        {"detail": " ".join(secrets)}, "403 Forbidden"
    )
    refused = run(server, tmp_path, *words, "--all")
    assert refused.exit_code == 2
    assert "refuses: HTTP 403: " in refused.output
    services.lasting = None
    for row in (
        services.events[0],
        services.submissions[0],
        services.releases["25.1"][0],
    ):
        row["notes"] = " ".join(secrets[-2:])
    assert run(server, tmp_path, *words, "--all").exit_code == 0
    told = [result.output, refused.output]
    told += [
        path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()
    ]
    for text in told:
        for secret in [
            *secrets,
            PASSWORD.replace(" ", "+"),
            PASSWORD.replace(" ", "%20"),
        ]:
            assert secret not in text
    assert "…" in (tmp_path / "table.csv").read_text("utf-8")


def test_what_is_fetched_is_mapped_and_credited(server, tmp_path):
    """The map names ACLED, the day and its terms."""
    assert run(server, tmp_path, "acled").output.endswith(
        "table.csv: 3 rows (3 new)\n"
    )
    result = CliRunner().invoke(
        main,
        [
            "map",
            str(tmp_path / "table.csv"),
            "-o",
            str(tmp_path / "map.html"),
        ],
    )
    assert result.exit_code == 0, result.output
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "ACLED (acleddata.com)" in page
    assert "acleddata.com/terms-and-conditions" in page


def test_help_teaches_the_keys():
    """Where they come from, and that they are never options."""
    told = CliRunner().invoke(main, ["fetch", "--help"]).output
    for name in (
        "SITMAP_ACLED_PASSWORD",
        "SITMAP_UCDP_TOKEN",
        "SITMAP_KOBO_TOKEN",
        "keyring set sitmap",
    ):
        assert name in told
    for command in ("acled", "ucdp", "kobo", "geojson-url"):
        told = CliRunner().invoke(main, ["fetch", command, "--help"]).output
        assert "--key" not in told
        assert "--token" not in told
        assert "--password" not in told


@pytest.mark.parametrize(
    "address",
    [
        "http://acleddata.com",
        "ftp://localhost",
        "https://a:b@acleddata.com",
        "acleddata.com",
    ],
)
def test_only_https_is_asked(tmp_path, address):
    """A key goes over no open line, and none stands in an address."""
    words = [
        "fetch",
        "acled",
        "--server",
        address,
        "-o",
        str(tmp_path / "t.csv"),
    ]
    result = CliRunner().invoke(main, words, env=ENVIRON)
    assert result.exit_code == 2
    assert "a:b" not in result.output
    assert not list(tmp_path.iterdir())


def test_two_runs_at_once_are_one(server, tmp_path):
    """The second says so."""
    from sitmap.desk.fetch.run import lock_path
    from sitmap.desk.lock import hold_lock

    with hold_lock(lock_path(tmp_path / "table.csv")):
        result = run(server, tmp_path, "acled")
    assert result.exit_code == 2
    assert "another run is at work" in result.output


def test_what_is_kept_holds_the_rows_as_they_came(bring, tmp_path):
    """Nested values stay in it; the table has them flat."""
    import sqlite3

    bring("kobo")
    with sqlite3.connect(tmp_path / ".kobo.csv.fetched") as database:
        rows = [
            json.loads(row)
            for (row,) in database.execute(
                "select row from rows order by place"
            )
        ]
    assert rows == [
        made.submission(1),
        made.submission(2),
        made.submission(3, "2024-01-02T10:00:00"),
    ]
