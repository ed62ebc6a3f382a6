"""Outlines from outside: told by content, opened by named drivers, bounded, offline."""

from __future__ import annotations

import http.server
import json
import random
import threading
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.layers import read_areas
from sitmap.readers import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SQUARES = gpd.GeoDataFrame(
    {
        "name": ["West", "East"],
        "level": ["county", "county"],
        "code": ["W1", "E1"],
    },
    geometry=[shapely.box(20, 42, 21, 43), shapely.box(21, 42, 22, 43)],
    crs=4326,
)
RING = "[[[20,42],[21,42],[21,43],[20,42]]]"
FEATURE = (
    '{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":'
    + RING
    + "}}"
)
CONTAINERS = (
    "a.geojson",
    "a.gpkg",
    "a.fgb",
    "a.shp",
    "a.parquet",
    "a.shp.zip",
    "a.geojson.zip",
)


def write(
    folder: Path, name: str, frame: gpd.GeoDataFrame = SQUARES
) -> Path:
    if name.endswith(".zip"):
        inner = write(folder, name.removesuffix(".zip"), frame)
        with zipfile.ZipFile(
            folder / name, "w", zipfile.ZIP_DEFLATED
        ) as archive:
            for part in folder.glob(f"{inner.stem}.*"):
                if part.suffix != ".zip":
                    archive.write(part, f"inside/{part.name}")
    elif name.endswith(".parquet"):
        frame.to_parquet(folder / name)
    else:
        frame.to_file(folder / name)
    return folder / name


@pytest.mark.parametrize("crs", [4326, 3857, 32634])
@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_of_areas_reads_alike(
    tmp_path: Path, name: str, crs: int
) -> None:
    if name.startswith("a.geojson") and crs != 4326:
        pytest.skip("GeoJSON is in degrees")
    areas = read_areas(write(tmp_path, name, SQUARES.to_crs(crs)))
    assert sorted(areas["names"].to_list()) == [
        ["East"],
        ["West"],
    ]  # FlatGeobuf sorts by place
    bounds = [round(edge, 6) for edge in areas.total_bounds]
    assert bounds == [
        20.0,
        pytest.approx(42.0, abs=0.01),
        22.0,
        pytest.approx(43.0, abs=0.01),
    ]


@pytest.mark.parametrize("ending", [".txt", ".csv", ".gpkg", ""])
def test_the_kind_is_told_by_content_and_not_by_name(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"districts{ending}"
    path.write_bytes(write(tmp_path, "a.geojson").read_bytes())
    assert len(read_areas(path)) == 2


@pytest.fixture
def asked(socket_enabled: None) -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    del socket_enabled
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(FEATURE.encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


def read_or_told(path: Path, names: list[list[str]] | None = None) -> None:
    """Areas of these names, or one line on why not."""
    told = ""
    try:
        found = read_areas(path)
    except InputError as error:
        told = str(error)
    else:
        assert names is None or found["names"].to_list() == names
    assert len(told) < 500
    assert "\n" not in told


REFERRING = {
    "virtual layer": (
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/{url}/a.geojson'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    ),
    "virtual layer of a file": (
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{folder}/secret.geojson'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    ),
    "service": "<OGRWFSDataSource><URL>{url}/wfs</URL></OGRWFSDataSource>",
    "service as JSON": '{{"type":"FeatureCollection","url":"{url}/x","features":[]}}',
    "link as CRS": (
        '{{"type":"FeatureCollection","crs":{{"type":"link","properties":{{"href":"{url}/crs",'
        '"type":"proj4"}}}},"features":[{feature}]}}'
    ),
    "name as CRS": (
        '{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"{url}/crs"}}}},'
        '"features":[{feature}]}}'
    ),
    "entity": (
        '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "{url}/x">]>'
        "<kml><Placemark><name>&x;</name></Placemark></kml>"
    ),
    "link in KML": (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>{url}/x.kml</href>'
        "</Link></NetworkLink></kml>"
    ),
    "feature service": '{{"geometryType":"esriGeometryPolygon","exceededTransferLimit":true}}',
    "address alone": "{url}/a.geojson",
}


@pytest.mark.parametrize(
    "name", ["a.vrt", "a.geojson", "a.gpkg", "a.xml", "a.kml", "a.shp"]
)
@pytest.mark.parametrize("kind", REFERRING)
def test_nothing_that_refers_elsewhere_is_followed(
    tmp_path: Path, asked: tuple[str, list[str]], kind: str, name: str
) -> None:
    url, paths = asked
    (tmp_path / "secret.geojson").write_text(
        FEATURE.replace('"A"', '"secret"'), "utf-8"
    )
    path = tmp_path / name
    path.write_text(
        REFERRING[kind].format(url=url, folder=tmp_path, feature=FEATURE),
        "utf-8",
    )
    read_or_told(path, [["A"]])
    assert paths == []


@pytest.mark.parametrize(
    "path",
    [
        "http://127.0.0.1:9/a.geojson",
        "/vsicurl/http://127.0.0.1:9/a.geojson",
        "/vsizip/a.zip",
        "PG:host=127.0.0.1",
        "WFS:http://127.0.0.1:9",
        "MYSQL:x",
        "/dev/zero",
    ],
)
def test_a_name_is_the_name_of_a_local_file(path: str) -> None:
    with pytest.raises(InputError):
        read_areas(path)


def test_a_file_called_like_a_connection_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.gpkg").rename(tmp_path / "MYSQL:x.gpkg")
    monkeypatch.chdir(tmp_path)
    assert len(read_areas("MYSQL:x.gpkg")) == 2


def test_an_archive_that_unpacks_to_far_more_is_refused(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(
        tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED
    ) as archive:
        archive.writestr(
            "a.geojson",
            b'{"type":"FeatureCollection","features":['
            + b" " * 300_000_000,
        )
    assert (tmp_path / "a.zip").stat().st_size < 500_000
    with pytest.raises(InputError, match="as a zip bomb does"):
        read_areas(tmp_path / "a.zip")


def test_members_of_an_archive_stay_in_a_folder_of_their_own(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(
            "../../evil.geojson",
            f'{{"type":"FeatureCollection","features":[{FEATURE}]}}',
        )
    assert read_areas(tmp_path / "a.zip")["names"].to_list() == [["A"]]
    assert not list(tmp_path.parent.glob("evil*"))


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_damaged_file_of_areas_is_one_line(
    tmp_path: Path, name: str
) -> None:
    """Cut short or with bytes changed: read, or told in one line."""
    path = write(tmp_path, name)
    whole = path.read_bytes()
    chance = random.Random(1)
    for _ in range(60):
        broken = bytearray(
            whole[: chance.randrange(len(whole))]
            if chance.random() < 0.3
            else whole
        )
        for _ in range(chance.randrange(1, 9)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(
                    256
                )
        path.write_bytes(broken)
        read_or_told(path)


def test_two_layers_of_areas_are_told_apart_from_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.gpkg"
    points = SQUARES.set_geometry(SQUARES.representative_point())
    SQUARES.to_file(path, layer="districts")
    points.to_file(path, layer="towns")
    assert len(read_areas(path)) == 2
    SQUARES.to_file(path, layer="sectors")
    with pytest.raises(
        InputError, match=r"has 2 layers \(districts, sectors\)"
    ):
        read_areas(path)


def test_areas_in_metres_without_a_crs_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.shp", SQUARES.to_crs(3857))
    (tmp_path / "a.prj").unlink()
    with pytest.raises(InputError, match="names no CRS"):
        read_areas(path)


def test_empty_and_null_shapes_are_no_areas(tmp_path: Path) -> None:
    shapes = [shapely.box(20, 42, 21, 43), None, shapely.Polygon()]
    frame = gpd.GeoDataFrame(
        {"name": ["A", "B", "C"]}, geometry=shapes, crs=4326
    )
    path = write(tmp_path, "a.gpkg", frame)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", DataWarning)
        assert read_areas(path)["names"].to_list() == [["A"]]
    assert "2 of 3 features have no geometry" in " ".join(
        str(each.message) for each in told
    )


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
@pytest.mark.parametrize("command", ["map", "aggregate", "spec"])
def test_every_way_to_areas_is_the_same_door(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "t.csv").write_text(
        "title,lat,lon,date\na,42.5,20.5,2023-05-29\n", "utf-8"
    )
    areas = tmp_path / "a.vrt"
    areas.write_text(
        REFERRING["virtual layer of a file"].format(folder=tmp_path),
        "utf-8",
    )
    (tmp_path / "m.toml").write_text(
        "[[input]]\nrole='incidents'\npath='t.csv'\nsha256=''\n"
        "[[input]]\nrole='areas'\npath='a.vrt'\nsha256=''\n",
        "utf-8",
    )
    table, out = tmp_path / "t.csv", tmp_path / "out.html"
    arguments = {
        "map": ["map", table, "--areas", areas, "-o", out],
        "aggregate": [
            *("aggregate", table, "--by", "day,area", "--areas", areas),
            *("--area-id", "name", "-o", tmp_path / "o.parquet"),
        ],
        "spec": ["map", tmp_path / "m.toml", "-o", out],
    }
    done = CliRunner().invoke(main, list(map(str, arguments[command])))
    assert done.exit_code == 2
    assert "no file of areas that sitmap reads" in done.output


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file_of_anything(device: str) -> None:
    for reader in (
        read,
        sitmap.read_presence,
        sitmap.read_strength,
        read_areas,
    ):
        with pytest.raises(InputError, match="is a device"):
            reader(device)


def test_a_crs_by_name_is_honoured(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    feature = json.loads(FEATURE)
    metres = SQUARES.to_crs(3857).geometry[0]
    feature["geometry"] = json.loads(shapely.to_geojson(metres))
    crs = {
        "type": "name",
        "properties": {"name": "urn:ogc:def:crs:EPSG::3857"},
    }
    whole = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
    path.write_text(json.dumps(whole), "utf-8")
    assert read_areas(path).total_bounds.round(6).tolist() == [
        20,
        42,
        21,
        43,
    ]
