"""Sites that incidents are compared with, and rings around them."""

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, box

from sitmap.desk.sites import draw_rings, read_sites
from sitmap.errors import InputError


def _written(tmp_path, shape, **columns):
    path = tmp_path / "sites.geojson"
    table = gpd.GeoDataFrame(columns, geometry=[shape], crs=4326)
    table.to_file(path, driver="GeoJSON")
    return path


def test_a_road_keeps_its_line(tmp_path):
    """Near a road is near any of its points."""
    road = LineString([(20, 42), (21, 42)])
    sites = read_sites(_written(tmp_path, road, name=["M2"]))
    assert sites["name"].to_list() == ["M2"]
    assert sites.geometry[0].length == pytest.approx(1)


def test_a_district_keeps_its_outline(tmp_path):
    """By the first of its names."""
    sites = read_sites(
        _written(tmp_path, box(20, 42, 21, 43), name=["North"])
    )
    assert sites["name"].to_list() == ["North"]
    assert sites.geometry[0].area == pytest.approx(1)


def test_a_table_without_a_place_is_told(tmp_path):
    """With what each site needs."""
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nPost,,\n")
    with pytest.raises(InputError, match="no site has a place"):
        read_sites(path)


def test_a_ring_is_as_wide_everywhere():
    """5 km at 60 N are twice as many degrees of longitude as of latitude."""
    post = gpd.GeoDataFrame(
        {"name": ["A"]}, geometry=[Point(20, 60)], crs=4326
    )
    west, south, east, north = draw_rings(post, 5).total_bounds
    assert (north - south) / 2 * 111.41 == pytest.approx(5, rel=0.01)
    assert (east - west) / 2 * 55.8 == pytest.approx(5, rel=0.01)


def test_a_ring_across_the_antimeridian_lies_beside_its_site():
    """It goes on beyond 180, and not around the world."""
    post = gpd.GeoDataFrame(
        {"name": ["A"]}, geometry=[Point(179.99, 0)], crs=4326
    )
    west, _, east, _ = draw_rings(post, 50).total_bounds
    assert east - west == pytest.approx(0.9, abs=0.02)


def test_a_ring_of_nothing_is_still_a_ring():
    """Zero kilometres are a metre, so that the site itself is inside."""
    post = gpd.GeoDataFrame(
        {"name": ["A"]}, geometry=[Point(20, 42)], crs=4326
    )
    ring = draw_rings(post, 0)
    assert ring["name"].to_list() == ["A, 0 km around"]
    assert ring.geometry[0].contains(Point(20, 42))


def test_a_table_with_points_has_them(tmp_path):
    """A sheet of posts, and a GeoJSON of posts."""
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nPost,42.5,20.5\nNowhere,,\n")
    sites = read_sites(path)
    assert sites["name"].to_list() == ["Post"]
    assert (sites.geometry[0].x, sites.geometry[0].y) == (20.5, 42.5)
    post = read_sites(_written(tmp_path, Point(20.5, 42.5), name=["Post"]))
    assert post.geometry[0].equals(sites.geometry[0])
