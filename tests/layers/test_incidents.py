"""The layer of incidents: what it draws, and what it makes of other tables."""

import folium
import pandas as pd

import sitmap


def test_what_geocode_returns_can_be_drawn():
    """Names to places to a map, in two calls; a name that isn't found is listed and not drawn."""
    layer = sitmap.Incidents(sitmap.geocode(["Pristina", "Xyzzyburgh"], country="XK"))
    assert len(layer.drawn) == 1
    assert len(layer.left_off) == 1
    assert layer.drawn.iloc[0]["title"].startswith("Pristina")


def test_bounds_are_of_what_is_drawn():
    """folium's fit_bounds asks for (south, west), (north, east) of the rows on the map."""
    layer = sitmap.Incidents(sitmap.geocode(["Pristina"], country="XK")).add_to(folium.Map(tiles=None))
    (south, west), (north, east) = layer.get_bounds()
    assert (round(south, 1), round(west, 1)) == (round(north, 1), round(east, 1)) == (42.7, 21.2)


def test_no_rows_no_bounds():
    """An empty table has no bounds and breaks nothing."""
    assert sitmap.Incidents(pd.DataFrame({"title": []})).get_bounds() == [[None, None], [None, None]]
