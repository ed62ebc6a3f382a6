"""A user's own areas as a table: polygons in degrees, named, each with its level."""

import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.layers.area_table import conform_areas, to_degrees

SQUARE = box(20, 42, 21, 43)


def areas(shapes=(SQUARE,), crs=4326, **columns):
    told = {"name": [f"area {at}" for at in range(len(shapes))], **columns}
    return gpd.GeoDataFrame(told, geometry=list(shapes), crs=crs)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("region", "admin1"),
        ("ADM1", "admin1"),
        ("4", "admin1"),
        ("Province", "admin1"),
        ("county", "admin2"),
        ("6", "admin2"),
        ("ward", ""),
    ],
)
def test_levels_are_those_of_outlines_of_the_world(level, expected):
    """Who's On First, geoBoundaries and OpenStreetMap call them so; of others nothing is assumed."""
    assert conform_areas(areas(level=[level]))["level"].to_list() == [
        expected
    ]


def test_metres_become_degrees():
    """Zone 34 north: its central meridian is 21 east, 500 km of false easting."""
    metres = areas([box(500_000, 4_700_000, 510_000, 4_710_000)], crs=32634)
    west, south, east, north = to_degrees(metres, "areas").total_bounds
    assert west == pytest.approx(21.0, abs=0.001)
    # 10 km at 42.45 north are 0.12 degrees of longitude and 0.09 of latitude
    assert east - west == pytest.approx(0.1216, abs=0.001)
    assert north - south == pytest.approx(0.09, abs=0.001)


def test_an_outline_that_crosses_itself_is_mended():
    """A bow tie has two triangles, half a square in all."""
    bow = Polygon([(20, 42), (21, 43), (21, 42), (20, 43)])
    shape = conform_areas(areas([bow])).geometry[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(0.5)


def test_several_parts_are_one_area():
    parts = MultiPolygon([SQUARE, box(25, 42, 26, 43)])
    assert len(conform_areas(areas([parts]))) == 1


def test_rows_without_a_polygon_are_left_out_with_a_word():
    """A seat among the districts is no district."""
    with pytest.warns(DataWarning):
        table = conform_areas(areas([SQUARE, Point(20.5, 42.5)]))
    assert [names[0] for names in table["names"]] == ["area 0"]


def test_nothing_but_points_is_an_error():
    with pytest.raises(InputError, match="no polygons"):
        conform_areas(areas([Point(20, 42)]))


def test_a_file_that_is_no_areas_is_told(tmp_path):
    """One line that names the file."""
    path = tmp_path / "areas.geojson"
    path.write_text("{}")
    with pytest.raises(InputError, match=r"areas\.geojson"):
        sitmap.read_areas(path)


def test_kosovos_municipalities_carry_both_names(shared):
    """The 38 municipalities, each by its Albanian and its Serbian name."""
    areas = conform_areas(
        sitmap.read_areas(shared / "boundaries/XK-municipalities.geojson")
    )
    assert len(areas) == 38
    assert ["Deçan", "Dečani"] in areas["names"].to_list()
    assert set(areas["level"]) == {"admin2"}
