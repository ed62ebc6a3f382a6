"""geopandas' `explore` on a map of ours: its shapes stand there, and what it loads is named."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

import sitmap
from sitmap.errors import AssetWarning


def test_explore_draws_on_a_map_of_ours() -> None:
    """The user's shapes are on the page; the figure says that it lacks them."""
    pytest.importorskip(
        "mapclassify", reason="needs the extra that explore asks for"
    )
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    table = sitmap.geocode(["Mitrovica"], country="XK")
    made = sitmap.Map(table, title="Explored")
    square = gpd.GeoDataFrame(
        {"n": [1]}, geometry=[shapely.box(20, 42, 21, 43)], crs=4326
    )
    assert square.explore(m=made) is made
    page = made.get_root().render()
    assert "L.geoJson(" in page or "L.geoJSON(" in page
    assert made.content().not_drawn == ("GeoJson",)


def test_what_an_explored_legend_loads_is_named() -> None:
    """A legend with colours of a column brings jQuery UI of its own from the network."""
    pytest.importorskip(
        "mapclassify", reason="needs the extra that explore asks for"
    )
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    squares = gpd.GeoDataFrame(
        {"n": [1.0, 2.0]},
        geometry=[shapely.box(20, 42, 21, 43), shapely.box(21, 42, 22, 43)],
        crs=4326,
    )
    made = sitmap.Map(sitmap.geocode(["Mitrovica"], country="XK"))
    squares.explore("n", m=made)
    with pytest.warns(AssetWarning, match="network"):
        made.get_root().render()
