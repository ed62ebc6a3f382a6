"""A user's own areas: read, matched to the incidents that are known only to one of them."""

import gzip
import json

import geopandas as gpd
import pytest
from shapely.geometry import Point, box
from tests.layers.sectors import SECTORS, incidents

import sitmap
from sitmap.errors import InputError
from sitmap.layers.shape_history import pack_shapes


def test_the_page_gets_outlines_with_the_incidents_words():
    """The outline carries both its own name and what the table calls it, so that the page finds it."""
    made = sitmap.Map(
        incidents("admin2", "the west"), areas=SECTORS, title="Sectors"
    )
    layer = next(
        child
        for child in made._children.values()
        if isinstance(child, sitmap.Areas)
    )
    areas = json.loads(gzip.decompress(layer.blobs()["core"]))["areas"]
    assert [area["names"] for area in areas] == [
        ["Region"],
        ["West", "the west"],
        ["East"],
    ]
    packed = pack_shapes(SECTORS.geometry, [""] * 3)
    assert {
        name: layer.blobs()[name] for name in packed.blobs
    } == packed.blobs


def test_areas_without_polygons_or_names_are_told():
    """Points are no areas, and an area needs something to be called by."""
    with pytest.raises(InputError, match="no polygons"):
        sitmap.Areas(
            gpd.GeoDataFrame(
                {"name": ["a"]}, geometry=[Point(20, 42)], crs=4326
            )
        )
    with pytest.raises(InputError, match="no column `name`"):
        sitmap.Areas(
            gpd.GeoDataFrame(
                {"colour": ["a"]}, geometry=[box(20, 42, 21, 43)], crs=4326
            )
        )
