"""Geometry in a cell: WKT, GeoJSON and WKB, in degrees and in another CRS."""

from __future__ import annotations

import pytest
import shapely

from sitmap.readers.notations.shapes import is_shape, read_shape

_POINT = shapely.Point(20.87, 42.89)


@pytest.mark.parametrize(
    "text",
    [
        "POINT (20.87 42.89)",
        "SRID=4326;POINT(20.87 42.89)",
        "POINT Z (20.87 42.89 512)",
        '{"type": "Point", "coordinates": [20.87, 42.89]}',
        (
            '{"type": "Feature", "geometry": '
            '{"type": "Point", "coordinates": [20.87, 42.89]}}'
        ),
        shapely.to_wkb(_POINT, hex=True),
    ],
)
def test_a_geometry_is_read(text: str) -> None:
    assert is_shape(text)
    assert read_shape(text) == _POINT


def test_another_crs_is_transformed() -> None:
    # Web Mercator's metres at the equator: 111,319.49 a degree
    found = read_shape("SRID=3857;POINT (2226389.816 0)")
    assert isinstance(found, shapely.Point)
    assert (round(found.x, 5), round(found.y, 5)) == (20.0, 0.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("POLYGON ((20 42, 21 42", "breaks off"),
        ("POINT EMPTY", "empty"),
        ("SRID=999999;POINT (1 2)", "nobody knows"),
        ("POINT (4748609 488568)", "no longitude and latitude"),
        ('{"type": "Circle"}', "breaks off or is wrong"),
    ],
)
def test_a_bad_geometry_says_why(text: str, told: str) -> None:
    assert told in str(read_shape(text))


def test_a_name_is_no_geometry() -> None:
    assert not is_shape("Point of Rocks")
