"""PMTiles in Protomaps' layout give the ground that an extract gives; others are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from sitmap.errors import InputError
from sitmap.ground.kinds import BY_NAME
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.prepared import read_prepared
from tests.ground.made import LAT, LON, write_protomaps

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pmtiles")


def table(
    shapes: list[shapely.Geometry], **columns: list[object]
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def made_layers() -> dict[str, gpd.GeoDataFrame]:
    road = shapely.LineString([(LON - 0.05, LAT), (LON + 0.05, LAT)])
    way = shapely.LineString([(LON, LAT), (LON, LAT + 0.01)])
    roads = {
        "kind": ["major_road", "minor_road"],
        "kind_detail": ["trunk", "service"],
        "name": ["Main Road", None],
        "ref": ["M2", None],
    }
    lake = shapely.box(LON, LAT - 0.02, LON + 0.02, LAT - 0.01)
    border = shapely.LineString([(LON, LAT - 0.04), (LON, LAT + 0.04)])
    town = {"kind": ["locality"], "kind_detail": ["town"], "name": ["Town"]}
    house = shapely.box(LON, LAT, LON + 0.0002, LAT + 0.0002)
    hospital = shapely.Point(LON + 0.001, LAT)
    return {
        "water": table([lake], kind=["lake"], name=["Lake"]),
        "buildings": table([house], kind=["building"]),
        "roads": table([road, way], **roads),
        "boundaries": table([border], kind=["county"]),
        "places": table([shapely.Point(LON, LAT)], **town),
        "pois": table([hospital], kind=["hospital"], name=["Spitali"]),
    }


def test_kinds_names_and_shapes_come_as_from_an_extract(
    tmp_path: Path,
) -> None:
    archive = write_protomaps(tmp_path / "town.pmtiles", made_layers())
    prepare_ground(archive, tmp_path / "town.ground")
    prepared = read_prepared(tmp_path / "town.ground")
    assert {
        kind: n
        for kind, n in prepared.features.items()
        if kind not in ("water", "lake_name")
    } == {
        "building": 1,
        "trunk": 1,
        "service": 1,
        "district": 1,
        "town": 1,
        "hospital": 1,
    }
    ground = prepared.read(lambda _: True)
    (road,) = ground.shapes[ground.kinds == BY_NAME["trunk"]]
    (text,) = ground.texts[ground.kinds == BY_NAME["trunk"]]
    assert (text.name, text.ref) == ("Main Road", "M2")
    west, south, east, north = road.bounds
    assert (west, east) == pytest.approx((LON - 0.05, LON + 0.05), abs=2e-5)
    assert (south, north) == pytest.approx((LAT, LAT), abs=2e-5)


def test_another_schema_is_one_line(tmp_path: Path) -> None:
    shapes = [shapely.LineString([(LON, LAT), (LON, LAT + 0.01)])]
    archive = write_protomaps(
        tmp_path / "x.pmtiles", {"transportation": table(shapes, a=["b"])}
    )
    with pytest.raises(
        InputError, match=r"its layers \(transportation\) aren't Protomaps'"
    ):
        prepare_ground(archive, tmp_path / "x.ground")


def test_pictures_are_one_line(tmp_path: Path) -> None:
    archive = write_protomaps(tmp_path / "x.pmtiles", made_layers())
    data = bytearray(archive.read_bytes())
    data[99] = 2  # PNG, by the specification's table of tile types
    archive.write_bytes(data)
    with pytest.raises(InputError, match="holds pictures, not shapes"):
        prepare_ground(archive, tmp_path / "x.ground")


@pytest.mark.parametrize("size", [0, 50, 127, 200])
def test_a_truncated_archive_is_one_line(tmp_path: Path, size: int) -> None:
    archive = write_protomaps(tmp_path / "x.pmtiles", made_layers())
    archive.write_bytes(archive.read_bytes()[:size])
    with pytest.raises(InputError) as told:
        prepare_ground(archive, tmp_path / "x.ground")
    assert "x.pmtiles" in str(told.value)
    assert "\n" not in str(told.value)


def test_the_extra_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pmtiles").write_bytes(b"PMTiles")
    monkeypatch.setitem(__import__("sys").modules, "pmtiles.tile", None)
    with pytest.raises(InputError, match=r"pip install 'sitmap\[ground\]'"):
        prepare_ground(tmp_path / "x.pmtiles", tmp_path / "x.ground")
