"""The layer of incidents: what it draws, and what it makes of other tables."""

import folium
import geopandas as gpd
import pandas as pd
import pytest

import sitmap


def test_what_geocode_returns_can_be_drawn():
    """Names to places to a map, in two calls; a name that isn't found is listed and not drawn."""
    layer = sitmap.Incidents(
        sitmap.geocode(["Pristina", "Xyzzyburgh"], country="XK")
    )
    assert len(layer.drawn) == 1
    assert len(layer.left_off) == 1
    assert layer.drawn.iloc[0]["title"].startswith("Pristina")


def test_bounds_are_of_what_is_drawn():
    """folium's fit_bounds asks for (south, west), (north, east) of the rows on the map."""
    layer = sitmap.Incidents(
        sitmap.geocode(["Pristina"], country="XK")
    ).add_to(folium.Map(tiles=None))
    (south, west), (north, east) = layer.get_bounds()
    assert (
        (round(south, 1), round(west, 1))
        == (round(north, 1), round(east, 1))
        == (42.7, 21.2)
    )


def test_no_rows_no_bounds():
    """An empty table has no bounds and breaks nothing."""
    assert sitmap.Incidents(pd.DataFrame({"title": []})).get_bounds() == [
        [None, None],
        [None, None],
    ]


@pytest.mark.parametrize(
    ("longitudes", "seen"),
    [
        ([178.4, -179.9, -178.8], (178.4, 181.2)),
        ([20.0, 21.0], (20.0, 21.0)),
        ([-120.0, 0.0, 120.0], (-120.0, 120.0)),
        ([-179.0, 179.0], (179.0, 181.0)),
        ([-100.0, 120.0], (120.0, 260.0)),
    ],
)
def test_a_view_across_the_antimeridian_is_the_narrow_one(longitudes, seen):
    """Fiji is three degrees wide, not the whole world.

    Incidents all around the world are shown as they are.
    """
    points = gpd.points_from_xy(longitudes, [5.0] * len(longitudes))
    layer = sitmap.Incidents(
        gpd.GeoDataFrame(
            {"title": ["a"] * len(longitudes)}, geometry=points, crs=4326
        )
    )
    (_, west), (_, east) = layer.view_bounds
    assert (west, east) == pytest.approx(seen)
