"""Files at plain addresses: fetched when they changed, with day and licence in them."""

import gzip
import json
from datetime import date

import pandas as pd
import pytest
import pytest_socket
from click.testing import CliRunner
from tests.geocoding.faults import FAULTS, FaultServer, as_json, reply

from sitmap.cli import main
from sitmap.desk.fetch import fetch_link
from sitmap.desk.fetch.door import Door
from sitmap.errors import InputError, OutputError, ServiceError
from sitmap.geocoding.online.request import _follow
from sitmap.readers import read

DAY = date(2026, 11, 28)
POINT = {"type": "Point", "coordinates": [20.84, 42.9]}
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": POINT,
                "properties": {"title": "Zvečan", "date": "2023-05-29"},
            },
            {"type": "Feature", "geometry": POINT, "properties": None},
        ],
    },
    ensure_ascii=False,
).encode()
CSV = b"""title;lat;lon;date;notes
A;42,9;20,84;2023-05-29;"two
lines; and ""quotes""\"
B;42,9;20,84;2023-05-30
"""


class Files:
    """What is at the addresses of a server, and how it answers."""

    def __init__(self):
        self.answers = {}

    def answer(self, ask, path):
        """Answer with what is at a path."""
        made = self.answers.get(path.partition("?")[0])
        return (
            made(ask.log.requests[-1])
            if callable(made)
            else made or as_json({}, "404 Not Found")
        )


@pytest.fixture
def files():
    """What is there."""
    return Files()


@pytest.fixture
def server(files, monkeypatch):
    """The server it is on."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pytest_socket.enable_socket()
    with FaultServer(files.answer) as running:
        yield running
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture
def bring(server, tmp_path):
    """Fetch what is at a path."""

    def run(path="/x.geojson", output="x.geojson", **options):
        door = Door(
            "the address",
            wait=lambda _: None,
            most_bytes=1_000_000,
            attempts=2,
        )
        url = f"http://{server.domain}{path}"
        return fetch_link(
            url,
            tmp_path / output,
            door=door,
            today=options.pop("today", DAY),
            **options,
        )

    return run


def with_etag(body, etag):
    """Answer 304 to who has it, as servers do."""

    def answer(request):
        if request.headers.get("if-none-match") == etag:
            return b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
        return reply(body, kind="application/geo+json", ETag=etag)

    return answer


def test_geojson_stays_geojson_with_its_day_and_licence(
    bring, files, tmp_path, server
):
    """In the properties of each feature; what it had stays."""
    files.answers["/x.geojson"] = reply(GEOJSON)
    assert bring(licence="CC BY 4.0").rows == 2
    features = json.loads((tmp_path / "x.geojson").read_text("utf-8"))[
        "features"
    ]
    host = server.domain.partition(":")[0]
    added = {
        "data_source": f"{host}/x.geojson",
        "data_licence": "CC BY 4.0",
        "fetched_on": "2026-11-28",
    }
    assert features[0]["properties"] == {
        "title": "Zvečan",
        "date": "2023-05-29",
        **added,
    }
    assert features[1]["properties"] == added
    assert features[0]["geometry"] == POINT


def test_csv_stays_csv_and_its_cells_stay(bring, files, tmp_path):
    """Semicolons, quotes, line ends within cells, a short row, a decimal comma."""
    files.answers["/t.csv"] = reply(CSV, kind="text/csv")
    assert bring("/t.csv", "t.csv").rows == 2
    table = pd.read_csv(
        tmp_path / "t.csv", sep=";", dtype=str, keep_default_na=False
    )
    assert table["notes"].to_list() == ['two\nlines; and "quotes"', ""]
    assert table["lat"].to_list() == ["42,9", "42,9"]
    assert (
        table["data_licence"].to_list() == ["not said by the address"] * 2
    )
    assert len(read(tmp_path / "t.csv")) == 2


def test_by_another_ending_it_is_read_and_written_anew(
    bring, files, tmp_path
):
    """GeoJSON as CSV, and the map's credit is in it."""
    files.answers["/x.geojson"] = reply(GEOJSON)
    bring(output="x.csv")
    table = read(tmp_path / "x.csv")
    assert table["title"].iloc[0] == "Zvečan"
    assert (table.geometry.x.iloc[0], table.geometry.y.iloc[0]) == (
        20.84,
        42.9,
    )
    assert set(table["fetched_on"].astype(str)) == {"2026-11-28"}


def test_what_is_as_it_was_is_not_sent_again(
    bring, files, server, tmp_path
):
    """The server is asked with its own mark, and the file's bytes stay; then it changes."""
    files.answers["/x.geojson"] = with_etag(GEOJSON, '"v1"')
    bring()
    before = (tmp_path / "x.geojson").read_bytes()
    assert not bring(today=date(2026, 12, 1)).is_written
    assert server.log.requests[-1].headers["if-none-match"] == '"v1"'
    assert (tmp_path / "x.geojson").read_bytes() == before
    files.answers["/x.geojson"] = with_etag(
        GEOJSON.replace(b"Zve", b"Zub"), '"v2"'
    )
    assert bring(today=date(2026, 12, 1)).is_written
    assert b"2026-12-01" in (tmp_path / "x.geojson").read_bytes()


def test_a_day_is_asked_for_where_there_is_no_mark(bring, files, server):
    """Last-Modified, in the server's own words: this machine's clock doesn't matter."""
    day = "Sat, 31 Jan 2026 10:00:00 GMT"
    files.answers["/x.geojson"] = reply(GEOJSON, Last_Modified=day)
    bring()
    assert (
        not bring().is_written
    )  # the server sends it all the same: the same bytes
    assert server.log.requests[-1].headers["if-modified-since"] == day


def test_all_asks_for_the_whole(bring, files, server):
    """Without a condition."""
    files.answers["/x.geojson"] = with_etag(GEOJSON, '"v1"')
    bring()
    assert bring(anew=True).is_written
    assert "if-none-match" not in server.log.requests[-1].headers


def test_what_is_packed_is_unpacked(bring, files):
    """Within the bound."""
    files.answers["/x.geojson"] = reply(
        gzip.compress(GEOJSON), Content_Encoding="gzip"
    )
    assert bring().rows == 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            b"<!doctype html><title>Sign in</title>",
            "no GeoJSON and no CSV; it begins '<!doctype html>",
        ),
        (b'{"error": "gone"}', "no GeoJSON with features"),
        (b"[1, 2]", "no GeoJSON with features"),
        (
            b'{"type": "FeatureCollection", "features": [7]}',
            "no GeoJSON with features",
        ),
        (b'{"features": [', "no valid JSON"),
        (b"[" * 200_000, "no valid JSON"),
        (b"", "is empty"),
        (b"just a sentence", "no GeoJSON and no CSV"),
        (b"\x00\xff\xfe\x80binary", "no table but binary data"),
    ],
)
def test_what_is_none_of_both_is_told(bring, files, tmp_path, body, told):
    """And what was there stays."""
    files.answers["/x.geojson"] = reply(GEOJSON)
    bring()
    before = (tmp_path / "x.geojson").read_bytes()
    files.answers["/x.geojson"] = reply(body, kind="application/geo+json")
    with pytest.raises(InputError, match=told):
        bring()
    assert (tmp_path / "x.geojson").read_bytes() == before


@pytest.mark.parametrize(
    "fault",
    [
        "401",
        "403",
        "404",
        "429-after-an-hour",
        "500-always",
        "truncated",
        "truncated-gzip",
        "gzip-bomb",
        "endless",
        "garbage-gzip",
        "brotli",
        "closed",
        "no-http",
    ],
)
def test_faults_are_told_and_the_file_stays(bring, files, tmp_path, fault):
    """Whatever the server does."""
    files.answers["/x.geojson"] = reply(GEOJSON)
    bring()
    before = (tmp_path / "x.geojson").read_bytes()
    files.answers["/x.geojson"] = FAULTS[fault]
    with pytest.raises(ServiceError, match=r"^the address"):
        bring()
    assert (tmp_path / "x.geojson").read_bytes() == before


@pytest.mark.parametrize(
    "url",
    [
        "https://h/x.csv?api_key=abc123",
        "https://h/x.csv?a=1&token=abc123&b",
        "https://h/x.csv?sig=abc123",
    ],
)
def test_a_key_in_an_address_is_refused_and_not_told(tmp_path, url):
    """Others would see it; nor is it asked."""
    result = CliRunner().invoke(
        main, ["fetch", "geojson-url", url, "-o", str(tmp_path / "x.csv")]
    )
    assert result.exit_code == 2
    assert "is a key" in result.output
    assert "abc123" not in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.csv",
        "file:///etc/passwd",
        "https://u:abc123@h/x.csv",
        "x.csv",
        "https://",
    ],
)
def test_only_https_is_fetched(tmp_path, url):
    """No file, no open line, no password."""
    result = CliRunner().invoke(
        main, ["fetch", "geojson-url", url, "-o", str(tmp_path / "x.csv")]
    )
    assert result.exit_code == 2
    assert "abc123" not in result.output
    assert not list(tmp_path.iterdir())


def test_another_address_is_another_table(bring, files):
    """One table holds one address."""
    files.answers |= {
        "/x.geojson": reply(GEOJSON),
        "/y.geojson": reply(GEOJSON),
    }
    bring()
    with pytest.raises(OutputError, match="came from elsewhere"):
        bring("/y.geojson")
    assert bring("/y.geojson", replace=True).is_written


def test_somebodys_file_is_kept(bring, files, tmp_path):
    """It wasn't fetched."""
    (tmp_path / "x.geojson").write_text("mine")
    files.answers["/x.geojson"] = reply(GEOJSON)
    with pytest.raises(OutputError, match="never"):
        bring()
    assert (tmp_path / "x.geojson").read_text() == "mine"


def test_redirects_lead_elsewhere_only_by_https_and_without_a_key():
    """Stores of files redirect; what asks with a key never goes along."""
    here = "https://data.example/x.csv"
    assert (
        _follow(here, "https://cdn.example/y", may_leave=True)
        == "https://cdn.example/y"
    )
    for target, may_leave in [
        ("https://cdn.example/y", False),
        ("http://cdn.example/y", True),
        ("file:///x", True),
    ]:
        with pytest.raises(Exception, match="isn't followed"):
            _follow(here, target, may_leave=may_leave)
