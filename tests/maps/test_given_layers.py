"""Layers from a table, the path of a file, or the layer itself."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point

import sitmap
from sitmap.errors import InputError
from sitmap.maps.given_layers import (
    as_density,
    as_incidents,
    as_lines,
    as_presence,
    check_rates,
    find_media_folders,
)

TABLE = pd.DataFrame(
    {"title": ["x"], "latitude": [42.0], "longitude": [20.0]}
)
SITES = gpd.GeoDataFrame(
    {"name": ["Camp"]}, geometry=[Point(20.9, 42.6)], crs=4326
)


def test_a_layer_is_taken_as_it_is():
    """Nothing is made anew of what is a layer already."""
    incidents = sitmap.Incidents(TABLE)
    assert as_incidents(incidents, color_by=None) is incidents
    way = gpd.GeoDataFrame(
        geometry=[LineString([(20, 42), (21, 43)])], crs=4326
    )
    lines = sitmap.Lines(way)
    assert as_lines(lines) is lines
    presence = sitmap.Presence(SITES)
    assert as_presence(presence, None, None) is presence


def test_a_layers_dress_is_its_own():
    """A colour told beside a layer would be lost, so it is refused by name."""
    with pytest.raises(InputError, match="color_by: give it to the Inc"):
        as_incidents(sitmap.Incidents(TABLE), color_by="x", palette=None)


def test_a_table_and_its_file_make_the_same_layer(tmp_path):
    """A path is read as `sitmap.read` does."""
    path = tmp_path / "one.csv"
    TABLE.to_csv(path, index=False)
    for given in (TABLE, path, str(path)):
        (point,) = as_incidents(given).drawn.geometry
        assert (point.x, point.y) == (20.0, 42.0)


def test_rates_need_counts():
    """Rates of single incidents are none."""
    with pytest.raises(InputError, match="rates are of counts by area"):
        check_rates("people", None)
    check_rates("people", TABLE)
    check_rates(None, None)


def test_a_table_of_incidents_is_no_summary():
    """What `aggregate` makes is asked for, with the command's name."""
    with pytest.raises(InputError, match="sitmap aggregate makes one"):
        as_density(TABLE, None, None, None)


@pytest.mark.parametrize(
    ("given", "incidents", "folders"),
    [
        (None, "/data/week/table.csv", ["/data/week"]),
        (None, Path("table.csv"), ["."]),
        (None, "https://example.org/table.csv", []),
        (None, "postgresql://host/base", []),
        (None, TABLE, []),
        (None, None, []),
        ("/media", "/data/week/table.csv", ["/media"]),
        (["/a", Path("/b"), "/a"], None, ["/a", "/b"]),
    ],
)
def test_where_the_files_of_rows_lie(given, incidents, folders):
    """The folder of a local table, never of an address, unless others are given; each once."""
    found = find_media_folders(given, incidents)
    assert found == tuple(Path(folder) for folder in folders)
