"""Tables from services: whole at first, then what changed; no key told, nothing lost."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.errors import InputError, OutputError, ServiceError
from sitmap.readers import read
from tests.desk import services as made
from tests.desk.conftest import FORM
from tests.desk.services import (
    ENVIRON,
    KOBO_TOKEN,
    PASSWORD,
    UCDP_TOKEN,
    event,
)
from tests.geocoding.faults import as_json


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


def test_what_did_not_change_is_not_written(bring, tmp_path):
    """The second time nothing is new: the table's bytes stay."""
    bring("acled")
    before = (tmp_path / "acled.csv").read_bytes()
    found = bring("acled", day=date(2026, 12, 1))
    assert not found.is_written
    assert (tmp_path / "acled.csv").read_bytes() == before


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
