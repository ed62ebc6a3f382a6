"""Files from strangers: refused with one line before they do harm, or read with nothing lost silently."""

import json
import warnings
import zipfile

import pytest
from tests.readers import made_tables

import sitmap
from sitmap.errors import DataWarning, InputError, SitmapError
from sitmap.readers import list_left_off


def refused(path, **options):
    with pytest.raises(InputError) as error:
        sitmap.read(path, **options)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_two_gigabytes_are_refused_before_they_are_read(tmp_path):
    """The size alone decides; the file (sparse here) is never opened whole."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"place,date\n")
        file.truncate(2_000_000_000)
    told = refused(path)
    assert told.startswith(f"{path}: holds 2,000 MB, and ")
    assert "max_mb=2000" in told


def test_the_limit_is_what_memory_holds_and_can_be_set(
    tmp_path, monkeypatch
):
    """Seven times the file and a fifth to spare; the caller's word goes before it, both ways."""
    path = tmp_path / "a.csv"
    path.write_text(
        "place,date\n" + "Zvečan,2023-05-29\n" * 1000, "utf-8"
    )  # 19 kB
    monkeypatch.setattr(
        "sitmap.readers.limits.available_memory", lambda: 150_000
    )
    assert "holds 0 MB" in refused(path)
    assert len(sitmap.read(path, max_mb=1)) == 1000
    monkeypatch.undo()
    assert len(sitmap.read(path)) == 1000
    assert "split it" in refused(path, max_mb=0.01)


def test_a_parquet_bomb_is_refused(tmp_path):
    """One text a hundred million times is a small file: what counts is the table."""
    pa = pytest.importorskip(
        "pyarrow", reason="needs the extra sitmap[parquet]"
    )
    import pyarrow.parquet as pq

    codes = pa.DictionaryArray.from_arrays(
        pa.array([0] * 1_000_000, pa.int8()), pa.array(["x"])
    )
    table = pa.table(
        {f"c{at}": codes for at in range(20)} | {"place": codes}
    )
    with pq.ParquetWriter(
        tmp_path / "bomb.parquet", table.schema
    ) as writer:
        for _ in range(15):
            writer.write_table(table)
    assert (tmp_path / "bomb.parquet").stat().st_size < 2_000_000
    assert "is the most that is read here" in refused(
        tmp_path / "bomb.parquet"
    )


def test_free_memory_counts_what_caches_give_back():
    """On Linux never more than the machine has, and more than its free pages alone."""
    import os

    from sitmap.readers.limits import available_memory

    assert (
        0
        < available_memory()
        <= os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    )


@pytest.mark.parametrize(
    "name", ["doc.kml", "xl/workbook.xml", "table.csv"]
)
def test_zip_bombs_are_refused(tmp_path, name):
    """A hundred megabytes of nothing in a hundred kilobytes.

    Told by the archive's own list, not unpacked.
    """
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 100_000_000)
    assert "zip bomb" in refused(path)


def test_xml_entities_are_refused(tmp_path):
    """No document type is read: neither a billion laughs nor somebody's password file."""
    entity = (
        "<!DOCTYPE kml [<!ENTITY a SYSTEM"
        ' "file:///etc/passwd">]><kml><Placemark><name>&a;</name></Placemark></kml>'
    )
    (tmp_path / "a.kml").write_text(f'<?xml version="1.0"?>{entity}')
    assert "entities" in refused(tmp_path / "a.kml")
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.writestr("doc.kml", entity.encode("utf-16"))
    assert "entities" in refused(tmp_path / "a.kmz")


def test_entities_in_a_workbook_are_refused(tmp_path):
    """A workbook is XML in a zip file."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'
        )
    assert "entities" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "name",
    ["a.parquet", "a.gpkg", "a.shp", "a.zip", "a.xlsx", "a.fgb", "a.kmz"],
)
@pytest.mark.parametrize(
    "magic",
    [
        b"PAR1",
        b"SQLite format 3\x00",
        b"\x00\x00\x27\x0a",
        b"PK\x03\x04",
        b"fgb\x03fgb\x00",
    ],
)
def test_torn_files_are_told(tmp_path, name, magic):
    """A file that only begins like one: one line, whatever its name says."""
    path = tmp_path / name
    path.write_bytes(magic + b"\x01\x02 torn \x00" * 30)
    refused(path)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.csv",
        "/vsicurl/https://example.org/a.gpkg",
        "/vsizip/a.zip/a.shp",
    ],
)
def test_links_need_leave(url):
    """The remedy names the option."""
    assert "--allow-remote" in refused(url)


def test_a_pipe_is_told(tmp_path):
    """What kind a file is, is told by its content, which a pipe shows once."""
    import os

    os.mkfifo(tmp_path / "pipe.csv")
    assert "is a pipe" in refused(tmp_path / "pipe.csv")


def test_a_link_that_is_allowed_is_fetched(tmp_path):
    """From a server of this machine; what can't be fetched is one line.

    (No other network is asked.)
    """
    import functools
    import http.server
    import threading

    import pytest_socket

    (tmp_path / "a.csv").write_text("place,date\nZvečan,2023-05-29\n")
    pytest_socket.enable_socket()
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=tmp_path
    )
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), handler
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        assert sitmap.read(f"{base}/a.csv", allow_remote=True)[
            "place"
        ].to_list() == ["Zvečan"]
        assert "can't be fetched" in refused(
            f"{base}/b.csv", allow_remote=True
        )
        server.shutdown()
    pytest_socket.disable_socket(allow_unix_socket=True)
    assert "only http" in refused("file:///etc/passwd", allow_remote=True)


def test_a_quote_that_never_closes_is_told_with_its_line(tmp_path):
    """Otherwise the rest of the file would be one cell."""
    (tmp_path / "a.csv").write_text(
        'place,notes\nA,one\nB,"two, and\nC,three\nD,four\n'
    )
    assert "line 3 opens a quote" in refused(tmp_path / "a.csv")


def test_cells_that_spreadsheets_would_run_are_only_text(tmp_path, shared):
    """Every formula of the injection list is read as it stands."""
    lines = (
        (shared / "badinput/csv-injection/Intruder/csv-payload.txt")
        .read_text("utf-8")
        .splitlines()
    )
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps([{"place": line, "title": line} for line in lines])
    )
    assert sitmap.read(path)["title"].to_list() == lines


def test_naughty_strings_come_through(tmp_path, shared):
    """All of the big list: none is taken for missing, none breaks a row."""
    strings = [
        text
        for text in json.loads(
            (shared / "badinput/blns/blns.json").read_text("utf-8")
        )
        if text.strip()
    ]
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps([{"place": text} for text in strings]), "utf-8"
    )
    assert sitmap.read(path)["place"].to_list() == strings


def outcome(path):
    """What became of a file: rows read, how many with a place, how many told.

    Or the line that refused it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            table = sitmap.read(path)
        except SitmapError as error:
            return None, str(error)
    return (
        table,
        (
            f"{len(table)} rows, {int(table.geometry.notna().sum())} located,"
            f" {int(table['problem'].notna().sum())} told"
        ),
    )


def bad_files(shared):
    endings = {".csv", ".geojson", ".txt", ".json", ".md"}
    return [
        path
        for path in sorted((shared / "badinput").rglob("*"))
        if path.is_file() and path.suffix in endings
    ]


def test_every_bad_file_is_read_or_refused(shared):
    """CSV, GeoJSON and whatever else lies there.

    One clear line or a table, and no feature is lost on the way.
    """
    files = bad_files(shared)
    assert len(files) > 100
    for path in files:
        table, told = outcome(path)
        assert "\n" not in told, path
        if table is None:
            assert path.name in told, path
        elif path.suffix == ".geojson":
            data = json.loads(path.read_text("utf-8-sig"))
            features = (
                data["features"]
                if data.get("type") == "FeatureCollection"
                else [data]
            )
            assert len(table) + len(list_left_off(table)) == len(
                features
            ), path
            nowhere = table[table.geometry.isna()]
            given = [
                isinstance(one, dict)
                and one.get("geometry", one.get("coordinates")) is not None
                for one in features
            ]
            assert all(
                pd_text
                for pd_text, told_of in zip(
                    nowhere["problem"].notna(), nowhere.index, strict=True
                )
                if given[told_of]
            ), path


def test_a_utf16_table_in_every_guise(tmp_path):
    """Excel's "Unicode text" is UTF-16 with tabs."""
    path = tmp_path / "a.txt"
    path.write_bytes("place\tdate\nПриштина\t2023-05-29\n".encode("utf-16"))
    assert sitmap.read(path).loc[0, "place"] == "Приштина"


def test_layout_files_under_wrong_names(tmp_path):
    """A KML called .csv is a KML, an ACLED export called .geojson a table."""
    (tmp_path / "a.csv").write_text(made_tables.KML, "utf-8")
    (tmp_path / "a.geojson").write_text(made_tables.ACLED_NEW, "utf-8")
    with pytest.warns(DataWarning, match="is a line or an area"):
        assert len(sitmap.read(tmp_path / "a.csv")) == 3
    assert len(sitmap.read(tmp_path / "a.geojson")) == 3
